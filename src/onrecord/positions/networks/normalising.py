"""The weights of ties: congruence and conflict from counts, and their normalisations.

The formulas are those of Discourse Network Analyzer 3 (Leifeld, https://github.com/leifeld/dna, `Exporter.java`), from
P. Leifeld, "Discourse Network Analysis: Policy Debates as Dynamic Networks", in The Oxford Handbook of Political
Networks, 2017. Throughout, x[k, i, j] counts how often actor i took stance k on question j, n[i] how often it took any.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from onrecord.positions.networks.values import Kind, Normalisation, Qualifier
from onrecord.positions.values import Stance

Array = NDArray[np.float64]


def congruence(counts: Array, rows: slice) -> Array:
    """Over all questions and stances, how often the one took a stance times how often the other took the same.

    congruence[i, i'] = sum over j and k of x[k, i, j] · x[k, i', j]. Who took a stance twice agrees twice with
    everybody who took it; leave out duplicates where that is not meant. Without the diagonal."""
    by_actor = _flat(counts)
    return _without_self(by_actor[rows] @ by_actor.T, rows)


def conflict(counts: Array, stances: tuple[Stance, ...], rows: slice) -> Array:
    """The same of opposite stances.

    conflict[i, i'] = sum over j of x[supports, i, j] · x[opposes, i', j] + x[opposes, i, j] · x[supports, i', j]. Who
    is open contradicts nobody. Without the diagonal."""
    if "supports" not in stances or "opposes" not in stances:
        return np.zeros((len(range(*rows.indices(counts.shape[1]))), counts.shape[1]))
    for_, against = counts[stances.index("supports")], counts[stances.index("opposes")]
    return _without_self(for_[rows] @ against.T + against[rows] @ for_.T, rows)


def tied(kind: Kind, counts: Array, stances: tuple[Stance, ...], rows: slice) -> Array:
    """The weights of some rows before they are normalised. `subtract` is congruence less conflict."""
    if kind == "congruence":
        return congruence(counts, rows)
    if kind == "conflict":
        return conflict(counts, stances, rows)
    return congruence(counts, rows) - conflict(counts, stances, rows)


def average_activity(counts: Array, rows: slice) -> Array:
    """The mean of how often the two took any stance: (n[i] + n[i']) / 2. Who speaks much has no stronger ties for that
    alone; weights may be above 1."""
    total = counts.sum(axis=(0, 2))
    found: Array = (total[rows, None] + total) / 2
    return found


def jaccard(counts: Array, rows: slice) -> Array:
    """What both took, and what one of them took alone: m11 + m10 + m01, over all questions and stances.

    m11 is the sum of x[k, i, j] · x[k, i', j] (the congruence), m10 of x[k, i, j] where x[k, i', j] is 0, and m01 the
    other way round. Congruence is then from 0 to 1, and where nothing counts twice it is the share of what either took
    that both took."""
    by_actor = _flat(counts)
    taken = (by_actor > 0).astype(float)
    total = by_actor.sum(axis=1)
    both = by_actor[rows] @ by_actor.T
    first = total[rows, None] - by_actor[rows] @ taken.T
    second = total - taken[rows] @ by_actor.T
    found: Array = both + first + second
    return found


def cosine(counts: Array, rows: slice) -> Array:
    """The lengths of the two vectors of counts, over all questions and stances: |x[i]| · |x[i']|, so that congruence is
    the cosine of the angle between them, from 0 to 1."""
    length = np.sqrt((counts**2).sum(axis=(0, 2)))
    product: Array = length[rows, None] * length
    return product


def dna_cosine(counts: Array, rows: slice) -> Array:
    """What Discourse Network Analyzer 2 and 3 divide by under the name of cosine: n[i] · n[i'], for comparing with
    results of its own. It is no cosine: two actors with the same two positions have 0.5."""
    total = counts.sum(axis=(0, 2))
    product: Array = total[rows, None] * total
    return product


DIVISORS: dict[Normalisation, Callable[[Array, slice], Array]] = {
    "average activity": average_activity,
    "jaccard": jaccard,
    "cosine": cosine,
    "dna cosine": dna_cosine,
}


def divided(weights: Array, divisors: Array) -> Array:
    """The weights by the divisors; 0 where there is nothing to divide by."""
    return np.divide(weights, divisors, out=np.zeros_like(weights), where=divisors != 0)


def affiliations(counts: Array, stances: tuple[Stance, ...], qualifier: Qualifier) -> Array:
    """The weights of actors by questions before they are normalised.

    `ignore`: how often the actor took any stance on the question. `subtract`: how often it supported it less how often
    it opposed it; `open` and `neutral` count neither way. `combine`: a number for the set of stances that it took: 1
    supports, 2 opposes, 3 both; 4 more where it was open, and 8 more where it was neutral."""
    if qualifier == "ignore":
        return _by_question(counts)
    weight: dict[Stance, int] = {"supports": 1, "opposes": -1 if qualifier == "subtract" else 2}
    if qualifier == "combine":
        weight |= {"open": 4, "neutral": 8}
        counts = (counts > 0).astype(float)
    return np.tensordot(np.array([float(weight.get(one, 0)) for one in stances]), counts, axes=1)


def activity(counts: Array, qualifier: Qualifier) -> Array:
    """By actor, how often it took any stance at all: a row of weights of `ignore` then adds up to 1.

    With `combine`, how many questions it is on record about; such weights cannot be interpreted."""
    return np.broadcast_to(_counted(counts, qualifier).sum(axis=1, keepdims=True), counts.shape[1:])


def prominence(counts: Array, qualifier: Qualifier) -> Array:
    """By question, how often any actor took any stance on it: a column of weights of `ignore` then adds up to 1.

    With `combine`, how many actors are on record about it; such weights cannot be interpreted."""
    return np.broadcast_to(_counted(counts, qualifier).sum(axis=0, keepdims=True), counts.shape[1:])


def _counted(counts: Array, qualifier: Qualifier) -> Array:
    by_question = _by_question(counts)
    return (by_question > 0).astype(float) if qualifier == "combine" else by_question


def _by_question(counts: Array) -> Array:
    found: Array = counts.sum(axis=0)
    return found


def _flat(counts: Array) -> Array:
    """A row for each actor, a column for each stance on each question."""
    return counts.transpose(1, 0, 2).reshape(counts.shape[1], -1)


def _without_self(weights: Array, rows: slice) -> Array:
    some = range(*rows.indices(weights.shape[1]))
    weights[range(len(some)), some] = 0
    return weights
