"""The shipped weights and rules reach their pinned floors on the shared data."""

import json
from pathlib import Path

import pytest

from benchmarks import floors


def test_every_benchmark_has_floors() -> None:
    assert set(json.loads(floors.FLOORS.read_text(encoding="utf8"))) == set(floors.MEASURES)


@pytest.mark.parametrize("name", sorted(floors.MEASURES))
def test_figures_are_not_below_their_floors(name: str, shared: Path) -> None:
    assert floors.below(name, floors.MEASURES[name]()) == []


def test_a_figure_below_its_floor_is_named() -> None:
    assert floors.below("attributions", {}) != []
