"""A reading as one self-contained page: no script, nothing loaded, every word of the article escaped.

The content security policy allows the page's own style, by its hash, and nothing else.
"""

import base64
import hashlib
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.exports import marked
from onrecord.model import Reading

LANES = 3
"""Lines drawn below one another; deeper ones share the last. Three fit between two lines of text."""


def page(reading: Reading, *, focus: str | None = None) -> str:
    """The page of an article. `focus` is the id of a statement to set apart."""
    style = _style(len(reading.statements))
    blocks = marked.marked_blocks(reading)
    speakers = marked.speakers(reading.statements)
    return (
        _environment()
        .get_template("marked.html")
        .render(
            article=reading.article,
            version=reading.article.latest,
            reading=reading,
            blocks=blocks,
            title_in_text=any(block.kind == "headline" for block in blocks),
            speakers=speakers,
            named=sum(speaker is not None for speaker, _ in speakers),
            occasions=marked.shared_occasions(reading),
            address=web_address(reading.article.url),
            focus=focus,
            style=Markup(style),  # noqa: S704  (our own style sheet, no words of the article)
            style_hash=_hash(style),
        )
    )


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web: anything else, such as `javascript:`, must not become a link."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def escaping() -> Environment:
    """The templates of the pages; what they show is escaped."""
    return Environment(
        loader=PackageLoader("onrecord.exports"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


@cache
def _environment() -> Environment:
    environment = escaping()
    environment.filters |= {
        "deed": marked.deed,
        "who": marked.who,
        "named": marked.named,
        "moment": marked.moment,
        "updated": marked.updated,
        "came": marked.came,
        "when": marked.when,
        "sure": marked.sure,
        "counted": marked.counted,
        "kinds": marked.kinds,
        "occasion_facts": marked.occasion_facts,
    }
    environment.globals["deepest"] = LANES - 1
    return environment


def _style(statements: int) -> str:
    # One rule a statement joins its words with its note under the pointer, which needs no script.
    joined = "\n".join(
        f'body:has([data-s="{number}"]:hover) [data-s="{number}"]' + " { background: var(--joined); }"
        for number in range(1, statements + 1)
    )
    return f"\n{_environment().get_template('marked.css').render()}\n{joined}\n"


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
