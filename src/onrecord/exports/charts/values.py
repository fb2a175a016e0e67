"""What a chart shows: titles, labels and numbers; and its table twin.

Invariants: each series has one value for each label; values are finite and not negative. The table has every value,
also where the drawing joins neighbours or leaves out the smallest.
"""

import csv
import io
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.exports.charts.periods import every, precision_of
from onrecord.exports.escaping import safe

if TYPE_CHECKING:
    from onrecord.exports.charts.framing import Drawing

ChartKind = Literal["timeline", "bars", "lines", "multiples"]
"""`timeline`: a column for each period, the series on top of each other. `bars`: a horizontal bar for each label, the
largest first. `lines`: a line for each series. `multiples`: a small drawing for each series, all on one scale."""
Cell = str | int | float
UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one kind, such as those of one act: a value for each label of the chart."""

    name: str
    values: tuple[float, ...]

    @property
    def total(self) -> float:
        """All of its values together."""
        return math.fsum(self.values)


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, and how: `labels` along one axis, named `label_axis` ("month", "outlet"); the values of the series
    along the other, named `value_axis` ("statements") and, where they have one, with their unit.

    Neighbours that have to share a place are added up; `averaged` says that the values are levels, such as shares, and
    that their mean is taken. Raises ValueError for values that cannot be drawn."""

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    label_axis: str
    value_axis: str
    unit: str = ""
    averaged: bool = False

    def __post_init__(self) -> None:
        for one in self.series:
            if len(one.values) != len(self.labels):
                raise ValueError(f"{one.name!r} has {len(one.values)} values for {len(self.labels)} labels")
            if not all(math.isfinite(value) and value >= 0 for value in one.values):
                raise ValueError(f"{one.name!r} has a value that is negative or not a number")

    @property
    def totals(self) -> tuple[float, ...]:
        """The values of each label, all series together."""
        if not self.series:
            return (0.0,) * len(self.labels)
        return tuple(map(math.fsum, zip(*(one.values for one in self.series), strict=True)))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(any(one.values) for one in self.series)


def over_time(
    counts: Iterable[tuple[str, str | None, float]],
    *,
    title: str,
    kind: ChartKind = "timeline",
    value_axis: str = "statements",
) -> Chart:
    """A chart of counts, each of a month ("2024-03") or year ("2024") and of a group, such as an act.

    Periods between without a count are 0; where one count is only of a year, all are shown by year. The groups stand
    with the largest first."""
    found = list(counts)
    labels = every(period for period, _, _ in found)
    precision = precision_of(labels)
    if precision == "year":
        found = [(period[:4], group, count) for period, group, count in found]
    return Chart(kind, title, labels, _grouped(found, labels), precision or "period", value_axis)


def by_label(
    counts: Iterable[tuple[str | None, str | None, float]],
    *,
    title: str,
    label_axis: str,
    kind: ChartKind = "bars",
    value_axis: str = "statements",
) -> Chart:
    """A chart of counts, each of a label, such as an outlet, and of a group, such as an act: the largest first."""
    found = [(UNKNOWN if label is None else label, group, count) for label, group, count in counts]
    labels = tuple(_largest_first((label, count) for label, _, count in found))
    return Chart(kind, title, labels, _grouped(found, labels), label_axis, value_axis)


def rows(chart: "Chart | Drawing") -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """The chart as a table: the header, and a row for each label, with all series together where they add up."""
    if not isinstance(chart, Chart):
        return chart.rows()
    adds_up = len(chart.series) > 1 and chart.kind in ("timeline", "bars") and not chart.averaged
    unit = f" ({chart.unit})" if chart.unit else ""
    header = (chart.label_axis, *(f"{one.name}{unit}" for one in chart.series), *(("all",) if adds_up else ()))
    columns = [*(one.values for one in chart.series), *([chart.totals] if adds_up else ())]
    return header, tuple((label, *(_whole(column[at]) for column in columns)) for at, label in enumerate(chart.labels))


def to_csv(chart: "Chart | Drawing") -> str:
    """The table as CSV; no cell that a spreadsheet would run as a formula."""
    header, body = rows(chart)
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in (header, *body))
    return file.getvalue()


def _grouped(counts: Iterable[tuple[str, str | None, float]], labels: tuple[str, ...]) -> tuple[Series, ...]:
    named = [(label, UNKNOWN if group is None else group, count) for label, group, count in counts]
    cells: defaultdict[tuple[str, str], float] = defaultdict(float)
    for label, group, count in named:
        cells[label, group] += count
    groups = _largest_first((group, count) for _, group, count in named)
    return tuple(Series(group, tuple(cells[label, group] for label in labels)) for group in groups)


def _largest_first(counts: Iterable[tuple[str, float]]) -> list[str]:
    totals: dict[str, float] = {}
    for name, count in counts:
        totals[name] = totals.get(name, 0) + count
    return sorted(totals, key=lambda name: (-totals[name], name))


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else value
