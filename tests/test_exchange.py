"""Positions of a record to DNA and back, and what people coded in DNA into a record."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import open_record
from onrecord.exchange import Gathered, gathered, take_in
from onrecord.exports.annotations.coded import CodedPosition, Exchanged
from onrecord.exports.articles import to_json
from onrecord.exports.dna.events import event_list, matched, read_events
from onrecord.exports.dna.exporting import coded_database
from onrecord.exports.dna.importing import exchanged
from onrecord.exports.dna.reading import read_dna
from onrecord.exports.dna.writing import write_dna
from onrecord.library import OpenRecord
from onrecord.model import Loaded, Reading, sha256
from onrecord.record.families import sqlite as families_sqlite
from tests.exports.coded_readings import QUESTION, SILENT, ferry, positions, short
from tests.made_utterances import READ_WITH
from tests.record.test_families import Words as NoEncoder
from tests.record.test_positions import BERG_2, FIRST, HOLT_1, HOLT_2, SECOND, THIRD, judge
from tests.record.test_positions import QUESTION as BRIDGE

Told = tuple[str | None, str, str, str]


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[OpenRecord]:
    with open_record(tmp_path / "a.record") as record:
        for made in (FIRST, SECOND, THIRD):
            record.add_reading(*made, read_with=READ_WITH)
        record.ask(BRIDGE, description="not a tunnel", synonyms=["crossing"], seeds=[HOLT_1], who="Kim")
        judge(record)
        yield record


@pytest.fixture
def other(tmp_path: Path) -> Iterator[OpenRecord]:
    with open_record(tmp_path / "other.record") as record:
        yield record
        assert [fault.message for fault in record.verify()] == []


def test_what_nobody_coded_goes_out_as_proposed(record: OpenRecord) -> None:
    found = gathered(record)
    assert [one.text for one in found.questions] == [BRIDGE]
    assert {_told(one) for one in found.coded} == {
        (None, "Maria Holt", "opposes", HOLT_1),
        (None, "Maria Holt", "opposes", HOLT_2),
        (None, "Jonas Berg", "supports", BERG_2),
        *((None, name, stance, id_) for _, name, stance, id_ in _of(record, "three")),
    }
    assert {one.kind for one in found.coded} == {"person"}
    assert {one.article.id for one in found.readings} == {made[0].article.id for made in (FIRST, SECOND, THIRD)}


def test_what_coders_made_of_it_goes_out_in_their_names(record: OpenRecord) -> None:
    record.code(BRIDGE, HOLT_1, "accept", who="Kim Park")
    record.code(BRIDGE, HOLT_1, "edit", stance="open", who="Ola Nord")
    record.code(BRIDGE, HOLT_1, "edit", stance="neutral", who="Lee", adjudicate=True)
    record.code(BRIDGE, BERG_2, "reject", who="Kim Park")
    found = [one for one in gathered(record, [BRIDGE]).coded if one.position.statement in (HOLT_1, BERG_2)]
    # Who says that it is not about the question sees no position there.
    assert [(_told(one)[0], one.position.stance, one.adjudicates) for one in found] == [
        ("Kim Park", "opposes", False),
        ("Ola Nord", "open", False),
        ("Lee", "neutral", True),
    ]


def test_a_record_goes_through_dna_into_another(record: OpenRecord, other: OpenRecord, tmp_path: Path) -> None:
    record.code(BRIDGE, HOLT_1, "accept", who="Kim Park")
    record.code(BRIDGE, HOLT_1, "edit", stance="open", who="Ola Nord")
    record.code(BRIDGE, HOLT_1, "edit", stance="neutral", who="Lee", adjudicate=True)
    found = _through_dna(tmp_path, gathered(record))
    assert found.coded == gathered(record).coded
    assert [to_json(one) for one in found.readings] == [to_json(one) for one in gathered(record).readings]
    taken = take_in(other, found, place="a.dna", who="Kim")
    assert (taken.articles, taken.questions, taken.codings, taken.failures) == (3, 1, 3, [])
    assert taken.proposals == len(found.coded) - 3
    asked = other.question(BRIDGE)
    assert (asked.description, asked.synonyms, asked.seeds) == ("not a tunnel", ("crossing",), (HOLT_1,))
    (coded,) = other.codings()
    assert {who: set(one.labels.values()) for who, one in coded.by.items()} == {
        "Kim Park": {"opposes"},
        "Ola Nord": {"open"},
    }
    assert coded.adjudicated is not None
    assert set(coded.holds.values()) == {"neutral"}
    assert coded.quote == next(iter(record.codings())).quote
    # Again, nothing is new.
    decisions = len(other.decisions())
    taken = take_in(other, found, place="a.dna", who="Kim")
    assert (taken.articles, taken.extended, taken.questions, taken.codings, taken.known) == (0, 0, 0, 0, 3)
    assert len(other.decisions()) == decisions


def test_what_was_decided_about_statements_stays_where_it_was_decided(
    record: OpenRecord, other: OpenRecord, tmp_path: Path
) -> None:
    record.decide(HOLT_1, "edit", speaker="Ana Duarte", who="Kim Park")
    record.decide(BERG_2, "reject", who="Kim Park")
    found = _through_dna(tmp_path, gathered(record))
    assert [to_json(one) for one in found.readings] == [to_json(one) for one in gathered(record).readings]
    taken = take_in(other, found, place="a.dna", who="Kim")
    assert (taken.articles, taken.failures) == (3, [])
    assert other.statement(HOLT_1)[1].speakers[0].name == "Maria Holt"
    assert other.decisions() == ()


def test_what_was_coded_by_hand_extends_an_article_that_is_there(other: OpenRecord, tmp_path: Path) -> None:
    other.add_reading(*_plain(short()), read_with="made-up 1")
    before = other.article("short-1").statements
    text = "text;document title;article;person;concept;agreement\nBerg;;short-1;Berg;Stay?;1\n"
    (tmp_path / "e.csv").write_text(text, "utf8")
    found = matched(read_events(tmp_path / "e.csv"), other.readings(), origin="e.csv", coder="Kim Park")
    taken = take_in(other, found, place="e.csv", who="Kim Park")
    assert (taken.articles, taken.extended, taken.codings, taken.failures) == (0, 1, 1, [])
    after = other.article("short-1").statements
    assert [one.id for one in after if one in before] == [one.id for one in before]
    (position,) = other.positions(question="Stay?").positions
    assert (position.name, position.stance, position.quote) == ("Berg", "supports", "Berg")
    # Reading again leaves alone what people coded, unless it is named.
    assert other.outdated("a new reader") == ()
    assert len(other.outdated("a new reader", articles=["short-1"])) == 1


def test_several_holders_of_one_statement_may_differ(other: OpenRecord, tmp_path: Path) -> None:
    found = _through_dna(tmp_path, Gathered((ferry(), short()), (QUESTION, SILENT), positions()))
    one = found.coded[0]
    both = (
        replace(one, coder="Kim Park"),
        replace(one, coder="Kim Park", position=replace(one.position, name="harbour office", stance="opposes")),
    )
    taken = take_in(other, replace(found, coded=both), place="a.dna", who="Kim")
    assert (taken.codings, taken.failures) == (2, [])
    found_there = other.positions(question=QUESTION.text, limit=None).positions
    assert {(each.name, each.stance) for each in found_there} == {
        ("Maria Holt", "supports"),
        ("harbour office", "opposes"),
    }
    taken = take_in(other, replace(found, coded=both), place="a.dna", who="Kim")
    assert (taken.codings, taken.known) == (0, 2)


def test_whoever_the_record_does_not_know_is_imported(other: OpenRecord, tmp_path: Path) -> None:
    found = _through_dna(tmp_path, Gathered((ferry(), short()), (QUESTION, SILENT), positions()))
    union = replace(found.coded[0], position=replace(found.coded[0].position, name="the dockers", actor="x"))
    taken = take_in(other, replace(found, coded=(replace(union, kind="group"),)), place="a.dna", who="Kim")
    assert (taken.codings, taken.failures) == (1, [])
    actor = other.actor("the dockers")
    assert actor.kind == "group"
    assert [one.actor for one in other.positions(question=QUESTION.text).positions] == [actor.id]


def test_what_cannot_be_taken_is_told_and_the_rest_is_taken(other: OpenRecord, tmp_path: Path) -> None:
    found = _through_dna(tmp_path, Gathered((ferry(), short()), (QUESTION, SILENT), positions()))
    first, second, *others = found.coded
    elsewhere = replace(first, position=replace(first.position, statement="0123456789abcdef"))
    taken = take_in(other, replace(found, coded=(elsewhere, second, *others)), place="a.dna", who="Kim")
    assert (taken.codings, taken.proposals) == (1, 3)
    (failure,) = taken.failures
    assert failure.origin == "a.dna, statement 0123456789abcdef by Kim Park"
    assert "No statement in the record" in failure.reason


def test_a_concept_without_words_is_no_question(other: OpenRecord, tmp_path: Path) -> None:
    found = _through_dna(tmp_path, Gathered((ferry(), short()), (QUESTION, SILENT), positions()))
    taken = take_in(other, replace(found, questions=(replace(QUESTION, text="42"), SILENT)), place="a.dna", who="Kim")
    assert [(one.origin, one.reason[:46]) for one in taken.failures] == [
        ("a.dna, concept '42'", "Its codings were skipped. Nothing was asked: t")
    ]
    assert (taken.questions, taken.codings) == (1, 0)


def test_an_event_list_comes_back_into_its_record(record: OpenRecord, tmp_path: Path) -> None:
    record.code(BRIDGE, HOLT_1, "edit", stance="supports", who="Kim Park")
    out = gathered(record)
    path = tmp_path / "e.csv"
    path.write_text("".join(event_list(out.readings, out.questions, out.coded)), "utf8")
    record.undo(record.decisions()[-1].number, who="Kim Park")
    found = matched(read_events(path), record.readings(), origin="e.csv", coder="Lee")
    taken = take_in(record, found, place="e.csv", who="Lee")
    assert (taken.articles, taken.extended, taken.codings, taken.failures) == (0, 0, 1, [])
    (coded,) = record.codings()
    assert (coded.statement, set(coded.holds.values())) == (HOLT_1, {"supports"})
    assert list(coded.by) == ["Kim Park"]


def _through_dna(folder: Path, out: Gathered) -> Exchanged:
    path = folder / "a.dna"
    write_dna(path, coded_database(out.readings, out.questions, out.coded))
    return exchanged(read_dna(path), origin="a.dna")


def _plain(reading: Reading) -> tuple[Loaded, Reading]:
    return Loaded(reading.article, reading.article.latest.text.encode()), reading


def _told(one: CodedPosition) -> Told:
    return one.coder, one.position.name, one.position.stance, one.position.statement


def _of(record: OpenRecord, name: str) -> list[Told]:
    """The positions in the article of a name."""
    id_ = sha256(name)[:16]
    page = record.positions(question=BRIDGE, limit=None)
    return [(None, one.name, one.stance, one.statement) for one in page.positions if one.article == id_]
