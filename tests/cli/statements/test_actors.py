import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from onrecord.cli.statements.actors import actors
from onrecord.record import open_record
from tests.made_articles import READ_WITH
from tests.record.test_actors import article, person

CSV = "name,title,organization,start,wikidata\nMaria Holt,Minister,Norway,2021-01-01,Q1\n,Queen,Norway,,\n"


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("ONRECORD_RECORD", "a.record")
    with open_record("a.record", write=True) as opened:
        for pair in (article(1, person("Maria Holt", "Norwegian minister")), article(2, person("Holt"))):
            opened.add_reading(*pair, read_with=READ_WITH)
    return tmp_path / "a.record"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(onrecord, arguments, prog_name="onrecord")


@pytest.mark.parametrize("arguments", [(), ("list",), ("maria",), ("list", "maria"), ("--limit", "5")])
def test_the_list_is_what_the_group_does_by_default(record: Path, arguments: tuple[str, ...]) -> None:
    result = run("actors", *arguments)
    assert result.exit_code == 0
    assert "Maria Holt" in result.stdout
    assert "1 statement in 1 article" in result.stdout


def test_the_list_as_json_has_actors_and_next(record: Path) -> None:
    value = json.loads(run("actors", "--limit", "1", "--format", "json").stdout)
    (actor,) = value["actors"]
    assert value["next"]
    assert actor["roles"] == [
        {
            "title": "Norwegian minister",
            "organization": None,
            "start": "2024-05-07",
            "end": "2024-05-07",
            "source": "article",
        }
    ]
    lines = run("actors", "list", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Maria Holt", "Holt"]


def test_who_is_not_there_is_said(record: Path) -> None:
    result = run("actors", "nobody")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No actor" in result.stderr
    assert run("actors", "show", "nobody").exit_code == 1


def test_show_has_names_roles_and_articles(record: Path) -> None:
    text = run("actors", "show", "maria holt").stdout
    assert "Role: Norwegian minister, 2024-05-07 (as seen in articles)" in text
    assert "Ferry 1" in text
    value = json.loads(run("actors", "show", "maria holt", "--format", "json").stdout)
    assert [one["headline"] for one in value["articles"]] == ["Ferry 1"]


def test_merge_and_split_are_decisions_with_a_name(record: Path) -> None:
    short = json.loads(run("actors", "list", "--format", "jsonl").stdout.splitlines()[1])["id"]
    assert run("actors", "merge", short, "Maria Holt").exit_code == 2
    result = run("actors", "merge", short, "Maria Holt", "--who", "Kim")
    assert result.exit_code == 0
    assert "onrecord undo 1 --who NAME" in result.stderr
    assert len(run("actors", "--format", "jsonl").stdout.splitlines()) == 1
    assert run("actors", "split", short, "--merged", "--who", "Kim").exit_code == 0
    assert len(run("actors", "--format", "jsonl").stdout.splitlines()) == 2
    assert run("actors", "split", short, "--from", "Maria Holt", "--who", "Kim").exit_code == 0
    assert "No proposals" in run("actors", "proposals").stderr
    with open_record("a.record", write=False) as opened:
        assert [decision.who for decision in opened.decisions(subject="actor")] == ["Kim"] * 3


def test_split_takes_statements_or_a_role(record: Path) -> None:
    with open_record("a.record", write=True) as opened:
        opened.add_reading(*article(3, person("Maria Holt")), read_with=READ_WITH)
    result = run("actors", "split", "Maria Holt", "--role", "minister", "--who", "Kim")
    assert "The new actor: " in result.stderr
    assert len(run("actors", "--format", "jsonl").stdout.splitlines()) == 3


@pytest.mark.parametrize("how", [(), ("--merged", "--role", "x"), ("abc", "--merged")])
def test_split_wants_one_way(record: Path, how: tuple[str, ...]) -> None:
    result = run("actors", "split", "Maria Holt", *how, "--who", "Kim")
    assert result.exit_code == 2
    assert "give either statements" in result.stderr


def test_proposals_say_why(record: Path) -> None:
    assert "same surname" in run("actors", "proposals").stdout
    (proposal,) = json.loads(run("actors", "proposals", "--format", "json").stdout)["proposals"]
    assert {proposal["first"]["name"], proposal["second"]["name"]} == {"Holt", "Maria Holt"}
    assert len(run("actors", "proposals", "--format", "jsonl").stdout.splitlines()) == 1


def test_import_lists_what_failed_and_keeps_the_rest(record: Path) -> None:
    Path("ministers.csv").write_text(CSV)
    result = run("actors", "import", "ministers.csv")
    assert result.exit_code == 1
    assert "1 actor new or changed, 0 unchanged, 1 failed; 1 actor from articles joined" in result.stderr
    assert "Failed: ministers.csv, line 3" in result.stderr
    assert "wikidata: Q1" in run("actors", "show", "Q1").stdout
    assert run("verify").exit_code == 0


def test_import_of_no_file_of_actors_is_a_message(record: Path) -> None:
    Path("notes.txt").write_text("Maria Holt")
    result = run("actors", "import", "notes.txt")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert ".csv" in result.stderr


@pytest.mark.parametrize("name", sorted(actors.commands))
def test_each_command_has_help_with_an_example(name: str) -> None:
    text = run("actors", name, "--help").stdout
    assert "Example:\n  onrecord actors" in text.replace("    ", "  ")
