"""Self-contained pages: a reading, the history of an article, a checked draft; and readings and hits as a stretch of
HTML for a notebook.

No script, nothing loaded, every word of an article escaped. The content security policy of a page allows its own style,
by its hash, and nothing else; a notebook shows a stretch within a page of its own, so that it brings no rules for
elements and no document around it.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from onrecord.checking.values import CheckedDraft, CheckedQuotation, QuotationVerdict
from onrecord.exports import history, marked
from onrecord.exports.fragments import web_address
from onrecord.exports.templates import escaping, style_of
from onrecord.exports.views import checked as views
from onrecord.model import Reading
from onrecord.record.values import Hit, KeptVersion
from onrecord.versions.statements import Changes

LANES = 3
"""Lines drawn below one another; deeper ones share the last. Three fit between two lines of text."""


def reading_page(reading: Reading, *, focus: str | None = None) -> str:
    """The page of an article. `focus` is the id of a statement to set apart."""
    style = _style(len(reading.statements))
    blocks = marked.marked_blocks(reading)
    speakers = marked.speakers(reading.statements)
    return (
        _for_readings()
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
            original=web_address(reading.article.url),
            focus=focus,
            beyond=None,
            sparse=False,
            actors={},
            ways=(),
            style=Markup(style),  # noqa: S704  (our own style sheet, no words of the article)
            style_hash=_hash(style),
        )
    )


@cache
def _for_readings() -> Environment:
    environment = escaping()
    environment.filters |= OF_READINGS
    environment.globals["deepest"] = DEEPEST
    return environment


DEEPEST = LANES - 1
OF_READINGS = {
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
    "together": marked.together,
}
"""What the template of a marked text asks of its values."""


def _style(statements: int) -> str:
    # One rule a statement joins its words with its note under the pointer, which needs no script.
    joined = "\n".join(
        f'body:has([data-s="{number}"]:hover) [data-s="{number}"]' + " { background: var(--joined); }"
        for number in range(1, statements + 1)
    )
    return f"{style_of('marked.css')}{joined}\n"


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def history_page(versions: Sequence[KeptVersion], changes: Sequence[Changes]) -> str:
    """The page of an article's versions, the latest change first."""
    style = style_of("history.css")
    latest = history.latest_of(versions).reading.article
    return (
        _for_history()
        .get_template("history.html")
        .render(
            article=latest,
            version=latest.latest,
            versions=versions,
            steps=history.latest_first(versions, changes),
            original=web_address(latest.url),
            ways=(),
            style=Markup(style),  # noqa: S704  (our own style sheet, no words of the article)
            style_hash=_hash(style),
        )
    )


@cache
def _for_history() -> Environment:
    environment = escaping()
    environment.filters |= OF_HISTORIES
    return environment


OF_HISTORIES = {
    "moment": marked.moment,
    "added_at": history.added_at,
    "how_it_came": history.came,
    "counted": marked.counted,
    "spaced": history.spaced,
    "summary": history.summary,
    "headline_pieces": history.headline_pieces,
    "statement_lines": history.statement_lines,
    "block_lines": history.block_lines,
    "notice_lines": history.notice_lines,
    "change_sign": history.SIGNS.__getitem__,
}
"""What the template of a history asks of its values."""


SIGNS: dict[QuotationVerdict, str] = {
    "verbatim": "✓", "shortened": "✓", "altered": "≠", "other speaker": "≠", "other date or occasion": "≠",
    "found as indirect only": "≈", "not on record": "?", "denied on record": "≠", "said on record": "≠",
    "not checked": "?",
}  # fmt: skip
"""Beside its word and its colour, each verdict has a sign."""


def draft_page(checked: CheckedDraft, *, title: str = "Draft") -> str:
    """The page of a checked draft; `title` is usually the name of its file."""
    style = style_of("checked.css")
    return (
        _for_drafts()
        .get_template("checked.html")
        .render(
            checked=checked,
            title=title,
            blocks=views.draft_blocks(checked),
            counts=views.counts(checked),
            summary=views.summary(checked),
            unchecked=views.unchecked(checked),
            style=Markup(style),  # noqa: S704  (our own style sheet)
            style_hash=_hash(style),
        )
    )


def sort(quotation: CheckedQuotation) -> str:
    """Whether a quotation is right, wrong, or not to be found: what colours it."""
    if quotation.verdict in ("not on record", "not checked"):
        return "missing"
    return "wrong" if quotation.wrong else "right"


@cache
def _for_drafts() -> Environment:
    environment = escaping()
    environment.filters |= OF_DRAFTS
    return environment


OF_DRAFTS = {
    "sort": sort,
    "verdict_sign": SIGNS.__getitem__,
    "given": views.given,
    "cued": views.cued,
    "spoken": views.spoken,
    "reported": views.reported,
    "faithful": views.faithful,
    "likeness": views.likeness,
    "web_address": web_address,
    "passage_pieces": views.passage_pieces,
    "quote_pieces": views.quote_pieces,
    "shows_difference": views.shows_difference,
    "evidence_title": views.evidence_title,
}
"""What the template of a checked draft asks of its values."""


ARTICLES_SHOWN = 10
"""Marked articles one below the other; the others are counted."""
HITS_SHOWN = 50


def readings_html(readings: Sequence[Reading], *, failures: int = 0) -> str:
    """The marked texts, the first ten of them, and how many there are."""
    shown = [(reading, marked.marked_blocks(reading)) for reading in readings[:ARTICLES_SHOWN]]
    summary = [marked.counted(sum(len(reading.statements) for reading in readings), "statement")]
    summary.append(f"in {marked.counted(len(readings), 'article')}")
    summary += [f"({marked.counted(failures, 'input')} failed)"] if failures else []
    return _render("readings", shown=shown, summary=" ".join(summary), more=len(readings) - len(shown))


def reading_html(reading: Reading) -> str:
    """The marked text."""
    return _render("readings", shown=[(reading, marked.marked_blocks(reading))], summary=None, more=0)


def hits_html(hits: Sequence[Hit], *, more: bool) -> str:
    """Who said what, when, and in which article."""
    left = len(hits) - HITS_SHOWN
    return _render("hits", hits=hits[:HITS_SHOWN], left=max(left, 0), more=more)


def _shared(reading: Reading) -> set[int]:
    """The numbers of the occasions of several statements."""
    return {occasion.number for occasion, _ in marked.shared_occasions(reading)}


def _render(part: str, **values: object) -> str:
    return str(Markup(_for_notebooks().get_template("notebook.html").render(part=part, **values)))  # noqa: S704  (escaped there)


@cache
def _for_notebooks() -> Environment:
    environment = escaping()
    environment.filters |= {
        "who": marked.who,
        "shared": _shared,
        "when": marked.when,
        "day": marked.day,
        "moment": marked.moment,
        "sure": marked.sure,
        "counted": marked.counted,
        "address": web_address,
    }
    environment.globals["lead"] = marked.lead
    return environment
