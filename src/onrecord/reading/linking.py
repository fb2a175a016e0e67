"""Which content belongs to which cue, and which cue to which source."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.reading.calibration import Evidence
from onrecord.reading.tagging import Flags, Numbers, Run, Tagged
from onrecord.reading.windows import Floats, Window

LEAST_LINK = 0.5
"""A content part whose best cue has less of its probability belongs to none."""
LEAST_INSIDE = 0.1
"""Probability that must stay inside the paragraph for what left it to be shared out there."""
SECOND_SOURCE = 0.45
"""Probability from which a further span is taken as one more source of the same cue."""


class Scores(NamedTuple):
    """What the model says of one window, by position (position 0 is OPENING): log probabilities of
    the tags (length × 7), scores of each position's cue and of each cue's source (both length × length;
    position 0 as source means none; the softmax of a row gives probabilities), and the log probability of
    a cue's kind being `said` (length)."""

    tags: Floats
    cues: Floats
    sources: Floats
    said: Floats


class Links(NamedTuple):
    """Probabilities: content part × cue, cue × source, of no source by cue, of `said` by cue."""

    cue: Floats
    source: Floats
    none: Floats
    said: Floats

    def parts(self) -> dict[int, list[int]]:
        """The content parts of every cue that has any."""
        parts: dict[int, list[int]] = {}
        for part, best in enumerate(self.cue.argmax(axis=1)):
            cue = int(best)
            if self.cue[part, cue] >= LEAST_LINK:
                parts.setdefault(cue, []).append(part)
        return parts

    def sources_of(self, cue: int) -> list[int]:
        """The sources of a cue: the best, where one is more probable than none, and any about as good."""
        chosen = self.source[cue]
        if not len(chosen) or self.none[cue] >= chosen.max():
            return []
        return sorted({int(chosen.argmax())} | {int(s) for s in np.flatnonzero(chosen >= SECOND_SOURCE)})

    def evidence(self, cue: int, parts: Sequence[int], sources: Sequence[int], *, tags: float) -> Evidence:
        """How sure the parts and the sources (or that there is none) are of the cue."""
        source = max(self.source[cue, s] for s in sources) if sources else self.none[cue]
        return Evidence(tags, float(np.mean([self.cue[part, cue] for part in parts])), float(source))


class Runs(NamedTuple):
    """The runs of each role."""

    sources: list[Run]
    cues: list[Run]
    contents: list[Run]


def read_links(scored: Sequence[tuple[Window, Scores]], words: Tagged, runs: Runs) -> Links:
    """The links that the windows' scores tell, each content and cue asked in the window that decides it."""
    word, (sources, cues, contents) = words.word, runs
    link = np.zeros((len(contents), len(cues)), dtype=np.float32)
    chosen = np.zeros((len(cues), len(sources)), dtype=np.float32)
    none = np.zeros(len(cues), dtype=np.float32)
    said = np.zeros(len(cues), dtype=np.float32)
    cue_bounds, source_bounds = _piece_bounds(cues, word), _piece_bounds(sources, word)
    asked, part_of = _words_of(contents, word)
    size = np.bincount(part_of, minlength=len(contents))
    cue_at = word[[run.first for run in cues]]
    for window, scores in scored:
        shift = 1 - window.context
        rows = slice(*np.searchsorted(asked, (window.start, window.end)))
        if rows.start < rows.stop:
            share = _probabilities(scores.cues[asked[rows] + shift]) @ _indicator(cue_bounds, window)
            begins = np.flatnonzero(np.diff(part_of[rows], prepend=-1))
            parts = part_of[rows][begins]
            link[parts] += np.add.reduceat(share, begins) / size[parts, None]
        decided = slice(*np.searchsorted(cue_at, (window.start, window.end)))
        probability = _probabilities(scores.sources[cue_at[decided] + shift])
        chosen[decided] = probability @ _indicator(source_bounds, window)
        none[decided] = probability[:, 0]
        said[decided] = np.exp(scores.said[cue_at[decided] + shift])
    return Links(link, chosen, none, said)


def _words_of(runs: Sequence[Run], word: Numbers) -> tuple[Numbers, Numbers]:
    """The pieces that begin the runs' words, in order, and to which run each belongs."""
    pieces = [word[run.first : run.last + 1] for run in runs]
    return np.concatenate(pieces), np.repeat(np.arange(len(runs)), [len(found) for found in pieces])


def _probabilities(scores: Floats) -> Floats:
    """The softmax of each row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def within_paragraphs(links: Links, words: Tagged, runs: Runs, *, in_quotation: Flags) -> Links:
    """The links that stay possible where only quotations reach into another paragraph than their cue's.

    In PolNeAR 10 of 18,368 sources and 84 of 16,632 unquoted contents lie in another; what probability
    went there is shared out among the links inside, which decides articles whose paragraphs are all alike."""
    of_source, of_cue, of_content = (
        np.array([words.paragraph[run.first] for run in of_role], dtype=np.int64) for of_role in runs
    )
    reached = (of_content[:, None] == of_cue[None, :]) | in_quotation[:, None]
    owned = of_cue[:, None] == of_source[None, :]
    cue = links.cue * reached
    source = links.source * owned
    return links._replace(
        cue=cue * _share(links.cue.sum(axis=1), cue.sum(axis=1))[:, None],
        source=source * _share(links.source.sum(axis=1), source.sum(axis=1))[:, None],
    )


def _share(whole: Floats, kept: Floats) -> Floats:
    """By what to multiply what was kept so that it makes up the whole; nothing where too little was kept."""
    share: Floats = np.where(kept >= LEAST_INSIDE, whole / np.maximum(kept, LEAST_INSIDE), 1.0).astype(np.float32)
    return share


def _piece_bounds(runs: list[Run], word: Numbers) -> list[tuple[int, int]]:
    return [(int(word[run.first]), int(word[run.last]) + 1) for run in runs]


def _indicator(bounds: list[tuple[int, int]], window: Window) -> Floats:
    """Position × run: 1 where the position belongs to the run."""
    member = np.zeros((window.length, len(bounds)), dtype=np.float32)
    for run, (start, end) in enumerate(bounds):
        if end > window.context and start < window.end:
            member[max(start - window.context, 0) + 1 : end - window.context + 1, run] = 1.0
    return member
