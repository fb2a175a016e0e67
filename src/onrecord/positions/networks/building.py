"""A network from positions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.positions.networks.counting import Counted, Selection, counted, held
from onrecord.positions.networks.edges import Edges
from onrecord.positions.networks.normalising import (
    DIVISORS,
    Array,
    activity,
    affiliations,
    divided,
    prominence,
    tied,
)
from onrecord.positions.networks.values import Kind, Network, Node, Normalisation, Over, Qualifier
from onrecord.positions.values import Position, Question
from onrecord.problems.networks import NoSuchNormalisation

_ROWS = 512
"""Rows of a matrix that are computed at once: of 10,000 actors, 40 MB."""
TWO_MODE: tuple[Normalisation, ...] = ("no", "activity", "prominence")
ONE_MODE: tuple[Normalisation, ...] = ("no", *DIVISORS)


def network(
    positions: Iterable[Position],
    kind: Kind = "congruence",
    *,
    over: Over = "actors",
    normalisation: Normalisation = "no",
    qualifier: Qualifier = "subtract",
    selection: Selection = Selection(),  # noqa: B008  (frozen)
    questions: Iterable[Question] = (),
    isolates: bool = False,
) -> Network:
    """The network of these positions.

    `affiliation` ties actors to questions, with `qualifier` saying what becomes of the stance; the others tie actors
    by the stances that they share or contradict or, `over` questions, questions by the actors who take the same stance
    on both (or opposite ones). Nodes are all who have a position that counts, by name; with `isolates` also those who
    have only others: of other days, or neutral. `questions` give their texts.

    Raises NoSuchNormalisation where the kind of network has none of that name."""
    require_normalisation(kind, normalisation)
    known = list(positions)
    ignored = kind == "affiliation" and qualifier == "ignore"
    some = counted(known, selection, ignore_stance=ignored)
    everybody = [one for one, _ in held(known, selection)] if isolates else some
    return made(
        some,
        kind,
        everybody=everybody,
        over=over,
        normalisation=normalisation,
        qualifier=qualifier,
        selection=selection,
        texts={one.id: one.text for one in questions},
    )


def require_normalisation(kind: Kind, normalisation: Normalisation) -> None:
    """Raises NoSuchNormalisation where the kind of network has none of that name."""
    possible = TWO_MODE if kind == "affiliation" else ONE_MODE
    if normalisation not in possible:
        raise NoSuchNormalisation(kind, normalisation, possible)


def made(
    some: Sequence[Counted],
    kind: Kind,
    *,
    everybody: Sequence[Counted],
    over: Over,
    normalisation: Normalisation,
    qualifier: Qualifier,
    selection: Selection,
    texts: Mapping[str, str],
    weights: Sequence[float] | None = None,
) -> Network:
    """The network of what counts, with nodes for `everybody`; `weights` say how much each counts, by default 1."""
    actors = sorted({one.holder.id: one.holder for one in everybody}.values(), key=lambda one: (one.name.lower(), one))
    asked = sorted({one.question for one in everybody}, key=lambda one: (texts.get(one, one).lower(), one))
    rows, columns = {one.id: at for at, one in enumerate(actors)}, {one: at for at, one in enumerate(asked)}
    counts = _counts(some, rows, columns, selection, weights)
    numbers = _counts(some, rows, columns, selection, None).sum(axis=0)
    actor_nodes = [Node(one.id, one.name, "actor", one.kind, int(numbers[at].sum())) for at, one in enumerate(actors)]
    question_nodes = [
        Node(one, texts.get(one, one), "question", None, int(numbers[:, at].sum())) for at, one in enumerate(asked)
    ]
    if kind == "affiliation":
        nodes = [*actor_nodes, *question_nodes]
        edges = _affiliation(counts, nodes, selection, normalisation, qualifier)
    elif over == "actors":
        nodes = actor_nodes
        edges = _edges(counts, nodes, kind, selection, normalisation)
    else:
        nodes = question_nodes
        edges = _edges(counts.transpose(0, 2, 1), nodes, kind, selection, normalisation)
    return Network(
        kind,
        tuple(nodes),
        edges,
        over="actors" if kind == "affiliation" else over,
        normalisation=normalisation,
        duplicates=selection.duplicates,
        qualifier=qualifier if kind == "affiliation" else None,
        since=selection.since,
        until=selection.until,
    )


def _counts(
    some: Sequence[Counted],
    rows: Mapping[str, int],
    columns: Mapping[str, int],
    selection: Selection,
    weights: Sequence[float] | None,
) -> Array:
    """How often each stance was taken by each actor on each question."""
    size = len(selection.stances), len(rows), len(columns)
    levels = {stance: at for at, stance in enumerate(selection.stances)}
    places = [(levels[one.stance] * size[1] + rows[one.holder.id]) * size[2] + columns[one.question] for one in some]
    if not places:
        return np.zeros(size)
    return np.bincount(places, weights=weights, minlength=size[0] * size[1] * size[2]).reshape(size).astype(float)


def _affiliation(
    counts: Array, nodes: Sequence[Node], selection: Selection, normalisation: Normalisation, qualifier: Qualifier
) -> Edges:
    found = affiliations(counts, selection.stances, qualifier)
    if normalisation == "activity":
        found = divided(found, activity(counts, qualifier))
    elif normalisation == "prominence":
        found = divided(found, prominence(counts, qualifier))
    actors, questions = np.nonzero(found)
    ids = [one.id for one in nodes]
    return Edges(ids, actors, questions + counts.shape[1], found[actors, questions], np.ones_like(actors))


def _edges(
    counts: Array, nodes: Sequence[Node], kind: Kind, selection: Selection, normalisation: Normalisation
) -> Edges:
    on_record = (counts.sum(axis=0) > 0).astype(float)
    divisors = DIVISORS.get(normalisation)
    columns: list[tuple[NDArray[Any], ...]] = [(np.zeros(0),) * 4]
    for start in range(0, len(nodes), _ROWS):
        rows = slice(start, start + _ROWS)
        weights = tied(kind, counts, selection.stances, rows)
        if divisors is not None:
            weights = divided(weights, divisors(counts, rows))
        weights = np.triu(weights, start + 1)
        first, second = np.nonzero(weights)
        both = (on_record[rows] @ on_record.T)[first, second]
        columns.append((first + start, second, weights[first, second], both))
    first, second, weight, questions = (np.concatenate(one) for one in zip(*columns, strict=True))
    ids = [one.id for one in nodes]
    return Edges(ids, first.astype(np.int64), second.astype(np.int64), weight, questions.astype(np.int64))
