"""Which statements report one utterance: `python -m benchmarks.links [--gold FILE] [--out PREDICTIONS]`.

Reads a file of the form of shared/gold/links.json, compares all statements that the product would compare, joins them
to families, writes the pairs in the scorer's form, and prints the scorer's figures. Fields that a statement lacks are
unknown; where it has no `speaker`, the name in its `source` is taken."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, SHARED, scorer
from onrecord.families.candidates import REACH_DAYS, UNDATED, Sketch, related, said_keys, sketch
from onrecord.families.comparison import Card, compare
from onrecord.families.features import Meanings, texts
from onrecord.families.grouping import Link, group
from onrecord.families.reports import Edge, Report
from onrecord.families.similarity import Sentences
from onrecord.model import ActorKind, Span, Speaker, Statement, When, Words
from onrecord.people.names import names

GOLD = (SHARED / "gold" / "links.json", SHARED / "gold" / "links_polnear.json")
_PRONOUNS = frozenset("he she they it we i you who him her them his their".split())


def predicted(articles: Iterable[Mapping[str, Any]], *, sentences: Sentences) -> list[dict[str, str]]:
    """The pairs that are one utterance, of those that stay together in families, and the repeats."""
    reports = [report for article in articles for report in reports_of(article)]
    needed = list(dict.fromkeys(text for report in reports for text in texts(report)))
    return predicted_of(reports, meanings=dict(zip(needed, sentences.embed(needed), strict=True)))


def predicted_of(reports: list[Report], *, meanings: Meanings, card: Card | None = None) -> list[dict[str, str]]:
    """The same of reports, by the weights that are shipped or by others."""
    names = {report.statement.id: report for report in reports}
    edges = {edge_key(edge): edge for edge in compared(reports, meanings=meanings, card=card)}
    links = [Link(*key, edge.score, edge.relation != "repeat") for key, edge in edges.items()]
    days = {name: one.published.toordinal() if one.published else None for name, one in names.items()}
    family = {name: number for number, found in enumerate(group(names, links, days=days)) for name in found}
    return [
        {"a": first, "b": second, "relation": edge.relation}
        for (first, second), edge in sorted(edges.items())
        if edge.relation == "repeat" or family[first] == family[second]
    ]


def compared(reports: list[Report], *, meanings: Meanings, card: Card | None = None) -> Iterator[Edge]:
    """An edge for each pair that relates, of the candidates among all pairs."""
    sketches = [sketch(report) for report in reports]
    said_on = _days_said(sketches)
    for one, other in combinations(range(len(reports)), 2):
        both = sketches[one], sketches[other]
        if not related(*both) or _is_said_between(*both, said_on):
            continue
        if edge := compare(reports[one], reports[other], meanings=meanings, card=card):
            yield edge


def _days_said(sketches: Iterable[Sketch]) -> dict[int, set[int]]:
    days: defaultdict[int, set[int]] = defaultdict(set)
    for found in sketches:
        for key in said_keys(found):
            days[key].add(found.outline.day or UNDATED)
    return days


def _is_said_between(one: Sketch, other: Sketch, said_on: Mapping[int, Iterable[int]]) -> bool:
    """Whether the two are so far apart that they are compared only if nothing is between, and something is."""
    if one.outline.day is None or other.outline.day is None:
        return False
    low, high = sorted((one.outline.day, other.outline.day))
    common = said_keys(one) & said_keys(other)
    is_far = high - low > REACH_DAYS and bool(common)
    return is_far and all(any(low < day < high for day in said_on[key]) for key in common)


def edge_key(edge: Edge) -> tuple[str, str]:
    """The two ids, the lesser first."""
    return (edge.first, edge.second) if edge.first < edge.second else (edge.second, edge.first)


def reports_of(article: Mapping[str, Any]) -> Iterator[Report]:
    """The statements of one article of the file, called ARTICLE#N."""
    published = article.get("published")
    for number, found in enumerate(article["statements"]):
        statement = _statement(f"{article['id']}#{number}", found)
        yield Report(
            article_id=article["id"],
            outlet=article.get("outlet"),
            published=date.fromisoformat(published[:10]) if published else None,
            statement=statement,
            quote=found["quote"],
            paragraph=found.get("paragraph") or "",
        )


def _statement(name: str, found: Mapping[str, Any]) -> Statement:
    when = found.get("when")
    return Statement(
        id=name,
        content=tuple(Span(*part) for part in found.get("content") or [(0, len(found["quote"]))]),
        type=found.get("type") or "indirect",
        speakers=_speakers(found.get("speaker"), found.get("source")),
        addressee=_words(found.get("addressee")),
        venue=_words(found.get("venue")),
        when=When.of_date(when, text=None, rule="given") if when else None,
    )


def _words(told: str | None) -> Words | None:
    return Words(told) if told else None


def _speakers(joined: str | None, source: str | None) -> tuple[Speaker, ...]:
    """The speakers of the file, which has the names of several in one string."""
    if joined:
        return tuple(Speaker(name, _kind(name)) for name in joined.split("; "))
    if not source or source.lower() in _PRONOUNS:
        return ()
    found = [name for name in names(source) if name.kind != "organization"]
    named = next((name for name in found if name.kind == "person"), found[0] if found else None)
    return (Speaker(named.full, "person") if named else Speaker(source, "unnamed"),)


def _kind(name: str) -> ActorKind:
    if not name[0].isupper():
        return "unnamed"
    found = names(name)
    return "organization" if found and found[0].kind == "organization" else "person"


def measure(gold: Path, *, sentences: Sentences) -> dict[str, float]:
    """The scorer's main figures, in per cent."""
    return _figures(_evaluated(gold, predicted(_articles(gold), sentences=sentences)))


def _articles(gold: Path) -> list[dict[str, Any]]:
    articles: list[dict[str, Any]] = json.loads(gold.read_text(encoding="utf8"))["articles"]
    return articles


def _evaluated(gold: Path, pairs: list[dict[str, str]]) -> dict[str, Any]:
    found, *_ = scorer("score_links").evaluate(json.loads(gold.read_text(encoding="utf8")), {"pairs": pairs})
    return dict(found)


def _figures(found: Mapping[str, Any]) -> dict[str, float]:
    return {
        "same utterance F1": found["same utterance"]["F1"],
        "same utterance precision": found["same utterance"]["P"],
        "same utterance recall": found["same utterance"]["R"],
        "quoted words precision": found["quoted words, precision that they are one utterance"]["P"],
        "relation right": found["relation accuracy on found pairs"] or 0.0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", help="file with articles and pairs; may be repeated")
    parser.add_argument("--out", type=Path, help="predictions as JSON [default: out/links_NAME.json]")
    arguments = parser.parse_args()
    sentences = Sentences()
    for gold in arguments.gold or GOLD:
        pairs = predicted(_articles(gold), sentences=sentences)
        out = arguments.out or ROOT / "out" / f"links_{gold.stem}.json"
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps({"pairs": pairs}, indent=1) + "\n", encoding="utf8")
        print(gold.name)
        for name, value in _evaluated(gold, pairs).items():
            print(f"  {name:<55} {value}")


if __name__ == "__main__":
    main()
