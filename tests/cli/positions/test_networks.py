"""`onrecord network` and `onrecord common-ground` as a user calls them, with a made-up judge in place of the model."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import CliRunner, Result

from onrecord import open_record
from onrecord.cli import onrecord
from onrecord.positions.values import LABELS, Judgement, Label, Utterance
from onrecord.record.families import sqlite as families_sqlite
from tests.made_utterances import READ_WITH, article, said
from tests.positions.made_positions import everything
from tests.record.test_families import Words as NoEncoder

BRIDGE, FARES = "Should a bridge be built?", "Should fares stay as they are?"
FOR, AGAINST, STAY = "A bridge is good for {}", "A bridge is bad for {}", "Fares have to stay so for {}"
ISLANDERS, TOWNSPEOPLE = ("Ann Reed", "Alf Rusk"), ("Bo Lind", "Bea Lund")


class Judge:
    """A good bridge, a bad bridge, and fares that stay."""

    name = "made-up stance 1"

    def judge(self, question: str, utterances: Sequence[Utterance]) -> list[Judgement]:
        return [self._judged(question, one.content) for one in utterances]

    def _judged(self, question: str, words: str) -> Judgement:
        about = ("bridge" in question) == ("bridge" in words)
        label: Label = "unrelated" if not about else "opposes" if "bad" in words else "supports"
        return Judgement(tuple(0.8 if one == label else 0.05 for one in LABELS))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("networks") / "a.record"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families_sqlite, "_sentences", NoEncoder)
        with open_record(file) as record:
            for at, name in enumerate((*ISLANDERS, *TOWNSPEOPLE)):
                words = FOR if name in ISLANDERS else AGAINST
                record.add_reading(
                    *article(
                        f"n{at}",
                        said(words.format(f"all of us here, says number {at}"), by=name, on=f"2024-0{at + 1}-10"),
                        said(STAY.format(f"everybody who rides on boat {at}"), by=name, on=f"2024-0{at + 1}-20"),
                    ),
                    read_with=READ_WITH,
                )
            found = everything(record._connection)
            for question in (BRIDGE, FARES):
                record.ask(question, who="Kim")
                record.judge(question, judge=Judge(), candidates=found)
    return file


def run(path: Path, *given: str, code: int = 0) -> Result:
    result = CliRunner().invoke(onrecord, [*given, "--record", str(path)], terminal_width=100)
    assert result.exit_code == code, result.output
    return result


def test_the_table_has_ties_and_camps(path: Path) -> None:
    told = run(path, "network", "--normalisation", "average-activity").stdout
    assert told.startswith("Subtract network, by average activity: 4 nodes, 2 ties")
    assert "2 camps, modularity" in told
    assert {"  1  Alf Rusk, Ann Reed", "  2  Bea Lund, Bo Lind"} <= set(told.splitlines())


def test_json_says_how_the_network_was_made(path: Path) -> None:
    told = json.loads(
        run(path, "network", "bridge", "--kind", "conflict", "--duplicates", "year", "--format", "json").stdout
    )
    assert [told[key] for key in ("kind", "over", "normalisation", "duplicates", "qualifier")] == [
        "conflict", "actors", "no", "year", None
    ]  # fmt: skip
    assert {one["weight"] for one in told["edges"]} == {1} and len(told["edges"]) == 4
    assert sorted(one["name"] for one in told["nodes"]) == sorted((*ISLANDERS, *TOWNSPEOPLE))
    assert {one["kind"] for one in told["nodes"]} == {"person"}
    assert [one["number"] for one in told["camps"]] == [1, 2]


def test_affiliations_have_the_texts_of_their_questions(path: Path) -> None:
    told = run(path, "network", "--kind", "affiliation", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    assert {(one["source"], one["target"], one["weight"]) for one in rows} >= {
        ("Ann Reed", BRIDGE, "1"), ("Bo Lind", BRIDGE, "-1"), ("Bo Lind", FARES, "1")
    }  # fmt: skip
    nodes = run(path, "network", "--kind", "affiliation", "--format", "nodes").stdout
    assert len(list(csv.DictReader(io.StringIO(nodes)))) == 6


@pytest.mark.parametrize("format_", ["graphml", "gexf", "svg"])
def test_files_of_other_programs(path: Path, format_: str, tmp_path: Path) -> None:
    run(path, "network", "--format", format_, "--out", str(tmp_path / "a"))
    fromstring((tmp_path / "a").read_text("utf8"))


@pytest.mark.parametrize("format_", ["dl", "dl-edges"])
def test_files_for_ucinet(path: Path, format_: str) -> None:
    assert run(path, "network", "--kind", "congruence", "--format", format_).stdout.lower().startswith("dl")


def test_windows(path: Path) -> None:
    told = run(path, "network", "--window", "2 months").stdout
    assert [line.split()[:3] for line in told.splitlines() if line.startswith("2024")] == [
        ["2024-01-01", "2024-02-29", "2"], ["2024-02-01", "2024-03-31", "0"], ["2024-03-01", "2024-04-30", "2"]
    ]  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(run(path, "network", "--window", "2 months", "--format", "csv").stdout)))
    assert [(one["since"], one["source"], one["target"], one["weight"]) for one in rows] == [
        ("2024-01-01", "Alf Rusk", "Ann Reed", "2.0"), ("2024-03-01", "Bea Lund", "Bo Lind", "2.0")
    ]  # fmt: skip
    told = json.loads(run(path, "network", "--window", "1 year", "--kernel", "uniform", "--format", "json").stdout)
    assert len(told["networks"]) == 1
    fromstring(run(path, "network", "--window", "2 months", "--format", "gexf").stdout)


def test_common_ground_has_the_statements_of_both_sides(path: Path) -> None:
    told = " ".join(run(path, "common-ground").stdout.split())
    assert "2 camps" in told and FARES in told
    assert f"Camps 1 and 2 both support it. They are opposed on “{BRIDGE}”" in told
    assert "everybody who rides on" in told and "thin" not in told
    assert "Who agrees across camps" in told


def test_common_ground_as_json_and_csv(path: Path) -> None:
    told = json.loads(run(path, "common-ground", "--format", "json").stdout)
    (found,) = told["common_ground"]
    assert (found["question"]["text"], found["stance"], found["thin"]) == (FARES, "supports", False)
    assert [len(side["actors"]) for side in found["sides"]] == [2, 2]
    assert all(one["positions"][0]["quote"].startswith("“Fares") for side in found["sides"] for one in side["actors"])
    assert len(told["bridges"]) == 4
    rows = list(csv.DictReader(io.StringIO(run(path, "common-ground", "--format", "csv").stdout)))
    assert len(rows) == 4 and {one["question"] for one in rows} == {FARES}


def test_one_question_has_no_common_ground_and_the_reason_is_told(path: Path) -> None:
    assert "give several questions" in run(path, "common-ground", "bridge").stderr
    assert (
        "one camp only" in run(path, "common-ground", "--since", "2030").stderr
        or "No positions" in run(path, "common-ground", "--since", "2030").stderr
    )


def test_organizations_and_countries_that_nobody_speaks_for_leave_nothing(path: Path) -> None:
    for by in ("organization", "country"):
        assert "leave out a filter" in run(path, "network", "--by", by).stderr
    assert "leave out a filter" in run(path, "network", "--exclude", "person").stderr


@pytest.mark.parametrize(
    ("given", "told", "code"),
    [
        (["--window", "soon"], "is not a window", 2),
        (["--kernel", "uniform"], "--kernel needs --window", 2),
        (["--window", "2 months", "--format", "svg"], "choose --format table, json, csv or gexf", 2),
        (["--kind", "affiliation", "--over", "questions"], "has actors and questions", 2),
        (["--kind", "affiliation", "--normalisation", "jaccard"], "cannot be normalised", 1),
        (["--window", "1 event"], "give 2 or more", 1),
        (["what nobody asked"], "onrecord ask", 1),
    ],
)
def test_wrong_calls_say_what_to_do(path: Path, given: list[str], told: str, code: int) -> None:
    assert told in " ".join(run(path, "network", *given, code=code).stderr.split())
