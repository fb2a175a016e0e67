"""A statement as a reviewer sees it, and what the fields of a form say about it."""

from pathlib import Path

import pytest

from onrecord import open_record
from onrecord.exports.views.review import AROUND, Fields, edit_of, reviewing
from onrecord.record.families import sqlite as families_sqlite
from tests.made_articles import READ_WITH, made, span_of, statement, with_statements
from tests.record.test_families import Words as NoEncoder
from tests.web.reviewed import READ, RIGHT, festive, make

TEXT = festive()[1].article.latest.text
FIRST = festive()[1].statements[0].id


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)
    make(tmp_path / "a.record")
    return tmp_path / "a.record"


@pytest.mark.parametrize("place", ["", "5", "9-3", "0-99999999", "-1-4", "a-b", "٣-٤", "1-1"])
def test_places_that_are_none_are_words(place: str) -> None:
    one = festive()[1].statements[0]
    edit = edit_of(Fields(content=[RIGHT], places=[place]), one, TEXT)
    assert edit == {"content": [RIGHT]}


def test_fields_that_say_the_same_are_no_edit() -> None:
    for one in festive()[1].statements:
        fields = Fields(
            speaker="; ".join(speaker.name for speaker in one.speakers),
            content=[span.of(TEXT).replace("\r\n", "\n") for span in one.content] + [""],
            when=one.when.date if one.when else "",
            venue="",
            addressee=" ",
            act=one.act,
            negated=False,
        )
        assert edit_of(fields, one, TEXT) == {}


def test_a_statement_in_several_paragraphs_has_those_around_it(path: Path) -> None:
    with open_record(path) as record:
        record.decide(FIRST, "edit", who="Kim", content=[READ, "Nobody asked us,"])
        one = reviewing(record, FIRST, who="Kim")
    assert [passage.told for passage in one.passages] == [False, True, True, False]
    assert one.statement.content == (span_of(TEXT, READ), span_of(TEXT, "Nobody asked us,"))


@pytest.mark.parametrize("filler", ["words of the minutes ", "unbroken"])
def test_long_paragraphs_around_it_are_cut(tmp_path: Path, filler: str) -> None:
    before, behind = f"First. {filler * 100}before it.", f"Behind it. {filler * 100}Last."
    loaded, reading = made(1, paragraphs=(before, "“It stays open,” Ana said.", behind))
    text = reading.article.latest.text
    one = statement(text, content="It stays open,", source="Ana")
    with open_record(tmp_path / "b.record") as record:
        record.add_reading(*with_statements((loaded, reading), one), read_with=READ_WITH)
        passages = reviewing(record, one.id, who="Kim").passages
    assert [(passage.told, passage.more) for passage in passages] == [
        (False, "before"),
        (True, None),
        (False, "behind"),
    ]
    for passage in passages:
        for piece in passage.block.pieces:
            assert piece.text == piece.span.of(text)
    assert passages[0].block.pieces[0].text.endswith(" it.")
    assert passages[2].block.pieces[0].text.startswith("Behind it.")
    for around in (passages[0], passages[2]):
        assert len(around.block.pieces[0].text) <= AROUND
