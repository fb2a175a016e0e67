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


class Table(NamedTuple):
    """Probabilities of links, sorted by row and column: only what one window holds can be linked, so nearly all pairs
    of an article have none and are not kept."""

    rows: int
    row: Numbers
    column: Numbers
    value: Floats

    @classmethod
    def of(cls, rows: int, blocks: Sequence["_Block"]) -> "Table":
        """From blocks of rows × columns; what several give the same pair adds up."""
        row, column, value = ([np.empty(0, dtype=kind)] for kind in (np.int64, np.int64, np.float32))
        for of_rows, of_columns, values in blocks:
            row.append(np.repeat(of_rows, len(of_columns)))
            column.append(np.tile(of_columns, len(of_rows)))
            value.append(values.ravel())
        found_row, found_column = np.concatenate(row), np.concatenate(column)
        width = int(found_column.max(initial=0)) + 1
        pairs, place = np.unique(found_row * width + found_column, return_inverse=True)
        summed = np.zeros(len(pairs), dtype=np.float32)
        np.add.at(summed, place, np.concatenate(value))
        return cls(rows, pairs // width, pairs % width, summed)

    def of_row(self, row: int) -> tuple[Numbers, Floats]:
        """The columns of a row, and their probabilities."""
        here = slice(*np.searchsorted(self.row, (row, row + 1)))
        return self.column[here], self.value[here]

    def at(self, row: int, column: int) -> float:
        """The probability of one pair."""
        columns, values = self.of_row(row)
        return float(values[columns == column].sum())

    def within(self, allowed: Flags) -> "Table":
        """Without the pairs that are not allowed; their share goes to the row's others, where enough is left."""
        kept = self.value * allowed
        whole, left = (np.bincount(self.row, weights=values, minlength=self.rows) for values in (self.value, kept))
        share = np.where(left >= LEAST_INSIDE, whole / np.maximum(left, LEAST_INSIDE), 1.0).astype(np.float32)
        return self._replace(value=kept * share[self.row])


class Links(NamedTuple):
    """Probabilities: of a cue by content part, of a source by cue, of no source by cue, of `said` by cue."""

    cue: Table
    source: Table
    none: Floats
    said: Floats

    def parts(self) -> dict[int, list[int]]:
        """The content parts of every cue that has any."""
        parts: dict[int, list[int]] = {}
        for part in range(self.cue.rows):
            cues, probability = self.cue.of_row(part)
            if len(cues) and probability.max() >= LEAST_LINK:
                parts.setdefault(int(cues[probability.argmax()]), []).append(part)
        return parts

    def sources_of(self, cue: int) -> list[int]:
        """The sources of a cue: the best, where one is more probable than none, and any about as good."""
        sources, probability = self.source.of_row(cue)
        if not len(sources) or self.none[cue] >= probability.max():
            return []
        return sorted({int(sources[probability.argmax()])} | {int(s) for s in sources[probability >= SECOND_SOURCE]})

    def evidence(self, cue: int, parts: Sequence[int], sources: Sequence[int], *, tags: float) -> Evidence:
        """How sure the parts and the sources (or that there is none) are of the cue."""
        source = max(self.source.at(cue, s) for s in sources) if sources else self.none[cue]
        return Evidence(tags, float(np.mean([self.cue.at(part, cue) for part in parts])), float(source))


_Block = tuple[Numbers, Numbers, Floats]


class Runs(NamedTuple):
    """The runs of each role."""

    sources: list[Run]
    cues: list[Run]
    contents: list[Run]


def read_links(scored: Sequence[tuple[Window, Scores]], words: Tagged, runs: Runs) -> Links:
    """The links that the windows' scores tell, each content and cue asked in the window that decides it."""
    word, (sources, cues, contents) = words.word, runs
    links, chosen = list[_Block](), list[_Block]()
    none = np.zeros(len(cues), dtype=np.float32)
    said = np.zeros(len(cues), dtype=np.float32)
    cue_bounds, source_bounds = _piece_bounds(cues, word), _piece_bounds(sources, word)
    asked, part_of = _words_of(contents, word)
    size = np.bincount(part_of, minlength=len(contents)).astype(np.float32)
    cue_at = word[[run.first for run in cues]]
    for window, scores in scored:
        shift = 1 - window.context
        rows = slice(*np.searchsorted(asked, (window.start, window.end)))
        if rows.start < rows.stop:
            seen, member = _indicator(cue_bounds, window)
            share = _probabilities(scores.cues[asked[rows] + shift]) @ member
            begins = np.flatnonzero(np.diff(part_of[rows], prepend=-1))
            parts = part_of[rows][begins]
            means = np.add.reduceat(share, begins) / size[parts, None]
            links.append((parts, seen, means.astype(np.float32)))
        decided = np.arange(*np.searchsorted(cue_at, (window.start, window.end)))
        probability = _probabilities(scores.sources[cue_at[decided] + shift])
        seen, member = _indicator(source_bounds, window)
        chosen.append((decided, seen, probability @ member))
        none[decided] = probability[:, 0]
        said[decided] = np.exp(scores.said[cue_at[decided] + shift])
    return Links(Table.of(len(contents), links), Table.of(len(cues), chosen), none, said)


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
    reached = (of_content[links.cue.row] == of_cue[links.cue.column]) | in_quotation[links.cue.row]
    owned = of_cue[links.source.row] == of_source[links.source.column]
    return links._replace(cue=links.cue.within(reached), source=links.source.within(owned))


def _piece_bounds(runs: list[Run], word: Numbers) -> tuple[Numbers, Numbers]:
    """Where the runs begin and end, in pieces; both rise."""
    firsts = np.array([run.first for run in runs], dtype=np.int64)
    lasts = np.array([run.last for run in runs], dtype=np.int64)
    return word[firsts], word[lasts] + 1


def _indicator(bounds: tuple[Numbers, Numbers], window: Window) -> tuple[Numbers, Floats]:
    """The runs that stand in the window, and position × run: 1 where the position belongs to the run."""
    starts, ends = bounds
    first, last = np.searchsorted(ends, window.context, side="right"), np.searchsorted(starts, window.end)
    member = np.zeros((window.length, last - first), dtype=np.float32)
    for column, run in enumerate(range(first, last)):
        begin = max(int(starts[run]) - window.context, 0) + 1
        member[begin : int(ends[run]) - window.context + 1, column] = 1.0
    return np.arange(first, last), member
