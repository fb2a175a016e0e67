"""`export` and `import`, and the formats of annotation, as a user calls them."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from onrecord import open_record
from onrecord.evaluation.gold import read_gold
from onrecord.record.families import sqlite as families_sqlite
from tests.cli.test_commands import made_up_reader, run  # noqa: F401  (a fixture that is used by being there)
from tests.made_utterances import READ_WITH
from tests.record.test_families import Words as NoEncoder
from tests.record.test_positions import FIRST, HOLT_1, QUESTION, SECOND, THIRD, judge

RECORD = "a.record"


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)
    monkeypatch.setenv("ONRECORD_RECORD", RECORD)
    with open_record(tmp_path / RECORD) as record:
        for made in (FIRST, SECOND, THIRD):
            record.add_reading(*made, read_with=READ_WITH)
        record.ask(QUESTION, who="Kim")
        judge(record)
        record.code(QUESTION, HOLT_1, "accept", who="Kim Park")
    return tmp_path


def test_a_record_goes_to_dna_and_comes_into_another(record: Path) -> None:
    result = run("export", "--out", "a.dna")
    assert result.exit_code == 0, result.output
    assert "a.dna has 3 articles and 4 positions. In DNA every coder's password is “onrecord”." in result.stderr
    result = run("import", "a.dna", "--who", "Kim", "--record", "b.record")
    assert result.exit_code == 0, result.output
    told = "a.dna: 3 articles added, 0 extended; 1 new question; 1 coding, 0 known already; 3 proposals of the program"
    assert told in result.stderr
    result = run("import", "a.dna", "--who", "Kim", "--record", "b.record")
    assert "0 articles added, 0 extended; 0 new questions; 0 codings, 1 known already" in result.stderr
    found = json.loads(run("positions", QUESTION, "--format", "json", "--record", "b.record").stdout)
    assert [one["stance"] for one in found["positions"]] == ["opposes"]
    assert run("verify", "--record", "b.record").exit_code == 0


def test_a_dna_file_is_not_overwritten_nor_printed(record: Path) -> None:
    assert run("export", "--out", "a.dna").exit_code == 0
    before = (record / "a.dna").read_bytes()
    result = run("export", "--out", "a.dna")
    assert result.exit_code == 1
    assert "is not overwritten: people may have coded in it" in result.stderr
    assert (record / "a.dna").read_bytes() == before
    result = run("export", "--format", "dna")
    assert result.exit_code == 2
    assert "needs --out FILE" in result.stderr
    result = run("export", "--out", "missing/a.dna")
    assert result.exit_code == 1
    assert "missing/a.dna cannot be written" in result.stderr


def test_articles_without_positions_go_to_dna_where_they_are_asked_for(record: Path) -> None:
    run("export", "--article", "https://one.example/1", "--out", "one.dna")
    run("export", "--question", QUESTION, "--all-articles", "--out", "all.dna")
    assert _count("one.dna") == (1, 1)
    assert _count("all.dna") == (3, 4)
    with open_record(RECORD) as opened:
        opened.ask("Is anybody on record about this?", who="Kim")
    result = run("export", "--question", "Is anybody on record about this?", "--out", "none.dna")
    assert "give --all-articles to code the articles in DNA" in result.stderr
    assert _count("none.dna") == (0, 0)


def test_event_lists_go_both_ways(record: Path) -> None:
    text = run("export", "--format", "events").stdout
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [one["coder"] for one in rows].count("Kim Park") == 1
    (record / "e.csv").write_text(text.replace('"Kim Park"', '"Ola Nord"'), "utf8")
    result = run("import", "e.csv", "--who", "Kim")
    assert result.exit_code == 0, result.output
    assert "1 coding, 0 known already" in result.stderr
    (record / "e.csv").write_text(text.replace("ferry", "boat"), "utf8")
    result = run("import", "e.csv", "--who", "Kim")
    assert result.exit_code == 1
    assert "the article does not have its words" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.dna", b"not a database", "it is no SQLite file"),
        ("x.csv", "Müller;text\n".encode("cp1252"), "it is not in UTF-8"),
        ("x.txt", b"", "Choose one with --format: dna or events"),
        ("missing.dna", None, "cannot be read"),
    ],
)
def test_what_cannot_be_imported_is_told(record: Path, name: str, content: bytes | None, told: str) -> None:
    if content is not None:
        (record / name).write_bytes(content)
    result = run("import", name, "--who", "Kim")
    assert result.exit_code == 1
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_a_record_is_no_dna_file(record: Path) -> None:
    result = run("import", RECORD, "--format", "dna", "--who", "Kim")
    assert "it is a record of Onrecord" in result.stderr


@pytest.mark.parametrize("format_", ["jsonld", "claim-review", "web-annotation"])
def test_annotations_are_an_object_a_line_for_each_article(record: Path, format_: str) -> None:
    lines = [json.loads(line) for line in run("export", "--format", format_).stdout.splitlines()]
    assert len(lines) == 3
    assert all("@context" in one and "format" not in one for one in lines)
    one = run("export", "--format", format_, "--article", "https://one.example/1").stdout
    assert len(one.splitlines()) == 1


def test_web_annotations_of_a_record_have_its_positions(record: Path) -> None:
    line = run("export", "--format", "web-annotation", "--article", "https://one.example/1").stdout
    items = json.loads(line)["first"]["items"]
    assert [one["motivation"] for one in items].count("classifying") == 1
    assert items[-1]["creator"]["name"] == "Kim Park"
    run("export", "--format", "jsonld", "--out", "a.jsonld")
    assert json.loads((record / "a.jsonld").read_text("utf8").splitlines()[0])["@graph"]


def test_files_for_annotation_tools_stand_in_a_folder(record: Path) -> None:
    assert run("export", "--format", "brat", "--out", "brat").exit_code == 0
    names = sorted(path.name for path in (record / "brat").iterdir())
    assert names[-1] == "annotation.conf"
    assert len(names) == 7
    assert len(list(read_gold([record / "brat"]))) == 3
    assert run("export", "--format", "uima", "--out", "uima").exit_code == 0
    assert len(list((record / "uima").iterdir())) == 3
    result = run("export", "--format", "brat")
    assert result.exit_code == 2
    assert "--format brat needs --out FOLDER" in result.stderr
    (record / "taken").write_text("")
    result = run("export", "--format", "uima", "--out", "taken")
    assert result.exit_code == 1
    assert "cannot be created" in result.stderr


def test_articles_are_read_into_the_formats_of_others(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text('Ferry stays\n\n"The ferry stays," Ana Brand said on Tuesday.\n')
    line = run("read", "ferry.txt", "--format", "jsonld").stdout
    assert json.loads(line)["@graph"][1]["text"] == '"The ferry stays,"'
    assert run("read", "ferry.txt", "--format", "brat", "--out", "brat").exit_code == 0
    assert len(list(read_gold([tmp_path / "brat"]))) == 1


def _count(name: str) -> tuple[int, int]:
    connection = sqlite3.connect(name)
    tables = ("DOCUMENTS", "STATEMENTS")
    documents, statements = (connection.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables)
    return documents, statements
