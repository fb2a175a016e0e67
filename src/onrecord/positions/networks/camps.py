"""Camps: actors who agree with each other more than with the rest, and how far apart the camps are.

Louvain's method, as networkx has it, finds the first camps from the strongest ties of agreement: it knows no ties below
zero, and takes seconds for half a million ties. From there, actors are moved and camps joined as long as the modularity
of all ties, those of conflict too, gets higher. The result depends on nothing but the network and the seed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np

from onrecord.positions.networks.ties import Ties, Whole, sums
from onrecord.positions.networks.values import Network

_STRONGEST = 20
"""Ties of each actor that Louvain's method is given; more change hardly anything and cost seconds."""
_ROUNDS = 100
_GAIN = 1e-12
"""Differences below are rounding."""


@dataclass(frozen=True, slots=True)
class Camps:
    """The ids of the actors of each camp, the largest camp first; actors without ties are in none.

    `modularity` is that of the ties, those of conflict too: 0 where the camps agree no more than chance has it."""

    camps: tuple[tuple[str, ...], ...]
    modularity: float

    def of(self, actor: str) -> int | None:
        """The number of an actor's camp, from 1; None where it is in none."""
        return next((at for at, some in enumerate(self.camps, start=1) if actor in some), None)


def find_camps(network: Network, *, seed: int = 0) -> Camps:
    """The camps of a network of actors, best of kind `subtract`; normalised by activity, who speaks most decides less.

    Maximises the modularity of S. Gómez, P. Jensen and A. Arenas, "Analysis of community structure in networks of
    correlated data", Physical Review E 80, 2009, from camps that Louvain's method finds (V. Blondel et al., "Fast
    unfolding of communities in large networks", 2008). Without ties below zero that is M. Newman's modularity."""
    ties = Ties.of(network)
    if not ties.ids:
        return Camps((), 0.0)
    camps = _improved(_started(ties, seed), ties)
    members: defaultdict[int, list[str]] = defaultdict(list)
    for node, camp in zip(ties.ids, camps.tolist(), strict=True):
        members[camp].append(node)
    # Camps of one size stand in the order of their first actors.
    largest = sorted(members.values(), key=lambda some: -len(some))
    return Camps(tuple(map(tuple, largest)), ties.modularity(camps))


def modularity(network: Network, camps: Iterable[Collection[str]]) -> float:
    """How much more the ties of agreement, less those of conflict, are within camps than chance has it.

    Q = 1 / (2w⁺ + 2w⁻) · sum over i and j in one camp of (w[i, j] - w⁺[i] w⁺[j] / 2w⁺ + w⁻[i] w⁻[j] / 2w⁻), where w⁺[i]
    are an actor's ties above zero together and w⁻[i] those below (Gómez, Jensen and Arenas 2009). At most 1; 0 for a
    single camp. Actors that are in no camp count as camps of their own."""
    ties = Ties.of(network)
    number = {node: at for at, some in enumerate(camps) for node in some}
    alone = len(number)
    places = [number.get(node, alone + at) for at, node in enumerate(ties.ids)]
    return ties.modularity(_compact(np.array(places, dtype=np.int64))) if places else 0.0


def external_internal(network: Network, camps: Iterable[Collection[str]]) -> float | None:
    """The E-I index of ties of agreement: (E - I) / (E + I), E between camps, I within, by their weights.

    -1 where all agreement is within camps, 1 where all is between them; None without any. D. Krackhardt and R. Stern,
    "Informal networks and organizational crises", Social Psychology Quarterly 51, 1988."""
    number = {node: at for at, some in enumerate(camps) for node in some}
    external = internal = 0.0
    for one in network.edges:
        if one.weight > 0 and one.source in number and one.target in number:
            if number[one.source] == number[one.target]:
                internal += one.weight
            else:
                external += one.weight
    return (external - internal) / (external + internal) if external + internal else None


def with_camps(network: Network, camps: Camps) -> Network:
    """The network whose nodes tell their camps."""
    number = {node: at for at, some in enumerate(camps.camps, start=1) for node in some}
    return replace(network, nodes=tuple(replace(one, camp=number.get(one.id)) for one in network.nodes))


def _started(ties: Ties, seed: int) -> Whole:
    """The camps of Louvain's method, over the strongest ties of agreement of each actor."""
    from networkx import Graph
    from networkx.algorithms.community import louvain_communities

    graph = Graph()
    # Numbers, not ids: the order of a set of strings changes from one process to the next.
    graph.add_nodes_from(range(len(ties.ids)))
    for node in range(len(ties.ids)):
        others, weights = ties.around(node)
        strongest = np.argsort(-weights, kind="stable")[:_STRONGEST]
        graph.add_weighted_edges_from(
            (node, other, weight)
            for other, weight in zip(others[strongest].tolist(), weights[strongest].tolist(), strict=True)
            if weight > 0
        )
    camps = np.zeros(len(ties.ids), dtype=np.int64)
    for at, some in enumerate(louvain_communities(graph, weight="weight", seed=seed)):
        camps[list(some)] = at
    return _compact(camps)


def _improved(camps: Whole, ties: Ties) -> Whole:
    """The camps after moving actors and joining camps, as long as the modularity gets higher."""
    for _ in range(_ROUNDS):
        moved = _joined(_moved(camps, ties), ties)
        if (moved == camps).all():
            break
        camps = moved
    return camps


def _moved(camps: Whole, ties: Ties) -> Whole:
    """The camps after each actor went to the one that gains most by it, or stayed alone; again until all stay."""
    camps, size = camps.copy(), len(camps) + 1
    agreeing = sums(camps, ties.agreeing, size)
    contradicting = sums(camps, ties.contradicting, size)
    for _ in range(_ROUNDS):
        changed = False
        for node, own in enumerate(camps.tolist()):
            others, weights = ties.around(node)
            agreeing[own] -= ties.agreeing[node]
            contradicting[own] -= ties.contradicting[node]
            gains = sums(camps[others], weights, size)
            gains -= ties.expected(ties.agreeing[node] * agreeing, ties.contradicting[node] * contradicting)
            best = int(gains.argmax())
            if gains[best] > gains[own] + _GAIN:
                camps[node] = best
                changed = True
            agreeing[camps[node]] += ties.agreeing[node]
            contradicting[camps[node]] += ties.contradicting[node]
        if not changed:
            break
    return _compact(camps)


def _joined(camps: Whole, ties: Ties) -> Whole:
    """The camps after the two that gain most by it were joined; again until none gain."""
    size = int(camps.max()) + 1
    gains = ties.between(camps)
    np.fill_diagonal(gains, -np.inf)
    names = np.arange(size)
    while size > 1:
        first, second = divmod(int(gains.argmax()), len(names))
        if gains[first, second] <= _GAIN:
            break
        gains[first] += gains[second]
        gains[:, first] += gains[:, second]
        gains[second] = gains[:, second] = -np.inf
        gains[first, first] = -np.inf
        names[names == second] = first
        size -= 1
    return _compact(names[camps])


def _compact(camps: Whole) -> Whole:
    """The same camps, numbered in the order of their first actors."""
    _, first, numbers = np.unique(camps, return_index=True, return_inverse=True)
    found: Whole = np.argsort(np.argsort(first))[numbers]
    return found
