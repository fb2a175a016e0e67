"""The matrix as a drawing: a row for each actor, a column for each question, the sign of a stance where one is."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.exports.charts.framing import framed, heading, nothing, numbered
from onrecord.exports.charts.marks import SIZE, line, text
from onrecord.exports.charts.stances import key, sign, signs_of
from onrecord.exports.charts.values import Cell
from onrecord.exports.charts.writing import capped, plain, shortened, width, words, wrapped
from onrecord.positions.days import from_to
from onrecord.positions.networks.matrix import Cell as Evidence
from onrecord.positions.networks.matrix import Matrix
from onrecord.positions.networks.values import Node
from onrecord.positions.standings import taken
from onrecord.positions.values import STANCES

MOST_ROWS, MOST_COLUMNS = 60, 30
_ROW, _COLUMN, _NARROW, _WORDY = 26.0, 44.0, 38.0, 86.0
"""The height of a row; the width of a column, of one where there is little room, and of one with its question above."""


@dataclass(frozen=True, slots=True)
class MatrixChart:
    """The matrix in its order; with a heading for each camp where its actors stand camp by camp."""

    title: str
    matrix: Matrix

    def described(self) -> str:
        """How many there are, and how often each stance was taken."""
        matrix = self.matrix
        if not matrix.cells:
            return "There is nothing to show yet."
        counts = {one: sum(cell.counts.get(one, 0) for cell in matrix.cells.values()) for one in STANCES}
        told = ", ".join(f"{one} {count:,}" for one, count in counts.items() if count)
        mixed = sum("mixed" in signs_of(taken(cell)) for cell in matrix.cells.values())
        both = f" {_counted(mixed, 'cell')} mixed: the actor both supports and opposes." if mixed else ""
        silent = len(matrix.actors) * len(matrix.questions) - len(matrix.cells)
        size = f"{_counted(len(matrix.actors), 'actor')} by {_counted(len(matrix.questions), 'question')}"
        return (
            f"{size}. Positions: {told}.{both} {_counted(silent, 'cell')} without any, where the actor is not on "
            "record. The table has every value."
        )

    def rows(self) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
        """A row for each actor, with what it takes on each question, and how often."""
        matrix = self.matrix
        found = [
            (one.name, *(_told(matrix.cell(one.id, question.id)) for question in matrix.questions))
            for one in matrix.actors
        ]
        return ("actor", *(one.name for one in matrix.questions)), tuple(found)

    def svg(self, width: int) -> str:
        """The drawing; wider than its place where there are many questions."""
        found, top = heading(self.title, "; ".join(self._notes()), width)
        if self.matrix.cells:
            body, room, height = self._inside(width, top + 10)
        else:
            body, height = nothing(width, top + 18)
            room = width
        return framed("".join(found) + body, title=self.title, description=self.described(), size=(room, height))

    def _inside(self, width: int, top: float) -> tuple[str, float, float]:
        """All below the heading; and how wide and high it is."""
        actors, questions = self.matrix.actors[:MOST_ROWS], self.matrix.questions[:MOST_COLUMNS]
        left = min(max(_wide(one.name) for one in actors), width * (0.3 if width > 400 else 0.37)) + 10
        fits = (width - left) / len(questions)
        wordy = fits >= _WORDY
        column = min(fits, 170) if wordy else min(max(fits, _NARROW), _COLUMN)
        signs = {one for cell in self.matrix.cells.values() for one in signs_of(taken(cell))}
        keys, y = key(signs, top, width, more=["empty: not on record"])
        heads, y = _heads(questions, left, y + 6, column, wordy=wordy)
        body, y = self._body(actors, questions, left, y, column)
        listed = ""
        if not wordy:
            listed, y = numbered([one.name for one in questions], y + 8, width)
        return keys + heads + body + listed, max(width, left + column * len(questions)), y + 4

    def _notes(self) -> list[str]:
        found = ["Actors by questions; a number where there are several statements"]
        for nodes, most, told in (
            (self.matrix.actors, MOST_ROWS, "actors"), (self.matrix.questions, MOST_COLUMNS, "questions")
        ):  # fmt: skip
            if len(nodes) > most:
                found.append(f"the first {most} of {len(nodes):,} {told}; the others are in the table")
        return found

    def _body(
        self, actors: Sequence[Node], questions: Sequence[Node], left: float, y: float, column: float
    ) -> tuple[str, float]:
        found, right = [line(0, y, left + column * len(questions), y, "chart-axis")], left + column * len(questions)
        camps = [one.camp for one in actors]
        changes = sum(one != before for one, before in zip(camps[1:], camps, strict=False))
        grouped = any(camps) and changes == len(set(camps)) - 1
        for at, actor in enumerate(actors):
            if grouped and (at == 0 or actor.camp != camps[at - 1]):
                y += _ROW
                found.append(text(f"Camp {actor.camp}" if actor.camp else "In no camp", 0, y - 8, style="chart-group"))
                found.append(line(0, y, right, y, "chart-axis"))
            y += _ROW
            fits = shortened(actor.name, left - 10, SIZE)
            found.append(text(fits, 0, y - _ROW / 2 + 4, full=actor.name))
            for place, question in enumerate(questions):
                cell = self.matrix.cell(actor.id, question.id)
                if cell is not None:
                    x = left + (place + 0.5) * column
                    found.append(_drawn(cell, actor, question, x, y - _ROW / 2))
            found.append(line(0, y, right, y, "chart-grid"))
        return "".join(found), y


def _heads(questions: Sequence[Node], left: float, y: float, column: float, *, wordy: bool) -> tuple[str, float]:
    found = []
    if not wordy:
        for at, one in enumerate(questions, start=1):
            found.append(text(str(at), left + (at - 0.5) * column, y + 12, anchor="middle", full=one.name))
        return "".join(found), y + 20
    broken = [wrapped(one.name, column - 10, SIZE, lines=6) for one in questions]
    high = max(map(len, broken))
    for at, lines in enumerate(broken):
        for row, told in enumerate(lines):
            place = y + 12 + (high - len(lines) + row) * 15
            full = questions[at].name
            found.append(text(told, left + (at + 0.5) * column, place, anchor="middle", style="chart-quiet", full=full))
    return "".join(found), y + high * 15 + 6


def _drawn(cell: Evidence, actor: Node, question: Node, x: float, y: float) -> str:
    """The signs of a cell around its place, and how many statements it has."""
    count, signs = len(cell.positions), signs_of(taken(cell))
    radius = 6.0 if count == 1 or len(signs) > 1 else 7.0
    left = x - (len(signs) - 1) * (radius + 1)
    drawn = "".join(sign(one, left + at * 2 * (radius + 1), y, radius) for at, one in enumerate(signs))
    end = left + (len(signs) - 1) * 2 * (radius + 1) + radius * (1.3 if "mixed" in signs[-1:] else 1)
    beside = text(plain(count), end + 3, y + 4, style="chart-quiet chart-small") if count > 1 else ""
    told = f"{capped(actor.name, 60)}: {_told(cell)}{_days(cell)}. {capped(question.name, 100)}"
    return f"<g><title>{words(told)}</title>{drawn}{beside}</g>"


def _told(cell: Evidence | None) -> str:
    if cell is None:
        return ""
    counts = ", ".join(f"{stance} {count:,}" for stance, count in cell.counts.items())
    return f"mixed: {counts}" if "mixed" in signs_of(taken(cell)) else counts


def _days(cell: Evidence) -> str:
    told = from_to(days for one in cell.positions if (days := one.days))
    return f", {told}" if told else ""


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def _wide(name: str) -> float:
    return width(name, SIZE)
