"""Stance on questions: `python -m benchmarks.positions [--gold FILE] [--out PREDICTIONS]`.

Reads a file of the form of shared/gold/positions.json, judges every item, writes the labels in the scorer's form, and
prints the scorer's figures beside those of simpler ways: the most frequent label, the words of the cue alone, and how
near the sentence is to made answers (embeddings without training). No item of gold/positions.json trains any weight."""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.common import ROOT, SHARED, machine, scorer
from onrecord.evaluation.positions import Judged, calibration_error, read_positions
from onrecord.families.similarity import Sentences
from onrecord.positions.cues import stance_by_cues
from onrecord.positions.stance import StanceReader
from onrecord.positions.values import Judgement, Label

GOLD = SHARED / "gold" / "positions.json"
ANSWERS: Mapping[Label, str] = {
    "supports": "Yes, I support that: {}",
    "opposes": "No, I am against that: {}",
    "open": "It depends, it is not decided yet: {}",
    "neutral": "A fact that has to do with it: {}",
}
LEAST_NEAR = 0.2
"""Likeness to the question under which the embeddings alone call a sentence unrelated."""


def judged(items: Sequence[Judged], reader: StanceReader) -> list[Judgement]:
    """What the reader makes of each item."""
    found = []
    for _, group in groupby(items, key=lambda one: one.id):
        same = list(group)
        found += reader.judge(same[0].question, [one.utterance for one in same])
    return found


def by_majority(items: Sequence[Judged]) -> list[Label]:
    """The most frequent label of the file for all."""
    most: Label = Counter(one.label for one in items).most_common(1)[0][0]
    return [most] * len(items)


def by_cues(items: Sequence[Judged]) -> list[Label]:
    """What the cue lexicon alone tells."""
    return [stance_by_cues(one.utterance) for one in items]


def by_likeness(items: Sequence[Judged], sentences: Sentences) -> list[Label]:
    """The made answer that a content is nearest to; unrelated where it is far from the question."""
    found: list[Label] = []
    for question, group in groupby(items, key=lambda one: one.question):
        texts = [one.utterance.content for one in group]
        rows = sentences.embed([question, *(answer.format(question) for answer in ANSWERS.values()), *texts])
        near = rows[len(ANSWERS) + 1 :] @ rows[: len(ANSWERS) + 1].T
        labels = list(ANSWERS)
        found += [labels[int(np.argmax(row[1:]))] if row[0] >= LEAST_NEAR else "unrelated" for row in near]
    return found


def lines(items: Sequence[Judged], labels: Iterable[Label]) -> list[dict[str, Any]]:
    """Labels in the scorer's form."""
    return [{"question": one.id, "item": one.place, "label": label} for one, label in zip(items, labels, strict=True)]


def measure(gold: Path = GOLD, *, reader: StanceReader | None = None) -> dict[str, float]:
    """The main figures of the shipped reader."""
    items = read_positions(gold)
    found = judged(items, reader or StanceReader())
    scores, *_ = _scored(gold, lines(items, [one.label for one in found]))
    return {
        "macro F1": scores["macro F1"],
        "sign accuracy": scores["sign accuracy"] or 0.0,
        "accuracy": scores["accuracy"],
        "calibration error": round(calibration_error([one.label for one in items], found), 1),
    }


def _scored(gold: Path, predictions: list[dict[str, Any]]) -> Any:
    return scorer("score_positions").evaluate(json.loads(gold.read_text(encoding="utf8")), predictions)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="file of questions with items and their labels")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "positions.jsonl", help="predictions, a line each")
    parser.add_argument("--weights", type=Path, help="folder of other weights")
    arguments = parser.parse_args()
    items = read_positions(arguments.gold)
    sentences = Sentences()
    reader = StanceReader(weights=arguments.weights) if arguments.weights else StanceReader()
    found = judged(items, reader)
    ways: Mapping[str, Callable[[], list[Label]]] = {
        "majority": lambda: by_majority(items),
        "cue lexicon": lambda: by_cues(items),
        "sentence likeness": lambda: by_likeness(items, sentences),
        "onrecord": lambda: [one.label for one in found],
    }
    rows = {name: lines(items, way()) for name, way in ways.items()}
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    told = [{**row, "confidence": round(one.confidence, 4)} for row, one in zip(rows["onrecord"], found, strict=True)]
    arguments.out.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf8")
    scores = {name: _scored(arguments.gold, told)[0] for name, told in rows.items()}
    shown = {key: "  ".join(f"{scores[name][key]!s:>17}" for name in ways) for key in scores["onrecord"]}
    error = calibration_error([one.label for one in items], found)
    shown = {"": "  ".join(f"{name:>17}" for name in ways)} | shown
    shown["calibration error"] = "  ".join([" " * 17] * 3 + [f"{error:>17.1f}"])
    width = max(map(len, shown))
    print(f"positions, {arguments.gold.name}", *(f"  {key:<{width}}  {row}" for key, row in shown.items()), sep="\n")
    figures = {f"{name}: {key}": value for name, found in scores.items() for key, value in found.items()}
    figures["onrecord: calibration error"] = round(error, 1)
    written = {"benchmark": f"positions, {arguments.gold.name}", "machine": machine(), **figures}
    path = ROOT / "out" / f"positions_{arguments.gold.stem}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(written, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
