"""What is decided about statements: kept, checked, carried to other versions and readings, taken back."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord import open_record
from onrecord.exports.articles import from_json
from onrecord.library import OpenRecord
from onrecord.model import Reading, Speaker, Statement, Words, names_of
from onrecord.problems.record import BadDecision, NotUndone, RecordReadOnly, UnknownId
from onrecord.record.families import sqlite as families_sqlite
from tests.made_articles import PARAGRAPHS, READ_WITH, Made, made, statement, with_statements
from tests.record.test_families import Words as NoEncoder

MAYOR, UNION = made()[1].statements


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[OpenRecord]:
    with open_record(tmp_path / "a.record") as record:
        record.add_reading(*made(), read_with=READ_WITH)
        yield record
        assert [fault.message for fault in record.verify()] == []


def read(record: OpenRecord) -> tuple[Statement, ...]:
    return next(iter(record.readings())).statements


def speakers(record: OpenRecord) -> list[str | None]:
    return [names_of(one.speakers) for one in read(record)]


def longer(text: str = "The harbour was calm.") -> Made:
    """The article with a paragraph before the others: the same statements, elsewhere in another text."""
    other = made(paragraphs=(text, *PARAGRAPHS))
    words = other[1].article.latest.text
    mayor = statement(words, content='"The bridge will stay open,"', source="Ana Duarte, the mayor of Porto Velho")
    union = statement(words, content="that the pillars are unsafe", source="The engineers' union")
    kept = [replace(new, speakers=old.speakers) for new, old in ((mayor, MAYOR), (union, UNION))]
    return with_statements(other, *(_unplaced(one) for one in kept))


def _unplaced(one: Statement) -> Statement:
    bare = (replace(speaker, role=None, mention=None) for speaker in one.speakers)
    return replace(one, speakers=tuple(bare))


def test_every_field_is_set_and_the_proposal_stays_beside_it(record: OpenRecord) -> None:
    decision = record.decide(
        MAYOR.id[:7],
        "edit",
        who="Kim",
        speaker=["Rui Braga", "Ana Duarte"],
        content="The bridge will stay open",
        when="2024-05-01/2024-05-03",
        venue="Porto Velho",
        addressee="the press",
        act="promises",
        negated=True,
        note="from the tape",
    )
    one = read(record)[0]
    assert [speaker.name for speaker in one.speakers] == ["Rui Braga", "Ana Duarte"]
    assert one.speakers[1] == MAYOR.speakers[0]
    assert one.when is not None
    text = record.article(made()[1].article.id).article.latest.text
    assert (one.quote(text), one.type, one.when.date) == (
        "The bridge will stay open",
        "direct",
        "2024-05-01/2024-05-03",
    )
    assert (one.act, one.negated, one.addressee) == ("promises", True, Words("the press"))
    assert one.venue is not None
    assert one.venue.span is not None
    assert one.venue.span.of(text) == "Porto Velho"
    assert (one.id, one.source, one.confidence) == (MAYOR.id, MAYOR.source, MAYOR.confidence)
    assert one.decision is not None
    assert (one.decision.number, one.decision.who, one.decision.note) == (1, "Kim", "from the tape")
    assert one.decision.proposed == MAYOR
    assert record.decisions() == (decision,) == record.decisions(MAYOR.id)
    assert record.decisions(UNION.id) == ()
    assert record.counts().statements == 2


def test_nobody_and_unknown_are_set_by_nothing(record: OpenRecord) -> None:
    record.decide(MAYOR.id, "edit", who="Kim", speaker="", when="", addressee="", venue="")
    one = read(record)[0]
    assert (one.speakers, one.when, one.addressee, one.venue) == ((), None, None, None)
    assert record.actors().actors == ()


def test_a_name_has_the_kind_that_the_record_knows(record: OpenRecord) -> None:
    record.decide(MAYOR.id, "edit", who="Kim", speaker=["engineers' union", "Harbour Police", "Vik Sol"])
    assert [one.kind for one in read(record)[0].speakers] == ["organization", "organization", "person"]


def test_edits_add_to_each_other_and_a_verdict_ends_them(record: OpenRecord) -> None:
    record.decide(MAYOR.id, "edit", who="Kim", speaker="Rui Braga")
    record.decide(MAYOR.id, "edit", who="Lee", act="denies")
    assert (speakers(record)[0], read(record)[0].act) == ("Rui Braga", "denies")
    with pytest.raises(NotUndone, match="'1' is not the number of a decision"):
        record.undo("1", who="Kim")  # type: ignore[arg-type]
    record.undo(1, who="Kim")
    assert (speakers(record)[0], read(record)[0].act) == ("Ana Duarte", "denies")
    record.decide(MAYOR.id, "reject", who="Kim")
    assert speakers(record) == ["engineers' union"]
    record.decide(MAYOR.id, "accept", who="Lee")
    one = read(record)[0]
    assert replace(one, decision=None) == MAYOR
    assert one.decision is not None
    assert (one.decision.verdict, one.decision.who) == ("accept", "Lee")
    assert [one.number for one in record.decisions(MAYOR.id)] == [1, 2, 4, 5]
    assert [one.undone for one in record.decisions()] == [3, None, None, None, None]


def test_what_was_undone_can_be_decided_again(record: OpenRecord) -> None:
    for _ in range(3):
        decision = record.decide(MAYOR.id, "edit", who="Kim", speaker="Rui Braga")
        assert speakers(record)[0] == "Rui Braga"
        record.undo(decision.number, who="Kim")
        assert read(record) == (MAYOR, UNION)
    assert len(record.decisions()) == 6


@pytest.mark.parametrize("verdict", ["edit", "reject"])
def test_a_decision_applies_to_a_later_version_with_the_same_statement(record: OpenRecord, verdict: Any) -> None:
    edit = {"speaker": "Rui Braga", "content": "stay open"} if verdict == "edit" else {}
    record.decide(MAYOR.id, verdict, who="Kim", **edit)  # type: ignore[arg-type]
    other = longer()
    assert record.add_reading(*other, read_with=READ_WITH) == "new version"
    text, new = other[1].article.latest.text, other[1].statements[0]
    assert new.id != MAYOR.id
    if verdict == "reject":
        assert speakers(record) == ["engineers' union"]
        assert [hit.statement.id for hit in record.search(rejected=True).hits if hit.statement] == [new.id]
    else:
        assert (speakers(record)[0], read(record)[0].quote(text)) == ("Rui Braga", "stay open")
    assert [one.number for one in record.decisions(new.id)] == [1]
    record.undo(1, who="Kim")
    assert read(record) == other[1].statements


def test_a_statement_that_says_something_else_is_another(record: OpenRecord) -> None:
    record.decide(MAYOR.id, "reject", who="Kim")
    other = made(paragraphs=(PARAGRAPHS[0].replace("stay open", "be closed"), PARAGRAPHS[1]))
    text = other[1].article.latest.text
    changed = statement(text, content='"The bridge will be closed,"', source="Ana Duarte, the mayor of Porto Velho")
    record.add_reading(*with_statements(other, changed), read_with=READ_WITH)
    assert read(record) == (changed,)


def test_of_equal_statements_the_one_that_was_meant_is_decided_about(record: OpenRecord) -> None:
    twice = made(2, paragraphs=("Open, Ana said. Open, Ana said.",))
    text = twice[1].article.latest.text
    first = statement(text, content="Open", source="Ana")
    away = text.index("Open", first.content[0].end) - first.content[0].start
    second = _moved(first, away, text)
    record.add_reading(*with_statements(twice, first, second), read_with=READ_WITH)
    record.decide(second.id, "reject", who="Kim")
    assert record.article(twice[1].article.id).statements == (first,)
    after = made(2, paragraphs=("A calm day.", "Open, Ana said. Open, Ana said."))
    text = after[1].article.latest.text
    first = statement(text, content="Open", source="Ana")
    record.add_reading(*with_statements(after, first, _moved(first, away, text)), read_with=READ_WITH)
    assert record.article(twice[1].article.id).statements == (first,)


def _moved(one: Statement, away: int, text: str) -> Statement:
    from onrecord.model import Span, sha256, statement_id

    content, source = (
        tuple(Span(span.start + away, span.end + away) for span in spans) for spans in (one.content, one.source)
    )
    return replace(one, id=statement_id(sha256(text), content, source), content=content, source=source)


def test_a_decision_survives_another_reading_of_the_same_version(record: OpenRecord) -> None:
    record.decide(MAYOR.id, "edit", who="Kim", speaker="Rui Braga")
    reading = made()[1]
    better = replace(MAYOR, confidence=0.9, speakers=(Speaker("Ana", "person"),))
    record.add_rereading(replace(reading, statements=(better, UNION)), number=1, read_with="another 2")
    one = read(record)[0]
    assert (names_of(one.speakers), one.confidence) == ("Rui Braga", 0.9)
    assert one.decision is not None
    assert one.decision.proposed == better
    record.undo(1, who="Kim")
    assert read(record)[0] == better


def test_a_text_under_two_addresses_is_decided_about_once(record: OpenRecord) -> None:
    text = "\n\n".join(("Mayor keeps bridge 1 open", *PARAGRAPHS))
    twin = made(7, headline="Mayor keeps bridge 1 open")
    assert twin[1].article.latest.text == text
    record.decide(MAYOR.id, "reject", who="Kim")
    record.add_reading(*twin, read_with=READ_WITH)
    assert [len(reading.statements) for reading in record.readings()] == [1, 1]


@pytest.mark.parametrize(
    ("verdict", "edit", "told"),
    [
        ("edit", {"mood": "good"}, "no mood to edit"),
        ("praise", {}, "not a verdict"),
        ("edit", {"act": "sings"}, "not an act"),
        ("edit", {"when": "soon"}, "not a date"),
        ("edit", {"speaker": ["Ana", ""]}, "no name"),
        ("edit", {"content": []}, "no content"),
        ("edit", {"content": 3}, "3 is not a value of content"),
        ("edit", {"speaker": 3}, "3 is not a value of speaker"),
        ("edit", {"speaker": ["Ana", 3]}, "3 is not a speaker"),
        ("edit", {"when": 20310501}, "not a value of when"),
        ("edit", {"venue": 3}, "not a value of venue"),
        ("edit", {"negated": "no"}, "'no' is not a value of negated. Give True or False"),
    ],
)
def test_what_has_no_sense_is_refused(record: OpenRecord, verdict: Any, edit: dict[str, Any], told: str) -> None:
    with pytest.raises(BadDecision, match=told):
        record.decide(MAYOR.id, verdict, who="Kim", **edit)
    with pytest.raises(UnknownId):
        record.decide("nope", "accept", who="Kim")
    for nobody in (" ", None):
        with pytest.raises(BadDecision, match="no name is given"):
            record.decide(MAYOR.id, "accept", who=nobody)  # type: ignore[arg-type]
    assert record.counts().decisions == 0


def test_an_article_is_accepted_as_a_whole(record: OpenRecord) -> None:
    id_ = made()[1].article.id
    record.decide(id_, "accept", who="Kim")
    assert [one.subject for one in record.decisions(id_)] == ["article"]
    assert read(record) == (MAYOR, UNION)


def test_a_family_decision_applies_to_a_later_version(record: OpenRecord) -> None:
    record.add_reading(*made(2), read_with=READ_WITH)
    other = made(2)[1].statements[0]
    assert len(record.family(MAYOR.id).members) == 1  # copies of one paragraph
    record.decide(other.id, "edit", who="Kim", content="stay open")
    before = record.family(MAYOR.id)
    record.join_statements(MAYOR.id, other.id, who="Kim") if len(before.members) == 1 else None
    joined = len(record.family(MAYOR.id).members)
    assert joined == 2
    record.add_reading(*longer(), read_with=READ_WITH)
    assert len(record.family(longer()[1].statements[0].id).members) == joined


def test_an_article_with_decisions_can_be_removed(record: OpenRecord) -> None:
    record.add_reading(*made(2), read_with=READ_WITH)
    record.decide(MAYOR.id, "edit", who="Kim", speaker="Rui Braga")
    record.undo(1, who="Kim")
    record.decide(MAYOR.id, "edit", who="Kim", speaker="Vik Sol")
    record.remove(made()[1].article.id, reason="asked for", who="Kim")
    assert record.search(speaker="Sol").hits == ()
    other = record.decide(made(2)[1].statements[0].id, "accept", who="Kim")
    assert (other.number, len(record.decisions())) == (4, 2)


def test_a_decision_in_a_batch_that_fails_leaves_nothing_behind(record: OpenRecord) -> None:
    with pytest.raises(BadDecision), record.batch():
        record.decide(MAYOR.id, "edit", who="Kim", speaker="Rui Braga")
        record.decide(UNION.id, "edit", who="Kim", content="words of nobody")
    assert speakers(record) == ["Rui Braga", "engineers' union"]


def test_a_reader_sees_a_decision_when_it_is_made(record: OpenRecord, tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=False) as reader:
        assert [one.speakers for one in reader.quotations_like("bridge will stay open")[0].statements[:1]] == [
            MAYOR.speakers
        ]
        record.decide(MAYOR.id, "edit", who="Kim", speaker="Rui Braga")
        (again,) = reader.quotations_like("bridge will stay open")
        assert [names_of(one.speakers) for one in again.statements] == ["Rui Braga", "engineers' union"]


def test_a_reader_decides_nothing(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record") as record:
        record.add_reading(*made(), read_with=READ_WITH)
    with open_record(tmp_path / "a.record", write=False) as record, pytest.raises(RecordReadOnly):
        record.decide(MAYOR.id, "accept", who="Kim")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE decisions SET who = 'Lee'", "decision was changed after it was added"),
        ("UPDATE decisions SET note = 'x'", "decision was changed after it was added"),
        ("UPDATE decisions SET number = 7", "has the number 7"),
        ("DELETE FROM decisions", "is not what the decisions about them say"),
        ("DELETE FROM decided", "is not what the decisions about them say"),
        ("UPDATE statement_speakers SET name = 'Vik Sol' WHERE name = 'Rui Braga'", "correction was changed"),
    ],
)
def test_verify_finds_what_was_changed(tmp_path: Path, damage: str, told: str) -> None:
    path = tmp_path / "a.record"
    with open_record(path) as record:
        record.add_reading(*made(), read_with=READ_WITH)
        record.decide(MAYOR.id, "edit", who="Kim", speaker="Rui Braga")
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (trigger,) in triggers:
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute(damage)
        connection.commit()
    with open_record(path, write=False) as record:
        assert any(told in fault.message for fault in record.verify())


def test_a_decision_that_was_kept_before_fields_were_checked_has_its_effect(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    with open_record(path) as record:
        record.add_reading(*made(), read_with=READ_WITH)
        span = MAYOR.content[0]
        change = {"content": [{"start": span.start, "end": span.end - 1}], "foo": 1, "venue": "a podcast", "act": 3}
        from onrecord.record.log import add_decision

        with closing(sqlite3.connect(path)) as connection:
            add_decision(connection, "statement", MAYOR.id, verdict="edit", who="Kim", change=change)
            add_decision(connection, "statement", "nope", verdict="accept", who="Kim")
            connection.commit()
    with open_record(path) as record:
        one = read(record)[0]
        assert one.content[0].end == span.end - 1
        assert (one.venue, one.act) == (Words("a podcast"), "states")
        assert [fault.message for fault in record.verify()] == []
        assert json.loads(json.dumps(record.decisions()[0].change)) == change


def test_the_json_of_a_decision_is_read_back_without_loss(record: OpenRecord) -> None:
    record.decide(MAYOR.id, "edit", who="Kim", speaker="Rui Braga", content="stay open", when="2024-05", venue="a pier")
    record.decide(UNION.id, "accept", who="Lee", note="on tape")
    reading = record.article(made()[1].article.id)
    assert from_json(json.loads(json.dumps(reading.to_dict()))) == Reading(
        reading.article, reading.statements, reading.reason, reading.read_with
    )
