"""The words of two versions of a text, and where each word of the one stands in the other.

Words are compared without capitals, accents, punctuation, kinds of quotation marks and white space: a change of
typography moves no word. First the longest common order of words is found; a run of it that is shorter than the
changes on both sides is chance ("the", "said he") and dropped. What is left over is looked for anywhere, so that a
paragraph that moved, was split or stands twice keeps its words.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import LCSseq

from onrecord.model import Span

RUN = 5
"""Words in a row that are found anywhere. News repeats fewer by chance ("he said on Tuesday")."""
_LARGEST = 1_000_000_000
"""Pairs of words up to which the common order is sought: 31,000 words on each side, 125 MB. Longer texts are compared
by runs alone."""
_COPIES = 20
"""Places of one run that are tried: a text that repeats itself a thousand times must not take a thousand times as
long."""
_JOINERS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile(rf"\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_](?:[{_JOINERS}'’ʼ`]*\w)*|[%$€£¥]")
_DROPPED = dict.fromkeys(map(ord, _JOINERS + "'’ʼ`,"))

Texts = Sequence[str]
Part = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of both texts, of the earlier only, or of the later only, as they are written there."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: its words, and for each the index of the other text's word that it is; None where the other
    text does not have it."""

    words: tuple[Word, ...]
    places: tuple[int | None, ...]

    def inside(self, spans: Iterable[Span]) -> list[int]:
        """The indices of the words that touch one of the spans."""
        found: set[int] = set()
        for span in spans:
            first = bisect_right(self.words, span.start, key=lambda word: word.span.end)
            found.update(range(first, bisect_left(self.words, span.end, key=lambda word: word.span.start)))
        return sorted(found)

    def standing(self, indices: Sequence[int]) -> float:
        """The share of these words that the other text has, from 0 to 1."""
        return sum(self.places[index] is not None for index in indices) / len(indices) if indices else 0.0


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    return tuple(Word(_plain(match.group()), Span(*match.span())) for match in _WORD.finditer(text))


def plain(text: str) -> tuple[str, ...]:
    """The words alone: equal for texts that differ in typography only."""
    return tuple(word.text for word in words_of(text))


def sides(before: str, after: str) -> tuple[Side, Side]:
    """Both texts with the places of their words in the other."""
    first, second = words_of(before), words_of(after)
    one, other = [word.text for word in first], [word.text for word in second]
    runs = _common(one, other)
    forth = {start + step: place + step for start, place, length in runs for step in range(length)}
    back = {place: start for start, place in forth.items()}
    return Side(first, _completed(one, other, forth)), Side(second, _completed(other, one, back))


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The later text with what came and what went, word by word. Words that are the same stand as the later has them;
    all pieces but the removed ones, joined, are the later text."""
    first, second = words_of(before), words_of(after)
    runs = _common([word.text for word in first], [word.text for word in second])
    pieces = [piece for piece in _pieces(before, after, runs, first=first, second=second) if piece.text]
    parts = groupby(pieces, key=lambda piece: piece.part)
    return tuple(Piece(part, "".join(piece.text for piece in joined)) for part, joined in parts)


def _pieces(
    before: str, after: str, runs: Iterable["_Run"], *, first: Sequence[Word], second: Sequence[Word]
) -> Iterator[Piece]:
    gone, come, written = 0, 0, 0
    for start, place, length in [*runs, (len(first), len(second), 0)]:
        if come < place:
            yield Piece("same", after[written : second[come].span.start])
            written = second[come].span.start
        if gone < start:
            yield Piece("removed", before[first[gone].span.start : first[start - 1].span.end])
        if come < place:
            yield Piece("added", after[written : second[place - 1].span.end])
            written = second[place - 1].span.end
        gone, come = start + length, place + length
        ends = second[come - 1].span.end if length else len(after)
        yield Piece("same", after[written:ends])
        written = ends


_Run = tuple[int, int, int]
"""Where it begins in the one and in the other, and its length in words."""


def _common(one: Texts, other: Texts) -> list[_Run]:
    if not one or not other or len(one) * len(other) > _LARGEST:
        return []
    blocks = LCSseq.opcodes(one, other)
    runs = [
        (block.src_start, block.dest_start, block.src_end - block.src_start) for block in blocks if block.tag == "equal"
    ]
    return _without_chance(runs, len(one), len(other))


def _without_chance(runs: list[_Run], length: int, other_length: int) -> list[_Run]:
    while True:
        kept = [run for at, run in enumerate(runs) if run[2] > min(_changes(runs, at, length, other_length))]
        if len(kept) == len(runs):
            return kept
        runs = kept


def _changes(runs: list[_Run], at: int, length: int, other_length: int) -> tuple[int, int]:
    """How many words changed before and after a run, in the text where more did."""
    start, place, count = runs[at]
    ended = runs[at - 1] if at else (0, 0, 0)
    begins = runs[at + 1] if at + 1 < len(runs) else (length, other_length, 0)
    return (
        max(start - ended[0] - ended[2], place - ended[1] - ended[2]),
        max(begins[0] - start - count, begins[1] - place - count),
    )


def _completed(one: Texts, other: Texts, known: Mapping[int, int]) -> tuple[int | None, ...]:
    """The places of all words, with those of runs that stand elsewhere in the other text."""
    places = [known.get(index) for index in range(len(one))]
    if None not in places:
        return tuple(places)
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(other) - RUN + 1):
        found = grams[tuple(other[place : place + RUN])]
        if len(found) < _COPIES:
            found.append(place)
    index = 0
    while index <= len(one) - RUN:
        candidates = () if places[index] is not None else grams.get(tuple(one[index : index + RUN]), ())
        place, length = max(((at, _length(one, other, index, at)) for at in candidates), key=_longest, default=(0, 0))
        for step in range(length):
            places[index + step] = place + step if places[index + step] is None else places[index + step]
        index += max(1, length)
    return tuple(places)


def _longest(found: tuple[int, int]) -> int:
    return found[1]


def _length(one: Texts, other: Texts, start: int, place: int) -> int:
    limit = min(len(one) - start, len(other) - place)
    return next((step for step in range(limit) if one[start + step] != other[place + step]), limit)


def _plain(word: str) -> str:
    folded = word.casefold().translate(_DROPPED)
    if folded.isascii():
        return folded
    return "".join(letter for letter in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(letter))
