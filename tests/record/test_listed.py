"""The narrow rows by which statements are found follow everything that changes what holds."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.record import Record, open_record
from tests.made_articles import READ_WITH, made, with_statements
from tests.older_records import of_format_8

ELSEWHERE = """
UPDATE listed SET venue = 'elsewhere' WHERE statement = (SELECT min(statement) FROM listed)
"""
UNLIKE = """
SELECT * FROM (SELECT * FROM listable EXCEPT SELECT * FROM listed)
UNION ALL SELECT * FROM (SELECT * FROM listed EXCEPT SELECT * FROM listable)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.record"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path, write=True) as record:
        for number in (1, 2):
            record.add_reading(*made(number), read_with=READ_WITH)
        yield record


def listed(path: Path) -> int:
    """How many statements are listed, after they were held against what should be."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute(UNLIKE).fetchall() == []
        return int(connection.execute("SELECT count(*) FROM listed").fetchone()[0])
    finally:
        connection.close()


def test_a_first_version_is_listed(record: Record, path: Path) -> None:
    assert listed(path) == 4


def test_a_new_version_takes_the_place_of_the_one_before(record: Record, path: Path) -> None:
    record.add_reading(*made(1, paragraphs=('"All is well," Ana Duarte said on Friday.',)), read_with=READ_WITH)
    assert listed(path) == 3


def test_another_reading_takes_the_place_of_the_one_before(record: Record, path: Path) -> None:
    _, reading = made(1)
    fewer = replace(reading, statements=reading.statements[:1])
    record.add_rereading(fewer, number=1, read_with="made-up 2")
    assert listed(path) == 3
    record.add_rereading(reading, number=1, read_with="made-up 3")
    assert listed(path) == 4


def test_what_is_decided_and_taken_back_is_listed_as_it_holds(record: Record, path: Path) -> None:
    first, second = record.article("https://harbour.example/1").statements
    rejected = record.decide(first.id, "reject", who="Ana")
    assert listed(path) == 4
    edited = record.decide(second.id, "edit", who="Ana", act="denies")
    assert listed(path) == 4
    assert [hit.statement and hit.statement.id for hit in record.search(act="denies").hits] == [second.id]
    assert [hit.statement and hit.statement.id for hit in record.search(rejected=True).hits] == [first.id]
    record.undo(edited.number, who="Ana")
    record.undo(rejected.number, who="Ana")
    assert listed(path) == 4
    assert record.search(act="denies").hits == ()
    assert record.search(rejected=True).hits == ()


def test_an_article_that_is_removed_is_listed_no_longer(record: Record, path: Path) -> None:
    record.remove("https://harbour.example/1", reason="asked for", who="Ana")
    assert listed(path) == 2


def test_an_article_without_statements_is_listed_with_none(record: Record, path: Path) -> None:
    record.add_reading(*with_statements(made(3)), read_with=READ_WITH)
    assert listed(path) == 4


def test_an_older_record_is_listed(tmp_path: Path) -> None:
    path = of_format_8(tmp_path / "old.record")
    with open_record(path, write=True) as record:
        assert listed(path) == record.counts().statements > 0


def test_what_is_out_of_step_is_a_fault(record: Record, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(ELSEWHERE)
    connection.close()
    assert [(fault.kind, fault.id) for fault in record.verify()] == [("index", "listed")]
