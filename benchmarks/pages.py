"""How well pages become articles: `python -m benchmarks.pages [--limit N] [--out FILE]`.

Two sets that lie beside the checkout: the test pages of fundus (structured gold: paragraphs, authors,
publication time, title) and the 37 gold articles (clean text with its page). Measured are

- body: F1 over the bag of words (case folded, punctuation aside) of the gold body against the text's
  paragraphs, quotes and subheads. Headline, captions and notes are blocks of their own kind, which
  neither gold has, so they are left out;
- headline right: the words of the gold title are those of the headline, or one begins with the other;
- date right: the same day as the gold's, each in its own time zone or both in UTC;
- authors: set equality, and F1 over names. Gold names that are the outlet's own are left out;
- failures; the share of blocks whose words stand in the stored page."""

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.model import Version
from onrecord.problems.sources import SourceProblem
from onrecord.record.verifying.stored_words import PageWords
from onrecord.sources.authors import clean_authors
from onrecord.sources.page import read_page

SHARED = Path(__file__).parents[2] / "shared"
OUT = Path(__file__).parents[1] / "out" / "pages.json"
_BODY = ("paragraph", "quote", "subhead")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gold:
    """What a page should become; None where the set does not say."""

    name: str
    content: bytes
    url: str
    body: str
    title: str | None
    published: str | None
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """One page measured; `failure` is the reason where it gave no article."""

    name: str
    body_f1: float = 0.0
    body_precision: float = 0.0
    body_recall: float = 0.0
    headline_right: bool | None = None
    date_right: bool | None = None
    authors_right: bool = False
    author_f1: float = 0.0
    blocks: int = 0
    verbatim: int = 0
    words: int = 0
    milliseconds: float = 0.0
    failure: str | None = None


def fundus_pages(folder: Path) -> Iterator[Gold]:
    """The pages of the fundus set. The gold of an outlet has one entry a page version (V1, V1_1, V2)
    in the order of the pages' crawl dates, which their names carry."""
    for gold_file in sorted(folder.glob("*/*.json")):
        meta = json.loads((gold_file.parent / "meta.info").read_text(encoding="utf8"))
        versions = json.loads(gold_file.read_text(encoding="utf8"))
        pages = sorted(gold_file.parent.glob(f"{gold_file.stem}_*.html.gz"), key=lambda page: page.name)
        for (_, gold), page in zip(sorted(versions.items()), pages, strict=True):
            yield Gold(
                page.name.removesuffix(".html.gz"),
                gzip.decompress(page.read_bytes()),
                meta[page.name]["url"],
                _fundus_body(gold["body"]),
                gold.get("title"),
                gold.get("publishing_date"),
                tuple(gold.get("authors", ())),
            )


def gold_pages(folder: Path) -> Iterator[Gold]:
    """The pages of the gold articles with their clean text."""
    for line in (folder / "articles.jsonl").read_text(encoding="utf8").splitlines():
        gold = json.loads(line)
        page = folder / "pages" / f"{gold['id'][:8]}.html.gz"
        yield Gold(
            f"{page.name[:8]} {gold['outlet']}",
            gzip.decompress(page.read_bytes()),
            gold["url"],
            gold["text"],
            gold["headline"],
            gold["published"],
            tuple(gold["authors"]),
        )


def measure(golds: Iterable[Gold], *, limit: int | None = None) -> list[Score]:
    """A score for each of the first `limit` pages."""
    return [score(gold) for index, gold in enumerate(golds) if limit is None or index < limit]


def score(gold: Gold) -> Score:
    """One page read and compared with its gold."""
    begun = time.process_time()
    try:
        version = read_page(gold.content, url=gold.url).article.latest
    except SourceProblem as problem:
        return Score(gold.name, failure=str(problem))
    milliseconds = (time.process_time() - begun) * 1000
    precision, recall, f1 = _overlap(_words(gold.body), _words(_body(version)))
    authors_right, author_f1 = _authors(gold.authors, version)
    held = PageWords(gold.content, version.media_type)
    return Score(
        gold.name,
        body_f1=f1,
        body_precision=precision,
        body_recall=recall,
        headline_right=_same_title(gold.title, version.headline) if gold.title else None,
        date_right=_same_day(gold.published, version) if gold.published else None,
        authors_right=authors_right,
        author_f1=author_f1,
        blocks=len(version.blocks),
        verbatim=sum(held.hold(block.span.of(version.text)) for block in version.blocks),
        words=len(version.text.split()),
        milliseconds=milliseconds,
    )


def summary(scores: list[Score]) -> dict[str, Any]:
    """The means over the pages, failures counted as nought."""
    read = [found for found in scores if found.failure is None]
    return {
        "pages": len(scores),
        "failures": len(scores) - len(read),
        "body_f1": _mean(found.body_f1 for found in scores),
        "body_f1_median": statistics.median(found.body_f1 for found in scores) if scores else 0.0,
        "body_precision": _mean(found.body_precision for found in scores),
        "body_recall": _mean(found.body_recall for found in scores),
        "headline_right": _mean(found.headline_right for found in scores if found.headline_right is not None),
        "date_right": _mean(found.date_right for found in scores if found.date_right is not None),
        "authors_right": _mean(found.authors_right for found in scores),
        "author_f1": _mean(found.author_f1 for found in scores),
        "verbatim_blocks": sum(found.verbatim for found in scores) / max(1, sum(found.blocks for found in scores)),
        "pages_per_second": len(read) / max(1e-9, sum(found.milliseconds for found in read) / 1000),
        "milliseconds_median": statistics.median(found.milliseconds for found in read) if read else 0.0,
    }


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def _fundus_body(body: dict[str, Any]) -> str:
    lines = list(body["summary"])
    for section in body["sections"]:
        lines += [*section["headline"], *section["paragraphs"]]
    return "\n".join(lines)


def _body(version: Version) -> str:
    return "\n".join(block.span.of(version.text) for block in version.blocks if block.kind in _BODY)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _overlap(gold: Counter[str], found: Counter[str]) -> tuple[float, float, float]:
    common = (gold & found).total()
    precision, recall = common / max(1, found.total()), common / max(1, gold.total())
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def _same_title(gold: str, headline: str | None) -> bool:
    one, other = (" ".join(_WORD.findall((text or "").casefold())) for text in (gold, headline))
    return bool(other) and (one == other or one.startswith(other) or other.startswith(one))


def _same_day(gold: str, version: Version) -> bool:
    if version.published is None:
        return False
    return gold[:10] == version.published.value[:10] or _utc_day(gold) == _utc_day(version.published.value)


def _utc_day(value: str) -> str:
    moment = datetime.fromisoformat(value)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()


def _authors(gold: tuple[str, ...], version: Version) -> tuple[bool, float]:
    expected = {name.casefold() for name in clean_authors(gold, outlet=version.outlet)}
    found = {name.casefold() for name in version.authors}
    if not expected and not found:
        return True, 1.0
    return expected == found, 2 * len(expected & found) / (len(expected) + len(found))


def main(arguments: list[str] | None = None) -> int:
    """Measures both sets, prints a table, writes the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, help="only so many pages of each set")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--each", action="store_true", help="print every page, the poorest first")
    options = parser.parse_args(arguments)
    sets = {"fundus": fundus_pages(SHARED / "data" / "pages"), "gold": gold_pages(SHARED / "gold")}
    measured = {name: measure(golds, limit=options.limit) for name, golds in sets.items()}
    figures = {name: summary(scores) for name, scores in measured.items()}
    print_table(figures)
    if options.each:
        for name, scores in measured.items():
            print_pages(name, scores)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    report = {name: {**figures[name], "each": [asdict(found) for found in scores]} for name, scores in measured.items()}
    options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf8")
    return 0


def print_table(figures: dict[str, dict[str, Any]]) -> None:
    """A line a figure, a column a set."""
    print(f"{'':22}" + "".join(f"{name:>10}" for name in figures))
    for key in next(iter(figures.values())):
        print(f"{key:22}" + "".join(f"{figures[name][key]:>10.3f}" for name in figures))


def print_pages(name: str, scores: list[Score]) -> None:
    """Every page of a set, the poorest body first."""
    print(f"\n{name}")
    for found in sorted(scores, key=lambda found: found.body_f1):
        marks = f"headline {found.headline_right} date {found.date_right} authors {found.authors_right}"
        print(f"{found.body_f1:.3f} p {found.body_precision:.3f} r {found.body_recall:.3f} {marks} {found.name}")


if __name__ == "__main__":
    sys.exit(main())
