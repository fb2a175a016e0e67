"""Common ground: the questions on which opposed camps agree, and the actors who share positions across camps.

Strict: silence is no agreement, and there is evidence on both sides or there is no common ground. A family counts once.
What rests on one actor or one utterance of a camp is marked as thin.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from onrecord.positions.networks.edges import Edges
from onrecord.positions.networks.matrix import Cell, Matrix
from onrecord.positions.networks.ties import sums
from onrecord.positions.networks.values import Network, Node
from onrecord.positions.values import Stance

MAJORITY = 2 / 3
"""Of those of a camp who are on record about a question and not neutral; so many make it the camp's stance."""


@dataclass(frozen=True, slots=True)
class Voice:
    """An actor of a camp with its evidence on a question."""

    actor: Node
    cell: Cell


@dataclass(frozen=True, slots=True)
class Side:
    """A camp on a question: those who take its stance, with the evidence, and those of the camp who take another one,
    are mixed or neutral."""

    camp: int
    voices: tuple[Voice, ...]
    others: tuple[Voice, ...]

    @property
    def thin(self) -> bool:
        """Whether it rests on a single actor or a single utterance."""
        utterances = {one.family or one.statement for voice in self.voices for one in voice.cell.positions}
        return len(self.voices) < 2 or len(utterances) < 2


@dataclass(frozen=True, slots=True)
class CommonGround:
    """A question on which two opposed camps take the same stance, and the ids of those on which they are opposed."""

    question: Node
    stance: Stance
    sides: tuple[Side, Side]
    opposed_on: tuple[str, ...]

    @property
    def thin(self) -> bool:
        """Whether the evidence on one of the sides is."""
        return any(one.thin for one in self.sides)


@dataclass(frozen=True, slots=True)
class Bridge:
    """An actor who agrees across camps: the weights of its ties of agreement within its camp and to other camps, the
    questions on which it shares a stance with actors of other camps and, of these, those on which it leaves its own
    camp's stance for that of another."""

    actor: Node
    camp: int
    within: float
    across: float
    shared: tuple[str, ...]
    crossing: tuple[str, ...]

    @property
    def share(self) -> float:
        """The part of its agreement that goes to other camps."""
        return self.across / (self.across + self.within)


def common_ground(matrix: Matrix, camps: Sequence[Collection[str]], *, share: float = MAJORITY) -> list[CommonGround]:
    """The common ground of each two opposed camps: what is not thin first, then by how many speak for it.

    A camp's stance on a question is that of at least `share` of its actors who are on record about it and not neutral;
    an actor who took several stances on it counts for none. Camps are opposed whose stances on some question are
    `supports` and `opposes`."""
    sides = _sides(matrix, camps, share)
    found = []
    for first, second in combinations(range(1, len(camps) + 1), 2):
        held = [(one, sides.get((first, one.id)), sides.get((second, one.id))) for one in matrix.questions]
        both = [(question, a, b) for question, a, b in held if a is not None and b is not None]
        opposed = tuple(question.id for question, a, b in both if {a[0], b[0]} == {"supports", "opposes"})
        if opposed:
            found += [CommonGround(one, a[0], (a[1], b[1]), opposed) for one, a, b in both if a[0] == b[0]]
    return sorted(found, key=lambda one: (one.thin, -sum(len(side.voices) for side in one.sides)))


def bridges(network: Network, matrix: Matrix, camps: Sequence[Collection[str]]) -> list[Bridge]:
    """Who agrees across camps in a network of actors, those first who cross on most questions, then those with the
    largest part of their agreement across."""
    number = {actor: at for at, some in enumerate(camps, start=1) for actor in some}
    within, across = _agreement(network, number)
    stances = {key: side[0] for key, side in _sides(matrix, camps, MAJORITY).items()}
    holders = _holders(matrix, number)
    found = []
    for actor in matrix.actors:
        if across.get(actor.id, 0) > 0:
            camp = number[actor.id]
            own = [(one.id, cell.stance) for one in matrix.questions if (cell := matrix.cell(actor.id, one.id))]
            shared = [(one, stance) for one, stance in own if stance and holders[one, stance] - {camp}]
            crossing = [one for one, stance in shared if _crosses(one, stance, camp, stances, len(camps))]
            made = Bridge(actor, camp, within[actor.id], across[actor.id], tuple(dict(shared)), tuple(crossing))
            found.append(made)
    return sorted(found, key=lambda one: (-len(one.crossing), -one.share, -one.across, one.actor.name))


def divided(matrix: Matrix, question: str, *, alpha: float = 1.0) -> float:
    """How polarised the actors on record about a question are: 0 where all take one stance, 1 where half support it and
    half oppose it.

    The measure of J. Esteban and D. Ray, "On the measurement of polarization", Econometrica 62, 1994: the sum over each
    two stances of share[i]^(1 + alpha) · share[j] · distance[i, j], with `supports` at 1, `open` and `neutral` at 0 and
    `opposes` at -1, by its value for two halves. `alpha` is from 0, where it is the Gini index, to 1.6. An actor with
    several stances counts in parts."""
    places: Mapping[Stance, int] = {"supports": 1, "open": 0, "neutral": 0, "opposes": -1}
    weights: defaultdict[int, float] = defaultdict(float)
    for (_, asked), cell in matrix.cells.items():
        if asked == question:
            for stance, count in cell.counts.items():
                weights[places[stance]] += count / len(cell.positions)
    total = sum(weights.values())
    if not total:
        return 0.0
    parts = {place: weight / total for place, weight in weights.items()}
    found = [one ** (1 + alpha) * other * abs(i - j) for i, one in parts.items() for j, other in parts.items()]
    return float(sum(found) / (4 * 0.5 ** (2 + alpha)))


def _sides(
    matrix: Matrix, camps: Sequence[Collection[str]], share: float
) -> dict[tuple[int, str], tuple[Stance, Side]]:
    """The stance of each camp on each question where it has one, with those who take it."""
    number = {actor: at for at, some in enumerate(camps, start=1) for actor in some}
    voices: defaultdict[tuple[int, str], list[Voice]] = defaultdict(list)
    for actor in matrix.actors:
        if actor.id in number:
            for question in matrix.questions:
                cell = matrix.cell(actor.id, question.id)
                if cell is not None:
                    voices[number[actor.id], question.id].append(Voice(actor, cell))
    found = {}
    for (camp, asked), some in voices.items():
        stance = _stance(some, share)
        if stance is not None:
            own = tuple(one for one in some if one.cell.stance == stance)
            others = tuple(one for one in some if one.cell.stance != stance)
            found[camp, asked] = stance, Side(camp, own, others)
    return found


def _stance(voices: Iterable[Voice], share: float) -> Stance | None:
    held = [one.cell.stance for one in voices if one.cell.stance != "neutral"]
    for stance in ("supports", "opposes", "open"):
        if held and held.count(stance) >= share * len(held) - 1e-9:
            return stance
    return None


def _agreement(network: Network, number: Mapping[str, int]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The weights of each actor's ties of agreement within its camp, and to other camps."""
    ids = [one.id for one in network.nodes]
    edges = Edges.of(network.edges, ids)
    camps = np.array([number.get(one, 0) for one in ids], dtype=np.int64)
    first, second = camps[edges.first], camps[edges.second]
    agreeing = np.where((first > 0) & (second > 0), np.maximum(edges.weights, 0), 0)
    inside = np.where(first == second, agreeing, 0)
    found = [
        sums(edges.first, some, len(ids)) + sums(edges.second, some, len(ids)) for some in (inside, agreeing - inside)
    ]
    within, across = (dict(zip(ids, some.tolist(), strict=True)) for some in found)
    return within, across


def _holders(matrix: Matrix, number: Mapping[str, int]) -> Mapping[tuple[str, Stance], set[int]]:
    """The camps of those who take a stance on a question."""
    found: defaultdict[tuple[str, Stance], set[int]] = defaultdict(set)
    for (actor, question), cell in matrix.cells.items():
        if cell.stance and cell.stance != "neutral" and actor in number:
            found[question, cell.stance].add(number[actor])
    return found


def _crosses(question: str, stance: Stance, camp: int, stances: Mapping[tuple[int, str], Stance], camps: int) -> bool:
    own = stances.get((camp, question))
    others = (stances.get((other, question)) for other in range(1, camps + 1) if other != camp)
    return own is not None and own != stance and stance in others
