"""Time expressions of news English, found by one compiled pattern.

Found are dates, weekdays, months, years, quarters, seasons, decades, a few holidays, "today" and its kin, and
units counted from now ("last week", "two days ago", "the past three years"), and those counted from something else
in the text ("a day later", "at the time"), which stay unresolved. Not found: bare durations ("for three days"),
repetitions ("daily"), times of day without a day, and vague references ("recently", "now", "the future").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Span

TimeKind = Literal[
    "iso", "numeric", "date", "month", "year", "decade", "quarter", "season", "weekday", "weekend", "holiday",
    "deictic", "unit", "range", "ago", "anaphoric", "ordinal",
]  # fmt: skip
"""What the words are, which decides how they are resolved."""

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Season → its first month (meteorological, northern)."""
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip

# Months and weekdays need their capital: "may" and "march" are verbs, "sat" and "sun" are other words.
_MONTH = (
    r"(?-i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?\b\.?|July?\b\.?|Aug(?:ust|\.)"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_WEEKDAY = (
    r"(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
    r"|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.(?=,? ))"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d%])(?![-–/]\d{1,2}\b)(?![,.]\d)"
_PART = r"(?:morning|afternoon|evening|night|lunchtime|noon|midnight)"
_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"|several|(?:a )?few|a couple(?: of)?)"
_UNIT = r"(?:day|week|month|quarter|year|decade|century|season|fortnight|hour|minute)"
_SHIFT = r"(?:last|next|this past|this coming|this|past|previous|coming|current)"
_VAGUE = (
    r"(?:(?:earlier|later|early|late|mid|sometime|around)(?:[- ](?:in|on) |[- ])"
    r"|(?:the |at |by |around )*(?:end|beginning|start|middle) of (?:the )?)"
)
_YEAR_REFERENCE = r"(?:last|this|next) year"

_ALTERNATIVES: dict[TimeKind, str] = {
    "iso": r"(?P<iso>\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
    "numeric": r"(?P<numeric>\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:\d{4}|\d\d))(?![\d/])",
    "date": (
        rf"(?:(?:the )?{_PART} (?:on |of ))?(?:{_WEEKDAY},? (?:the )?)?"
        rf"(?:(?P<date_month>{_MONTH}) (?P<date_day>{_DAY})(?:[-–](?P<date_last>{_DAY}))?"
        rf"|(?:the )?(?P<date_first>{_DAY})(?: of)? (?P<date_of>{_MONTH})(?![a-z]))"
        rf"(?:(?:, | |,)(?P<date_year>{_YEAR})|(?: of| in|,)? (?P<date_reference>{_YEAR_REFERENCE}))?"
    ),
    "quarter": (
        rf"(?:the |its |a |our |their )?(?:(?P<quarter_before>{_YEAR}|{_YEAR_REFERENCE})(?:['’]s)? )?(?:fiscal[- ])?"
        rf"(?:(?P<quarter>first|second|third|fourth)[- ]quarter|(?P<q>Q[1-4]))\b"
        rf"(?:,?(?: of| in)?(?: fiscal)? (?P<quarter_year>{_YEAR}|{_YEAR_REFERENCE}))?"
    ),
    "month": (
        rf"(?:{_VAGUE})?(?:(?P<month_shift>last|this past|this|next|past) )?(?P<month>{_MONTH})(?![a-z’'])"
        rf"(?:,?(?: of| in)? (?P<month_year>{_YEAR}|{_YEAR_REFERENCE}))?"
    ),
    "weekday": (
        rf"(?:{_VAGUE})?(?:(?:the )?{_PART} (?:on |of )?)?"
        r"(?:(?P<weekday_shift>last|this past|this coming|this|next|past) )?"
        rf"(?P<weekday>{_WEEKDAY})(?: (?P<weekday_part>{_PART}))?"
        r"(?:,? (?:of )?(?P<weekday_week>last|this|next) week)?"
    ),
    "season": (
        rf"(?:{_VAGUE})?(?:(?P<season_shift>last|this past|this|next|past) |the |in )?(?:early |late )?"
        rf"(?P<season>spring|summer|autumn|fall|winter)(?: of)? (?P<season_year>{_YEAR})"
        rf"|(?:{_VAGUE})?(?P<season_shift_bare>last|this past|this|next|past) (?P<season_bare>spring|summer"
        rf"|autumn|fall|winter)\b"
    ),
    "decade": (
        r"(?:the )?(?:(?:early|late|mid)[- ])?(?:(?P<decade>(?:1[5-9]|20)\d0)['’]?s|['’‘](?P<decade_short>\d0)s"
        r"|(?<=the )(?P<decade_word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b"
    ),
    "weekend": (
        r"(?:over |during |at )?(?P<weekend>(?:the (?:last |past )?|last |this past |past |this "
        r"|next )weekend)\b"
    ),
    "ago": (
        rf"(?:(?:more|less) than |about |almost |nearly |just "
        rf"|only )?(?P<ago_number>{_NUMBER}) (?:\w+ )?(?P<ago_unit>{_UNIT})s? ago\b"
    ),
    "range": (
        rf"(?:the |these )?(?P<range_shift>past|last|next"
        rf"|coming) (?P<range_number>{_NUMBER}) (?P<range_unit>{_UNIT})s\b"
    ),
    "anaphoric": (
        rf"(?P<anaphoric>(?P<count>{_NUMBER}|the) (?P<count_unit>{_UNIT})s? (?P<count_way>earlier|later|after|before)\b"
        r"|(?:at|by) (?:the|that) time\b"
        r"|(?:on |of )?(?P<same>that|the same|the next|the previous|the following) "
        rf"(?:same )?(?P<same_unit>day|{_PART}|week|month|year|quarter|weekend)\b|the time\b(?= of)"
        r"|(?:(?:earlier|later) in|(?:the )?(?:end|beginning|start|middle) of) the (?:episode|show|game|match"
        r"|meeting|hearing|interview|call))"
    ),
    "unit": (
        rf"(?:{_VAGUE})?(?:the )?(?P<unit_shift>{_SHIFT}) (?:calendar |fiscal )?(?P<unit>{_UNIT})\b"
        rf"|(?:earlier|later|early|late) in (?P<unit_the>the (?:day|week|month|year))\b"
    ),
    "deictic": (
        rf"(?:{_VAGUE})?(?:(?P<deictic>today|yesterday|tomorrow|tonight|the day before yesterday)\b(?: {_PART})?"
        rf"|(?P<deictic_part>(?:this|last) (?:morning|afternoon|evening|night))\b)"
    ),
    "holiday": (
        r"(?P<holiday>(?-i:Thanksgiving(?: Day)?|Christmas(?: Day| Eve)?|New Year['’]s(?: Day| Eve)|Halloween"
        r"|Independence Day|Veterans Day|Valentine['’]s Day))(?: (?P<holiday_year>" + _YEAR + "))?"
    ),
    "ordinal": (
        rf"on (?:the {_PART} of )?the (?P<ordinal>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?: of (?:the|this) month\b)?"
        r"(?=[.,;:!?)”\"’—–]| [—–-] |\s*$|\s*\n| (?:and|but|that|when|while|as|he|she|they|it|in|at|to|with|said|told"
        r"|the|his|her|its|their|an?)\b)"
    ),
    "year": (
        rf"(?<![$€£#.,:/–-])(?:{_VAGUE})?(?:the year |fiscal )?(?P<year>(?:19|20)\d\d"
        rf"|(?<=in )1[5-8]\d\d)(?![\d%])(?![-/]\d)(?![,.]\d)"
    ),
}  # fmt: skip
# The first word decides cheaply that nothing begins here.
_FIRST_WORD = (
    r"(?=\d|['’‘]\d|(?:the|an?|its|our|their|that|these|this|last|next|past|previous|coming|current"
    r"|earlier|later|early|late"
    r"|mid|sometime|around|at|by|of|on|in|over|during|end|beginning|start|middle|more|less|about|almost"
    r"|nearly|just|only"
    r"|several|few|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|fiscal|first|second|third|fourth|today|yesterday|tomorrow|tonight|morning|afternoon|evening|night"
    r"|lunchtime|noon"
    r"|midnight|spring|summer|autumn|fall|winter|Q\d|(?-i:[JFMASONDTWSCNHIV][a-z]{2}|[JFMASOND][A-Z]{2}"
    r"|[TWS][A-Z]{2}))\w*)"
)
_PATTERN = re.compile(
    r"(?<![\w@#])"
    + _FIRST_WORD
    + "(?:"
    + "|".join(f"(?P<kind_{kind}>{pattern})" for kind, pattern in _ALTERNATIVES.items())
    + ")",
    re.IGNORECASE,
)
# The full pattern costs microseconds a word, so it runs only around what every expression contains.
_CORE = re.compile(
    r"\d\d|\d (?=[A-Z])|\d(?=st|nd|rd|th)"
    r"|[dD]a(?=y)|DAY|wee[kK]|month|quarter|year|decade|centur|season|hour|minute|fortnight|morning"
    r"|noon|night|evening|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|J[AU]|FEB|MAR|APR|AUG"
    r"|SEP|OCT|NOV|DEC|spring|summer|autumn|fall|winter|ties|tomorrow|time|Q[1-4]|Christmas|Thanks|New Year|Hallow"
    r"|of the (?:epis|show|game|match|meet|hear|interv|call)|in the (?:epis|show|game|match|meet|hear|interv|call)"
)
_POSTER = re.compile(r"@\w[\w.-]{0,60}\)[^\w\n]{0,5}$")
_LONGEST_POSTER = 80
_TOLD = re.compile(r"[^\x00]+")
"""What is not blanked."""
_BEFORE, _AFTER = 48, 40
"""Characters around a core word within which its expression lies."""
_ALWAYS_FREE = frozenset(["may", "mar", "march"])
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|last|this|next|since|until|till|by|from|early|late|mid|through|during|to|of|and|or|between|for|on|"
    r"before|after|past|around|[–-]))[ -]?$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?!(?:In|By|Since|From|Of|On|At|To|Until|Till|During|Before|After|Through|Throughout|Around|Circa|And|But|Or|A|An"
    r"|The|This|That|His|Her|Its|Their|Our|Between|Both|Only|Also|Then|When|As|Like|Unlike|For|Year|Late|Early|Mid)\b)"
    r"[A-Z][\w-]* $"
)
"""Before a year that is part of a name: "King's Speech 2024", "Expo 2025"."""
_NAME_BEFORE = re.compile(r"(?:^|\s)(?:Mr|Mrs|Ms|Dr|Prime Minister|President|[A-Z][a-z]+)\.? $")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time, with the parts the resolution needs (group of the pattern → words)."""

    span: Span
    kind: TimeKind
    parts: dict[str, str]


def find_times(text: str) -> list[TimeExpression]:
    """The time expressions of `text`, in order, none overlapping another."""
    return [expression for first, last in _stretches(text) for expression in _find(text, first, last)]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    first, last = 0, 0
    told = (part.span() for part in _TOLD.finditer(text))
    for match in (match for place in told for match in _CORE.finditer(text, *place)):
        start, end = max(0, match.start() - _BEFORE), min(len(text), match.end() + _AFTER)
        if start <= last and last:
            last = end
            continue
        if last:
            yield first, last
        first, last = start, end
    if last:
        yield first, last


def _find(text: str, first: int, last: int) -> Iterator[TimeExpression]:
    while 0 < first < last and text[first - 1].isalnum():
        first += 1
    for match in _PATTERN.finditer(text, first, last):
        kind = (match.lastgroup or "")[len("kind_") :]
        parts = {name: words for name, words in match.groupdict().items() if words and not name.startswith("kind_")}
        if (kind == "month" and not _is_month(text, match, parts)) or (kind == "deictic" and _is_title(text, match)):
            continue
        if kind == "year" and _NAMED.search(text, max(0, match.start() - 40), match.start()):
            continue
        span = _trimmed(match.start(), match.end(), match[0])
        yield TimeExpression(span, kind, parts)  # type: ignore[arg-type]  # the keys of _ALTERNATIVES


def _is_month(text: str, match: re.Match[str], parts: dict[str, str]) -> bool:
    """Whether the name of a month stands for the month and not for a person or a verb."""
    if "month_year" in parts or "month_shift" in parts or match.start("month") > match.start():
        return True
    before = text[max(0, match.start() - 24) : match.start()]
    if parts["month"].lower() in _ALWAYS_FREE:
        return bool(_BEFORE_MONTH.search(before))
    return not _NAME_BEFORE.search(before) or bool(_BEFORE_MONTH.search(before))


def _is_title(text: str, match: re.Match[str]) -> bool:
    """Whether it is part of a name: "USA Today", "the Today show"."""
    return match[0][0].isupper() and bool(
        re.search(r"(?:[A-Z]\w*|\bthe) $", text[max(0, match.start() - 20) : match.start()])
    )


def _trimmed(start: int, end: int, words: str) -> Span:
    """Without a preposition that the pattern needed to be sure."""
    lead = re.match(r"(?:over|during|at|by|on|of|in|around) (?!the time|that time)", words, re.IGNORECASE)
    return Span(start + (lead.end() if lead else 0), end)


def dates_post(text: str, span: Span) -> bool:
    """Whether it stands behind the name and the handle of somebody who posted: "— Ann Vale (@vale) May 6, 2023"."""
    return bool(_POSTER.search(text, max(0, span.start - _LONGEST_POSTER), span.start))
