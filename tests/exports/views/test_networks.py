"""Matrices, networks and common ground as JSON and CSV."""

import csv
import io
import json

from onrecord.exports.views.networks import (
    COMMON_COLUMNS,
    bridge_json,
    common_ground_csv,
    common_ground_json,
    matrix_json,
    network_json,
    over_time_csv,
    strongest,
)
from onrecord.positions.networks.building import network
from onrecord.positions.networks.landscape import landscape
from onrecord.positions.networks.windows import Window, over_time
from onrecord.positions.values import Question
from tests.positions.made_positions import position, positions

CASE = positions(
    "Ann q1 + 2024-01-01", "Ari q1 + 2024-01-02", "Bo q1 - 2024-01-03", "Ben q1 - 2024-01-04",
    "Ann q2 + 2024-01-05", "Ari q2 + 2024-01-06", "Bo q2 + 2024-01-07",
)  # fmt: skip
QUESTIONS = [Question("q1", "Should a bridge be built?"), Question("q2", "Should fares stay?"), Question("q3", "Why?")]


def test_a_network_says_how_it_was_made_and_its_camps() -> None:
    made = landscape(CASE, questions=QUESTIONS)
    value = network_json(made.network, made.camps, external_internal=made.external_internal)
    assert json.loads(json.dumps(value)) == value
    assert (value["kind"], value["normalisation"], value["duplicates"]) == ("subtract", "average activity", "range")
    assert value["camps"] == [{"number": 1, "actors": ["ann", "ari"]}, {"number": 2, "actors": ["ben", "bo"]}]
    assert value["nodes"][0] == {
        "id": "ann", "name": "Ann", "mode": "actor", "positions": 2, "kind": None, "camp": 1
    }  # fmt: skip
    assert "camps" not in network_json(made.network)
    assert "camp" not in network_json(network(CASE, "affiliation"))["nodes"][-1]


def test_a_matrix_has_cells_with_their_evidence_and_none_for_silence() -> None:
    value = matrix_json(landscape(CASE, questions=QUESTIONS).matrix)
    assert [one["name"] for one in value["questions"]] == [one.text for one in QUESTIONS]
    assert len(value["cells"]) == 7
    first = value["cells"][0]
    assert (first["actor"], first["stance"], first["counts"], first["reports"]) == (
        "ann", "supports", {"supports": 1}, 1
    )  # fmt: skip
    assert first["positions"][0]["actor"]["name"] == "Ann"


def test_common_ground_has_both_sides() -> None:
    made = landscape(CASE, questions=QUESTIONS)
    (found,) = map(common_ground_json, made.common_ground)
    assert (found["question"]["text"], found["thin"], found["opposed_on"]) == ("Should fares stay?", True, ["q1"])
    assert [(side["camp"], side["thin"], [one["name"] for one in side["actors"]]) for side in found["sides"]] == [
        (1, False, ["Ann", "Ari"]), (2, True, ["Bo"])
    ]  # fmt: skip
    rows = list(csv.DictReader(io.StringIO("".join(common_ground_csv(made.common_ground)))))
    assert tuple(rows[0]) == COMMON_COLUMNS
    assert [(one["camp"], one["actor"], one["day"], one["thin"]) for one in rows] == [
        ("1", "Ann", "2024-01-05", "true"), ("1", "Ari", "2024-01-06", "true"), ("2", "Bo", "2024-01-07", "true")
    ]  # fmt: skip
    assert bridge_json(made.bridges[0])["shared"] == ["q2"]


def test_no_cell_is_a_formula() -> None:
    some = [position("=1+1", "q1", day="2024-01-01"), position("Bo", "q1", day="2024-01-01")]
    lines = "".join(over_time_csv(over_time(some, Window("months", 1))))
    assert "=1+1" in lines and "\r\n2024-01-01,2024-01-31,'=1+1," in lines


def test_the_strongest_ties_come_first_by_name() -> None:
    assert strongest(network(CASE, "congruence"), 1) == [("Ann", "Ari", "2", 2)]
