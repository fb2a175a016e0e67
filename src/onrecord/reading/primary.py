"""Statements of primary sources: the turns of a transcript, and the text of an official statement.

Their words are the statements themselves, without a cue. Which texts are primary sources is told by the version's
kind; in an article the same forms may be anything, and need more to be taken for turns."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.model import Attribution, Span, Version
from onrecord.reading.places import Places
from onrecord.reading.transcripts import Turn, interview_of, transcript_of

CONFIDENCE, LESS = 0.95, 0.9
"""Of a transcript's turns, and of those of an article that has some."""
_ISSUED = re.compile(
    r"\b(?i:statement|remarks|declaration|communiqu[eé]|message|letter)\s+(?:by|from|of)\s+(?:the\s+)?"
    r"(?P<source>[^\W\d_a-z][^\n:;“”]{2,80}?)(?=\s+(?:on|about|at|regarding|following|in|after|to)\b|[:;.,\n]|$)"
)
_PARAGRAPH = re.compile(r"\S[^\n]*")


def with_primary(version: Version, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with those of the kind of source. Turns replace what overlaps them, and in a transcript nobody
    states its headline; in an official statement its issuer is the source of the paragraphs that are nobody else's."""
    found = with_turns(version, attributions)
    if version.kind == "official":
        found = [*found, *issued(version, found)]
    return sorted(found, key=lambda one: one.content) if len(found) != len(attributions) else found


def with_turns(version: Version, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with the turns of a transcript, or of one that an article has in it or is."""
    transcript = transcript_of(version)
    answers = () if transcript.turns else interview_of(version)
    turns = [_attribution(turn, version) for turn in (*transcript.turns, *answers)]
    if not turns and version.kind != "transcript":
        return list(attributions)
    headline = [block.span for block in version.blocks if block.kind == "headline"]
    taken = sorted([*(part for one in turns for part in one.content), *transcript.unsaid, *headline])
    kept = [one for one in attributions if not any(_overlap(part, taken) for part in one.content)]
    return sorted([*kept, *turns], key=lambda one: one.content)


def _attribution(turn: Turn, version: Version) -> Attribution:
    source = (turn.label,) if turn.label else ()
    return Attribution(turn.content, source, (), "said", "direct", CONFIDENCE if version.kind == "transcript" else LESS)


def _overlap(part: Span, taken: Sequence[Span]) -> bool:
    """Whether a span shares a code point with one of those, which are in order and apart."""
    at = bisect_left(taken, part.end, key=lambda span: span.start)
    return at > 0 and taken[at - 1].end > part.start


def issued(version: Version, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """The paragraphs of an official statement under the name of its issuer ("Statement by the Harbour Council"); none
    where its first lines do not name one."""
    named = _ISSUED.search(version.text, 0, min(len(version.text), 400))
    if named is None:
        return
    start = version.text.find("\n", named.end())
    taken = Places(attributions)
    spans = (Span(*line.span()) for line in _PARAGRAPH.finditer(version.text, start)) if start >= 0 else ()
    for span in spans:
        if not taken.at(span, "content") and len(span.of(version.text).split()) > 3:
            yield Attribution((span,), (Span(*named.span("source")),), (), "said", "direct", CONFIDENCE)
