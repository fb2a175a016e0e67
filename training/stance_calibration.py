"""How far the network's scores are softened: one temperature, by articles that the network has not learned from."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.positions.pair_network import Floats
from onrecord.positions.stance import shares
from onrecord.positions.values import LABELS, Label

TEMPERATURES = np.arange(0.5, 4, 0.02)


def temperature(logits: Floats, labels: Sequence[Label]) -> float:
    """The temperature at which the labels that are right are likeliest."""
    right = [LABELS.index(label) for label in labels]
    losses = [-np.log(shares(logits, one)[np.arange(len(right)), right] + 1e-12).mean() for one in TEMPERATURES]
    return round(float(TEMPERATURES[int(np.argmin(losses))]), 2)


def write(found: float, path: Path) -> None:
    """The temperature as the product reads it."""
    path.write_text(json.dumps({"source": "training/stance.py", "temperature": found}) + "\n", encoding="utf8")
