"""From tag probabilities to runs of words.

A run is only ever whole words of the text, and an inside tag only ever follows its own role."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.model import Span
from onrecord.reading.windows import BREAK, Floats, Pieces

OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
"""Numbers of the tags: O, then the beginning tag of each role; its inside tag is one more."""
TAGS = 7
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
