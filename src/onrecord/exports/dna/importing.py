"""A database of DNA in our words, whoever wrote it.

A document is an article; its text is taken as it is, so that no coding moves. A coding's span is the content of a
statement, its person or organization the speaker, its concept a question, its agreement the stance: 1 or above zero
supports, 0 of a boolean or below zero opposes, 0 of an integer is neutral. What the program wrote itself and nobody
changed in DNA is read back as it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from onrecord.english.quotation_marks import Quotation, quotations, type_of
from onrecord.exports.annotations.coded import CodedPosition, Exchanged
from onrecord.exports.dna.exporting import NO_DATE, PROGRAM, extent
from onrecord.exports.dna.kept import coded_from, is_unchanged, question_from, reading_from
from onrecord.exports.dna.values import Coding, Database, Document, StatementType
from onrecord.model import (
    Failure,
    Loaded,
    Origin,
    Reading,
    Span,
    Speaker,
    Statement,
    Words,
    sha256,
    statement_id,
)
from onrecord.positions.values import STANCES, Position, Question, Stance
from onrecord.problems.sources import SourceProblem
from onrecord.sources.tables.jsonl import MEDIA_TYPE, read_record, stored

PERSON, ORGANIZATION, CONCEPT, AGREEMENT, STANCE = "person", "organization", "concept", "agreement", "stance"
"""The variables that mean something here, of whatever statement type."""
READ_WITH = "dna"
"""The reader of what people coded."""
CHANGED = f"{PROGRAM}, changed in DNA"
"""Whose decision it is where somebody changed in DNA what the program had proposed."""
_ID = 16


def exchanged(database: Database, *, origin: str, known: Mapping[int, Reading] = MappingProxyType({})) -> Exchanged:
    """Its articles, questions and coded positions; `origin` names the file in failures. `known` are articles that are
    there already, by the numbers of their documents."""
    failures = list(database.failures)
    questions = _questions(database)
    readings: dict[int, Reading] = {}
    by_document: dict[int, list[Coding]] = {}
    for coding in database.codings:
        if _is_statement(coding):
            by_document.setdefault(coding.document, []).append(coding)
    for document in database.documents:
        place = f"{origin}, document {document.number}"
        if not document.text.strip():
            failures.append(Failure(place, "The document has no text."))
            continue
        try:
            reading = known.get(document.number) or reading_from(document.kept, document.text) or _foreign(document)
            readings[document.number] = _extended(reading, by_document.get(document.number, ()))
        except SourceProblem as problem:
            failures.append(Failure(place, str(problem)))
    statements = {number: _by_extent(one) for number, one in readings.items()}
    types = {one.label: one for one in database.types}
    coded: list[CodedPosition] = []
    for coding in database.codings:
        if coding.document in readings:
            at = readings[coding.document], statements[coding.document]
            coded += _coded(coding, *at, questions=questions, kind=types[coding.type])
    other = sum(not _is_statement(one) for one in database.codings)
    return Exchanged(tuple(readings.values()), tuple(questions.values()), tuple(coded), other, tuple(failures))


def as_loaded(reading: Reading, *, place: str) -> tuple[Loaded, Reading]:
    """The article in the form in which a record keeps it: its bytes are those of a JSON object with its text, which is
    all that came in the file at `place`."""
    article, version = reading.article, reading.article.latest
    facts = {
        "id": article.id,
        "url": article.url,
        "headline": version.headline,
        "published": version.published.value if version.published else None,
        "authors": list(version.authors),
        "outlet": version.outlet,
        "text": version.text,
    }
    content = stored({name: value for name, value in facts.items() if value})
    origin = Origin("file", place, claimed=article.url)
    made = replace(version, bytes_sha256=sha256(content), media_type=MEDIA_TYPE, origin=origin)
    kept = replace(article, versions=(made,))
    # What was decided about them elsewhere is not what was read.
    statements = tuple(map(_as_read, reading.statements))
    return Loaded(kept, content, place), replace(reading, article=kept, statements=statements)


def _as_read(statement: Statement) -> Statement:
    decided = statement.decision
    return (decided.proposed or replace(statement, decision=None)) if decided else statement


def _questions(database: Database) -> dict[str, Question]:
    """By their concepts, in the order of the entities, then of the codings."""
    found: dict[str, Question] = {}
    for entity in database.entities:
        if entity.variable == CONCEPT:
            kept = question_from(entity.kept)
            if kept or entity.value not in found:
                found[entity.value] = kept or _question(entity.value)
    for coding in database.codings:
        concept = coding.text(CONCEPT)
        if concept:
            found.setdefault(concept, _question(concept))
    return found


def _question(concept: str) -> Question:
    return Question(sha256(concept)[:_ID], concept)


def _is_statement(coding: Coding) -> bool:
    """Whether it says that somebody said something: other types, such as notes of a coder, do not."""
    return any(coding.all(variable) for variable in (PERSON, ORGANIZATION))


def _extended(reading: Reading, codings: Iterable[Coding]) -> Reading:
    """The article with the statements that codings mean and that it lacks."""
    known = _by_extent(reading)
    spans: dict[Span, list[Coding]] = {}
    for coding in codings:
        spans.setdefault(coding.span, []).append(coding)
    text = reading.article.latest.text
    missing = [(span, own) for span, own in sorted(spans.items()) if span not in known]
    if not missing:
        return reading
    quoted = quotations(text)
    new = [_statement(text, span, own, quoted=quoted) for span, own in missing]
    statements = sorted((*reading.statements, *new), key=lambda one: extent(one))
    return replace(reading, statements=tuple(statements))


def _foreign(document: Document) -> Reading:
    facts = {
        "headline": document.title,
        "published": _published(document.date),
        "authors": [part for one in document.author.split(";") if (part := one.strip())],
        "outlet": document.source,
        "section": document.section,
        "notes": document.notes,
        "type": document.type,
        "text": document.text,
    }
    loaded = read_record(stored({name: value for name, value in facts.items() if value}))
    return Reading(loaded.article, read_with=READ_WITH)


def _published(moment: datetime) -> str | None:
    """The day; with the time where it is not midnight, as which DNA takes a day."""
    if moment == NO_DATE:
        return None
    return moment.isoformat() if moment.time() != datetime.min.time() else moment.date().isoformat()


def _statement(text: str, span: Span, codings: Iterable[Coding], *, quoted: Sequence[Quotation]) -> Statement:
    speakers = dict.fromkeys(one for coding in codings for one in _speakers(coding))
    return Statement(
        id=statement_id(sha256(text), (span,), ()),
        content=(span,),
        type=type_of(text, (span,), quoted),
        speakers=tuple(speakers),
        confidence=1.0,
    )


def _speakers(coding: Coding) -> Iterator[Speaker]:
    """The persons, each with the organization that they speak for as their role; the organizations where no person is
    coded."""
    persons, organizations = coding.all(PERSON), coding.all(ORGANIZATION)
    role = Words("; ".join(map(str, organizations))) if organizations else None
    for name in persons:
        yield Speaker(str(name), "person", role)
    if not persons:
        for name in organizations:
            yield Speaker(str(name), "organization")


def _by_extent(reading: Reading) -> dict[Span, Statement]:
    return {extent(one): one for one in reversed(reading.statements)}


def _coded(
    coding: Coding,
    reading: Reading,
    statements: dict[Span, Statement],
    *,
    questions: dict[str, Question],
    kind: StatementType,
) -> Iterator[CodedPosition]:
    """What a coding says of a question: nothing where it names none, or no stance, or nobody who has it."""
    before = coded_from(coding)
    if before and is_unchanged(coding, before[1]):
        yield before[0]
        return
    concept, stance = coding.text(CONCEPT), _stance(coding, kind)
    if not concept or stance is None or not _is_statement(coding):
        return
    statement, version = statements[coding.span], reading.article.latest
    own = before[0] if before and _is_by_the_same(coding, before[1]) else None
    for speaker in _speakers(coding):
        position = Position(
            question=questions[concept].id,
            actor=_actor_id(speaker),
            name=speaker.name,
            stance=stance,
            statement=statement.id,
            article=reading.article.id,
            confidence=1.0,
            published=_first_day(reading),
            outlet=version.outlet,
            role=speaker.role.text if speaker.role else None,
            decided_by=(_coder(coding),),
        )
        if own:
            before_it = own.position
            position = replace(position, actor=before_it.actor, name=before_it.name, role=before_it.role)
        organization = coding.text(ORGANIZATION) if speaker.kind == "person" else None
        yield CodedPosition(position, _coder(coding), own.kind if own else speaker.kind, organization)


def _coder(coding: Coding) -> str:
    """Who coded. What the program proposed and was changed in DNA is nobody's proposal any more, and DNA does not tell
    who changed it."""
    return CHANGED if coding.coder == PROGRAM else coding.coder


def _is_by_the_same(coding: Coding, written: Mapping[str, Any]) -> bool:
    """Whether the person and the organization are still those that were written."""
    told = [[name, value] for name, value in coding.values if name in (PERSON, ORGANIZATION)]
    return told == [pair for pair in written["values"] if pair and pair[0] in (PERSON, ORGANIZATION)]


def _stance(coding: Coding, kind: StatementType) -> Stance | None:
    told = coding.text(STANCE)
    for one in STANCES:
        if one == told:
            return one
    value = next(iter(coding.all(AGREEMENT)), None)
    if not isinstance(value, int):
        return None
    if value > 0:
        return "supports"
    return "neutral" if value == 0 and kind.kind_of(AGREEMENT) == "integer" else "opposes"


def _actor_id(speaker: Speaker) -> str:
    """Of somebody whom DNA knows by name only: the same for the same name."""
    return sha256(f"{speaker.kind}|{speaker.name}")[:_ID]


def _first_day(reading: Reading) -> date | None:
    published = reading.article.latest.published
    return published.day if published else None
