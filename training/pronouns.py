"""Weights for "he" and "she": `python -m training.pronouns`.

A log-linear ranking of the names before a pronoun (onrecord.people.candidates), trained on GAP's test and
validation splits, 2,454 snippets; its development split stays for `benchmarks.pronouns`. The likelihood
of the right name's mentions against all others, with a quadratic penalty, is climbed by plain gradient
steps. Snippets whose right name is behind the pronoun or not found train nothing."""

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.common import SHARED
from benchmarks.pronouns import Example, article_of, examples
from onrecord.people.candidates import features_of, persons_before

GAP = SHARED / "data" / "gap"
WEIGHTS = Path(__file__).parent.parent / "src" / "onrecord" / "people" / "pronoun_weights.json"
PENALTY = 3.0
STEPS, RATE = 800, 0.5
Floats = npt.NDArray[np.float64]


def case(example: Example) -> tuple[list[dict[str, float]], list[bool]] | None:
    """The features of the candidates and which of them are right; None where none or all are."""
    article = article_of(example)
    found = persons_before(article, example.at, example.gender)
    right = [article.cast.member(name.split(), place=at) for name, at, is_right in example.names if is_right]
    hits = [any(mention.member is member for member in right) for mention in found]
    if not any(hits) or all(hits):
        return None
    return features_of(article, found, example.at, example.pronoun, example.gender), hits


def fit(cases: list[tuple[list[dict[str, float]], list[bool]]]) -> dict[str, float]:
    """The weight of each feature that occurs."""
    names = sorted({name for rows, _ in cases for row in rows for name in row})
    index = {name: number for number, name in enumerate(names)}
    inputs = np.zeros((sum(len(rows) for rows, _ in cases), len(names)))
    owner = np.concatenate([np.full(len(rows), number) for number, (rows, _) in enumerate(cases)])
    hits = np.array([hit for _, hit in ((r, h) for _, hs in cases for r, h in enumerate(hs))], dtype=bool)
    for number, row in enumerate(row for rows, _ in cases for row in rows):
        for name, value in row.items():
            inputs[number, index[name]] = value
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        share = _softmax(inputs @ weights, owner, len(cases))
        of_right = np.where(hits, share, 0.0)
        of_right /= np.bincount(owner, of_right, len(cases))[owner]
        gradient = inputs.T @ (of_right - share) - PENALTY * weights
        weights += RATE * gradient / len(cases) * 4
    return {name: round(float(weights[number]), 3) for name, number in index.items()}


def _softmax(scores: Floats, owner: npt.NDArray[np.int64], count: int) -> Floats:
    exponents = np.exp(scores - scores.max())
    total: Floats = exponents / np.bincount(owner, exponents, count)[owner]
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    files = [GAP / "gap-test.tsv", GAP / "gap-validation.tsv"]
    cases = [found for file in files for example in examples(file) if (found := case(example))]
    print(f"{len(cases)} snippets train")
    data = {"source": "GAP test and validation splits, training/pronouns.py", "weights": fit(cases)}
    arguments.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
