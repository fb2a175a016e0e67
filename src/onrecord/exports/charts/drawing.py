"""A chart as an SVG drawing: text as text, every colour by class, no style, script or address in it.

The drawing has a title and a description for those who do not see it, and is as wide as its place: `viewBox` scales it.
A narrow place needs a drawing of its own, made for few units of width, in which the text keeps its size.
"""

from collections.abc import Callable, Sequence

from onrecord.exports.charts.axes import Plot, axis, grid, scale
from onrecord.exports.charts.fitting import Fitted, fitted
from onrecord.exports.charts.framing import Drawing, framed, heading, name_of, nothing
from onrecord.exports.charts.marks import (
    SIZE,
    filled,
    hatchings,
    line,
    number,
    rectangles,
    text,
)
from onrecord.exports.charts.panels import bars, multiples
from onrecord.exports.charts.values import Chart
from onrecord.exports.charts.writing import capped, label, plain, shortened, width, words

WIDE, NARROW = 640, 340
"""Widths of a drawing in units: for a column of text, and for a phone."""
_ROW = 18.0
_HOVERED = 48
"""Up to so many columns tell their numbers under the pointer."""


def svg(chart: Chart | Drawing, *, width: int = WIDE) -> str:
    """The drawing. It takes its colours from the style sheet of the page that it stands in, `chart.css`."""
    if not isinstance(chart, Chart):
        return chart.svg(width)
    made = fitted(chart, _places(chart, width))
    name = name_of(chart, width)
    head, top = _head(made, name, width)
    draw = _empty if made.chart.empty else _BODIES[chart.kind]
    body, height = draw(made.chart, name, width, top)
    return framed(
        head + body,
        name=name,
        title=chart.title,
        description=described(chart),
        size=(width, height),
        style="chart-wide" if width > NARROW else "chart-narrow",
        definitions=_definitions(made.chart, name),
    )


def described(chart: Chart | Drawing) -> str:
    """What is seen at a glance, in words: what is counted, from when to when, and where the most is."""
    if not isinstance(chart, Chart):
        return chart.described()
    if chart.empty:
        return "There is nothing to show yet."
    labels, totals = chart.labels, chart.totals
    unit = f" in {chart.unit}" if chart.unit else ""
    first, last = label(labels[0]), label(labels[-1])
    if chart.kind == "bars":
        found = [f"{chart.value_axis}{unit} by {chart.label_axis}: {len(labels):,} in all"]
    else:
        found = [f"{chart.value_axis}{unit} by {chart.label_axis}, {first if first == last else f'{first} to {last}'}"]
    if len(chart.series) > 1:
        told = [f"{capped(one.name, 60)} {plain(one.total)}" for one in chart.series[:6]] if not chart.averaged else []
        found.append(f"{len(chart.series):,} series" + (f", among them {', '.join(told)}" if told else ""))
    if not chart.averaged:
        most = max(range(len(totals)), key=lambda at: totals[at])
        found.append(f"{plain(sum(totals))} together; the most, {plain(totals[most])}: {label(labels[most])}")
    sentences = ". ".join(f"{one[:1].upper()}{one[1:]}" for one in found)
    return f"{sentences}. The table has every value."


def _places(chart: Chart, width: int) -> int:
    if chart.kind == "multiples":
        return 48 if len(chart.series) <= 12 else 30
    return width // 6 if chart.kind == "timeline" else width // 3


def _definitions(chart: Chart, name: str) -> str:
    stacked = chart.kind in ("timeline", "bars") and not chart.empty
    return hatchings(name, len(chart.series)) if stacked else ""


def _head(made: Fitted, name: str, room: int) -> tuple[str, float]:
    """The title, what the values are, and which filling or line is whose; and where the drawing begins below it."""
    chart = made.chart
    measure = f"{chart.value_axis} ({chart.unit})" if chart.unit else chart.value_axis
    told = f"{measure} by {chart.label_axis}"
    told = f"{told[:1].upper()}{told[1:]}"
    # A title may say just that.
    found, y = heading(chart.title, "; ".join((*(() if told == chart.title else (told,)), *made.notes)), room)
    if chart.kind == "multiples" or len(chart.series) < 2 or chart.empty:
        return "".join(found), y + 18
    if _labelled_at_the_lines(chart, room):
        return "".join(found), y + 18
    x, y = 0.0, y + 10
    for at, series in enumerate(chart.series, start=1):
        shown = shortened(series.name, room - 30, SIZE)
        wide = 28 + width(shown, SIZE)
        if x and x + wide > room:
            x, y = 0.0, y + _ROW
        found.append(_key(chart, at, name, x, y))
        found.append(text(shown, x + 22, y + 11, full=series.name))
        x += wide + 12
    return "".join(found), y + 30


def _key(chart: Chart, at: int, name: str, x: float, y: float) -> str:
    if chart.kind == "lines":
        return line(x, y + 7, x + 17, y + 7, f"chart-line chart-line-{at}")
    return filled(rectangles([(x, y + 1, 16, 12)]), at, name)


def _labelled_at_the_lines(chart: Chart, room: int) -> bool:
    return chart.kind == "lines" and room > NARROW


def _empty(chart: Chart, name: str, room: int, top: float) -> tuple[str, float]:
    return nothing(room, top)


def _timeline(chart: Chart, name: str, room: int, top: float) -> tuple[str, float]:
    totals = chart.totals
    most, steps = scale(totals)
    plot = Plot.within(room, top, steps, len(chart.labels))
    wide = min(plot.band * (0.8 if plot.band >= 5 else 0.9), 36)
    reached = [plot.bottom] * len(chart.labels)
    found = [grid(plot, most, steps)]
    for at, series in enumerate(chart.series, start=1):
        places = []
        for index, value in enumerate(series.values):
            high = plot.high(value, most)
            reached[index] -= high
            places.append((plot.middle(index) - wide / 2, reached[index], wide, high))
        found.append(filled(rectangles(places), at, name, thin=wide < 5))
    found += [axis(plot, chart.labels, room)]
    if len(chart.labels) <= _HOVERED:
        found += [_hit(chart, plot, index, total=total) for index, total in enumerate(totals)]
    return "".join(found), plot.bottom + 24


def _hit(chart: Chart, plot: Plot, index: int, *, total: float) -> str:
    parts = [f"{capped(one.name, 30)} {plain(one.values[index])}" for one in chart.series if one.values[index]]
    told = f"{capped(label(chart.labels[index]), 60)}: {plain(total)}"
    if len(chart.series) > 1 and parts:
        told += f" ({', '.join(parts)})"
    left = plot.left + index * plot.band
    path = rectangles([(left, plot.top, plot.band, plot.bottom - plot.top)])
    return f'<path class="chart-hit" d="{path}"><title>{words(capped(told, 120))}</title></path>'


def _lines(chart: Chart, name: str, room: int, top: float) -> tuple[str, float]:
    most, steps = scale(value for one in chart.series for value in one.values)
    beside = len(chart.series) > 1 and _labelled_at_the_lines(chart, room)
    names = max(width(one.name, SIZE) for one in chart.series) if beside else 0
    plot = Plot.within(room - min(names + 18, room * 0.3) if beside else room, top, steps, len(chart.labels))
    found = [grid(plot, most, steps)]
    for at, series in enumerate(chart.series, start=1):
        points = [
            (plot.middle(index), plot.bottom - plot.high(value, most)) for index, value in enumerate(series.values)
        ]
        path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        found.append(f'<path class="chart-line chart-line-{at}" d="M{path}"/>')
        if len(points) <= 24:
            found += [f'<circle class="chart-{at}" cx="{number(x)}" cy="{number(y)}" r="3"/>' for x, y in points]
    if beside:
        ends = [plot.bottom - plot.high(one.values[-1], most) for one in chart.series]
        for at, y in enumerate(apart(ends, plot.top, plot.bottom), start=1):
            shown = chart.series[at - 1].name
            x = plot.right + 4
            found.append(line(x - 3, ends[at - 1], x + 7, y, f"chart-line chart-line-{at}"))
            found.append(text(shortened(shown, room - x - 10, SIZE), x + 10, y + 4, full=shown))
    return "".join([*found, axis(plot, chart.labels, room)]), plot.bottom + 24


def apart(places: Sequence[float], top: float, bottom: float, *, gap: float = 15) -> list[float]:
    """Heights for labels near these places, in their order and not on top of each other."""
    order = sorted(range(len(places)), key=lambda at: (places[at], at))
    found = list(places)
    for before, at in zip([None, *order], order, strict=False):
        found[at] = max(found[at], top if before is None else found[before] + gap)
    limit = bottom
    for at in reversed(order):
        found[at] = min(found[at], limit)
        limit = found[at] - gap
    return found


_BODIES: dict[str, Callable[[Chart, str, int, float], tuple[str, float]]] = {
    "timeline": _timeline,
    "lines": _lines,
    "bars": bars,
    "multiples": multiples,
}
