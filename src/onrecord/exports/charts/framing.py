"""What every drawing has: a title, what it shows in words, and the place for the rest; and what a drawing can be asked.

A chart of counts is a `Chart`. Drawings of other shapes are values of their own that answer the same questions.
"""

from collections.abc import Sequence
from typing import Protocol

from onrecord.exports.charts.marks import SIZE, number, text
from onrecord.exports.charts.values import Cell
from onrecord.exports.charts.writing import capped, words, wrapped
from onrecord.model import sha256

TITLE = 15.0
"""Of the title, in units of the drawing."""


class Drawing(Protocol):
    """A drawing with its table. It may be wider than its place, which then has to scroll."""

    @property
    def title(self) -> str:
        """What is shown."""

    def svg(self, width: int) -> str:
        """The drawing, made for a place of that width."""

    def described(self) -> str:
        """What is seen at a glance, in words."""

    def rows(self) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
        """The drawing as a table: the header, and the rows."""


def name_of(value: object, width: float) -> str:
    """A name for the ids of a drawing: the same for the same drawing, another one for any other."""
    return f"c{sha256(f'{width}{value!r}')[:10]}"


def framed(
    body: str,
    *,
    title: str,
    description: str,
    size: tuple[float, float],
    name: str | None = None,
    style: str = "chart-any",
    definitions: str = "",
) -> str:
    """The drawing, from all that stands in it. It takes its colours from the style sheet of the page, `chart.css`.

    `name` is the one in its ids; where there are none inside, it is made from what is drawn."""
    name = name or name_of(body, size[0])
    width, height = size
    defs = f"<defs>{definitions}</defs>" if definitions else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {style}" viewBox="0 0 {number(width)} {number(height)}" '
        f'role="img" aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{words(capped(title, 300))}</title>'
        f'<desc id="{name}-d">{words(capped(description, 600))}</desc>{defs}{body}</svg>'
    )


def heading(title: str, told: str, room: float) -> tuple[list[str], float]:
    """The title and, in small, what is told of it; and where they end."""
    found, y = [], 0.0
    for one in wrapped(title, room, TITLE * 1.05, lines=3):
        y += 19
        found.append(text(one, 0, y, style="chart-title", full=title))
    for one in wrapped(told, room, SIZE, lines=3):
        y += 16
        found.append(text(one, 0, y, style="chart-quiet"))
    return found, y


def nothing(room: float, top: float) -> tuple[str, float]:
    """The place of a drawing that has nothing to show; and where it ends."""
    box = f'<path class="chart-grid" d="M.5 {number(top)}h{number(room - 1)}v80h{number(1 - room)}z"/>'
    return box + text("Nothing to show yet.", room / 2, top + 45, anchor="middle", style="chart-quiet"), top + 82


def numbered(names: Sequence[str], y: float, room: float) -> tuple[str, float]:
    """The names in full, each with its number from 1; and where they end."""
    found = []
    for at, name in enumerate(names, start=1):
        for row, told in enumerate(wrapped(name, room - 30, SIZE, lines=3)):
            y += 16
            if row == 0:
                found.append(text(str(at), 18, y, anchor="end", style="chart-quiet chart-number"))
            found.append(text(told, 26, y, style="chart-quiet", full=name))
    return "".join(found), y + 6
