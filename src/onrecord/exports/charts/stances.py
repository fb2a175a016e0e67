"""Signs for stances: each has a shape and a mark of its own beside its colour.

A disc with a plus supports, a square with a minus opposes, a ring with a question mark is open, a small ring is
neutral; a diamond with both marks is mixed: somebody both supports and opposes. Silence has no sign.
"""

from collections.abc import Collection, Iterable
from typing import Literal

from onrecord.exports.charts.marks import SIZE, number, text
from onrecord.exports.charts.writing import width
from onrecord.positions.values import STANCES, Stance

Sign = Stance | Literal["mixed"]
SIGNS: tuple[Sign, ...] = (*STANCES, "mixed")


def sign(stance: Sign, x: float, y: float, radius: float = 7) -> str:
    """The sign of a stance, around a place."""
    cross = radius * 0.5
    across = f"M{number(x - cross)} {number(y)}h{number(2 * cross)}"
    match stance:
        case "supports":
            upright = f"M{number(x)} {number(y - cross)}v{number(2 * cross)}"
            return _circle(x, y, radius, "chart-supports") + _mark(across + upright)
        case "opposes":
            return _square(x, y, radius * 0.92) + _mark(across)
        case "open":
            size = "chart-question-small" if radius < 7 else "chart-question"
            return _circle(x, y, radius - 1, "chart-open") + text(
                "?", x, y + radius * 0.55, anchor="middle", style=size
            )
        case "neutral":
            return _circle(x, y, radius * 0.5, "chart-neutral")
    reach, arm = radius * 1.3, radius * 0.4
    steps = f"l{number(reach)} {number(reach)}l{number(-reach)} {number(reach)}l{number(-reach)} {number(-reach)}z"
    plus = f"M{number(x - arm)} {number(y - arm * 0.75)}h{number(2 * arm)}M{number(x)} {number(y - arm * 1.75)}"
    minus = f"M{number(x - arm)} {number(y + arm * 1.35)}h{number(2 * arm)}"
    diamond = f'<path class="chart-mixed" d="M{number(x)} {number(y - reach)}{steps}"/>'
    return f'{diamond}<path class="chart-sign chart-slight" d="{plus}v{number(2 * arm)}{minus}"/>'


def signs_of(stances: Collection[Stance]) -> tuple[Sign, ...]:
    """The signs of several stances of one actor on a question: mixed where both sides were taken, else each."""
    if "supports" in stances and "opposes" in stances:
        return ("mixed", *(one for one in stances if one not in ("supports", "opposes")))
    return tuple(stances)


def key(signs: Iterable[Sign], y: float, room: float, *, more: Iterable[str] = ()) -> tuple[str, float]:
    """Which sign is which, in rows, and what else is to be known; and where they end."""
    known = set(signs)
    entries = [(one, "mixed: supports and opposes" if one == "mixed" else str(one)) for one in SIGNS if one in known]
    found, x = [], 0.0
    for one, told in (*entries, *((None, told) for told in more)):
        wide = width(told, SIZE) + (22 if one else 0)
        if x and x + wide > room:
            x, y = 0.0, y + 18
        if one:
            found += [sign(one, x + 8, y + 7), text(told, x + 20, y + 11)]
        else:
            found.append(text(told, x, y + 11, style="chart-quiet"))
        x += wide + 14
    return "".join(found), y + 18


def _circle(x: float, y: float, radius: float, style: str) -> str:
    return f'<circle class="{style}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def _square(x: float, y: float, half: float) -> str:
    side = number(2 * half)
    return f'<path class="chart-opposes" d="M{number(x - half)} {number(y - half)}h{side}v{side}h-{side}z"/>'


def _mark(path: str) -> str:
    return f'<path class="chart-sign" d="{path}"/>'
