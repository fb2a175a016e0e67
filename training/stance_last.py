"""The last layer: a multinomial regression over the network's logits and the features, on questions that the network
was not trained on."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.positions.stance import LastLayer
from onrecord.positions.values import LABELS, Label

STRENGTH = 0.02
"""Of the regression's weights: the larger, the less they are held down."""
Numbers = Sequence[Mapping[str, float]]
Floats = npt.NDArray[np.float64]


def fit(numbers: Numbers, labels: Sequence[Label], *, strength: float = STRENGTH) -> LastLayer:
    """The layer that tells these labels by these numbers."""
    from sklearn.linear_model import LogisticRegression

    names = sorted(numbers[0])
    rows = np.array([[one[name] for name in names] for one in numbers])
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit((rows - middle) / spread, [LABELS.index(label) for label in labels])
    weights = model.coef_ / spread
    start = model.intercept_ - weights @ middle
    told = {
        name: tuple(round(float(one), 5) for one in weights[:, place])
        for place, name in enumerate(names)
        if rows[:, place].std() > 0
    }
    return LastLayer(tuple(round(float(one), 5) for one in start), told)


def write(layer: LastLayer, path: Path) -> None:
    """The layer as the product reads it."""
    told = {"source": "training/stance.py", "start": layer.start, "weights": layer.weights}
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf8")
