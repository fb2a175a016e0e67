"""Stance on sets that others have measured on: `python -m benchmarks.stance_sets`.

Perspectrum's test part: of each view that was judged, for or against the claim, which the network finds likelier. VAST:
comments on topics of its training part that no weight was trained on (one in seven, by topic; its own test part is not
at hand), for, against or neither. The last layer, which is calibrated on news, is left out of both."""

import argparse
from collections import Counter
from collections.abc import Sequence
from random import Random

import numpy as np

from benchmarks.common import ROOT, report
from onrecord.positions.pair_network import Floats
from onrecord.positions.stance import StanceReader
from training.stance_data import Example, perspectrum, vast

FIGURES_OF_OTHERS = {
    "Perspectrum, F1: BERT (Chen and others 2019)": 70.8,
    "Perspectrum, F1: people (Chen and others 2019)": 90.9,
    "VAST, macro F1, own split: JointCL, zero-shot (Liang and others 2022)": 72.3,
}


def logits(reader: StanceReader, examples: Sequence[Example]) -> Floats:
    """The network's logits of each example."""
    return reader.logits([(one.question, one.utterance) for one in examples])


def measure(reader: StanceReader, *, most: int | None = None) -> dict[str, float]:
    """The figures of both sets, in per cent; of the first `most` of each."""
    views = list(perspectrum("test", Random(1), beside=False))[:most]
    found = logits(reader, views)
    for_it = found[:, 0] > found[:, 1]
    wanted = np.array([one.labels == ("supports",) for one in views])
    comments = list(vast(held=True, chance=Random(1)))[:most]
    sides = logits(reader, comments).argmax(1).clip(max=2)  # open, neutral and unrelated are neither
    right = np.array([("supports", "opposes").index(one.labels[0]) if len(one.labels) == 1 else 2 for one in comments])
    return {
        "Perspectrum test, accuracy": 100 * float((for_it == wanted).mean()),
        "Perspectrum test, macro F1": _macro(wanted.tolist(), for_it.tolist()),
        "Perspectrum test, majority": 100 * float(max(wanted.mean(), 1 - wanted.mean())),
        "VAST by topic, macro F1": _macro(right.tolist(), sides.tolist()),
        "VAST by topic, macro F1 of for and against": _macro(right.tolist(), sides.tolist(), of=(0, 1)),
        "VAST by topic, accuracy": 100 * float((right == sides).mean()),
    }


def _macro(right: Sequence[int], found: Sequence[int], *, of: Sequence[int] | None = None) -> float:
    table = Counter(zip(right, found, strict=True))
    labels = of or sorted({label for label, _ in table})

    def f1(label: int) -> float:
        both = sum(count for pair, count in table.items() for side in pair if side == label)
        return 2 * table[label, label] / both if both else 0.0

    return 100 * sum(map(f1, labels)) / len(labels)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, help="only so many of each set")
    arguments = parser.parse_args()
    found = {name: round(value, 1) for name, value in measure(StanceReader(), most=arguments.most).items()}
    report("stance sets", found | FIGURES_OF_OTHERS, ROOT / "out" / "stance_sets.json")


if __name__ == "__main__":
    main()
