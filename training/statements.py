"""Weights for which attributions are statements, and for their borders: `python -m training.statements`.

What the reader finds, doubtful ones too, is cut where boosted trees learn that one annotated statement ends and another
begins, and paired with the annotated statements as the scorer pairs them. Of those that share words, trees learn for
each word near the found borders whether the content begins, or ends, there; with the borders moved, they learn of each
attribution whether it is paired. Trained on `gold_train`, the half `tune` of
`gold_recent`, `gold`, and the attributions of PolNeAR that are resolved (the others of those articles train nothing).
Figures by five folds of articles are printed before the weights are made from all; the cuts and borders that the later
trees learn with are those of folds too.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.common import SHARED, scorer
from onrecord.model import Attribution, Loaded, Span, Version
from onrecord.people.headlines import headline_attribution
from onrecord.reading import borders, statements
from onrecord.reading.borders import Borders, Side
from onrecord.reading.decoding import Found
from onrecord.reading.rules import proposed
from onrecord.reading.words import Words, words_of
from onrecord.sources import load
from onrecord.trees import Integers, Trees
from training import dividing
from training.annotated import Unseen
from training.boosting import Flags, as_trees, boosted, logit
from training.statements_card import CARD

WEIGHTS = Path(__file__).parent.parent / "src" / "onrecord" / "reading" / "weights"
SIDES: tuple[Side, ...] = ("start", "end")
SETS = ("gold_train", "tune", "gold")
FOLDS = 5
LEAST = 0.45
"""The probability from which an attribution is a statement. By folds detection, and statements with their speakers, are
the same within half a point from 0.4 to 0.6; on news of other outlets more is missed than is found too much."""
LEAST_SHARED = 0.25
"""Shared words by all words, from which a found content is told where the annotated one begins and ends."""
OF_BORDERS = {"rounds": 200, "rate": 0.08, "depth": 6, "leaves": 15}
OF_STATEMENTS = {"rounds": 120, "rate": 0.06, "depth": 4, "leaves": 8}
POLNEAR_COUNTS = 0.5
"""How much an attribution of PolNeAR counts: the reader knows its articles."""
SOURCE = "gold_train, gold_recent tune, gold, PolNeAR (resolved attributions); training/statements.py"
LEASTS = (0.4, 0.45, 0.5, 0.55)
_THAT = ("that ", "That ")


@dataclass(frozen=True, slots=True)
class Example:
    """An article with what is proposed in it and the annotated statements; of `unknown` attributions it is not known
    whether they are statements."""

    source: str
    version: Version
    words: Words
    proposals: Sequence[Attribution]
    gold: Sequence[dict[str, Any]]
    unknown: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one article's borders of one side, to whom they belong and the right word of those it is known of."""

    borders: Borders
    rows: Integers
    right: dict[int, int]


def examples() -> Iterator[Example]:
    """All that trains or is measured, `check` never."""
    reader = Unseen()
    split = json.loads((SHARED / "gold_recent" / "split.json").read_text(encoding="utf8"))
    for folder, only in (("gold_train", None), ("gold_recent", split["tune"]), ("gold", None)):
        yield from _read(reader, folder, only=only)
    yield from _annotated(reader)


def _read(reader: Unseen, folder: str, *, only: Sequence[str] | None) -> Iterator[Example]:
    paths = sorted((SHARED / folder / "articles").glob("*.gold.json"))
    golds = {path.name.split(".")[0]: path for path in paths}
    loaded = (one.article for one in load([str(SHARED / folder / "articles.jsonl")]) if isinstance(one, Loaded))
    for article, found in reader.read([one for one in loaded if only is None or one.id[:8] in only]):
        gold = json.loads(golds[article.id[:8]].read_text(encoding="utf8"))["statements"]
        version = article.latest
        proposals = proposed(version, found.attributions, headline=headline_attribution(version))
        name = "tune" if only else folder
        yield Example(name, version, _words(version.text, found), proposals, gold)


def _annotated(reader: Unseen) -> Iterator[Example]:
    """PolNeAR's articles of which attributions are resolved, as the reader reads them."""
    kinds: dict[str, dict[str, str]] = {}
    for one in _lines(SHARED / "data" / "polnear" / "resolved.jsonl"):
        kinds.setdefault(one["doc"], {})[one["id"]] = one["kind"]
    articles = [one for one in _lines(SHARED / "data" / "polnear" / "train.jsonl") if one["doc"] in kinds]
    found = reader.found([one["text"] for one in articles])
    for one, mine in zip(articles, found, strict=True):
        version = Version(one["text"], "0", "text/plain", headline=one["headline"], language="en")
        told: dict[str | None, list[dict[str, Any]]] = {}
        for row in one["attributions"]:
            kind = kinds[one["doc"]].get(row["id"])
            told.setdefault(kind, []).extend([_statement(row, one["text"])] if row["content"] else [])
        proposals = proposed(version, mine.attributions, headline=headline_attribution(version))
        words = _words(version.text, mine)
        yield Example("polnear", version, words, proposals, told.get("said", []), told.get(None, []))


def _words(text: str, found: Found) -> Words:
    if found.signs is None:
        raise ValueError("the reader tells nothing of the words")
    return words_of(text, found.signs)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf8").splitlines())


def _statement(row: dict[str, Any], text: str) -> dict[str, Any]:
    """An attribution of PolNeAR as the gold has statements: without the "that" before it."""
    (start, end), *others = row["content"]
    start += len(_THAT[0]) if text.startswith(_THAT, start) else 0
    spans = [(start, end), *others]
    return {"parts": [text[first:last] for first, last in spans], "starts": [first for first, _ in spans]}


def spans_of(gold: Sequence[dict[str, Any]], text: str) -> list[tuple[Span, ...]]:
    """Where the annotated statements stand: from where the one before begins."""
    found: list[tuple[Span, ...]] = []
    after = 0
    for one in gold:
        parts, at = [], after
        for number, part in enumerate(one["parts"]):
            starts = one.get("starts") or ()
            start = starts[number] if number < len(starts) and text.startswith(part, starts[number]) else -1
            start = start if start >= 0 else text.find(part, at)
            start = start if start >= 0 else text.find(part)
            parts.append(Span(start, start + len(part)))
            at = start + len(part)
        after = max(after, parts[0].start)
        found.append(tuple(parts))
    return found


def quotes(found: Iterable[Attribution], text: str) -> list[dict[str, str]]:
    """As the scorer is told of statements."""
    return [{"quote": " ".join(part.of(text) for part in one.content)} for one in found]


def table(example: Example, side: Side) -> Table:
    """The borders of an article's proposals."""
    words = example.words
    near = borders.borders_of(example.proposals, words, side)
    rows = np.zeros((0, len(borders.names())), dtype=np.int64)
    if len(near.owner):
        rows = borders.features(example.proposals, words, near, side)
    right = {}
    gold = spans_of(example.gold, words.text)
    for number, other in _alike(example, gold):
        part = gold[other][0 if side == "start" else -1]
        right[number] = words.first_in(part) if side == "start" else words.last_in(part)
    return Table(near, rows, right)


def _alike(example: Example, gold: Sequence[tuple[Span, ...]]) -> Iterator[tuple[int, int]]:
    """Proposals and annotated statements that share words, one to one, those that share most first."""
    owner: dict[int, list[int]] = {}
    sizes = []
    for other, parts in enumerate(gold):
        inside = _inside(parts, example.words)
        sizes.append(len(inside))
        for word in inside:
            owner.setdefault(word, []).append(other)
    shares = []
    for number, one in enumerate(example.proposals):
        inside = _inside(one.content, example.words)
        for other, shared in Counter(other for word in inside for other in owner.get(word, ())).items():
            shares.append((shared / (len(inside) + sizes[other] - shared), number, other))
    left: set[int] = set()
    right: set[int] = set()
    for share, number, other in sorted(shares, reverse=True):
        if share >= LEAST_SHARED and number not in left and other not in right:
            left.add(number)
            right.add(other)
            yield number, other


def _inside(parts: Sequence[Span], words: Words) -> set[int]:
    return {word for part in parts for word in range(words.first_in(part), words.last_in(part) + 1)}


def fit_borders(tables: Sequence[Table], counts: Sequence[float]) -> dict[str, Any]:
    """The weights, as the file has them, from the borders of these articles."""
    rows, right, weights = [], [], []
    for one, count in zip(tables, counts, strict=True):
        known = np.isin(one.borders.owner, list(one.right))
        wanted = np.array([one.right.get(owner, -1) for owner in one.borders.owner.tolist()], dtype=np.int64)
        rows.append(one.rows[known])
        right.append((one.borders.place == wanted)[known])
        weights.append(np.full(int(known.sum()), count))
    return boosted(
        np.concatenate(rows),
        np.concatenate(right),
        names=borders.names(),
        least=0.5,
        source=SOURCE,
        weights=np.concatenate(weights),
        **OF_BORDERS,  # type: ignore[arg-type]
    )


def moved(example: Example, tables: Sequence[Table], trees: Sequence[Trees]) -> list[Attribution]:
    """The proposals with the borders that these trees choose, trimmed."""
    found = list(example.proposals)
    for side, one, mine in zip(SIDES, tables, trees, strict=True):
        if not len(one.borders.owner):
            continue
        for number, place in enumerate(borders.best(one.borders, mine.scores(one.rows))):
            if place not in (-1, one.borders.found[number]):
                found[number] = borders.moved(found[number], example.words, place, side)
    return [borders.trimmed(one, example.words) for one in found]


def labels(example: Example, found: Sequence[Attribution]) -> tuple[Flags, Flags]:
    """Of each attribution whether it is a statement, and whether that is known."""
    pair, text = scorer("score_statements").pair, example.words.text
    told = quotes(found, text)
    right = np.zeros(len(found), dtype=np.bool_)
    known = np.ones(len(found), dtype=np.bool_)
    known[[number for _, number, _ in pair(example.unknown, told)]] = False
    right[[number for _, number, _ in pair(example.gold, told)]] = True
    return right, known | right


def fit_statements(parts: Sequence[tuple[Integers, Flags, Flags, float]]) -> dict[str, Any]:
    """The weights, as the file has them, from features, labels, whether they are known, and how much they count."""
    used = [(rows[known], right[known], np.full(int(known.sum()), count)) for rows, right, known, count in parts]
    return boosted(
        np.concatenate([rows for rows, _, _ in used]),
        np.concatenate([right for _, right, _ in used]),
        names=statements.names(),
        least=LEAST,
        source=SOURCE,
        weights=np.concatenate([counts for _, _, counts in used]),
        **OF_STATEMENTS,  # type: ignore[arg-type]
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """By folds: each article's proposals with their borders, their scores, and whether they are statements."""

    found: list[list[Attribution]]
    rows: list[Integers]
    scores: list[Integers]
    labels: list[tuple[Flags, Flags]]


def folds(known: Sequence[Example], seed: int) -> Integers:
    """The fold of each article."""
    return np.random.default_rng(seed).permutation(len(known)) % FOLDS


def counts_of(known: Sequence[Example]) -> list[float]:
    """How much each article counts."""
    return [POLNEAR_COUNTS if one.source == "polnear" else 1.0 for one in known]


def cuts_of(known: Sequence[Example]) -> list[dividing.Cuts]:
    """Where the proposals of each article may be cut."""
    return [
        dividing.cuts_of(one.proposals, one.words, [*spans_of(one.gold, text), *spans_of(one.unknown, text)])
        for one, text in ((one, one.words.text) for one in known)
    ]


def cut_by_folds(known: Sequence[Example], cuts: Sequence[dividing.Cuts], *, seed: int = 0) -> list[Example]:
    """The articles with their proposals cut by trees that have not seen them."""
    fold, counts = folds(known, seed), counts_of(known)
    made = list(known)
    for part in range(FOLDS):
        seen = [number for number in range(len(known)) if fold[number] != part]
        trees = as_trees(dividing.fit([cuts[n] for n in seen], [counts[n] for n in seen], source=SOURCE))
        for number in np.flatnonzero(fold == part).tolist():
            one = known[number]
            made[number] = replace(one, proposals=dividing.cut(one.proposals, one.words, cuts[number], trees))
    return made


def by_folds(known: Sequence[Example], tables: dict[Side, list[Table]], *, seed: int = 0) -> Decided:
    """What trees decide of each article that have not seen it."""
    fold, counts = folds(known, seed), counts_of(known)
    found: list[list[Attribution]] = [[] for _ in known]
    for part in range(FOLDS):
        seen = [number for number in range(len(known)) if fold[number] != part]
        chosen = [
            as_trees(fit_borders([tables[side][number] for number in seen], [counts[number] for number in seen]))
            for side in SIDES
        ]
        for number in np.flatnonzero(fold == part).tolist():
            found[number] = moved(known[number], [tables[side][number] for side in SIDES], chosen)
    rows = [_rows(mine, one.words) for mine, one in zip(found, known, strict=True)]
    told = [labels(one, mine) for one, mine in zip(known, found, strict=True)]
    scores: list[Integers] = [np.zeros(0, dtype=np.int64) for _ in known]
    for part in range(FOLDS):
        seen = [number for number in range(len(known)) if fold[number] != part]
        trees = as_trees(fit_statements([(rows[n], *told[n], counts[n]) for n in seen]))
        for number in np.flatnonzero(fold == part).tolist():
            scores[number] = trees.scores(rows[number])
    return Decided(found, rows, scores, told)


def _rows(found: Sequence[Attribution], words: Words) -> Integers:
    if not found:
        return np.zeros((0, len(statements.names())), dtype=np.int64)
    return statements.features(found, words)


def figures(known: Sequence[Example], found: Sequence[Sequence[Attribution]]) -> dict[str, tuple[float, ...]]:
    """Detection's precision, recall and F1, and F1 of exact contents, by set, in per cent."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in SETS}
    for one, mine in zip(known, found, strict=True):
        if one.source in counts:
            pairs = scorer("score_statements").pair(one.gold, quotes(mine, one.words.text))
            exact = sum(share == 1.0 for *_, share in pairs)
            counts[one.source].update(gold=len(one.gold), told=len(mine), pairs=len(pairs), exact=exact)
    counts["all"] = sum(counts.values(), Counter())
    return {
        name: (
            100 * n["pairs"] / max(1, n["told"]),
            100 * n["pairs"] / max(1, n["gold"]),
            200 * n["pairs"] / max(1, n["told"] + n["gold"]),
            200 * n["exact"] / max(1, n["told"] + n["gold"]),
        )
        for name, n in counts.items()
    }


def chosen(decided: Decided, least: float) -> list[list[Attribution]]:
    """The attributions that are statements from a probability on."""
    return [
        [one for one, score in zip(mine, scores.tolist(), strict=True) if score >= logit(least)]
        for mine, scores in zip(decided.found, decided.scores, strict=True)
    ]


def report(known: Sequence[Example], decided: Decided, before: dict[str, tuple[float, ...]]) -> str:
    """The figures by folds at several thresholds, and `before` all of it: a table in Markdown."""
    lines = [f"| from | {' | '.join(before)} |", "|---|" + "---|" * len(before)]
    rows = {"all that the reader and the rules call said": before}
    rows |= {f"{least}{' (shipped)' * (least == LEAST)}": figures(known, chosen(decided, least)) for least in LEASTS}
    for name, told in rows.items():
        cells = (" / ".join(f"{one:.1f}" for one in figure) for figure in told.values())
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def learn(known: Sequence[Example], out: Path) -> None:
    """Print the figures by folds and write the weights."""
    before = figures(known, [[one for one in example.proposals if one.kind == "said"] for example in known])
    cuts, counts = cuts_of(known), counts_of(known)
    known = cut_by_folds(known, cuts)
    tables: dict[Side, list[Table]] = {side: [table(one, side) for one in known] for side in SIDES}
    decided = by_folds(known, tables)
    told = report(known, decided, before)
    print(told, flush=True)
    made: dict[str, dict[str, Any]] = {side: fit_borders(tables[side], counts) for side in SIDES}
    made["cut"] = dividing.fit(cuts, counts, source=SOURCE)
    parts = [(rows, *mine, count) for rows, mine, count in zip(decided.rows, decided.labels, counts, strict=True)]
    made["statement"] = fit_statements(parts)
    for name, weights in made.items():
        (out / f"{name}.json").write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf8")
    (out / "STATEMENTS_CARD.md").write_text(CARD.format(figures=told), encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    learn(list(examples()), arguments.out)


if __name__ == "__main__":
    main()
