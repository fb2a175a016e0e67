"""Whether two reports can be of one occasion, from the days and places that they give."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from onrecord.families.values import Report
from onrecord.model import When

Occasion = Literal["same", "unknown", "other"]
TIME_ZONE = timedelta(days=1)
"""What two reports of one day differ by where the world is round."""
LONG_BEFORE = timedelta(days=30)
"""A day that an article names for one statement and that lies so long before the article is not that of another
statement without a day."""

_SORTS = {
    "interview": "interview", "podcast": "interview", "press conference": "press conference",
    "news conference": "press conference", "briefing": "press conference", "statement": "statement",
    "tweet": "post", "post": "post", "speech": "speech", "rally": "speech", "address": "speech", "debate": "debate",
    "letter": "letter", "hearing": "hearing", "testimony": "hearing", "op-ed": "op-ed", "email": "email",
    "memo": "memo", "paper": "paper", "study": "paper", "journal": "paper", "report": "paper", "call": "call",
}  # fmt: skip
_SORT = re.compile(rf"\b({'|'.join(_SORTS)})s?\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w'’]+")
_SAID_AGAIN = re.compile(
    r"\b(?:repeatedly|reiterat\w+|once again|repeat(?:s|ed|ing)? (?:his|her|their|its|that|the|a)\b|"
    r"(?:has|have|had) (?:often|previously|long|always) (?:said|argued|claimed|maintained|insisted))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


def occasion(first: Report, second: Report) -> Occasion:
    """Whether the two can be of one occasion.

    `other` where the days are apart, the one was published before the other's utterance, or nothing but the places is
    known and these are of two sorts ("a statement", "an interview with Stern")."""
    days = _days(first.statement.when, second.statement.when)
    if days is not None:
        return "same" if days <= TIME_ZONE else "other"
    if _before_it_was_said(first, second) or _before_it_was_said(second, first):
        return "other"
    return _place(first, second)


def is_long_before(first: Report, second: Report) -> bool:
    """Whether the one was said on a day long before the articles, and the other has no day."""
    return any(
        dated.statement.when is not None
        and dated.statement.when.end is not None
        and dated.published is not None
        and (undated.statement.when is None or undated.statement.when.start is None)
        and dated.statement.when.end + LONG_BEFORE < dated.published
        for dated, undated in ((first, second), (second, first))
    )


def published_apart(first: Report, second: Report) -> timedelta | None:
    """Time between the two articles; None where one has no day."""
    if first.published is None or second.published is None:
        return None
    return abs(first.published - second.published)


def is_said_again(report: Report) -> bool:
    """Whether the paragraph tells that the speaker says it again, as in "has repeatedly said"."""
    return _tells_of_repeating(report.paragraph)


@lru_cache(maxsize=1024)
def _tells_of_repeating(paragraph: str) -> bool:
    # Behind the last closing mark none is closed: each opening one there would be tried to the end.
    end = max(paragraph.rfind('"'), paragraph.rfind("”")) + 1
    return _SAID_AGAIN.search(_QUOTED.sub("", paragraph[:end]) + paragraph[end:]) is not None


def _days(first: When | None, second: When | None) -> timedelta | None:
    if first is None or second is None or not (first.start and first.end and second.start and second.end):
        return None
    return max(first.start - second.end, second.start - first.end, timedelta(0))


def _before_it_was_said(report: Report, other: Report) -> bool:
    said: date | None = other.statement.when.start if other.statement.when else None
    return said is not None and report.published is not None and report.published + TIME_ZONE < said


def _place(first: Report, second: Report) -> Occasion:
    (sorts, names), (other_sorts, other_names) = (
        _described(*(one.text if one else "" for one in (report.statement.venue, report.statement.addressee)))
        for report in (first, second)
    )
    if not sorts or not other_sorts:
        return "unknown"
    if sorts & other_sorts:
        return "unknown" if names and other_names and not names & other_names else "same"
    return "other"


@lru_cache(maxsize=4096)
def _described(venue: str, addressee: str) -> tuple[frozenset[str], frozenset[str]]:
    sorts = frozenset(_SORTS[match.group(1).lower()] for match in _SORT.finditer(venue))
    return sorts, frozenset(_NAME.findall(f"{venue} {addressee}"))
