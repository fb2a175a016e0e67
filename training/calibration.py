"""Fit what turns probabilities into a confidence: `python -m training.calibration`.

A logistic regression of four numbers on PolNeAR dev: is an attribution right (content IoU from 0.5 and
source overlapping, by shared/score)? Also prints the expected calibration error over five folds of
documents, each measured with the numbers of the other four. Writes calibration.json beside the weights.

With `--statements`, another of two numbers on the annotated articles: are content and speaker of a statement right?
From the probability that it was said, by trees that have not seen the article, and the certainty that the people stage
gives. Writes confidence.json."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.attributions import DEV
from benchmarks.calibration import expected_error, right_attributions
from benchmarks.common import scorer
from onrecord.model import Attribution
from onrecord.people import resolve
from onrecord.reading import Reader
from onrecord.reading.calibration import STATEMENTS, Calibration, Evidence, StatementCalibration, log_odds
from onrecord.reading.decoding import candidates
from onrecord.reading.reader import WEIGHTS
from onrecord.reading.rules import with_primary
from onrecord.reading.statements import probability
from training.boosting import logit
from training.statements import (
    LEAST,
    SETS,
    SIDES,
    Decided,
    Example,
    by_folds,
    cut_by_folds,
    cuts_of,
    examples,
    quotes,
    table,
)

FOLDS = 5
STEPS = 200

Judged = tuple[Evidence, bool]
Floats = npt.NDArray[np.float64]


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
    """Logistic regression on the log odds of the evidence."""
    x = np.array([[*evidence.logits(), 1.0] for evidence, _ in samples])
    first, second, third, bias = _newton(x, np.array([float(right) for _, right in samples]))
    return Calibration((first, second, third), bias)


def _newton(x: Floats, y: Floats) -> list[float]:
    """The numbers of a logistic regression by Newton's method, with a little ridge for stability."""
    w: Floats = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + 1e-3 * w
        curvature = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(w))
        step = np.linalg.solve(curvature, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return [round(float(value), 4) for value in w]


def judged_statements(decided: Decided, known: Sequence[Example]) -> list[list[tuple[float, float, bool]]]:
    """By article, of each statement: the probability that it was said, the certainty of its speaker, and whether both
    content and speaker are right."""
    found = []
    for example, mine, scores in zip(known, decided.found, decided.scores, strict=True):
        if example.source in SETS:
            pairs = zip(mine, scores.tolist(), strict=True)
            told = [replace(one, kind="said", confidence=probability(n)) for one, n in pairs if n >= logit(LEAST)]
            found.append(_judged(example, with_primary(example.version, told)))
    return found


def _judged(example: Example, told: list[Attribution]) -> list[tuple[float, float, bool]]:
    rules, people = scorer("score_statements"), resolve(example.version, told)
    right = set()
    for gold, number, _ in rules.pair(example.gold, quotes(told, example.version.text)):
        names = [{"name": one.name} for one in people[number].speakers]
        right |= {number} if rules.same_speaker(example.gold[gold], {"speakers": names}) else set()
    return [(one.confidence, people[number].certainty, number in right) for number, one in enumerate(told)]


def fit_statement(samples: Sequence[tuple[float, float, bool]]) -> StatementCalibration:
    """Logistic regression on the log odds of their product."""
    x = np.array([[log_odds(said * speaker), 1.0] for said, speaker, _ in samples])
    slope, bias = _newton(x, np.array([float(right) for _, _, right in samples]))
    return StatementCalibration(slope, bias)


def calibrate_statements(out: Path) -> None:
    """Fit on the annotated articles, print the error over folds of them, and write confidence.json into `out`."""
    read = list(examples())
    known = cut_by_folds(read, cuts_of(read))
    decided = by_folds(known, {side: [table(one, side) for one in known] for side in SIDES})
    found = judged_statements(decided, known)
    crossed: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        mine = fit_statement([sample for n, samples in enumerate(found) if n % FOLDS != fold for sample in samples])
        crossed += [
            (mine.confidence(said, speaker), right)
            for number, samples in enumerate(found)
            if number % FOLDS == fold
            for said, speaker, right in samples
        ]
    whole = fit_statement([sample for samples in found for sample in samples])
    print(f"{whole}; expected calibration error over {FOLDS} folds {expected_error(crossed):.3f}")
    (out / STATEMENTS).write_text(json.dumps(asdict(whole)) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--data", type=Path, default=DEV)
    parser.add_argument("--statements", action="store_true", help="fit the confidence of statements instead")
    arguments = parser.parse_args()
    if arguments.statements:
        calibrate_statements(WEIGHTS)
    else:
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
