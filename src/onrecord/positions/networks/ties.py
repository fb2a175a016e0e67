"""The ties of a network in numbers, for what is computed over all of them; and modularity with ties below zero."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.positions.networks.edges import Edges
from onrecord.positions.networks.values import Network

Array = NDArray[np.float64]
Whole = NDArray[np.int64]


def sums(numbers: Whole, weights: Array, size: int) -> Array:
    """The weights of each number from 0 together."""
    return np.bincount(numbers, weights, minlength=size).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """All ties, in both directions: those of the node `at` are `others[starts[at] : starts[at + 1]]` and their weights.

    `ids` are the nodes that have any. `agreeing` and `contradicting` are, for each, its ties above and below zero
    together, both as numbers above zero."""

    ids: tuple[str, ...]
    starts: Whole
    others: Whole
    weights: Array
    agreeing: Array
    contradicting: Array

    @classmethod
    def of(cls, network: Network) -> "Ties":
        """The ties of a network, with its nodes in their order."""
        edges = Edges.of(network.edges, [one.id for one in network.nodes])
        with_ties = np.union1d(edges.first, edges.second)
        ids = tuple(edges.ids[with_ties].tolist())
        first, second = np.searchsorted(with_ties, edges.first), np.searchsorted(with_ties, edges.second)
        weight = edges.weights
        rows, others, weights = np.append(first, second), np.append(second, first), np.append(weight, weight)
        order = np.lexsort((others, rows))
        rows, others, weights = rows[order], others[order], weights[order]
        starts = np.searchsorted(rows, np.arange(len(ids) + 1))
        agreeing = sums(rows, np.maximum(weights, 0), len(ids))
        contradicting = sums(rows, np.maximum(-weights, 0), len(ids))
        return cls(ids, starts, others, weights, agreeing, contradicting)

    def around(self, node: int) -> tuple[Whole, Array]:
        """The neighbours of a node and the weights of its ties to them."""
        some = slice(self.starts[node], self.starts[node + 1])
        return self.others[some], self.weights[some]

    def expected(self, agreeing: Array, contradicting: Array) -> Array:
        """The weights that chance gives, from products of strengths."""
        positive, negative = self.agreeing.sum(), self.contradicting.sum()
        found: Array = agreeing / (positive or 1.0) - contradicting / (negative or 1.0)
        return found

    def between(self, camps: Whole) -> Array:
        """How much more the ties between each two camps are together than chance has it."""
        size = int(camps.max()) + 1
        rows = np.repeat(camps, np.diff(self.starts))
        weights = sums(rows * size + camps[self.others], self.weights, size * size)
        agreeing = sums(camps, self.agreeing, size)
        contradicting = sums(camps, self.contradicting, size)
        chance = self.expected(np.outer(agreeing, agreeing), np.outer(contradicting, contradicting))
        return weights.reshape(size, size) - chance

    def modularity(self, camps: Whole) -> float:
        """The modularity of camps, given by their numbers from 0."""
        together = self.agreeing.sum() + self.contradicting.sum()
        return float(np.trace(self.between(camps)) / together) if together else 0.0
