"""Questions, stances, coding and positions in the record."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord import open_record
from onrecord.library import OpenRecord
from onrecord.model import Speaker
from onrecord.positions.values import LABELS, Judgement, Label, Position, Utterance
from onrecord.problems.record import (
    AmbiguousQuestion,
    BadCursor,
    BadDecision,
    BadQuestion,
    UnknownActor,
    UnknownId,
    UnknownQuestion,
)
from onrecord.record.cursors import cursor
from onrecord.record.families import sqlite as families_sqlite
from onrecord.record.positions.judging import Asking, batches
from tests.made_utterances import BERG, HOLT, READ_WITH, article, said
from tests.positions.made_agreement import agreeing
from tests.positions.made_positions import AS_LEARNED, everything
from tests.record.test_families import Words as NoEncoder

QUESTION = "Should the ferry be replaced by a bridge?"
AGAINST = "The ferry across the sound will run for as long as anybody here wants to cross it"
FOR = "A bridge is what the islanders have been waiting for since before the war"
WEATHER = "The weather was lovely when the herring came in"
FIRST = article("one", said(AGAINST, around="she told reporters on the pier", on="2024-05-01"))
SECOND = article("two", said(AGAINST, around="she said"), said(FOR, by=BERG), published="2024-05-08")
THIRD = article("three", said(WEATHER, by=BERG), said(FOR, on="2024-06-01"), published="2024-06-02")
HOLT_1, HOLT_2, BERG_2 = (made[1].statements[at].id for made, at in ((FIRST, 0), (SECOND, 0), (SECOND, 1)))
HERRING, HOLT_3 = (one.id for one in THIRD[1].statements)


class Judge:
    """Takes those who speak of the ferry for opponents and those who speak of a bridge for supporters."""

    def __init__(self, name: str = "made-up stance 1", *, sure: float = 0.8) -> None:
        self.name, self.sure, self.asked = name, sure, list[Utterance]()

    def judge(self, question: str, utterances: Sequence[Utterance]) -> list[Judgement]:
        self.asked += utterances
        return [self._judged(one.content) for one in utterances]

    def _judged(self, words: str) -> Judgement:
        label: Label = "opposes" if "ferry" in words else "supports" if "bridge" in words else "unrelated"
        rest = (1 - self.sure) / (len(LABELS) - 1)
        return Judgement(tuple(self.sure if one == label else rest for one in LABELS))


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[OpenRecord]:
    with open_record(tmp_path / "a.record") as record:
        yield record
        assert [fault.message for fault in record.verify()] == []


@pytest.fixture
def record(empty: OpenRecord) -> OpenRecord:
    for made in (FIRST, SECOND, THIRD):
        empty.add_reading(*made, read_with=READ_WITH)
    empty.ask(QUESTION, who="Kim")
    judge(empty)
    return empty


def judge(record: OpenRecord, judge: Judge | None = None, *, relevance: float = AS_LEARNED) -> Judge:
    """Let all statements be judged."""
    judge = judge or Judge()
    record.judge(QUESTION, judge=judge, candidates=everything(record, relevance))
    return judge


def told(positions: Sequence[Position]) -> list[tuple[str, str, str]]:
    return [(str(one.day), one.name, one.stance) for one in positions]


# Questions.


def test_a_question_is_kept_with_what_is_given(empty: OpenRecord) -> None:
    empty.add_reading(*FIRST, read_with=READ_WITH)
    asked = empty.ask(
        f"  {QUESTION} ", description="not a tunnel", synonyms=["crossing", " crossing "], seeds=[HOLT_1[:8]],
        since=date(2024, 1, 1), who="Kim",
    )  # fmt: skip
    assert (asked.text, asked.description, asked.synonyms, asked.seeds) == (
        QUESTION, "not a tunnel", ("crossing",), (HOLT_1,),
    )  # fmt: skip
    assert (asked.since, asked.closed, asked.asked_by) == (date(2024, 1, 1), False, "Kim")
    assert empty.questions() == (asked,) == (empty.question(QUESTION),)


def test_the_same_words_are_the_same_question(empty: OpenRecord) -> None:
    first = empty.ask(QUESTION, synonyms=["crossing"], who="Kim")
    again = empty.ask("should the ferry be  replaced by a Bridge", synonyms=["span"], description="new", who="Lee")
    assert (again.id, again.text) == (first.id, QUESTION)
    assert (again.synonyms, again.description) == (("crossing", "span"), "new")
    assert [one.who for one in empty.decisions(subject="question")] == ["Lee"]
    empty.ask(QUESTION, who="Lee")
    assert len(empty.decisions()) == 1  # nothing was given that is new


def test_a_question_is_found_by_its_id_and_by_words(empty: OpenRecord) -> None:
    asked = empty.ask(QUESTION, who="Kim")
    other = empty.ask("Should the ferry be free of charge?", who="Kim")
    assert empty.question(asked.id) == empty.question(asked.id[:6]) == empty.question("bridge ferry") == asked
    assert empty.question("charge") == other
    with pytest.raises(AmbiguousQuestion, match="more than one question"):
        empty.question("ferry")
    with pytest.raises(UnknownQuestion, match="onrecord ask"):
        empty.question("tunnel")


def test_what_is_no_question_is_refused(empty: OpenRecord) -> None:
    for text in ("", " ? ", "x" * 501):
        with pytest.raises(BadQuestion):
            empty.ask(text, who="Kim")
    with pytest.raises(BadDecision, match="nobody asks"):
        empty.ask(QUESTION, who=" ")
    with pytest.raises(UnknownId):
        empty.ask(QUESTION, seeds=["beef"], who="Kim")


def test_a_question_is_changed_closed_and_taken_back(empty: OpenRecord) -> None:
    empty.ask(QUESTION, synonyms=["crossing"], since=date(2024, 1, 1), who="Kim")
    empty.change_question(QUESTION, synonyms=["span"], since="", who="Kim")
    changed = empty.question(QUESTION)
    assert (changed.synonyms, changed.since) == (("span",), None)
    closed = empty.change_question(QUESTION, closed=True, who="Kim")
    assert empty.question(QUESTION).closed
    assert empty.questions(closed=False) == ()
    empty.undo(closed.number, who="Kim")
    assert not empty.question(QUESTION).closed
    with pytest.raises(BadDecision, match="nothing of the question changes"):
        empty.change_question(QUESTION, synonyms=["span"], who="Kim")


# Stances.


def test_positions_follow_from_stances_the_newest_first(record: OpenRecord) -> None:
    page = record.positions(question=QUESTION)
    assert [day for day, *_ in told(page.positions)] == ["2024-06-01", "2024-05-08", "2024-05-08", "2024-05-01"]
    assert sorted(told(page.positions)) == [
        ("2024-05-01", HOLT, "opposes"),
        ("2024-05-08", BERG, "supports"),
        ("2024-05-08", HOLT, "opposes"),
        ("2024-06-01", HOLT, "supports"),
    ]
    last = page.positions[-1]
    assert (last.statement, last.outlet, last.quote) == (HOLT_1, "The one Times", f"“{AGAINST}”")
    assert (last.proposed, last.decided_by, last.doubtful) == ("opposes", (), False)
    assert last.confidence == 0.8
    assert last.family is not None
    assert last.family == next(one.family for one in page.positions if one.statement == HOLT_2)
    assert next(one.family for one in page.positions if one.statement == HOLT_3) is not last.family


def test_what_was_judged_with_the_same_words_is_not_judged_again(record: OpenRecord) -> None:
    assert judge(record).asked == []
    new = article("four", said("No bridge has ever been built in time"), published="2024-07-01")
    record.add_reading(*new, read_with=READ_WITH)
    assert [one.content for one in judge(record).asked] == ["“No bridge has ever been built in time”"]
    other = Judge("made-up stance 2")
    assert record.judge(QUESTION, judge=other, candidates=everything(record)).judged == 6
    assert record.judge(QUESTION, judge=other, candidates=everything(record)).labels["unrelated"] == 1


def test_a_new_run_supersedes_the_older_which_stays(record: OpenRecord) -> None:
    class Turned(Judge):
        def judge(self, question: str, utterances: Sequence[Utterance]) -> list[Judgement]:
            turned = {"opposes": "supports", "supports": "opposes"}
            labels = [turned.get(one.label, one.label) for one in super().judge(question, utterances)]
            return [Judgement(tuple(float(one == label) for one in LABELS)) for label in labels]

    judge(record, Turned("turned"))
    assert {one.stance for one in record.positions(question=QUESTION, actor=BERG).positions} == {"opposes"}
    assert record._connection.execute("SELECT count(*) FROM stances").fetchone()[0] == 10
    assert record.question_counts()[record.question(QUESTION).id].judged == 5


def test_what_the_model_is_told_of_a_statement(empty: OpenRecord) -> None:
    empty.add_reading(*FIRST, read_with=READ_WITH)
    empty.ask(QUESTION, who="Kim")
    (one,) = judge(empty).asked
    assert one.holder.endswith(json.dumps([HOLT]))
    paragraph = f"“{AGAINST}” she told reporters on the pier"
    assert replace(one, holder="") == Utterance(f"“{AGAINST}”", paragraph=paragraph, names=(HOLT,))


def test_all_of_one_holder_are_judged_in_one_batch() -> None:
    holders = ["1 Holt", "1 Berg", "2 Holt", "", "1 Holt", ""]
    asking = [Asking(str(number), 1.0, Utterance("so", holder=holder)) for number, holder in enumerate(holders)]
    found = [[one.statement for one in batch] for batch in batches(asking, 2)]
    assert found == [["0", "4"], ["1", "2"], ["3", "5"]]


def test_whose_words_they_are_is_no_part_of_what_is_judged() -> None:
    one = Asking("s", 1.0, Utterance("so", "said", "Holt"))
    other = replace(one.utterance, names=("Maria Holt",), holder="2 Holt")
    assert replace(one, utterance=other).words == one.words
    assert replace(one, utterance=replace(one.utterance, content="no")).words != one.words


def test_doubtful_proposals_are_no_positions_unless_asked_for(record: OpenRecord) -> None:
    judge(record, Judge("unsure", sure=0.4))
    assert record.positions(question=QUESTION).positions == ()
    found = record.positions(question=QUESTION, doubtful=True).positions
    assert len(found) == 4
    assert all(one.doubtful for one in found)
    record.code(QUESTION, BERG_2, "accept", who="Kim")
    assert told(record.positions(question=QUESTION).positions) == [("2024-05-08", BERG, "supports")]


def test_seeds_are_judged_though_nothing_finds_them(empty: OpenRecord) -> None:
    empty.add_reading(*SECOND, read_with=READ_WITH)
    empty.ask(QUESTION, seeds=[BERG_2], who="Kim")
    judged = empty.judge(QUESTION, judge=Judge(), candidates=[])
    assert (judged.candidates, judged.related) == (1, 1)


def test_positions_before_the_start_of_a_question_are_left_out(record: OpenRecord) -> None:
    record.change_question(QUESTION, since=date(2024, 5, 8), who="Kim")
    assert HOLT_1 not in {one.statement for one in record.positions(question=QUESTION).positions}
    assert len(record.positions(question=QUESTION).positions) == 3


# Who holds a position.


def principals(*names: str) -> tuple[Speaker, ...]:
    return tuple(Speaker(name, "organization") for name in names)


def test_the_principal_holds_what_is_relayed_and_each_of_several_has_a_position(empty: OpenRecord) -> None:
    loaded, reading = article("relayed", said(AGAINST, by="Anna Spokes", on="2024-05-03"))
    nations = principals("Norway", "Denmark")
    one = replace(reading.statements[0], principals=nations)
    empty.add_reading(loaded, replace(reading, statements=(one,)), read_with=READ_WITH)
    empty.ask(QUESTION, who="Kim")
    judge(empty)
    found = empty.positions(question=QUESTION).positions
    assert sorted((one.name, one.stance, one.relayed) for one in found) == [
        ("Denmark", "opposes", True),
        ("Norway", "opposes", True),
    ]
    assert empty.positions(question=QUESTION, relayed=False).positions == ()
    assert len(empty.positions(actor="Norway", relayed=True).positions) == 1


def test_positions_follow_merges_and_splits(record: OpenRecord) -> None:
    record.merge(BERG, HOLT, who="Kim")
    assert {one.name for one in record.positions(question=QUESTION).positions} == {HOLT}
    assert len(record.positions(actor=BERG).positions) == 4
    record.undo(1, who="Kim")
    record.split(HOLT, statements=[HOLT_1], who="Kim")
    found = record.positions(question=QUESTION).positions
    assert len({one.actor for one in found if one.name == HOLT}) == 2
    other = next(one.actor for one in found if one.statement == HOLT_1)
    assert [one.statement for one in record.positions(actor=other).positions] == [HOLT_1]


def test_a_rejected_statement_shows_no_position_and_an_edited_one_another_holder(record: OpenRecord) -> None:
    record.decide(HOLT_1, "reject", who="Kim")
    assert HOLT_1 not in {one.statement for one in record.positions(question=QUESTION).positions}
    record.decide(HOLT_2, "edit", speaker=BERG, who="Kim")
    assert {one.name for one in record.positions_of_statement(HOLT_2)} == {BERG}
    assert judge(record).asked == []  # the words are the same


def test_filters_and_pages(record: OpenRecord) -> None:
    assert told(record.positions(question=QUESTION, since=date(2024, 6, 1)).positions) == [
        ("2024-06-01", HOLT, "supports")
    ]
    assert len(record.positions(question=QUESTION, since="2024-06").positions) == 1
    assert len(record.positions(question=QUESTION, until=date(2024, 5, 8), stance="opposes").positions) == 2
    with pytest.raises(ValueError, match="is not a date"):
        record.positions(since="June")
    everyone = record.positions(limit=None).positions
    page = record.positions(limit=3)
    rest = record.positions(limit=3, after=page.next)
    assert (*page.positions, *rest.positions) == everyone
    assert rest.next is None
    with pytest.raises(BadCursor):
        record.positions(question=QUESTION, after=page.next)
    with pytest.raises(UnknownActor):
        record.positions(actor="Nobody")
    with pytest.raises(ValueError, match="limit"):
        record.positions(limit=0)


def test_what_is_added_between_two_pages_repeats_nothing_and_loses_nothing(record: OpenRecord) -> None:
    other = record.ask("Should the harbour be dredged?", who="Kim").id
    record.judge(other, judge=Judge(), candidates=everything(record))
    before = record.positions(limit=None).positions
    page = record.positions(limit=2)
    newest, oldest = article("newest", said(FOR, on="2024-07-01")), article("oldest", said(FOR, on="2024-04-01"))
    for made in (newest, oldest):
        record.add_reading(*made, read_with=READ_WITH)
    judge(record)
    code(record, "reject", statement=page.positions[-1].statement)  # the last one of the page is gone
    rest = list(page.positions)
    while page.next:
        page = record.positions(limit=2, after=page.next)
        rest += page.positions
    (later,) = (one for one in rest if one not in before)
    assert [one for one in rest if one is not later] == list(before)
    assert (later.statement, rest.index(later)) == (oldest[1].statements[0].id, 4)


def test_positions_that_became_known_last_come_first(record: OpenRecord) -> None:
    first = record.new_positions(QUESTION)
    assert {one.position.statement for one in first} == {HOLT_1, HOLT_2, BERG_2, HOLT_3}
    record.add_reading(*(later := article("later", said(FOR, by="Ida Lund"))), read_with=READ_WITH)
    judge(record)
    judge(record, Judge("another model"))  # what was known is not new again
    (newest, *rest) = record.new_positions(QUESTION)
    assert newest.position.statement == later[1].statements[0].id
    assert {(one.position.statement, one.since) for one in rest} == {
        (one.position.statement, one.since) for one in first
    }
    number = code(record, "edit", statement=HOLT_2, stance="neutral")
    assert [one.position.statement for one in record.new_positions(QUESTION, limit=1)] == [HOLT_2]
    record.undo(number, who="Kim")
    assert record.new_positions(QUESTION, limit=1)[0].position == newest.position
    judge(record, Judge("unsure", sure=0.3))
    assert record.new_positions(QUESTION) == ()
    with pytest.raises(ValueError, match="limit"):
        record.new_positions(QUESTION, limit=0)


def test_nobody_makes_a_cursor(record: OpenRecord) -> None:
    page = record.positions(limit=2)
    assert page.next is not None and QUESTION not in page.next and page.positions[-1].statement not in page.next
    strange = ["", "2", "é", page.next[:-4], page.next + "AAAA", cursor("", (1,)), cursor("", ("a", 1, 2, 3))]
    for one in strange:
        with pytest.raises(BadCursor):
            record.positions(limit=2, after=one)
        with pytest.raises(BadCursor):
            record.to_code(QUESTION, "Kim", after=one)


# Coding.


def code(record: OpenRecord, verdict: str, who: str = "Kim", statement: str = HOLT_1, **given: object) -> int:
    return record.code(QUESTION, statement, verdict, who=who, **given).number  # type: ignore[arg-type]


def holds(record: OpenRecord, statement: str = HOLT_1) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.name: (one.stance, one.decided_by) for one in record.positions_of_statement(statement)}


def test_each_coders_last_decision_is_kept_and_the_last_of_all_holds(record: OpenRecord) -> None:
    code(record, "accept", "Kim")
    code(record, "reject", "Lee")
    assert holds(record) == {}
    code(record, "edit", "Kim", stance="open")
    assert holds(record) == {HOLT: ("open", ("Lee", "Kim"))}
    (coded,) = record.codings(QUESTION)
    actor = record.actor(HOLT).id
    assert {who: dict(one.labels) for who, one in coded.by.items()} == {
        "Kim": {actor: "open"},
        "Lee": {actor: "unrelated"},
    }
    assert (coded.holds, coded.adjudicated) == ({actor: "open"}, None)
    assert coded.proposed is not None
    assert (coded.proposed.label, coded.proposed.read_with) == ("opposes", "made-up stance 1")


def test_a_decision_that_is_taken_back_counts_no_longer(record: OpenRecord) -> None:
    number = code(record, "reject")
    record.undo(number, who="Kim")
    assert holds(record) == {HOLT: ("opposes", ())}
    assert list(record.codings()) == []


def test_adjudication_overrides_coders_whenever_they_decide(record: OpenRecord) -> None:
    code(record, "reject", "Kim")
    code(record, "edit", "Lee", stance="neutral")
    number = code(record, "accept", "Ada", adjudicate=True)
    code(record, "reject", "Kim")
    assert holds(record) == {HOLT: ("opposes", ("Lee", "Ada", "Kim"))}
    (coded,) = record.codings(QUESTION)
    assert coded.adjudicated is not None
    assert (coded.adjudicated.who, sorted(coded.by)) == ("Ada", ["Kim", "Lee"])
    assert list(record.codings(QUESTION, disputed=True)) == []
    record.undo(number, who="Ada")
    assert [one.statement for one in record.codings(QUESTION, disputed=True)] == [HOLT_1]
    assert holds(record) == {}


def test_an_accepted_proposal_stays_when_the_model_changes_its_mind(record: OpenRecord) -> None:
    code(record, "accept")

    class Neutral(Judge):
        def judge(self, question: str, utterances: Sequence[Utterance]) -> list[Judgement]:
            return [Judgement((0.0, 0.0, 0.0, 1.0, 0.0)) for _ in utterances]

    judge(record, Neutral("neutral"))
    assert holds(record) == {HOLT: ("opposes", ("Kim",))}
    assert holds(record, HOLT_2) == {HOLT: ("neutral", ())}


def test_another_holder_is_named_from_the_record(record: OpenRecord) -> None:
    code(record, "edit", holders=[BERG])
    assert holds(record) == {BERG: ("opposes", ("Kim",))}
    assert [one.statement for one in record.positions(actor=BERG, stance="opposes").positions] == [HOLT_1]
    with pytest.raises(UnknownActor):
        code(record, "edit", holders=["Somebody Else"])


def test_one_of_several_holders_is_coded_alone(empty: OpenRecord) -> None:
    loaded, reading = article("nations", said(AGAINST, by=None))
    one = replace(reading.statements[0], speakers=principals("Norway", "Denmark"))
    empty.add_reading(loaded, replace(reading, statements=(one,)), read_with=READ_WITH)
    empty.ask(QUESTION, who="Kim")
    judge(empty)
    code(empty, "edit", statement=one.id, holder="Denmark", stance="open")
    assert holds(empty, one.id) == {"Norway": ("opposes", ()), "Denmark": ("open", ("Kim",))}
    code(empty, "reject", statement=one.id, holder="Norway")
    assert set(holds(empty, one.id)) == {"Denmark"}
    with pytest.raises(UnknownActor):
        code(empty, "reject", statement=one.id, holder="Sweden")


def test_a_statement_that_was_not_proposed_is_coded(record: OpenRecord) -> None:
    code(record, "edit", statement=HERRING, stance="neutral")
    assert holds(record, HERRING) == {BERG: ("neutral", ("Kim",))}
    other = record.ask("Should herring be smoked?", who="Kim")
    with pytest.raises(BadDecision, match="no stance is proposed"):
        record.code(other.id, HERRING, "accept", who="Kim")
    record.code(other.id, HERRING, "edit", stance="supports", who="Kim")
    (found,) = record.positions(question=other.id).positions
    assert (found.stance, found.proposed, found.confidence) == ("supports", None, 0.0)
    assert HERRING in {one.statement for one in record.positions(actor=BERG).positions}


@pytest.mark.parametrize(
    ("verdict", "given", "wrong"),
    [
        ("perhaps", {}, "is not a verdict"),
        ("accept", {"stance": "open"}, "accept sets nothing"),
        ("edit", {}, "the edit sets nothing"),
        ("edit", {"stance": "undecided"}, "is not a stance"),
        ("edit", {"stance": "open", "holder": BERG}, "does not hold the position"),
    ],
)
def test_decisions_without_sense_are_refused(
    record: OpenRecord, verdict: str, given: dict[str, Any], wrong: str
) -> None:
    with pytest.raises(BadDecision, match=wrong):
        code(record, verdict, **given)
    assert record.decisions() == ()


def test_coding_holds_in_later_versions_in_which_the_statement_is_the_same(record: OpenRecord) -> None:
    code(record, "edit", stance="open")
    longer = article("one", said(AGAINST, around="she told reporters on the pier", on="2024-05-01"), said("Rain, then"))
    record.add_reading(*longer, read_with=READ_WITH)
    new = longer[1].statements[0].id
    assert new != HOLT_1
    assert holds(record, new) == {HOLT: ("open", ("Kim",))}
    assert [one.statement for one in record.codings(QUESTION)] == [new]


def test_the_queue_of_a_coder(record: OpenRecord) -> None:
    judge(record, Judge("sure", sure=0.9))
    page = record.to_code(QUESTION, "Kim", limit=3)
    assert (len(page.coded), page.left) == (3, 4)
    rest = record.to_code(QUESTION, "Kim", limit=3, after=page.next)
    assert len({one.statement for one in (*page.coded, *rest.coded)}) == 4
    code(record, "accept", "Kim")
    assert record.to_code(QUESTION, "Lee").left == 3
    assert record.to_code(QUESTION, "Lee", blind=True).left == 4
    assert record.to_code(QUESTION, "Kim", blind=True, unrelated=True).left == 4
    with pytest.raises(BadCursor):
        record.to_code(QUESTION, "Lee", after=page.next)


def test_decisions_are_found_by_statement_and_by_question(record: OpenRecord) -> None:
    code(record, "accept")
    code(record, "reject", statement=HERRING)
    record.change_question(QUESTION, synonyms=["span"], who="Kim")
    assert [one.number for one in record.decisions(HOLT_1)] == [1]
    assert [one.number for one in record.decisions(record.question(QUESTION).id)] == [1, 2, 3]
    assert [one.number for one in record.latest_decisions(HERRING).decisions] == [2]


# What decisions teach.


def test_twenty_decisions_correct_the_rest_until_they_are_taken_back(
    empty: OpenRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OpenRecord, "_embed", lambda record: lambda texts: NoEncoder().begin(list(texts))())
    words = [f"The bridge of plan {n} {'costs too much' if n % 2 else 'saves an hour'}, and so on" for n in range(30)]
    many = article("many", *(said(one) for one in words))
    empty.add_reading(*many, read_with=READ_WITH)
    empty.ask(QUESTION, who="Kim")
    judge(empty)
    ids = [one.id for one in many[1].statements]
    for n, id_ in enumerate(ids[:19]):
        code(empty, "edit", statement=id_, stance="opposes" if n % 2 else "supports")
    judged = empty.judge(QUESTION, judge=Judge(), candidates=everything(empty))
    assert judged.learned is None
    code(empty, "edit", statement=ids[19], stance="opposes")
    judged = empty.judge(QUESTION, judge=Judge(), candidates=everything(empty))
    assert judged.learned is not None
    assert (judged.learned.decisions, judged.learned.used, judged.judged) == (20, True, 0)
    assert judged.learned.after > judged.learned.before
    told = {one.statement: one for one in empty.positions(question=QUESTION, doubtful=True, limit=None).positions}
    assert [told[id_].stance for id_ in ids[20:]] == ["supports", "opposes"] * 5
    assert not any(told[id_].decided_by for id_ in ids[20:])
    stances = "SELECT count(*) FROM stances"
    kept = empty._connection.execute(stances).fetchone()
    again = empty.judge(QUESTION, judge=Judge(), candidates=everything(empty))
    assert (again.judged, empty._connection.execute(stances).fetchone()) == (0, kept)
    empty.undo(1, who="Kim")
    assert empty.judge(QUESTION, judge=Judge(), candidates=everything(empty)).learned is None
    assert {one.stance for one in empty.positions_of_statement(ids[21])} == {"supports"}


# What is kept is proved, and goes with its article.


def test_an_article_takes_its_stances_and_codings_with_it(record: OpenRecord) -> None:
    code(record, "accept")
    code(record, "accept", statement=HOLT_3)
    record.remove(FIRST[0].article.id, reason="asked to", who="Kim")
    counts = record.question_counts()[record.question(QUESTION).id]
    assert (counts.judged, counts.coded) == (4, 1)
    assert HOLT_1 not in {one.statement for one in record.positions(question=QUESTION).positions}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE stances SET label = 'neutral' WHERE label = 'supports'", "the stance was changed after it was added"),
        ("UPDATE stances SET scores = '[1,0,0,0,0]'", "the stance was changed after it was added"),
        ("UPDATE questions SET text = 'Should it?'", "the question was changed after it was added"),
        ("DELETE FROM stances", "the stance it stands for is missing"),
        ("DELETE FROM coded", "is out of step"),
        ("UPDATE stances SET statement = 'beef'", "the statement is missing"),
    ],
)
def test_verify_finds_what_was_changed(tmp_path: Path, change: str, fault: str) -> None:
    with open_record(tmp_path / "a.record") as record:
        record.add_reading(*SECOND, read_with=READ_WITH)
        record.ask(QUESTION, who="Kim")
        judge(record)
        record.code(QUESTION, BERG_2, "accept", who="Kim")
        assert list(record.verify()) == []
    with closing(sqlite3.connect(tmp_path / "a.record")) as connection:
        for trigger in ("stances_stay", "stances_remain", "questions_stay"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(change)
        connection.commit()
    with open_record(tmp_path / "a.record", write=False) as record:
        assert any(fault in one.message for one in record.verify())


def test_stances_are_never_changed(record: OpenRecord) -> None:
    for statement in ("UPDATE stances SET label = 'open'", "DELETE FROM stances", "DELETE FROM questions"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            record._connection.execute(statement)


# Who agrees with whom.


def test_who_agrees_is_told_around_statements_about_the_question(empty: OpenRecord) -> None:
    empty.add_reading(*agreeing(), read_with=READ_WITH)
    empty.ask(QUESTION, who="Kim")
    judge(empty)
    (one,) = empty.agreements(QUESTION)
    assert (one.name, one.relation, one.other_name, one.words) == (HOLT, "agrees", BERG, "agreed with Jonas Berg")
    assert empty.agreements(QUESTION, actor=BERG) == (one,)
    other = empty.ask("Should the ferry be free?", who="Kim").id
    empty.judge(other, judge=Judge(), candidates=everything(empty))
    (both,) = empty.agreements()
    assert (both.words, both.questions) == (one.words, (empty.question(QUESTION).id, other))
    assert empty.agreements(actor=BERG) == empty.agreements(actor=HOLT) == (both,)
    empty.change_question(other, closed=True, who="Kim")
    assert empty.agreements() == (replace(both, questions=one.questions),)
    elsewhere = article("elsewhere", said(FOR, by="Ida Lund"))
    empty.add_reading(*elsewhere, read_with=READ_WITH)
    assert empty.agreements(actor="Ida Lund") == ()
