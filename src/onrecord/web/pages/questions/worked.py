"""What the pages work out from positions: of one question, and of all open ones together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.exports.charts import NetworkChart, figure
from onrecord.exports.charts.stances import SIGNS, Sign
from onrecord.library import OpenRecord
from onrecord.positions.networks.building import network
from onrecord.positions.networks.camps import Camps, external_internal, with_camps
from onrecord.positions.networks.counting import selected
from onrecord.positions.networks.landscape import Landscape, camps_of, landscape
from onrecord.positions.networks.matrix import Matrix, matrix
from onrecord.positions.networks.values import Kind, Network, Node
from onrecord.positions.standings import taken
from onrecord.positions.values import Position, Question
from onrecord.record.positions.values import ActorsAgree
from onrecord.web.kept import Kept
from onrecord.web.pages.questions.asked import Asked, Tied

Positions = tuple[Position, ...]
_TITLES: Mapping[Kind, str] = {
    "affiliation": "Who stands where",
    "congruence": "Who agrees with whom",
    "conflict": "Who disagrees with whom",
    "subtract": "Who agrees and who disagrees",
}


@dataclass(frozen=True, slots=True)
class Whole:
    """The open questions, and one more where it is closed and asked for; all positions on them, and their matrix."""

    questions: tuple[Question, ...]
    positions: Positions
    matrix: Matrix
    tallies: Mapping[str, Mapping[Sign, int]]

    def silent(self, question: str) -> list[Node]:
        """Who is on record about other questions, and not about this one; those with the most positions first."""
        return sorted(
            (one for one in self.matrix.actors if self.matrix.cell(one.id, question) is None and one.positions),
            key=lambda one: (-one.positions, one.name.lower(), one.id),
        )


def whole(kept: Kept, asked: Asked, *, also: Question | None = None) -> Whole:
    """All positions that are asked for, and their matrix, those with the most positions first."""
    return kept.of(("whole", asked, also and also.id), lambda record: _whole(record, asked, also))


def land(kept: Kept, asked: Asked, *, also: Question | None = None) -> Landscape:
    """What else follows from all positions that are asked for: camps and their common ground."""

    def make(record: OpenRecord) -> Landscape:
        made = whole(kept, asked, also=also)
        selection = asked.selection(record, made.positions, "range")
        return landscape(made.positions, questions=made.questions, selection=selection)

    return kept.of(("land", asked, also and also.id), make)


@dataclass(frozen=True, slots=True)
class Netted:
    """A network with the camps of its actors, how far these are apart, and its drawing, where there is a tie."""

    network: Network
    camps: Camps
    index: float | None
    drawing: Markup | None


def tied_network(kept: Kept, drawn: Kept, asked: Asked, tie: Tied) -> Netted:
    """The network of all open questions. Raises NoSuchNormalisation."""

    def make(record: OpenRecord) -> Netted:
        made = whole(kept, asked)
        return network_of(record, made.positions, made.questions, asked, tie)

    return drawn.of((asked, tie), make)


def network_on(
    drawn: Kept, question: Question, positions: Positions, asked: Asked, tie: Tied, *, actor: str | None = None
) -> Netted:
    """The network of one question, by the positions on it, all of them or an actor's. Raises NoSuchNormalisation."""
    key = (question.id, actor, asked, tie)
    return drawn.of(key, lambda record: network_of(record, positions, (question,), asked, tie))


def network_of(
    record: OpenRecord, positions: Positions, questions: tuple[Question, ...], asked: Asked, tie: Tied
) -> Netted:
    """A network of some positions. Raises NoSuchNormalisation."""
    selection = asked.selection(record, positions, tie.duplicates)
    found = network(positions, **tie.how(), selection=selection, questions=questions)
    camps, index = Camps((), 0.0), None
    if tie.over == "actors":
        camps = camps_of(positions, selection)
        found, index = with_camps(found, camps), external_internal(found, camps.camps)
    return Netted(found, camps, index, figure(titled(found), heading="Every tie") if found.edges else None)


def titled(found: Network) -> NetworkChart:
    """The drawing of a network."""
    over = found.over == "questions" and found.kind != "affiliation"
    return NetworkChart("Which questions go together" if over else _TITLES[found.kind], found)


def tallies(every: Matrix) -> dict[str, dict[Sign, int]]:
    """How many actors take which stance on each question, in the order of the stances; `mixed` took several."""
    found: dict[str, Counter[Sign]] = {}
    for (_, question), cell in every.cells.items():
        stances = taken(cell)
        found.setdefault(question, Counter())[stances[0] if len(stances) == 1 else "mixed"] += 1
    return {one: {stance: some[stance] for stance in SIGNS if some[stance]} for one, some in found.items()}


def part(found: Matrix, actors: tuple[Node, ...], questions: tuple[Node, ...]) -> Matrix:
    """Some rows and columns of a matrix."""
    rows, columns = {one.id for one in actors}, {one.id for one in questions}
    cells = {key: cell for key, cell in found.cells.items() if key[0] in rows and key[1] in columns}
    return Matrix(actors, questions, cells)


def around(found: Matrix, question: str, *, actors: int, questions: int) -> Matrix:
    """The part of a matrix around a question: its column first, those of its actors who say the most about it, and the
    other questions about which the most of them are on record."""
    on_record = [(one, cell) for one in found.actors if (cell := found.cell(one.id, question)) is not None]
    on_record.sort(key=lambda pair: (-len(pair[1].positions), pair[0].name.lower(), pair[0].id))
    rows = tuple(one for one, _ in on_record[:actors])
    shared = {one.id: sum(found.cell(actor.id, one.id) is not None for actor in rows) for one in found.questions}
    others = sorted((one for one in found.questions if one.id != question and shared[one.id]),
                    key=lambda one: -shared[one.id])  # fmt: skip
    own = tuple(one for one in found.questions if one.id == question)
    return part(found, rows, (*own, *others[: questions - 1]))


def within(one: ActorsAgree, asked: Asked) -> bool:
    """Whether an agreement was published in the days that are asked for."""
    since, until = (str(day) if day else None for day in asked.days)
    if since is None and until is None:
        return True
    return one.day is not None and (since or one.day) <= one.day <= (until or one.day)


def _whole(record: OpenRecord, asked: Asked, also: Question | None) -> Whole:
    open_ = record.questions(closed=False)
    questions = open_ if also is None or also in open_ else (also, *open_)
    wanted = {one.id for one in questions}
    found = tuple(one for one in record.positions(**asked.filters, limit=None).positions if one.question in wanted)
    selection = asked.selection(record, found, "range")
    chosen = selected(found, selection)
    made = matrix(chosen, questions=questions, by=selection.by)
    return Whole(questions, found, made, tallies(made))
