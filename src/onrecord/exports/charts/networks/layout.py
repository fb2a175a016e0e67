"""Where the nodes of a network stand: near those that they agree with, far from those that they contradict.

Stress majorization (E. Gansner, Y. Koren and S. North, "Graph drawing by stress majorization", 2004) from a circle,
camp by camp. No chance is involved: the same network is always drawn in the same way.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.positions.networks.values import Edge, Node

Array = NDArray[np.float64]
_ROUNDS = 300
_APART = 2.6
"""How far apart those are who contradict each other, in lengths of a strong tie; at least."""
_UNRELATED = 2.2
"""How far apart those are whom nothing joins."""


def places(nodes: Sequence[Node], edges: Sequence[Edge]) -> Array:
    """A place for each node, around 0, the longest way across."""
    count = len(nodes)
    if count == 0:
        return np.zeros((0, 2))
    wanted = _distances(nodes, edges)
    weights = np.divide(1.0, wanted**2, out=np.zeros_like(wanted), where=wanted > 0)
    found = _circle(nodes)
    pull = _inverse(weights)
    for _ in range(_ROUNDS):
        apart = found[:, None] - found
        lengths = np.sqrt((apart**2).sum(axis=2))
        ratio = np.divide(weights * wanted, lengths, out=np.zeros_like(lengths), where=lengths > 1e-9)
        push = -ratio
        push[np.arange(count), np.arange(count)] = ratio.sum(axis=1)
        found = pull @ (push @ found)
    return _lying(found)


def _distances(nodes: Sequence[Node], edges: Sequence[Edge]) -> Array:
    """How far apart each two should be: the shortest way along ties of agreement, and no less for conflict."""
    count, at = len(nodes), {one.id: number for number, one in enumerate(nodes)}
    strongest = max((abs(one.weight) for one in edges), default=1.0)
    found = np.full((count, count), np.inf)
    contradicting = np.zeros((count, count), dtype=bool)
    for one in edges:
        ends = [at[one.source], at[one.target]]
        if one.weight > 0:
            found[ends, ends[::-1]] = 1.6 - 0.6 * one.weight / strongest
        else:
            contradicting[ends, ends[::-1]] = True
    np.fill_diagonal(found, 0)
    for through in range(count):
        found = np.minimum(found, found[:, through, None] + found[through])
    reached = found[np.isfinite(found)].max(initial=1.0)
    found[~np.isfinite(found)] = max(_UNRELATED, min(reached, 3.0))
    found[contradicting] = np.maximum(found[contradicting], _APART)
    return found


def _circle(nodes: Sequence[Node]) -> Array:
    order = sorted(range(len(nodes)), key=lambda at: (nodes[at].camp or 0, at))
    turns = np.empty(len(nodes))
    # A little off the symmetric, which would hold nodes in balance on top of each other.
    turns[order] = [(at + 0.1 * (at % 3)) / len(nodes) for at in range(len(nodes))]
    circle = np.stack([np.cos(2 * np.pi * turns), np.sin(2 * np.pi * turns)], axis=1)
    found: Array = circle * (1 + 0.05 * turns[:, None])
    return found


def _inverse(weights: Array) -> Array:
    """The pseudo-inverse of the weights' Laplacian."""
    count = len(weights)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    level = np.full((count, count), 1 / count)
    found: Array = np.linalg.inv(laplacian + level) - level
    return found


def _lying(found: Array) -> Array:
    """Turned so that the longest way is across."""
    found = found - found.mean(axis=0)
    x, y = found[:, 0], found[:, 1]
    turn = 0.5 * np.arctan2(2 * (x * y).sum(), (x**2).sum() - (y**2).sum())
    cos, sin = np.cos(turn), np.sin(turn)
    turned: Array = np.stack([x * cos + y * sin, y * cos - x * sin], axis=1)
    return turned


def spread(found: Array, radii: Sequence[float], room: tuple[float, float]) -> Array:
    """The places in a room of that width and height, no node on top of another."""
    if not len(found):
        return found
    size = np.array(room)
    found = found - (found.max(axis=0) + found.min(axis=0)) / 2
    extent = np.abs(found).max(axis=0)
    scale = np.divide(size / 2, extent, out=np.full(2, np.inf), where=extent > 1e-6).min()
    scales = np.array([scale if np.isfinite(scale) else 1.0] * 2)
    # A little more in the direction that has room left, so that the drawing is no thin line.
    scales = np.minimum(np.where(extent > 1e-6, size / 2 / np.maximum(extent, 1e-6), scales), scales * 1.5)
    placed: Array = found * scales + size / 2
    least = np.add.outer(np.array(radii), np.array(radii)) + 6
    np.fill_diagonal(least, 0)
    for _ in range(60):
        apart = placed[:, None] - placed
        lengths = np.sqrt((apart**2).sum(axis=2))
        short = np.maximum(least - lengths, 0)
        if not (short > 0.5).any():
            break
        away = np.divide(apart, lengths[..., None], out=np.zeros_like(apart), where=lengths[..., None] > 1e-9)
        placed = np.clip(placed + (away * short[..., None] / 2).sum(axis=1), 0, size)
    return placed
