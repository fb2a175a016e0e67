"""Event lists: a row a coded statement, as DNA exports them as CSV.

Ours have DNA's columns in DNA's order, then those that DNA does not know. Unlike DNA's they keep quotation marks and
semicolons in cells; a cell that a spreadsheet would run as a formula has an apostrophe before it. Read are both, with
semicolons, commas or tabs between cells, and columns by their names in whatever case.

An event list has the words of a statement, not its article: a row is taken where a given article has these words.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.exports.annotations.coded import CodedPosition, Exchanged
from onrecord.exports.dna.exporting import NO_DATE, PROGRAM, document_date, extent
from onrecord.exports.dna.importing import AGREEMENT, CHANGED, CONCEPT, ORGANIZATION, PERSON, STANCE, exchanged
from onrecord.exports.dna.kept import kept_question
from onrecord.exports.dna.values import Coder, Coding, Database, Document, Entity, StatementType, Value, Variable
from onrecord.exports.dna.writing import storable
from onrecord.exports.escaping import safe
from onrecord.model import Failure, Reading, Span
from onrecord.positions.values import Question
from onrecord.problems.exchange import NotAnEventList

_OF_DNA = (
    "statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text",
    PERSON, ORGANIZATION, CONCEPT, AGREEMENT,
)  # fmt: skip
_OURS = (
    STANCE, "coder", "start", "end", "article", "url", "statement", "question", "actor", "kind", "role", "when",
    "confidence", "relayed", "family",
)  # fmt: skip
COLUMNS = (*_OF_DNA, *_OURS)
_ALSO_CALLED = {"id": "statement id", "title": "document title", "date": "time", "organisation": ORGANIZATION}
_DELIMITERS = ";,\t"
_AS_DNA_WRITES = str.maketrans({'"': "'", ";": ","})
_TRUTHS = {"1": 1, "0": 0, "true": 1, "false": 0, "yes": 1, "no": 0}
_LONGEST_CELL = 10_000_000
_LABEL = "event"


@dataclass(frozen=True, slots=True)
class Event:
    """A row of an event list: its number in the file, the first being that of the header, and its cells by the names
    of their columns, which are in small letters. What is empty is missing."""

    number: int
    cells: Mapping[str, str]


def event_list(
    readings: Iterable[Reading], questions: Iterable[Question], coded: Iterable[CodedPosition]
) -> Iterator[str]:
    """The lines of the list, its header first; a position that takes no side has no agreement, but a stance."""
    concepts = {one.id: one.text for one in questions}
    found = {(one.article.id, each.id): (one, extent(each)) for one in readings for each in one.statements}
    places = {id_: place for place, id_ in enumerate(dict.fromkeys(article for article, _ in found), start=1)}
    yield _line(COLUMNS)
    for number, one in enumerate(coded, start=1):
        position = one.position
        reading, span = found[position.article, position.statement]
        ids = number, places[position.article]
        yield _line(
            (*_dna_cells(one, reading, span, ids=ids, concept=concepts[position.question]), *_own(one, reading, span))
        )


def read_events(path: Path) -> tuple[Event, ...]:
    """The rows of a file. Raises NotAnEventList."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise NotAnEventList(path, f"it cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise NotAnEventList(path, f"it is not in UTF-8 (byte {error.start + 1:,})") from error
    for delimiter in _DELIMITERS:
        rows = _rows(path, text, delimiter)
        names = _names(next(rows, (0, []))[1])
        if {"text", CONCEPT} <= set(names) and {PERSON, ORGANIZATION} & set(names):
            return tuple(_event(path, number, names, row) for number, row in rows if any(row))
    raise NotAnEventList(path, "its first line does not name the columns text, concept, and person or organization")


def matched(events: Iterable[Event], readings: Iterable[Reading], *, origin: str, coder: str) -> Exchanged:
    """The events as positions on the statements of these articles, which get the statements that they lack.

    An event belongs to the article that its row names by id, address or headline, and stands where the article has its
    words. `coder` is whose codings they are where the list does not tell. Those without a place are failures."""
    events = tuple(events)
    wanted = {_alike(name) for one in events for name in _named(one)}
    articles = _Articles([one for one in readings if not wanted.isdisjoint(_names_of(one))])
    boolean = all(_agreement(one) in (0, 1, None) for one in events)
    kind = StatementType(_LABEL, (*map(Variable, (PERSON, ORGANIZATION, CONCEPT, STANCE)), _agreement_as(boolean)))
    failures: list[Failure] = []
    codings: list[Coding] = []
    entities: dict[str, Entity] = {}
    for one in events:
        try:
            place, span = articles.place(one)
            values = tuple(_values(one))
        except ValueError as error:
            failures.append(Failure(f"{origin}, row {one.number}", f"It was skipped: {error}."))
            continue
        codings.append(Coding(one.number, _LABEL, place, span, one.cells.get("coder", coder), values))
        if (id_ := one.cells.get("question")) and (concept := one.cells.get(CONCEPT)):
            entities.setdefault(concept, Entity(_LABEL, CONCEPT, concept, kept=kept_question(Question(id_, concept))))
    database = Database(
        documents=articles.documents(),
        codings=tuple(codings),
        coders=tuple(map(Coder, dict.fromkeys(one.coder for one in codings))),
        types=(kind,),
        entities=tuple(entities.values()),
        failures=tuple(failures),
    )
    found = exchanged(database, origin=origin, known=articles.used())
    return replace(found, coded=tuple(map(_proposed, found.coded)))


def _proposed(one: CodedPosition) -> CodedPosition:
    """A row of the program's own is a proposal: nobody is seen to have changed it."""
    if one.coder != CHANGED:
        return one
    return replace(one, coder=None, position=replace(one.position, decided_by=()))


def _dna_cells(
    one: CodedPosition, reading: Reading, span: Span, *, ids: tuple[int, int], concept: str
) -> tuple[str | int | None, ...]:
    version, stance = reading.article.latest, one.position.stance
    is_person = one.kind in ("person", "unnamed")
    date = document_date(version.published)
    number, document = ids
    return (
        number,
        date.isoformat(" ") if date != NO_DATE else None,
        document,
        version.headline,
        "; ".join(version.authors),
        version.outlet,
        None,
        version.kind,
        span.of(version.text),
        one.position.name if is_person else None,
        one.organization if is_person else one.position.name,
        concept,
        int(stance == "supports") if stance in ("supports", "opposes") else None,
    )


def _own(one: CodedPosition, reading: Reading, span: Span) -> tuple[str | int | float | None, ...]:
    position = one.position
    return (
        position.stance,
        one.coder or PROGRAM,
        span.start,
        span.end,
        position.article,
        reading.article.url,
        position.statement,
        position.question,
        position.actor,
        one.kind,
        position.role,
        position.when.date if position.when else None,
        position.confidence,
        int(position.relayed),
        position.family,
    )


def _line(cells: Iterable[str | int | float | None]) -> str:
    line = io.StringIO()
    # All that is text in quotation marks, as DNA and R have it.
    csv.writer(line, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerow(
        "" if cell is None else safe(cell) for cell in cells
    )
    return line.getvalue()


def _rows(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise NotAnEventList(path, f"row {number:,} cannot be taken apart ({error})") from error
        if row is None:
            return
        yield number, row


def _names(header: Sequence[str]) -> list[str]:
    names = [" ".join(name.replace("_", " ").lower().split()) for name in header]
    return [_ALSO_CALLED.get(name, name) for name in names]


def _event(path: Path, number: int, names: Sequence[str], row: Sequence[str]) -> Event:
    if len(row) != len(names):
        raise NotAnEventList(path, f"row {number:,} has {len(row)} cells, and the first has {len(names)}")
    return Event(number, {name: told for name, cell in zip(names, row, strict=True) if (told := _unsafe(cell))})


def _unsafe(cell: str) -> str:
    """The cell without the apostrophe that kept a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and safe(cell[1:]) != cell[1:] else cell


def _values(event: Event) -> Iterator[tuple[str, Value]]:
    for name in (PERSON, ORGANIZATION, CONCEPT, STANCE):
        if told := event.cells.get(name):
            yield name, told
    agreement = _agreement(event)
    if agreement is not None:
        yield AGREEMENT, agreement
    elif (told := event.cells.get(AGREEMENT)) is not None:
        raise ValueError(f"its agreement, {told!r}, is neither yes nor no nor a whole number")


def _agreement(event: Event) -> int | None:
    told = event.cells.get(AGREEMENT, "").strip().lower()
    if told in _TRUTHS:
        return _TRUTHS[told]
    sign, digits = (-1, told[1:]) if told[:1] == "-" else (1, told)
    return sign * int(digits) if digits.isdecimal() and digits.isascii() and len(digits) < 10 else None


def _agreement_as(boolean: bool) -> Variable:
    return Variable(AGREEMENT, "boolean" if boolean else "integer")


class _Articles:
    """The articles that events may belong to, and those that one did, numbered."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._by_name: dict[str, list[int]] = {}
        self._used: dict[int, None] = {}
        for place, one in enumerate(readings):
            for name in _names_of(one):
                self._by_name.setdefault(name, []).append(place)

    def place(self, event: Event) -> tuple[int, Span]:
        """The number of the article, and where its text has the words. Raises ValueError that says why not."""
        words = event.cells.get("text")
        if not words:
            raise ValueError("it has no text")
        named = _named(event)
        for name in named:
            for place in self._by_name.get(_alike(name), ()):
                span = _found(self._readings[place].article.latest.text, words, event)
                if span:
                    self._used[place] = None
                    return place, span
        if any(_alike(name) in self._by_name for name in named):
            raise ValueError("the article does not have its words")
        raise ValueError("there is no article with its headline, address or id")

    def used(self) -> dict[int, Reading]:
        """Those that an event belongs to, by their numbers."""
        return {place: self._readings[place] for place in sorted(self._used)}

    def documents(self) -> tuple[Document, ...]:
        """The same as documents."""
        return tuple(_document(place, one) for place, one in self.used().items())


def _named(event: Event) -> list[str]:
    """What the row calls its article, by what is surest first."""
    return [name for key in ("article", "url", "document title") if (name := event.cells.get(key))]


def _names_of(reading: Reading) -> list[str]:
    names = reading.article.id, reading.article.url, reading.article.latest.headline
    return [_alike(name) for name in names if name]


def _document(number: int, reading: Reading) -> Document:
    version = reading.article.latest
    return Document(number, version.headline or "", storable(version.text), document_date(version.published))


def _found(text: str, words: str, event: Event) -> Span | None:
    """Where the row says, if the words are there; else their first place, also where DNA changed signs in them."""
    start = event.cells.get("start", "")
    if start.isdecimal() and text.startswith(words, int(start)):
        return Span(int(start), int(start) + len(words))
    at = text.find(words)
    if at < 0:
        at = text.translate(_AS_DNA_WRITES).find(words.translate(_AS_DNA_WRITES))
    return Span(at, at + len(words)) if at >= 0 else None


def _alike(name: str) -> str:
    return " ".join(name.translate(_AS_DNA_WRITES).lower().split())
