"""Statements of the hand-made gold articles: `python -m benchmarks.statements`.

From the clean text, from the HTML pages, and from the text of recent articles, of outlets that the rules were not made
with (`gold_recent`; of its half `tune` cases may be shown, of `check` nothing but figures). Scored by
shared/score/score_statements.py; `--show missed|extra|speaker|when|venue|addressee` prints cases to standard error."""

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
RECENT = SHARED / "gold_recent"
Source = Literal["text", "page"]


def measure(source: Source, *, weights: Path = WEIGHTS, show: str | None = None, gold: Path = GOLD) -> dict[str, Any]:
    """The scorer's figures, in per cent."""
    return _evaluated(_golds(gold), _predictions(source, weights=weights, gold=gold), show=show)


def measure_halves(*, weights: Path = WEIGHTS, show: str | None = None) -> dict[str, dict[str, Any]]:
    """The scorer's figures from the text of each half of the recent articles; shown are cases of `tune` alone."""
    golds, found = _golds(RECENT), _predictions("text", weights=weights, gold=RECENT)
    split = json.loads((RECENT / "split.json").read_text(encoding="utf8"))
    halves = {name: {one: gold for one, gold in golds.items() if one[:8] in split[name]} for name in ("tune", "check")}
    return {
        "tune": _evaluated(halves["tune"], found, show=show),
        "check": _evaluated(halves["check"], found),
    }


def _evaluated(golds: dict[str, Any], found: dict[str, Any], *, show: str | None = None) -> dict[str, Any]:
    return dict(scorer("score_statements").evaluate(golds, found, show))


def _golds(folder: Path) -> dict[str, Any]:
    paths = sorted((folder / "articles").glob("*.gold.json"))
    return {gold["id"]: gold for gold in (json.loads(path.read_text(encoding="utf8")) for path in paths)}


def _predictions(source: Source, *, weights: Path, gold: Path) -> dict[str, list[dict[str, Any]]]:
    readings = read_gold(source, weights=weights, gold=gold)
    return {
        identity: [one for one in to_json(reading)["statements"] if one["kind"] == "said"]
        for identity, reading in readings.items()
    }


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
    parser.add_argument("--source", choices=["text", "page", "recent"])
    parser.add_argument("--halves", action="store_true", help="of the recent articles: each half by itself")
    parser.add_argument("--show", help="print cases; of the recent articles only with --halves, and of `tune` alone")
    arguments = parser.parse_args()
    weights, show, chosen = arguments.weights, arguments.show, arguments.source
    found: dict[str, dict[str, Any]] = {}
    sources: tuple[Source, ...] = ("text", "page")
    for source in sources:
        if chosen in (source, None):
            found[source] = measure(source, weights=weights, show=show)
    if chosen in ("recent", None):
        found["recent"] = measure("text", weights=weights, gold=RECENT)
    if arguments.halves:
        found |= {f"recent, {half}": mine for half, mine in measure_halves(weights=weights, show=show).items()}
    figures = {f"{part}: {name}": value for part, mine in found.items() for name, value in mine.items()}
    report("statements", figures, arguments.out)


if __name__ == "__main__":
    main()
