"""Weights for what is one utterance: `python -m training.families`.

Pairs of statements that were judged by hand teach how much each number of a pair (onrecord.families.features) counts:
a logistic regression, whose weights are kept as whole numbers. Trained on the five events of `gold_recent/links.json`,
the pairs of `gold`, and the events of PolNeAR's training articles in `links_labels.jsonl`, of which `links_labels.md`
tells how they were judged. Figures by folds of events are printed before the weights are made from all.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.common import SHARED, scorer
from benchmarks.links import predicted_of, reports_of
from onrecord.english.acts import with_act
from onrecord.families.candidates import related, sketch, stems_of
from onrecord.families.comparison import UNIT, Card
from onrecord.families.features import Meanings, pair_features, texts, word_features
from onrecord.families.reports import Report
from onrecord.families.similarity import Sentences
from onrecord.families.tokens import plain_words
from onrecord.model import Attribution, Span, Statement, Time, Version
from onrecord.occasions import circumstances
from onrecord.people import resolve

WEIGHTS = Path(__file__).parent.parent / "src" / "onrecord" / "families" / "weights"
LABELS = Path(__file__).parent
POLNEAR = SHARED / "data" / "polnear" / "train.jsonl"
SAME = frozenset({"verbatim", "shortened", "altered", "paraphrase"})
STRENGTH = 0.1
"""Of the regression's weights: the larger, the less they are held down."""
FOLDS = 5
FEWEST = 9
"""Texts with a stem from which it is listed."""
SOURCE = "gold_recent links.json, gold links.json and links_polnear.json, links_labels.jsonl; training/families.py"
_CARD = """# The weights of pairs of statements

`pairs.json` tells how much each named number of two statements (`features.py`) counts for their reporting one
utterance, `stems.txt` how telling a word is. Written by `python -m training.families`.

| | |
|---|---|
| model | logistic regression over some ninety whole numbers; weights in hundred-thousandths of a logit; a second one (`gate`) over those that need no meaning leaves out most pairs |
| trained on | five events of 2018 by five outlets each, 503 pairs judged by hand; 13 articles of 2019 with 31 pairs and 93 listed pairs of PolNeAR; 1,059 pairs of 175 articles on events of 2015–16 from PolNeAR's training split, judged by hand (`training/links_labels.md`). The texts belong to their publishers; PolNeAR was released by its authors for research, no licence stated |
| `stems.txt` | in how many of 928 texts (PolNeAR's training split, 88 articles of 2012 to 2026) each of 3,904 stems stands, as tenths of bits; single words, none of the texts |

## Figures

Per cent, by folds of events: no pair is judged by weights that were fitted on its event.

{figures}

## Limits

English news, mostly of US politics. A probability of 0.25 on average joins two reports: that is balanced for finding,
and one in three paraphrases that are joined is another point on the same topic.
"""
Pair = frozenset[str]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of which all pairs of statements were judged, or only those listed: their reports, and how those pairs
    relate that are not two utterances."""

    source: str
    name: str
    reports: Mapping[str, Report]
    relations: Mapping[Pair, str]
    doubtful: frozenset[Pair]
    is_complete: bool = True

    @property
    def same(self) -> frozenset[Pair]:
        """The pairs that report one utterance, also by way of others, as the scorer closes them."""
        told = (tuple(pair) for pair, relation in self.relations.items() if relation in SAME)
        sure = [pair for pair in told if frozenset(pair) not in self.doubtful]
        return frozenset(scorer("score_links").closure(sure)) - self.doubtful

    @property
    def gold(self) -> dict[str, Any]:
        """The judged pairs in the scorer's form."""
        return {
            "complete": self.is_complete,
            "articles": [],
            "pairs": [
                {"a": a, "b": b, "relation": relation, "doubtful": frozenset((a, b)) in self.doubtful}
                for (a, b), relation in ((sorted(pair), told) for pair, told in self.relations.items())
            ],
        }


def groups() -> Iterator[Group]:
    """All that is trained on."""
    yield from _of_file("events", SHARED / "gold_recent" / "links.json", event=lambda name: name[:4])
    yield from _of_file("gold", SHARED / "gold" / "links.json", event=lambda _: "gold")
    yield from _of_file("listed", SHARED / "gold" / "links_polnear.json", event=lambda _: "listed")
    yield from _labelled()


def _of_file(source: str, path: Path, *, event: Callable[[str], str]) -> Iterator[Group]:
    gold = json.loads(path.read_text(encoding="utf8"))
    articles = defaultdict(list)
    for article in gold["articles"]:
        articles[event(article["id"])].append(article)
    for name, found in articles.items():
        reports = {report.statement.id: report for article in found for report in reports_of(article)}
        yield _group(source, name, reports, gold["pairs"], is_complete=gold.get("complete", True))


def _group(
    source: str,
    name: str,
    reports: Mapping[str, Report],
    told: Iterable[Mapping[str, Any]],
    *,
    is_complete: bool = True,
) -> Group:
    pairs = [one for one in told if one["a"] in reports and one["b"] in reports]
    relations = {frozenset((one["a"], one["b"])): one["relation"] for one in pairs}
    doubtful = frozenset(frozenset((one["a"], one["b"])) for one in pairs if one.get("doubtful"))
    return Group(source, name, reports, relations, doubtful, is_complete)


def _labelled() -> Iterator[Group]:
    """Events of PolNeAR's training articles, with the spans that its annotators marked."""
    events = json.loads((LABELS / "links_groups.json").read_text(encoding="utf8"))
    wanted = {name for articles in events.values() for name in articles}
    articles = {told["doc"]: list(_annotated(told)) for told in _lines(POLNEAR) if told["doc"] in wanted}
    pairs = defaultdict(list)
    for told in _lines(LABELS / "links_labels.jsonl"):
        both = {side: f"{told[side]['doc']}#{told[side]['id']}" for side in ("a", "b")}
        pairs[told["group"]].append({**told, **both})
    for name in events:
        reports = {report.statement.id: report for article in events[name] for report in articles[article]}
        yield _group("polnear", name, reports, pairs[name])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf8").splitlines())


def _annotated(told: Mapping[str, Any]) -> Iterator[Report]:
    rows = sorted((row for row in told["attributions"] if row["content"]), key=lambda row: row["content"][0][0])
    text, published = told["text"], Time(told["published"], "given") if told["published"] else None
    version = Version(text, "0", "text/plain", headline=told["headline"], published=published, language="en")
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
        end = text.find("\n", start)
        yield Report(
            article_id=told["doc"],
            outlet=told["publisher"],
            published=published.day if published else None,
            statement=with_act(statement, text),
            quote=statement.quote(text),
            paragraph=text[text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(text)],
        )


def _attribution(row: Mapping[str, Any]) -> Attribution:
    content, source, cue = (tuple(Span(*part) for part in row[name]) for name in ("content", "source", "cue"))
    return Attribution(content, source, cue, "said", row.get("quote_type") or "indirect", 0.95)


@dataclass(frozen=True, slots=True)
class Table:
    """The pairs of a group that are trained on: their numbers, of which so many, the first ones, need no meaning, and
    which are one utterance."""

    names: Sequence[str]
    of_words: int
    rows: Integers
    right: npt.NDArray[np.bool_]


def table(group: Group, meanings: Meanings) -> Table:
    """The numbers of the pairs that would be compared."""
    sketches = {name: sketch(report) for name, report in group.reports.items()}
    same = group.same
    chosen = []
    for pair in map(frozenset, combinations(group.reports, 2)):
        one, other = sorted(pair)
        is_judged = pair not in group.doubtful and (group.is_complete or pair in group.relations)
        if is_judged and related(sketches[one], sketches[other]):
            chosen.append(pair)
    both = [[group.reports[name] for name in sorted(pair)] for pair in chosen]
    found = [pair_features(one, other, meanings) for one, other in both]
    return Table(
        names=tuple(found[0]) if found else (),
        of_words=len(word_features(*both[0])) if both else 0,
        rows=np.array([list(one.values()) for one in found], dtype=np.int64),
        right=np.array([pair in same for pair in chosen], dtype=np.bool_),
    )


def fit(tables: Sequence[Table]) -> Card:
    """The weights from the pairs of these groups: of all numbers, and of those of the words alone."""
    known = [one for one in tables if len(one.rows)]
    rows, right = np.concatenate([one.rows for one in known]), np.concatenate([one.right for one in known])
    of_words = known[0].of_words
    gate = _fitted(known[0].names[:of_words], rows[:, :of_words], right)
    return replace(_fitted(known[0].names, rows, right), gate=gate)


def _fitted(names: Sequence[str], numbers: Integers, right: npt.NDArray[np.bool_]) -> Card:
    from sklearn.linear_model import LogisticRegression

    rows = numbers.astype(np.float64)
    middle, spread = rows.mean(0), rows.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit((rows - middle) / spread, right)
    weights = model.coef_[0] / spread
    start = float(model.intercept_[0] - (weights * middle).sum())
    named = zip(names, np.round(weights * UNIT).astype(int).tolist(), strict=True)
    return Card(round(start * UNIT), {name: weight for name, weight in named if weight})


def measured(found: Sequence[Group], tables: Sequence[Table], meanings: Meanings, *, seed: int = 0) -> str:
    """The scorer's figures by folds as a table in Markdown: each event of 2018 by weights from all other groups, the
    events of PolNeAR by fifths of them."""
    chance = np.random.default_rng(seed)
    polnear = chance.permutation([number for number, one in enumerate(found) if one.source == "polnear"])
    folds = [[number] for number, one in enumerate(found) if one.source == "events"]
    folds += [polnear[part::FOLDS].tolist() for part in range(FOLDS)]
    told: dict[str, list[tuple[Group, list[dict[str, str]]]]] = defaultdict(list)
    for fold in folds:
        card = fit([one for number, one in enumerate(tables) if number not in fold])
        for number in fold:
            pairs = predicted_of(list(found[number].reports.values()), meanings=meanings, card=card)
            told[found[number].source].append((found[number], pairs))
    lines = [
        "| | precision | recall | F1 | across articles F1 | quoted words, precision |",
        "|---|---|---|---|---|---|",
    ]
    for source, results in told.items():
        gold = {"pairs": [pair for group, _ in results for pair in group.gold["pairs"]]}
        scores, *_ = scorer("score_links").evaluate(gold, {"pairs": [pair for _, pairs in results for pair in pairs]})
        same, across = scores["same utterance"], scores["same utterance, across articles"]
        quoted = scores["quoted words, precision that they are one utterance"]
        lines.append(f"| {source} | {same['P']} | {same['R']} | {same['F1']} | {across['F1']} | {quoted['P']} |")
    return "\n".join(lines)


def rarities() -> dict[str, int]:
    """How telling the stems of news are, in tenths of bits, by the texts of PolNeAR's training split and gold_train."""
    stored = (*_lines(POLNEAR), *_lines(SHARED / "gold_train" / "articles.jsonl"))
    counts: Counter[str] = Counter()
    for told in stored:
        counts.update(stems_of(plain_words(told["text"])))
    return {word: round(10 * log2(len(stored) / count)) for word, count in counts.items() if count >= FEWEST}


def embedded(found: Iterable[Group]) -> Meanings:
    """The embeddings of all texts of the groups."""
    needed = sorted({text for group in found for report in group.reports.values() for text in texts(report)})
    return dict(zip(needed, Sentences().embed(needed), strict=True))


def _told(card: Card) -> dict[str, Any]:
    return {"start": card.start, "weights": dict(card.weights)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--stems", action="store_true", help="only write how telling the stems are")
    arguments = parser.parse_args()
    if arguments.stems:
        lines = [f"{word}\t{told}\n" for word, told in sorted(rarities().items())]
        (arguments.out / "stems.txt").write_text("".join(lines), encoding="utf8")
        return
    found = list(groups())
    meanings = embedded(found)
    tables = [table(group, meanings) for group in found]
    figures = measured(found, tables, meanings)
    print(figures, flush=True)
    card = fit(tables)
    told: dict[str, Any] = {"source": SOURCE} | _told(card)
    if card.gate:
        told["gate"] = _told(card.gate)
    (arguments.out / "PAIRS_CARD.md").write_text(_CARD.format(figures=figures), encoding="utf8")
    (arguments.out / "pairs.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
