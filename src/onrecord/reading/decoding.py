"""From the model's scores to attributions.

Tags give the spans, links tie them: every content part chooses its cue, every cue chooses its source
or none. A span is only ever a run of whole words of the text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.model import Attribution, Span
from onrecord.reading.quotation import quotations, type_of
from onrecord.reading.windows import BREAK, Floats, Pieces, Window

OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
"""Numbers of the tags: O, then the beginning tag of each role; its inside tag is one more."""
TAGS = 7
LEAST_LINK = 0.5
"""A content part whose best cue has less of its probability stays alone and is dropped."""
LEAST_CONFIDENCE = 0.3
"""Attributions the model is less sure of are left out: on PolNeAR dev that adds one and a half points of
attribution F1 and a point of strict F1, and costs half a point of recall."""
SECOND_SOURCE = 0.45
"""Probability from which a further span is taken as one more source of the same cue."""
CLOSED_GAP = 2
"""Words between two content parts of one attribution that are taken into the content: annotators
rarely leave out so few, taggers often do."""


class Scores(NamedTuple):
    """What the model says of one window, by position (position 0 is OPENING): log probabilities of
    the tags (length × 7), of each position's cue, of each cue's source (both length × length; position 0
    as source means none), and of a cue's kind being `said` (length)."""

    tags: Floats
    cues: Floats
    sources: Floats
    said: Floats


@dataclass(frozen=True, slots=True)
class _Run:
    """Words `first` to `last` (both included, counted over the article's words) of one role."""

    first: int
    last: int


class _Links(NamedTuple):
    """Probabilities: content part × cue, cue × source, of no source by cue, of `said` by cue."""

    cue: Floats
    source: Floats
    none: Floats
    said: Floats


def decode(text: str, pieces: Pieces, scored: Sequence[tuple[Window, Scores]]) -> list[Attribution]:
    """The attributions of an article, in order of their first content."""
    word = np.flatnonzero(pieces.word)
    if not len(word):
        return []
    tags = np.zeros((len(pieces), TAGS), dtype=np.float32)
    for window, scores in scored:
        tags[window.start : window.end] = scores.tags[window.start - window.context + 1 : window.length]
    opens = _opens_paragraph(pieces, word)
    path = best_path(tags[word], opens)
    sources, cues, contents = (_runs(path, role, opens) for role in (SOURCE, CUE, CONTENT))
    if not cues or not contents:
        return []
    links = _links(scored, word, sources, cues, contents)
    certainty = np.exp(tags[word][np.arange(len(word)), path])
    word_end = _word_ends(pieces, word)
    quoted = quotations(text)

    def span(run: _Run) -> Span:
        return Span(int(pieces.start[word[run.first]]), int(word_end[run.last]))

    def in_reach(part: int, cue: int) -> bool:
        """Only a quotation may go on in another paragraph than its cue's."""
        first, last = sorted((contents[part].first, cues[cue].first))
        start = span(contents[part]).start
        return not opens[first + 1 : last + 1].any() or any(q.start <= start < q.end for q in quoted)

    found = []
    for cue, parts in _parts_of_cues(links.cue, in_reach).items():
        picked = _picked_sources(links.source[cue], float(links.none[cue]))
        runs = _close_gaps([contents[part] for part in parts], path, opens)
        confidence = (
            _mean(certainty, [cues[cue], *runs])
            * float(np.mean([links.cue[part, cue] for part in parts]))
            * float(max([links.none[cue]] if not picked else [links.source[cue, s] for s in picked]))
        )
        if confidence < LEAST_CONFIDENCE:
            continue
        content = tuple(span(run) for run in runs)
        found.append(
            Attribution(
                content=content,
                source=tuple(span(sources[s]) for s in picked),
                cue=(span(cues[cue]),),
                kind="said" if links.said[cue] >= 0.5 else "held",
                type=type_of(text, content, quoted),
                confidence=round(min(1.0, confidence), 4),
            )
        )
    return sorted(found, key=lambda attribution: attribution.content)


def _parts_of_cues(link: Floats, in_reach: Callable[[int, int], bool]) -> dict[int, list[int]]:
    """The content parts of every cue that has any."""
    parts: dict[int, list[int]] = {}
    for part, best in enumerate(link.argmax(axis=1)):
        cue = int(best)
        if link[part, cue] >= LEAST_LINK and in_reach(part, cue):
            parts.setdefault(cue, []).append(part)
    return parts


def best_path(word_tags: Floats, opens_paragraph: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The best tag sequence in which an inside tag only follows its own role.

    Paragraphs are solved side by side. Only content may go on from one paragraph into the next."""
    first = np.flatnonzero(opens_paragraph)
    length = np.diff(np.append(first, len(word_tags)))
    longest = int(length.max())
    score = np.zeros((len(first), longest, TAGS), dtype=np.float32)
    row = np.repeat(np.arange(len(first)), length)
    column = np.arange(len(word_tags)) - np.repeat(first, length)
    score[row, column] = word_tags
    barred = np.zeros((TAGS, TAGS), dtype=np.float32)
    for role in (SOURCE, CUE, CONTENT):
        barred[:, role + 1] = -1e6
        barred[role, role + 1] = barred[role + 1, role + 1] = 0.0
    best = score[:, 0].copy()
    best[:, [SOURCE + 1, CUE + 1]] -= 1e6
    came_from = np.zeros((len(first), longest, TAGS), dtype=np.int64)
    for step in range(1, longest):
        through = best[:, :, None] + barred
        came_from[:, step] = through.argmax(axis=1)
        # Past a paragraph's end the scores are zero, so the best tag stays the best there.
        running = (step < length)[:, None]
        best = np.where(running, through.max(axis=1) + score[:, step], best)
        came_from[:, step] = np.where(running, came_from[:, step], np.arange(TAGS))
    path = np.zeros((len(first), longest), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    everyone = np.arange(len(first))
    for step in range(longest - 1, 0, -1):
        path[:, step - 1] = came_from[everyone, step, path[:, step]]
    solved: npt.NDArray[np.int64] = path[row, column]
    return solved


def _opens_paragraph(pieces: Pieces, word: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    paragraph = np.cumsum(pieces.piece == BREAK)[word]
    opens = np.ones(len(word), dtype=np.bool_)
    opens[1:] = paragraph[1:] != paragraph[:-1]
    return opens


def _word_ends(pieces: Pieces, word: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Offset at which each word ends: the end of its last piece."""
    last = np.append(word[1:], len(pieces)) - 1
    last = np.where(pieces.piece[last] == BREAK, last - 1, last)
    ends: npt.NDArray[np.int64] = pieces.end[last].astype(np.int64)
    return ends


def _runs(path: npt.NDArray[np.int64], role: int, opens: npt.NDArray[np.bool_]) -> list[_Run]:
    """The runs of one role; content that goes on in the next paragraph begins a new part there."""
    runs: list[_Run] = []
    for at in np.flatnonzero((path == role) | (path == role + 1)):
        if path[at] == role + 1 and runs and runs[-1].last == at - 1 and not opens[at]:
            runs[-1] = _Run(runs[-1].first, int(at))
        else:
            runs.append(_Run(int(at), int(at)))
    return runs


def _links(
    scored: Sequence[tuple[Window, Scores]],
    word: npt.NDArray[np.int64],
    sources: list[_Run],
    cues: list[_Run],
    contents: list[_Run],
) -> _Links:
    link = np.zeros((len(contents), len(cues)), dtype=np.float32)
    chosen = np.zeros((len(cues), len(sources)), dtype=np.float32)
    none = np.zeros(len(cues), dtype=np.float32)
    said = np.zeros(len(cues), dtype=np.float32)
    cue_bounds, source_bounds = _piece_bounds(cues, word), _piece_bounds(sources, word)
    for window, scores in scored:
        shift = 1 - window.context
        of_cues = _indicator(cue_bounds, window)
        for part, run in enumerate(contents):
            rows = word[run.first : run.last + 1]
            rows = rows[(rows >= window.start) & (rows < window.end)]
            if len(rows):
                share = np.exp(scores.cues[rows + shift]) @ of_cues
                link[part] += share.sum(axis=0) / (run.last - run.first + 1)
        of_sources = _indicator(source_bounds, window)
        for cue, run in enumerate(cues):
            at = int(word[run.first])
            if window.start <= at < window.end:
                probability = np.exp(scores.sources[at + shift])
                chosen[cue] = probability @ of_sources
                none[cue] = probability[0]
                said[cue] = np.exp(scores.said[at + shift])
    return _Links(link, chosen, none, said)


def _piece_bounds(runs: list[_Run], word: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    return [(int(word[run.first]), int(word[run.last]) + 1) for run in runs]


def _indicator(bounds: list[tuple[int, int]], window: Window) -> Floats:
    """Position × run: 1 where the position belongs to the run."""
    member = np.zeros((window.length, len(bounds)), dtype=np.float32)
    for run, (start, end) in enumerate(bounds):
        if end > window.context and start < window.end:
            member[max(start - window.context, 0) + 1 : end - window.context + 1, run] = 1.0
    return member


def _picked_sources(chosen: Floats, none: float) -> list[int]:
    if not len(chosen) or none >= chosen.max():
        return []
    best = int(chosen.argmax())
    return sorted({best} | {int(s) for s in np.flatnonzero(chosen >= SECOND_SOURCE)})


def _close_gaps(runs: list[_Run], path: npt.NDArray[np.int64], opens: npt.NDArray[np.bool_]) -> list[_Run]:
    closed = runs[:1]
    for run in runs[1:]:
        gap = slice(closed[-1].last + 1, run.first)
        same_paragraph = not opens[gap.start : run.first + 1].any()
        if same_paragraph and gap.stop - gap.start <= CLOSED_GAP and not path[gap].any():
            closed[-1] = _Run(closed[-1].first, run.last)
        else:
            closed.append(run)
    return closed


def _mean(certainty: Floats, runs: Sequence[_Run]) -> float:
    return float(np.mean(np.concatenate([certainty[run.first : run.last + 1] for run in runs])))
