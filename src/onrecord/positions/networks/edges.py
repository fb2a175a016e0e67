"""The edges of a network in columns: half a million of them as tuples would be a hundred megabytes, and seconds for the
collector to go through."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import overload

import numpy as np
from numpy.typing import NDArray

from onrecord.positions.networks.values import Edge

_EDGE = partial(tuple.__new__, Edge)
"""An edge from a tuple, without a step in Python."""


class Edges(Sequence[Edge]):
    """Edges in their order. `ids` are the nodes; `first` and `second` are places in it, with `weights` and
    `questions` beside them. It is as frozen as a tuple, and equal to any sequence of the same edges."""

    __slots__ = ("first", "ids", "questions", "second", "weights")

    def __init__(
        self,
        ids: Sequence[str],
        first: NDArray[np.int64],
        second: NDArray[np.int64],
        weights: NDArray[np.float64],
        questions: NDArray[np.int64],
    ) -> None:
        self.ids = np.array(ids, dtype=object)
        self.first, self.second, self.weights, self.questions = first, second, weights, questions
        for column in (self.ids, first, second, weights, questions):
            column.flags.writeable = False

    @classmethod
    def of(cls, edges: Iterable[Edge], ids: Sequence[str]) -> "Edges":
        """The columns of edges between nodes of these ids."""
        if isinstance(edges, cls) and edges.ids.tolist() == list(ids):
            return edges
        at, known = {node: place for place, node in enumerate(ids)}, list(edges)
        return cls(
            ids,
            np.array([at[one.source] for one in known], dtype=np.int64),
            np.array([at[one.target] for one in known], dtype=np.int64),
            np.array([one.weight for one in known], dtype=np.float64),
            np.array([one.questions for one in known], dtype=np.int64),
        )

    def __len__(self) -> int:
        return len(self.first)

    def __iter__(self) -> Iterator[Edge]:
        columns = (
            self.ids[self.first].tolist(),
            self.ids[self.second].tolist(),
            self.weights.tolist(),
            self.questions.tolist(),
        )
        return map(_EDGE, zip(*columns, strict=True))

    @overload
    def __getitem__(self, place: int) -> Edge: ...
    @overload
    def __getitem__(self, place: slice) -> "Edges": ...
    def __getitem__(self, place: int | slice) -> "Edge | Edges":
        if isinstance(place, slice):
            return Edges(
                self.ids.tolist(), self.first[place], self.second[place], self.weights[place], self.questions[place]
            )  # fmt: skip
        source, target = self.ids[self.first[place]], self.ids[self.second[place]]
        return Edge(source, target, float(self.weights[place]), int(self.questions[place]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Edges({list(self)!r})"
