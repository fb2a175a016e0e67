"""Whom a name may mean: a choice of actors by how often they speak.

Actors who are called the same, and of whose roles none contradicts the other's, stand together in the choice: a
surname that articles give alone is never joined in the record, but whoever asks for it means all of them.
"""

import sqlite3
from collections.abc import Iterable

from onrecord.people.countries import folded
from onrecord.people.directory import Actor
from onrecord.people.directory_roles import clash
from onrecord.record.actors import appearing, candidates
from onrecord.record.actors_joined import Joined, actors_named
from onrecord.record.values import Appearing, Meant


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
