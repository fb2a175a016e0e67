"""Positions over time: a row for each actor (or question), what supports above its line and what opposes below."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.exports.charts import periods
from onrecord.exports.charts.framing import framed, heading, nothing
from onrecord.exports.charts.marks import SIZE, line, number, rectangles, text
from onrecord.exports.charts.stances import key, sign
from onrecord.exports.charts.values import Cell
from onrecord.exports.charts.writing import capped, label, shortened, width, words
from onrecord.positions.days import Days, from_to, in_words
from onrecord.positions.values import Position, Stance

MOST_ROWS = 20
_ROW, _RADIUS = 48.0, 6.0
_LANES: dict[Stance, float] = {"supports": -11, "open": 0, "neutral": 0, "opposes": 11}


@dataclass(frozen=True, slots=True)
class PositionsChart:
    """A row for each actor, with the name and the positions; those without a date stand only in the table."""

    title: str
    timelines: tuple[tuple[str, tuple[Position, ...]], ...]

    @classmethod
    def of_actors(cls, positions: Iterable[Position], *, title: str) -> "PositionsChart":
        """A row for each actor, those with the most positions first."""
        found: defaultdict[tuple[str, str], list[Position]] = defaultdict(list)
        for one in positions:
            found[one.actor, one.name].append(one)
        order = sorted(found.items(), key=lambda item: (-len(item[1]), item[0][1].lower(), item[0]))
        return cls(title, tuple((name, tuple(some)) for (_, name), some in order))

    def described(self) -> str:
        """How many positions of how many, and from when to when."""
        dated = self._days()
        if not dated:
            return "There is nothing to show yet."
        count = sum(len(some) for _, some in self.timelines)
        rows = len(self.timelines)
        told = f"{count:,} {'position' if count == 1 else 'positions'} of {rows:,} actor{'' if rows == 1 else 's'}"
        return f"{told}, {from_to(dated)}. The table has every one."

    def rows(self) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
        """A row for each position, in the order of the drawing, the oldest first."""
        header = ("actor", "day", "stance", "role", "outlet", "statement")
        found = [
            (name, in_words(one.days) if one.days else "", one.stance, one.role or "", one.outlet or "", one.statement)
            for name, some in self.timelines
            for one in sorted(some, key=lambda one: (one.day is None, one.day or date.max, one.statement))
        ]
        return header, tuple(found)

    def svg(self, width: int) -> str:
        """The drawing."""
        dated = self._days()
        found, top = heading(self.title, "; ".join(self._notes()), width)
        if not dated:
            body, height = nothing(width, top + 18)
        else:
            signs = {one.stance for _, some in self.timelines for one in some if one.day}
            keys, y = key(signs, top + 10, width)
            found.append(keys)
            body, height = self._body(dated, width, y + 6)
        return framed("".join(found) + body, title=self.title, description=self.described(), size=(width, height))

    def _days(self) -> list[Days]:
        return [days for _, some in self.timelines for one in some if (days := one.days)]

    def _notes(self) -> list[str]:
        notes = ["Support above the line, opposition below it"]
        if any(first != last for first, last in self._days()):
            notes.append("a bar spans the days on which it may have been said")
        undated = sum(one.day is None for _, some in self.timelines for one in some)
        if undated:
            notes.append(f"{undated:,} without a date {'is' if undated == 1 else 'are'} only in the table")
        if len(self.timelines) > MOST_ROWS:
            notes.append(f"the first {MOST_ROWS} of {len(self.timelines):,} actors; the others are in the table")
        return notes

    def _body(self, dated: Sequence[Days], room: float, y: float) -> tuple[str, float]:
        shown = [(name, some) for name, some in self.timelines if any(one.day for one in some)][:MOST_ROWS]
        above = room < 400
        longest = max(width(name, SIZE) for name, _ in shown)
        left = 8.0 if above else min(longest, room * 0.3) + 14
        first, last = min(first for first, _ in dated), max(last for _, last in dated)
        scale = _Scale(first, last, left + _RADIUS, room - _RADIUS - 10)
        rows_top, found, bands = y, [], []
        for at, (name, some) in enumerate(shown):
            if above and at % 2 == 0:
                bands.append((0.0, y + 2, room, _ROW + 24))
            y += _ROW + (24 if above else 0)
            middle = y - _ROW / 2
            fits = shortened(name, room if above else left - 12, SIZE)
            found.append(text(fits, 6 if above else 0, middle - 29 if above else middle + 4, full=name))
            found.append(line(left, middle, room, middle, "chart-grid"))
            found.append(_timeline(some, scale, middle))
        grid = [line(x, rows_top + 4, x, y + 2, "chart-grid") for x, _ in scale.marks()]
        found += [line(left, y + 2, room, y + 2, "chart-axis")]
        for x, told in scale.marks():
            half = width(told, SIZE) / 2
            place = min(max(x, half), room - half)
            found.append(text(told, place, y + 18, anchor="middle", style="chart-quiet"))
        # A band keeps a name with the signs below it.
        return "".join([_bands(bands), *grid, *found]), y + 26


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        days = (self.last - self.first).days
        return (self.left + self.right) / 2 if not days else (
            self.left + (day - self.first).days / days * (self.right - self.left)
        )  # fmt: skip

    def marks(self) -> list[tuple[float, str]]:
        """Round months or years along the axis, or the first and last day where there is none between them."""
        first, last = (one.year * 12 + one.month - 1 for one in (self.first, self.last))
        for step in periods.steps("month"):
            if (last - first) / step * (74 if step < 12 else 46) <= self.right - self.left:
                break
        places = [at for at in range(first, last + 1) if at % step == 0]
        days = [(date(at // 12, at % 12 + 1, 1), periods.at(at, "month")) for at in places]
        shown = [(self.at(day), label(told) if step < 12 else told[:4]) for day, told in days if day >= self.first]
        return shown or [(self.at(day), str(day)) for day in dict.fromkeys((self.first, self.last))]


def _bands(places: Sequence[tuple[float, float, float, float]]) -> str:
    return f'<path class="chart-band" d="{rectangles(places)}"/>' if places else ""


def _centre(days: Days) -> date:
    return days[0] + (days[1] - days[0]) / 2


def _timeline(some: Sequence[Position], scale: _Scale, middle: float) -> str:
    """The signs of one row, and a line from each to the next; those that would hide each other as one with a number."""
    placed = [(days, one, middle + _LANES[one.stance]) for one in some if (days := one.days)]
    placed.sort(key=lambda known: (_centre(known[0]), known[1].statement))
    points = [(scale.at(_centre(days)), y) for days, _, y in placed]
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    found = [f'<path class="chart-step" d="M{steps}"/>'] if len(points) > 1 else []
    bars = dict.fromkeys((days, y) for days, _, y in placed if days[0] != days[1])
    found += [line(scale.at(days[0]), y, scale.at(days[1]), y, "chart-span") for days, y in bars]
    groups: list[tuple[float, float, list[Position]]] = []
    latest: dict[Stance, int] = {}
    for (_, one, _), (x, y) in zip(placed, points, strict=True):
        before = latest.get(one.stance)
        if before is not None and x - groups[before][0] < 2 * _RADIUS + 1:
            groups[before][2].append(one)
        else:
            latest[one.stance] = len(groups)
            groups.append((x, y, [one]))
    for x, y, together in groups:
        first = together[0]
        when = from_to(days for one in together if (days := one.days))
        count = f"{len(together):,} × " if len(together) > 1 else ""
        told = f"{count}{first.stance}, {when}" + (f", {capped(first.role, 80)}" if first.role else "")
        beside = ""
        if len(together) > 1:
            beside = text(f"{len(together):,}", x + _RADIUS + 2, y + 4, style="chart-quiet chart-small chart-halo")
        found.append(f"<g><title>{words(told)}</title>{sign(first.stance, x, y, _RADIUS)}{beside}</g>")
    return "".join(found)
