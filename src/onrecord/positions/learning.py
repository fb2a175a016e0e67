"""What decisions on a question teach about the rest of it: the proposals of the stance model, corrected.

A logistic regression that begins where the model ends: with no decisions it says what the model says, and each decision
draws it a little from there, by what the model said, the act, and what the words are about. So it learns what is
peculiar to a question, such as that whoever speaks of a trial there is not speaking of the law. It is used only if it
tells decisions that were kept from it better than the model does. Nothing of it is kept: it is made again from the
decisions in less than a second, and is the same each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Act
from onrecord.positions.values import LABELS, Judgement, Label, Utterance

LEAST = 20
"""Decisions on a question from which on it learns."""
_FOLDS = 5
_STEPS = 200
_LEAST_SCORE = 1e-4
_SAID, _ACTED, _ABOUT = 0.3, 0.5, 3.0
"""How freely it may draw on what the model said, on the act, and on what the words are about."""
_FREEDOMS = (0.25, 0.5, 1.0)
"""How freely on all of it: the better the model is on a question, the less. The one is taken that tells decisions which
are kept from it best."""
_ACTS: tuple[Act, ...] = get_args(Act)

Numbers = NDArray[np.float64]
Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""Rows of length one for texts, such as `Sentences.embed`."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A statement on whose label somebody decided, and what the model had made of it."""

    utterance: Utterance
    judgement: Judgement
    label: Label


@dataclass(frozen=True, slots=True)
class Learned:
    """What the decisions on a question come to.

    `before` and `after` are macro F1 in percent over the labels that were decided: of the model, and of what was
    learned, on decisions that were kept from it. `used` says whether the latter is better, and changes proposals."""

    decisions: int
    before: float
    after: float
    used: bool
    _embed: Embed = field(repr=False, compare=False)
    _weights: Numbers = field(repr=False, compare=False)

    def judge(self, utterances: Sequence[Utterance], judgements: Sequence[Judgement]) -> list[Judgement]:
        """The judgements as the decisions correct them; as they are if these do not help."""
        if not self.used or not utterances:
            return list(judgements)
        features = _features(utterances, judgements, embed=self._embed)
        scores = _probabilities(_logarithms(judgements) + features @ self._weights)
        return [Judgement(tuple(row)) for row in scores.tolist()]

    def __str__(self) -> str:
        told = f"macro F1 on {self.decisions} decisions, each kept back in turn: {self.before:.0f} as proposed"
        if self.used:
            return f"{told}, {self.after:.0f} with what was learned from the others; proposals are corrected by it."
        return f"{told}, {self.after:.0f} with what was learned from the others; proposals stay as they are."


def learn(decided: Sequence[Decided], *, embed: Embed, least: int = LEAST) -> Learned | None:
    """What decisions on one question teach; None while there are fewer than `least`, or all say the same."""
    labels = np.array([LABELS.index(one.label) for one in decided], dtype=np.int64)
    if len(decided) < least or len(set(labels.tolist())) < 2:
        return None
    judgements = [one.judgement for one in decided]
    features = _features([one.utterance for one in decided], judgements, embed=embed)
    said = _logarithms(judgements)
    kept_back = {freedom: _kept_back(freedom * features, said, labels) for freedom in _FREEDOMS}
    best = max(_FREEDOMS, key=lambda freedom: _likelihood(kept_back[freedom], labels))
    before, after = macro_f1(labels, said.argmax(1)), macro_f1(labels, kept_back[best].argmax(1))
    is_better = after > before and _likelihood(kept_back[best], labels) > _likelihood(said, labels)
    weights = best * _fitted(best * features, said, labels)
    return Learned(len(decided), before, after, is_better, embed, weights)


def _kept_back(features: Numbers, said: Numbers, labels: NDArray[np.int64]) -> Numbers:
    """What is told of each decision by what the others teach."""
    told = np.zeros_like(said)
    for fold in _folds(labels):
        weights = _fitted(features[~fold], said[~fold], labels[~fold])
        told[fold] = said[fold] + features[fold] @ weights
    return told


def _likelihood(told: Numbers, labels: NDArray[np.int64]) -> float:
    """The mean logarithm of the probability that is given to what was decided."""
    return float(np.log(_probabilities(told)[np.arange(len(labels)), labels]).mean())


def macro_f1(labels: NDArray[np.int64], told: NDArray[np.int64]) -> float:
    """In percent, over the labels that occur."""
    found = []
    for label in sorted(set(labels.tolist())):
        right = int(((labels == label) & (told == label)).sum())
        found.append(2 * right / int((labels == label).sum() + (told == label).sum()))
    return 100 * sum(found) / len(found)


def _folds(labels: NDArray[np.int64]) -> list[NDArray[np.bool_]]:
    """Each label is spread over the folds, in the order of the decisions."""
    order = np.argsort(labels, kind="stable")
    fold = np.zeros(len(labels), np.int64)
    fold[order] = np.arange(len(labels)) % _FOLDS
    return [fold == number for number in range(_FOLDS)]


def _features(utterances: Sequence[Utterance], judgements: Sequence[Judgement], *, embed: Embed) -> Numbers:
    acted = [[*(one.act == act for act in _ACTS), one.negated, one.kind == "held"] for one in utterances]
    about = embed([one.content for one in utterances]).astype(np.float64)
    free = np.ones((len(utterances), 1))
    said = _logarithms(judgements)
    return np.hstack(
        (free, _SAID * (said - said.mean(1, keepdims=True)), _ACTED * np.array(acted, np.float64), _ABOUT * about)
    )


def _logarithms(judgements: Sequence[Judgement]) -> Numbers:
    scores = np.array([one.scores for one in judgements], np.float64).reshape(-1, len(LABELS))
    found: Numbers = np.log(np.maximum(scores, _LEAST_SCORE))
    return found


def _probabilities(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max(1, keepdims=True))
    found: Numbers = powers / powers.sum(1, keepdims=True)
    return found


def _fitted(features: Numbers, said: Numbers, labels: NDArray[np.int64]) -> Numbers:
    """The weights that tell the labels best, less half their squares; by Nesterov's method, which needs no choices."""
    wanted = np.eye(len(LABELS))[labels]
    rate = 1 / (1 + 0.5 * np.linalg.norm(features, 2) ** 2)
    weights = np.zeros((features.shape[1], len(LABELS)))
    before = ahead = weights
    for step in range(_STEPS):
        slope = features.T @ (_probabilities(said + features @ ahead) - wanted) + ahead
        weights = ahead - rate * slope
        ahead = weights + step / (step + 3) * (weights - before)
        before = weights
    return weights
