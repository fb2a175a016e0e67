import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.problems.record import (
    NotARecord,
    RecordFailed,
    RecordMissing,
    RecordProblem,
    RecordReadOnly,
    RecordTooNew,
    RecordTooOld,
)
from onrecord.record import open_record, opening
from tests.kept_records import make
from tests.made_articles import READ_WITH, made


@pytest.fixture(autouse=True)
def _made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_check_file", make)


def test_a_new_record_is_made_with_its_settings(tmp_path: Path) -> None:
    path = tmp_path / "odd name?#%.record"
    with open_record(str(path), write=True) as record:
        assert record.counts().articles == 0
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"OnRe"),)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        names = connection.execute("SELECT number, name FROM migrations").fetchall()
    connection.close()
    known = [(migration.number, migration.name) for migration in opening.migrations()]
    assert names == known
    assert known[:3] == [(1, "0001_record.sql"), (2, "0002_actors.sql"), (3, "0003_families.sql")]


def test_foreign_keys_are_on_and_every_commit_reaches_the_disk(tmp_path: Path) -> None:
    connection = opening.connect(tmp_path / "a.record", write=True)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    connection.close()


def test_a_writer_keeps_more_pages_than_a_reader(tmp_path: Path) -> None:
    held = []
    for write in (True, False):
        connection = opening.connect(tmp_path / "a.record", write=write)
        held.append(connection.execute("PRAGMA cache_size").fetchone()[0])
        connection.close()
    assert held == [-65536, -2000]


def test_opening_again_applies_no_migration_twice(tmp_path: Path) -> None:
    for _ in range(2):
        with open_record(tmp_path / "a.record", write=True) as record:
            assert list(record.verify()) == []


def test_a_missing_record_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(RecordMissing, match="onrecord add"):
        open_record(tmp_path / "a.record", write=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Dear reader,\n", "not a database"),
        (b"SQLite format 3\x00 and then nothing of the kind" * 100, "not a database"),
        (b"SQ", "not a database"),
    ],
)
@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path, content: bytes, said: str, write: bool) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(NotARecord, match=said):
        open_record(path, write=write)
    assert path.read_bytes() == content


@pytest.mark.parametrize("write", [True, False])
def test_the_database_of_another_program_is_left_alone(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotARecord, match="another program"):
        open_record(path, write=write)
    assert path.read_bytes() == before


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="folder"):
        open_record(tmp_path, write=True)


def test_the_folder_of_a_record_must_exist(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="does not exist"):
        open_record(tmp_path / "none" / "a.record", write=True)


@pytest.mark.parametrize("write", [True, False])
def test_an_address_is_no_record(write: bool) -> None:
    with pytest.raises(NotARecord, match="it is an address"):
        open_record(Path("http://127.0.0.1:8642"), write=write)


def test_an_empty_file_becomes_a_record_by_writing_only(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    path.touch()
    with pytest.raises(NotARecord, match="empty"):
        open_record(path, write=False)
    with open_record(path, write=True) as record:
        assert record.counts().articles == 0


@pytest.mark.parametrize("write", [True, False])
def test_a_record_of_a_later_version_is_not_touched(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "a.record"
    open_record(path, write=True).close()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO migrations VALUES (999, '0999_later.sql', '', '')")
    connection.commit()
    connection.close()
    with pytest.raises(RecordTooNew, match=r"format 999.*update Onrecord"):
        open_record(path, write=write)


def test_a_record_of_an_earlier_version_is_brought_up_to_date_by_writing_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.record"
    open_record(path, write=True).close()
    newest = opening.migrations()[-1].number
    later = opening.Migration(
        newest + 1, "9999_notes.sql", "CREATE TABLE notes (text TEXT);\nINSERT INTO notes\nVALUES ('a;b');\n"
    )
    both = [*opening.migrations(), later]
    monkeypatch.setattr(opening, "migrations", lambda: both)
    with pytest.raises(RecordTooOld, match=rf"format {newest}.*format {newest + 1}"):
        open_record(path, write=False)
    open_record(path, write=True).close()
    connection = opening.connect(path, write=False)
    assert connection.execute("SELECT text FROM notes").fetchall() == [("a;b",)]
    connection.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.record"
    open_record(path, write=True).close()
    broken = opening.Migration(
        99, "0099_broken.sql", "CREATE TABLE notes (text TEXT);\nINSERT INTO nowhere VALUES (1);\n"
    )
    known = opening.migrations()
    with monkeypatch.context() as patch:
        patch.setattr(opening, "migrations", lambda: [*known, broken])
        with pytest.raises(RecordFailed, match="nowhere"):
            open_record(path, write=True)
    with open_record(path, write=False) as record:
        assert record.counts().articles == 0


def test_a_record_in_a_protected_folder_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        record.add_reading(*made(), read_with=READ_WITH)
    monkeypatch.setattr("os.access", lambda *_: False)
    with open_record(path, write=False) as record:
        assert record.counts().articles == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_file_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        for number in range(20):
            record.add_reading(*made(number), read_with=READ_WITH)
    content = bytearray(path.read_bytes())
    content[8192:-8192] = bytes(len(content) - 16384)
    path.write_bytes(content)
    with pytest.raises(RecordProblem), open_record(path, write=False) as record:
        list(record.readings())


def test_a_write_protected_database_is_named_as_such() -> None:
    error = sqlite3.OperationalError("attempt to write a readonly database")
    error.sqlite_errorcode = sqlite3.SQLITE_READONLY
    with pytest.raises(RecordReadOnly, match="permissions"), opening.speaking(Path("a.record")):
        raise error


def test_numbered_parameters_get_their_values_by_number(tmp_path: Path) -> None:
    """Python 3.12 warns of values by place for them, 3.14 refuses them."""
    with closing(opening.connect(tmp_path / "a.record", write=True)) as connection:
        assert connection.execute("SELECT ?2, ?1, ?2", ("a", "b")).fetchone() == ("b", "a", "b")
        assert connection.execute("SELECT ?, ?", ("a", "b")).fetchone() == ("a", "b")
        assert connection.execute("SELECT :one", {"one": "a"}).fetchone() == ("a",)
        connection.execute("CREATE TEMP TABLE t (a, b)")
        connection.executemany("INSERT INTO t VALUES (?2, ?1)", [(1, 2), (3, 4)])
        assert connection.execute("SELECT a, b FROM t ORDER BY a").fetchall() == [(2, 1), (4, 3)]
