"""A person's decisions on who is one actor: merge, separate, split, keep apart. Each is a row and none is removed.

Each function runs inside the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.problems import NothingToSplit, NotTwoActors
from onrecord.record import actors_queries as queries
from onrecord.record.actors import find_actor, has_role
from onrecord.record.actors_adding import actor_id, add_actor, derive_roles
from onrecord.record.actors_joined import Joined, joined, statements_of
from onrecord.record.adding import add_decision
from onrecord.record.loading import find_statement
from onrecord.record.opening import now
from onrecord.record.values import Decision


def merge(connection: sqlite3.Connection, actor: str, into: str, *, who: str) -> Decision:
    """Two actors are one from now on, under the id of the second."""
    state = joined(connection)
    first, second = find_actor(connection, state, actor), find_actor(connection, state, into)
    if first == second:
        raise NotTwoActors(f"{actor!r} and {into!r} are already one actor.")
    return _decide(connection, first, {"merged_into": _id(connection, second)}, who=who)


def separate(connection: sqlite3.Connection, actor: str, *, who: str) -> Decision:
    """An actor that was merged into another, by a person or by an import, is its own again."""
    state = joined(connection)
    row = connection.execute(queries.ACTOR_BY_ID, (actor,)).fetchone()
    if row is None or row[0] not in state.into:
        raise NotTwoActors(f"{actor!r} is not the id of an actor that was merged into another.")
    return _decide(connection, row[0], {"merged_into": None}, who=who)


def keep_apart(connection: sqlite3.Connection, actor: str, other: str, *, who: str) -> Decision:
    """Two actors are not one, and are no longer proposed."""
    state = joined(connection)
    first, second = find_actor(connection, state, actor), find_actor(connection, state, other)
    if first == second:
        raise NotTwoActors(f"{actor!r} and {other!r} are one actor. Split it, or separate what was merged.")
    return _decide(connection, first, {"apart_from": _id(connection, second)}, who=who)


def split(
    connection: sqlite3.Connection, actor: str, *, statements: Iterable[str], role: str | None, who: str
) -> Decision:
    """Some statements of an actor, named or by a role given in them, are another's of the same name."""
    state = joined(connection)
    root = find_actor(connection, state, actor)
    own = _appearances(connection, state, root)
    chosen = _chosen(connection, own, statements=list(statements), role=role, actor=actor)
    if len(chosen) == len(own):
        raise NothingToSplit(repr(actor), "it would be left without statements")
    name, kind = connection.execute(queries.ACTOR_ROW, (root,)).fetchone()[1:3]
    new = add_actor(connection, actor_id(name, kind, f"{_id(connection, root)}|{now()}"), name, kind, "split")
    moved = sorted([statement, _id(connection, member)] for _, statement, member in chosen)
    change = {"split_into": _id(connection, new), "statements": moved}
    decision = _decide(connection, root, change, who=who)
    members = {member for _, _, member in own}
    derive_roles(connection, joined(connection), [*sorted(members | {root}), new])
    return decision


def _appearances(connection: sqlite3.Connection, state: Joined, root: int) -> set[tuple[int, str, int]]:
    """Sequence and id of the statements of an actor, and as which of its members it appears there."""
    sequences = set(statements_of(connection, state, [root]))
    asked = json.dumps([*state.members(root), *(actor for _, actor in state.moves(state.members(root))[1])])
    rows = connection.execute(queries.STATEMENTS_OF, {"actors": asked, "part": None, "role": None})
    return {
        (sequence, statement, member)
        for sequence, statement, member in rows
        if sequence in sequences and state.root(state.moved.get((statement, member), member)) == root
    }


def _chosen(
    connection: sqlite3.Connection,
    own: set[tuple[int, str, int]],
    *,
    statements: list[str],
    role: str | None,
    actor: str,
) -> set[tuple[int, str, int]]:
    if bool(statements) == (role is not None):
        raise ValueError("give either statements or a role")
    if role is not None:
        chosen = {one for one in own if has_role(connection, one[0], [one[2]], role)}
        if not chosen:
            raise NothingToSplit(repr(actor), f"none of its statements gives it a role with the words {role!r}")
        return chosen
    ids = {find_statement(connection, wanted)[1].id for wanted in statements}
    if strangers := ids - {statement for _, statement, _ in own}:
        raise NothingToSplit(repr(actor), f"it is not in statement {', '.join(sorted(strangers))}")
    return {one for one in own if one[1] in ids}


def _id(connection: sqlite3.Connection, actor: int) -> str:
    return str(connection.execute(queries.ACTOR_ID, (actor,)).fetchone()[0])


def _decide(connection: sqlite3.Connection, actor: int, change: Mapping[str, Any], *, who: str) -> Decision:
    return add_decision(connection, "actor", _id(connection, actor), verdict="edit", who=who, change=change)
