"""The comparison of an article's statements with those they may be one utterance with."""

import json
import sqlite3
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from onrecord.families.candidates import UNDATED, Outline, Sketch, asked_keys, may_relate, related, said_keys
from onrecord.families.tokens import plain_words
from onrecord.families.values import Doubt, Judged, Relation, Report, Told
from onrecord.record.families import queries
from onrecord.record.families.reports import Meanings, Placed, Reports

_DIGITS = 4
"""Of a score: the last bits of an embedding depend on the processor."""
Pair = tuple[int, int]
"""Two statements by sequence, the earlier published first."""


NEAR = 40
"""Statements of one article before another that are compared with it for their subject; those farther before it only
where they share a run of words. News seldom has so many; a hearing may have a thousand."""
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
    """What the words of two reports, the earlier one first, tell of them; see `families.comparison`."""

    def __call__(self, first: Report, second: Report) -> Judged:
        """How they relate, or what their likeness in meaning would tell."""


class ByMeaning(Protocol):
    """How two reports of which words did not tell relate."""

    def __call__(self, doubts: Iterable[Doubt], *, similarity: float) -> Told | None:
        """None where they do not. `similarity` is that of the embeddings."""


EdgeRow = tuple[int, int, Relation, float]
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
    def in_one_version(self) -> bool:
        return self.first.version == self.second.version

    @property
    def quotes(self) -> tuple[str, str]:
        return self.first.report.quote, self.second.report.quote


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """A candidate that words do not decide. Of equal words no embedding is needed."""

    candidate: _Candidate
    doubts: tuple[Doubt, ...]
    equal: bool


class Comparer:
    """Compares statements, those that cannot be told by their words by their meanings."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        reports: Reports,
        *,
        judge: Judge,
        by_meaning: ByMeaning,
        meanings: Meanings,
    ) -> None:
        self._connection, self._reports, self._meanings = connection, reports, meanings
        self._judge, self._by_meaning = judge, by_meaning
        self._doubtful: dict[Pair, _Doubtful] = {}
        self._doubtful_with: defaultdict[int, list[Pair]] = defaultdict(list)

    def forget(self) -> None:
        """Drop the pairs put by."""
        self._drop_doubtful()
        self._meanings.forget()

    def leave(self, overtaken: Iterable[Placed]) -> None:
        """Drop the pairs put by of statements that are not the first of their original any more, with others than those
        of their version."""
        for one in overtaken:
            for pair in self._doubtful_with.pop(one.sequence, ()):
                if pair in self._doubtful and not self._doubtful[pair].candidate.in_one_version:
                    del self._doubtful[pair]

    def compare(
        self, own: Mapping[int, Placed], renewed: Mapping[int, Placed], beside: Iterable[tuple[Placed, Placed]]
    ) -> tuple[list[EdgeRow], list[Pair]]:
        """The edges that were not known, and the pairs that have none any more.

        Compared are the statements of one version, by original, with each other; those that became the first of their
        original with the first ones of others; and of the pairs of one speaker `beside` what changed those that have
        nothing between them now. Pairs that words alone do not decide are put by until `decide`."""
        candidates: dict[Pair, _Candidate] = {}
        for one in (*self._within(own), *self._across(renewed)):
            candidates.setdefault(one.pair, one)
        parted = []
        for both in beside:
            sketches = self._reports.sketch(both[0]), self._reports.sketch(both[1])
            one = _candidate(*both, outlines=(sketches[0].outline, sketches[1].outline))
            if self._is_next(*sketches):
                candidates.setdefault(one.pair, one)
            else:
                parted.append(one.pair)
                self._doubtful.pop(one.pair, None)
        new = {one.version for one in own.values()}  # of which no pair can be known
        found = []
        for pair, one in candidates.items():
            if not new.isdisjoint((one.first.version, one.second.version)) or not self._is_known(pair):
                judged = self._judge(one.first.report, one.second.report)
                if judged.told:
                    found.append(_row(one, judged.told))
                elif judged.doubts and one.same_speaker:
                    self._put_by(one, judged.doubts)
        return sorted(found), parted

    def decide(self) -> list[EdgeRow]:
        """The edges of the pairs put by, by what they mean; many embedded together, which is much faster."""
        rows = []
        meanings = self._meanings.take()
        for one in self._doubtful.values():
            first, second = one.candidate.quotes
            likeness = 1.0 if one.equal else round(float(meanings[first] @ meanings[second]), _DIGITS)
            told = self._by_meaning(one.doubts, similarity=likeness)
            if told is not None:
                rows.append(_row(one.candidate, told))
        self._drop_doubtful()
        return sorted(rows)

    def _put_by(self, one: _Candidate, doubts: tuple[Doubt, ...]) -> None:
        first, second = (plain_words(quote) for quote in one.quotes)
        self._doubtful[one.pair] = _Doubtful(one, doubts, first == second)
        for statement in one.pair:
            self._doubtful_with[statement].append(one.pair)
        if first != second:
            self._meanings.ask(one.quotes)

    def _within(self, own: Mapping[int, Placed]) -> Iterator[_Candidate]:
        placed = sorted(own.values(), key=lambda one: one.sequence)
        sketched = [self._reports.sketch(one) for one in placed]
        for first, second in near_pairs([one.runs for one in sketched]):
            if related(sketched[first], sketched[second]):
                outlines = sketched[first].outline, sketched[second].outline
                yield _candidate(placed[first], placed[second], outlines=outlines)

    def _across(self, renewed: Mapping[int, Placed]) -> Iterator[_Candidate]:
        sketches = {original: self._reports.sketch(one) for original, one in renewed.items()}
        shared = self._shared_keys(sketches.values())
        for original, one in renewed.items():
            own = sketches[original]
            for other, outline in self._near(original, own, shared[own.outline.article_id]):
                placed = self._reports.one(other)
                if placed.version != one.version:  # those of one version are compared whole
                    yield _candidate(one, placed, outlines=(own.outline, outline))

    def _is_next(self, one: Sketch, other: Sketch) -> bool:
        common, days = said_keys(one) & said_keys(other), (one.outline.day or UNDATED, other.outline.day or UNDATED)
        asked = (json.dumps(list(common)), min(days), max(days))
        return bool(self._connection.execute(queries.IS_NEXT, asked).fetchone()[0])

    def _shared_keys(self, sketches: Iterable[Sketch]) -> dict[str, frozenset[int]]:
        """By article, what is looked for with its statements and stands under other articles too. Of what only one
        article says, a thousand speakers perhaps, each would else be found with each, to be left out again."""
        keys: defaultdict[str, set[int]] = defaultdict(set)
        for own in sketches:
            keys[own.outline.article_id].update(asked_keys(own).every)
        return {
            article: frozenset(
                row[0] for row in self._connection.execute(queries.SHARED_KEYS, (json.dumps(list(asked)), article))
            )
            for article, asked in keys.items()
        }

    def _near(self, original: int, own: Sketch, shared: frozenset[int]) -> Iterator[tuple[int, Outline]]:
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
            "first_topic": first_topic,
            "last_topic": last_topic,
        }
        for row in self._connection.execute(queries.CANDIDATES, named).fetchall():
            first, article_id, day, speakers, persons, stems, common_runs, common_topics = row
            outline = Outline(article_id, day, _speakers(speakers), bool(persons), stems)
            speakers_in_common = len(outline.speakers & own.outline.speakers)
            common_stems = common_topics // speakers_in_common if speakers_in_common else 0
            if may_relate(own.outline, outline, common_runs=common_runs, common_stems=common_stems):
                yield first, outline

    def _drop_doubtful(self) -> None:
        self._doubtful.clear()
        self._doubtful_with.clear()

    def _is_known(self, pair: Pair) -> bool:
        return pair in self._doubtful or self._connection.execute(queries.EDGE, pair).fetchone() is not None


def kept_speakers(outline: Outline) -> str:
    """The speakers of an original as its row carries them."""
    return json.dumps(sorted(outline.speakers))


@lru_cache(maxsize=16384)
def _speakers(kept: str) -> frozenset[str]:
    return frozenset(json.loads(kept))


def _candidate(one: Placed, other: Placed, *, outlines: tuple[Outline, Outline]) -> _Candidate:
    first, second = (one, other) if one.rank <= other.rank else (other, one)
    return _Candidate(first, second, not outlines[0].speakers.isdisjoint(outlines[1].speakers))


def _row(one: _Candidate, told: Told) -> EdgeRow:
    relation, score = told
    return (*one.pair, relation, round(score, _DIGITS))
