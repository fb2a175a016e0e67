"""Actors with how often they appear, those with the most statements first.

Whom a name may mean: a choice of actors by how often they speak. Actors who are called the same, and of whose roles
none contradicts the other's, stand together in the choice: a surname that articles give alone is never joined in the
record, but whoever asks for it means all of them.
"""

import sqlite3
from collections.abc import Iterable

from onrecord.actors.directory import Actor
from onrecord.actors.names import clash
from onrecord.english.countries import folded
from onrecord.problems.record import BadCursor
from onrecord.record.actors import all_actors, candidates, load_actor
from onrecord.record.actors.counting import DAY, VERSION, about, all_of, own_rows
from onrecord.record.actors.values import ActorPage, Appearing, Meant
from onrecord.record.cursors import cursor, read_cursor
from onrecord.record.joined import Joined, actors_named, joined

_LIST = "actors"
"""By which cursors of this list are known."""


def list_actors(
    connection: sqlite3.Connection, words: str | None, *, limit: int, after: str | None, most: int | None
) -> ActorPage:
    """Those with a name that holds the words, or all; who appears most comes first."""
    if limit < 1 or (most is not None and most < 1):
        raise ValueError(f"limit and most must be at least 1, not {limit} and {most}")
    state = joined(connection)
    ordered = _ordered(connection, state, words, exactly=most is None)
    first = 0 if after is None else _place_after(ordered, after)
    shown = appearing(connection, state, ordered[first : first + limit], most=most)
    more = len(ordered) > first + limit
    return ActorPage(tuple(shown), cursor(_LIST, [ordered[first + limit - 1]]) if more else None)


def appearing(
    connection: sqlite3.Connection, state: Joined, roots: Iterable[int], *, most: int | None = None
) -> list[Appearing]:
    """The actors with how often they appear; of each at most so many statements are counted."""
    return [_appearing(connection, state, root, most=most) for root in roots]


def _ordered(connection: sqlite3.Connection, state: Joined, words: str | None, *, exactly: bool) -> list[int]:
    if words:
        roots = {state.root(actor) for actor in actors_named(connection, words)}
        counts = {root: len(own_rows(connection, state, root, most=None)) for root in roots} if exactly else {}
        counts = counts or about(connection, state, roots)
    else:
        roots = {state.root(actor) for actor in all_actors(connection)}
        counts = all_of(connection, state) if exactly else about(connection, state, None)
    return sorted(roots, key=lambda root: (-counts.get(root, 0), root))


def _appearing(connection: sqlite3.Connection, state: Joined, root: int, *, most: int | None) -> Appearing:
    rows = own_rows(connection, state, root, most=None if most is None else most + 1)
    counted = rows[:most]
    days = [row[DAY] for row in counted if row[DAY]]
    return Appearing(
        load_actor(connection, state, root),
        len(counted),
        len({row[VERSION] for row in counted}),
        min(days, default=None),
        max(days, default=None),
        complete=len(rows) == len(counted),
    )


def _place_after(ordered: list[int], told: str) -> int:
    (actor,) = read_cursor(told, _LIST, [int])
    try:
        return ordered.index(actor) + 1
    except ValueError as error:
        raise BadCursor(told) from error


def meant(connection: sqlite3.Connection, state: Joined, wanted: str) -> tuple[Meant, ...]:
    """Those whom an id, an identifier or a name may mean; who appears most comes first. Raises UnknownActor.

    A single word that is all of one actor's name is also part of the names of others: they are in the choice where
    one of them appears more often."""
    found = appearing(connection, state, candidates(connection, state, wanted))
    if len(wanted.split()) == 1 and any(one.actor.called(wanted) for one in found):
        roots = {state.root(actor) for actor in actors_named(connection, wanted)}
        most = max(one.statements for one in found)
        named = appearing(connection, state, roots)
        found = named if any(one.statements > most for one in named) else found
    groups = _together(sorted(found, key=lambda one: (-one.statements, one.actor.id)))
    return tuple(sorted((_of(group) for group in groups), key=lambda one: (-one.statements, one.actors[0].id)))


def _together(found: Iterable[Appearing]) -> list[list[Appearing]]:
    groups: list[list[Appearing]] = []
    for one in found:
        group = next((group for group in groups if all(_may_be_one(one.actor, other.actor) for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _may_be_one(one: Actor, other: Actor) -> bool:
    if one.kind != other.kind or folded(one.name) != folded(other.name) or (one.identifiers and other.identifiers):
        return False
    roles = [(role.post, another.post) for role in one.roles for another in other.roles]
    return not roles or any(not clash(*posts) for posts in roles)


def _of(group: list[Appearing]) -> Meant:
    roles = dict.fromkeys(role.title for one in group for role in one.actor.roles)
    return Meant(
        tuple(one.actor for one in group),
        next(iter(roles), None),
        sum(one.statements for one in group),
        sum(one.articles for one in group),
    )
