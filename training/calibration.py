"""Fit what turns the model's probabilities into a confidence: `python -m training.calibration`.

A logistic regression of four numbers on PolNeAR dev: is an attribution right (content IoU from 0.5 and
source overlapping, by shared/score)? Also prints the expected calibration error over five folds of
documents, each measured with the numbers of the other four. Writes calibration.json beside the weights."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.attributions import DEV
from benchmarks.calibration import expected_error, right_attributions
from onrecord.reading import Reader
from onrecord.reading.calibration import Calibration, Evidence
from onrecord.reading.decoding import candidates
from onrecord.reading.reader import WEIGHTS

FOLDS = 5
STEPS = 200

Judged = tuple[Evidence, bool]


def judged(documents: list[dict[str, object]], reader: Reader) -> list[list[Judged]]:
    """The evidence of every candidate of each document, and whether it is right."""
    texts = [str(document["text"]) for document in documents]
    found = [list(candidates(text, *scored)) for text, scored in zip(texts, reader.scored(texts), strict=True)]
    right = right_attributions(documents, [[c.attribution for c in mine] for mine in found])
    return [
        [(candidate.evidence, is_right) for candidate, is_right in zip(mine, truth, strict=True)]
        for mine, truth in zip(found, right, strict=True)
    ]


def fit(samples: Sequence[Judged]) -> Calibration:
    """Logistic regression by Newton's method, with a little ridge for stability."""
    x = np.array([[*evidence.logits(), 1.0] for evidence, _ in samples])
    y = np.array([float(right) for _, right in samples])
    w: npt.NDArray[np.float64] = np.zeros(4)
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + 1e-3 * w
        curvature = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(4)
        step = np.linalg.solve(curvature, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    first, second, third, bias = (round(float(value), 4) for value in w)
    return Calibration((first, second, third), bias)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--data", type=Path, default=DEV)
    arguments = parser.parse_args()
    calibrate(arguments.weights, arguments.data)


def calibrate(weights: Path, data: Path) -> None:
    """Fit on the documents of `data` and write calibration.json into `weights`."""
    documents = [json.loads(line) for line in data.read_text(encoding="utf8").splitlines()]
    found = judged(documents, Reader(weights=weights))
    crossed: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        others = [sample for number, mine in enumerate(found) if number % FOLDS != fold for sample in mine]
        calibration = fit(others)
        crossed += [
            (calibration.confidence(evidence), right)
            for number, mine in enumerate(found)
            if number % FOLDS == fold
            for evidence, right in mine
        ]
    whole = fit([sample for mine in found for sample in mine])
    print(f"{whole}; expected calibration error over {FOLDS} folds {expected_error(crossed):.3f}")
    content = {"weights": list(whole.weights), "bias": whole.bias}
    (weights / "calibration.json").write_text(json.dumps(content) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
