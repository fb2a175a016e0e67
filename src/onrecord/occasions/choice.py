"""Which of an article's words tell when, where or to whom a statement was made: a learned choice among candidates.

In a news article an occasion is told once and holds for all that was said on it, also paragraphs before and after. Each
statement is paired with the candidates near it, trees trained on annotated articles score the pairs, and the best
candidate from a least score on is taken.

Invariants: only candidates are chosen, so that every choice is words of the text outside of all contents; for each
statement no more than a fixed number of candidates is looked at.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence

import numpy as np

from onrecord.model import Span
from onrecord.occasions.candidates import Candidate, Page, addressees, dates, venues
from onrecord.occasions.features import Sort, features, places_of
from onrecord.trees import Integers, shipped

CANDIDATES: dict[Sort, Callable[[Page], list[Candidate]]] = {
    "date": dates,
    "venue": venues,
    "addressee": addressees,
}
BEFORE: dict[Sort, int] = {"date": 24, "venue": 40, "addressee": 40}
BEHIND: dict[Sort, int] = {"date": 8, "venue": 10, "addressee": 10}
"""How many candidates before and behind a statement are looked at."""


def chosen(
    page: Page, sort: Sort, *, wanted: Sequence[bool], days: Sequence[Span | None] | None = None
) -> list[Candidate | None]:
    """For each attribution that is wanted the candidate that tells its date, venue or addressee; None where none scores
    enough. `days` are the words that date each attribution, where they are known."""
    candidates = CANDIDATES[sort](page) if any(wanted) else []
    best: list[Candidate | None] = [None] * len(page.attributions)
    owner, other = pairs(page, candidates, sort, wanted=wanted)
    if not len(owner):
        return best
    trees = shipped("onrecord.occasions", sort)
    scores = trees.scores(features(page, candidates, owner, other, sort=sort, days=days))
    # The last stays: the best score, of equal ones the candidate that comes first.
    for number in np.lexsort((-other, scores)):
        if scores[number] >= trees.least:
            best[owner[number]] = candidates[other[number]]
    return best


def pairs(
    page: Page, candidates: Sequence[Candidate], sort: Sort, *, wanted: Sequence[bool]
) -> tuple[Integers, Integers]:
    """The attributions that are wanted and the candidates that may tell of them, by their numbers."""
    starts = [one.span.start for one in candidates]
    owner: list[int] = []
    other: list[int] = []
    for number, (place, is_wanted) in enumerate(zip(places_of(page), wanted, strict=True)):
        middle = bisect_left(starts, place)
        near = range(max(0, middle - BEFORE[sort]), min(len(starts), middle + BEHIND[sort])) if is_wanted else ()
        owner += [number] * len(near)
        other += near
    return np.array(owner, dtype=np.int64), np.array(other, dtype=np.int64)
