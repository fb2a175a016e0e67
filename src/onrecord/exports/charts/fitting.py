"""A chart cut down to what can be drawn: at most so many places along its axis, and so many series.

What was joined or left out is said in a note; the table has all of it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from onrecord.exports.charts import periods
from onrecord.exports.charts.values import Chart, Series

MOST_SERIES = 9
"""As many kinds of filling and of lines as there are; the last one stands for all others."""
MOST_PANELS = 24
MOST_BARS = 25


@dataclass(frozen=True, slots=True)
class Fitted:
    """The chart that is drawn, and what a reader must know of the difference."""

    chart: Chart
    notes: tuple[str, ...] = ()


def fitted(chart: Chart, places: int) -> Fitted:
    """The chart with at most about `places` labels, and only as many series as can be told apart."""
    if chart.kind == "bars":
        return _few_series(_few_bars(Fitted(chart)))
    return _few_series(_few_places(Fitted(chart), places))


def _few_places(made: Fitted, most: int) -> Fitted:
    chart = made.chart
    count = len(chart.labels)
    if count <= most:
        return made
    precision = periods.precision_of(chart.labels)
    joined = periods.step(count, most, precision) if precision else math.ceil(count / most)
    where = [periods.place(one) if precision else at for at, one in enumerate(chart.labels)]
    groups = [[at for at, _ in some] for _, some in groupby(enumerate(where), key=lambda one: one[1] // joined)]
    labels = tuple(_from_to(chart.labels[some[0]], chart.labels[some[-1]]) for some in groups)
    series = tuple(
        Series(one.name, tuple(_together([one.values[at] for at in some], chart) for some in groups))
        for one in chart.series
    )
    mark = "point" if chart.kind == "lines" else "column"
    told = f"each {mark} {'is the mean of' if chart.averaged else 'stands for'} {joined} {chart.label_axis}s"
    return Fitted(replace(chart, labels=labels, series=series), (*made.notes, told))


def _few_bars(made: Fitted) -> Fitted:
    chart = made.chart
    left_out = len(chart.labels) - MOST_BARS
    if left_out <= 0:
        return made
    totals = chart.totals
    largest = sorted(range(len(totals)), key=lambda at: (-totals[at], at))[:MOST_BARS]
    kept = sorted(largest)
    series = tuple(Series(one.name, tuple(one.values[at] for at in kept)) for one in chart.series)
    drawn = replace(chart, labels=tuple(chart.labels[at] for at in kept), series=series)
    told = f"{left_out:,} smaller {'one is' if left_out == 1 else 'ones are'} only in the table"
    return Fitted(drawn, (*made.notes, told))


def _few_series(made: Fitted) -> Fitted:
    chart = made.chart
    most = MOST_PANELS if chart.kind == "multiples" else MOST_SERIES
    count = len(chart.series)
    if count <= most:
        return made
    largest = sorted(range(count), key=lambda at: (-chart.series[at].total, at))
    if chart.kind in ("timeline", "bars") and not chart.averaged:
        kept = sorted(largest[: most - 1])
        others = [chart.series[at] for at in largest[most - 1 :]]
        added = [math.fsum(one.values[at] for one in others) for at in range(len(chart.labels))]
        rest = Series(f"{len(others):,} others", tuple(added))
        return Fitted(replace(chart, series=(*(chart.series[at] for at in kept), rest)), made.notes)
    kept = sorted(largest[:most])
    told = f"the {most} largest of {count:,}; the others are in the table"
    return Fitted(replace(chart, series=tuple(chart.series[at] for at in kept)), (*made.notes, told))


def _together(values: Sequence[float], chart: Chart) -> float:
    return math.fsum(values) / len(values) if chart.averaged else math.fsum(values)


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"
