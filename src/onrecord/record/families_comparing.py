"""The comparison of an article's statements with those they may be one utterance with."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.families.candidates import Outline, Sketch, asked_keys, may_relate, related
from onrecord.families.values import Edge, Relation, Report
from onrecord.families.wording_tokens import words_of
from onrecord.record import families_queries as queries
from onrecord.record.families_reports import Placed, Reports

_DIGITS = 4
"""Of a score: the last bits of an embedding depend on the processor."""
Pair = tuple[int, int]
"""Two statements by sequence, the earlier published first."""


class Compare(Protocol):
    """How two reports, the earlier one first, relate, where they do; see `families.comparison`."""

    def __call__(self, first: Report, second: Report, *, similarity: float | None) -> Edge | None:
        """The edge, None where there is none. `similarity` is that of the embeddings, None where not yet known."""


class CompareMeaning(Protocol):
    """The same of two whose words do not relate them."""

    def __call__(self, first: Report, second: Report, *, similarity: float) -> Edge | None:
        """The edge, None where there is none."""


class Embeds(Protocol):
    """What gives texts their embeddings."""

    @property
    def name(self) -> str:
        """What identifies the model in a record."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of length one for each text."""


Row = tuple[int, int, Relation, float]
"""An edge: two statements by sequence, the earlier published first, how they relate, and how sure that is."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two reports that may be one utterance, the earlier published first."""

    first: Placed
    second: Placed
    same_speaker: bool

    @property
    def pair(self) -> Pair:
        return self.first.sequence, self.second.sequence

    @property
    def quotes(self) -> tuple[str, str]:
        return self.first.report.quote, self.second.report.quote

    @property
    def is_equal(self) -> bool:
        first, second = ([word.text for word in words_of(quote)] for quote in self.quotes)
        return first == second


class Comparer:
    """Compares statements. `embeds` is asked for when two statements cannot be told by their words."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        reports: Reports,
        *,
        compare: Compare,
        compare_meaning: CompareMeaning,
        embeds: Callable[[], Embeds],
    ) -> None:
        self._connection, self._reports = connection, reports
        self._compare, self._compare_meaning, self._embeds = compare, compare_meaning, embeds
        self._doubtful: dict[Pair, _Candidate] = {}

    def compare(self, own: Mapping[int, Placed], renewed: Mapping[int, Placed]) -> list[Row]:
        """The edges that were not known: of the statements of one version, by original, with each other, and of those
        that became the first of their original with the first ones of others. Pairs that words alone do not decide
        are put by until `decide`."""
        candidates: dict[Pair, _Candidate] = {}
        for one in (*self._within(own), *self._across(renewed)):
            candidates.setdefault(one.pair, one)
        found = []
        for pair, one in candidates.items():
            if pair not in self._doubtful and not self._is_known(pair):
                edge = self._compare(one.first.report, one.second.report, similarity=None)
                if edge is not None:
                    found.append(_row(one, edge))
                elif one.same_speaker and self._mean(one, 1.0) is not None:
                    self._doubtful[pair] = one
        return sorted(found)

    def decide(self) -> list[Row]:
        """The edges of the pairs put by, by what they mean; all embedded together, which is much faster."""
        doubtful = list(self._doubtful.values())
        self._doubtful.clear()
        judged = [(one, self._mean(one, likeness)) for one, likeness in self._likenesses(doubtful)]
        return sorted(_row(one, edge) for one, edge in judged if edge is not None)

    def _within(self, own: Mapping[int, Placed]) -> Iterator[_Candidate]:
        sketched = [(one, self._reports.sketch(one)) for one in own.values()]
        for (one, its_sketch), (other, other_sketch) in combinations(sketched, 2):
            if related(its_sketch, other_sketch):
                yield _candidate(one, other, outlines=(its_sketch.outline, other_sketch.outline))

    def _across(self, renewed: Mapping[int, Placed]) -> Iterator[_Candidate]:
        for original, one in renewed.items():
            own = self._reports.sketch(one)
            for other, outline in self._near(original, own):
                placed = self._reports.one(other)
                if placed.version != one.version:  # those of one version are compared whole
                    yield _candidate(one, placed, outlines=(own.outline, outline))

    def _near(self, original: int, own: Sketch) -> Iterator[tuple[int, Outline]]:
        asked = {"keys": json.dumps(list(asked_keys(own))), "original": original}
        for row in self._connection.execute(queries.CANDIDATES, asked).fetchall():
            first, article_id, day, speakers, stems, common_runs, common_topics = row
            outline = Outline(article_id, day, frozenset(json.loads(speakers)), stems)
            shared = len(outline.speakers & own.outline.speakers)
            common_stems = common_topics // shared if shared else 0
            if may_relate(own.outline, outline, common_runs=common_runs, common_stems=common_stems):
                yield first, outline

    def _is_known(self, pair: Pair) -> bool:
        return self._connection.execute(queries.EDGE, pair).fetchone() is not None

    def _mean(self, one: _Candidate, similarity: float) -> Edge | None:
        return self._compare_meaning(one.first.report, one.second.report, similarity=similarity)

    def _likenesses(self, candidates: Sequence[_Candidate]) -> Iterator[tuple[_Candidate, float]]:
        """With the likeness in meaning. That of equal words needs no embedding."""
        quotes = {quote: None for one in candidates if not one.is_equal for quote in one.quotes}
        meanings = self._meanings(list(quotes))
        for one in candidates:
            first, second = one.quotes
            yield one, 1.0 if one.is_equal else round(float(meanings[first] @ meanings[second]), _DIGITS)

    def _meanings(self, quotes: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        if not quotes:
            return {}
        embeds = self._embeds()
        keys = {quote: _text_key(quote) for quote in quotes}
        found: dict[str, NDArray[np.float32]] = {}
        for quote, key in keys.items():
            row = self._connection.execute(queries.MEANING, (key, embeds.name)).fetchone()
            if row is not None:
                found[quote] = np.frombuffer(row[0], np.float16).astype(np.float32)
        missing = [quote for quote in quotes if quote not in found]
        if missing:
            made = embeds.embed(missing).astype(np.float16)
            rows = [(keys[quote], embeds.name, row.tobytes()) for quote, row in zip(missing, made, strict=True)]
            self._connection.executemany(queries.SET_MEANING, rows)
            found |= {quote: row.astype(np.float32) for quote, row in zip(missing, made, strict=True)}
        return found


def _candidate(one: Placed, other: Placed, *, outlines: tuple[Outline, Outline]) -> _Candidate:
    first, second = (one, other) if one.rank <= other.rank else (other, one)
    return _Candidate(first, second, not outlines[0].speakers.isdisjoint(outlines[1].speakers))


def _row(one: _Candidate, edge: Edge) -> Row:
    return (*one.pair, edge.relation, round(edge.score, _DIGITS))


def _text_key(quote: str) -> int:
    return int.from_bytes(blake2b(quote.encode("utf8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
