"""An actor's statements as they are listed: the rows to count, the last added first, and no more of them than asked.

Who speaks most has tens of thousands; a page that counted all of them for every actor would take seconds.
"""

import json
import sqlite3
from collections.abc import Iterable

from onrecord.record.joined import Joined
from onrecord.record.rows import Row

STATEMENT, VERSION, DAY = 9, 7, 8
"""Columns of a row; the first six are those that a tally counts, then whether it is negated."""
_OWN = """
SELECT substr(said_from, 1, 7), outlet, type, kind, act, venue, negated, version, day, listed.statement
FROM appearances CROSS JOIN listed ON listed.statement = appearances.statement
WHERE actor = ? AND standing = 'held' ORDER BY appearances.statement DESC LIMIT ?
"""
_MOVED = """
SELECT substr(said_from, 1, 7), outlet, listed.type, listed.kind, listed.act, listed.venue, listed.negated,
    listed.version, day, listed.statement
FROM statements CROSS JOIN listed ON listed.statement = statements.sequence
WHERE statements.id IN (SELECT value FROM json_each(?)) AND standing = 'held'
"""
_ABOUT = "SELECT count(*) FROM appearances WHERE actor = ?"
_ABOUT_ALL = "SELECT actor, count(*) FROM appearances GROUP BY actor"
_ALL = """
SELECT actor, count(*) FROM listed CROSS JOIN appearances ON appearances.statement = listed.statement
WHERE standing = 'held' GROUP BY actor
"""


def own_rows(connection: sqlite3.Connection, state: Joined, root: int, *, most: int | None) -> list[Row]:
    """The statements of an actor and of all that are one with it, the last added first: at most so many."""
    limit, members = -1 if most is None else most, state.members(root)
    found = {row[STATEMENT]: row for one in members for row in connection.execute(_OWN, (one, limit))}
    away, here = state.moves(members)
    for row in connection.execute(_MOVED, (json.dumps([id_ for id_, _ in here]),)):
        found[row[STATEMENT]] = row
    for row in connection.execute(_MOVED, (json.dumps([id_ for id_, _ in away]),)):
        found.pop(row[STATEMENT], None)
    return [found[statement] for statement in sorted(found, reverse=True)[:most]]


def about(connection: sqlite3.Connection, state: Joined, roots: Iterable[int] | None) -> dict[int, int]:
    """About how often actors appear, in all readings of all versions: by it they are put in order. It is read from an
    index; of all actors where `roots` is None."""
    if roots is None:
        return _together(state, connection.execute(_ABOUT_ALL))
    return {
        root: sum(connection.execute(_ABOUT, (one,)).fetchone()[0] for one in state.members(root)) for root in roots
    }


def all_of(connection: sqlite3.Connection, state: Joined) -> dict[int, int]:
    """How many statements each actor has; of all actors at once."""
    found = _together(state, connection.execute(_ALL))
    for root in state.changed():  # those whose members may share a statement, or gave some away
        found[root] = len(own_rows(connection, state, root, most=None))
    return found


def _together(state: Joined, rows: Iterable[Row]) -> dict[int, int]:
    found: dict[int, int] = {}
    for actor, count in rows:
        root = state.root(actor)
        found[root] = found.get(root, 0) + count
    return found
