"""The author's words around an attribution: its sentence without the contents and without the others' share.

Invariants: a clause is as long as the stretch of text it stands for, so that places in it are places in the text;
what does not belong to it is blanked, never removed. Words inside a content never date or place its utterance.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Attribution, Span
from onrecord.occasions.phrases import ABBREVIATIONS

BLANK = "\x00"
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"“'‘(\[]*[A-Z0-9\x00@])|\n+")
_LAST_WORD = re.compile(r"([\w.]+)\.$")
_CONTENT_END = re.compile(r"\x00(?=\s+[\"“'‘(\[]*[A-Z])")
_LONGEST_CUE = 200
"""Characters, with what stands between its parts."""
_BREAK = re.compile(r";|[,–—-]? (?:and|but|while|although|though|whereas|yet|as) ")


@dataclass(frozen=True, slots=True)
class Clause:
    """What reports one attribution: `words` starts at `start` in the text; everything else is blanked.

    `cue` and `source` are spans of the text; either may be missing, not both."""

    start: int
    words: str
    cue: Span | None
    source: Span | None

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.words)

    @property
    def anchor(self) -> Span:
        """The words to measure distances from: the cue, else the source."""
        anchor = self.cue or self.source
        assert anchor is not None  # noqa: S101  # `clauses` makes no clause without one
        return anchor

    def between(self, first: int, last: int) -> str:
        """The words from one place of the text to another, without what is blanked."""
        return self.words[max(0, first - self.start) : max(0, last - self.start)].replace(BLANK, "")


def clauses(text: str, attributions: Sequence[Attribution]) -> list[Clause | None]:
    """The clause of each attribution; None where it has neither cue nor source."""
    masked = mask(text, [span for attribution in attributions for span in attribution.content])
    starts = sentence_starts(text, masked)
    places = [_place(attribution) for attribution in attributions]
    found: list[Clause | None] = []
    for position, attribution in enumerate(attributions):
        place = places[position]
        if place is None:
            found.append(None)
            continue
        own, own_starts = masked, starts
        if BLANK in masked[place.start : place.end]:  # reported inside another content
            own = mask(text, [span for other in attributions for span in other.content if not span.overlaps(place)])
            own_starts = sentence_starts(text, own)
        found.append(_clause(own, own_starts, attribution, [other for other in places if other and other != place]))
    return found


def mask(text: str, contents: Sequence[Span]) -> str:
    """`text` with the contents blanked, line ends excepted."""
    pieces, done = [], 0
    for span in sorted(contents):
        if span.end <= done:
            continue
        start = max(span.start, done)
        pieces.append(text[done:start])
        pieces.append(re.sub(r"[^\n]", BLANK, text[start : span.end]))
        done = span.end
    return "".join((*pieces, text[done:]))


def sentence_starts(text: str, masked: str) -> list[int]:
    """Where the sentences of the author begin; a content is never cut."""
    starts = {0}
    for end in _END.finditer(masked):
        word = _LAST_WORD.search(masked[max(0, end.start() - 12) : end.start() + 1])
        if not (word and (word[1].lower() in ABBREVIATIONS or re.fullmatch(r"[A-Z]", word[1]))):
            starts.add(end.end())
    for end in _CONTENT_END.finditer(masked):
        # After a full stop inside the marks a new sentence begins; after "?" the attribution may follow.
        if text[max(0, end.end() - 4) : end.end()].rstrip("\"'”’) ").endswith((".", "…")):
            starts.add(end.end())
    return sorted(starts)


def sentence_at(starts: Sequence[int], place: int, length: int) -> Span:
    """The sentence that holds `place`."""
    index = bisect_right(starts, place) - 1
    return Span(starts[index], starts[index + 1] if index + 1 < len(starts) else length)


def _place(attribution: Attribution) -> Span | None:
    """Where the attribution is made: its first cue, with the source that stands beside it."""
    anchors = attribution.cue or attribution.source
    return anchors[0] if anchors else None


def _clause(masked: str, starts: Sequence[int], attribution: Attribution, others: Sequence[Span]) -> Clause:
    cue = _joined(attribution.cue)
    anchor = cue or attribution.source[0]
    sentence = sentence_at(starts, anchor.start, len(masked))
    near = [span for span in attribution.source if sentence.start <= span.start < sentence.end]
    source = min(near, key=lambda span: abs(span.start - anchor.start)) if near else None
    start, end = _territory(masked, sentence, _hull(anchor, source), others)
    end = max(end, anchor.end)
    blank_before, blank_after = BLANK * (start - sentence.start), BLANK * (max(sentence.end, end) - end)
    return Clause(sentence.start, blank_before + masked[start:end] + blank_after, cue, source)


def _joined(parts: Sequence[Span]) -> Span | None:
    """The cue from its first part to its last; parts that lie far apart are not one phrase, and the first counts."""
    if not parts:
        return None
    whole = Span(min(part.start for part in parts), max(part.end for part in parts))
    return whole if whole.end - whole.start <= _LONGEST_CUE else parts[0]


def _hull(anchor: Span, source: Span | None) -> Span:
    return anchor if source is None else Span(min(anchor.start, source.start), max(anchor.end, source.end))


def _territory(masked: str, sentence: Span, own: Span, others: Sequence[Span]) -> tuple[int, int]:
    """The part of the sentence that is closer to this attribution than to the others made in it."""
    before = [other.end for other in others if sentence.start <= other.start and other.end <= own.start]
    after = [other.start for other in others if own.end <= other.start < sentence.end]
    start, end = sentence.start, sentence.end
    if before:
        start = _border(masked, max(before), own.start)
    if after:
        end = max(own.end, _border(masked, own.end, min(after)))
    return start, end


def _border(masked: str, first: int, last: int) -> int:
    """Between two cues: at the last break of the sentence, else right before the second."""
    breaks = [found.start() for found in _BREAK.finditer(masked, first, last)]
    return breaks[-1] if breaks else last
