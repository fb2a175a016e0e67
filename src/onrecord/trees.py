"""Scores by an ensemble of decision trees, in whole numbers.

Invariants: features, borders and what a leaf adds are integers, so that a score is the same on every processor; every
path ends within `depth` steps; the rows are scored a slice at a time, so that memory does not grow with their number.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
_Small = npt.NDArray[np.int32]
_ROWS = 512
"""Rows scored at a time, so few that the nodes they have come to stay in a processor's cache."""


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees in one row: of a node the feature it looks at, and up to which border it goes to the node
    `below`, else to the one behind that. A leaf goes to itself, whatever the feature, and adds `leaf`. `roots` are the
    first nodes of the trees, `names` the features in their order, `least` is the score from which a choice is made."""

    names: tuple[str, ...]
    roots: _Small
    feature: _Small
    border: _Small
    below: _Small
    leaf: _Small
    start: int
    depth: int
    least: int

    def scores(self, rows: Integers) -> Integers:
        """The score of each row of features."""
        small = np.ascontiguousarray(rows, dtype=np.int32)
        slices = [self._scored(small[first : first + _ROWS]) for first in range(0, len(small), _ROWS)]
        return np.concatenate(slices) if slices else np.zeros(0, dtype=np.int64)

    def _scored(self, rows: _Small) -> Integers:
        values = rows.ravel()
        first = (np.arange(len(rows), dtype=np.int32) * rows.shape[1])[:, None]
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            above = values.take(self.feature.take(at) + first) > self.border.take(at)
            at = self.below.take(at) + above
        total: Integers = self.start + self.leaf.take(at).sum(axis=1, dtype=np.int64)
        return total


def parsed(words: str) -> Trees:
    """The trees that a JSON text describes."""
    told = json.loads(words)
    columns = {name: np.array(told[name], dtype=np.int32) for name in ("feature", "border", "below", "leaf")}
    return Trees(
        names=tuple(told["names"]),
        roots=np.array(told["roots"], dtype=np.int32),
        start=told["start"],
        depth=told["depth"],
        least=told["least"],
        **columns,
    )


@cache
def shipped(package: str, name: str) -> Trees:
    """The trees of that name that come with a package: `weights/NAME.json` in it."""
    return parsed(files(package).joinpath("weights", f"{name}.json").read_text(encoding="utf8"))
