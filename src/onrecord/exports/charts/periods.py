"""Months and years as labels of a time axis: "2024-03", "2024".

Each has a place on the calendar, so that gaps can be filled and neighbours joined where there are more of them than
can be drawn.
"""

from collections.abc import Iterable
from typing import Literal

Precision = Literal["year", "month"]
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_STEPS: dict[Precision, tuple[int, ...]] = {
    "month": (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000),
    "year": (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
}


def precision_of(periods: Iterable[str]) -> Precision | None:
    """The precision that all of the periods share; None where one is neither a year nor a month."""
    found = {_precision(one) for one in periods}
    return found.pop() if len(found) == 1 else None


def place(period: str) -> int:
    """How many years or months it is after the year 0."""
    if _precision(period) == "year":
        return int(period)
    return int(period[:4]) * 12 + int(period[5:]) - 1


def at(place: int, precision: Precision) -> str:
    """The period at a place."""
    return f"{place:04}" if precision == "year" else f"{place // 12:04}-{place % 12 + 1:02}"


def every(periods: Iterable[str]) -> tuple[str, ...]:
    """The periods in order with those between them; where one is a year, all are years."""
    known = set(periods)
    if any(_precision(one) == "year" for one in known):
        known = {one[:4] for one in known}
    precision = precision_of(known)
    if precision is None:
        return tuple(sorted(known))
    places = [place(one) for one in known]
    return tuple(at(one, precision) for one in range(min(places), max(places) + 1))


def step(count: int, most: int, precision: Precision) -> int:
    """How many neighbours become one, so that at most `most` remain: a round number of months or years."""
    return next((one for one in _STEPS[precision] if one * most >= count), _STEPS[precision][-1])


def steps(precision: Precision) -> tuple[int, ...]:
    """The round numbers of months or years."""
    return _STEPS[precision]


def told(period: str) -> str:
    """As a person reads it: "Mar 2024"; anything that is no month stays as it is."""
    return f"{_MONTHS[int(period[5:]) - 1]} {period[:4]}" if _precision(period) == "month" else period


def _precision(period: str) -> Precision | None:
    if not period.isascii() or not period[:4].isdigit():
        return None
    if len(period) == len("2024"):
        return "year"
    month = period[5:]
    is_month = len(period) == len("2024-03") and period[4] == "-" and month.isdigit() and 1 <= int(month) <= 12
    return "month" if is_month else None
