"""A hit within its sentence: the words of the article around a statement, with the places of what is marked there."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.english.sentences import sentence_end, sentence_start
from onrecord.model import Span, Statement
from onrecord.record.values import Hit

MOST_AROUND = 300
"""Characters of a sentence that are told before and behind a statement's own words."""
_STOPS, _MARKS = ".!?…", "\"”’')]"


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
