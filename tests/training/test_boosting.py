"""How boosted trees are put into whole numbers."""

import json
from types import SimpleNamespace

import numpy as np

from onrecord.trees import parsed
from training.boosting import UNIT, exported


def _leaf(value: float) -> dict[str, float]:
    return {"is_leaf": 1, "feature_idx": 0, "num_threshold": 0.0, "left": 0, "right": 0, "value": value}


def _node(feature: int, border: float, left: int, right: int) -> dict[str, float]:
    return {"is_leaf": 0, "feature_idx": feature, "num_threshold": border, "left": left, "right": right, "value": 0.0}


def test_exported_trees_score_as_the_trained_ones() -> None:
    deep = [_node(1, 2.5, 1, 4), _node(0, -0.5, 2, 3), _leaf(0.25), _leaf(-0.5), _leaf(1.0)]
    model = SimpleNamespace(
        _predictors=[[SimpleNamespace(nodes=deep)], [SimpleNamespace(nodes=[_leaf(0.125)])]],
        _baseline_prediction=np.array([[-2.0]]),
        max_depth=3,
    )
    trees = parsed(json.dumps(exported(model, names=["a", "b"], least=0.5, source="made")))
    rows = np.array([[-1, 2], [0, 2], [0, 3], [-1, 3]])
    assert (trees.scores(rows) / UNIT).tolist() == [-1.625, -2.375, -0.875, -0.875]
