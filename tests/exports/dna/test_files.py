import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.annotations.utf16 import Utf16
from onrecord.exports.dna.reading import read_dna
from onrecord.exports.dna.values import (
    ADMIN,
    DNA_STATEMENT,
    WITHOUT_SIDE,
    YELLOW,
    Coder,
    Coding,
    Database,
    Document,
    Entity,
    Regex,
    StatementType,
    Variable,
)
from onrecord.exports.dna.writing import PASSWORD, hashed, matches, write_dna
from onrecord.model import Span
from onrecord.problems.exchange import ExportExists, NotDna
from onrecord.record import open_record

STORY = StatementType("NPF Story Element", (Variable("hero"), Variable("weight", "integer")), (100, 200, 190))
NOTE = StatementType("Annotation", (Variable("note", "long text"),))
RUIZ = (("person", "Ana “A” Ruiz"), ("concept", "Q?"), ("agreement", 0))
OFFICE = (("organization", "O"), ("concept", "Q?"), ("agreement", 1))
TEXT = "A 😀 ferry ⛴️ stays 😀"
DATABASE = Database(
    documents=(
        Document(1, "Ferry", TEXT, datetime(2031, 5, 4, 12, 30), "Kim", "Ann", "Times", "A2", "x", "op-ed"),
        Document(7, "Before Java", "Rain.", datetime(1912, 4, 15), kept='{"a": 1}'),
    ),
    codings=(
        Coding(2, "DNA Statement", 1, Span(2, 9), "Kim", RUIZ),
        Coding(3, "DNA Statement", 1, Span(19, 20), ADMIN, OFFICE, "{}"),
        Coding(9, "Annotation", 7, Span(0, 5), "Kim", (("note", "Long " * 100),)),
        Coding(10, "NPF Story Element", 7, Span(0, 4), "Kim", (("hero", "Rain"), ("weight", -3))),
    ),
    coders=(Coder(ADMIN, YELLOW), Coder("Kim", (1, 2, 3))),
    types=(DNA_STATEMENT, STORY, NOTE, WITHOUT_SIDE),
    entities=(
        Entity("DNA Statement", "person", "Ana “A” Ruiz", (9, 8, 7), (("Type", "person"), ("Party", "None"))),
        Entity("DNA Statement", "concept", "Q?", kept='{"id": "q"}'),
        Entity("DNA Statement", "organization", "O"),
        Entity("NPF Story Element", "hero", "Rain"),
    ),
    regexes=(Regex("ferr(y|ies)", (0, 0, 255)),),
)


def test_a_database_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_dna(tmp_path / "a.dna", DATABASE)
    found = read_dna(tmp_path / "a.dna")
    assert found == DATABASE
    assert found.failures == ()


def test_places_are_counted_as_java_counts_them(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "SELECT Start, Stop FROM STATEMENTS WHERE DocumentId = 1 ORDER BY ID")
    text = DATABASE.documents[0].text.encode("utf-16-le")
    assert rows == [(2, 10), (20, 22)]
    assert [text[2 * start : 2 * stop].decode("utf-16-le") for start, stop in rows] == ["😀 ferry", "😀"]


def test_the_tables_are_those_that_dna_needs(tmp_path: Path) -> None:
    connection = _written(tmp_path)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert dict(connection.execute("SELECT Property, Value FROM SETTINGS"))["version"].startswith("3.")
    # Each text has its row, empty or not, each entity its attributes, and each coder may see what the others do.
    missing = """
        SELECT STATEMENTS.ID, Variable FROM STATEMENTS JOIN VARIABLES USING (StatementTypeId)
        LEFT JOIN DATASHORTTEXT ON StatementId = STATEMENTS.ID AND VariableId = VARIABLES.ID
        WHERE DataType = 'short text' AND DATASHORTTEXT.ID IS NULL
    """
    assert connection.execute(missing).fetchall() == []
    assert connection.execute("SELECT ID, Name FROM CODERS").fetchall() == [(1, "Admin"), (2, "Kim")]
    assert connection.execute("SELECT Coder, OtherCoder, viewStatements FROM CODERRELATIONS").fetchall() == [
        (1, 2, 1),
        (2, 1, 1),
    ]
    assert all(matches(PASSWORD, kept) for (kept,) in connection.execute("SELECT Password FROM CODERS"))


def test_what_is_deleted_in_dna_takes_what_was_kept_with_it(tmp_path: Path) -> None:
    connection = _written(tmp_path)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("DELETE FROM DOCUMENTS")
    assert connection.execute("SELECT * FROM ONRECORD_DOCUMENTS").fetchall() == []
    assert connection.execute("SELECT * FROM ONRECORD_STATEMENTS").fetchall() == []


def test_a_password_is_kept_as_jasypt_keeps_it() -> None:
    # SHA-256 of salt and password, 100,000 times; salt and digest together in Base64: 48 bytes.
    kept = hashed("sample", salt=b"0" * 16)
    assert kept == "MDAwMDAwMDAwMDAwMDAwMFo4rBn+Kxcvgf48npiaw/JfDFGGCB9w6FuOvOzeYcb3"
    assert matches("sample", kept)
    assert not matches("Sample", kept)
    assert hashed("sample") != hashed("sample")


def test_no_file_is_overwritten_and_none_is_left_half(tmp_path: Path) -> None:
    path = tmp_path / "a.dna"
    path.write_text("somebody's")
    with pytest.raises(ExportExists, match="Give a new name"):
        write_dna(path, DATABASE)
    assert path.read_text() == "somebody's"
    too_long = replace(DATABASE.documents[0], title="x" * 191)
    with pytest.raises(sqlite3.IntegrityError):
        write_dna(tmp_path / "b.dna", replace(DATABASE, documents=(too_long,), codings=()))
    assert [file.name for file in tmp_path.iterdir()] == ["a.dna"]


@given(st.text(), st.data())
def test_spans_come_back_from_units(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    span = Span(*places)
    start, stop = Utf16(text).units(span)
    assert Utf16(text).span(start, stop) == span
    assert Utf16(text).length == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert stop - start == len(text[span.start : span.end].encode("utf-16-le", "surrogatepass")) // 2


def test_a_character_that_is_cut_in_half_is_taken_whole() -> None:
    assert Utf16("a😀b").span(2, 4) == Span(1, 3)
    assert Utf16("a😀b").span(0, 2) == Span(0, 2)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "it cannot be read"),
        (lambda path: path.write_bytes(b""), "it is empty"),
        (lambda path: path.write_text("title;text\n"), "it is no SQLite file"),
        (lambda path: _other(path, "CREATE TABLE moz_places (id INTEGER)"), "it has no table CODERS"),
        (lambda path: _truncated(path), "it is damaged or was cut off"),
        (lambda path: _changed(path, "ALTER TABLE DOCUMENTS RENAME COLUMN Text TO Words"), "of another form"),
        (lambda path: _changed(path, "UPDATE DOCUMENTS SET Title = CAST(x'ff41' AS TEXT)"), "is not in UTF-8"),
        (lambda path: _changed(path, "UPDATE SETTINGS SET Value = '2.0 beta 25'"), "Import it into a new database"),
        (lambda path: open_record(path, write=True).close(), "it is a record of Onrecord"),
    ],
)  # fmt: skip
def test_what_is_no_such_database_is_told(tmp_path: Path, make: Callable[[Path], object], told: str) -> None:
    path = tmp_path / "x.dna"
    make(path)
    with pytest.raises(NotDna, match=told):
        read_dna(path)


def test_codings_that_do_not_fit_are_failures_and_the_rest_is_read(tmp_path: Path) -> None:
    connection = _written(tmp_path)
    connection.execute("UPDATE STATEMENTS SET Stop = 500 WHERE ID = 2")
    connection.execute("UPDATE STATEMENTS SET DocumentId = 55 WHERE ID = 9")
    connection.execute("UPDATE DOCUMENTS SET Coder = 44 WHERE ID = 7")
    connection.commit()
    found = read_dna(tmp_path / "a.dna")
    assert [one.number for one in found.codings] == [3, 10]
    assert [one.coder for one in found.documents] == ["Kim", "coder 44"]
    assert [one.reason for one in found.failures] == [
        "It was skipped: its span, 2 to 500, does not fit document 1.",
        "It was skipped: its document or its statement type is missing.",
    ]


def test_a_file_whose_name_an_address_would_misread(tmp_path: Path) -> None:
    path = tmp_path / "50% of #1?mode=rw.dna"
    write_dna(path, DATABASE)
    assert read_dna(path) == DATABASE


def _written(folder: Path) -> sqlite3.Connection:
    write_dna(folder / "a.dna", DATABASE)
    return sqlite3.connect(folder / "a.dna")


def _rows(folder: Path, sql: str) -> list[tuple[int, ...]]:
    return _written(folder).execute(sql).fetchall()


def _other(path: Path, *scripts: str) -> None:
    connection = sqlite3.connect(path)
    for script in scripts:
        connection.execute(script)
    connection.commit()
    connection.close()


def _changed(path: Path, script: str) -> None:
    write_dna(path, DATABASE)
    _other(path, script)


def _truncated(path: Path) -> None:
    write_dna(path, DATABASE)
    path.write_bytes(path.read_bytes()[:-20_000])
