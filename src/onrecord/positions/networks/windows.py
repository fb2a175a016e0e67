"""Networks over time: a window that moves along the positions, and kernels that weight what is near its middle.

What is a duplicate is decided before, over the whole time, as in Discourse Network Analyzer. All networks of a series
have the same nodes, so that they can be compared; who says nothing in a window is an isolate there.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, pi, sqrt
from typing import Literal

from onrecord.positions.networks.building import made, require_normalisation
from onrecord.positions.networks.counting import Counted, Selection, counted
from onrecord.positions.networks.values import Kind, Network, Normalisation, Over, Qualifier
from onrecord.positions.values import Position, Question
from onrecord.problems.networks import BadWindow

Unit = Literal["days", "weeks", "months", "years", "events"]
"""What a window is measured in; an event is a position that counts."""
Kernel = Literal["no", "uniform", "triangular", "epanechnikov", "gaussian"]
"""How much a position counts, by how far from the middle of its window it is."""
_MOST = 1000
"""Windows of a series; each is a network."""


@dataclass(frozen=True, slots=True)
class Window:
    """How long a window is, in units; it moves by one unit.

    A window of months begins on the first of a month, one of years on 1 January, one of weeks on a Monday."""

    unit: Unit = "months"
    size: int = 6
    kernel: Kernel = "no"

    def __post_init__(self) -> None:
        if self.size < 1:
            raise BadWindow(f"{self.size} {self.unit} are no time; give 1 or more")
        if self.unit == "events" and self.size < 2:
            raise BadWindow("with a single event there are no ties; give 2 or more")
        if self.unit == "events" and self.kernel != "no":
            raise BadWindow("a kernel weights days, and a window of events has none; leave it out")


def weight(kernel: Kernel, distance: float) -> float:
    """The kernel at a distance from the middle, in halves of the window: -1 and 1 are its edges.

    `no`: 1. `uniform`: 1/2. `triangular`: 1 - |u|. `epanechnikov`: 3/4 (1 - u²). `gaussian`: e^(-u²/2) / √(2π), also
    beyond the edges; all others are 0 there. Discourse Network Analyzer 3.1 has the same kernels, but its program takes
    1 - u and (1 - u)² where these are 1 - |u| and 1 - u², so that there what comes before the middle counts more than
    what comes after it."""
    if kernel == "gaussian":
        return exp(-distance * distance / 2) / sqrt(2 * pi)
    if abs(distance) > 1:
        return 0.0
    match kernel:
        case "no":
            return 1.0
        case "uniform":
            return 0.5
        case "triangular":
            return 1 - abs(distance)
    return 0.75 * (1 - distance * distance)


def over_time(
    positions: Iterable[Position],
    window: Window,
    kind: Kind = "congruence",
    *,
    over: Over = "actors",
    normalisation: Normalisation = "no",
    qualifier: Qualifier = "subtract",
    selection: Selection = Selection(),  # noqa: B008  (frozen)
    questions: Iterable[Question] = (),
) -> Iterator[Network]:
    """A network for each window from the first to the last day; what has no date is left out.

    With a kernel w, a tie of two positions has the weight √(w[1] · w[2]), one of an actor to a question w, as in
    Discourse Network Analyzer; activity is weighted in the same way. Raises NoSuchNormalisation or BadWindow."""
    require_normalisation(kind, normalisation)
    ignored = kind == "affiliation" and qualifier == "ignore"
    dated = replace(selection, since=selection.since or date.min)
    some = counted(positions, dated, ignore_stance=ignored)
    days = [one.day for one in some if one.day is not None]
    if not days:
        return
    first, last = selection.since or days[0], selection.until or days[-1]
    texts = {one.id: one.text for one in questions}
    for since, until, inside, weights in _windows(some, days, window, first, last, rooted=kind != "affiliation"):
        yield made(
            inside,
            kind,
            everybody=some,
            over=over,
            normalisation=normalisation,
            qualifier=qualifier,
            selection=replace(selection, since=since, until=until),
            texts=texts,
            weights=weights,
        )


def _windows(
    some: Sequence[Counted], days: Sequence[date], window: Window, first: date, last: date, *, rooted: bool
) -> Iterator[tuple[date, date, Sequence[Counted], Sequence[float] | None]]:
    """The first and last day of each window, what is inside, and how much it counts."""
    if window.unit == "events":
        size = min(window.size, len(some))
        _require_few(len(some) - size + 1, window)
        for at in range(len(some) - size + 1):
            # What was said on the first or last day of a window cannot be told apart.
            inside = slice(bisect_left(days, days[at]), bisect_right(days, days[at + size - 1]))
            yield days[at], days[at + size - 1], some[inside], None
        return
    starts = list(_starts(window.unit, first, last))
    _require_few(len(starts) - window.size + 1, window)
    for at in range(max(1, len(starts) - window.size + 1)):
        since, end = starts[at], _later(starts[at], window.unit, window.size)
        until = end - timedelta(days=1)
        if window.kernel == "no":
            yield since, until, some[bisect_left(days, since) : bisect_left(days, end)], None
            continue
        inside = slice(None) if window.kernel == "gaussian" else slice(bisect_left(days, since), bisect_left(days, end))
        half = (end - since).days / 2
        weights = [weight(window.kernel, ((day - since).days + 0.5) / half - 1) for day in days[inside]]
        yield since, until, some[inside], [sqrt(one) for one in weights] if rooted else weights


def _require_few(count: int, window: Window) -> None:
    if count > _MOST:
        raise BadWindow(
            f"there would be {count:,} windows of {window.size:,} {window.unit}, and {_MOST:,} are the most; give a "
            "longer unit, or a first and a last day"
        )


def _starts(unit: Unit, first: date, last: date) -> Iterator[date]:
    """The first day of each unit that has a day between these two."""
    day = first
    if unit == "weeks":
        day -= timedelta(days=day.weekday())
    elif unit in ("months", "years"):
        day = day.replace(day=1, **({"month": 1} if unit == "years" else {}))
    while day <= last:
        yield day
        day = _later(day, unit, 1)


def _later(day: date, unit: Unit, count: int) -> date:
    try:
        if unit in ("days", "weeks"):
            return day + timedelta(days=count * (7 if unit == "weeks" else 1))
        return _months_later(day, count * (12 if unit == "years" else 1))
    except (OverflowError, ValueError) as error:
        raise BadWindow("it ends after the year 9999; give a shorter one, or an earlier last day") from error


def _months_later(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
