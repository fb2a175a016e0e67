"""Statements that the layout of a page attributes, without a cue: embedded posts, signed quotations, transcripts.

The reader is trained on running text and rarely finds these; their form is a convention that all outlets
share, so a rule is surer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.model import Attribution, Span
from onrecord.reading.interviews import answers
from onrecord.reading.places import Places
from onrecord.reading.signed import posts
from onrecord.reading.unclaimed import with_unclaimed

CONFIDENCE = 0.9
FEWEST_TURNS = 4
"""Lines of the form "NAME: …" that make a transcript; fewer may be anything."""

QUESTION, ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})
"""Labels of an interview's turns, in small letters."""
_TURN = re.compile(
    r"^(?P<source>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,4}|(?:Q|A|Question|Answer)(?=[:.]))"
    r"(?: \([^)\n]{1,30}\))?[:.] ?(?P<content>\S[^\n]*)$",
    re.MULTILINE,
)


def with_layout(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with those of the layout, which replace the contents that overlap theirs, and with the
    quotations that the typography alone gives to a speaker."""
    labelled = list(turns(text))
    found = [*posts(text), *(labelled or answers(text))]
    laid_out = Places(found)
    kept = []
    for one in attributions:
        others = tuple(part for part in one.content if not laid_out.at(part, "content"))
        kept += [replace(one, content=others)] if others else []
    return with_unclaimed(text, [*kept, *found])


def turns(text: str) -> Iterator[Attribution]:
    """The turns of a transcript: lines that begin with a name in capitals, or Q and A, and a colon.

    Paragraphs without a label go on with the turn before."""
    found = list(_TURN.finditer(text))
    if len(found) < FEWEST_TURNS:
        return
    for turn, following in pairwise([*found, None]):
        if turn is None:
            continue
        limit = following.start() if following else len(text)
        paragraphs = re.finditer(r"[^\n]+", text[turn.start("content") : limit])
        parts = tuple(Span(turn.start("content") + p.start(), turn.start("content") + p.end()) for p in paragraphs)
        # Behind the last turn the article goes on; only the turn's own line is surely its own.
        content = parts if following else parts[:1]
        yield from turn_of(Span(*turn.span("source")), content, text=text, confidence=CONFIDENCE)


def turn_of(label: Span, content: tuple[Span, ...], *, text: str, confidence: float) -> Iterator[Attribution]:
    """The attribution of a labelled turn. An answer names nobody, so it has no source; a question is the outlet's
    own and no attribution at all."""
    name = label.of(text).lower()
    if name not in QUESTION:
        yield Attribution(content, () if name in ANSWER else (label,), (), "said", "direct", confidence)
