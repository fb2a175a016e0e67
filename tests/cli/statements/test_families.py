import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from onrecord.exports.wording import shortened
from onrecord.record import open_record
from tests.made_utterances import BERG, add, article, said

FERRY = "The ferry across the sound will run again before the first of June, whatever the weather brings"
CHANGED = FERRY.replace("will run", "will not run")
AROUND = ", she told reporters who had waited on the pier of Norvia since early morning."
FIRST = article("one", said(FERRY, around=AROUND), outlet="The Harbour Times")
CHANGE = article("two", said(CHANGED), published="2024-05-08", outlet="Sound \x1b[2J Post")
COPY = article("three", said(FERRY, around=AROUND), published="2024-05-08")
OTHER = article("four", said(FERRY, by=BERG, around="he said"), published="2024-05-09")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_record(tmp_path / "a.record", write=True) as record:
        add(record, FIRST, CHANGE, COPY, OTHER)
    return tmp_path / "a.record"


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(onrecord, [*arguments, "--record", str(path)], env={"COLUMNS": "120"})


def id_of(made: object) -> str:
    return str(made[1].statements[0].id)  # type: ignore[index]


def test_families_are_listed_with_words_or_without(path: Path) -> None:
    for words in ((), ("ferry",), ("list", "ferry")):
        shown = run(path, "families", *words).output
        assert "4 articles, 4 outlets" in shown
        assert "1 copy" in shown
        assert "Maria Holt" in shown
    assert "onrecord search" in run(path, "families", "submarine").output


def test_nothing_reported_twice_says_what_to_do(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True):
        pass
    assert "onrecord add" in run(tmp_path / "a.record", "families").output
    assert "No contradictions" in run(tmp_path / "a.record", "conflicts").output


def test_a_family_shows_relations_changed_words_and_copies(path: Path) -> None:
    shown = run(path, "families", "show", id_of(COPY)).output
    assert shown.index("FIRST") < shown.index("ALTERED") < shown.index("VERBATIM")
    assert "published 2024-05-07 (given)" in shown
    assert "will {+not+} run" in shown
    assert "copied by The three Times · 2024-05-08" in shown
    assert "\x1b[2J" not in shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the ferry " * 8, "the ferry the ferry the ferry the … the ferry the ferry "),
        ("a" * 80, f"{'a' * 36} … {'a' * 24}"),
        ("the ferry", "the ferry"),
    ],
)
def test_long_words_are_cut_between_words(words: str, shown: str) -> None:
    assert shortened(words) == shown


def test_json_of_a_family_and_of_a_list(path: Path) -> None:
    listed = json.loads(run(path, "families", "--format", "json").output)
    (family,) = listed["families"]
    shown = json.loads(run(path, "families", "show", family["id"], "--format", "json").output)
    assert [member["relation"] for member in shown["members"]] == ["first", "altered", "verbatim"]
    assert [copy["article"] for copy in shown["members"][0]["copies"]] == [COPY[1].article.id]
    assert shown["members"][1]["wording"]["changes"][0]["kind"] == "negation"
    lines = run(path, "families", "--format", "jsonl").output.splitlines()
    assert [json.loads(line) for line in lines] == [{"format": 2} | one for one in listed["families"]]


def test_conflicts_are_listed_side_by_side(path: Path) -> None:
    shown = run(path, "conflicts").output
    assert "NEGATION" in shown
    assert "given to Jonas Berg, not to Maria Holt" in shown
    assert "{+not+}" in shown
    only = json.loads(run(path, "conflicts", "ferry", "--kind", "speaker", "--format", "json").output)
    assert [found["message"] for found in only["conflicts"]] == ["given to Jonas Berg, not to Maria Holt"]
    assert "There are more" in run(path, "conflicts", "--limit", "1").output
    assert run(path, "conflicts", "--kind", "taste").exit_code == 2


def test_split_undo_and_join_say_how_to_go_back(path: Path) -> None:
    statement = id_of(CHANGE)
    done = run(path, "families", "split", statement, "--who", "Kim Park")
    assert "onrecord undo 1 --who NAME" in done.output
    assert "ALTERED" not in run(path, "families", "show", id_of(FIRST)).output
    assert "already" not in run(path, "families", "join", statement, id_of(FIRST), "--who", "Kim Park").output
    assert "ALTERED" in run(path, "families", "show", id_of(FIRST)).output
    assert run(path, "undo", "2", "--who", "Kim Park").exit_code == 0
    assert "ALTERED" not in run(path, "families", "show", id_of(FIRST)).output
    assert run(path, "undo", "1", "--who", "Kim Park").exit_code == 0
    assert "ALTERED" in run(path, "families", "show", id_of(FIRST)).output


def test_show_and_export_name_the_family(path: Path) -> None:
    assert "reported in 4 articles, altered here" in run(path, "show", id_of(CHANGE)).output
    lines = [json.loads(line) for line in run(path, "export").output.splitlines()]
    families = {line["id"]: line["statements"][0]["family"] for line in lines}
    assert families[FIRST[1].article.id]["relation"] == "first"
    assert len({family["id"] for family in families.values()}) == 1
