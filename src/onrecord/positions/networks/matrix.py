"""The matrix: actors by questions, with the evidence behind each cell.

Invariants: a cell is never empty; who is not on record about a question has no cell, which is not the same as being
`neutral`; a family counts once, and its other reports are only told.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.positions.networks.counting import Grouping, by_actor
from onrecord.positions.networks.values import Node
from onrecord.positions.once import once_per_family
from onrecord.positions.values import STANCES, Position, Question, Stance

Order = Literal["name", "number", "camp"]
"""By name; those with the most positions first; camp by camp, the largest first, then by number."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The positions of one actor on one question, the oldest first, each utterance once; and how many reports of them
    there are, with those of the same family."""

    positions: tuple[Position, ...]
    reports: int

    @property
    def counts(self) -> Mapping[Stance, int]:
        """How many there are of each stance that was taken, in the order of STANCES."""
        counted = Counter(one.stance for one in self.positions)
        return {stance: counted[stance] for stance in STANCES if counted[stance]}

    @property
    def stance(self) -> Stance | None:
        """The stance of all of them; None where they are mixed."""
        stances = {one.stance for one in self.positions}
        return stances.pop() if len(stances) == 1 else None

    @property
    def latest(self) -> Position:
        """The position of the last day."""
        return max(reversed(self.positions), key=lambda one: one.day or date.min)

    @property
    def thin(self) -> bool:
        """Whether it rests on a single utterance."""
        return len(self.positions) == 1


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors (rows) and questions (columns) in their order, and the cells that there are, by the ids of both."""

    actors: tuple[Node, ...]
    questions: tuple[Node, ...]
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, actor: str, question: str) -> Cell | None:
        """The evidence of an actor about a question; None where the actor is not on record about it."""
        return self.cells.get((actor, question))

    @property
    def positions(self) -> int:
        """All positions, a family once."""
        return sum(len(one.positions) for one in self.cells.values())


def matrix(
    positions: Iterable[Position],
    *,
    questions: Iterable[Question] = (),
    by: Grouping = by_actor,
    order: Order = "number",
    camps: Iterable[Collection[str]] = (),
    question_order: Order = "number",
) -> Matrix:
    """The matrix of these positions, of all stances. `questions` give texts, and columns for those about which nobody
    is on record; `by` says whose a position is; `camps` are ids of actors, as `networks.camps` finds them."""
    cells: defaultdict[tuple[str, str], list[Position]] = defaultdict(list)
    reports: Counter[tuple[str, str]] = Counter()
    holders = {}
    known = list(positions)
    for one in known:
        holder = by(one)
        if holder is not None:
            holders[holder.id] = holder
            reports[holder.id, one.question] += 1
    for one in once_per_family(known):
        holder = by(one)
        if holder is not None:
            cells[holder.id, one.question].append(one)
    made = {place: Cell(_each_utterance_once(some), reports[place]) for place, some in cells.items()}
    texts = {one.id: one.text for one in questions}
    number: Counter[str] = Counter()
    for (actor, question), cell in made.items():
        number[actor] += len(cell.positions)
        number[question] += len(cell.positions)
    camp = {actor: at for at, some in enumerate(camps, start=1) for actor in some}
    rows = [Node(one.id, one.name, "actor", one.kind, number[one.id], camp.get(one.id)) for one in holders.values()]
    asked = dict.fromkeys([*texts, *sorted({question for _, question in made})])
    columns = [Node(one, texts.get(one, one), "question", None, number[one]) for one in asked]
    return Matrix(tuple(_ordered(rows, order)), tuple(_ordered(columns, question_order)), made)


def _each_utterance_once(some: Sequence[Position]) -> tuple[Position, ...]:
    """Two ministers quoted in one sentence are one utterance of their government."""
    return tuple({one.family or one.statement: one for one in reversed(some)}.values())[::-1]


def _ordered(nodes: Iterable[Node], order: Order) -> list[Node]:
    match order:
        case "name":
            return sorted(nodes, key=lambda one: (one.name.lower(), one.id))
        case "number":
            return sorted(nodes, key=lambda one: (-one.positions, one.name.lower(), one.id))
    some = list(nodes)
    last = len(some) + 1
    return sorted(some, key=lambda one: (one.camp or last, -one.positions, one.name.lower(), one.id))
