"""Scores by an ensemble of decision trees, in whole numbers.

Invariants: features, borders and what a leaf adds are integers, so that a score is the same on every processor; every
path ends within `depth` steps; the rows are scored a slice at a time, so that memory does not grow with the text.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
_ROWS = 2048
"""Rows scored at a time."""


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees in one row: of a node the feature it looks at, up to which border it goes to `below`, else
    to `above`; a leaf goes to itself and adds `leaf`. `roots` are the first nodes of the trees, `names` the features in
    their order, `least` is the score from which a choice is made."""

    names: tuple[str, ...]
    roots: Integers
    feature: Integers
    border: Integers
    below: Integers
    above: Integers
    leaf: Integers
    start: int
    depth: int
    least: int

    def scores(self, rows: Integers) -> Integers:
        """The score of each row of features."""
        slices = [self._scored(rows[first : first + _ROWS]) for first in range(0, len(rows), _ROWS)]
        return np.concatenate(slices) if slices else np.zeros(0, dtype=np.int64)

    def _scored(self, rows: Integers) -> Integers:
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        row = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            at = np.where(rows[row, self.feature[at]] <= self.border[at], self.below[at], self.above[at])
        total: Integers = self.start + self.leaf[at].sum(axis=1)
        return total


def parsed(words: str) -> Trees:
    """The trees that a JSON text describes."""
    told = json.loads(words)
    columns = {name: np.array(told[name], dtype=np.int64) for name in ("feature", "border", "below", "above", "leaf")}
    return Trees(
        names=tuple(told["names"]),
        roots=np.array(told["roots"], dtype=np.int64),
        start=told["start"],
        depth=told["depth"],
        least=told["least"],
        **columns,
    )


@cache
def trees_of(sort: str) -> Trees:
    """The shipped trees that choose a date, a venue or an addressee."""
    return parsed(files("onrecord.occasions").joinpath("weights", f"{sort}.json").read_text(encoding="utf8"))
