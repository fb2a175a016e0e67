"""An article as word pieces, and the windows in which the model reads them.

Training and run time share this module, so that both see the same numbers. Every piece of an article
is the target of exactly one window; up to `CONTEXT` pieces before the target are read along.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from onrecord.english.quotation_marks import Quotation, quotations
from onrecord.reading.words import TAGS, Signs

SIZE = 256
"""Most positions in a window, the opening mark included: as many as the base weights were trained with. On
PolNeAR dev 384 lose 1 to 2 points of strict F1 and a tenth of the speed; 160 lose as much again."""
CONTEXT = 32
"""Most pieces of left context. It begins with a sentence where one begins in it. On PolNeAR dev 64 gain nothing and
compute a seventh more positions; 24, 16 and 0 lose up to half a point of strict F1, and 0 over a point of that of
quotations."""
OPENING, BREAK, PADDING = 101, 102, 0
"""Piece numbers of BERT's [CLS], which opens a window, [SEP], which ends a paragraph, and [PAD]."""

# Pieces after which a sentence may end: "." "!" "?" in the BERT vocabulary.
_STOPS = (1012, 999, 1029)
# A piece's feature: letter case (0 lower, 1 capital first, 2 all capitals) + 3 × quotation state
# (0 outside, 1 inside, 2 inside a quotation that its paragraph does not close, 3 a mark).
FEATURES = 12
_INSIDE, _UNCLOSED, _MARK = 1, 2, 3

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text in order, a BREAK after every paragraph.

    `start` and `end` are offsets into the text (equal for a BREAK), `word` tells the pieces that
    begin a word, `quoted` are the text's quotations."""

    piece: Ints
    start: Ints
    end: Ints
    feature: Ints
    word: npt.NDArray[np.bool_]
    quoted: list[Quotation]

    def __len__(self) -> int:
        return len(self.piece)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `context` to `end` are read, `start` to `end` are decided. Position 0 of the model's
    input is OPENING, so piece p stands at position p - context + 1."""

    context: int
    start: int
    end: int

    @property
    def length(self) -> int:
        """Positions of the model's input."""
        return self.end - self.context + 1


def pieces_of(text: str, tokenizer: Tokenizer) -> Pieces:
    """Tokenize a text, paragraph by paragraph."""
    bounds, at = [], 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            bounds.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    encodings: list[Encoding] = tokenizer.encode_batch([text[s:e] for s, e in bounds], add_special_tokens=False)
    numbers: list[int] = []
    offsets: list[tuple[int, int]] = []
    words: list[int] = []
    for paragraph_number, ((start, end), encoding) in enumerate(zip(bounds, encodings, strict=True)):
        numbers += encoding.ids
        numbers.append(BREAK)
        offsets += [(start + s, start + e) for s, e in encoding.offsets]
        offsets.append((end, end))
        # Word numbers start anew in each paragraph; the paragraph number keeps neighbours apart.
        words += [paragraph_number * 1_000_000 + (-1 if w is None else w) for w in encoding.word_ids]
        words.append(-1)
    spans = np.array(offsets, dtype=np.int32).reshape(-1, 2)
    word = np.array(words, dtype=np.int64)
    begins = np.ones(len(word), dtype=np.bool_)
    begins[1:] = word[1:] != word[:-1]
    begins &= word >= 0
    quoted = quotations(text)
    feature = features(text, quoted, spans[:, 0], spans[:, 1])
    return Pieces(np.array(numbers, dtype=np.int32), spans[:, 0], spans[:, 1], feature, begins, quoted)


def features(text: str, quoted: Sequence[Quotation], start: Ints, end: Ints) -> Ints:
    """Letter case and quotation state of each piece."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    characters, places = np.unique(codes, return_inverse=True)
    upper = np.zeros(len(text) + 1, dtype=np.int32)
    np.cumsum(np.array([chr(c).isupper() for c in characters], dtype=np.int32)[places], out=upper[1:])
    state = np.zeros(len(text) + 1, dtype=np.int32)
    for quotation in quoted:
        state[quotation.start : quotation.end] = _INSIDE if quotation.closed else _UNCLOSED
        state[quotation.start] = _MARK
        if quotation.closed:
            state[quotation.end - 1] = _MARK
    capitals = upper[end] - upper[start]
    first = upper[np.minimum(start + 1, len(text))] - upper[start]
    case = np.where((capitals == end - start) & (capitals > 1), 2, np.minimum(first, 1))
    result: Ints = np.where(end > start, case + 3 * state[start], 0).astype(np.int32)
    return result


def windows(pieces: Pieces, *, size: int = SIZE, context: int = CONTEXT) -> list[Window]:
    """Cut into windows that end with a paragraph where one ends in their second half, else with a
    sentence, else where they are full. A paragraph after which none begins with a quotation is preferred: whoever says
    it is often told before, or it goes on from there."""
    breaks = np.flatnonzero(pieces.piece == BREAK) + 1
    outside = breaks[pieces.feature[np.minimum(breaks, len(pieces) - 1)] < 3 * _INSIDE]
    sentences = np.flatnonzero(np.isin(pieces.piece, (BREAK, *_STOPS))) + 1
    found: list[Window] = []
    start = 0
    while start < len(pieces):
        begin = max(0, start - context)
        if begin:
            whole = sentences[np.searchsorted(sentences, begin) :][:1]
            begin = int(whole[0]) if len(whole) and whole[0] < start else begin
        limit = min(begin + size - 1, len(pieces))
        end = limit
        if limit < len(pieces):
            half = start + (limit - start) // 2
            end = (
                _last_at_most(outside, half, limit)
                or _last_at_most(breaks, half, limit)
                or _sentence_end(pieces, start, limit)
            )
        found.append(Window(begin, start, end))
        start = end
    return found


def _last_at_most(sorted_numbers: npt.NDArray[np.int64], above: int, most: int) -> int | None:
    at = int(np.searchsorted(sorted_numbers, most, side="right")) - 1
    return int(sorted_numbers[at]) if at >= 0 and sorted_numbers[at] > above else None


def _sentence_end(pieces: Pieces, start: int, limit: int) -> int:
    stops = np.flatnonzero(np.isin(pieces.piece[start + (limit - start) // 2 : limit], _STOPS))
    return start + (limit - start) // 2 + int(stops[-1]) + 1 if len(stops) else limit


def batch(pieces: Sequence[Pieces], chosen: Sequence[Window]) -> tuple[Ints, Ints, Ints]:
    """Model input for windows (each of the article at the same place in `pieces`): piece numbers,
    features and mask, each windows × longest window."""
    longest = max(window.length for window in chosen)
    number = np.full((len(chosen), longest), PADDING, dtype=np.int32)
    feature = np.zeros_like(number)
    mask = np.zeros_like(number)
    for row, (article, window) in enumerate(zip(pieces, chosen, strict=True)):
        number[row, 0] = OPENING
        number[row, 1 : window.length] = article.piece[window.context : window.end]
        feature[row, 1 : window.length] = article.feature[window.context : window.end]
        mask[row, : window.length] = 1
    return number, feature, mask


class Scores(NamedTuple):
    """What the model says of one window, by position (position 0 is OPENING): log probabilities of
    the tags (length × 7), scores of each position's cue and of each cue's source (both length × length;
    position 0 as source means none; the softmax of a row gives probabilities), and the log probability of
    a cue's kind being `said` (length).

    Those of cues and sources, which take nearly all of the memory, may be empty; then `again` computes all anew."""

    tags: Floats
    cues: Floats
    sources: Floats
    said: Floats
    again: "Callable[[], Scores] | None" = None

    def whole(self) -> "Scores":
        """With those of cues and sources."""
        return self.again() if self.again else self


def signs_of(pieces: Pieces, scored: Sequence[tuple[Window, Scores]]) -> Signs:
    """What the scores say of each word."""
    word = np.flatnonzero(pieces.word)
    said = np.zeros(len(pieces), dtype=np.float32)
    for window, scores in scored:
        said[window.start : window.end] = scores.said[window.start - window.context + 1 : window.length]
    tags = tags_of(pieces, scored)
    shares = (np.rint(1000 * np.exp(values[word])).astype(np.int64) for values in (tags, said))
    return Signs(pieces.start[word].astype(np.int64), *shares)


def tags_of(pieces: Pieces, scored: Sequence[tuple[Window, Scores]]) -> Floats:
    """The log probabilities of a text's tags, pieces × TAGS."""
    tags = np.zeros((len(pieces), TAGS), dtype=np.float32)
    for window, scores in scored:
        tags[window.start : window.end] = scores.tags[window.start - window.context + 1 : window.length]
    return tags
