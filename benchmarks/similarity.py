"""How well sentence embeddings rank statements: `python -m benchmarks.similarity [--out FILE]`.

Measures the shipped encoder: the rank correlation with human judgement on STS-B dev (a set
for measuring only), and, for the pairs of the links gold, how often one is among the ten statements nearest to the
other of all that the file has."""

import argparse
import csv
import json
import time
from pathlib import Path

import numpy as np

from benchmarks.common import ROOT, SHARED, report
from onrecord.families.similarity import Embeddings, Sentences

STS = SHARED / "data" / "paraphrase" / "sts" / "sts-dev.csv"
GOLD = (SHARED / "gold" / "links.json", SHARED / "gold" / "links_polnear.json")
NEAREST = 10


def measure(sentences: Sentences) -> dict[str, float]:
    """Rank correlation, share of partners among the nearest, and statements a second."""
    figures = {"STS-B dev, rank correlation": round(100 * _correlation(sentences), 1)}
    for path in GOLD:
        figures[f"{path.stem}, partner among {NEAREST} nearest"] = round(100 * _among_nearest(sentences, path), 1)
    return figures | {"statements in a second of one core": round(_speed(sentences))}


def _correlation(sentences: Sentences) -> float:
    with STS.open(encoding="utf8", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) > 6]
    first, second = (sentences.embed([row[column] for row in rows]) for column in (5, 6))
    found, wanted = (_ranks(values) for values in ((first * second).sum(1), np.array([float(row[4]) for row in rows])))
    return float(np.corrcoef(found, wanted)[0, 1])


def _ranks(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(count) - (count - 1) / 2)[place]


def _among_nearest(sentences: Sentences, path: Path) -> float:
    gold = json.loads(path.read_text(encoding="utf8"))
    quotes = {f"{a['id']}#{n}": s["quote"] for a in gold["articles"] for n, s in enumerate(a["statements"])}
    places = {key: number for number, key in enumerate(quotes)}
    rows = sentences.embed(list(quotes.values()))
    likeness = rows @ rows.T
    np.fill_diagonal(likeness, -1)
    pairs = [p for p in gold["pairs"] if p["relation"] not in ("different", "repeat") and not p.get("doubtful")]
    near = [_is_near(likeness, places[pair["a"]], places[pair["b"]]) for pair in pairs]
    return sum(near) / len(near)


def _is_near(likeness: Embeddings, first: int, second: int) -> bool:
    nearer = (int((likeness[one] > likeness[first, second]).sum()) for one in (first, second))
    return min(nearer) < NEAREST


def _speed(sentences: Sentences) -> float:
    gold = json.loads(GOLD[1].read_text(encoding="utf8"))
    quotes = [statement["quote"] for article in gold["articles"] for statement in article["statements"]] * 4
    start = time.process_time()
    sentences.embed(quotes)
    return len(quotes) / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "similarity.json", help="figures as JSON")
    out = parser.parse_args().out
    figures = measure(Sentences())
    report("Similarity of statements", figures, out)


if __name__ == "__main__":
    main()
