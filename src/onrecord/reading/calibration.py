"""From the stages' own probabilities to one that means something.

The mean probability of an attribution's tags, of its content links and of its source are joined by a
logistic function (Platt, "Probabilistic outputs for support vector machines", 1999) whose four numbers
were fitted on PolNeAR dev, so that of the attributions with confidence 0.8 about 80 % are right: content
found by half or more and source overlapping. A statement's confidence, speaker and kind included, is
that times the certainty of its speaker, through a second such function fitted on the hand-made gold."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

STATEMENT_SLOPE, STATEMENT_BIAS = 1.2, 0.0
"""Fitted on the statements read from `gold_train` and from the half `tune` of `gold_recent`, with speakers by folds of
articles: expected calibration error 0.010, of which the two numbers were chosen; 0.031 with those fitted before."""
LEAST_STATEMENT_CONFIDENCE = 0.3
"""Statements under it are left out, as attributions are: fewer than one in three of them is right, speaker included.
On the gold this brought 2.7 points of statement F1; 0.4 would bring 0.8 more and lose statements that are there."""
SURE_QUOTATION = 0.8
"""Confidence of an attribution from which a quotation with a cue and a source is kept, however doubtful its speaker:
whose words they are may be open, that they were said is not."""
_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Evidence:
    """Mean probability of the tags of cue and content, of the links of the content parts, and of the
    source (or of there being none)."""

    tags: float
    links: float
    source: float

    def logits(self) -> tuple[float, float, float]:
        """The log odds of each."""
        return _logit(self.tags), _logit(self.links), _logit(self.source)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the three log odds, and a bias."""

    weights: tuple[float, float, float] = (1.0, 0.4, 0.4)
    bias: float = -2.0

    def confidence(self, evidence: Evidence) -> float:
        """The probability that the attribution is right."""
        score = self.bias + sum(w * x for w, x in zip(self.weights, evidence.logits(), strict=True))
        return 1.0 / (1.0 + math.exp(-score))

    @classmethod
    def read(cls, path: Path) -> "Calibration":
        """From calibration.json, as `python -m training.calibration` writes it."""
        found = json.loads(path.read_text(encoding="utf8"))
        first, second, third = found["weights"]
        return cls((first, second, third), found["bias"])


def statement_confidence(attribution: float, speaker: float) -> float:
    """The probability that a statement is right, from those of its attribution and of its speaker."""
    return 1.0 / (1.0 + math.exp(-STATEMENT_SLOPE * _logit(attribution * speaker) - STATEMENT_BIAS))


def _logit(probability: float) -> float:
    kept = min(max(probability, _EDGE), 1.0 - _EDGE)
    return math.log(kept / (1.0 - kept))
