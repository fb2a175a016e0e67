"""A time expression and the day it is read from → a day or an interval, with the rule.

Invariants: both ends are included; what is relative is never resolved without an anchor; a date that does not
exist is unresolved; no result depends on the clock. Weeks run from Monday to Sunday.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from onrecord.english.calendar import SHORT_MONTHS, SHORT_WEEKDAYS
from onrecord.model import When
from onrecord.occasions.times import NUMBERS, SEASONS, TimeExpression

Direction = Literal["past", "future"]
"""On which side of the anchor the day lies that is meant."""
Interval = tuple[date, date]
UNRESOLVED = "unresolved"


def resolve(expression: TimeExpression, anchor: date | None, *, text: str, direction: Direction = "past") -> When:
    """The day or interval that the words in `text` mean when read on `anchor`; without start and end, under the rule
    "unresolved", where they mean none, where the date does not exist, and where they need an anchor and have none."""
    words = expression.span.of(text)
    try:
        found = _RESOLVERS[expression.kind](expression.parts, anchor, direction)
    except (ValueError, OverflowError):  # a date that does not exist, or lies outside the calendar
        found = None
    if found is None:
        return When(None, None, words, UNRESOLVED, expression.span)
    (first, last), rule = found
    return When(first, last, words, rule, expression.span)


_Found = tuple[Interval, str] | None
_Parts = dict[str, str]


def _day_interval(day: date) -> Interval:
    return day, day


def _week(day: date) -> Interval:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _month(year: int, month: int) -> Interval:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _months(year: int, month: int, count: int) -> Interval:
    return _month(year, month)[0], _month(year, month + count - 1)[1]


def _year(year: int) -> Interval:
    return date(year, 1, 1), date(year, 12, 31)


def _month_number(words: str) -> int:
    return SHORT_MONTHS.index(words[:3].lower()) + 1


def _day_number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _year_number(words: str, anchor: date | None) -> int | None:
    """`words` is a year, or "last year" and its kin."""
    if words.isdigit():
        return int(words)
    shift = {"last": -1, "this": 0, "next": 1}[words.split()[0].lower()]
    return anchor.year + shift if anchor else None


def _explicit(parts: _Parts, anchor: date | None, _: Direction) -> _Found:
    return _day_interval(date.fromisoformat(parts["iso"])), "explicit date"


def _numeric(parts: _Parts, anchor: date | None, _: Direction) -> _Found:
    first, second, year = (int(number) for number in re.split(r"[/.]", parts["numeric"]))
    year += (1900 if year > 50 else 2000) if year < 100 else 0
    if first <= 12 and second <= 12 and first != second:
        return None  # 03/04/24 is a day in March or in April
    day, month = (first, second) if first > 12 else (second, first)
    return _day_interval(date(year, month, day)), "explicit date"


def _date(parts: _Parts, anchor: date | None, direction: Direction) -> _Found:
    month = _month_number(parts.get("date_month") or parts["date_of"])
    day = _day_number(parts.get("date_day") or parts["date_first"])
    last = _day_number(parts.get("date_last") or str(day))
    named = parts.get("date_year") or parts.get("date_reference")
    year = _year_number(named, anchor) if named else _year_of(month, day, anchor, direction)
    if year is None or last < day:
        return None
    rule = "explicit date" if "date_year" in parts else "day and month in that year" if named else "nearest such date"
    return (date(year, month, day), date(year, month, last)), rule


def _year_of(month: int, day: int, anchor: date | None, direction: Direction) -> int | None:
    """The year that puts the day on the right side of the anchor, a day of slack for time zones."""
    if anchor is None:
        return None
    this = date(anchor.year, month, min(day, 28)) + timedelta(days=day - min(day, 28))
    if direction == "future":
        return anchor.year + (this < anchor)
    if this - anchor > timedelta(days=1):
        return anchor.year - 1
    crossed = date(anchor.year + 1, month, min(day, 28)) - anchor <= timedelta(days=1)
    return anchor.year + crossed


def _named_month(parts: _Parts, anchor: date | None, direction: Direction) -> _Found:
    month, named, shift = _month_number(parts["month"]), parts.get("month_year"), parts.get("month_shift", "").lower()
    if named:
        year = _year_number(named, anchor)
        rule = "explicit month" if named.isdigit() else "month in that year"
        return (_month(year, month), rule) if year is not None else None
    if anchor is None:
        return None
    ahead = month - anchor.month
    if shift == "this" or (shift == "this past" and ahead <= 0):
        years = 0
    elif shift == "next":
        years = int(ahead <= 0)
    elif shift:
        years = -int(ahead >= 0)
    else:
        years = -int(ahead > 0) if direction == "past" else int(ahead < 0)
    return _month(anchor.year + years, month), f"{shift} month by name" if shift else "latest such month"


def _named_year(parts: _Parts, anchor: date | None, _: Direction) -> _Found:
    return _year(int(parts["year"])), "explicit year"


def _decade(parts: _Parts, anchor: date | None, _: Direction) -> _Found:
    words = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    if "decade" in parts:
        first = int(parts["decade"])
    elif "decade_short" in parts:
        first = int(parts["decade_short"])
        first += 1900 if first > 20 else 2000
    else:
        first = 1920 + 10 * words.index(parts["decade_word"].lower())
    return (date(first, 1, 1), date(first + 9, 12, 31)), "explicit decade"


def _quarter(parts: _Parts, anchor: date | None, direction: Direction) -> _Found:
    number = ("first", "second", "third", "fourth").index(parts["quarter"].lower()) + 1 if "quarter" in parts else 0
    number = number or int(parts["q"][1])
    named = parts.get("quarter_year") or parts.get("quarter_before")
    year = _year_number(named, anchor) if named else None
    if year is not None:
        return _months(year, 3 * number - 2, 3), "quarter of that year"
    if anchor is None or named:
        return None
    current = (anchor.month + 2) // 3
    # Reports speak of the quarter that is ending, or of the latest one that has ended.
    year = anchor.year - int(number > current)
    return _months(year, 3 * number - 2, 3), "latest such quarter"


def _season(parts: _Parts, anchor: date | None, _: Direction) -> _Found:
    name = (parts.get("season") or parts["season_bare"]).lower()
    if "season_year" in parts:
        return _months(int(parts["season_year"]), SEASONS[name], 3), "explicit season"
    if anchor is None:
        return None
    shift = (parts.get("season_shift") or parts["season_shift_bare"]).lower()
    first, last = _months(anchor.year, SEASONS[name], 3)
    if shift == "next":
        first, last = _months(anchor.year + (first <= anchor), SEASONS[name], 3)
    elif shift != "this" and last >= anchor:
        first, last = _months(anchor.year - 1, SEASONS[name], 3)
    return (first, last), f"{shift} season"


def _weekday(parts: _Parts, anchor: date | None, direction: Direction) -> _Found:
    if anchor is None:
        return None
    number = SHORT_WEEKDAYS.index(parts["weekday"][:3].lower())
    week, shift = parts.get("weekday_week", "").lower(), parts.get("weekday_shift", "").lower()
    if week:
        monday = _week(anchor)[0] + timedelta(weeks={"last": -1, "this": 0, "next": 1}[week])
        return _day_interval(monday + timedelta(days=number)), f"weekday of {week} week"
    # The anchor's own weekday is the anchor: 144 of 146 times in TimeBank and AQUAINT, never the week before.
    back, ahead = (anchor.weekday() - number) % 7, (number - anchor.weekday()) % 7
    if shift in ("next", "this coming") or (direction == "future" and not shift):
        return _day_interval(anchor + timedelta(days=ahead or 7 * bool(shift))), "weekday after"
    if shift in ("last", "past", "this past"):
        return _day_interval(anchor - timedelta(days=back or 7)), f"{shift} weekday"
    return _day_interval(anchor - timedelta(days=back)), "weekday before" if back else "weekday of publication"


def _weekend(parts: _Parts, anchor: date | None, direction: Direction) -> _Found:
    if anchor is None:
        return None
    words, saturday = parts["weekend"].lower(), _week(anchor)[0] + timedelta(days=5)
    last = saturday - timedelta(weeks=1)
    if "next" in words:
        saturday += timedelta(weeks=1)
    elif "this past" in words or "last" in words or ("this" not in words and anchor < saturday):
        saturday = last
    return (saturday, saturday + timedelta(days=1)), "weekend"


def _holiday(parts: _Parts, anchor: date | None, direction: Direction) -> _Found:
    if "holiday_year" in parts:
        return _day_interval(_holiday_in(parts["holiday"], int(parts["holiday_year"]))), "holiday in that year"
    if anchor is None:
        return None
    years = range(anchor.year - 1, anchor.year + 2)
    days = [_holiday_in(parts["holiday"], year) for year in years]
    fitting = [day for day in days if (day >= anchor if direction == "future" else day <= anchor)]
    return _day_interval(fitting[0] if direction == "future" else fitting[-1]), f"holiday, {direction}"


def _holiday_in(name: str, year: int) -> date:
    first = name.lower().replace("’", "'")
    if first.startswith("thanksgiving"):  # the fourth Thursday of November, United States
        return date(year, 11, 22 + (3 - date(year, 11, 22).weekday()) % 7)
    month, day = _FIXED_HOLIDAYS[first]
    return date(year, month, day)


_FIXED_HOLIDAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
    "new year's eve": (12, 31), "halloween": (10, 31), "independence day": (7, 4), "veterans day": (11, 11),
    "valentine's day": (2, 14),
}  # fmt: skip


def _deictic(parts: _Parts, anchor: date | None, _: Direction) -> _Found:
    words = (parts.get("deictic") or parts["deictic_part"]).lower()
    if anchor is None:
        return None
    days = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}.get(words, -int(words.startswith("last")))
    return _day_interval(anchor + timedelta(days=days)), words


def _unit(parts: _Parts, anchor: date | None, _: Direction) -> _Found:
    if anchor is None:
        return None
    if "unit_the" in parts:
        unit = parts["unit_the"].split()[1].lower()
        return _around(anchor, unit, 0), f"this {unit}"
    shift, unit = parts["unit_shift"].lower(), parts["unit"].lower()
    if unit in ("hour", "minute", "season"):
        return None
    steps = {"this": 0, "current": 0, "next": 1, "coming": 1, "this coming": 1}.get(shift, -1)
    return _around(anchor, unit, steps), f"{shift} {unit}"


def _around(anchor: date, unit: str, steps: int) -> Interval:
    """The unit that holds the anchor, moved by `steps`."""
    return _STEP[unit](anchor, steps)


_STEP: dict[str, Callable[[date, int], Interval]] = {
    "minute": lambda anchor, _: (anchor, anchor),
    "hour": lambda anchor, _: (anchor, anchor),
    "day": lambda anchor, steps: _day_interval(anchor + timedelta(days=steps)),
    "week": lambda anchor, steps: _week(anchor + timedelta(weeks=steps)),
    "fortnight": lambda anchor, steps: _week(anchor + timedelta(weeks=2 * steps)),
    "month": lambda anchor, steps: _month(anchor.year, anchor.month + steps),
    "quarter": lambda anchor, steps: _months(anchor.year, 3 * ((anchor.month - 1) // 3 + steps) + 1, 3),
    "year": lambda anchor, steps: _year(anchor.year + steps),
    "decade": lambda anchor, steps: (
        date(anchor.year // 10 * 10 + 10 * steps, 1, 1),
        date(anchor.year // 10 * 10 + 10 * steps + 9, 12, 31),
    ),
    "century": lambda anchor, steps: (
        date(anchor.year // 100 * 100 + 100 * steps, 1, 1),
        date(anchor.year // 100 * 100 + 100 * steps + 99, 12, 31),
    ),
}


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() else 1 if words.lower() == "the" else NUMBERS.get(words.lower())


def _ago(parts: _Parts, anchor: date | None, _: Direction) -> _Found:
    number, unit = _number(parts["ago_number"]), parts["ago_unit"].lower()
    if number is None or anchor is None or unit == "season":
        return None
    if unit in ("decade", "century"):
        return _year(anchor.year - number * (10 if unit == "decade" else 100)), f"{unit}s ago"
    return _around(anchor, unit, -number), f"{unit}s ago"


def _range(parts: _Parts, anchor: date | None, _: Direction) -> _Found:
    number, unit = _number(parts["range_number"]), parts["range_unit"].lower()
    if number is None or anchor is None or unit in ("season", "hour", "minute"):
        return None
    if parts["range_shift"].lower() in ("next", "coming"):
        return (anchor, _moved(anchor, unit, number)), f"next {unit}s"
    return (_moved(anchor, unit, -number), anchor), f"past {unit}s"


_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def _moved(anchor: date, unit: str, number: int) -> date:
    if unit in _DAYS:
        return anchor + timedelta(days=_DAYS[unit] * number)
    first, last = _month(anchor.year, anchor.month + _MONTHS[unit] * number)
    return date(first.year, first.month, min(anchor.day, last.day))


def _ordinal(parts: _Parts, anchor: date | None, direction: Direction) -> _Found:
    """A day of a month that is not named: the latest, or the next, that there is."""
    if anchor is None:
        return None
    day = int(parts["ordinal"])
    months = [_month(anchor.year, anchor.month + shift)[0] for shift in (-2, -1, 0, 1, 2)]
    days = [
        date(first.year, first.month, day) for first in months if day <= calendar.monthrange(first.year, first.month)[1]
    ]
    past, ahead = [one for one in days if one <= anchor], [one for one in days if one >= anchor]
    return _day_interval(ahead[0] if direction == "future" else past[-1]), f"day of a month, {direction}"


def _anaphoric(parts: _Parts, anchor: date | None, _: Direction) -> _Found:
    """Counted from the time told before it in the text (see `counting`), never from the anchor."""
    if "told" not in parts:
        return None
    told, rule = date.fromisoformat(parts["told"]), "counted from the day told before"
    if "told_until" in parts and "same" not in parts:
        return (told, date.fromisoformat(parts["told_until"])), "the time told before"
    if not ("same" in parts or "count" in parts):
        return None
    if "same" in parts:
        unit = parts["same_unit"].lower()
        steps = {"next": 1, "following": 1, "previous": -1}.get(parts["same"].split()[-1].lower(), 0)
        return (_around(told, unit if unit in _STEP else "day", steps), rule) if unit != "weekend" else None
    number, unit = _number(parts["count"]), parts["count_unit"].lower()
    if number is None or unit == "season":
        return None
    steps = -number if parts["count_way"].lower() in ("earlier", "before") else number
    return (
        _day_interval(told + timedelta(days=_DAYS[unit] * steps)) if unit in _DAYS else _around(told, unit, steps)
    ), rule


_RESOLVERS: dict[str, Callable[[_Parts, date | None, Direction], _Found]] = {
    "iso": _explicit, "numeric": _numeric, "date": _date, "month": _named_month, "year": _named_year,
    "decade": _decade, "quarter": _quarter, "season": _season, "weekday": _weekday, "weekend": _weekend,
    "holiday": _holiday, "deictic": _deictic, "unit": _unit, "range": _range, "ago": _ago, "anaphoric": _anaphoric,
    "ordinal": _ordinal,
}  # fmt: skip
