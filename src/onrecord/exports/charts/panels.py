"""Horizontal bars, and small drawings side by side."""

from onrecord.exports.charts.axes import scale
from onrecord.exports.charts.marks import SIZE, filled, line, rectangles, text
from onrecord.exports.charts.values import Chart
from onrecord.exports.charts.writing import label, plain, short, shortened, width

_LABELS = 0.4
"""The part of the width that labels beside the bars may take; where that is too little for most, they stand above."""
_BAR, _GAP = 15.0, 9.0
_PANEL = 66.0


def bars(chart: Chart, name: str, room: int, top: float) -> tuple[str, float]:
    """A bar for each label, its number at its end; in a narrow place the label stands above."""
    totals = chart.totals
    longest = max(width(one, SIZE) for one in chart.labels)
    above = room < 400 and longest > room * 0.3
    left = 0.0 if above else min(longest, room * _LABELS) + 10
    numbers = [plain(value) if value < 1e7 else short(value) for value in totals]
    full = room - left - max(width(one, SIZE) for one in numbers) - 8
    most = max(totals) or 1.0
    each = _BAR + _GAP + (16 if above else 0)
    found: list[str] = []
    ends = [left] * len(totals)
    for index, told in enumerate(chart.labels):
        y = top + index * each + (11 if above else _BAR / 2 + 4)
        fits = shortened(told, room if above else left - 10, SIZE)
        found.append(text(fits, 0 if above else left - 8, y, anchor="start" if above else "end", full=told))
    for at, series in enumerate(chart.series, start=1):
        places = []
        for index, value in enumerate(series.values):
            y = top + index * each + (16 if above else 0)
            long = value / most * full
            places.append((ends[index], y, long, _BAR))
            ends[index] += long
        found.append(filled(rectangles(places), at, name))
    for index, told in enumerate(numbers):
        y = top + index * each + (16 if above else 0) + _BAR / 2 + 4
        found.append(text(told, ends[index] + 5, y, style="chart-number"))
    bottom = top + len(totals) * each
    if not above:
        found.append(line(left, top - 4, left, bottom - 4, "chart-axis"))
    return "".join(found), bottom + 2


def multiples(chart: Chart, name: str, room: int, top: float) -> tuple[str, float]:
    """A small drawing for each series, all with the same scale."""
    columns = max(1, min(room // 150, len(chart.series)))
    wide = min((room - 18 * (columns - 1)) / columns, 300)
    most, _ = scale((value for one in chart.series for value in one.values), 2)
    high = _PANEL + 54
    found = []
    for at, series in enumerate(chart.series):
        left, y = at % columns * (wide + 18), top + at // columns * high
        total = "" if chart.averaged else plain(series.total) if series.total < 1e6 else short(series.total)
        room_for_name = wide - width(total, SIZE) - 10
        found.append(text(shortened(series.name, room_for_name, SIZE), left, y + 9, full=series.name))
        if total:
            found.append(text(total, left + wide, y + 9, anchor="end", style="chart-quiet chart-number"))
        found.append(_panel(chart, at, left, y + 16, wide, most, f"{name}-p"))
    bottom = top + (len(chart.series) + columns - 1) // columns * high
    told = f"Every drawing reaches from 0 to {short(most)}."
    return "".join([*found, text(told, 0, bottom + 4, style="chart-quiet")]), bottom + 12


def _panel(chart: Chart, at: int, left: float, top: float, wide: float, most: float, name: str) -> str:
    count, bottom = len(chart.labels), top + _PANEL
    band = wide / count
    bar = min(band * (0.8 if band >= 4 else 1), 24)
    places = [
        (left + (index + 0.5) * band - bar / 2, bottom - value / most * _PANEL, bar, value / most * _PANEL)
        for index, value in enumerate(chart.series[at].values)
    ]
    first, last = label(chart.labels[0].split(" – ")[0]), label(chart.labels[-1].split(" – ")[-1])
    found = [
        line(left, top, left + wide, top, "chart-grid"),
        filled(rectangles(places), 1, name, thin=bar < 4),
        line(left, bottom, left + wide, bottom, "chart-axis"),
        text(shortened(first, wide / 2 - 4, SIZE), left, bottom + 14, style="chart-quiet", full=first),
    ]
    if count > 1:
        shown = shortened(last, wide / 2 - 4, SIZE)
        found.append(text(shown, left + wide, bottom + 14, anchor="end", style="chart-quiet", full=last))
    return "".join(found)
