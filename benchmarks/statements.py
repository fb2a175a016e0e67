"""Statements of the hand-made gold articles: `python -m benchmarks.statements`.

Twice: from the clean text, and from the HTML pages. Scored by shared/score/score_statements.py;
`--show missed|extra|speaker|when|venue|addressee` prints the cases to standard error."""

import argparse
import gzip
import json
from pathlib import Path
from typing import Any, Literal

from benchmarks.common import SHARED, report, scorer
from onrecord.exports.articles import to_json
from onrecord.model import Loaded, Reading
from onrecord.pipeline import statements
from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS
from onrecord.sources import load
from onrecord.sources.page import read_page

GOLD = SHARED / "gold"
Source = Literal["text", "page"]


def measure(source: Source, *, weights: Path = WEIGHTS, show: str | None = None, gold: Path = GOLD) -> dict[str, Any]:
    """The scorer's figures, in per cent."""
    rules = scorer("score_statements")
    golds = {
        g["id"]: g
        for path in sorted((gold / "articles").glob("*.gold.json"))
        for g in [json.loads(path.read_text(encoding="utf8"))]
    }
    readings = read_gold(source, weights=weights, gold=gold)
    predictions = {}
    for identity, reading in readings.items():
        said = [s for s in to_json(reading)["statements"] if s["kind"] == "said"]
        predictions[identity] = said
    return dict(rules.evaluate(golds, predictions, show))


def read_gold(source: Source, *, weights: Path = WEIGHTS, gold: Path = GOLD) -> dict[str, Reading]:
    """The gold articles as read, by their identity in the gold."""
    loaded = _texts(gold) if source == "text" else _pages(gold)
    found = statements((one.article for one in loaded.values()), reader=Reader(weights=weights))
    return dict(zip(loaded, found, strict=True))


def _texts(gold: Path) -> dict[str, Loaded]:
    found = [one for one in load([str(gold / "articles.jsonl")]) if isinstance(one, Loaded)]
    return {one.article.id: one for one in found}


def _pages(gold: Path) -> dict[str, Loaded]:
    found = {}
    for line in (gold / "articles.jsonl").read_text(encoding="utf8").splitlines():
        article = json.loads(line)
        content = gzip.decompress((gold / "pages" / f"{article['id'][:8]}.html.gz").read_bytes())
        found[article["id"]] = read_page(content, url=article["url"], published=article["published"])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/statements.json"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--source", choices=["text", "page"])
    parser.add_argument("--show")
    arguments = parser.parse_args()
    sources: list[Source] = [arguments.source] if arguments.source else ["text", "page"]
    figures = {
        f"{source}: {name}": value
        for source in sources
        for name, value in measure(source, weights=arguments.weights, show=arguments.show).items()
    }
    report("statements", figures, arguments.out)


if __name__ == "__main__":
    main()
