"""The pieces of a drawing: text, lines, rectangles and fillings, as SVG without any style of its own.

Every colour and font comes by class from the style sheet `chart.css`; each series has, beside its colour, a filling
or a kind of line of its own.
"""

from collections.abc import Sequence
from typing import Literal

from onrecord.exports.charts.writing import capped, words

SIZE = 12.0
"""Of most text, in units of the drawing; it is shown at about its own size."""
HATCHES = {
    2: "M-1 1l2-2M0 6l6-6M5 7l2-2",
    3: "M1.5 1.5h1.5v1.5h-1.5zM4.5 4.5h1.5v1.5h-1.5z",
    4: "M0 3h6",
    5: "M-1 5l2 2M0 0l6 6M5-1l2 2",
    6: "M3 0v6",
    7: "M0 3h6M3 0v6",
    8: "M0 0l6 6M0 6l6-6",
}
"""The filling of the second to the eighth series; the first is full and the ninth is empty within its edge."""


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    told = f"{value:.1f}"
    return told[:-2] if told.endswith(".0") else told


def text(
    content: str, x: float, y: float, *, style: str = "", anchor: Literal["start", "middle", "end"] = "start",
    full: str | None = None,
) -> str:  # fmt: skip
    """Text at a place; `full` is what was cut, shown under the pointer."""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    named = f' class="{style}"' if style else ""
    hint = f"<title>{words(capped(full, 200))}</title>" if full not in (None, content) and full is not None else ""
    return f'<text x="{number(x)}" y="{number(y)}"{where}{named}>{hint}{words(content)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    """A straight line."""
    return f'<path class="{style}" d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"/>'


def rectangles(places: Sequence[tuple[float, float, float, float]]) -> str:
    """The path of several rectangles, each as x, y, width and height; those without a size are left out."""
    return "".join(
        f"M{number(x)} {number(y)}h{number(w)}v{number(h)}h{number(-w)}z" for x, y, w, h in places if w > 0 and h > 0
    )


def filled(path: str, series: int, name: str, *, thin: bool = False) -> str:
    """Areas of a series: its colour with its hatching. `thin` ones have no edge, which would hide them."""
    if not path:
        return ""
    edge = " chart-thin" if thin else ""
    if series in HATCHES:
        return f'<path class="chart-fill{edge}" fill="url(#{name}-{series})" d="{path}"/>'
    return f'<path class="chart-fill chart-{series}{edge}" d="{path}"/>'


def hatchings(name: str, count: int) -> str:
    """The fillings of so many series, by ids that begin with `name`."""
    return "".join(
        f'<pattern id="{name}-{series}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path class="chart-{series}" d="M0 0h6v6h-6z"/><path class="chart-hatch" d="{path}"/></pattern>'
        for series, path in HATCHES.items()
        if series <= count
    )
