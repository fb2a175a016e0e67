"""draft: groups of articles with judged pairs"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common import SHARED, scorer
from benchmarks.links import reports_of
from onrecord.english.acts import with_act
from onrecord.families.values import Report
from onrecord.model import Attribution, Span, Statement, Time, Version
from onrecord.occasions import circumstances
from onrecord.people import resolve

LABELS = Path(__file__).parent
SAME = frozenset({"verbatim", "shortened", "altered", "paraphrase"})


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of which all pairs were judged: their reports, and how pairs relate. `only` holds the pairs that were
    judged where these are not all."""

    source: str
    name: str
    reports: Mapping[str, Report]
    relations: Mapping[frozenset[str], str]
    doubtful: frozenset[frozenset[str]]
    complete: bool = True

    @property
    def same(self) -> frozenset[frozenset[str]]:
        """The pairs that report one utterance, also by way of others, as the scorer closes them."""
        pairs = [tuple(sorted(pair)) for pair, told in self.relations.items() if told in SAME and pair not in self.doubtful]
        return frozenset(scorer("score_links").closure(pairs)) - self.doubtful


def groups(labels: Path = LABELS) -> Iterator[Group]:
    """All that is trained on."""
    yield from _of_file("events", SHARED / "gold_recent" / "links.json", lambda id_: id_[:4])
    yield from _of_file("gold", SHARED / "gold" / "links.json", lambda _: "gold")
    yield from _of_file("listed", SHARED / "gold" / "links_polnear.json", lambda _: "listed")
    yield from _labelled(labels)


def _of_file(source: str, path: Path, event: Any) -> Iterator[Group]:
    gold = json.loads(path.read_text(encoding="utf8"))
    articles = defaultdict(list)
    for article in gold["articles"]:
        articles[event(article["id"])].append(article)
    for name, found in articles.items():
        reports = {report.statement.id: report for article in found for report in reports_of(article)}
        pairs = [pair for pair in gold["pairs"] if pair["a"] in reports and pair["b"] in reports]
        yield _group(source, name, reports, pairs, complete=gold.get("complete", True))


def _group(source: str, name: str, reports: Mapping[str, Report], pairs: Sequence[Mapping[str, Any]], *, complete: bool = True) -> Group:
    relations = {frozenset((pair["a"], pair["b"])): pair["relation"] for pair in pairs}
    doubtful = frozenset(frozenset((pair["a"], pair["b"])) for pair in pairs if pair.get("doubtful"))
    return Group(source, name, reports, relations, doubtful, complete)


def _labelled(folder: Path) -> Iterator[Group]:
    """Events of PolNeAR's training articles, with the spans that its annotators marked."""
    events = json.loads((folder / "links_groups.json").read_text(encoding="utf8"))
    wanted = {name for articles in events.values() for name in articles}
    reports: dict[str, list[Report]] = {}
    for line in (SHARED / "data" / "polnear" / "train.jsonl").read_text(encoding="utf8").splitlines():
        told = json.loads(line)
        if told["doc"] in wanted:
            reports[told["doc"]] = list(_annotated(told))
    pairs = defaultdict(list)
    for line in (folder / "links_labels.jsonl").read_text(encoding="utf8").splitlines():
        one = json.loads(line)
        a, b = (f"{one[side]['doc']}#{one[side]['id']}" for side in "ab")
        pairs[one["group"]].append({"a": a, "b": b, "relation": one["relation"], "doubtful": one.get("doubtful")})
    for name, articles in events.items():
        found = {report.statement.id: report for article in articles for report in reports[article]}
        listed = [pair for pair in pairs[name] if pair["a"] in found and pair["b"] in found]
        if listed:
            yield _group("polnear", name, found, listed)


def _annotated(told: Mapping[str, Any]) -> Iterator[Report]:
    rows = sorted((row for row in told["attributions"] if row["content"]), key=lambda row: row["content"][0][0])
    published = Time(told["published"], "given") if told["published"] else None
    version = Version(told["text"], "0", "text/plain", headline=told["headline"], published=published, language="en")
    found = [_attribution(row) for row in rows]
    people = resolve(version, found)
    around = circumstances(version, found, speakers=[one.speakers for one in people])
    for row, attribution, who, where in zip(rows, found, people, around, strict=True):
        statement = Statement(
            id=f"{told['doc']}#{row['id']}",
            content=attribution.content,
            source=attribution.source,
            cue=attribution.cue,
            type=attribution.type,
            speakers=who.speakers,
            principals=who.principals,
            addressee=where.addressee,
            venue=where.venue,
            when=where.when,
        )
        start = attribution.content[0].start
        begin, end = told["text"].rfind("\n", 0, start) + 1, told["text"].find("\n", start)
        paragraph = told["text"][begin : end if end >= 0 else len(told["text"])]
        yield Report(told["doc"], told.get("publisher"), published.day if published else None, with_act(statement, told["text"]), statement.quote(told["text"]), paragraph)


def _attribution(row: Mapping[str, Any]) -> Attribution:
    content, source, cue = (tuple(Span(*part) for part in row[name]) for name in ("content", "source", "cue"))
    return Attribution(content, source, cue, "said", row.get("quote_type") or "indirect", 0.95)
