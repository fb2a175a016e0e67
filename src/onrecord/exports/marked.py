"""A reading as a marked view: its blocks, cut wherever a source, a cue or a content begins or ends.

The page and the terminal draw the same values. Invariants: the pieces of a block joined are the words
of the block; every mark covers whole pieces; a statement belongs to the block in which its content begins.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from onrecord.english.acts import cue_of, withheld
from onrecord.english.sentences import listed
from onrecord.english.tokens import bare_words
from onrecord.model import (
    ActorKind,
    Block,
    BlockKind,
    Occasion,
    Origin,
    Reading,
    Span,
    Speaker,
    Statement,
    Time,
    Version,
    When,
)
from onrecord.positions.values import Position

Part = Literal["source", "cue", "content"]

_SECONDS = re.compile(r"^([\d-]{10})T(\d\d:\d\d)(?::[\d.]+)?")
LIKELY = 0.8
"""From here a statement is called likely. A review starts below it: four of five are right above."""
DOUBTFUL = 0.5
"""Below this a statement is more probably wrong than right."""
_PLAIN = {"denies": "deny"}
"""The plain form of an act, where it is not the act without its s."""
_KINDS: dict[ActorKind, tuple[str, str]] = {
    "person": ("person", "people"),
    "organization": ("organization", "organizations"),
    "group": ("group", "groups"),
    "document": ("document", "documents"),
    "unnamed": ("unnamed source", "unnamed sources"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A statement and its number, from 1, in the article; `withheld` tells that its words are not a claim of the
    speaker's, but denied, refused or not said. `beside` has the numbers of the other statements of its occasion,
    `decided` what somebody decided about it."""

    number: int
    statement: Statement
    withheld: bool = False
    beside: tuple[int, ...] = ()
    decided: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one statement, without white space at its ends. Marks that overlap are in different
    lanes, counted from 0, so that their lines can be drawn below one another. `first` and `last` tell
    whether the statement's content begins or ends with this span."""

    note: Note
    part: Part
    span: Span
    first: bool = False
    last: bool = False
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks."""

    span: Span
    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def opens(self) -> tuple[Mark, ...]:
        """The marks that begin with this piece, the longest first."""
        return tuple(mark for mark in self.marks if mark.span.start == self.span.start)

    @property
    def closes(self) -> tuple[Mark, ...]:
        """The marks that end with this piece, the latest begun first."""
        return tuple(mark for mark in reversed(self.marks) if mark.span.end == self.span.end)


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block in pieces."""

    kind: BlockKind
    pieces: tuple[Piece, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """The statements whose content begins in this block."""
        return tuple(mark.note for piece in self.pieces for mark in piece.opens if mark.first)


def marked_blocks(
    reading: Reading, *, focus: str | None = None, blocks: Sequence[Block] | None = None
) -> tuple[MarkedBlock, ...]:
    """The blocks of the reading's version in order, or those that are given; with `focus`, the id of a statement, only
    that one is marked.

    Raises SpanOutsideText for a span that does not fit."""
    version = reading.article.latest
    notes = [one for one in _notes(reading) if focus in (None, one.statement.id)]
    marks = _in_lanes(mark for note in notes for mark in _marks(note, version.text))
    found = []
    for block in whole_blocks(version.text, version.blocks) if blocks is None else blocks:
        inside = [mark for mark in marks if mark.span.overlaps(block.span)]
        found.append(MarkedBlock(block.kind, tuple(_pieces(block.span, inside, text=version.text))))
    return tuple(found)


def whole_blocks(text: str, blocks: Sequence[Block]) -> list[Block]:
    """`blocks`, and a paragraph for each line with words that none of them covers: no text is left out."""
    found, reached = [], 0
    for block in blocks:
        found += [*_lines(text, Span(reached, block.span.start)), block]
        reached = block.span.end
    return [*found, *_lines(text, Span(reached, len(text)))]


def together(notes: Iterable[Note]) -> list[tuple[int | None, tuple[Note, ...]]]:
    """The notes in groups: those one after the other whose statements share an occasion, with its number."""
    groups = groupby(notes, key=lambda note: note.statement.occasion if note.beside else None)
    return [(occasion, tuple(group)) for occasion, group in groups]


def shared_occasions(reading: Reading) -> list[tuple[Occasion, tuple[int, ...]]]:
    """The occasions that several statements share, each with the numbers of these."""
    numbers = _by_occasion(reading)
    return [(one, numbers[one.number]) for one in reading.occasions if len(numbers[one.number]) > 1]


def occasion_facts(occasion: Occasion) -> str:
    """When and where it was, and to whom: "2024-02-29 · a press conference · to the Courier"."""
    told = f"to {listed(dict.fromkeys(one.text for one in occasion.addressees))}" if occasion.addressees else None
    where = occasion.venue.text if occasion.venue else None
    return " · ".join(filter(None, (day(occasion.when) if occasion.when else None, where, told)))


def speakers(statements: Iterable[Statement]) -> list[tuple[Speaker | None, int]]:
    """Each speaker by name, as first seen, with the number of statements, the most frequent first. A statement of
    several counts for each of them."""
    first: dict[str | None, Speaker | None] = {}
    counts: Counter[str | None] = Counter()
    for statement in statements:
        everyone: dict[str | None, Speaker | None] = {one.name: one for one in statement.speakers}
        for name, speaker in (everyone or {None: None}).items():
            first.setdefault(name, speaker)
            counts[name] += 1
    return [(first[name], count) for name, count in counts.most_common()]


def who(speakers: Sequence[Speaker]) -> str:
    """Names and roles, or that nobody is named: "Maria Holt, Norvian Prime Minister"; of several "Ana Ruiz (mayor) and
    Maria Holt"."""
    if not speakers:
        return "no source named"
    if len(speakers) == 1:
        return ", ".join(filter(None, (speakers[0].name, _role(speakers[0]))))
    return listed(f"{one.name} ({role})" if (role := _role(one)) else one.name for one in speakers)


def names(speakers: Iterable[Speaker]) -> str:
    """The names alone, as a sentence lists them; there must be one."""
    return listed(one.name for one in speakers)


def kinds(speakers: Sequence[Speaker]) -> str:
    """What they are: "person"; of several "people", or "person and organization"."""
    found = Counter(one.kind for one in speakers)
    return listed(_KINDS[kind][count > 1] for kind, count in found.items())


def lead(statement: Statement | None, text: str) -> str:
    """What stands before the words of a statement, so that they are never taken for a claim: "denied: ", "told: "; for
    what is held without a cue "holds: "; nothing before a quotation without a cue. Where a person decided that they do
    something else with the words than was read, what that is: "denies: "."""
    if statement is None:
        return ""
    read = statement.decision.proposed if statement.decision else None
    if read is not None and deed(read) != deed(statement):
        return f"{deed(statement)}: "
    cue = cue_of(statement, text)
    return f"{cue.words}: " if cue else "holds: " if statement.kind == "held" else ""


def deed(one: Statement | Position) -> str:
    """What the source does with the words, or is reported not to do: "denies", "does not state"."""
    return f"does not {_PLAIN.get(one.act, one.act[:-1])}" if one.negated else one.act


def when(value: When) -> str:
    """The date and what it was read from: "2024-02-29, from “Thursday” (weekday before)"."""
    words = f"“{value.text}”" if value.text else None
    found = day(value)
    if found is None:
        return f"{words}, not resolved ({value.rule})" if words else f"not resolved ({value.rule})"
    return f"{found}, from {words} ({value.rule})" if words else f"{found} ({value.rule})"


def day(value: When) -> str | None:
    """The date to be read by a person: an interval is "2024-02-26 to 2024-03-03"."""
    return value.date.replace("/", " to ") if value.date else None


def named(speakers: Sequence[Speaker]) -> str | None:
    """The words that name the speakers here, where they say something else than names and roles do: "she", "they"."""
    told = " ".join(f"{one.name} {_role(one) or ''}" for one in speakers)
    known = set(bare_words(told.lower()))
    mentions = dict.fromkeys(one.mention.text.strip(" ,;:") for one in speakers if one.mention)
    other = [one for one in mentions if one and not known.issuperset(bare_words(one.lower()))]
    return listed(other) if other else None


def _role(speaker: Speaker) -> str | None:
    return speaker.role.text if speaker.role else None


def moment(time: Time) -> str:
    """Day and time to be read by a person: "2024-03-04 17:45 -05:00"."""
    return _SECONDS.sub(r"\1 \2 ", time.value).strip()


def updated(version: Version) -> Time | None:
    """The time of the last change, where it differs from that of publication."""
    published = version.published.value if version.published else None
    return version.modified if version.modified and version.modified.value != published else None


def came(origin: Origin | None) -> str:
    """How the bytes of a version came, with what they claim to be and nothing confirms."""
    if origin is None:
        return "of unknown origin"
    claims = f"gives {origin.claimed} as its address" if origin.claimed else ""
    if origin.kind == "fetched":
        return f"fetched from {origin.place}" + (
            f", which {claims}; that is another site, so this is only a claim" if claims else ""
        )
    place = f"the file {origin.place}" if origin.kind == "file" else "a text given without a file"
    return f"a copy from {place}, which {claims} (not fetched from there)" if claims else f"read from {place}"


def sure(confidence: float) -> str:
    """The number and a word: "92 % · likely"."""
    word = "likely" if confidence >= LIKELY else "unsure" if confidence >= DOUBTFUL else "doubtful"
    return f"{percent(confidence)} · {word}"


def decided(statement: Statement, text: str) -> str | None:
    """What somebody decided about it: "edited by Kim Park on 2031-05-02 (decision 12); read as: who Ana Brand"."""
    decision = statement.decision
    if decision is None:
        return None
    said = f"{_DECIDED[decision.verdict]} by {decision.who} on {decision.at[:10]} (decision {decision.number})"
    now, read = _told(statement, text), _told(decision.proposed or statement, text)
    other = [f"{name} {value or 'not told'}" for name, value in read.items() if now[name] != value]
    return f"{said}; read as: {', '.join(other)}" if other else said


_DECIDED = {"accept": "accepted", "reject": "rejected", "edit": "edited"}


def _told(one: Statement, text: str) -> dict[str, str | None]:
    return {
        "who": names(one.speakers) if one.speakers else None,
        "said": one.quote(text),
        "act": deed(one),
        "when": when(one.when) if one.when else None,
        "where": one.venue.text if one.venue else None,
        "to": one.addressee.text if one.addressee else None,
    }


def percent(confidence: float) -> str:
    """The confidence in whole percent. No machine's reading is certain, so never more than 99."""
    return f"{min(round(confidence * 100), 99)}\N{NO-BREAK SPACE}%"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """The number with its noun: "1 statement", "2,000 statements"."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def _lines(text: str, gap: Span) -> Iterator[Block]:
    start = gap.start
    for line in text[gap.start : gap.end].splitlines(keepends=True):
        words = line.strip()
        if words:
            at = start + line.index(words)
            yield Block("paragraph", Span(at, at + len(words)))
        start += len(line)


def _notes(reading: Reading) -> Iterator[Note]:
    together = _by_occasion(reading)
    for number, one in enumerate(reading.statements, start=1):
        numbers = together[one.occasion] if one.occasion is not None else ()
        beside = tuple(other for other in numbers if other != number)
        text = reading.article.latest.text
        yield Note(number, one, withheld(one, text), beside, decided(one, text))


def _by_occasion(reading: Reading) -> dict[int, tuple[int, ...]]:
    """The numbers of the statements of each occasion."""
    found: dict[int, tuple[int, ...]] = {}
    for number, one in enumerate(reading.statements, start=1):
        if one.occasion is not None:
            found[one.occasion] = (*found.get(one.occasion, ()), number)
    return found


def _marks(note: Note, text: str) -> Iterator[Mark]:
    statement = note.statement
    content = [words for span in statement.content if (words := _words(span, text))]
    for span in statement.source:
        if words := _words(span, text):
            yield Mark(note, "source", words)
    for span in statement.cue:
        if words := _words(span, text):
            yield Mark(note, "cue", words)
    for span in content:
        yield Mark(note, "content", span, first=span == min(content), last=span == max(content))


def _words(span: Span, text: str) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None


def _in_lanes(marks: Iterable[Mark]) -> list[Mark]:
    ends: list[int] = []
    placed = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        lane = next((lane for lane, end in enumerate(ends) if end <= mark.span.start), len(ends))
        ends[lane : lane + 1] = [mark.span.end]
        placed.append(replace(mark, lane=lane))
    return placed


def _pieces(block: Span, marks: Sequence[Mark], *, text: str) -> Iterator[Piece]:
    edges = {edge for mark in marks for edge in (mark.span.start, mark.span.end) if block.start < edge < block.end}
    for start, end in pairwise(sorted({block.start, block.end, *edges})):
        span = Span(start, end)
        yield Piece(span, span.of(text), tuple(mark for mark in marks if mark.span.overlaps(span)))
