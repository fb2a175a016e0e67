"""What stance an utterance takes on a question: a network over the pair, its scores softened to mean what they say.

The holder's name is hidden from it. An utterance's numbers do not depend on which others it is judged with.
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
        found = self.logits([(question, one) for one in utterances])
        return [Judgement(tuple(row)) for row in shares(found, self._softened).tolist()]

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


@cache
def shipped_stance() -> StanceReader:
    """That on the weights that come along: loaded once for all who ask in this process.

    Raises WeightsMissing."""
    return StanceReader()
