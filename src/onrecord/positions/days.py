"""Days and stretches of time in words: "2024-02-29", "May 2008", "2008", "between 2024-02-26 and 2024-03-03".

An utterance that is known to be of a month or a year is told so: the first of its days is no day of an utterance.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from onrecord.model import When

_MONTHS = "January February March April May June July August September October November December".split()
Days = tuple[date, date]
"""The first and the last of the days on which something may have been, both included."""


def date_of(days: Days) -> str:
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an interval `A/B`, as JSON has dates."""
    return When(*days, None, "days").date or ""


def in_words(days: Days) -> str:
    """When it was: "2024-02-29", "May 2008", "2008", "between 2024-02-26 and 2024-03-03"."""
    return _name(days) or "between {} and {}".format(*_ends(days))


def when_in_words(days: Days) -> str:
    """The same behind a verb: "on 2024-02-29", "in May 2008", "between 2024-02-26 and 2024-03-03"."""
    if days[0] == days[1]:
        return f"on {days[0]}"
    name = _name(days)
    return f"in {name}" if name else in_words(days)


def from_to(several: Iterable[Days]) -> str | None:
    """From the first to the last of some: "2024-02-26 to 2024-03-05", "2008 to May 2010". None where there are none.

    Where one of the ends is not known better than between two days, all of them are between these."""
    known = list(several)
    if not known:
        return None
    first, last = (
        min(known, key=lambda one: (one[0], -one[1].toordinal())),
        max(known, key=lambda one: (one[1], one[0])),
    )
    if last[0] <= first[0]:
        return in_words(last)
    if first[1] >= last[1]:
        return in_words(first)
    names = _name(first), _name(last)
    if None in names:
        return f"between {names[0] or first[0]} and {names[1] or last[1]}"
    return f"{names[0]} to {names[1]}"


def _name(days: Days) -> str | None:
    """A day, a month or a year by its name."""
    told = date_of(days)
    if "/" in told:
        return None
    return _month(days[0]) if told.count("-") == 1 else told


def _ends(days: Days) -> tuple[str, str]:
    """Both ends, as whole years or months where they are such."""
    first, last = days
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return str(first), str(last)
    if first.month == 1 and last.month == 12:
        return str(first)[:4], str(last)[:4]
    return _month(first), _month(last)


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year:04}"
