"""Positions of the article that the project was started from: `python -m benchmarks.seed_positions`.

Reads the article, asks its question, and compares the positions with the ones that a careful reader gives
(shared/seed/expected.json): each by the statement that shows it and by its holder, and the agreement between actors.
"Other side" are those with the opposite sign. Everything is found as a user finds it: candidates, the stance model, and
holders as the record has them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.common import SHARED
from onrecord import open_record
from onrecord.library import OpenRecord
from onrecord.positions.values import Position, Stance

SEED = SHARED / "seed"
PUBLISHED = "2024-03-01"
SIDES = frozenset(("supports", "opposes"))


@dataclass(frozen=True, slots=True)
class Compared:
    """An expected position, and the stance that was found of its holder by its statement; None where there is none."""

    holder: str
    expected: Stance
    found: Stance | None

    @property
    def is_right(self) -> bool:
        return self.expected == self.found

    @property
    def is_opposite(self) -> bool:
        return not self.is_right and {self.expected, self.found} == SIDES


def compared(record: OpenRecord, expected: Mapping[str, Any]) -> Iterator[Compared]:
    """The expected positions with those of a record of the article, doubtful ones among them."""
    question = record.ask(expected["question"], who="benchmark")
    record.judge(question.id)
    found = record.positions(question=question.id, doubtful=True, limit=None).positions
    (article,) = record.readings()
    text = article.article.latest.text
    places = {one.id: (one.content[0].start, one.content[-1].end) for one in article.statements}
    for one in expected["positions"]:
        start, end = expected["statements"][one["evidence"]]["spans"][0]
        assert text[start:end]
        own = [at for at in found if at.name == one["holder"] and _overlap(places[at.statement], (start, end))]
        best: Position | None = max(own, key=lambda at: _overlap(places[at.statement], (start, end)), default=None)
        yield Compared(one["holder"], one["stance"], best.stance if best else None)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def main() -> None:
    expected = json.loads((SEED / "expected.json").read_text(encoding="utf8"))
    with TemporaryDirectory() as folder, open_record(Path(folder) / "seed.record") as record:
        record.add(SEED / "article.txt", published=PUBLISHED)
        found = list(compared(record, expected))
        edges = record.agreements(expected["question"])
    for one in found:
        sign = "  other side" if one.is_opposite else ""
        print(f"{'right' if one.is_right else 'WRONG'}  {one.holder:18} {one.expected:9} found {one.found}{sign}")
    right, opposite = sum(one.is_right for one in found), sum(one.is_opposite for one in found)
    print(f"{right} of {len(found)} right, {opposite} on the other side")
    for edge in edges:
        print(f"{edge.name} {edge.relation} with {edge.other_name}: {edge.words}")


if __name__ == "__main__":
    main()
