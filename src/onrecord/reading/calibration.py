"""From the stages' own probabilities to one that means something.

The mean probability of an attribution's tags, of its content links and of its source are joined by a
logistic function (Platt, "Probabilistic outputs for support vector machines", 1999) whose four numbers
were fitted on PolNeAR dev, so that of the attributions with confidence 0.8 about 80 % are right: content
found by half or more and source overlapping. A statement's confidence, speaker included, joins the probability that it
was said with the certainty of its speaker by a second such function, fitted on annotated articles."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

STATEMENTS = "confidence.json"
"""The file of a statement's calibration, as `python -m training.calibration` writes it."""
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
        return log_odds(self.tags), log_odds(self.links), log_odds(self.source)


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


@dataclass(frozen=True, slots=True)
class StatementCalibration:
    """What the log odds of the two probabilities' product, that it was said and of its speaker, are multiplied by, and
    what is added."""

    slope: float
    bias: float

    def confidence(self, said: float, speaker: float) -> float:
        """The probability that both are right."""
        return 1.0 / (1.0 + math.exp(-self.slope * log_odds(said * speaker) - self.bias))


def statement_confidence(said: float, speaker: float) -> float:
    """The probability that a statement is right, from those that it was said and of its speaker."""
    return _of_statements().confidence(said, speaker)


@cache
def _of_statements() -> StatementCalibration:
    words = files("onrecord.reading").joinpath("weights", STATEMENTS).read_text(encoding="utf8")
    return StatementCalibration(**json.loads(words))


def log_odds(probability: float) -> float:
    """Of a probability, which is kept off nought and one."""
    kept = min(max(probability, _EDGE), 1.0 - _EDGE)
    return math.log(kept / (1.0 - kept))
