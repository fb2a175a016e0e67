"""Floors: what each figure calls for, how floors move, and what is below one. The figures here are made."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import floors
from benchmarks.measures import MEASURES, Measure

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def one_benchmark(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"made": Measure(dict, held=lambda name: name != "told")}
    monkeypatch.setattr(floors, "MEASURES", made)


def test_every_benchmark_has_floors_for_all_that_is_held() -> None:
    written = floors.read_floors()
    assert list(written) == list(MEASURES)
    assert all(figures for figures in written.values())
    assert [(name, key) for name, figures in written.items() for key in figures if not MEASURES[name].held(key)] == []


def test_floors_are_below_what_every_kind_of_arithmetic_measured() -> None:
    found = json.loads(floors.FIGURES.read_text(encoding="utf8"))["figures"]
    assert {kind: floors.below(floors.read_floors(), figures) for kind, figures in found.items()} == {
        kind: [] for kind in found
    }


def test_the_kept_half_of_the_hard_cases_is_no_gate() -> None:
    assert not any("kept" in key or key == "all" for key in floors.read_floors()["hard cases"])


@pytest.mark.parametrize(
    ("values", "room", "expected"),
    [
        ([80.0], 0.3, 79.7),
        ([80.0, 80.1], 0.3, 79.7),
        ([80.0, 82.0], 0.3, 78.0),
        ([82.0, 80.0, 81.0], 0.3, 78.0),
        ([80.0, 82.0], 2.5, 77.5),
    ],
)
def test_a_floor_leaves_as_much_room_as_the_kinds_of_arithmetic_lie_apart(
    values: list[float], room: float, expected: float
) -> None:
    assert floors.floor(values, room=room) == expected


@pytest.mark.usefixtures("one_benchmark")
def test_only_what_is_held_gets_a_floor() -> None:
    found = {"own": {"made": {"F1": 90.0, "told": 50.0}}, "AVX2": {"made": {"F1": 89.0, "told": 40.0}}}
    assert floors.wanted(found) == {"made": {"F1": 88.0}}


@pytest.mark.parametrize(("lower", "expected"), [(False, 88.0), (True, 80.0)])
def test_a_floor_goes_down_only_where_that_is_asked_for(lower: bool, expected: float) -> None:
    assert floors.moved({"made": {"F1": 88.0}}, {"made": {"F1": 80.0}}, lower=lower) == {"made": {"F1": expected}}


def test_a_floor_rises_appears_and_goes_with_its_figure() -> None:
    before = {"made": {"F1": 88.0, "recall": 70.0}, "gone": {"F1": 1.0}}
    to = {"made": {"F1": 89.0, "precision": 91.0}}
    assert floors.moved(before, to, lower=False) == to


def test_a_figure_below_its_floor_or_missing_is_named() -> None:
    held = {"made": {"F1": 88.0, "recall": 70.0}, "not measured": {"F1": 99.0}}
    assert floors.below(held, {"made": {"F1": 87.9}}) == [
        "made: F1 is 87.9, floor 88.0",
        "made: recall is None, floor 70.0",
    ]
    assert floors.below(held, {"made": {"F1": 88.0, "recall": 70.0}}) == []


@pytest.mark.parametrize(("value", "status", "told"), [(88.0, 0, "0 below"), (87.0, 1, "made: F1 is 87.0, floor 88.0")])
def test_the_gate_fails_where_a_figure_is_below_its_floor(
    value: float, status: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    gated(monkeypatch, tmp_path, {"made": {"F1": value}})
    assert floors.gate(workers=1, only="", out=tmp_path / "out.json") == status
    assert told in capsys.readouterr().out
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf8")) == {"made": {"F1": value}}


def test_without_data_the_gate_says_what_it_skips_and_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    gated(monkeypatch, tmp_path, {"made": {"F1": 99.0}, "of data": {"F1": 1.0}})
    monkeypatch.setattr(floors, "SHARED", tmp_path / "absent")
    assert floors.gate(workers=1, only="", out=tmp_path / "out.json") == 0
    printed = capsys.readouterr().out
    assert f"Skipped, because their data and gold lie in {tmp_path / 'absent'}, which is absent: of data." in printed


def gated(monkeypatch: pytest.MonkeyPatch, folder: Path, found: dict[str, dict[str, float]]) -> None:
    """Let the gate measure these figures; "of data" needs the folder of data."""
    (folder / "floors.json").write_text(json.dumps({"made": {"F1": 88.0}, "of data": {"F1": 88.0}}), encoding="utf8")
    monkeypatch.setattr(floors, "FLOORS", folder / "floors.json")
    monkeypatch.setattr(floors, "SHARED", folder)
    monkeypatch.setattr(floors, "MEASURES", {name: Measure(dict, needs_shared=name != "made") for name in found})

    def measured(names: list[str], **_: object) -> Iterator[tuple[str, dict[str, float], float]]:
        return ((name, found[name], 1.0) for name in names)

    monkeypatch.setattr(floors, "measured", measured)
