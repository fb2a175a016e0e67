"""The history of an article as one self-contained page: no script, nothing loaded, every word escaped.

The content security policy allows the page's own style, by its hash, and nothing else.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from onrecord.exports import history, marked
from onrecord.exports.marked_page import escaping, web_address
from onrecord.record.values import KeptVersion
from onrecord.versions.values import Changes


def page(versions: Sequence[KeptVersion], changes: Sequence[Changes]) -> str:
    """The page of an article's versions, the latest change first."""
    style = f"\n{_environment().get_template('history.css').render()}\n"
    latest = history.latest_of(versions).reading.article
    return (
        _environment()
        .get_template("history.html")
        .render(
            article=latest,
            version=latest.latest,
            versions=versions,
            steps=[(*pair, one) for pair, one in zip(history.steps(versions), changes, strict=True)][::-1],
            address=web_address(latest.url),
            style=Markup(style),  # noqa: S704  (our own style sheet, no words of the article)
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


@cache
def _environment() -> Environment:
    environment = escaping()
    environment.filters |= {
        "moment": marked.moment,
        "added_at": history.added_at,
        "came": history.came,
        "counted": marked.counted,
        "spaced": history.spaced,
        "summary": history.summary,
        "headline_pieces": history.headline_pieces,
        "statement_lines": history.statement_lines,
        "block_lines": history.block_lines,
        "notice_lines": history.notice_lines,
        "sign": history.SIGNS.__getitem__,
    }
    return environment
