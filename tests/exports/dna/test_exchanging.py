import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.exports.annotations.coded import CodedPosition, Exchanged
from onrecord.exports.dna.exporting import coded_database, shortened
from onrecord.exports.dna.importing import as_loaded, exchanged
from onrecord.exports.dna.reading import read_dna
from onrecord.exports.dna.writing import write_dna
from onrecord.model import Reading
from onrecord.positions.values import Question
from onrecord.record import open_record
from tests.exports.coded_readings import FERRY, QUESTION, SILENT, ferry, positions, short

READINGS, QUESTIONS = (ferry(), short()), (QUESTION, SILENT)


def test_what_is_written_is_read_back_without_loss(tmp_path: Path) -> None:
    found = _back(tmp_path, READINGS, QUESTIONS, positions())
    assert found.readings == READINGS
    assert found.questions == QUESTIONS
    assert found.coded == positions()
    assert (found.failures, found.other) == ((), 0)


def test_a_database_has_the_words_of_dna(tmp_path: Path) -> None:
    connection = _file(tmp_path, READINGS, QUESTIONS, positions())
    assert connection.execute("SELECT Title, Author, Source, Notes, Date FROM DOCUMENTS").fetchall() == [
        # By the clock of the outlet, so that the day is that of the article.
        ("Ferry 😀 stays", "Ann Lee; Bo Ek", "The Harbour Times", "https://harbour.example/ferry", 1935703800),
        ("short-1", "", "", "The article tells no date of publication; 1970-01-01 stands in for it.", 0),
    ]
    assert _agreements(connection) == [
        ("Kim Park", "Maria Holt", "Skerra & Sons", QUESTION.text, 1),
        ("Onrecord", "", "harbour office", QUESTION.text, 0),
        ("Onrecord", "Maria Holt", "", SILENT.text, 0),
    ]
    assert _values(connection, "Position without a side", "stance") == [(2, "open"), (4, "neutral")]
    types = "SELECT DISTINCT Value, AttributeValue FROM ENTITIES JOIN ATTRIBUTEVALUES ON EntityId = ENTITIES.ID "
    assert connection.execute(f"{types} WHERE AttributeValue != '' ORDER BY 1").fetchall() == [
        ("Berg", "person"), ("Maria Holt", "person"), ("harbour office", "organization")
    ]  # fmt: skip


def test_long_names_are_cut_and_stay_apart(tmp_path: Path) -> None:
    long = "Should " + "very " * 60
    questions = tuple(Question(f"long {number}", f"{long}{end}?") for number, end in enumerate("abc"))
    same = (Question("same 1", "The same?"), Question("same 2", "The same?"))
    found = _back(tmp_path, READINGS, (*QUESTIONS, *questions, *same), positions())
    assert found.questions == (*QUESTIONS, *questions, *same)
    values = shortened({one.id: one.text for one in (*questions, *same)})
    assert len(set(values.values())) == 5
    assert max(map(len, values.values())) <= 190
    assert values["same 2"] == "The same? (2)"
    assert values["long 1"].endswith("… (2)")


def test_what_people_change_in_dna_holds(tmp_path: Path) -> None:
    connection = _file(tmp_path, READINGS, QUESTIONS, positions())
    agreement = "UPDATE DATABOOLEAN SET Value = 1 - Value WHERE StatementId IN (1, 3)"
    connection.execute(agreement)
    connection.execute("DELETE FROM STATEMENTS WHERE ID = 4")
    connection.commit()
    found = exchanged(read_dna(tmp_path / "a.dna"), origin="a.dna")
    first, second, third, last = found.coded
    before = positions()
    assert (first.position.stance, first.coder) == ("opposes", "Kim Park")
    assert (first.position.actor, first.position.statement) == (before[0].position.actor, before[0].position.statement)
    assert first.position.question == "q1"
    assert second == before[1]
    # Nobody's proposal any more, and DNA does not tell whose decision.
    assert (third.position.stance, third.coder) == ("supports", "Onrecord, changed in DNA")
    assert third.kind == "organization"
    assert last == before[4]
    assert found.readings == READINGS


def test_a_coding_that_was_moved_is_a_statement_of_its_own(tmp_path: Path) -> None:
    connection = _file(tmp_path, READINGS, QUESTIONS, positions())
    words = "the ferry would leave"
    start = FERRY.index(words)
    units = len(FERRY[:start].encode("utf-16-le")) // 2
    connection.execute("UPDATE STATEMENTS SET Start = ?, Stop = ? WHERE ID = 3", (units, units + len(words)))
    connection.commit()
    found = exchanged(read_dna(tmp_path / "a.dna"), origin="a.dna")
    statements = {one.id: one for one in found.readings[0].statements}
    assert len(statements) == 3
    assert statements[found.coded[2].position.statement].quote(FERRY) == words


def test_a_text_that_was_changed_keeps_the_codings_of_dna(tmp_path: Path) -> None:
    connection = _file(tmp_path, READINGS, QUESTIONS, positions())
    connection.execute("UPDATE DOCUMENTS SET Text = Text || ' More.' WHERE ID = 1")
    connection.commit()
    reading = exchanged(read_dna(tmp_path / "a.dna"), origin="a.dna").readings[0]
    assert reading.article.latest.text == f"{FERRY} More."
    assert [one.speakers[0].name for one in reading.statements] == ["Maria Holt", "harbour office"]


def test_a_position_without_its_statement_is_refused() -> None:
    with pytest.raises(ValueError, match="not among those given"):
        coded_database((short(),), QUESTIONS, positions())


def test_a_record_takes_what_came_and_proves_it(tmp_path: Path) -> None:
    found = _back(tmp_path, READINGS, QUESTIONS, positions())
    with open_record(tmp_path / "a.record", write=True) as record:
        for one in found.readings:
            loaded, reading = as_loaded(one, place="a.dna")
            assert record.add_reading(loaded, reading, read_with="dna") == "added"
            again = record.article(one.article.id)
            assert again.article.latest.text == one.article.latest.text
            assert [replace(each, when=None) for each in again.statements] == [
                replace(each, when=None) for each in one.statements
            ]
        assert list(record.verify()) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ONRECORD_STATEMENTS SET Kept = 'no JSON'",
        "UPDATE ONRECORD_STATEMENTS SET Kept = replace(Kept, '\"supports\"', '\"loves\"')",
        "UPDATE ONRECORD_STATEMENTS SET Kept = replace(Kept, 'written', 'wrote')",
        "UPDATE ONRECORD_DOCUMENTS SET Kept = replace(Kept, 'statements', 'stements')",
        "UPDATE ONRECORD_ENTITIES SET Kept = replace(Kept, '\"boat\"', '[]')",
        "DROP TABLE ONRECORD_STATEMENTS",
    ],
)
def test_what_was_kept_and_is_broken_is_left_out(tmp_path: Path, change: str) -> None:
    connection = _file(tmp_path, READINGS, QUESTIONS, positions())
    connection.execute(change)
    connection.commit()
    found = exchanged(read_dna(tmp_path / "a.dna"), origin="a.dna")
    assert [one.position.stance for one in found.coded] == ["supports", "open", "opposes", "neutral", "opposes"]
    assert [one.position.name for one in found.coded][:2] == ["Maria Holt", "Maria Holt"]
    assert [one.text for one in found.questions] == [QUESTION.text, SILENT.text]
    assert len(found.readings) == 2


def test_halves_of_characters_are_kept_beside_the_text(tmp_path: Path) -> None:
    reading = short()
    text = reading.article.latest.text.replace("ferry", "ferr\ud83d")
    broken = replace(reading.article.latest, text=text)
    reading = Reading(replace(reading.article, versions=(broken,)))
    found = _back(tmp_path, (reading,), (), ())
    assert found.readings == (reading,)


def _back(
    folder: Path, readings: tuple[Reading, ...], questions: tuple[Question, ...], coded: tuple[CodedPosition, ...]
) -> Exchanged:
    _file(folder, readings, questions, coded).close()
    return exchanged(read_dna(folder / "a.dna"), origin="a.dna")


def _file(
    folder: Path, readings: tuple[Reading, ...], questions: tuple[Question, ...], coded: tuple[CodedPosition, ...]
) -> sqlite3.Connection:
    write_dna(folder / "a.dna", coded_database(readings, questions, coded))
    return sqlite3.connect(folder / "a.dna")


def _values(connection: sqlite3.Connection, label: str, variable: str) -> list[tuple[int, str]]:
    return connection.execute(
        """
        SELECT StatementId, Value FROM DATASHORTTEXT JOIN ENTITIES ON ENTITIES.ID = Entity
        JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId
        JOIN STATEMENTTYPES ON STATEMENTTYPES.ID = StatementTypeId
        WHERE Label = ? AND Variable = ? ORDER BY 1
        """,
        (label, variable),
    ).fetchall()


def _agreements(connection: sqlite3.Connection) -> list[tuple[str, str, str, str, int]]:
    texts = [dict(_values(connection, "DNA Statement", name)) for name in ("person", "organization", "concept")]
    sql = """
        SELECT STATEMENTS.ID, Name, Value FROM STATEMENTS JOIN CODERS ON CODERS.ID = Coder
        JOIN DATABOOLEAN ON StatementId = STATEMENTS.ID ORDER BY 1
    """
    return [(name, *(one[id_] for one in texts), value) for id_, name, value in connection.execute(sql)]
