"""What the pages work out from positions: of one question, and of all open ones together."""

from dataclasses import dataclass

from onrecord.library import OpenRecord
from onrecord.positions.matrix import Matrix
from onrecord.positions.networks.building import network
from onrecord.positions.networks.camps import Camps, external_internal, with_camps
from onrecord.positions.networks.landscape import Landscape, camps_of, landscape
from onrecord.positions.networks.values import Network, Node
from onrecord.positions.values import Position, Question
from onrecord.web.kept import Kept
from onrecord.web.pages.questions.asked import Asked, Tied

Positions = tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """The open questions, and one more where it is closed and asked for; all positions on them, and what follows."""

    questions: tuple[Question, ...]
    positions: Positions
    made: Landscape

    def silent(self, question: str) -> list[Node]:
        """Who is on record about other questions, and not about this one; those with the most positions first."""
        matrix = self.made.matrix
        return sorted(
            (one for one in matrix.actors if matrix.cell(one.id, question) is None and one.positions),
            key=lambda one: (-one.positions, one.name.lower(), one.id),
        )


def whole(kept: Kept, asked: Asked, *, also: Question | None = None) -> Whole:
    """All positions that are asked for, and what follows from them together."""
    return kept.of(("whole", asked, also and also.id), lambda record: _whole(record, asked, also))


def tied_network(kept: Kept, asked: Asked, tie: Tied) -> tuple[Network, Camps, float | None]:
    """The network of all open questions, its camps, and how far these are apart."""
    made = whole(kept, asked)

    def make(record: OpenRecord) -> tuple[Network, Camps, float | None]:
        return network_of(record, made.positions, made.questions, asked, tie)

    return kept.of(("network", asked, tie), make)


def network_of(
    record: OpenRecord, positions: Positions, questions: tuple[Question, ...], asked: Asked, tie: Tied
) -> tuple[Network, Camps, float | None]:
    """A network of some positions. Raises NoSuchNormalisation."""
    selection = asked.selection(record, positions, tie.duplicates)
    found = network(positions, **tie.how(), selection=selection, questions=questions)
    if tie.over != "actors":
        return found, Camps((), 0.0), None
    camps = camps_of(positions, selection)
    return with_camps(found, camps), camps, external_internal(found, camps.camps)


def part(matrix: Matrix, actors: tuple[Node, ...], questions: tuple[Node, ...]) -> Matrix:
    """Some rows and columns of a matrix."""
    rows, columns = {one.id for one in actors}, {one.id for one in questions}
    cells = {key: cell for key, cell in matrix.cells.items() if key[0] in rows and key[1] in columns}
    return Matrix(actors, questions, cells)


def around(matrix: Matrix, question: str, *, actors: int, questions: int) -> Matrix:
    """The part of a matrix around a question: its column first, those of its actors who say the most about it, and the
    other questions about which the most of them are on record."""
    on_record = [(one, cell) for one in matrix.actors if (cell := matrix.cell(one.id, question)) is not None]
    on_record.sort(key=lambda pair: (-len(pair[1].positions), pair[0].name.lower(), pair[0].id))
    rows = tuple(one for one, _ in on_record[:actors])
    shared = {
        one.id: sum(matrix.cell(actor.id, one.id) is not None for actor in rows) for one in matrix.questions
    }
    others = sorted((one for one in matrix.questions if one.id != question and shared[one.id]),
                    key=lambda one: -shared[one.id])  # fmt: skip
    own = tuple(one for one in matrix.questions if one.id == question)
    return part(matrix, rows, (*own, *others[: questions - 1]))


def _whole(record: OpenRecord, asked: Asked, also: Question | None) -> Whole:
    open_ = record.questions(closed=False)
    questions = open_ if also is None or also in open_ else (also, *open_)
    wanted = {one.id for one in questions}
    found = tuple(one for one in record.positions(**asked.filters, limit=None).positions if one.question in wanted)
    selection = asked.selection(record, found, "range")
    made = landscape(found, questions=questions, selection=selection)
    return Whole(questions, found, made)
