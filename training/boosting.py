"""Boosted decision trees in the whole numbers that onrecord.trees reads; scikit-learn makes them."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.trees import Integers, Trees, parsed

UNIT = 10_000
"""What a leaf adds is kept in this fraction of a logit."""
NEVER = 2**31 - 1
"""The border of a leaf: no feature is above it."""
Flags = npt.NDArray[np.bool_]


def boosted(
    rows: Integers,
    right: Flags,
    *,
    names: Sequence[str],
    least: float,
    source: str,
    rounds: int,
    rate: float,
    depth: int,
    leaves: int,
    weights: npt.NDArray[np.float64] | None = None,
    seed: int = 0,
) -> dict[str, Any]:
    """The weights, as a file has them, of trees that tell the probability that a row is right.

    `rows` (number of rows, number of features) are whole numbers, `least` is the probability from which a choice is
    made, `weights` how much each row counts, `source` what was trained on. Rows that are the same make the same trees.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=rate,
        max_leaf_nodes=leaves,
        max_depth=depth,
        min_samples_leaf=30,
        l2_regularization=1.0,
        max_features=0.15,
        early_stopping=False,
        random_state=seed,
    ).fit(rows, right, sample_weight=weights)
    return exported(model, names=names, least=least, source=source)


def exported(model: Any, *, names: Sequence[str], least: float, source: str) -> dict[str, Any]:
    """The trees of a model of scikit-learn in whole numbers."""
    columns: dict[str, list[int]] = {name: [] for name in ("feature", "border", "below", "leaf")}
    roots = []
    for (predictor,) in model._predictors:  # scikit-learn gives no public way to the nodes
        roots.append(len(columns["leaf"]))
        _add_tree(columns, predictor.nodes)
    start = float(model._baseline_prediction.ravel()[0])
    return {
        "source": source,
        "names": list(names),
        "start": round(start * UNIT),
        "least": logit(least),
        "depth": model.max_depth,
        "roots": roots,
        **columns,
    }


def logit(probability: float) -> int:
    """A probability as a score."""
    return round(float(np.log(probability / (1 - probability))) * UNIT)


def as_trees(weights: dict[str, Any]) -> Trees:
    """The trees of the weights of a file."""
    return parsed(json.dumps(weights))


def _add_tree(columns: dict[str, list[int]], nodes: Any) -> None:
    """The nodes of a tree in an order in which the two behind a node stand side by side."""
    first = len(columns["leaf"])
    order = [0]
    for number in order:
        node = nodes[number]
        below = first + (order.index(number) if node["is_leaf"] else len(order))
        if not node["is_leaf"]:
            order += [int(node["left"]), int(node["right"])]
        columns["feature"].append(0 if node["is_leaf"] else int(node["feature_idx"]))
        columns["border"].append(NEVER if node["is_leaf"] else int(np.floor(node["num_threshold"])))
        columns["below"].append(below)
        columns["leaf"].append(round(float(node["value"]) * UNIT) if node["is_leaf"] else 0)
