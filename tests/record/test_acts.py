import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import Act
from onrecord.record import Record, open_record
from tests.made_reports import reading, record_of, said
from tests.older_records import without_acts

VOTE, PIER, DAM = "her party would call a vote", "the pier leaks in nine places", "the dam was safe"
TEXT = (
    f"Sanne Dahl denied that {VOTE}.\n\nShe has never denied that {PIER}.\n\nShe asked whether {DAM}.\n\n"
    "She told the council to wait until May."
)
READING = reading(
    TEXT,
    said(VOTE, type_="indirect", cue="denied"),
    said(f"that {PIER}", type_="indirect", cue="has never denied"),
    said(f"whether {DAM}", type_="indirect", cue="asked"),
    said("to wait until May", type_="indirect", cue="told"),
)
ACTS = [("denies", False), ("denies", True), ("asks", False), ("urges", False)]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with record_of(tmp_path, READING) as record:
        yield record


def kept(record: Record) -> list[tuple[Act, bool]]:
    return [(one.act, one.negated) for found in record.readings() for one in found.statements]


def test_acts_are_kept(record: Record) -> None:
    assert kept(record) == ACTS
    assert list(record.verify()) == []


def quotes(record: Record, act: Act | tuple[Act, ...] = (), *, negated: bool | None = None) -> list[str]:
    return [hit.quote for hit in record.search(act=act, negated=negated).hits]


def test_statements_are_found_by_their_act(record: Record) -> None:
    assert quotes(record, "denies") == [VOTE, f"that {PIER}"]
    assert quotes(record, "denies", negated=False) == [VOTE]
    assert quotes(record, negated=True) == [f"that {PIER}"]
    assert quotes(record, ("urges", "asks")) == [f"whether {DAM}", "to wait until May"]
    assert quotes(record, "promises") == []
    assert len(quotes(record)) == 4
    assert [hit.quote for hit in record.search("leaks", act=("asks", "denies")).hits] == [f"that {PIER}"]


def test_articles_are_found_by_the_acts_in_them(record: Record) -> None:
    assert len(record.search("council", in_="articles", act="asks").hits) == 1
    assert record.search("council", in_="articles", act="promises").hits == ()
    assert record.search(in_="articles", act="promises", since=date(2000, 1, 1)).hits == ()


def test_a_record_from_before_acts_gets_them_on_being_opened_for_writing(tmp_path: Path) -> None:
    with record_of(tmp_path, READING):
        pass
    path = tmp_path / "made.record"
    with sqlite3.connect(path) as connection:
        without_acts(connection)
    connection.close()
    steps: list[tuple[str, int, int]] = []
    with open_record(path, write=True, updating=lambda *step: steps.append(step)) as record:
        assert kept(record) == ACTS
        assert quotes(record, "asks") == [f"whether {DAM}"]
        assert list(record.verify()) == []
    assert [step for step in steps if step[0] == "acts"] == [("acts", 1, 1)]


def test_an_act_once_told_stays(record: Record, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "made.record")
    for change in ("act = 'states'", "quote = 'other'"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(f"UPDATE statements SET {change}")
    connection.close()
