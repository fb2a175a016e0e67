"""A hit within its sentence: the words of the article around a statement, with the places of what is marked there."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.english.sentences import sentence_end, sentence_start
from onrecord.model import Span, Statement
from onrecord.record.values import Hit

MOST_AROUND = 300
"""Characters of a sentence that are told before and behind a statement's own words."""
MOST_SHOWN = 1_200
"""Characters of a passage that a list of hits shows."""
_STOPS, _MARKS = ".!?…", "\"”’')]"
Part = Literal["content", "cue", "source"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage that are one part of a statement, or none (None). `found` says that a search found them."""

    text: str
    part: Part | None
    found: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence or sentences that hold a statement.

    `span` is their place in the article's text, `text` their words. The other spans are places in `text`: of the
    statement's content, cue and source, and of the `words` that a search found in its content."""

    span: Span
    text: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    words: tuple[Span, ...]

    def pieces(self) -> Iterator[Piece]:
        """The passage in order. Where parts overlap, content goes before cue, and cue before source. Of a long one
        only `MOST_SHOWN` characters are told, with the first words that were found, and "…" for the rest."""
        parts: tuple[tuple[Part, tuple[Span, ...]], ...] = (
            ("content", self.content),
            ("cue", self.cue),
            ("source", self.source),
        )
        told = [(name, _Places(spans)) for name, spans in parts]
        found, shown = _Places(self.words), self._shown()
        bounds = (at for span in (*self.content, *self.cue, *self.source, *self.words) for at in (span.start, span.end))
        ends = sorted({shown.start, shown.end, *(at for at in bounds if shown.start < at < shown.end)})
        if shown.start > 0:
            yield Piece("…", None, False)
        for start, end in pairwise(ends):
            yield Piece(self.text[start:end], next((name for name, of in told if start in of), None), start in found)
        if shown.end < len(self.text):
            yield Piece("…", None, False)

    def _shown(self) -> Span:
        first = (self.words or self.content)[0].start
        start = 0 if first < MOST_SHOWN // 2 else max(0, min(first - MOST_SHOWN // 4, len(self.text) - MOST_SHOWN))
        return Span(start, min(len(self.text), start + MOST_SHOWN))


class _Places:
    """Spans that do not overlap, to be asked which characters they cover."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]

    def __contains__(self, at: int) -> bool:
        before = bisect_right(self._starts, at) - 1
        return before >= 0 and at < self._spans[before].end


def sentence_around(hit: Hit) -> Passage:
    """The sentence around the statement of a hit. Raises ValueError where articles were searched."""
    if hit.statement is None:
        raise ValueError("an article that was found has no statement; its passage is `quote`")
    spans = (*hit.statement.content, *hit.statement.cue, *hit.statement.source)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    around = Span(_begin(hit.text, first), _end(hit.text, last))

    def within(some: Iterator[Span] | tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(span.start - around.start, span.end - around.start) for span in some)

    return Passage(
        around,
        around.of(hit.text),
        within(hit.statement.content),
        within(hit.statement.cue),
        within(hit.statement.source),
        within(in_text(hit.statement, hit.highlights)),
    )


def in_text(statement: Statement, highlights: tuple[Span, ...]) -> Iterator[Span]:
    """Places of the quote as places of the article's text; one that goes from one content part into the next is one in
    each."""
    for found in highlights:
        begin = 0
        for part in statement.content:
            start, end = max(found.start, begin), min(found.end, begin + part.end - part.start)
            if start < end:
                yield Span(part.start + start - begin, part.start + end - begin)
            begin += part.end - part.start + 1


def _begin(text: str, first: int) -> int:
    at = max(sentence_start(text, first), text.rfind("\n", 0, first) + 1, first - MOST_AROUND)
    while at < first and text[at].isspace():
        at += 1
    return at


def _end(text: str, last: int) -> int:
    before = last
    while before and text[before - 1] in _MARKS:
        before -= 1
    if before and text[before - 1] in _STOPS:
        return last
    at = sentence_end(text, max(0, last - 1)) if last < len(text) else last
    at = max(last, at)
    while at < len(text) and text[at] in _STOPS + _MARKS:
        at += 1
    return min(at, last + MOST_AROUND)
