"""A checked draft as one self-contained page: the draft, and beside each quotation what the record has.

No script, nothing loaded, every word escaped; the content security policy allows the page's own style, by its hash,
and nothing else."""

import base64
import hashlib
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from onrecord.checking.values import CheckedDraft, CheckedQuotation, QuotationVerdict
from onrecord.exports import checked as views
from onrecord.exports.marked_page import escaping, web_address

SIGNS: dict[QuotationVerdict, str] = {
    "verbatim": "✓", "shortened": "✓", "altered": "≠", "other speaker": "≠", "other date or occasion": "≠",
    "found as indirect only": "≈", "not on record": "?", "denied on record": "≠", "said on record": "≠",
    "not checked": "?",
}  # fmt: skip
"""Beside its word and its colour, each verdict has a sign."""


def page(checked: CheckedDraft, *, title: str = "Draft") -> str:
    """The page of a checked draft; `title` is usually the name of its file."""
    style = f"\n{_environment().get_template('checked.css').render()}\n"
    return (
        _environment()
        .get_template("checked.html")
        .render(
            checked=checked,
            title=title,
            blocks=views.draft_blocks(checked),
            counts=views.counts(checked),
            summary=views.summary(checked),
            unchecked=views.unchecked(checked),
            style=Markup(style),  # noqa: S704  (our own style sheet)
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


def sort(quotation: CheckedQuotation) -> str:
    """Whether a quotation is right, wrong, or not to be found: what colours it."""
    if quotation.verdict in ("not on record", "not checked"):
        return "missing"
    return "wrong" if quotation.wrong else "right"


@cache
def _environment() -> Environment:
    environment = escaping()
    environment.filters |= {
        "sort": sort,
        "sign": SIGNS.__getitem__,
        "given": views.given,
        "cued": views.cued,
        "spoken": views.spoken,
        "reported": views.reported,
        "faithful": views.faithful,
        "likeness": views.likeness,
        "web_address": web_address,
        "passage_pieces": views.passage_pieces,
        "shows_difference": views.shows_difference,
    }
    environment.globals |= {"quote_pieces": views.quote_pieces, "evidence_title": views.evidence_title}
    return environment
