"""Dates and times as pages write them, read into ISO 8601. Nothing that is not written is filled in:
a date without a year, or a numeric date that can be read in two ways, stays None unless something
else in the page or an anchor decides it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Literal
from zoneinfo import ZoneInfo

from onrecord.english.calendar import MONTH, SHORT_MONTHS
from onrecord.model import Time
from onrecord.problems.sources import PublishedNotATime

DateOrder = Literal["month first", "day first"]

# North American names are used loosely ("ET", and "EST" in summer): the two-letter ones follow the
# calendar of the region, the three-letter ones are taken at their word.
_REGIONS: dict[str, str] = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_AMERICAN_HOURS: dict[str, int] = {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "AKST": -9,
    "AKDT": -8,
    "HST": -10,
}
# IST (India, Ireland, Israel) is left out: its offset would be a guess.
_OTHER_HOURS: dict[str, int] = {
    "GMT": 0,
    "UTC": 0,
    "Z": 0,
    "WET": 0,
    "BST": 1,
    "WEST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "SAST": 2,
    "MSK": 3,
    "SGT": 8,
    "HKT": 8,
    "AWST": 8,
    "JST": 9,
    "KST": 9,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
}
_MONTH_NAME = rf"(?P<month_name>{MONTH})\.?"
_FOREIGN = {
    name: number
    for number, names in enumerate(
        (
            "stycznia января januar janvier enero gennaio janeiro januari",
            "lutego февраля februar février fevrier febrero febbraio fevereiro februari",
            "marca марта märz maerz mars marzo março maart",
            "kwietnia апреля avril abril aprile",
            "maja мая mai mayo maggio maio mei",
            "czerwca июня juni juin junio giugno junho",
            "lipca июля juli juillet julio luglio julho",
            "sierpnia августа août aout agosto augustus",
            "września сентября septembre septiembre setiembre settembre setembro",
            "października октября oktober octobre octubre ottobre outubro",
            "listopada ноября novembre noviembre novembro",
            "grudnia декабря dezember décembre decembre diciembre dicembre dezembro desember",
        ),
        start=1,
    )
    for name in names.split()
}
"""The months of the languages most common among news sites after English, where they are written otherwise."""
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4}|['’]\d{2})"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?=\D|$)",
        rf"\b{_MONTH_NAME}\s+{_DAY}(?:,?\s+{_YEAR})?\b(?!:\d)",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH_NAME}(?:,?\s+{_YEAR})?\b(?!:\d)",
        rf"\b(?P<day>\d{{1,2}})-{_MONTH_NAME}-(?P<year>\d{{4}}|\d{{2}})\b",
        rf"\b(?P<day>\d{{1,2}})(?:\.|º|er)?\s+(?:de\s+)?(?P<foreign>{'|'.join(_FOREIGN)})\s+(?:del?\s+)?(?P<year>\d{{4}})\b",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"\b(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})\b",
    )
)
_TIME = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?\s*(?P<half>[ap]\.?m\b\.?)"
    r"|\b(?P<hour24>[01]?\d|2[0-3])(?::|(?=\.\d\d\s*(?:[A-Z]{3,4}|Uhr)\b)\.)(?P<minute24>[0-5]\d)(?::(?P<second24>[0-5]\d))?\b",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:" + "|".join(sorted((*_REGIONS, *_AMERICAN_HOURS, *_OTHER_HOURS), key=len, reverse=True)) + r")\b"
    r"|(?<=\d)Z\b"
)


_FIRST_YEAR = 1600
"""Newspapers are not older; "0001-01-01" is a program's way to say that nothing was set, as is _UNSET."""
_UNSET = datetime(1970, 1, 1)
_FIRST_EPOCH, _LAST_EPOCH, _MILLISECONDS = 631_152_000, 4_102_444_799, 100_000_000_000
_MACHINE = re.compile(
    r"(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{8})"
    r"(?:(?:[T ]|(?<=\d{8})(?=\d{6}$))\s*(?P<clock>\d{1,2}:\d{2}(?::\d{2})?|\d{4}(?:\d{2})?)(?:[.,]\d+)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<offset>[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?"
    r"\s*(?P<zone>\(?[A-Za-z]{1,5}\b\)?)?.{0,40})?"
)
_OF_SCRIPT = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2})(?: (?P<year>\d{4}))? (?P<clock>\d{2}:\d{2}:\d{2})"
    r"(?: (?P<zone>[A-Z]{2,4})?(?P<offset>[+-]\d{2}:?\d{2})?)?(?: (?P<late>\d{4}))?.{0,60}"
)
"""What JavaScript and `date` print: "Mon May 06 2024 23:30:00 GMT+0100 (BST)", "Mon May 6 23:30:00 EDT 2024"."""


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A date or time in ISO 8601 and where in the text it stands."""

    value: str
    start: int
    end: int


_MONTH_OR_YEAR = re.compile(r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2]))?")


def iso_time(value: str) -> str | None:
    """A machine-written time ("2024-03-04T17:45:00Z", RFC 2822, or a plainly written date) in ISO 8601,
    as precise as it is given; None where it is no time."""
    value = " ".join(value.replace("\u2212", "-").split())
    if not value:
        return None
    machine = _machine_time(value) or _epoch_time(value)
    if machine or _MACHINE.fullmatch(value):
        return machine
    written = find_time(value)
    return written.value if written else None


def _epoch_time(value: str) -> str | None:
    """Seconds or milliseconds since 1970, where that is a time of the web: 1990 to 2099."""
    if not re.fullmatch(r"\d{9,10}(?:\d{3})?(?:\.\d{1,6})?", value):
        return None
    number = float(value)
    seconds = number / 1000 if number >= _MILLISECONDS else number
    if not _FIRST_EPOCH <= seconds <= _LAST_EPOCH:
        return None
    return _iso(datetime.fromtimestamp(int(seconds), tz=UTC))


def find_time(text: str, *, anchor: str | None = None, order: DateOrder | None = None) -> WrittenTime | None:
    """The first date of a text with the time of day and zone beside it.

    `anchor` (a publication time) supplies a missing year, and the order of an ambiguous numeric date,
    under the rule that what is looked for happened on that day or within the year after it. `order` is that
    of numeric dates where the zone beside them tells none."""
    zone = _ZONE.search(text)
    not_before = date.fromisoformat(f"{anchor}-01-01"[:10]) if anchor else None
    for pattern in _DATES:
        for match in pattern.finditer(text):
            day = _day(match, (_order(zone.group()) if zone else None) or order, not_before=not_before)
            if day:
                return _with_clock(text, match, day)
    return None


def _machine_time(value: str) -> str | None:
    if found := _OF_SCRIPT.fullmatch(value):
        name = found["month"].lower()
        number = SHORT_MONTHS.index(name) + 1 if name in SHORT_MONTHS else 0
        return _moment(_date(int(found["year"] or found["late"] or 0), number, int(found["day"])), found)
    if found := _MACHINE.fullmatch(value):
        whole = found["day"]
        year, month, day = (whole[:4], whole[4:6], whole[6:]) if whole.isdigit() else re.split("[-/]", whole)
        return _moment(_date(int(year), int(month), int(day)), found)
    moment = _from_mail(value) if re.match(r"[A-Z][a-z]{2}, ", value) else None
    return _iso(moment) if moment else None


def _moment(day: date | None, found: re.Match[str]) -> str | None:
    """The day with the time of day and the zone that a machine wrote beside it, as far as these are understood."""
    if day is None or not found["clock"]:
        return day.isoformat() if day else None
    digits = found["clock"].replace(":", "").zfill(4 if len(found["clock"].replace(":", "")) <= 4 else 6)
    hour, minute, second = int(digits[:2]), int(digits[2:4]), int(digits[4:6] or 0)
    half = found.groupdict().get("half")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return day.isoformat()
    moment = datetime(day.year, day.month, day.day, hour, minute, second)
    if moment == _UNSET:
        return None
    name = (found["zone"] or "").strip("()").upper()
    if found["offset"]:
        return _iso(moment.replace(tzinfo=_offset(found["offset"])))
    return _iso(moment.replace(tzinfo=_zone(name)) if _is_zone(name) else moment)


def _offset(text: str) -> tzinfo:
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = min(int(digits[:2]) * 60 + int(digits[2:]), 18 * 60)
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _from_mail(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except ValueError:
        return None


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _day(match: re.Match[str], order: DateOrder | None, *, not_before: date | None) -> date | None:
    parts = match.groupdict()
    if parts.get("first"):
        return _numeric_day(parts, order, not_before=not_before)
    month = _month(parts)
    if parts["year"]:
        return _date(_year(parts["year"]), month, int(parts["day"]))
    return _first_on_or_after(not_before, month, int(parts["day"]))


def _month(parts: dict[str, str]) -> int:
    if parts.get("foreign"):
        return _FOREIGN[parts["foreign"].lower()]
    return SHORT_MONTHS.index(parts["month_name"][:3].lower()) + 1 if parts.get("month_name") else int(parts["month"])


def _first_on_or_after(not_before: date | None, month: int, day: int) -> date | None:
    if not_before is None:
        return None
    candidates = (_date(not_before.year + ahead, month, day) for ahead in (0, 1))
    return next((found for found in candidates if found and found >= not_before), None)


def _numeric_day(parts: dict[str, str], order: DateOrder | None, *, not_before: date | None) -> date | None:
    first, second, year = int(parts["first"]), int(parts["second"]), _year(parts["year"])
    month_first, day_first = _date(year, first, second), _date(year, second, first)
    if month_first is None or day_first is None or month_first == day_first:
        return month_first or day_first
    if order:
        return month_first if order == "month first" else day_first
    if not_before is None:
        return None
    within = [found for found in (month_first, day_first) if not_before <= found <= not_before + timedelta(days=366)]
    return within[0] if len(within) == 1 else None


def _order(zone: str) -> DateOrder:
    return "month first" if zone in _REGIONS or zone in _AMERICAN_HOURS else "day first"


def _year(text: str) -> int:
    digits = text.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= _FIRST_YEAR else None
    except ValueError:
        return None


def _with_clock(text: str, match: re.Match[str], day: date) -> WrittenTime:
    # The time of day stands beside the date: "03/04/24 5:45 p.m. ET", "5.45pm GMT on March 4, 2024".
    before, after = max(0, match.start() - 30), match.end() + 30
    clocks = [
        clock
        for clock in _TIME.finditer(text, before, after)
        if clock.end() <= match.start() or clock.start() >= match.end()
    ]
    clock = min(clocks, key=lambda found: abs(found.start() - match.end()), default=None)
    time_of_day = _time_of_day(clock) if clock else None
    if clock is None or time_of_day is None:
        return WrittenTime(day.isoformat(), match.start(), match.end())
    hour, minute, second = time_of_day
    zone = _ZONE.match(text, clock.end() + len(text[clock.end() :]) - len(text[clock.end() :].lstrip(" (")))
    moment = datetime(day.year, day.month, day.day, hour, minute, second)
    moment = moment.replace(tzinfo=_zone(zone.group())) if zone else moment
    ends = (match.end(), clock.end(), zone.end() if zone else 0)
    return WrittenTime(_iso(moment), min(match.start(), clock.start()), max(ends))


def _time_of_day(clock: re.Match[str]) -> tuple[int, int, int] | None:
    if clock["hour24"]:
        return int(clock["hour24"]), int(clock["minute24"]), int(clock["second24"] or 0)
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return hour % 12 + (12 if clock["half"][0] in "pP" else 0), minute, int(clock["second"] or 0)


def _is_zone(name: str) -> bool:
    return name in _REGIONS or name in _AMERICAN_HOURS or name in _OTHER_HOURS


def _zone(name: str) -> tzinfo:
    if name in _REGIONS:
        return ZoneInfo(_REGIONS[name])
    return timezone(timedelta(hours=_AMERICAN_HOURS.get(name, _OTHER_HOURS.get(name, 0))))


def time_text(value: str | date | None) -> str | None:
    """A time that the caller gave, as it is written."""
    return value.isoformat() if isinstance(value, date) else value


def given_time(value: str | None) -> Time | None:
    """A publication time that the caller gave, also a month or a year alone. Raises PublishedNotATime where it is
    none."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise PublishedNotATime(value)
    found = value if _MONTH_OR_YEAR.fullmatch(value) else iso_time(value)
    if found is None:
        raise PublishedNotATime(value)
    return Time(found, "given")
