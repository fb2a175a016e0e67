import sqlite3
import zlib
from pathlib import Path

import pytest

from onrecord.model import Failure
from onrecord.problems.record import RecordReadOnly, UnknownId
from onrecord.record import Fault, open_record, opening, verifying
from onrecord.record.verifying import indexes
from tests.made_articles import READ_WITH, made

TEXT = made()[1].article.latest.text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*made(1), read_with=READ_WITH)
        record.add_reading(*made(1, page_comment="again"), read_with=READ_WITH)
        record.add_reading(*made(2), read_with=READ_WITH)
        record.add_failure(Failure("b.html", "no article"))
        record.decide(made()[1].statements[0].id, "edit", who="Kim", speaker="Rui Braga")
    return tmp_path / "a.record"


def tampered(path: Path, *changes: str, keep: tuple[str, ...] = ()) -> list[Fault]:
    """The faults after changes behind the record's back; `keep` names the triggers that still work."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if name not in keep:
            connection.execute(f"DROP TRIGGER {name}")
    for change in changes:
        connection.execute(change)
    connection.commit()
    connection.close()
    with open_record(path, write=False) as record:
        return list(record.verify())


def test_a_sound_record_has_no_faults(path: Path) -> None:
    with open_record(path, write=False) as record:
        assert list(record.verify()) == []


@pytest.mark.parametrize(
    ("change", "kind", "said"),
    [
        ("UPDATE contents SET compressed = x'ffff'", "content", "cannot be decompressed"),
        ("UPDATE contents SET compressed = x'78'", "content", "0 stored bytes have the SHA-256"),
        ("UPDATE versions SET authors = 'nobody'", "version", "cannot be read"),
        ("UPDATE statements SET when_start = 'never', when_end = 'never'", "statement", "cannot be read"),
        ("UPDATE contents SET length = length - 1", "content", "have the SHA-256"),
        ("UPDATE versions SET text = replace(text, 'stay open', 'be closed')", "version", "its text has the SHA-256"),
        (
            "UPDATE versions SET text = replace(text, 'stay open', 'be closed')",
            "block",
            "not in the stored page: '\"The",
        ),
        ("UPDATE versions SET text = replace(text, 'stay open', 'be closed')", "statement", "quote is not what"),
        ("UPDATE versions SET text = replace(text, 'stay open', 'be closed')", "index", "out of step"),
        ("UPDATE versions SET outlet = 'The Other Times'", "entry", "the version was changed"),
        ("UPDATE versions SET published = '2023-01-01'", "entry", "the version was changed"),
        ('UPDATE blocks SET "end" = 5000 WHERE position = 2', "block", "does not fit"),
        ("UPDATE blocks SET start = 3 WHERE position = 2", "block", "inside the one before"),
        ("UPDATE spans SET start = 4999, \"end\" = 5000 WHERE role = 'content'", "statement", "does not fit"),
        ("UPDATE spans SET start = start + 1 WHERE role = 'content'", "statement", "quote is not what"),
        ("UPDATE spans SET start = start + 1 WHERE role = 'source'", "statement", "give the id"),
        ("UPDATE spans SET start = start + 1 WHERE role = 'cue'", "entry", "the statement was changed"),
        ("DELETE FROM spans WHERE role = 'content'", "statement", "no content"),
        ("UPDATE statement_speakers SET name = 'Rui Braga'", "entry", "the statement was changed"),
        ("UPDATE statement_speakers SET name = 'Rui Braga'", "actor", "does not name it"),
        ("UPDATE statements SET speaker_name = 'Rui Braga' WHERE position = 0", "statement", "differs from their rows"),
        ("UPDATE statements SET speaker_name = 'Rui Braga' WHERE position = 0", "index", "out of step"),
        ("UPDATE statements SET confidence = 1", "entry", "the statement was changed"),
        ("UPDATE statements SET quote = 'All is well'", "statement", "All is well"),
        ("DELETE FROM statements WHERE position = 1", "entry", "the statement it stands for is missing"),
        ("UPDATE articles SET url = 'https://elsewhere.example/'", "entry", "the article was changed"),
        ("UPDATE failures SET reason = NULL", "entry", "the failure was changed"),
        ("UPDATE decisions SET who = 'Lee'", "entry", "the decision was changed"),
        ("UPDATE sightings SET bytes_sha256 = ''", "entry", "the sighting was changed"),
        ("DELETE FROM entries WHERE kind = 'decision'", "entry", "a decision has no entry"),
        ("DELETE FROM contents", "database", "belongs to a row of contents"),
        ("DELETE FROM latest", "version", "latest is not"),
        ("INSERT INTO statements_index (statements_index) VALUES ('delete-all')", "index", "out of step"),
        ("INSERT INTO articles_index (articles_index) VALUES ('delete-all')", "index", "out of step"),
    ],
)
def test_every_change_behind_the_record_is_named(path: Path, change: str, kind: str, said: str) -> None:
    found = tampered(path, change)
    assert [fault for fault in found if fault.kind == kind and said in fault.message], found
    assert all(fault.id for fault in found)


def test_an_invented_paragraph_with_matching_hashes_is_found_by_its_page(path: Path) -> None:
    # Someone who can compute every hash still cannot make the page say it.
    loaded, reading = made(3, paragraphs=("The mayor resigned.",))
    content = loaded.content.replace(b"resigned", b"went home")
    with open_record(path, write=True) as record:
        record.add_reading(loaded, reading, read_with=READ_WITH)
    address = reading.article.latest.bytes_sha256
    found = tampered(
        path,
        f"UPDATE contents SET compressed = x'{zlib.compress(content).hex()}', length = {len(content)} "
        f"WHERE sha256 = '{address}'",
    )
    assert {fault.kind for fault in found} == {"content", "block"}
    assert any("The mayor resigned." in fault.message for fault in found)


def test_faults_name_what_they_are_about(path: Path) -> None:
    article = made(2)[1].article
    found = tampered(path, 'UPDATE blocks SET "end" = "end" - 1 WHERE position = 0')
    assert {fault.kind for fault in found} == {"entry"}
    found = tampered(path, 'UPDATE blocks SET "end" = 5000 WHERE position = 2')
    assert f"{article.id} version 1, block 3 (paragraph)" in {fault.id for fault in found}


def test_damaged_pages_of_the_file_are_named(path: Path) -> None:
    connection = sqlite3.connect(path)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'articles_by_url'").fetchone()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 + 3 : (root - 1) * 4096 + 5] = b"\0\0"  # the number of cells: none
    path.write_bytes(content)
    with open_record(path, write=False) as record:
        assert any(fault.kind == "database" for fault in record.verify())


def test_one_statement_is_proved_alone(path: Path) -> None:
    first, second = made(1)[1].statements[0].id, made(2)[1].statements[0].id
    tampered(path, "UPDATE contents SET compressed = x'78' WHERE sha256 = (SELECT bytes_sha256 FROM versions LIMIT 1)")
    with open_record(path, write=False) as record:
        kinds = [fault.kind for fault in record.verify(statement=first)]
        assert kinds[0] == "content"
        assert set(kinds) == {"content", "block"}, "without the page no words of its blocks are proved"
        assert list(record.verify(statement=second[:10])) == []
        with pytest.raises(UnknownId):
            list(record.verify(statement="nothing"))


def test_a_statement_that_was_changed_is_not_proved(path: Path) -> None:
    changed = made(2)[1].statements[0].id
    tampered(path, f"UPDATE statements SET quote = 'The bridge will close' WHERE id = '{changed}'")
    with open_record(path, write=False) as record:
        faults = list(record.verify(statement=changed))
    assert {(fault.kind, fault.id) for fault in faults if fault.kind == "statement"} == {("statement", changed)}
    assert list(filter(lambda fault: fault.kind == "entry", faults)), "the log tells it, too"


def write_protected(path: Path, *, write: bool) -> sqlite3.Connection:
    raise RecordReadOnly(path)


def test_a_write_protected_record_is_proved_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "connect", write_protected)
    with open_record(path, write=False) as record:
        assert list(record.verify()) == []
    faults = tampered(path, "INSERT INTO articles_index (articles_index) VALUES ('delete-all')")
    assert [(fault.kind, fault.id) for fault in faults] == [("index", "articles_index")]


def test_a_record_is_proved_while_another_process_writes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.01)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with open_record(path, write=False) as record:
        assert list(record.verify()) == []
    writer.close()


def test_what_is_added_meanwhile_contradicts_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = []
    content_faults = verifying._content_faults

    def adding(connection: sqlite3.Connection) -> list[Fault]:
        with open_record(path, write=True) as record:
            added.append(record.add_reading(*made(3), read_with=READ_WITH))
        return list(content_faults(connection))

    monkeypatch.setattr(verifying, "_content_faults", adding)
    with open_record(path, write=False) as record:
        assert list(record.verify()) == []
        assert record.counts().articles == 3
    assert added == ["added"]


def test_a_check_that_cannot_be_made_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(sqlite3.Connection):
        def execute(self, sql: str, parameters: object = (), /) -> sqlite3.Cursor:
            raise sqlite3.OperationalError("database or disk is full")

    connect = sqlite3.connect
    monkeypatch.setattr(indexes, "connect", write_protected)
    with open_record(path, write=False) as record:
        monkeypatch.setattr(sqlite3, "connect", lambda name, **manner: connect(name, factory=Full, **manner))
        (fault,) = record.verify()
    assert "could not be checked: database or disk is full" in fault.message


def test_who_verifies_while_adding_keeps_what_was_added(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.01)
    with open_record(path, write=True) as record:
        with record.batch():
            record.add_reading(*made(3), read_with=READ_WITH)
            list(record.verify())
        assert record.counts().articles == 3
    with open_record(path, write=False) as record:
        assert record.counts().articles == 3
