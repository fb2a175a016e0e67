"""Weights for when, where and to whom: `python -m training.occasions`.

For each statement and each candidate near it (onrecord.occasions.candidates) boosted trees learn whether the candidate is
what the annotation gives the statement. Trained on PolNeAR's resolved attributions with their annotated spans, and on
the statements that the reader finds in `gold_train` and in the half `tune` of `gold_recent`, paired with the gold as
the scorer pairs them; addressees on invented articles too. The older `gold` trains nothing: it dates only what is dated beside the statement. Figures by
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

from benchmarks.common import scorer
from onrecord.model import Span
from onrecord.occasions import page_of, pairs
from onrecord.occasions.candidates import CANDIDATES, Candidate, Ground, Page, Sort
from onrecord.occasions.features import features, names
from onrecord.people import resolve
from onrecord.trees import Integers
from training.annotated import Unseen, as_invented, as_marked, as_read
from training.boosting import as_trees, boosted, logit

WEIGHTS = Path(__file__).parent.parent / "src" / "onrecord" / "occasions" / "weights"
SORTS: tuple[Sort, ...] = ("date", "venue", "addressee")
LEAST: dict[Sort, float] = {"date": 0.4, "venue": 0.25, "addressee": 0.3}
"""The probability from which a candidate is chosen: where the folds of articles that nobody tuned on are best, and of
nearly equal ones (within a point of F1) for dates the most precise, for the others the one that misses least."""
FOLDS = 5
ROUNDS: dict[Sort, int] = {"date": 100, "venue": 100, "addressee": 200}
RATE, DEPTH, LEAVES = 0.08, 5, 10
SOURCE = "PolNeAR (resolved attributions), gold_train, gold_recent tune, invented articles (addressees); training/occasions.py"
HELD, INVENTED = "gold", "invented"
"""Measured, and trained on by nobody; and what trains addressees alone: dates and venues of news are no better by it."""
_CARD = """# The weights of dates, venues and addressees

Choose which words of an article tell when, where and to whom each statement was made (see
`docs/how-it-decides/occasions.md`). Written by `python -m training.occasions`.

| | |
|---|---|
| model | boosted decision trees (scikit-learn) for each of the three, over whole-number features of a statement and words near it (`features.py`); no word vectors |
| trained on | PolNeAR: 2,104 attributions of 98 US political articles of 2015–16, with dates, venues and addressees added by hand (the texts belong to seven publishers; released by its authors for research, no licence stated); `gold_train`, 88 articles of 2012 to 2026, and half of `gold_recent`, 19 articles of 2023 to 2026, annotated by hand (the texts belong to their publishers); for addressees also 350 articles invented for it |
| not trained on | `gold`, annotated by an older convention: no date, venue or addressee but where it is told beside the statement |
| format | JSON; features, borders and what leaves add are whole numbers, so that scores are the same on every processor |

## Figures

Precision / recall / F1 in per cent on statements that are paired with gold, by five folds of articles: no article is
read by trees that were trained on it. Of PolNeAR the spans are those annotated; of the others, those that the reader
found. What the rules found stays, and the choice completes it.

{figures}

## Limits

News in English. An occasion told in an unusual noun, and one told only inside a quotation, are missed. The choice has
no say on truth; it proposes words of the text.
"""
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
    for one in (*as_read(Unseen()), *as_marked(), *as_invented()):
        pairs = sorted(zip(one.found, one.gold, strict=True), key=lambda pair: pair[0].content[0].start)
        found = [attribution for attribution, _ in pairs]
        page = page_of(one.version, found, speakers=[told.speakers for told in resolve(one.version, found)])
        yield Example(one.source, page, [gold and _label(gold) for _, gold in pairs])


def _label(gold: dict[str, Any]) -> Label:
    return {"date": gold["when"], "venue": gold["venue"], "addressee": gold["addressee"]}


def is_right(sort: Sort, label: str | None, words: str | None) -> bool:
    """Whether words, or a date, are what the annotation gives, as the scorer compares them."""
    score = scorer("score_statements")
    if not label or not words:
        return False
    return bool((score.same_date if sort == "date" else score.loose)(label, words))


def _words(sort: Sort, one: Candidate, page: Page) -> str | None:
    return one.span.of(page.text) if sort != "date" else one.when.date if one.when else None


def table(example: Example, sort: Sort, *, days: Sequence[Span | None] | None) -> Table:
    """The pairs of a page."""
    page = example.page
    candidates = CANDIDATES[sort](page)
    ground = Ground(page)
    owner, other = pairs(ground, candidates, wanted=[label is not None for label in example.labels])
    if not len(owner):
        rows = np.zeros((0, len(names(sort))), dtype=np.int64)
        return Table(candidates, owner, other, rows, np.zeros(0, dtype=np.bool_))
    rows = features(ground, candidates, owner, other, sort=sort, days=days)
    words = [_words(sort, one, page) for one in candidates]
    numbers = list(zip(owner.tolist(), other.tolist(), strict=True))
    told = [label[sort] if label else None for label in example.labels]
    right = {(label, said): is_right(sort, label, said) for label, said in {(told[a], words[b]) for a, b in numbers}}
    hits = np.array([right[told[a], words[b]] for a, b in numbers], dtype=np.bool_)
    return Table(candidates, owner, other, rows, hits)


def fit(tables: Sequence[Table], sort: Sort) -> dict[str, Any]:
    """The weights, as the file has them, from the pairs of these pages."""
    rows = np.concatenate([one.rows for one in tables])
    right = np.concatenate([one.right for one in tables])
    return boosted(
        rows,
        right,
        names=names(sort),
        least=LEAST[sort],
        source=SOURCE,
        rounds=ROUNDS[sort],
        rate=RATE,
        depth=DEPTH,
        leaves=LEAVES,
    )


def trains(source: str, sort: Sort) -> bool:
    """Whether the articles of a set are learned from."""
    return source != HELD and (source != INVENTED or sort == "addressee")


def best(one: Table, scores: Integers, count: int) -> list[tuple[int, int] | None]:
    """For each attribution the score and the number of its best candidate."""
    found: list[tuple[int, int] | None] = [None] * count
    for number in np.lexsort((-one.other, scores)).tolist():
        found[one.owner[number]] = int(scores[number]), int(one.other[number])
    return found


def _days(page: Page, one: Table, scores: Integers, least: int) -> list[Span | None]:
    """The words that date each attribution, by the rules or else by the choice."""
    found = []
    for setting, pair in zip(page.settings, best(one, scores, len(page.settings)), strict=True):
        ruled = setting.when.span if setting.when and setting.when.start else None
        found.append(ruled or (one.candidates[pair[1]].span if pair and pair[0] >= least else None))
    return found


def out_of_fold(examples: Sequence[Example], tables: Sequence[Table], sort: Sort) -> list[Integers]:
    """The scores of each page's pairs by trees that have not seen the page; the mean of all for what trains nobody."""
    chance = np.random.default_rng(0)
    fold = chance.permutation(len(examples)) % FOLDS
    found: list[list[Integers]] = [[] for _ in examples]
    for part in range(FOLDS):
        seen = [n for n, one in enumerate(examples) if fold[n] != part and trains(one.source, sort)]
        trees = as_trees(fit([tables[n] for n in seen], sort))
        for n, one in enumerate(examples):
            if fold[n] == part or not trains(one.source, sort):
                found[n].append(trees.scores(tables[n].rows))
    return [np.mean(scores, axis=0).astype(np.int64) for scores in found]


def measured(examples: Sequence[Example], tables: Sequence[Table], scores: Sequence[Integers], sort: Sort) -> str:
    """Precision, recall and F1 of the rules, and of the rules completed by the choice, at several thresholds: a table in
    Markdown."""
    sources = ("polnear", "gold_train", "gold_recent", HELD, INVENTED)
    lines = [f"| {sort} | {' | '.join(sources)} |", "|---|" + "---|" * len(sources)]
    chosen = [best(one, mine, len(e.labels)) for e, one, mine in zip(examples, tables, scores, strict=True)]
    for share in (None, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        least = None if share is None else logit(share)
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
                    hit += is_right(sort, label[sort], words)
            shares = (100 * hit / max(1, told), 100 * hit / max(1, gold), 200 * hit / max(1, told + gold))
            cells.append(" / ".join(f"{one:.1f}" for one in shares))
        name = "rules" if share is None else f"from {share}" + " (shipped)" * (share == LEAST[sort])
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def ruled(page: Page, number: int, sort: Sort) -> str | None:
    """What the rules tell of an attribution."""
    setting = page.settings[number]
    if sort == "date":
        return setting.when.date if setting.when else None
    span = setting.addressee if sort == "addressee" else setting.venue
    return span.of(page.text) if span else None


def learn(found: Iterable[Example], out: Path) -> None:
    """Print the figures by folds and write the weights. Where and to whom are learned beside the dates that trees
    chose which had not seen the article, as good as those of an article to come."""
    known = list(found)
    days: list[Sequence[Span | None] | None] = [None] * len(known)
    out.mkdir(exist_ok=True)
    reports = []
    for sort in SORTS:
        tables = [table(one, sort, days=mine) for one, mine in zip(known, days, strict=True)]
        scores = out_of_fold(known, tables, sort)
        reports.append(measured(known, tables, scores, sort))
        print(reports[-1], flush=True)
        weights = fit([one for example, one in zip(known, tables, strict=True) if trains(example.source, sort)], sort)
        (out / f"{sort}.json").write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf8")
        if sort == "date":
            least = weights["least"]
            days = [
                _days(example.page, one, mine, least) for example, one, mine in zip(known, tables, scores, strict=True)
            ]
    (out / "MODEL_CARD.md").write_text(_CARD.format(figures="\n\n".join(reports)), encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    learn(examples(), arguments.out)


if __name__ == "__main__":
    main()
