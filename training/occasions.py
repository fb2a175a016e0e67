"""Weights for when, where and to whom: `python -m training.occasions`.

For each statement and each candidate near it (onrecord.occasions.choice) boosted trees learn whether the candidate is
what the annotation gives the statement. Trained on PolNeAR's resolved attributions with their annotated spans, and on
the statements that the reader finds in `gold_train` and in the half `tune` of `gold_recent`, paired with the gold as
the scorer pairs them. The older `gold` trains nothing: it dates only what is dated beside the statement. Figures by
five folds of articles are printed before the weights are made from all; those of `gold` are by the trees of all folds.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.common import SHARED, scorer
from onrecord.model import Attribution, Loaded, Span, Time, Version
from onrecord.occasions import page_of
from onrecord.occasions.candidates import Candidate, Page
from onrecord.occasions.choice import CANDIDATES, pairs
from onrecord.occasions.features import Sort, features, names
from onrecord.occasions.trees import Integers, Trees, parsed
from onrecord.people import resolve
from onrecord.people.headlines import headline_attribution
from onrecord.pipeline import is_kept
from onrecord.reading import Reader
from onrecord.reading.rules import attributions
from onrecord.sources import load

WEIGHTS = Path(__file__).parent.parent / "src" / "onrecord" / "occasions" / "weights"
SORTS: tuple[Sort, ...] = ("date", "venue", "addressee")
LEAST: dict[Sort, float] = {"date": 0.35, "venue": 0.2, "addressee": 0.25}
"""The probability from which a candidate is chosen: where the folds of articles that nobody tuned on are best."""
FOLDS, SEEDS = 5, 2
ROUNDS, DEPTH, LEAVES = 200, 6, 15
UNIT = 10_000
"""What a leaf adds is kept in this fraction of a logit."""
HELD = "gold"
"""Measured, and trained on by nobody."""
Label = dict[str, str | None]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A page with what the annotation gives each attribution; None where no gold statement is paired with it."""

    source: str
    page: Page
    labels: Sequence[Label | None]


@dataclass(frozen=True, slots=True)
class Table:
    """The pairs of one page: which attribution, which candidate, the features, and whether the pair is right."""

    candidates: Sequence[Candidate]
    owner: Integers
    other: Integers
    rows: Integers
    right: npt.NDArray[np.bool_]


def examples() -> Iterator[Example]:
    """All that trains or is measured, `check` never."""
    reader = Reader()
    split = json.loads((SHARED / "gold_recent" / "split.json").read_text(encoding="utf8"))
    for folder, only in (("gold_train", None), ("gold_recent", split["tune"]), (HELD, None)):
        yield from _read(reader, folder, only=only)
    yield from _annotated()


def _read(reader: Reader, folder: str, *, only: Sequence[str] | None) -> Iterator[Example]:
    golds = {}
    for path in sorted((SHARED / folder / "articles").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf8"))
        golds[gold["id"]] = gold["statements"]
    loaded = (one.article for one in load([str(SHARED / folder / "articles.jsonl")]) if isinstance(one, Loaded))
    for article, raw in reader.read([one for one in loaded if only is None or one.id[:8] in only]):
        version = article.latest
        found = attributions(version, raw, headline=headline_attribution(version))
        people = resolve(version, found)
        kept = [number for number, one in enumerate(found) if one.kind == "said" and is_kept(one, people[number])]
        quotes = [{"quote": " ".join(part.of(version.text) for part in found[number].content)} for number in kept]
        labels: list[Label | None] = [None] * len(found)
        for gold_number, number, _ in scorer("score_statements").pair(golds[article.id], quotes):
            labels[kept[number]] = _label(golds[article.id][gold_number])
        page = page_of(version, found, speakers=[one.speakers for one in people])
        yield Example(folder, page, labels)


def _annotated() -> Iterator[Example]:
    """PolNeAR's articles with the spans that its annotators marked."""
    told: dict[str, dict[str, Any]] = {}
    for one in _lines(SHARED / "data" / "polnear" / "resolved.jsonl"):
        told.setdefault(one["doc"], {})[one["id"]] = one
    for one in _lines(SHARED / "data" / "polnear" / "train.jsonl"):
        marked = [(row, told.get(one["doc"], {}).get(row["id"])) for row in one["attributions"] if row["content"]]
        known = [(_attribution(row, label), _label(label)) for row, label in marked if label]
        if not known:
            continue
        known.sort(key=lambda pair: pair[0].content[0].start)
        published = Time(one["published"], "given") if one["published"] else None
        version = Version(one["text"], "0", "text/plain", headline=one["headline"], published=published, language="en")
        found = [attribution for attribution, _ in known]
        speakers = [resolved.speakers for resolved in resolve(version, found)]
        yield Example("polnear", page_of(version, found, speakers=speakers), [label for _, label in known])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf8").splitlines())


def _attribution(row: dict[str, Any], label: dict[str, Any]) -> Attribution:
    content, source, cue = (tuple(Span(*part) for part in row[name]) for name in ("content", "source", "cue"))
    return Attribution(content, source, cue, label["kind"], row.get("quote_type") or "indirect", 0.95)


def _label(gold: dict[str, Any]) -> Label:
    return {"date": gold["when"], "venue": gold["venue"], "addressee": gold["addressee"]}


def is_right(sort: Sort, label: Label, words: str | None) -> bool:
    """Whether words, or a date, are what the annotation gives, as the scorer compares them."""
    score = scorer("score_statements")
    if not label[sort] or not words:
        return False
    return bool((score.same_date if sort == "date" else score.loose)(label[sort], words))


def _words(sort: Sort, one: Candidate, page: Page) -> str | None:
    return one.span.of(page.text) if sort != "date" else one.when.date if one.when else None


def table(example: Example, sort: Sort, *, days: Sequence[Span | None] | None) -> Table:
    """The pairs of a page."""
    page = example.page
    candidates = CANDIDATES[sort](page)
    owner, other = pairs(page, candidates, sort)
    if not len(owner):
        rows = np.zeros((0, len(names(sort))), dtype=np.int64)
        return Table(candidates, owner, other, rows, np.zeros(0, dtype=np.bool_))
    rows = features(page, candidates, owner, other, sort=sort, days=days)
    words = [_words(sort, one, page) for one in candidates]
    known: dict[tuple[str | None, str | None], bool] = {}
    right = []
    for first, second in zip(owner.tolist(), other.tolist(), strict=True):
        label = example.labels[first]
        key = (label[sort] if label else None, words[second])
        if key not in known:
            known[key] = label is not None and is_right(sort, label, words[second])
        right.append(known[key])
    return Table(candidates, owner, other, rows, np.array(right, dtype=np.bool_))


def fit(examples: Sequence[Example], tables: Sequence[Table], sort: Sort) -> dict[str, Any]:
    """The weights, as the file has them, from the pairs of attributions that gold is paired with."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    marked = [
        np.array([example.labels[number] is not None for number in one.owner.tolist()], dtype=np.bool_)
        for example, one in zip(examples, tables, strict=True)
    ]
    rows = np.concatenate([one.rows[mine] for one, mine in zip(tables, marked, strict=True)])
    right = np.concatenate([one.right[mine] for one, mine in zip(tables, marked, strict=True)])
    models = [
        HistGradientBoostingClassifier(
            max_iter=ROUNDS,
            learning_rate=0.07,
            max_leaf_nodes=LEAVES,
            max_depth=DEPTH,
            min_samples_leaf=30,
            l2_regularization=1.0,
            max_features=0.15,
            early_stopping=False,
            random_state=seed,
        ).fit(rows, right)
        for seed in range(SEEDS)
    ]
    return exported(models, sort)


def exported(models: Sequence[Any], sort: Sort) -> dict[str, Any]:
    """The trees of all models in whole numbers; together they give the mean of their logits."""
    columns: dict[str, list[int]] = {name: [] for name in ("feature", "border", "below", "above", "leaf")}
    roots = []
    for model in models:
        for (predictor,) in model._predictors:  # scikit-learn gives no public way to the nodes
            first = len(columns["leaf"])
            roots.append(first)
            for at, node in enumerate(predictor.nodes, start=first):
                leaf = bool(node["is_leaf"])
                columns["feature"].append(0 if leaf else int(node["feature_idx"]))
                columns["border"].append(0 if leaf else int(np.floor(node["num_threshold"])))
                columns["below"].append(at if leaf else first + int(node["left"]))
                columns["above"].append(at if leaf else first + int(node["right"]))
                columns["leaf"].append(round(float(node["value"]) * UNIT / len(models)) if leaf else 0)
    start = sum(float(model._baseline_prediction.ravel()[0]) for model in models) / len(models)
    return {
        "source": "PolNeAR (resolved attributions), gold_train, gold_recent tune; training/occasions.py",
        "names": list(names(sort)),
        "start": round(start * UNIT),
        "least": round(float(np.log(LEAST[sort] / (1 - LEAST[sort]))) * UNIT),
        "depth": DEPTH,
        "roots": roots,
        **columns,
    }


def best(one: Table, scores: Integers, count: int) -> list[tuple[int, int] | None]:
    """For each attribution the score and the number of its best candidate."""
    found: list[tuple[int, int] | None] = [None] * count
    for number in np.lexsort((-one.other, scores)).tolist():
        found[one.owner[number]] = int(scores[number]), int(one.other[number])
    return found


def _days(one: Table, scores: Integers, count: int, least: int) -> list[Span | None]:
    return [one.candidates[pair[1]].span if pair and pair[0] >= least else None for pair in best(one, scores, count)]


def out_of_fold(examples: Sequence[Example], tables: Sequence[Table], sort: Sort) -> list[Integers]:
    """The scores of each page's pairs by trees that have not seen the page; the mean of all for what trains nobody."""
    chance = np.random.default_rng(0)
    fold = chance.permutation(len(examples)) % FOLDS
    found: list[list[Integers]] = [[] for _ in examples]
    for part in range(FOLDS):
        seen = [n for n, one in enumerate(examples) if fold[n] != part and one.source != HELD]
        trees = as_trees(fit([examples[n] for n in seen], [tables[n] for n in seen], sort))
        for n, one in enumerate(examples):
            if fold[n] == part or one.source == HELD:
                found[n].append(trees.scores(tables[n].rows))
    return [np.mean(scores, axis=0).astype(np.int64) for scores in found]


def as_trees(weights: dict[str, Any]) -> Trees:
    return parsed(json.dumps(weights))


def show(examples: Sequence[Example], tables: Sequence[Table], scores: Sequence[Integers], sort: Sort) -> None:
    """Precision, recall and F1 of the rules, and of the rules completed by the choice, at several thresholds."""
    sources = ("polnear", "gold_train", "gold_recent", HELD)
    print(f"{sort:<10}{'':<6}" + "".join(f"{source:>22}" for source in sources))
    chosen = [best(one, mine, len(e.labels)) for e, one, mine in zip(examples, tables, scores, strict=True)]
    for share in (None, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        least = None if share is None else round(float(np.log(share / (1 - share))) * UNIT)
        cells = []
        for source in sources:
            hit = told = gold = 0
            for number, one in enumerate(examples):
                if one.source != source:
                    continue
                for owner, label in enumerate(one.labels):
                    if label is None:
                        continue
                    words = ruled(one.page, owner, sort)
                    pair = chosen[number][owner]
                    if words is None and least is not None and pair and pair[0] >= least:
                        words = _words(sort, tables[number].candidates[pair[1]], one.page)
                    told += words is not None
                    gold += label[sort] is not None
                    hit += is_right(sort, label, words)
            shares = (100 * hit / max(1, told), 100 * hit / max(1, gold), 200 * hit / max(1, told + gold))
            cells.append(f"{shares[0]:>8.1f}{shares[1]:>7.1f}{shares[2]:>7.1f}")
        print(f"{'rules' if share is None else f'from {share}':<16}" + "".join(cells), flush=True)


def ruled(page: Page, number: int, sort: Sort) -> str | None:
    """What the rules tell of an attribution."""
    setting = page.settings[number]
    if sort == "date":
        return setting.when.date if setting.when else None
    span = setting.addressee if sort == "addressee" else setting.venue.span if setting.venue else None
    return span.of(page.text) if span else None


def learn(found: Iterable[Example], out: Path) -> None:
    """Print the figures by folds and write the weights. Where and to whom are learned beside the dates that trees
    chose which had not seen the article, as good as those of an article to come."""
    known = list(found)
    training = [number for number, one in enumerate(known) if one.source != HELD]
    days: list[Sequence[Span | None] | None] = [None] * len(known)
    out.mkdir(exist_ok=True)
    for sort in SORTS:
        tables = [table(one, sort, days=mine) for one, mine in zip(known, days, strict=True)]
        scores = out_of_fold(known, tables, sort)
        show(known, tables, scores, sort)
        weights = fit([known[n] for n in training], [tables[n] for n in training], sort)
        (out / f"{sort}.json").write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf8")
        if sort == "date":
            least = weights["least"]
            days = [
                _days(one, mine, len(example.labels), least)
                for example, one, mine in zip(known, tables, scores, strict=True)
            ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    learn(examples(), arguments.out)


if __name__ == "__main__":
    main()
