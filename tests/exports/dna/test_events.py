import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.exports.annotations.coded import CodedPosition
from onrecord.exports.dna.events import COLUMNS, event_list, matched, read_events
from onrecord.positions.values import Question
from onrecord.problems.exchange import NotAnEventList
from tests.exports.coded_readings import FERRY, QUESTION, SILENT, ferry, positions, short

READINGS, QUESTIONS = (ferry(), short()), (QUESTION, SILENT)
DNA = (
    '"statement ID";"time";"document ID";"document title";"author";"source";"section";"type";"text";"person";'
    '"organization";"concept";"agreement"\n'
)


def test_the_columns_are_those_of_dna_then_ours() -> None:
    lines = list(event_list(READINGS, QUESTIONS, positions()))
    assert lines[0].startswith(f'{DNA.strip()};"stance";"coder";"start";"end";"article"')
    first, second, *_, last = csv.DictReader(io.StringIO("".join(lines)), delimiter=";")
    assert first["time"] == "2031-05-04 23:30:00"
    assert first["text"] == "“The ferry,” said Maria Holt, the mayor of “Skerra & Sons”, on Friday, “must stay.”"
    assert (first["person"], first["organization"], first["agreement"]) == ("Maria Holt", "Skerra & Sons", "1")
    assert (second["agreement"], second["stance"], second["coder"]) == ("", "open", "Ola Nord")
    assert (last["concept"], last["agreement"], last["coder"]) == (SILENT.text, "0", "Onrecord")
    assert len(COLUMNS) == len(first)


def test_a_list_of_ours_comes_back_as_positions_on_the_same_statements(tmp_path: Path) -> None:
    path = _file(tmp_path, "".join(event_list(READINGS, QUESTIONS, positions())))
    found = matched(read_events(path), READINGS, origin="e.csv", coder="Kim")
    assert found.readings == READINGS
    assert [(one.id, one.text) for one in found.questions] == [(one.id, one.text) for one in QUESTIONS]
    assert [_told(one) for one in found.coded] == [_told(one) for one in positions()]
    assert found.failures == ()


def test_a_list_of_dna_is_matched_by_headline_and_words(tmp_path: Path) -> None:
    # DNA makes commas of semicolons and apostrophes of quotation marks, in headlines as in texts.
    text = 'The mayor said: "No; never."'
    reading = short()
    made = replace(reading.article.latest, text=text, headline='Mayor: "no"; union: yes')
    reading = replace(reading, article=replace(reading.article, versions=(made,)), statements=())
    rows = (
        '7;2031-05-04 10:00:00;1;"Mayor: \'no\', union: yes";"";"";"";"";"\'No, never.\'";"Holt";"";"Q";0\n'
        '8;2031-05-04 10:00:00;1;"Mayor: \'no\', union: yes";"";"";"";"";"Yes.";"Holt";"";"Q";1\n'
        '9;2031-05-04 10:00:00;2;"Elsewhere";"";"";"";"";"No";"Holt";"";"Q";1\n'
        '10;2031-05-04 10:00:00;2;"Elsewhere";"";"";"";"";"";"Holt";"";"Q";1\n'
    )
    found = matched(read_events(_file(tmp_path, DNA + rows)), [reading, ferry()], origin="e.csv", coder="Kim")
    (coded,) = found.coded
    assert (coded.position.stance, coded.position.name, coded.coder) == ("opposes", "Holt", "Kim")
    assert found.readings[0].statements[0].quote(text) == '"No; never."'
    assert found.questions == (Question(found.questions[0].id, "Q"),)
    assert [(one.origin, one.reason) for one in found.failures] == [
        ("e.csv, row 3", "It was skipped: the article does not have its words."),
        ("e.csv, row 4", "It was skipped: there is no article with its headline, address or id."),
        ("e.csv, row 5", "It was skipped: it has no text."),
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_degrees_of_agreement_and_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    names = ["Statement_ID", "Title", "TEXT", "Organization", "concept", "agreement"]
    quotes = [("on Friday", "-2"), ("must stay", "0"), ("the ferry would leave", "3"), ("Maria Holt", "some")]
    rows = [["1", "Ferry 😀 stays", words, "Union", "Q", told] for words, told in quotes]
    text = "\ufeff" + "".join(delimiter.join(row) + "\r\n" for row in (names, *rows))
    found = matched(read_events(_file(tmp_path, text)), READINGS, origin="e.csv", coder="Kim")
    assert [one.position.stance for one in found.coded] == ["opposes", "neutral", "supports"]
    assert [one.reason for one in found.failures] == [
        "It was skipped: its agreement, 'some', is neither yes nor no nor a whole number."
    ]


def test_no_cell_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    formula = CodedPosition(replace(positions()[0].position, name="=HYPERLINK(1)", question="q1"))
    text = "".join(event_list(READINGS, QUESTIONS, (formula,)))
    assert '"\'=HYPERLINK(1)"' in text
    found = matched(read_events(_file(tmp_path, text)), READINGS, origin="e.csv", coder="Kim")
    assert found.coded[0].position.name == "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "does not name the columns"),
        (b"name;text\nx;y\n", "does not name the columns"),
        ("text;person;concept\nMüller".encode("cp1252"), "not in UTF-8"),
        (b'text;person;concept\n"a;b;c\n', "row 2 cannot be taken apart"),
        (b"text;person;concept\na;b\n", "row 2 has 2 cells, and the first has 3"),
    ],
)
def test_what_is_no_event_list_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "e.csv"
    path.write_bytes(content)
    with pytest.raises(NotAnEventList, match=told):
        read_events(path)
    with pytest.raises(NotAnEventList, match="cannot be read"):
        read_events(tmp_path / "none.csv")


def test_words_that_stand_twice_are_taken_where_the_row_says(tmp_path: Path) -> None:
    second = FERRY.index("ferry", FERRY.index("ferry") + 1)
    row = f"text;person;concept;agreement;article;start\nferry;Holt;Q;1;ferry-1;{second}\n"
    found = matched(read_events(_file(tmp_path, row)), READINGS, origin="e.csv", coder="Kim")
    (statement,) = [one for one in found.readings[0].statements if one.id == found.coded[0].position.statement]
    assert statement.content[0].start == second


def _file(folder: Path, text: str) -> Path:
    path = folder / "e.csv"
    path.write_bytes(text.encode())
    return path


def _told(one: CodedPosition) -> tuple[str | None, ...]:
    position = one.position
    return (position.question, position.name, position.stance, position.statement, one.coder, one.organization)
