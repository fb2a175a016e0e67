"""Attributions on PolNeAR dev by the shipped weights and runtime: `python -m benchmarks.attributions`.

Scored by shared/score/score_attributions.py: exact F1 of source, cue and content, F1 of whole
attributions (content IoU from 0.5 and source overlapping), strict (both identical), and of those with
a quotation mark. In per cent."""

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.common import SHARED, report, scorer
from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS

DEV = SHARED / "data" / "polnear" / "dev.jsonl"


def measure(*, weights: Path = WEIGHTS, gold: Path = DEV, limit: int | None = None) -> dict[str, float]:
    """F1 in per cent by name."""
    documents = [json.loads(line) for line in gold.read_text(encoding="utf8").splitlines()][:limit]
    return score(documents, Reader(weights=weights).attributions([d["text"] for d in documents]))


def score(documents: list[dict[str, Any]], found: list[list[Any]]) -> dict[str, float]:
    """The figures of attributions found in PolNeAR documents."""
    rules = scorer("score_attributions")
    predictions = {
        document["doc"]: {
            "doc": document["doc"],
            "attributions": [
                {role: [[s.start, s.end] for s in getattr(a, role)] for role in ("source", "cue", "content")}
                for a in attributions
            ],
        }
        for document, attributions in zip(documents, found, strict=True)
    }
    per_document, _ = rules.score_docs({d["doc"]: d for d in documents}, predictions)
    summary = rules.summarize(per_document)
    figures = {
        "source exact": summary["all"]["source"]["exact"],
        "cue exact": summary["all"]["cue"]["exact"],
        "content exact": summary["all"]["content"]["exact"],
        "attribution": summary["all"]["attr"]["attribution"],
        "strict": summary["all"]["attr"]["strict"],
        "quoted": summary["direct"]["attr"]["attribution"],
        "indirect": summary["indirect"]["attr"]["attribution"],
    }
    return {name: round(100 * figure["f1"], 2) for name, figure in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/attributions.json"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    report("attributions", measure(weights=arguments.weights), arguments.out)


if __name__ == "__main__":
    main()
