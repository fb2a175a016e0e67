"""Labels beside points, none on top of another; one that has to stand away from its point has a line to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.exports.charts.marks import SIZE
from onrecord.exports.charts.writing import shortened, width

_HIGH = 14.0
_LONGEST = 150.0
_RINGS = (0.0, 10.0, 22.0, 36.0, 52.0, 72.0)
_SIDES = ((1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 0), (-1, 1), (-1, -1))


@dataclass(frozen=True, slots=True)
class Label:
    """The text as it fits, and the left end and base line of it; `away` where it has to have a line to its point."""

    text: str
    x: float
    y: float
    wide: float
    away: bool


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "_Box") -> float:
        """How much of the other it covers."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0


def labelled(
    names: Sequence[str],
    points: Sequence[tuple[float, float, float]],
    room: tuple[float, float],
    *,
    leftwards: Sequence[bool],
) -> list[Label | None]:
    """A label for each of the first points, given as x, y and radius, to the right of it or, where `leftwards`, to the
    left, if there is room; None where there is none anywhere. The points after them have no label, and are not
    covered."""
    circles = [_Box(x - radius, y - radius, x + radius, y + radius) for x, y, radius in points]
    taken: list[_Box] = []
    found: list[Label | None] = []
    for name, (x, y, radius), left in zip(names, points, leftwards, strict=False):
        text = shortened(name, _LONGEST, SIZE)
        wide = width(text, SIZE)
        made = _placed(text, wide, (x, y, radius), taken, circles, room, -1 if left else 1)
        if made is not None:
            taken.append(_box(made))
        found.append(made)
    return found


def _placed(
    text: str,
    wide: float,
    point: tuple[float, float, float],
    taken: Sequence[_Box],
    circles: Sequence[_Box],
    room: tuple[float, float],
    side: int,
) -> Label | None:
    best: tuple[float, Label] | None = None
    for ring in _RINGS:
        for order, (across, down) in enumerate(_SIDES):
            label = _at(text, wide, point, across * side, down, ring)
            box = _box(label)
            if box.left < 0 or box.top < 0 or box.right > room[0] or box.bottom > room[1]:
                continue
            if any(one.covers(box) for one in taken):
                continue
            cost = sum(one.covers(box) for one in circles) + order * 2 + ring * 1.5
            if best is None or cost < best[0]:
                best = cost, label
        if best is not None and best[0] < 40 + ring * 1.5:
            break
    return best[1] if best else None


def _at(text: str, wide: float, point: tuple[float, float, float], across: int, down: int, ring: float) -> Label:
    x, y, radius = point
    gap = radius + 4 + ring
    left = x + gap if across > 0 else x - gap - wide if across < 0 else x - wide / 2
    if across and down:
        left = x + gap * 0.7 if across > 0 else x - gap * 0.7 - wide
    middle = y + down * (gap + _HIGH / 2 - 2) * (0.8 if across else 1)
    return Label(text, left, middle + 4, wide, ring > 10)


def _box(label: Label) -> _Box:
    return _Box(label.x - 1, label.y - 11, label.x + label.wide + 1, label.y + 4)
