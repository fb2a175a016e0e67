"""Where a content is cut in two: what `training.statements` learns of the parts of contents.

Two parts that no annotated statement has both are to be cut apart; of two that are in none nothing is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord.model import Attribution, Span
from onrecord.reading import divided
from onrecord.reading.divided import Cut
from onrecord.reading.words import Words
from onrecord.trees import Integers, Trees
from training.boosting import Flags, boosted

LEAST = 0.5
OF_CUTS = {"rounds": 150, "rate": 0.06, "depth": 5, "leaves": 10}


@dataclass(frozen=True, slots=True)
class Cuts:
    """The places where the contents of an article may be cut, their features, whether they are to be cut, and whether
    that is known."""

    cuts: Sequence[Cut]
    rows: Integers
    right: Flags
    known: Flags


def cuts_of(proposals: Sequence[Attribution], words: Words, gold: Sequence[tuple[Span, ...]]) -> Cuts:
    """The cuts of an article whose annotated statements stand at these places."""
    owners: dict[int, set[int]] = {}
    for number, parts in enumerate(gold):
        for part in parts:
            for word in range(words.first_in(part), words.last_in(part) + 1):
                owners.setdefault(word, set()).add(number)
    cuts = divided.cuts_of(proposals, words)
    sides = [(owners.get(cut.before, set()), owners.get(cut.behind, set())) for cut in cuts]
    rows = divided.features(proposals, words, cuts) if cuts else np.zeros((0, len(divided.names())), dtype=np.int64)
    right = np.array([not before & behind for before, behind in sides], dtype=np.bool_)
    return Cuts(cuts, rows, right, np.array([bool(before | behind) for before, behind in sides], dtype=np.bool_))


def fit(tables: Sequence[Cuts], counts: Sequence[float], *, source: str) -> dict[str, Any]:
    """The weights, as the file has them, from the cuts of these articles, and how much each article counts."""
    return boosted(
        np.concatenate([one.rows[one.known] for one in tables]),
        np.concatenate([one.right[one.known] for one in tables]),
        names=divided.names(),
        least=LEAST,
        source=source,
        weights=np.concatenate([np.full(int(one.known.sum()), n) for one, n in zip(tables, counts, strict=True)]),
        **OF_CUTS,  # type: ignore[arg-type]
    )


def cut(proposals: Sequence[Attribution], words: Words, table: Cuts, trees: Trees) -> list[Attribution]:
    """The proposals cut where these trees cut them."""
    scores = trees.scores(table.rows).tolist()
    chosen = [one for one, score in zip(table.cuts, scores, strict=True) if score >= trees.least]
    return divided.cut_at(proposals, words, chosen)
