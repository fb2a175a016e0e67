"""Statements of primary sources: the turns of a transcript, and the text of an official statement.

Their words are the statements themselves, without a cue. Which texts are primary sources is told by the version's
kind; in an article the same forms may be anything."""

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Attribution, Span, Version
from onrecord.reading.layouts import turn_of

CONFIDENCE = 0.95
_TURN = re.compile(
    r"^(?P<source>[^\W\d_a-z][\w.’'-]*(?:,? [\w.’'()-]+){0,5})[ \t]?:[ \t]+(?P<content>\S[^\n]*)$", re.MULTILINE
)
_NOT_NAMES = frozenset("note date time subject place location topic source duration title language".split())
_ISSUED = re.compile(
    r"\b(?i:statement|remarks|declaration|communiqu[eé]|message|letter)\s+(?:by|from|of)\s+(?:the\s+)?"
    r"(?P<source>[^\W\d_a-z][^\n:;“”]{2,80}?)(?=\s+(?:on|about|at|regarding|following|in|after|to)\b|[:;.,\n]|$)"
)
_PARAGRAPH = re.compile(r"\S[^\n]*")


def with_primary(version: Version, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with those of the kind of source. In a transcript turns replace what overlaps them, in an
    official statement its issuer is the source of the paragraphs that are nobody else's."""
    if version.kind == "transcript":
        found = list(turns(version.text))
        spans = [part for one in found for part in one.content]
        kept = [one for one in attributions if not any(p.overlaps(span) for p in one.content for span in spans)]
        return sorted([*kept, *found], key=lambda one: one.content)
    if version.kind == "statement":
        return sorted([*attributions, *issued(version, attributions)], key=lambda one: one.content)
    return list(attributions)


def turns(text: str) -> Iterator[Attribution]:
    """The turns of a transcript: lines that begin with a name and a colon, with the lines up to the next."""
    found = [turn for turn in _TURN.finditer(text) if turn["source"].lower() not in _NOT_NAMES]
    for turn, limit in zip(found, [*(after.start() for after in found[1:]), len(text)], strict=True):
        content = tuple(Span(*line.span()) for line in _PARAGRAPH.finditer(text, turn.start("content"), limit))
        yield from turn_of(Span(*turn.span("source")), content, text=text, confidence=CONFIDENCE)


def issued(version: Version, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """The paragraphs of an official statement under the name of its issuer ("Statement by the Harbour Council"); none
    where its first lines do not name one."""
    named = _ISSUED.search(version.text, 0, min(len(version.text), 400))
    if named is None:
        return
    start = version.text.find("\n", named.end())
    taken = [part for one in attributions for part in one.content]
    spans = (Span(*line.span()) for line in _PARAGRAPH.finditer(version.text, start)) if start >= 0 else ()
    for span in spans:
        if not any(span.overlaps(part) for part in taken) and len(span.of(version.text).split()) > 3:
            yield Attribution((span,), (Span(*named.span("source")),), (), "said", "direct", CONFIDENCE)
