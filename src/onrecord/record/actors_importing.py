"""What a data set says of actors, kept; and the joining of those of articles to them.

Each function runs inside the caller's transaction.
"""

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from onrecord.people.directory import Actor
from onrecord.people.joining import judge
from onrecord.record import actors_queries as queries
from onrecord.record.actors import load_actor, read_day
from onrecord.record.actors_adding import add_actor, entry, note_name
from onrecord.record.actors_joined import Joined, joined
from onrecord.record.rows import digest
from onrecord.record.values import Imported


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
