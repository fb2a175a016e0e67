import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from tests.made_reports import reading, record_of, said

SAID = "the council should consider everything that keeps the ferry running"
TEXT = f"Mayor Maria Holt said {SAID}.\n\nIt rained in Norvia for nine days, and nobody left the house."
ARTICLE = reading(TEXT, said(SAID, type_="indirect"), headline="Maria Holt: council must keep every ferry running")


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("ONRECORD_RECORD", "made.record")
    with record_of(tmp_path, ARTICLE):
        pass


def run(*arguments: str) -> Result:
    return CliRunner().invoke(onrecord, ["headline", *arguments], prog_name="onrecord")


def test_a_stronger_headline_of_the_record_ends_with_1_and_shows_both_sides() -> None:
    result = run(ARTICLE.article.id[:8])
    assert result.exit_code == 1
    for words in ("stronger", "“must” for “should”", "[must]", "[should]", "Maria Holt"):
        assert words in result.stdout


def test_a_file_is_read() -> None:
    Path("a.txt").write_text(f"Maria Holt: {SAID}\n\n{TEXT}")
    result = run("a.txt", "--format", "json")
    assert result.exit_code == 0
    (article,) = json.loads(result.stdout)["articles"]
    assert [finding["verdict"] for finding in article["findings"]] == ["supported"]
    assert article["findings"][0]["evidence"][0]["words"]


def test_one_object_a_line() -> None:
    Path("a.txt").write_text(f"A summer of rain in Norvia\n\n{TEXT}")
    result = run("a.txt", ARTICLE.article.id, "--format", "jsonl")
    assert [len(json.loads(line)["findings"]) for line in result.stdout.splitlines()] == [0, 1]


@pytest.mark.parametrize(("text", "told"), [("A summer of rain in Norvia", "does not report a statement")])
def test_a_headline_without_a_statement_says_so(text: str, told: str) -> None:
    Path("a.txt").write_text(f"{text}\n\n{TEXT}")
    assert told in run("a.txt").stdout


def test_a_file_that_is_missing_is_told_as_one() -> None:
    result = run("nowhere.html")
    assert result.exit_code == 1
    assert "There is no file or folder 'nowhere.html'" in result.stderr


def test_what_is_neither_a_file_nor_an_id_is_told() -> None:
    result = run("nowhere")
    assert result.exit_code == 1
    assert "No article in the record has an id that begins with" in result.stderr


def test_an_address_that_cannot_be_fetched_is_not_taken_for_an_id() -> None:
    result = run("ftp://user:secret@skerra.example/a")
    assert result.exit_code == 1
    assert "ftp://skerra.example/a cannot be fetched" in result.stderr
    assert "secret" not in result.stderr
