import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from onrecord.model import Speaker, Words
from onrecord.record import open_record
from tests.made_articles import READ_WITH, made, with_statements
from tests.record.test_actors import article, person


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("ONRECORD_RECORD", "a.record")
    spoken_for = article(3, person("Jon Berg", "spokesperson"))
    principal = Speaker("Ana Duarte", "person", Words("mayor"))
    through = with_statements(spoken_for, replace(spoken_for[1].statements[0], principals=(principal,)))
    older = article(2, person("Ana Duarte"), published="2024-01-05", venue="a podcast")
    with open_record("a.record", write=True) as opened:
        for pair in (made(1), older, through):
            opened.add_reading(*pair, read_with=READ_WITH)
    yield


def run(*arguments: str) -> Result:
    return CliRunner().invoke(onrecord, arguments, prog_name="onrecord")


def test_an_actors_statements_have_role_day_addressee_and_outlet() -> None:
    result = run("who", "Ana", "Duarte")
    assert result.exit_code == 0
    for words in ("mayor of Porto", "2024-05-07", "Harbour Times", "bridge will stay", "a podcast", "through Jon Berg"):
        assert words in result.stdout


def test_a_day_is_whole_in_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    days = [line.partition(" ")[0] for line in run("who", "Ana", "Duarte").stdout.splitlines()]
    assert "2024-05-07" in days and "2024-05" not in days


def test_as_json_with_the_actor_and_next() -> None:
    value = json.loads(run("who", "ana duarte", "--limit", "1", "--format", "json").stdout)
    assert value["actor"]["name"] == "Ana Duarte"
    assert len(value["hits"]) == 1
    rest = run("who", "ana duarte", "--after", value["next"], "--format", "jsonl").stdout.splitlines()
    assert len(rest) == 2


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--role", "mayor"), 2),  # as speaker, and as whom somebody speaks for
        (("--venue", "podcast"), 1),
        (("--to", "harbour"), 1),
        (("--since", "2024-03-01"), 2),
        (("--until", "2024-03-01"), 1),
        (("--since", "2024"), 3),
        (("--since", "2024-05"), 2),
        (("--until", "2024-01"), 1),
        (("--until", "2024"), 3),
        (("--since", "2025"), 0),
        (("--role", "queen"), 0),
    ],
)
def test_filters_narrow_the_statements(filters: tuple[str, ...], found: int) -> None:
    result = run("who", "Ana Duarte", *filters, "--format", "jsonl")
    assert len(result.stdout.splitlines()) == found
    assert ("no statement matches" in result.stderr) is (found == 0)


def test_nobody_is_a_message() -> None:
    result = run("who", "Liz Vik")
    assert result.exit_code == 1
    assert "onrecord actors list" in result.stderr


@pytest.mark.parametrize(
    ("filters", "found"),
    [(("--when", "2024-05"), 1), (("--when", "2023/2024"), 1), (("--role", "mayor"), 1), (("--to", "times"), 1)],
)
def test_search_has_the_same_filters(filters: tuple[str, ...], found: int) -> None:
    assert len(run("search", "--speaker", "duarte", *filters, "--format", "jsonl").stdout.splitlines()) == found


@pytest.mark.parametrize("when", ["soon", "2024-13", "2024-05/2024-01", "2024-05-07/x"])
def test_a_time_that_is_none_is_wrong_usage(when: str) -> None:
    result = run("search", "--when", when)
    assert result.exit_code == 2
    assert "Write it as 2024, 2024-03" in result.stderr


@pytest.mark.parametrize("command", ["who", "search"])
@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize(
    "date", ["24/05/2026", "soon", "2024-5", "2024-13", "2024-02-30", "24-05-01", "2024-05-07T10:00"]
)
def test_a_date_that_is_none_is_wrong_usage(command: str, option: str, date: str) -> None:
    result = run(command, "Ana", option, date)
    assert result.exit_code == 2
    assert "Write it as 2024, 2024-03 or 2024-03-01." in result.stderr


def test_a_name_that_may_mean_several_is_a_choice_by_number_of_statements() -> None:
    with open_record("a.record", write=True) as opened:
        for number, who_ in enumerate(
            (
                [person("Duarte", "goalkeeper"), person("Rui Duarte")],
                [person("Duarte")],
                [person("Rui Duarte", "judge"), person("Rui Duarte")],
                [person("Lia Duarte", "painter")],
            ),
            start=10,
        ):
            opened.add_reading(*article(number, *who_), read_with=READ_WITH)
    result = run("who", "Duarte", "--format", "json")
    assert result.exit_code == 1
    choice = json.loads(result.stdout)["choice"]
    assert [(one["pick"], one["name"], one["role"], one["statements"]) for one in choice] == [
        (1, "Rui Duarte", "judge", 3),
        (2, "Ana Duarte", "mayor", 3),
        (3, "Duarte", "goalkeeper", 2),
        (4, "Lia Duarte", "painter", 1),
    ]
    assert len(choice[2]["ids"]) == 2
    table = run("who", "Duarte")
    assert table.exit_code == 1 and "--pick N" in table.stderr and "goalkeeper" in table.stdout
    assert "with 1 other of the same name" in table.stdout
    picked = run("who", "Duarte", "--pick", "3", "--format", "jsonl")
    assert picked.exit_code == 0 and len(picked.stdout.splitlines()) == 2
    beyond = run("who", "Duarte", "--pick", "5")
    assert beyond.exit_code == 2 and "give a number from 1 to" in beyond.stderr
    assert run("who", "Ana", "Duarte").exit_code == 0


def test_roles_that_contradict_each_other_stay_apart_in_the_choice() -> None:
    with open_record("a.record", write=True) as opened:
        opened.add_reading(*article(20, person("Vik", "goalkeeper of Lund")), read_with=READ_WITH)
        opened.add_reading(*article(21, person("Vik", "prime minister")), read_with=READ_WITH)
    choice = json.loads(run("who", "Vik", "--format", "json").stdout)["choice"]
    assert {one["role"] for one in choice} == {"goalkeeper of Lund", "prime minister"}
