"""What stance an utterance takes on a question: a network over the pair, its scores softened to mean what they say.

The holder's name is hidden from it. An utterance's numbers depend on no others but those of the same holder in the same
article that it is judged with: who is for something in one sentence is seldom against it in the next, so that each of
them tells something of the others' side.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from onrecord.positions.pair_network import Floats, PairNetwork
from onrecord.positions.pairs import pieces_of
from onrecord.positions.values import Judgement, Utterance
from onrecord.problems import WeightsMissing

WEIGHTS = Path(__file__).parent / "weights"
CALIBRATION = "stance.json"
SAME_SIDE = 0.92
"""How often two utterances by which one holder takes a side in one article take the same: 2,109 of 2,302 pairs among
the positions judged for training."""

_LEAST = 1e-12


class StanceReader:
    """Judges utterances with the weights in `weights`, by default on all the cores that the process may use. Several
    threads may ask at the same time.

    Raises WeightsMissing where the folder holds none."""

    def __init__(self, *, weights: Path = WEIGHTS, streams: int | None = None) -> None:
        if not (weights / CALIBRATION).is_file():
            raise WeightsMissing(weights, what="stance")
        self._network = PairNetwork(weights=weights, streams=streams)
        self._softened: float = json.loads((weights / CALIBRATION).read_text(encoding="utf8"))["temperature"]

    @property
    def name(self) -> str:
        """What identifies the weights in a record."""
        return self._network.name

    def judge(self, question: str, utterances: Sequence[Utterance]) -> list[Judgement]:
        """A judgement for each utterance, in order."""
        return judgements(self.alone(question, utterances), utterances)

    def alone(self, question: str, utterances: Sequence[Utterance]) -> Floats:
        """The probabilities of the labels for each utterance by itself, whoever holds the others: a row each."""
        return shares(self.logits([(question, one) for one in utterances]), self._softened)

    def logits(self, pairs: Sequence[tuple[str, Utterance]]) -> Floats:
        """The network's logits of questions with utterances: a row for each, with a number for each label."""
        cutter = self._network.tokenizer
        return self._network.logits([pieces_of(question, one, cutter) for question, one in pairs])


def shares(logits: Floats, temperature: float) -> Floats:
    """Probabilities, row by row; the higher the temperature, the more alike."""
    softened = logits.astype(np.float64) / temperature
    raised = np.exp(softened - softened.max(1, keepdims=True, initial=-np.inf))
    found: Floats = raised / raised.sum(1, keepdims=True)
    return found


def judgements(alone: Floats, utterances: Sequence[Utterance]) -> list[Judgement]:
    """What is made of utterances by what is told of each alone."""
    return [Judgement(tuple(row)) for row in beside(alone, [one.holder for one in utterances]).tolist()]


def beside(scores: Floats, holders: Sequence[str]) -> Floats:
    """Probabilities of the labels, row by row, each beside what its holder's other rows tell of the side; how probable
    a side is at all stays as it is. An empty holder is nobody's.

    The side of each is weighed against the others' as independent signs of one side that each shows with SAME_SIDE."""
    found = scores.copy()
    of_one: dict[str, list[int]] = {}
    for number, holder in enumerate(holders):
        of_one.setdefault(holder, []).append(number)
    for holder, rows in of_one.items():
        if holder and len(rows) > 1:
            found[rows, :2] = _beside(scores[rows, 0], scores[rows, 1])
    return found


def _beside(supports: Floats, opposes: Floats) -> Floats:
    """The probabilities of the two sides in each row of one holder."""
    rest = (1 - supports - opposes) / 2
    other = 1 - SAME_SIDE
    tells = np.log((SAME_SIDE * supports + other * opposes + rest) / (other * supports + SAME_SIDE * opposes + rest))
    odds = supports * np.exp(tells.sum() - tells)
    sides = supports + opposes
    share = odds / np.maximum(odds + opposes, _LEAST)
    found: Floats = np.stack([sides * share, sides * (1 - share)], axis=1)
    return found


@cache
def shipped_stance() -> StanceReader:
    """That on the weights that come along: loaded once for all who ask in this process.

    Raises WeightsMissing."""
    return StanceReader()
