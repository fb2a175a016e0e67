"""What the record tells of one statement and question, of an article's positions, and what decisions teach."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord import open_record
from onrecord.library import OpenRecord
from onrecord.problems.record import ArticleRemoved, BadDecision, UnknownId, UnknownQuestion
from onrecord.record.families import sqlite as families_sqlite
from tests.made_utterances import BERG, HOLT, READ_WITH, article, said
from tests.record.test_families import Words as NoEncoder
from tests.record.test_positions import (
    FIRST,
    HERRING,
    HOLT_1,
    HOLT_3,
    QUESTION,
    SECOND,
    THIRD,
    Judge,
    judge,
)

COUNT = 24


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenRecord]:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)
    with open_record(tmp_path / "a.record") as record:
        for made in (FIRST, SECOND, THIRD):
            record.add_reading(*made, read_with=READ_WITH)
        record.ask(QUESTION, who="Kim")
        judge(record)
        yield record
        assert [fault.message for fault in record.verify()] == []


def test_one_statement_is_told_of_whether_or_not_anything_is_known(record: OpenRecord) -> None:
    one = record.coded(QUESTION, HOLT_1[:8])
    assert (one.statement, one.proposed and one.proposed.label) == (HOLT_1, "opposes")
    assert [(held.name, held.part) for held in one.holders.values()] == [(HOLT, "speaker")]
    assert (dict(one.by), one.adjudicated, list(one.holds.values())) == ({}, None, ["opposes"])
    other = record.ask("Should the harbour be dredged?", who="Kim").id
    bare = record.coded(other, HERRING)
    assert (bare.proposed, dict(bare.holds), [held.name for held in bare.holders.values()]) == (None, {}, [BERG])
    record.code(other, HERRING, "edit", who="Kim", stance="open")
    assert list(record.coded(other, HERRING).by) == ["Kim"]


def test_what_is_no_statement_of_a_question_is_refused(record: OpenRecord) -> None:
    with pytest.raises(UnknownId):
        record.coded(QUESTION, "f00f")
    with pytest.raises(UnknownQuestion):
        record.coded("tunnel", HOLT_1)
    record.decide(HERRING, "reject", who="Kim")
    with pytest.raises(BadDecision, match="was rejected"):
        record.coded(QUESTION, HERRING)


def test_an_article_has_the_positions_of_its_statements(record: OpenRecord) -> None:
    third = THIRD[1].article.id
    assert [(one.name, one.statement, one.stance) for one in record.positions_of_article(third)] == [
        (HOLT, HOLT_3, "supports")
    ]
    record.code(QUESTION, HERRING, "edit", who="Kim", stance="neutral")
    assert sorted((one.name, one.stance) for one in record.positions_of_article(third)) == [
        (BERG, "neutral"),
        (HOLT, "supports"),
    ]
    with pytest.raises(UnknownId):
        record.positions_of_article("f00f")
    record.remove(third, who="Kim", reason="asked for")
    with pytest.raises(ArticleRemoved):
        record.positions_of_article(third)


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """By whether they speak of tolls, so that what peculiarity a question has can be learned."""
    return np.array([[1.0, 0.0] if "toll" in one else [0.0, 1.0] for one in texts], np.float32)


def coded_many(record: OpenRecord) -> list[str]:
    """Statements about a bridge, of which those that speak of tolls are decided to be open; the last two are left."""
    words = [
        f"Number {one}: a bridge {'with a toll' if one % 2 else 'for free'} is what we want" for one in range(COUNT)
    ]
    made = article("many", *(said(one) for one in words))
    record.add_reading(*made, read_with=READ_WITH)
    judge(record)
    ids = [one.id for one in made[1].statements]
    for number, one in enumerate(ids[:-2]):
        if number % 2:
            record.code(QUESTION, one, "edit", who="Kim", stance="open")
        else:
            record.code(QUESTION, one, "accept", who="Kim")
    return ids


def test_decisions_teach_without_judging_and_say_the_same_again(record: OpenRecord) -> None:
    assert record.learn(QUESTION, embed=embed) is None, "there are no decisions"
    ids = coded_many(record)
    learned = record.learn(QUESTION, embed=embed)
    assert learned
    assert (learned.decisions, learned.used) == (COUNT - 2, True)
    assert learned.after > learned.before
    free, toll = (record.coded(QUESTION, one).proposed for one in ids[-2:])
    assert free and toll
    assert (free.label, toll.label) == ("supports", "open")
    assert toll.read_with == f"{Judge().name} + {COUNT - 2} decisions"
    again = record.learn(QUESTION, embed=embed)
    assert again == learned, "it learns from what the model said, not from its own corrections"


def test_what_decisions_taught_ends_with_them(record: OpenRecord) -> None:
    ids = coded_many(record)
    before = record.coded(QUESTION, ids[-1]).proposed
    record.learn(QUESTION, embed=embed)
    for one in record.decisions(subject="position")[3:]:
        record.undo(one.number, who="Kim")
    assert record.learn(QUESTION, embed=embed) is None
    proposed = record.coded(QUESTION, ids[-1]).proposed
    assert proposed
    assert (proposed.label, proposed.read_with) == ("supports", Judge().name)
    assert before
    assert proposed.scores == pytest.approx(before.scores, abs=1e-4), "how likely it is about it is weighed once"


def test_what_nobody_is_known_to_hold_teaches_what_was_decided(record: OpenRecord) -> None:
    words = [f"Number {one}: a bridge {'with a toll' if one % 2 else 'for free'} is needed" for one in range(COUNT)]
    made = article("unnamed", *(said(one, by=None) for one in words))
    record.add_reading(*made, read_with=READ_WITH)
    judge(record)
    for number, one in enumerate(made[1].statements[:-2]):
        record.code(QUESTION, one.id, "reject" if number % 2 else "accept", who="Kim")
    learned = record.learn(QUESTION, embed=embed)
    assert learned
    free, toll = (record.coded(QUESTION, one.id).proposed for one in made[1].statements[-2:])
    assert free and toll
    assert (free.label, toll.label) == ("supports", "unrelated")


def test_a_question_that_nothing_was_judged_for_teaches_nothing(record: OpenRecord) -> None:
    other = record.ask("Should the harbour be dredged?", who="Kim").id
    assert record.learn(other, embed=embed) is None
