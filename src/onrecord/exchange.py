"""A record's positions to and from the programs in which discourse is coded by hand.

What goes out is what holds in a record: for each position what every coder made of it or, where nobody decided, the
proposal. What comes in are articles, statements, questions, and codings, which become decisions in their coders' names;
a proposal does not come in, as a record makes its own. Coming in twice changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from onrecord.actors.directory import Actor
from onrecord.exports.annotations.coded import CodedPosition, Exchanged
from onrecord.exports.dna.importing import READ_WITH, as_loaded
from onrecord.exports.table import hits_of
from onrecord.model import Failure, Reading
from onrecord.positions.values import STANCES, Position, Question
from onrecord.problems import Problem
from onrecord.problems.record import AmbiguousId, BadQuestion, RecordProblem, UnknownActor, UnknownId
from onrecord.record import Record
from onrecord.record.positions.values import Coded, Coding


@dataclass(frozen=True, slots=True)
class Gathered:
    """What goes out: the articles with the statements, the questions, and each position as its coders have it."""

    readings: tuple[Reading, ...]
    questions: tuple[Question, ...]
    coded: tuple[CodedPosition, ...]


@dataclass(slots=True)
class Taken:
    """What came in: articles that are new, those to which statements were added, questions, and codings; `known` counts
    codings that were there already, `proposals` those that nobody decided on. `failures` could not be taken."""

    articles: int = 0
    extended: int = 0
    questions: int = 0
    codings: int = 0
    known: int = 0
    proposals: int = 0
    failures: list[Failure] = field(default_factory=list)


def gathered(record: Record, questions: Iterable[str] = (), *, doubtful: bool = False) -> Gathered:
    """What goes out of a record: on these questions, or on all. Proposals of which the model is not sure are left out
    unless `doubtful` is set. Raises UnknownQuestion or AmbiguousQuestion."""
    asked = tuple(map(record.question, questions)) or record.questions()
    actors: dict[str, Actor | None] = {}
    found: list[CodedPosition] = []
    for question in asked:
        by_statement = {one.statement: one for one in record.codings(question.id)}
        page = record.positions(question=question.id, doubtful=True, limit=None)
        known = {(one.statement, one.actor): one for one in page.positions}
        for position in page.positions:
            if position.statement not in by_statement and (doubtful or not position.doubtful):
                found.append(_coded(record, position, actors, coder=None))
        for coded in by_statement.values():
            found += _by_coders(record, coded, known, actors)
    readings = _articles(record, found)
    there = {(one.article.id, each.id) for one in readings for each in one.statements}
    kept = (one for one in found if (one.position.article, one.position.statement) in there)
    return Gathered(readings, asked, tuple(kept))


def take_in(record: Record, exchanged: Exchanged, *, place: str, who: str) -> Taken:
    """Keep what came from the file at `place`. `who` asks the questions; codings are their coders' own.

    Raises a RecordProblem where the record cannot be written: what was taken before stays."""
    taken = Taken(failures=list(exchanged.failures))
    with record.batch():
        held = _add_all(record, exchanged.readings, place=place, taken=taken)
        asked = _ask_all(record, exchanged.questions, place=place, who=who, taken=taken)
        taken.proposals = sum(one.coder is None for one in exchanged.coded)
        decided = [one for one in exchanged.coded if one.coder and one.position.question in asked]
        holders = _Holders(record, held)
        for (question, statement, coder, adjudicates), group in groupby(sorted(decided, key=_decision), key=_decision):
            told = tuple(group)
            try:
                wanted = {holders.actor(one): one for one in told}
                made = _code(record, asked[question], statement, wanted, who=coder, adjudicates=adjudicates)
            except Problem as problem:
                taken.failures.append(Failure(f"{place}, statement {statement} by {coder}", str(problem)))
                continue
            taken.codings += len(told) * made
            taken.known += len(told) * (not made)
    return taken


def _add_all(record: Record, readings: Iterable[Reading], *, place: str, taken: Taken) -> dict[str, Reading]:
    """The articles as the record has them then, by the ids with which they came."""
    held: dict[str, Reading] = {}
    for reading in readings:
        try:
            held[reading.article.id] = _add(record, reading, place=place, taken=taken)
        except RecordProblem as problem:
            taken.failures.append(Failure(f"{place}, article {reading.article.id}", str(problem)))
    return held


def _ask_all(record: Record, questions: Iterable[Question], *, place: str, who: str, taken: Taken) -> dict[str, str]:
    """The ids that the questions have in the record, by those with which they came."""
    asked: dict[str, str] = {}
    for one in questions:
        try:
            asked[one.id] = _ask(record, one, who=who, taken=taken)
        except BadQuestion as problem:
            taken.failures.append(Failure(f"{place}, concept {one.text!r}", f"Its codings were skipped. {problem}"))
    return asked


def _decision(one: CodedPosition) -> tuple[str, str, str, bool]:
    return one.position.question, one.position.statement, one.coder or "", one.adjudicates


def _by_coders(
    record: Record, coded: Coded, known: Mapping[tuple[str, str], Position], actors: dict[str, Actor | None]
) -> Iterator[CodedPosition]:
    own = [(one, False) for one in coded.by.values()]
    last = [(coded.adjudicated, True)] if coded.adjudicated else []
    for coding, adjudicates in (*own, *last):
        for actor, label in coding.labels.items():
            for stance in STANCES:
                if stance == label and actor in coded.holders:
                    position = known.get((coded.statement, actor)) or _position(coded, actor, coding)
                    made = replace(position, stance=stance)
                    yield replace(_coded(record, made, actors, coder=coding.who), adjudicates=adjudicates)


def _position(coded: Coded, actor: str, coding: Coding) -> Position:
    """A position that one coder sees, and that does not hold."""
    holder = coded.holders[actor]
    confidence = coded.proposed.confidence if coded.proposed else 0.0
    return Position(
        question=coded.question,
        actor=actor,
        name=holder.name,
        stance="neutral",
        statement=coded.statement,
        article=coded.article,
        confidence=confidence,
        role=holder.role,
        relayed=holder.part == "principal",
        decided_by=(coding.who,),
        quote=coded.quote,
    )


def _coded(record: Record, position: Position, actors: dict[str, Actor | None], *, coder: str | None) -> CodedPosition:
    if position.actor not in actors:
        actors[position.actor] = None
        with suppress(RecordProblem):
            actors[position.actor] = record.actor(position.actor)
    actor = actors[position.actor]
    if actor is None:
        return CodedPosition(position, coder)
    return CodedPosition(position, coder, actor.kind, _organization(actor, position.day))


def _organization(actor: Actor, day: date | None) -> str | None:
    """Whose office a person held on the day."""
    if actor.kind != "person" or day is None:
        return None
    held = (one for one in actor.roles if (one.start or date.min) <= day <= (one.end or date.max))
    return next((one.organization for one in held if one.organization), None)


def _articles(record: Record, coded: Iterable[CodedPosition]) -> tuple[Reading, ...]:
    found = dict.fromkeys(one.position.article for one in coded)
    return tuple(record.article(id_) for id_ in found)


def _add(record: Record, reading: Reading, *, place: str, taken: Taken) -> Reading:
    """The article as the record has it then, with the statements that came."""
    loaded, made = as_loaded(reading, place=place)
    held = record.held(loaded.article)
    if held is None:
        record.add_reading(loaded, made, read_with=READ_WITH)
        taken.articles += 1
        return record.article(made.article.id)
    before = record.article(held)
    if before.article.latest.text != made.article.latest.text:
        record.add_reading(loaded, made, read_with=READ_WITH)
        return record.article(held)
    known = {one.id for one in before.statements}
    new = [one for one in made.statements if one.id not in known]
    if not new:
        return before
    statements = sorted((*as_loaded(before, place=place)[1].statements, *new), key=lambda one: one.content)
    whole = replace(before, statements=tuple(statements), reason=None)
    number = next(mark.number for mark in record.version_marks(held) if mark.latest)
    record.add_rereading(whole, number=number, read_with=READ_WITH)
    taken.extended += 1
    return record.article(held)


def _ask(record: Record, question: Question, *, who: str, taken: Taken) -> str:
    """Its id in the record."""
    before = {one.id for one in record.questions()}
    seeds = [one for one in question.seeds if _is_statement(record, one)]
    told = {"description": question.description, "since": question.since}
    asked = record.ask(question.text, synonyms=question.synonyms, seeds=seeds, who=who, **told)  # type: ignore[arg-type]
    taken.questions += asked.id not in before
    return asked.id


def _is_statement(record: Record, id_: str) -> bool:
    try:
        return bool(record.statement(id_))
    except (UnknownId, AmbiguousId):
        return False


def _code(
    record: Record,
    question: str,
    statement: str,
    wanted: Mapping[str, CodedPosition],
    *,
    who: str,
    adjudicates: bool,
) -> bool:
    """Keep what a coder made of a statement, by the ids of the holders; False where it is there already."""
    labels = {actor: one.position.stance for actor, one in wanted.items()}
    for coded in record.codings(question, statement=statement):
        before = coded.adjudicated if adjudicates else coded.by.get(who)
        if before and before.who == who and dict(before.labels) == labels:
            return False
    first, *others = labels.items()
    record.code(question, statement, "edit", who=who, stance=first[1], holders=list(labels), adjudicate=adjudicates)
    for actor, stance in others:
        if stance != first[1]:
            record.code(question, statement, "edit", who=who, stance=stance, holder=actor, adjudicate=adjudicates)
    return True


class _Holders:
    """The actors of the record whom positions mean: those of the statement by name, else of the record."""

    def __init__(self, record: Record, readings: Mapping[str, Reading]) -> None:
        self._record = record
        self._by_name: dict[tuple[str, str], str] = {}
        hits = (hit for reading in readings.values() for hit in hits_of(reading))
        for hit, known in record.known(hits):
            statement = hit.statement
            if statement is None:
                continue
            for speakers, actors in ((statement.speakers, known.speakers), (statement.principals, known.principals)):
                for speaker, actor in zip(speakers, actors, strict=True):
                    if actor:
                        self._by_name.setdefault((statement.id, speaker.name), actor.id)

    def actor(self, one: CodedPosition) -> str:
        """The id. Whoever the record does not know, as what is not a proper name ("the union"), is imported. Raises
        AmbiguousActor."""
        position = one.position
        found = self._by_name.get((position.statement, position.name))
        if found:
            return found
        with suppress(RecordProblem):
            actor = self._record.actor(position.actor)
            if actor.called(position.name):
                return actor.id
        try:
            return self._record.actor(position.name).id
        except UnknownActor:
            imported = Actor(position.actor, position.name, one.kind, (position.name,))
            self._record.import_actors([imported], dataset=READ_WITH)
            return self._record.actor(position.name).id
