"""The comparison of an article's statements with those they may be one utterance with."""

import json
import sqlite3
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from onrecord.families.candidates import UNDATED, Outline, Traces, asked_keys, may_relate, related
from onrecord.families.reports import Relation, Report, Told
from onrecord.record.families import queries
from onrecord.record.families.reports import Meanings, Placed, Reports, Rows

_DIGITS = 4
"""Of a score: the last bits of an embedding depend on the processor."""
Pair = tuple[int, int]
"""Two statements by sequence, the earlier published first."""


NEAR = 40
"""Statements of one article before another that are compared with it for their subject; those farther before it only
where they share a run of words. News seldom has so many; a hearing may have a thousand."""
ENOUGH = 20_000
"""Pairs that are put by at most, but for those of one more article."""
HOLDERS = 4
"""Statements of one article, the last ones before another, that are found by one run of its words."""


def near_pairs(runs: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """The pairs of statements of one article, in reading order, that may be compared, each once: their number grows
    with the article, not with its square."""
    holders: defaultdict[int, deque[int]] = defaultdict(lambda: deque(maxlen=HOLDERS))
    for number, keys in enumerate(runs):
        far = {earlier for key in keys for earlier in holders[key]}
        for earlier in sorted(far.union(range(max(0, number - NEAR), number))):
            yield earlier, number
        for key in keys:
            holders[key].append(number)


class Judge(Protocol):
    """How two reports, the earlier one first, relate; see `families.comparison`."""

    def __call__(self, first: Report, second: Report, *, meanings: Mapping[str, Rows]) -> Told | None:
        """None where they do not."""


class Possible(Protocol):
    """Whether two reports may be one utterance by their words alone; see `families.comparison`."""

    def __call__(self, first: Report, second: Report) -> bool:
        """If not, they are two."""


class Texts(Protocol):
    """The texts of a report whose meanings are compared; see `families.features`."""

    def __call__(self, report: Report) -> Iterable[str]:
        """Each with a place among the meanings."""


EdgeRow = tuple[int, int, Relation, float]
"""An edge: two statements by sequence, the earlier published first, how they relate, and how sure that is."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two reports that may be one utterance, the earlier published first; how they relate, where that was foreseen."""

    first: Placed
    second: Placed
    told: Told | None = None

    @property
    def pair(self) -> Pair:
        return self.first.sequence, self.second.sequence

    @property
    def in_one_version(self) -> bool:
        return self.first.version == self.second.version


class Comparer:
    """Compares statements. Pairs are put by until many can be embedded together, which is much faster."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        reports: Reports,
        *,
        possible: Possible,
        judge: Judge,
        texts: Texts,
        meanings: Meanings,
    ) -> None:
        self._connection, self._reports, self._meanings = connection, reports, meanings
        self._possible, self._judge, self._texts = possible, judge, texts
        self._foreseen: Mapping[Pair, Told | None] = {}
        self._number: Mapping[Report, int] = {}
        self._put_by: dict[Pair, _Candidate] = {}
        self._put_by_with: defaultdict[int, list[Pair]] = defaultdict(list)

    def foresee(self, reports: Iterable[Report], told: Mapping[Pair, Told | None]) -> None:
        """How those of the next reports relate that are compared with each other, by their numbers among them. What was
        foreseen before is forgotten."""
        self._number, self._foreseen = {report: number for number, report in enumerate(reports)}, told

    def forget(self) -> None:
        """Drop the pairs put by."""
        self._drop()
        self._meanings.forget()

    def leave(self, overtaken: Iterable[Placed]) -> None:
        """Drop the pairs put by of statements that are not the first of their original any more, with others than those
        of their version."""
        for one in overtaken:
            for pair in self._put_by_with.pop(one.sequence, ()):
                if pair in self._put_by and not self._put_by[pair].in_one_version:
                    del self._put_by[pair]

    def compare(
        self, own: Mapping[int, Placed], renewed: Mapping[int, Placed], beside: Iterable[tuple[Placed, Placed]]
    ) -> list[Pair]:
        """Put by the pairs that may have an edge and were not compared; those that have none any more.

        Compared are the statements of one version, by original, with each other; those that became the first of their
        original with the first ones of others; and of the pairs of one speaker `beside` what changed those that have
        nothing between them now."""
        candidates: dict[Pair, _Candidate] = {}
        for one in (*self._within(own), *self._across(renewed)):
            candidates.setdefault(one.pair, one)
        parted = []
        for both in beside:
            one = _candidate(*both)
            if self._is_next(*(self._reports.traces(placed) for placed in both)):
                candidates.setdefault(one.pair, one)
            else:
                parted.append(one.pair)
                self._put_by.pop(one.pair, None)
        new = {one.version for one in own.values()}  # of which no pair can be known
        for pair, one in candidates.items():
            is_new = not new.isdisjoint((one.first.version, one.second.version))
            if (is_new or not self._is_known(pair)) and self._is_possible(one):
                self._put_by[pair] = one
                for placed in (one.first, one.second):
                    self._put_by_with[placed.sequence].append(pair)
                    self._meanings.ask(self._texts(placed.report))
        return parted

    def _is_possible(self, one: _Candidate) -> bool:
        return one.told is not None or self._possible(one.first.report, one.second.report)

    @property
    def is_full(self) -> bool:
        """Whether so many pairs are put by that more would not be embedded faster, but take memory."""
        return len(self._put_by) >= ENOUGH

    def decide(self) -> list[EdgeRow]:
        """The edges of the pairs put by."""
        meanings = self._meanings.take()
        rows = []
        for one in self._put_by.values():
            told = one.told or self._judge(one.first.report, one.second.report, meanings=meanings)
            if told is not None:
                relation, score = told
                rows.append((*one.pair, relation, round(score, _DIGITS)))
        self._drop()
        return sorted(rows)

    def _within(self, own: Mapping[int, Placed]) -> Iterator[_Candidate]:
        placed = sorted(own.values(), key=lambda one: one.sequence)
        sketched = [self._reports.sketch(one) for one in placed]
        numbers = [self._number.get(one.report, -1) for one in placed] if self._number else [-1] * len(placed)
        for first, second in near_pairs([one.runs for one in sketched]):
            foreseen = numbers[first], numbers[second]
            if foreseen in self._foreseen:
                if told := self._foreseen[foreseen]:
                    yield replace(_candidate(placed[first], placed[second]), told=told)
            elif related(sketched[first], sketched[second]):
                yield _candidate(placed[first], placed[second])

    def _across(self, renewed: Mapping[int, Placed]) -> Iterator[_Candidate]:
        traces = {original: self._reports.traces(one) for original, one in renewed.items()}
        shared = self._shared_keys(traces.values())
        for original, one in renewed.items():
            own = traces[original]
            for other in self._near(original, own, shared[own.outline.article_id]):
                placed = self._reports.one(other)
                if placed.version != one.version:  # those of one version are compared whole
                    yield _candidate(one, placed)

    def _is_next(self, one: Traces, other: Traces) -> bool:
        common, days = one.said & other.said, (one.outline.day or UNDATED, other.outline.day or UNDATED)
        asked = (json.dumps(list(common)), min(days), max(days))
        return bool(self._connection.execute(queries.IS_NEXT, asked).fetchone()[0])

    def _shared_keys(self, traces: Iterable[Traces]) -> dict[str, frozenset[int]]:
        """By article, what is looked for with its statements and stands under other articles too. Of what only one
        article says, a thousand speakers perhaps, each would else be found with each, to be left out again."""
        keys: defaultdict[str, set[int]] = defaultdict(set)
        for own in traces:
            keys[own.outline.article_id].update(asked_keys(own).every)
        return {
            article: frozenset(
                row[0] for row in self._connection.execute(queries.SHARED_KEYS, (json.dumps(list(asked)), article))
            )
            for article, asked in keys.items()
        }

    def _near(self, original: int, own: Traces, shared: frozenset[int]) -> Iterator[int]:
        asked = asked_keys(own)
        if shared.isdisjoint(asked.every):
            return
        (first_day, last_day), (first_topic, last_topic) = asked.run_days, asked.topic_days
        named = {
            "original": original,
            "article": own.outline.article_id,
            "runs": json.dumps(list(asked.runs & shared)),
            "first_day": first_day,
            "last_day": last_day,
            "said": json.dumps(list(asked.said & shared)),
            "day": own.outline.day,
            "anywhen": json.dumps(list(asked.anywhen & shared)),
            "topics": json.dumps(list(asked.topics & shared)),
            "pairs": json.dumps(list(asked.pairs & shared)),
            "first_topic": first_topic,
            "last_topic": last_topic,
        }
        for row in self._connection.execute(queries.CANDIDATES, named).fetchall():
            first, article_id, day, speakers, persons, stems, common_runs, common_topics, common_pairs = row
            outline = Outline(article_id, day, _speakers(speakers), bool(persons), stems)
            speakers_in_common = len(outline.speakers & own.outline.speakers)
            common_stems = common_topics // speakers_in_common if speakers_in_common else 0
            common = {"common_runs": common_runs, "common_stems": common_stems, "common_pairs": common_pairs}
            if may_relate(own.outline, outline, **common):
                yield first

    def _drop(self) -> None:
        self._put_by.clear()
        self._put_by_with.clear()

    def _is_known(self, pair: Pair) -> bool:
        return pair in self._put_by or self._connection.execute(queries.EDGE, pair).fetchone() is not None


def kept_speakers(outline: Outline) -> str:
    """The speakers of an original as its row carries them."""
    return json.dumps(sorted(outline.speakers))


@lru_cache(maxsize=16384)
def _speakers(kept: str) -> frozenset[str]:
    return frozenset(json.loads(kept))


def _candidate(one: Placed, other: Placed) -> _Candidate:
    return _Candidate(one, other) if one.rank <= other.rank else _Candidate(other, one)
