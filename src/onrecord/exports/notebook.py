"""Readings and hits as a stretch of HTML, for a notebook: no script, no style sheet, every word of an article escaped.

A notebook shows it within a page of its own, so that it brings no rules for elements and no document around it.
"""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from onrecord.exports import marked
from onrecord.exports.marked_page import escaping, web_address
from onrecord.model import Reading
from onrecord.record.values import Hit

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
    return str(Markup(_environment().get_template("notebook.html").render(part=part, **values)))  # noqa: S704  (escaped there)


@cache
def _environment() -> Environment:
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
