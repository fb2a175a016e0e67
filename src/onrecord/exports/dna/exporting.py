"""Articles, questions and coded positions as a database of DNA.

An article is a document, a question a concept, an actor a person or an organization. A stance for or against is the
agreement of a DNA Statement; one that takes no side has a statement type of its own, so that no network of DNA's takes
it for a side. What is proposed has the program as its coder.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from onrecord.exports.annotations.coded import CodedPosition
from onrecord.exports.dna.kept import kept_coded, kept_question, kept_reading
from onrecord.exports.dna.values import (
    ADMIN,
    DNA_STATEMENT,
    WITHOUT_SIDE,
    YELLOW,
    Coder,
    Coding,
    Colour,
    Database,
    Document,
    Entity,
    Value,
)
from onrecord.exports.dna.writing import storable
from onrecord.model import Reading, Span, Statement, Time
from onrecord.positions.values import Question

PROGRAM = "Onrecord"
"""The coder of what nobody decided."""
LONGEST = 190
"""Characters of what DNA keeps as a short text."""
NO_DATE = datetime(1970, 1, 1)
"""Of a document whose article tells none: DNA must have one."""
_NO_DATE = "The article tells no date of publication; 1970-01-01 stands in for it."
_PALETTE: tuple[Colour, ...] = (
    (0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0), (86, 180, 233), (148, 103, 189),
)  # fmt: skip
"""Of coders: colours that most people can tell apart."""


def coded_database(
    readings: Iterable[Reading], questions: Iterable[Question], coded: Iterable[CodedPosition]
) -> Database:
    """The database; every position must be by a statement of the readings, on one of the questions.

    Raises ValueError where one is not."""
    readings, questions, coded = tuple(readings), tuple(questions), tuple(coded)
    numbers = {one.article.id: number for number, one in enumerate(readings, start=1)}
    statements = {(one.article.id, statement.id): statement for one in readings for statement in one.statements}
    concepts = shortened({one.id: one.text for one in questions})
    names = shortened({name: name for one in coded for name in (one.position.name, one.organization) if name})
    coders = shortened({name: name for one in coded if (name := one.coder or PROGRAM)})
    codings = []
    for number, one in enumerate(coded, start=1):
        key = (one.position.article, one.position.statement)
        if key not in statements or one.position.question not in concepts:
            raise ValueError(f"the statement or the question of {one.position} is not among those given")
        place = number, numbers[one.position.article], extent(statements[key])
        values = _values(one, names, concept=concepts[one.position.question])
        codings.append(_coding(one, place, values, coder=coders[one.coder or PROGRAM]))
    return Database(
        documents=tuple(_document(numbers[one.article.id], one) for one in readings),
        codings=tuple(codings),
        coders=tuple(_coders(coders.values())),
        types=(DNA_STATEMENT, WITHOUT_SIDE),
        entities=tuple(_entities(questions, concepts, coded, codings)),
    )


def extent(statement: Statement) -> Span:
    """From the beginning of a statement's first part to the end of its last: a coding has one stretch of text."""
    return Span(min(one.start for one in statement.content), max(one.end for one in statement.content))


def shortened(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts by their keys, as DNA can keep them: cut where they are too long, and none twice."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, text in sorted(texts.items(), key=lambda one: len(one[1]) > LONGEST):
        value, number = _cut(text, ""), 1
        while value in taken:
            number += 1
            value = _cut(text, f" ({number})")
        taken.add(value)
        found[key] = value
    return found


def document_date(published: Time | None) -> datetime:
    """A time of publication on the clock of its own place, so that no day is moved; a month or a year by its first
    day."""
    if published is None:
        return NO_DATE
    value = published.value
    if len(value) < len("2024-03-01"):
        value = f"{value}-01" if len(value) > len("2024") else f"{value}-01-01"
    return datetime.fromisoformat(value).replace(tzinfo=None, microsecond=0)


def _cut(text: str, ending: str) -> str:
    whole = f"{storable(text)}{ending}"
    return whole if len(whole) <= LONGEST else f"{text[: LONGEST - len(ending) - 1].rstrip()}…{ending}"


def _document(number: int, reading: Reading) -> Document:
    article, version = reading.article, reading.article.latest
    notes = [article.url or "", "" if version.published else _NO_DATE]
    return Document(
        number=number,
        title=_cut(version.headline or article.url or article.id, ""),
        text=storable(version.text),
        date=document_date(version.published),
        author=_cut("; ".join(version.authors), ""),
        source=_cut(version.outlet or "", ""),
        notes="\n".join(filter(None, notes)),
        type=version.kind,
        kept=kept_reading(reading),
    )


def _values(coded: CodedPosition, names: Mapping[str, str], *, concept: str) -> tuple[tuple[str, Value], ...]:
    name, stance = names[coded.position.name], coded.position.stance
    organization = names[coded.organization] if coded.organization else None
    person = name if coded.kind in ("person", "unnamed") else None
    found: list[tuple[str, Value | None]] = [
        ("person", person),
        ("organization", organization if person else name),
        ("concept", concept),
        ("agreement", int(stance == "supports")) if stance in ("supports", "opposes") else ("stance", stance),
    ]
    return tuple((variable, value) for variable, value in found if value is not None)


def _coding(
    coded: CodedPosition, place: tuple[int, int, Span], values: tuple[tuple[str, Value], ...], *, coder: str
) -> Coding:
    number, document, span = place
    label = DNA_STATEMENT.label if coded.position.stance in ("supports", "opposes") else WITHOUT_SIDE.label
    coding = Coding(number, label, document, span, coder, values)
    return Coding(number, label, document, span, coder, values, kept_coded(coded, coding))


def _coders(names: Iterable[str]) -> Iterable[Coder]:
    yield Coder(ADMIN, YELLOW)
    for number, name in enumerate(one for one in names if one != ADMIN):
        yield Coder(name, _PALETTE[number % len(_PALETTE)])


def _entities(
    questions: Iterable[Question],
    concepts: Mapping[str, str],
    coded: Iterable[CodedPosition],
    codings: Iterable[Coding],
) -> Iterable[Entity]:
    """Those of every question, also where nobody is on record about it, then those of the codings."""
    kinds = {one.position.name: one.kind for one in coded}
    found = {
        (DNA_STATEMENT.label, "concept", concepts[one.id]): kept_question(one) for one in questions
    }  # fmt: skip
    for (label, variable, value), kept in found.items():
        yield Entity(label, variable, value, kept=kept)
    told = {
        (coding.type, variable, str(value)): None
        for coding in codings
        for variable, value in coding.values
        if variable != "agreement"
    }
    for label, variable, value in told:
        if (label, variable, value) not in found:
            kind = kinds.get(value) if variable in ("person", "organization") else None
            yield Entity(label, variable, value, attributes=(("Type", kind),) if kind else ())
