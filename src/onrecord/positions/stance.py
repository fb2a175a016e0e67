"""What stance an utterance takes on a question: a network over the pair, and a last layer that is calibrated.

The holder's name is hidden from both. An utterance's numbers do not depend on which others it is judged with.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.families.similarity import Sentences
from onrecord.positions.features import features
from onrecord.positions.network import Floats, PairNetwork
from onrecord.positions.pairs import hidden, pieces_of
from onrecord.positions.values import LABELS, Judgement, Utterance
from onrecord.problems import WeightsMissing

WEIGHTS = Path(__file__).parent / "weights"
LAST = "stance.json"


@dataclass(frozen=True, slots=True)
class LastLayer:
    """A multinomial regression over the network's logits and the features: of each of LABELS what it begins with and
    what each named number adds."""

    start: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def judgement(self, numbers: Mapping[str, float]) -> Judgement:
        """The probabilities of LABELS by these numbers."""
        totals = list(self.start)
        for name, weights in self.weights.items():
            value = numbers.get(name, 0.0)
            totals = [total + value * weight for total, weight in zip(totals, weights, strict=True)]
        raised = np.exp(np.array(totals) - max(totals))
        return Judgement(tuple((raised / raised.sum()).tolist()))


def read_last_layer(path: Path) -> LastLayer:
    """The last layer of a file of weights."""
    told = json.loads(path.read_text(encoding="utf8"))
    return LastLayer(tuple(told["start"]), {name: tuple(row) for name, row in told["weights"].items()})


class StanceReader:
    """Judges utterances with the weights in `weights`, by default on all the cores that the process may use. Several
    threads may ask at the same time.

    Raises WeightsMissing where the folder holds none."""

    def __init__(
        self, *, weights: Path = WEIGHTS, streams: int | None = None, sentences: Sentences | None = None
    ) -> None:
        if not (weights / LAST).is_file():
            raise WeightsMissing(weights, what="stance")
        self._network = PairNetwork(weights=weights, streams=streams)
        self._last = read_last_layer(weights / LAST)
        self._given, self._streams = sentences, streams

    @cached_property
    def _sentences(self) -> Sentences:
        return self._given or Sentences(streams=self._streams)

    @property
    def name(self) -> str:
        """What identifies the weights in a record."""
        return self._network.name

    def judge(self, question: str, utterances: Sequence[Utterance]) -> list[Judgement]:
        """A judgement for each utterance, in order."""
        if not utterances:
            return []
        return [self._last.judgement(one) for one in self.numbers(question, utterances)]

    def numbers(self, question: str, utterances: Sequence[Utterance]) -> list[dict[str, float]]:
        """What the last layer sees of each utterance: the network's logits and the features, by name."""
        logits = self.logits([(question, one) for one in utterances])
        contents = [hidden(one.content, one.source) for one in utterances]
        paragraphs = [hidden(one.paragraph or one.content, one.source) for one in utterances]
        rows = self._sentences.embed([question, *contents, *paragraphs])
        near = _products(rows[0], rows[1:])
        return [
            {
                **{f"{label} by the network": float(value) for label, value in zip(LABELS, row, strict=True)},
                **features(question, one, likeness=near[place], around=near[place + len(utterances)]),
            }
            for place, (one, row) in enumerate(zip(utterances, logits, strict=True))
        ]

    def logits(self, pairs: Sequence[tuple[str, Utterance]]) -> Floats:
        """The network's logits of questions with utterances, as logarithms of probabilities."""
        cutter = self._network.tokenizer
        found = self._network.logits([pieces_of(question, one, cutter) for question, one in pairs])
        top = found.max(1, keepdims=True)
        logarithms: Floats = found - top - np.log(np.exp(found - top).sum(1, keepdims=True))
        return logarithms


def _products(one: NDArray[np.float32], others: NDArray[np.float32]) -> list[float]:
    # Row by row, so that the sums do not depend on how many rows there are.
    return [float((one * other).sum()) for other in others]


@cache
def shipped_stance() -> StanceReader:
    """That on the weights that come along: loaded once for all who ask in this process.

    Raises WeightsMissing."""
    return StanceReader()
