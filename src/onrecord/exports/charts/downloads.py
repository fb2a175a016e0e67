"""A chart in a page with its table, as a file of its own, and as a picture.

The colours of the pages, in `page.css`, are written into a file: programs that draw SVG know no custom properties.
"""

import re
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from onrecord.exports.charts.drawing import NARROW, WIDE, svg
from onrecord.exports.charts.framing import Drawing
from onrecord.exports.charts.marks import number
from onrecord.exports.charts.values import Cell, Chart, rows
from onrecord.exports.charts.writing import label, plain
from onrecord.exports.templates import escaping, template_text
from onrecord.problems import NoFont

TABLE_ROWS = 100
"""Of the table in a page; the CSV file has all."""
_EDGE = 20
_VIEW = re.compile(r'<svg (.*?)viewBox="0 0 ([\d.]+) ([\d.]+)"')
_FONTS = (
    '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", "DejaVu Sans", Arial, Helvetica, sans-serif'
)
"""Widely installed; a program that draws a picture does not know `system-ui`."""


def figure(chart: Chart | Drawing, *, heading: str = "The numbers") -> Markup:
    """The drawing for a wide and for a narrow place, and its table folded away; to stand in a page with `chart.css`.

    What is wider than its place keeps its size, and is scrolled."""
    header, body = rows(chart)
    shown = [[label(str(one[0])), *map(_shown, one[1:])] for one in body[:TABLE_ROWS]]
    left = f"{len(body) - TABLE_ROWS:,} more rows are in the CSV file." if len(body) > TABLE_ROWS else None
    wide, narrow = svg(chart), svg(chart, width=NARROW)
    scrolled = not isinstance(chart, Chart)
    if scrolled:
        wide, narrow = _sized(wide, "chart-wide", WIDE), _sized(narrow, "chart-narrow", NARROW)
    page = _templates().get_template("chart.html")
    drawings = Markup(wide), Markup(narrow)  # noqa: S704  (escaped there)
    return Markup(  # noqa: S704
        page.render(
            drawings=drawings, chart=chart, header=header, rows=shown, heading=heading, left=left, scrolled=scrolled
        )
    )


def standalone(chart: Chart | Drawing, *, width: int = WIDE) -> str:
    """The drawing as a file: with its style, on paper, light or dark as the screen is."""
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{_style(dark=True)}\n}}"
    return _framed(svg(chart, width=width), f"{_style(dark=False)}\n{dark}")


def png(chart: Chart | Drawing, *, width: int = WIDE, scale: float = 2, dark: bool = False) -> bytes:
    """The drawing as a picture of `width` times `scale` dots, and some paper around it.

    Raises NoFont where no font of the system can draw its text."""
    import resvg_py

    _require_font()
    return resvg_py.svg_to_bytes(svg_string=_framed(svg(chart, width=width), _style(dark=dark)), zoom=scale)


@cache
def _require_font() -> None:
    # Asked once where there is one; an error is not kept, and the next call sees a font that was installed since.
    if not has_font():
        raise NoFont


def has_font(*, system: bool = True) -> bool:
    """Whether text is drawn at all: without a font it would be missing from the picture, and nobody told."""
    import resvg_py

    line = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><style>text{{font-family:{0}}}</style>{1}</svg>'
    )
    drawn = [
        resvg_py.svg_to_bytes(svg_string=line.format(_FONTS, word), skip_system_fonts=not system)
        for word in ("", '<text y="15">on</text>')
    ]
    return drawn[0] != drawn[1]


@cache
def _style(*, dark: bool) -> str:
    sheet, rules = template_text("page.css"), template_text("chart.css").partition(".chart-figure")[0]
    light, night = re.findall(r":root \{(.*?)\n *\}", sheet, re.DOTALL)[:2]
    tokens = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", f"{light}{night}" if dark else light))
    tokens["--small"] = _FONTS
    rules = re.sub(r"/\*.*?\*/\s*", "", rules, flags=re.DOTALL)
    return re.sub(r"var\((--[\w-]+)\)", lambda found: tokens[found[1]], rules).strip()


def _shown(cell: Cell) -> str:
    return cell if isinstance(cell, str) else plain(cell)


def _sized(drawing: str, style: str, place: int) -> str:
    """The drawing for its place: as wide as that or, where it is made wider, in its own size, to be scrolled."""
    found = _VIEW.search(drawing)
    if found is None:
        raise ValueError("not a drawing of a chart")
    if float(found[2]) <= place:
        told = found[0].replace("chart-any", style)
    else:
        told = f'{found[0].replace("chart-any", f"chart-any {style}")} width="{found[2]}" height="{found[3]}"'
    return drawing.replace(found[0], told, 1)


def _framed(drawing: str, style: str) -> str:
    """The drawing with its style, on paper with an edge around it."""
    found = _VIEW.search(drawing)
    if found is None:
        raise ValueError("not a drawing of a chart")
    wide, high = (float(one) + 2 * _EDGE for one in found.groups()[1:])
    size = f'width="{number(wide)}" height="{number(high)}"'
    view = f"{-_EDGE} {-_EDGE} {number(wide)} {number(high)}"
    paper = f'<rect class="chart-paper" x="{-_EDGE}" y="{-_EDGE}" {size}/>'
    inside = f"<style>{style}</style>{paper}"
    framed = drawing.replace(found[0], f'<svg {found[1]}{size} viewBox="{view}"', 1)
    return framed.replace("</desc>", f"</desc>{inside}", 1)


@cache
def _templates() -> Environment:
    return escaping()
