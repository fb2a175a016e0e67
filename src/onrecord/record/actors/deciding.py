"""Who is one actor: what a person decides (merge, separate, split, keep apart), and what a data set says, with the
joining of those of articles to it.

Each decision is a row and none is removed. Each function runs inside the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from onrecord.actors.directory import Actor
from onrecord.actors.joining import judge
from onrecord.problems.record import NothingToSplit, NotTwoActors
from onrecord.record.actors import find_actor, has_role, load_actor, queries, read_day
from onrecord.record.actors.adding import actor_id, add_actor, derive_roles, entry, note_name
from onrecord.record.actors.values import Imported
from onrecord.record.joined import STATEMENTS_OF, Joined, joined, statements_of
from onrecord.record.loading import find_statement
from onrecord.record.log import add_decision
from onrecord.record.opening import now
from onrecord.record.rows import digest
from onrecord.record.values import Decision


def merge(connection: sqlite3.Connection, actor: str, into: str, *, who: str, note: str | None = None) -> Decision:
    """Two actors are one from now on, under the id of the second."""
    state = joined(connection)
    first, second = find_actor(connection, state, actor), find_actor(connection, state, into)
    if first == second:
        raise NotTwoActors(f"{actor!r} and {into!r} are already one actor.")
    return _decide(connection, first, {"merged_into": _id(connection, second)}, who=who, note=note)


def separate(connection: sqlite3.Connection, actor: str, *, who: str, note: str | None = None) -> Decision:
    """An actor that was merged into another, by a person or by an import, is its own again."""
    state = joined(connection)
    row = connection.execute(queries.ACTOR_BY_ID, (actor,)).fetchone()
    if row is None or row[0] not in state.into:
        raise NotTwoActors(f"{actor!r} is not the id of an actor that was merged into another.")
    return _decide(connection, row[0], {"merged_into": None}, who=who, note=note)


def keep_apart(
    connection: sqlite3.Connection, actor: str, other: str, *, who: str, note: str | None = None
) -> Decision:
    """Two actors are not one, and are no longer proposed."""
    state = joined(connection)
    first, second = find_actor(connection, state, actor), find_actor(connection, state, other)
    if first == second:
        raise NotTwoActors(f"{actor!r} and {other!r} are one actor. Split it, or separate what was merged.")
    return _decide(connection, first, {"apart_from": _id(connection, second)}, who=who, note=note)


def split(
    connection: sqlite3.Connection,
    actor: str,
    *,
    statements: Iterable[str],
    role: str | None,
    who: str,
    note: str | None = None,
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
    decision = _decide(connection, root, change, who=who, note=note)
    members = {member for _, _, member in own}
    derive_roles(connection, joined(connection), [*sorted(members | {root}), new])
    return decision


def taken_back(connection: sqlite3.Connection, decision: Decision) -> None:
    """Make what is derived again, after a decision was taken back."""
    new = connection.execute(queries.ACTOR_BY_ID, ((decision.change or {}).get("split_into"),)).fetchone()
    root = connection.execute(queries.ACTOR_BY_ID, (decision.subject_id,)).fetchone()
    if new and root:
        state = joined(connection)
        derive_roles(connection, state, sorted({*state.members(root[0]), root[0], new[0]}))


def _appearances(connection: sqlite3.Connection, state: Joined, root: int) -> set[tuple[int, str, int]]:
    """Sequence and id of the statements of an actor, and as which of its members it appears there."""
    sequences = set(statements_of(connection, state, [root]))
    asked = json.dumps([*state.members(root), *(actor for _, actor in state.moves(state.members(root))[1])])
    rows = connection.execute(STATEMENTS_OF, {"actors": asked, "part": None, "role": None})
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


def _decide(
    connection: sqlite3.Connection, actor: int, change: Mapping[str, Any], *, who: str, note: str | None = None
) -> Decision:
    return add_decision(connection, "actor", _id(connection, actor), verdict="edit", who=who, change=change, note=note)


def import_all(connection: sqlite3.Connection, actors: Iterable[Actor], *, dataset: str) -> Imported:
    """Keep what a data set says of actors, then join those of articles that they surely are."""
    changed, unchanged = list[int](), 0
    for actor in actors:
        sequence = import_actor(connection, actor, dataset=dataset)
        if sequence is None:
            unchanged += 1
        else:
            changed.append(sequence)
    return Imported(len(changed), unchanged, join_imported(connection, changed))


def import_actor(connection: sqlite3.Connection, actor: Actor, *, dataset: str) -> int | None:
    """Keep what a data set says of an actor; its sequence, None where it says nothing new."""
    sequence = _imported(connection, actor) or add_actor(connection, actor.id, actor.name, actor.kind, "import")
    names = list(dict.fromkeys((actor.name, *actor.names)))
    roles = [[role.title, role.organization, _iso(role.start), _iso(role.end)] for role in actor.roles]
    identifiers = sorted(actor.identifiers.items())
    own_id = connection.execute(queries.ACTOR_ID, (sequence,)).fetchone()[0]
    content = import_digest(own_id, dataset, names, roles, identifiers)
    last = connection.execute(queries.LAST_IMPORT, (sequence, dataset)).fetchone()
    if last and last[0] == content:
        return None
    number = entry(connection, "import", content)
    connection.execute(queries.ADD_IMPORT, (number, sequence, dataset))
    connection.executemany(queries.ADD_IMPORTED_NAME, [(number, at, name) for at, name in enumerate(names)])
    connection.executemany(queries.ADD_IMPORTED_ROLE, [(number, at, *role) for at, role in enumerate(roles)])
    connection.executemany(queries.ADD_IMPORTED_IDENTIFIER, [(number, *pair) for pair in identifiers])
    for name in names:
        note_name(connection, sequence, name, actor.kind)
    return sequence


def import_digest(
    id_: str, dataset: str, names: Iterable[str], roles: Iterable[Iterable[Any]], identifiers: Iterable[Iterable[str]]
) -> bytes:
    """The digest of an import."""
    return digest(
        "import", id_, dataset, list(names), [list(role) for role in roles], [list(one) for one in identifiers]
    )


def _imported(connection: sqlite3.Connection, actor: Actor) -> int | None:
    """The imported actor who has one of the identifiers."""
    for pair in actor.identifiers.items():
        if row := connection.execute(queries.BY_IDENTIFIER, pair).fetchone():
            return int(row[0])
    return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def join_imported(connection: sqlite3.Connection, imported: Iterable[int]) -> int:
    """Join actors of articles to those that an import names as surely; how many were.

    Only where a single imported actor fits, and where no join or decision stands already."""
    state, joins = joined(connection), 0
    fresh = {state.root(actor) for actor in imported}
    for actor in sorted(fresh):
        for (other,) in connection.execute(queries.SAME_BLOCK_IN_ARTICLES, (actor,)).fetchall():
            found = _one_imported(connection, state, other) if state.root(other) == other else None
            if (
                found is not None
                and found[0] in fresh
                and connection.execute(queries.JOINED, (other,)).fetchone() is None
            ):
                _add_join(connection, state, other, found[0], score=found[1])
                joins += 1
    return joins


def _one_imported(connection: sqlite3.Connection, state: Joined, other: int) -> tuple[int, float] | None:
    met, day = load_actor(connection, state, other), connection.execute(queries.FIRST_DAY, (other,)).fetchone()
    on = read_day(day[0])
    fitting = []
    for (candidate,) in connection.execute(queries.SAME_BLOCK_IMPORTED, (other,)).fetchall():
        match = judge(load_actor(connection, state, candidate), met, day=on)
        if match.sameness == "same" and not state.kept_apart(candidate, other):
            fitting.append((state.root(candidate), match.score))
    return fitting[0] if len({root for root, _ in fitting}) == 1 else None


def _add_join(connection: sqlite3.Connection, state: Joined, actor: int, into: int, *, score: float) -> None:
    ids = [connection.execute(queries.ACTOR_ID, (one,)).fetchone()[0] for one in (actor, into)]
    sequence = entry(connection, "join", digest("join", *ids, score))
    connection.execute(queries.ADD_JOIN, (sequence, actor, into, score))
    state.into[actor] = into
