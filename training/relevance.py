"""Fit how likely a statement is related to a question: `python -m training.relevance`, which prints the weights that
`positions/relevance.py` has.

A logistic regression over the likenesses of statements that a search would look at, for the questions of the
annotators; the gold questions are only measured on. Related and unrelated are as labelled. A statement of another
article than those that a question was asked about has no label: it counts as related by the share that was, among 92 of
them that were read, at about the same score. Statements of these articles without a label are left out."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.question_pool import Asked, asked, pool
from benchmarks.questions import Pool
from onrecord.families.similarity import Sentences

NAMES = ("content", "paragraph", "headline", "embedding")
LOOKED_AT = 300
FIRST = np.array((7.11, 7.53, 3.51, -1.33, -9.98))
"""A fit that calls all statements of other articles unrelated."""
SCORES, SHARES = (0, 0.01, 0.04, 0.1, 0.25, 0.55, 1), (0, 0.005, 0.1, 0.2, 0.35, 0.6, 0.9)
"""Of those that were read: how many were related, by what the first fit had told of them."""
Numbers = NDArray[np.float64]


def rows(questions: Sequence[Asked], found: Pool) -> Iterator[tuple[Numbers, float | None, bool]]:
    """The likenesses of each statement, whether it is related (None where no label tells), and whether it is gold."""
    for question in questions:
        labels = {found.places[key]: label for key, label in question.labels.items() if key in found.places}
        articles = {found.statements[place].article for place in labels}
        looked_at = dict.fromkeys([*found.by_both(question.text)[:LOOKED_AT], *labels])
        for place, near in zip(looked_at, found.likenesses(question.text, list(looked_at)), strict=True):
            told = np.array([near.content, near.paragraph, near.headline, near.embedding, 1.0])
            if place in labels:
                yield told, float(labels[place] != "unrelated"), question.is_gold
            elif found.statements[place].article not in articles:
                yield told, None, question.is_gold


def fitted(features: Numbers, wanted: Numbers) -> Numbers:
    """By Newton's method, hardly regularised."""
    weights = np.zeros(features.shape[1])
    for _ in range(30):
        told = _probabilities(features, weights)
        slope = features.T @ (told - wanted) + 0.01 * weights
        curve = (features * (told * (1 - told))[:, None]).T @ features + 0.01 * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _probabilities(features: Numbers, weights: Numbers) -> Numbers:
    found: Numbers = 1 / (1 + np.exp(-features @ weights))
    return found


def main() -> None:
    told = list(rows(asked(), Pool(pool(), Sentences())))
    features = np.array([row for row, _, _ in told])
    is_gold = np.array([gold for _, _, gold in told])
    read = np.interp(_probabilities(features, FIRST), SCORES, SHARES)
    wanted = np.array([share if label is None else label for (_, label, _), share in zip(told, read, strict=True)])
    for chosen in ((0, 1, 2, 3, 4), (3, 4)):
        some = features[:, chosen]
        weights = fitted(some[~is_gold], wanted[~is_gold])
        print({name: round(float(weight), 2) for name, weight in zip((*NAMES, "start"), weights, strict=False)}, chosen)
        scores = _probabilities(some[is_gold], weights)
        for low, high in ((0, 0.05), (0.05, 0.15), (0.15, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 1)):
            here = (scores >= low) & (scores < high)
            if here.any():
                share = float(wanted[is_gold][here].mean())
                print(f"  gold, told {low} to {high}: {share:.2f} of {here.sum()}")


if __name__ == "__main__":
    main()
