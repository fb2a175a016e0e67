"""From the model's scores to attributions: tags give the spans, links tie them.

Which content belongs to which cue, and which cue to which source.

From tag probabilities to runs of words.

A run is only ever whole words of the text, and an inside tag only ever follows its own role.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.english.quotation_marks import is_quoted, type_of
from onrecord.model import Attribution, Span
from onrecord.reading.calibration import Calibration, Evidence
from onrecord.reading.windows import BREAK, Floats, Pieces, Scores, Window, signs_of, tags_of
from onrecord.reading.words import CONTENT, CUE, OUTSIDE, SOURCE, TAGS, Signs

CLOSED_GAP = 2
"""Words between two content parts of one attribution that are taken into the content: annotators
rarely leave out so few, taggers often do."""

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` to `last` (both included, counted over the article's words) of one role."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """An article's words with their best tags. By word: the piece that begins it, its first and last
    offset, its paragraph, its tag and how probable that tag is."""

    word: Numbers
    start: Numbers
    end: Numbers
    paragraph: Numbers
    path: Numbers
    certainty: Floats

    def span(self, run: Run) -> Span:
        """The run's place in the text."""
        return Span(int(self.start[run.first]), int(self.end[run.last]))

    def runs(self, role: int) -> list[Run]:
        """The runs of one role; content that goes on in the next paragraph begins a new run there."""
        mine = (self.path == role) | (self.path == role + 1)
        before = np.append(False, mine[:-1])
        opens = np.append(True, self.paragraph[1:] != self.paragraph[:-1])
        begins = mine & ((self.path == role) | ~before | opens)
        goes_on = np.append(mine[1:] & ~begins[1:], False)
        firsts, lasts = np.flatnonzero(begins), np.flatnonzero(mine & ~goes_on)
        return [Run(first, last) for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)]

    def joined(self, runs: Sequence[Run]) -> list[Run]:
        """The runs with gaps of up to CLOSED_GAP untagged words of one paragraph closed."""
        joined = list(runs[:1])
        for run in runs[1:]:
            between = self.path[joined[-1].last + 1 : run.first]
            same_paragraph = self.paragraph[joined[-1].last] == self.paragraph[run.first]
            if same_paragraph and len(between) <= CLOSED_GAP and not between.any():
                joined[-1] = Run(joined[-1].first, run.last)
            else:
                joined.append(run)
        return joined

    def mean_certainty(self, runs: Sequence[Run]) -> float:
        """Mean probability of the tags of the runs' words."""
        return float(np.mean(np.concatenate([self.certainty[run.first : run.last + 1] for run in runs])))


def tagged(pieces: Pieces, tags: Floats) -> Tagged:
    """The words of an article, which must have some, with their best tags. `tags` are the log
    probabilities, pieces × TAGS."""
    word = np.flatnonzero(pieces.word)
    paragraph = np.cumsum(pieces.piece == BREAK)[word]
    opens = np.ones(len(word), dtype=np.bool_)
    opens[1:] = paragraph[1:] != paragraph[:-1]
    path = best_path(tags[word], opens)
    last = np.append(word[1:], len(pieces)) - 1
    last = np.where(pieces.piece[last] == BREAK, last - 1, last)
    return Tagged(
        word,
        pieces.start[word].astype(np.int64),
        pieces.end[last].astype(np.int64),
        paragraph,
        path,
        np.exp(tags[word][np.arange(len(word)), path]),
    )


def best_path(word_tags: Floats, opens_paragraph: Flags) -> Numbers:
    """The best tag sequence in which an inside tag only follows its own role.

    Only content may go on from one paragraph into the next. Where each word's best tag breaks no rule, it is the
    answer; the other paragraphs, one in five, are solved side by side."""
    path: Numbers = word_tags.argmax(axis=1)
    inside = (path > OUTSIDE) & (path % 2 == 0)
    before = np.append(OUTSIDE, path[:-1])
    follows = ((before == path) | (before == path - 1)) & ~opens_paragraph
    barred = inside & ~follows & ~((path == CONTENT + 1) & opens_paragraph)
    paragraph = np.cumsum(opens_paragraph)
    again = np.isin(paragraph, paragraph[barred])
    if again.any():
        path[again] = _best_allowed(word_tags[again], opens_paragraph[again])
    return path


def _best_allowed(word_tags: Floats, opens_paragraph: Flags) -> Numbers:
    """Paragraphs of about the same length are solved side by side, so that none is padded to more than twice its
    own."""
    first = np.flatnonzero(opens_paragraph)
    length = np.diff(np.append(first, len(word_tags)))
    doublings = np.repeat(np.ceil(np.log2(length)).astype(np.int64), length)
    solved: Numbers = np.zeros(len(word_tags), dtype=np.int64)
    for alike in np.unique(doublings):
        chosen = doublings == alike
        solved[chosen] = _side_by_side(word_tags[chosen], opens_paragraph[chosen])
    return solved


def _side_by_side(word_tags: Floats, opens_paragraph: Flags) -> Numbers:
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
    solved: Numbers = path[row, column]
    return solved


LEAST_LINK = 0.5
"""A content part whose best cue has less of its probability belongs to none."""
LEAST_INSIDE = 0.1
"""Probability that must stay inside the paragraph for what left it to be shared out there."""
SECOND_SOURCE = 0.45
"""Probability from which a further span is taken as one more source of the same cue."""


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
    for window, told in scored:
        shift = 1 - window.context
        rows = slice(*np.searchsorted(asked, (window.start, window.end)))
        decided = np.arange(*np.searchsorted(cue_at, (window.start, window.end)))
        if rows.start == rows.stop and not len(decided):
            continue
        scores = told.whole()
        if rows.start < rows.stop:
            seen, member = _indicator(cue_bounds, window)
            share = _probabilities(scores.cues[asked[rows] + shift]) @ member
            begins = np.flatnonzero(np.diff(part_of[rows], prepend=-1))
            parts = part_of[rows][begins]
            means = np.add.reduceat(share, begins) / size[parts, None]
            links.append((parts, seen, means.astype(np.float32)))
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


LEAST_CONFIDENCE = 0.3
"""Attributions that are less probable are left out: on PolNeAR dev that adds a point and a half of
attribution F1 and a point of strict F1, and costs half a point of recall."""
LEAST_PROPOSED = 0.1
"""Those from here on are proposed as statements; what decides over them sees more than the reader."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader finds in a text: attributions, in order of their first content, and what it says of each word, if
    it says anything of words."""

    attributions: list[Attribution]
    signs: Signs | None = None

    @property
    def probable(self) -> list[Attribution]:
        """Those that are more than doubtful."""
        return [one for one in self.attributions if one.confidence >= LEAST_CONFIDENCE]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution with what speaks for it. Its confidence is not yet known."""

    attribution: Attribution
    evidence: Evidence


def decode(text: str, pieces: Pieces, scored: Sequence[tuple[Window, Scores]], *, calibration: Calibration) -> Found:
    """The attributions of an article that are probable enough to be proposed."""
    found = [
        replace(candidate.attribution, confidence=round(confidence, 4))
        for candidate in candidates(text, pieces, scored)
        if (confidence := calibration.confidence(candidate.evidence)) >= LEAST_PROPOSED
    ]
    return Found(sorted(found, key=lambda attribution: attribution.content), signs_of(pieces, scored))


def candidates(text: str, pieces: Pieces, scored: Sequence[tuple[Window, Scores]]) -> Iterator[Candidate]:
    """All attributions that the scores allow, whatever their probability."""
    if not pieces.word.any():
        return
    words = tagged(pieces, tags_of(pieces, scored))
    runs = Runs(words.runs(SOURCE), words.runs(CUE), words.runs(CONTENT))
    if not runs.cues or not runs.contents:
        return
    in_quotation = np.array([is_quoted(pieces.quoted, words.span(run).start) for run in runs.contents])
    links = within_paragraphs(read_links(scored, words, runs), words, runs, in_quotation=in_quotation)
    for cue, parts in links.parts().items():
        sources = links.sources_of(cue)
        contents = words.joined([runs.contents[part] for part in parts])
        content = tuple(words.span(run) for run in contents)
        attribution = Attribution(
            content=content,
            source=tuple(words.span(runs.sources[source]) for source in sources),
            cue=(words.span(runs.cues[cue]),),
            kind="said" if links.said[cue] >= 0.5 else "held",
            type=type_of(text, content, pieces.quoted),
        )
        certainty = words.mean_certainty([runs.cues[cue], *contents])
        yield Candidate(attribution, links.evidence(cue, parts, sources, tags=certainty))
