"""Does confidence mean what it says? `python -m benchmarks.calibration`.

Reliability tables and expected calibration error (Naeini, Cooper and Hauskrecht 2015; ten bins of equal width) of
attributions on PolNeAR dev and of statements with their speakers on the hand-made gold. The calibration was fitted on
these sets (`training/calibration.py` prints the errors by folds, each measured with the numbers of the others)."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.attributions import DEV
from benchmarks.common import SHARED, report, scorer
from benchmarks.statements import read_gold
from onrecord.exports.articles import to_json
from onrecord.model import Attribution
from onrecord.reading import Reader

BINS = 10
Judged = tuple[float, bool]


def measure() -> dict[str, Any]:
    """Expected calibration error and reliability of both sets."""
    sets = {"attributions": attributions(), "statements": statements()}
    return {
        f"{name}: {figure}": value
        for name, found in sets.items()
        for figure, value in (
            ("expected calibration error", round(expected_error(found), 3)),
            ("judged", len(found)),
            ("reliability (from, mean confidence, share right, number)", reliability(found)),
        )
    }


def attributions() -> list[Judged]:
    """Confidence of every attribution found on PolNeAR dev, and whether it is right."""
    documents = [json.loads(line) for line in DEV.read_text(encoding="utf8").splitlines()]
    found = Reader().attributions([document["text"] for document in documents])
    right = right_attributions(documents, found)
    return [
        (one.confidence, ok) for mine, oks in zip(found, right, strict=True) for one, ok in zip(mine, oks, strict=True)
    ]


def right_attributions(documents: Sequence[dict[str, Any]], found: Sequence[Sequence[Attribution]]) -> list[list[bool]]:
    """For each attribution whether its content matches a gold one by half or more and its source overlaps."""
    rules = scorer("score_attributions")
    return [_right(rules, document, mine) for document, mine in zip(documents, found, strict=True)]


def _right(rules: Any, document: dict[str, Any], found: Sequence[Attribution]) -> list[bool]:
    text = document["text"]
    gold, _ = rules.load_attrs(document, text)
    mine = [rules.Attr({r: [(s.start, s.end) for s in getattr(a, r)] for r in rules.ROLES}, text) for a in found]
    weights = {}
    for i, one in enumerate(gold):
        for j, other in enumerate(mine):
            shared = len(one.chars["content"] & other.chars["content"])
            if shared and shared >= 0.5 * (len(one.chars["content"]) + len(other.chars["content"]) - shared):
                weights[i, j] = 10 * shared + _same_source(one, other)
    right = {j for i, j in rules.best_matching(weights) if _same_source(gold[i], mine[j])}
    return [j in right for j in range(len(mine))]


def _same_source(one: Any, other: Any) -> bool:
    return bool(one.chars["source"] & other.chars["source"]) or not (one.chars["source"] or other.chars["source"])


def statements() -> list[Judged]:
    """Confidence of every statement of kind `said` in the gold articles, and whether content and speaker are right."""
    rules = scorer("score_statements")
    judged: list[Judged] = []
    for identity, reading in read_gold("text").items():
        gold = json.loads((SHARED / "gold" / "articles" / f"{identity[:8]}.gold.json").read_text(encoding="utf8"))
        mine = [statement for statement in to_json(reading)["statements"] if statement["kind"] == "said"]
        pairs = rules.pair(gold["statements"], mine)
        right = {j for i, j, _ in pairs if rules.same_speaker(gold["statements"][i], mine[j])}
        judged += [(statement["confidence"], j in right) for j, statement in enumerate(mine)]
    return judged


def reliability(judged: Sequence[Judged]) -> list[tuple[float, float, float, int]]:
    """Per bin that is not empty: lower edge, mean confidence, share right, number."""
    rows = []
    for number in range(BINS):
        inside = [(c, ok) for c, ok in judged if min(int(c * BINS), BINS - 1) == number]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            share = sum(ok for _, ok in inside) / len(inside)
            rows.append((number / BINS, round(mean, 3), round(share, 3), len(inside)))
    return rows


def expected_error(judged: Sequence[Judged]) -> float:
    """Mean distance of confidence and share right over the bins, weighted by their numbers."""
    rows = reliability(judged)
    return sum(abs(mean - share) * count for _, mean, share, count in rows) / max(1, len(judged))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/calibration.json"))
    arguments = parser.parse_args()
    report("calibration", measure(), arguments.out)


if __name__ == "__main__":
    main()
