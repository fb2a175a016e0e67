"""brat standoff (https://brat.nlplab.org/standoff.html): NAME.txt with the text, NAME.ann with what is marked in it.

Source, cue and content are text-bound annotations (T), of several fragments where they have several parts; relations
(R) tie source and content to the cue, or the source to the content where there is no cue; attributes (A) tell kind,
type, act and negation of the content, notes (#) the statement's id, its speakers and the positions. Offsets count code
points, as brat does. `onrecord evaluate` reads the same form.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from onrecord.exports.annotations.coded import CodedPosition
from onrecord.model import Act, Reading, Span, Statement, StatementKind, StatementType, names_of
from onrecord.positions.values import Question

_ROLES = ("Source", "Cue", "Content")


def brat_annotations(
    reading: Reading, coded: Iterable[CodedPosition] = (), questions: Iterable[Question] = ()
) -> Iterator[str]:
    """The lines of NAME.ann; NAME.txt is the text as it is."""
    texts = {one.id: one.text for one in questions}
    notes: dict[str, list[str]] = {}
    for one in coded:
        if one.position.article == reading.article.id:
            notes.setdefault(one.position.statement, []).append(_position(one, texts))
    writing = _Writing(reading.article.latest.text)
    for statement in reading.statements:
        yield from writing.statement(statement, notes.get(statement.id, ()))


def brat_configuration() -> str:
    """The `annotation.conf` with which brat shows and checks the files of its folder."""
    attributes = {"Kind": get_args(StatementKind), "Type": get_args(StatementType), "Act": get_args(Act)}
    lines = [
        "[entities]",
        *_ROLES,
        "[relations]",
        "Source-of\tArg1:Source, Arg2:Cue|Content",
        "Content-of\tArg1:Content, Arg2:Cue",
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        "[events]",
        "[attributes]",
        *(f"{name}\tArg:Content, Value:{'|'.join(values)}" for name, values in attributes.items()),
        "Negated\tArg:Content",
    ]
    return "\n".join(lines) + "\n"


class _Writing:
    """The numbers that were given within one file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers = dict.fromkeys("TRA#", 0)

    def statement(self, statement: Statement, notes: Iterable[str]) -> Iterator[str]:
        """The lines of a statement."""
        bound: dict[str, str] = {}
        for role, spans in zip(_ROLES, (statement.source, statement.cue, statement.content), strict=True):
            if spans:
                bound[role] = self._next("T")
                yield f"{bound[role]}\t{role} {self._fragments(spans)}\n"
        content, cue = bound["Content"], bound.get("Cue")
        if source := bound.get("Source"):
            yield f"{self._next('R')}\tSource-of Arg1:{source} Arg2:{cue or content}\n"
        if cue:
            yield f"{self._next('R')}\tContent-of Arg1:{content} Arg2:{cue}\n"
        for name, value in (("Kind", statement.kind), ("Type", statement.type), ("Act", statement.act)):
            yield f"{self._next('A')}\t{name} {content} {value}\n"
        if statement.negated:
            yield f"{self._next('A')}\tNegated {content}\n"
        for note in (f"statement {statement.id}: {names_of(statement.speakers) or 'nobody named'}", *notes):
            yield f"{self._next('#')}\tAnnotatorNotes {content}\t{' '.join(note.split())}\n"

    def _next(self, kind: str) -> str:
        self._numbers[kind] += 1
        return f"{kind}{self._numbers[kind]}"

    def _fragments(self, spans: Sequence[Span]) -> str:
        """Offsets and words: a fragment goes over no end of a line."""
        parts = [part for span in spans for part in _lines(span, self._text)]
        offsets = ";".join(f"{part.start} {part.end}" for part in parts)
        return f"{offsets}\t{' '.join(part.of(self._text) for part in parts)}"


def _lines(span: Span, text: str) -> Iterator[Span]:
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def _position(one: CodedPosition, texts: dict[str, str]) -> str:
    position = one.position
    question = texts.get(position.question, position.question)
    return f"{position.name} {position.stance}: {question} ({one.coder or 'proposed'})"
