"""Source, cue and content against a person's: the measure under which figures on PolNeAR are published here.

Spans of either side are first made canonical: joined where nothing but punctuation and white space lies between them,
and stripped of both at their ends. `exact` compares single parts. Whole attributions are matched one to one by the
largest shared content, where it is half of both or more: an `attribution` is right where the sources overlap too (or
both have none), `strict` where source and content are identical. "quoted" and "indirect" look at contents with and
without a quotation mark in or at them: recall counts the gold ones against all found, precision the found against all
gold, so that a boundary that moves one across the line costs nothing.

One-to-one matching of largest total weight.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.english.quotation_marks import DOUBLE
from onrecord.model import Attribution, Span

Pair = tuple[int, int]


def best_matching(weights: Mapping[Pair, float]) -> list[Pair]:
    """The pairs (first, second) of the matching with the largest sum of weights; only pairs with a weight match.

    Solved by the Hungarian method (Kuhn 1955, in the form of Jonker and Volgenant 1987) in each connected part."""
    pairs: list[Pair] = []
    for part in _parts(weights):
        firsts, seconds = (sorted({pair[side] for pair in part}) for side in (0, 1))
        if len(firsts) > len(seconds):
            turned = {(second, first): weight for (first, second), weight in part.items()}
            chosen = [(first, second) for second, first in _assigned(seconds, firsts, turned)]
        else:
            chosen = _assigned(firsts, seconds, part)
        pairs += [pair for pair in chosen if pair in part]
    return sorted(pairs)


def _parts(weights: Mapping[Pair, float]) -> list[dict[Pair, float]]:
    """The connected parts of the graph, each with its weights."""
    beside: dict[tuple[int, int], list[Pair]] = {}  # of each first (0, number) and second (1, number)
    for first, second in weights:
        for end in ((0, first), (1, second)):
            beside.setdefault(end, []).append((first, second))
    parts: list[dict[Pair, float]] = []
    seen: set[tuple[int, int]] = set()
    for end in beside:
        part: dict[Pair, float] = {}
        waiting = [end]
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            for first, second in beside[at]:
                part[first, second] = weights[first, second]
                waiting += [(0, first), (1, second)]
        if part:
            parts.append(part)
    return parts


def _assigned(rows: list[int], columns: list[int], weights: Mapping[Pair, float]) -> list[Pair]:
    """Every row with a column, rows at most as many as columns. Numbered from 1 inside; 0 stands for none."""
    cost = [[-weights.get((row, column), 0.0) for column in columns] for row in rows]
    of_row, of_column = [0.0] * (len(rows) + 1), [0.0] * (len(columns) + 1)
    owner = [0] * (len(columns) + 1)
    for row in range(1, len(rows) + 1):
        _give_a_column(row, cost, of_row, of_column, owner)
    return [(rows[row - 1], columns[column - 1]) for column, row in enumerate(owner) if row and column]


def _give_a_column(
    row: int, cost: list[list[float]], of_row: list[float], of_column: list[float], owner: list[int]
) -> None:
    """Find the cheapest way to give the row a column, moving other rows to other columns along it."""
    owner[0], at = row, 0
    least, used, came_from = [float("inf")] * len(owner), [False] * len(owner), [0] * len(owner)
    while True:
        used[at] = True
        delta, following = float("inf"), 0
        for column in range(1, len(owner)):
            if used[column]:
                continue
            price = cost[owner[at] - 1][column - 1] - of_row[owner[at]] - of_column[column]
            if price < least[column]:
                least[column], came_from[column] = price, at
            if least[column] < delta:
                delta, following = least[column], column
        for column in range(len(owner)):
            if used[column]:
                of_row[owner[column]] += delta
                of_column[column] -= delta
            else:
                least[column] -= delta
        at = following
        if owner[at] == 0:
            break
    while at:
        owner[at] = owner[came_from[at]]
        at = came_from[at]


LEAST_SHARED = 0.5
"""Content of two attributions that are matched, shared characters by all characters."""
_MARKS = frozenset((*DOUBLE, "‘", "‚"))
_SINGLE = re.compile(r"(?<!\w)'(?=\w)[^\n]{0,2000}?(?<=[\w.,!?…])'(?!\w)")
_ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Score:
    """Right ones among gold, gold ones, right ones among found, found ones. Scores add up."""

    right_gold: int = 0
    gold: int = 0
    right_found: int = 0
    found: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right_gold + other.right_gold,
            self.gold + other.gold,
            self.right_found + other.right_found,
            self.found + other.found,
        )

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Canonical:
    """An attribution's parts in canonical form, and their characters that are not white space."""

    def __init__(self, attribution: Attribution, text: str) -> None:
        self.attribution = attribution
        self._text = text
        self.parts = {role: canonical(getattr(attribution, role), text) for role in _ROLES}
        self.characters = {role: _characters(self.parts[role], text) for role in _ROLES}

    @cached_property
    def quoted(self) -> bool:
        """Whether a quotation mark stands in the content or directly at it."""
        return any(_has_mark(span, self._text) for span in self.attribution.content)

    def agrees(self, other: "Canonical", role: str) -> bool:
        """Whether the two overlap in a role, or neither has it."""
        mine, theirs = self.characters[role], other.characters[role]
        return bool(mine & theirs) or not (mine or theirs)


def score_attributions(text: str, gold: Iterable[Attribution], found: Iterable[Attribution]) -> dict[str, Score]:
    """The scores of one article, by name. Attributions without content are left out."""
    wanted, got = _with_content(gold, text), _with_content(found, text)
    pairs = matched(wanted, got)
    right = [(i, j) for i, j in pairs if wanted[i].agrees(got[j], "source")]
    strict = [(i, j) for i, j in pairs if all(wanted[i].parts[r] == got[j].parts[r] for r in ("source", "content"))]
    return {
        **{f"{role} exact": _exact(role, wanted, got) for role in _ROLES},
        "attribution": _counted(right, wanted, got, lambda one: True),
        "strict": _counted(strict, wanted, got, lambda one: True),
        "quoted": _counted(right, wanted, got, lambda one: one.quoted),
        "indirect": _counted(right, wanted, got, lambda one: not one.quoted),
    }


def unmatched(
    text: str, gold: Iterable[Attribution], found: Iterable[Attribution]
) -> tuple[list[Attribution], list[Attribution]]:
    """The gold attributions that were missed, and the found ones that are too much: content or source is wrong."""
    wanted, got = _with_content(gold, text), _with_content(found, text)
    right = [(i, j) for i, j in matched(wanted, got) if wanted[i].agrees(got[j], "source")]
    hit, used = {i for i, _ in right}, {j for _, j in right}
    missed = [one.attribution for i, one in enumerate(wanted) if i not in hit]
    return missed, [one.attribution for j, one in enumerate(got) if j not in used]


def matched(gold: Sequence[Canonical], found: Sequence[Canonical]) -> list[Pair]:
    """Pairs, one to one, of attributions whose contents share half or more; the sources only break ties."""
    weights: dict[Pair, float] = {}
    owners: dict[int, list[int]] = {}
    for j, other in enumerate(found):
        for at in other.characters["content"]:
            owners.setdefault(at, []).append(j)
    for i, one in enumerate(gold):
        mine = one.characters["content"]
        for j, shared in Counter(j for at in mine for j in owners.get(at, ())).items():
            other = found[j]
            if shared >= LEAST_SHARED * (len(mine) + len(other.characters["content"]) - shared):
                same = one.parts["source"] == other.parts["source"]
                weights[i, j] = 10 * shared + (2 if same else one.agrees(other, "source"))
    return best_matching(weights)


def canonical(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans joined where no letter or digit lies between them, without punctuation and white space at their ends."""
    merged: list[tuple[int, int]] = []
    for span in sorted(spans):
        if merged and not any(c.isalnum() for c in text[merged[-1][1] : span.start]):
            merged[-1] = (merged[-1][0], max(merged[-1][1], span.end))
        else:
            merged.append((span.start, span.end))
    return tuple(_stripped(merged, text))


def _stripped(spans: Iterable[tuple[int, int]], text: str) -> Iterator[Span]:
    for start, end in spans:
        while start < end and _outside(text[start]):
            start += 1
        while end > start and _outside(text[end - 1]):
            end -= 1
        if end > start:
            yield Span(start, end)


def _outside(character: str) -> bool:
    return character.isspace() or unicodedata.category(character).startswith("P") or character in "`´"


def _characters(parts: Iterable[Span], text: str) -> frozenset[int]:
    return frozenset(at for part in parts for at in range(part.start, part.end) if not text[at].isspace())


def _has_mark(span: Span, text: str) -> bool:
    start, end = max(0, span.start - 1), min(len(text), span.end + 1)
    around = text[start:end]
    if any(c in _MARKS for c in around) or "''" in around or "``" in around:
        return True
    pairs = _SINGLE.finditer(text, max(0, start - 1), min(len(text), end + 1))
    return any(start <= pair.start() and pair.end() <= end for pair in pairs)


def _with_content(attributions: Iterable[Attribution], text: str) -> list[Canonical]:
    return [one for one in (Canonical(a, text) for a in attributions) if one.parts["content"]]


def _exact(role: str, gold: Sequence[Canonical], found: Sequence[Canonical]) -> Score:
    wanted = {part for one in gold for part in one.parts[role]}
    got = {part for one in found for part in one.parts[role]}
    right = len(wanted & got)
    return Score(right, len(wanted), right, len(got))


def _counted(
    pairs: Sequence[Pair], gold: Sequence[Canonical], found: Sequence[Canonical], chosen: Callable[[Canonical], bool]
) -> Score:
    return Score(
        sum(chosen(gold[i]) for i, _ in pairs),
        sum(chosen(one) for one in gold),
        sum(chosen(found[j]) for _, j in pairs),
        sum(chosen(one) for one in found),
    )
