"""Scores in whole numbers, and the shipped weights with the features they were made for."""

import json
from importlib.resources import files

import numpy as np
import pytest

from onrecord.occasions.candidates import Sort
from onrecord.occasions.features import names
from onrecord.reading import borders, divided, statements
from onrecord.trees import parsed, shipped

NEVER = 2**31 - 1
MADE = {
    "names": ["distance", "sentences"],
    "roots": [0, 3],
    "feature": [0, 0, 0, 1, 0, 0],
    "border": [10, NEVER, NEVER, 0, NEVER, NEVER],
    "below": [1, 1, 2, 4, 4, 5],
    "leaf": [0, 100, -100, 0, 7, -7],
    "start": 1000,
    "depth": 3,
    "least": 1050,
}
SORTS: tuple[Sort, ...] = ("date", "venue", "addressee")
FEATURES: dict[tuple[str, str], tuple[str, ...]] = {
    **{("onrecord.occasions", sort): names(sort) for sort in SORTS},
    **{("onrecord.reading", side): borders.names() for side in ("start", "end")},
    ("onrecord.reading", "cut"): divided.names(),
    ("onrecord.reading", "statement"): statements.names(),
}


def test_a_score_is_what_the_leaves_add_to_the_start() -> None:
    trees = parsed(json.dumps(MADE))
    rows = np.array([[10, 0], [11, 0], [10, 1], [11, 1]])
    assert trees.scores(rows).tolist() == [1107, 907, 1093, 893]


def test_no_rows_have_no_scores_and_many_are_scored_as_each_alone() -> None:
    trees = parsed(json.dumps(MADE))
    assert trees.scores(np.zeros((0, 2), dtype=np.int64)).tolist() == []
    rows = np.arange(4000).reshape(-1, 2) % 23 - 5
    assert trees.scores(rows).tolist() == [int(trees.scores(row[None])[0]) for row in rows]


@pytest.mark.parametrize(("package", "name"), FEATURES)
def test_the_weights_are_for_the_features_of_the_code(package: str, name: str) -> None:
    trees = shipped(package, name)
    assert trees.names == FEATURES[package, name]
    assert trees.feature.min() >= 0 and trees.feature.max() < len(trees.names)


@pytest.mark.parametrize(("package", "name"), FEATURES)
def test_every_path_ends_at_a_leaf_within_the_depth(package: str, name: str) -> None:
    trees = shipped(package, name)
    leaves = trees.below == np.arange(len(trees.below))
    assert (trees.border[leaves] == NEVER).all() and (trees.leaf[~leaves] == 0).all()
    at = trees.roots
    for _ in range(trees.depth):
        at = np.unique(np.concatenate([trees.below[at], np.where(leaves[at], at, trees.below[at] + 1)]))
    assert leaves[at].all()


def test_the_weights_are_small() -> None:
    sizes = [len(files(package).joinpath("weights", f"{name}.json").read_bytes()) for package, name in FEATURES]
    assert sum(sizes) < 1_500_000
