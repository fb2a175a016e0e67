"""Where values and labels stand in a drawing, and the lines and labels that say so."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.exports.charts import periods
from onrecord.exports.charts.marks import SIZE, line, text
from onrecord.exports.charts.writing import short, shortened, ticks, width

_HEIGHT = 190.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The place of the values; each label has a band of it."""

    left: float
    top: float
    right: float
    bottom: float
    band: float

    @classmethod
    def within(cls, room: float, top: float, steps: Sequence[float], labels: int) -> "Plot":
        """As wide as the room allows beside the numbers of the axis."""
        left = max(width(short(one), SIZE) for one in steps) + 8
        return cls(left, top, room, top + _HEIGHT, (room - left) / max(labels, 1))

    def middle(self, index: int) -> float:
        """The middle of the band of a label."""
        return self.left + (index + 0.5) * self.band

    def high(self, value: float, most: float) -> float:
        """How high a value stands."""
        return value / most * (self.bottom - self.top)


def scale(values: Iterable[float], count: int = 4) -> tuple[float, list[float]]:
    """The value at the top of the axis, and the numbers along it."""
    known = list(values)
    steps = ticks(max(known), count, whole=all(one == int(one) for one in known))
    return steps[-1], steps


def grid(plot: Plot, most: float, steps: Sequence[float]) -> str:
    """A line and a number for each step."""
    found = []
    for one in steps:
        y = plot.bottom - plot.high(one, most)
        found.append(line(plot.left, y, plot.right, y, "chart-grid" if one else "chart-axis"))
        found.append(text(short(one), plot.left - 6, y + 4, anchor="end", style="chart-quiet chart-number"))
    return "".join(found)


def axis(plot: Plot, labels: Sequence[str], room: float) -> str:
    """The labels below, as many as fit."""
    found = []
    for index, told in shown(labels, plot.band):
        half = width(told, SIZE) / 2
        x = min(max(plot.middle(index), half), room - half)
        found.append(line(plot.middle(index), plot.bottom, plot.middle(index), plot.bottom + 4, "chart-axis"))
        found.append(text(told, x, plot.bottom + 17, anchor="middle", style="chart-quiet", full=labels[index]))
    return "".join(found)


def shown(labels: Sequence[str], band: float) -> list[tuple[int, str]]:
    """Which labels are written, and how: round months and years where they are periods."""
    firsts = [one.split(" – ")[0] for one in labels]
    precision = periods.precision_of(firsts)
    if precision is None:
        return _every_few(labels, band)
    places = [periods.place(one) for one in firsts]
    each = (places[-1] - places[0]) / (len(places) - 1) if len(places) > 1 else 1
    room = SIZE * (6.5 if precision == "month" else 4)
    for step in periods.steps(precision):
        by_year = precision == "month" and step >= 12
        if step / each * band >= (SIZE * 4 if by_year else room):
            break
    found = []
    for at, one in enumerate(places):
        begins = one // step != places[at - 1] // step if at else one % step == 0
        if begins:
            told = periods.at(one // step * step, precision)
            found.append((at, told[:4] if by_year else periods.told(told)))
    return found or [(0, periods.told(firsts[0]))]


def _every_few(labels: Sequence[str], band: float) -> list[tuple[int, str]]:
    firsts = [one.split(" – ")[0] for one in labels]
    longest = min(max((width(one, SIZE) for one in firsts), default=0), 110)
    few = max(1, math.ceil((longest + 12) / band))
    return [(at, shortened(firsts[at], max(few * band - 8, 40), SIZE)) for at in range(0, len(labels), few)]
