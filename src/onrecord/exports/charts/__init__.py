"""Charts: a timeline, bars, lines and small multiples; a matrix, a network and positions over time; from values to SVG,
PNG, CSV and a table.

chart = over_time([("2024-02", "states", 12), ("2024-03", "denies", 3)], title="Statements of Ana Ruiz")
figure(chart)      # for a page with page.css and chart.css: the drawing, and its table
standalone(chart)  # an SVG file
"""

from onrecord.exports.charts.downloads import figure, png, standalone
from onrecord.exports.charts.drawing import NARROW, WIDE, described, svg
from onrecord.exports.charts.framing import Drawing
from onrecord.exports.charts.matrix import MatrixChart
from onrecord.exports.charts.networks.chart import NetworkChart
from onrecord.exports.charts.positions import PositionsChart
from onrecord.exports.charts.values import Chart, ChartKind, Series, by_label, over_time, rows, to_csv

__all__ = [
    "NARROW",
    "WIDE",
    "Chart",
    "ChartKind",
    "Drawing",
    "MatrixChart",
    "NetworkChart",
    "PositionsChart",
    "Series",
    "by_label",
    "described",
    "figure",
    "over_time",
    "png",
    "rows",
    "standalone",
    "svg",
    "to_csv",
]
