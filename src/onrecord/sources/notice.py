"""Update and correction notices: what they look like and when they say the article was changed.

Recognised are a label at the start ("Update 03/04/24 5:45 p.m. ET: ...", "Correction: ...", "Editor's
note: ...") and sentences that speak of the piece itself ("This article has been updated ...", "An
earlier version of this story ..."). A label that is followed by other words ("Update on the talks:")
is not a notice."""

import re

from onrecord.english.calendar import SHORT_WEEKDAYS, WEEKDAY
from onrecord.model import Time
from onrecord.sources.times import find_time

SIGNAL = "update notice"
"""The signal of a time that a notice gives."""

LONGEST = 1500
"""Longer paragraphs are not notices; the longest corrections of newspapers stay under 200 words."""

OPENING = 12
"""A time that begins within so many characters after "Correction:" belongs to the label."""

_PIECE = (
    r"(?:article|story|post|report|piece|page|column|headline|item|essay|review|obituary|interview|caption"
    r"|explainer|newsletter|transcript|fact[- ]check|live ?blog|podcast|video|blog(?: post)?|analysis|op-ed|editorial)"
)
_CHANGED = r"(?:updated|corrected|amended|revised|clarified|edited|changed|modified|republished|removed)"
_WAS_CHANGED = rf"(?:has(?: since)? been|have been|was|were|is being|will be)\s+(?:\w+\s+){{0,2}}{_CHANGED}\b"
_LABEL = re.compile(
    r"^[\W_]{0,4}(?:update|updated|last updated|correction|corrections|corrected|clarification|amendment|amended"
    r"|retraction|editor['’]?s['’]? note|corrections? (?:and|&) clarifications?)\b(?P<when>[^\n]{0,70}?)"
    r"(?P<end>:(?!\d)|\s[—–-]\s|[—–](?=[A-Z])|[)\]](?=\s)|\.?$)",
    re.IGNORECASE,
)
_WHEN_WORDS = re.compile(
    r"^(?:[\s,:.|(\[\])–—-]|on|at|as of|appended|added|posted|\d+(?:st|nd|rd|th)?|no|number|#"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*"
    rf"|{WEEKDAY}|{'|'.join(SHORT_WEEKDAYS)}|today|[ap]\.?m\b\.?|[A-Z]{{2,4}}\b"
    r"|/|hours?|hrs?|minutes?|ago)*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    rf"^[\W_]{{0,4}}(?:(?:an?|the)\s+(?:earlier|previous|prior|original|older)\s+versions?\s+of\s+(?:this|the)\s+{_PIECE}\b"
    rf"|(?:the\s+)?(?:earlier|previous)\s+versions?\s+of\s+this\s+{_PIECE}\b"
    rf"|this\s+(?:\w+\s+){{0,2}}{_PIECE}(?:,[^\n]{{0,140}}?,)?\s+{_WAS_CHANGED}"
    rf"|this\s+(?:\w+\s+){{0,2}}{_PIECE}\s+(?:was|is)\s+(?:originally|first|developing)\b[^\n]{{0,140}}?\b{_WAS_CHANGED}"
    rf"|this is a (?:developing|breaking)\b[^\n]{{0,60}}?\b{_WAS_CHANGED}"
    rf"|the\s+{_PIECE}\s+(?:above\s+)?has\s+(?:since\s+)?been\s+(?:\w+\s+)?{_CHANGED}\s+(?:to|with|on|after)\b"
    rf"|(?:due|owing) to an? (?:editing|production|editorial) error\b"
    rf"|we(?:['’]ve| have) (?:updated|corrected|amended) this {_PIECE}\b)",
    re.IGNORECASE,
)
_TOLD = re.compile(rf"\b{_CHANGED}\b(?:[^.]|\.(?=m\b|\s+\d|\s+[A-Z]{{2,4}}\b)){{0,120}}", re.IGNORECASE)
_SPEAKS_OF_PIECE = re.compile(r"^[\W_]{0,4}(?:this|the)\b", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*[\"“‘«„'](?!s\b)")


def is_notice(paragraph: str) -> bool:
    """Whether a paragraph tells readers that the piece was changed, or speaks to them as its editor."""
    if len(paragraph) > LONGEST or _QUOTED.match(paragraph):
        return False
    return _SENTENCE.search(paragraph) is not None or _has_label(paragraph)


def notice_time(paragraph: str, *, published: str | None = None) -> Time | None:
    """When a notice says the article was changed, or None where it does not say or is no notice.

    A year or an order of day and month that is not written is taken from `published` alone."""
    if not is_notice(paragraph):
        return None
    found = find_time(_told_part(paragraph), anchor=published)
    return Time(found.value, SIGNAL) if found else None


def latest_notice_time(paragraphs: list[str], *, published: str | None = None) -> Time | None:
    """The last of the times that the notices give."""
    times = [time for paragraph in paragraphs if (time := notice_time(paragraph, published=published))]
    return max(times, key=lambda time: (time.day, time.value), default=None)


def _has_label(paragraph: str) -> bool:
    label = _LABEL.match(paragraph)
    if label is None:
        return False
    when = label["when"]
    if label["end"] in (".", "") and not any(character.isdigit() for character in when):
        return False
    return _WHEN_WORDS.match(when) is not None


def _told_part(paragraph: str) -> str:
    # In a labelled notice the time stands in the label; the words after it often speak of other dates
    # ("Correction: An earlier version said the vote was on March 4"). Else the first sentence tells it.
    if _has_label(paragraph):
        return _labelled_time(paragraph)
    told = _TOLD.search(paragraph)
    return told.group() if told and _SPEAKS_OF_PIECE.match(paragraph) else ""


def _labelled_time(paragraph: str) -> str:
    label = _LABEL.match(paragraph)
    if label is None:
        return ""
    if any(character.isdigit() for character in label["when"]):
        return paragraph[: label.end()]
    opening = find_time(paragraph[label.end() :].lstrip()[:60])
    if opening and opening.start < OPENING:
        return paragraph[label.end() :].lstrip()[: opening.end]
    return ""
