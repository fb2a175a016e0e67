"""Databases built by hand from the public schema of DNA 3, and from that of its later form with roles."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from onrecord.exports.dna.importing import as_loaded, exchanged
from onrecord.exports.dna.reading import read_dna
from onrecord.model import Speaker, Words
from onrecord.record import open_record

TEXT = "😀 The mayor said the ferry must stay.\nThe union wants it gone, and Mr. Berg is for both."
COLOURS = "Red INTEGER, Green INTEGER, Blue INTEGER"
COMMON = f"""
CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE CODERS (ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL, {COLOURS}, Password TEXT NOT NULL);
CREATE TABLE DOCUMENTS (ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER,
    Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', Section TEXT NOT NULL DEFAULT '',
    Notes TEXT NOT NULL DEFAULT '', Type TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL);
CREATE TABLE STATEMENTTYPES (ID INTEGER NOT NULL PRIMARY KEY, Label TEXT NOT NULL, {COLOURS});
CREATE TABLE REGEXES (Label TEXT PRIMARY KEY, {COLOURS});
CREATE TABLE STATEMENTS (ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,
    Start INTEGER NOT NULL, Stop INTEGER NOT NULL, Coder INTEGER);
CREATE TABLE ENTITIES (ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT NOT NULL, {COLOURS},
    ChildOf INTEGER);
INSERT INTO SETTINGS VALUES ('version', '3.0.10');
INSERT INTO CODERS VALUES (1, 'Admin', 255, 255, 0, 'x'), (2, 'Kim', 9, 9, 9, 'x'), (3, 'Ola', 8, 8, 8, 'x');
INSERT INTO DOCUMENTS VALUES
    (1, 'Ferry', :text, 2, 'Ann Lee; Bo Ek', 'The Harbour Times', '', 'seen', 'news', 1714867200),
    (2, 'Empty', '', 1, '', '', '', '', '', 1714867200);
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 239, 208, 51), (2, 'Annotation', 211, 211, 211),
    (3, 'Degree', 1, 1, 1);
"""
RELEASED = """
CREATE TABLE VARIABLES (ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
CREATE TABLE DATABOOLEAN (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
CREATE TABLE DATAINTEGER (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
CREATE TABLE DATASHORTTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Entity INTEGER);
CREATE TABLE DATALONGTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value TEXT);
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
    (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 2),
    (6, 'organization', 'short text', 3), (7, 'concept', 'short text', 3), (8, 'agreement', 'integer', 3);
INSERT INTO ENTITIES VALUES (1, 1, '', 0, 0, 0, NULL), (2, 1, 'Ana Ruiz', 1, 2, 3, NULL),
    (3, 2, '', 0, 0, 0, NULL), (4, 2, 'Town of Skerra', 0, 0, 0, NULL), (5, 3, 'Keep the ferry', 0, 0, 0, NULL),
    (6, 6, 'Union', 0, 0, 0, NULL), (7, 7, 'Keep the ferry', 0, 0, 0, NULL), (8, 3, 'Unused', 0, 0, 0, NULL);
"""
MAYOR, UNION, BERG = (TEXT.index(words) for words in ("the ferry must stay", "wants it gone", "is for both"))


def _statement(number: int, kind: int, words: tuple[int, int], *, coder: int) -> str:
    """A statement of document 1, at the units of a text that begins with an emoji."""
    start, length = words
    return f"INSERT INTO STATEMENTS VALUES ({number}, {kind}, 1, {start + 1}, {start + length + 1}, {coder});"


def _coded(number: int, *values: tuple[str, int, int]) -> Iterable[str]:
    for table, variable, value in values:
        yield f"INSERT INTO {table} VALUES (NULL, {number}, {variable}, {value});"


def _database(path: Path, *scripts: str) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(COMMON.replace(":text", "'" + TEXT.replace("'", "''") + "'"))
    for script in scripts:
        connection.executescript(script)
    connection.close()
    return path


def _by_hand(folder: Path) -> Path:
    ferry, gone, both = (MAYOR, 19), (UNION, 13), (BERG, 11)
    who = ("DATASHORTTEXT", 1, 2), ("DATASHORTTEXT", 2, 4)
    return _database(
        folder / "hand.dna",
        RELEASED,
        _statement(1, 1, ferry, coder=2),
        *_coded(1, *who, ("DATASHORTTEXT", 3, 5), ("DATABOOLEAN", 4, 1)),
        _statement(2, 1, ferry, coder=3),
        *_coded(2, *who, ("DATASHORTTEXT", 3, 5), ("DATABOOLEAN", 4, 0)),
        _statement(3, 3, gone, coder=3),
        *_coded(3, ("DATASHORTTEXT", 6, 6), ("DATASHORTTEXT", 7, 7), ("DATAINTEGER", 8, -2)),
        _statement(4, 3, both, coder=3),
        *_coded(4, ("DATASHORTTEXT", 6, 6), ("DATASHORTTEXT", 7, 7), ("DATAINTEGER", 8, 0)),
        _statement(5, 2, both, coder=1),
        "INSERT INTO DATALONGTEXT VALUES (NULL, 5, 5, 'odd');",
        # Nobody, and no concept: neither is a position.
        _statement(6, 1, gone, coder=2),
        *_coded(6, ("DATASHORTTEXT", 1, 1), ("DATASHORTTEXT", 2, 3), ("DATASHORTTEXT", 3, 5), ("DATABOOLEAN", 4, 1)),
        _statement(7, 1, both, coder=2),
        *_coded(7, ("DATASHORTTEXT", 1, 2), ("DATABOOLEAN", 4, 1)),
    )


def test_codings_are_statements_and_positions(tmp_path: Path) -> None:
    found = exchanged(read_dna(_by_hand(tmp_path)), origin="hand.dna")
    (reading,) = found.readings
    version = reading.article.latest
    assert (version.headline, version.authors, version.outlet) == ("Ferry", ("Ann Lee", "Bo Ek"), "The Harbour Times")
    assert (version.text, version.published and version.published.value) == (TEXT, "2024-05-05")
    assert reading.read_with == "dna"
    ruiz = Speaker("Ana Ruiz", "person", Words("Town of Skerra"))
    union = Speaker("Union", "organization")
    assert [(one.quote(TEXT), one.speakers) for one in reading.statements] == [
        ("the ferry must stay", (ruiz,)),
        ("wants it gone", (union,)),
        ("is for both", (union, Speaker("Ana Ruiz", "person"))),
    ]
    assert [one.text for one in found.questions] == ["Keep the ferry", "Unused"]
    (question, *_) = found.questions
    assert {one.position.question for one in found.coded} == {question.id}
    assert [(one.coder, one.position.name, one.position.stance) for one in found.coded] == [
        ("Kim", "Ana Ruiz", "supports"),
        ("Ola", "Ana Ruiz", "opposes"),
        ("Ola", "Union", "opposes"),
        ("Ola", "Union", "neutral"),
    ]
    assert {one.organization for one in found.coded if one.kind == "person"} == {"Town of Skerra"}
    first = found.coded[0].position
    assert (first.statement, first.published) == (reading.statements[0].id, date(2024, 5, 5))
    assert first.decided_by == ("Kim",)
    assert found.other == 2  # the annotation, and the coding without anybody
    (failure,) = found.failures
    assert (failure.origin, failure.reason) == ("hand.dna, document 2", "The document has no text.")


def test_the_same_file_gives_the_same_article(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first, second = (
        exchanged(read_dna(_by_hand(folder)), origin="hand.dna") for folder in (tmp_path, tmp_path / "again")
    )
    assert first == second


def test_a_record_proves_what_was_coded_by_hand(tmp_path: Path) -> None:
    found = exchanged(read_dna(_by_hand(tmp_path)), origin="hand.dna")
    with open_record(tmp_path / "a.record", write=True) as record:
        loaded, reading = as_loaded(found.readings[0], place="hand.dna")
        assert record.add_reading(loaded, reading, read_with="dna") == "added"
        assert record.add_reading(loaded, reading, read_with="dna") == "unchanged"
        assert record.article(reading.article.id).statements[0].speakers[0].name == "Ana Ruiz"
        assert list(record.verify()) == []


def test_variables_may_belong_to_types_by_roles(tmp_path: Path) -> None:
    path = _database(
        tmp_path / "roles.dna",
        """
        CREATE TABLE VARIABLES (ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT, DataType TEXT);
        CREATE TABLE ROLES (ID INTEGER NOT NULL PRIMARY KEY, RoleName TEXT, StatementTypeId INTEGER, Position INTEGER);
        CREATE TABLE ROLEVARIABLELINKS (ID INTEGER NOT NULL PRIMARY KEY, RoleId INTEGER, VariableId INTEGER);
        CREATE TABLE DATABOOLEAN (ID INTEGER PRIMARY KEY, StatementId INTEGER, RoleVariableLinkId INTEGER, Value INTEGER);
        CREATE TABLE DATAINTEGER (ID INTEGER PRIMARY KEY, StatementId INTEGER, RoleVariableLinkId INTEGER, Value INTEGER);
        CREATE TABLE DATASHORTTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, RoleVariableLinkId INTEGER, Entity INTEGER);
        CREATE TABLE DATALONGTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, RoleVariableLinkId INTEGER, Value TEXT);
        INSERT INTO VARIABLES VALUES (1, 'someone', 'short text'), (2, 'idea', 'short text'), (3, 'yes', 'boolean');
        INSERT INTO ROLES VALUES (1, 'person', 1, 1), (2, 'concept', 1, 2), (3, 'agreement', 1, 3);
        INSERT INTO ROLEVARIABLELINKS VALUES (11, 1, 1), (12, 2, 2), (13, 3, 3);
        INSERT INTO ENTITIES VALUES (1, 1, 'Ana Ruiz', 0, 0, 0, NULL), (2, 1, 'Bo Ek', 0, 0, 0, NULL),
            (3, 2, 'Keep the ferry', 0, 0, 0, NULL);
        """,  # noqa: E501
        _statement(1, 1, (MAYOR, 19), coder=2),
        *_coded(
            1, ("DATASHORTTEXT", 12, 3), ("DATASHORTTEXT", 11, 1), ("DATASHORTTEXT", 11, 2), ("DATABOOLEAN", 13, 0)
        ),
    )
    found = exchanged(read_dna(path), origin="roles.dna")
    assert [(one.position.name, one.position.stance) for one in found.coded] == [
        ("Ana Ruiz", "opposes"),
        ("Bo Ek", "opposes"),
    ]
    assert [one.name for one in found.readings[0].statements[0].speakers] == ["Ana Ruiz", "Bo Ek"]
