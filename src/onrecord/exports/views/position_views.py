"""Where an actor stands, question by question; and what a statement says, question by question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.exports.views.positions import agreement_json, coded_json, position_json, question_json, summary_json
from onrecord.positions.summaries import Change, Summary, summary
from onrecord.positions.values import Position, Question
from onrecord.record import Record
from onrecord.record.positions.values import ActorsAgree, Coded

Says = tuple[tuple[Question, tuple[Position, ...]], ...]
"""What a statement says to questions: each with the positions that it shows."""


@dataclass(frozen=True, slots=True)
class OnQuestion:
    """What is on record of an actor about a question, and of how many positions the model is not sure. `positions` are
    all reports, the newest first."""

    question: Question
    summary: Summary
    positions: tuple[Position, ...]
    doubtful: int

    def turned(self, one: Position) -> Change | None:
        """The change that an utterance makes, None where it changes nothing."""
        return next((change for change in self.summary.changes if change.after == one), None)


@dataclass(frozen=True, slots=True)
class SaysTo:
    """What a statement says to a question: the positions that it shows, and what was proposed and coded of it."""

    question: Question
    positions: tuple[Position, ...]
    coded: Coded

    @property
    def disputed(self) -> bool:
        """Whether coders differ, and nobody decided between them."""
        labels = [one.labels for one in self.coded.by.values()]
        return self.coded.adjudicated is None and any(other != labels[0] for other in labels[1:])


def positions_of(record: Record, actor: str) -> tuple[OnQuestion, ...]:
    """The questions on which an actor has positions, those with the most utterances first.

    Raises UnknownActor or AmbiguousActor."""
    asked = {one.id: one for one in record.questions()}
    if not asked:
        return ()
    found: dict[str, list[Position]] = {}
    for one in record.positions(actor=actor, doubtful=True, limit=None).positions:
        found.setdefault(one.question, []).append(one)
    told = (_on_question(asked[question], some) for question, some in found.items())
    return tuple(sorted(told, key=lambda one: -len(one.summary.utterances)))


@dataclass(frozen=True, slots=True)
class Stands:
    """Where an actor stands on each question, and with whom it is reported to agree or disagree; `texts` are those of
    the questions, by id."""

    positions: tuple[OnQuestion, ...] = ()
    agreements: tuple[ActorsAgree, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


NOWHERE = Stands()


def stands_of(record: Record, actor: str) -> Stands:
    """All that is told of where an actor stands. Raises UnknownActor or AmbiguousActor."""
    texts = {one.id: one.text for one in record.questions()}
    return Stands(positions_of(record, actor), record.agreements(actor=actor), texts) if texts else NOWHERE


def stands_json(one: Stands) -> dict[str, Any]:
    """As an object of JSON."""
    return {
        "positions": [on_question_json(each) for each in one.positions],
        "agreements": [agreement_json(each) for each in one.agreements],
    }


def says_to(record: Record, statement: str) -> tuple[SaysTo, ...]:
    """What a statement says to each question for which it was judged or coded; to none where it is about none.

    Raises UnknownId or AmbiguousId."""
    coded = [one for one in record.codings(statement=statement, by=0) if _tells(one)]
    if not coded:
        return ()
    asked = {one.id: one for one in record.questions()}
    shown = record.positions_of_statement(statement)
    return tuple(
        SaysTo(asked[one.question], tuple(other for other in shown if other.question == one.question), one)
        for one in coded
    )


def beside(record: Record, article: str) -> Mapping[str, Says]:
    """What the statements of an article say to questions, by the ids of the statements: what somebody decided, and what
    the model is sure of. Raises what Record.positions_of_article does."""
    asked = {one.id: one for one in record.questions()}
    found: dict[str, dict[str, list[Position]]] = {}
    for one in record.positions_of_article(article) if asked else ():
        if not one.doubtful:
            found.setdefault(one.statement, {}).setdefault(one.question, []).append(one)
    return {id_: tuple((asked[one], tuple(some)) for one, some in of.items()) for id_, of in found.items()}


def with_positions(article: dict[str, Any], told: Mapping[str, Says]) -> dict[str, Any]:
    """The JSON of an article with what its statements say to questions, in the form of the schema: `questions`, and
    `positions` of each statement that has any."""
    asked = {question.id: question.text for says in told.values() for question, _ in says}
    if not asked:
        return article
    statements = [
        one | {"positions": [position_json(each) for _, some in told[one["id"]] for each in some]}
        if one["id"] in told
        else one
        for one in article["statements"]
    ]
    questions = [{"id": id_, "text": text} for id_, text in asked.items()]
    return article | {"statements": statements, "questions": questions}


def on_question_json(one: OnQuestion) -> dict[str, Any]:
    """As an object of JSON."""
    return {
        "question": question_json(one.question),
        "summary": summary_json(one.summary),
        "doubtful": one.doubtful,
        "positions": [position_json(position) for position in one.positions],
    }


def says_to_json(one: SaysTo) -> dict[str, Any]:
    """As an object of JSON."""
    return {
        "question": question_json(one.question),
        "positions": [position_json(position) for position in one.positions],
        "coded": coded_json(one.coded),
    }


def _on_question(question: Question, some: Iterable[Position]) -> OnQuestion:
    positions = tuple(some)
    return OnQuestion(question, summary(positions), positions, sum(one.doubtful for one in positions))


def _tells(one: Coded) -> bool:
    """Whether there is more to it than that a model holds it to be about something else."""
    return (
        bool(one.by) or one.adjudicated is not None or (one.proposed is not None and one.proposed.label != "unrelated")
    )
