"""An actor at a glance: how much, when, where, in which roles, and with whom.

Counted are the statements that were added last, up to a number, so that who speaks most costs no more than a page."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date

from onrecord.actors.directory import Actor
from onrecord.record.actors import find_actor, load_actor
from onrecord.record.actors.joined import Joined, joined
from onrecord.record.rows import Row
from onrecord.record.searching.facets import Share, actor_shares, in_order, most, tally_of

MOST_COUNTED = 5_000
"""Statements of an actor that are counted: some 20 ms."""
MOST_ARTICLES = 500
"""Articles in which others are counted: some 10 ms."""
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
_ROLES = """
SELECT role, count(*)
FROM json_each(:statements) AS counted
CROSS JOIN appearances ON appearances.statement = counted.value
CROSS JOIN statement_speakers USING (statement, part, position)
WHERE actor IN (SELECT value FROM json_each(:actors)) AND role IS NOT NULL
GROUP BY role
"""
_BESIDE = """
SELECT statement FROM json_each(?) AS own CROSS JOIN listed ON listed.version = own.value WHERE standing = 'held'
"""


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role that articles give an actor: in how many of the counted statements, and the first and the last day of
    publication of all; None where none is known."""

    title: str
    statements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor and its statements, as speaker or principal, counted.

    `complete` says that all were; otherwise those that were added last. `first` and `last` are days of publication.
    `months` are those of the utterance or, if it is unknown, of publication; `roles` what articles call the actor, the
    first first. `denied` counts what it denies or is reported not to do. `beside` are those who speak in the same
    articles, by how many statements they have there; in the last 500 articles."""

    actor: Actor
    statements: int
    articles: int
    complete: bool
    first: str | None
    last: str | None
    years: tuple[Share, ...]
    months: tuple[Share, ...]
    outlets: tuple[Share, ...]
    venues: tuple[Share, ...]
    acts: tuple[Share, ...]
    types: tuple[Share, ...]
    roles: tuple[RoleHeld, ...]
    denied: int
    beside: tuple[Share, ...]


def load_profile(connection: sqlite3.Connection, id_or_name: str) -> Profile:
    """The profile of one actor. Raises UnknownActor or AmbiguousActor."""
    state = joined(connection)
    root = find_actor(connection, state, id_or_name)
    rows = _own(connection, state, root)
    found = rows[:MOST_COUNTED]
    tally = tally_of(found)
    days = [row[8] for row in found if row[8]]
    versions = sorted({row[7] for row in found}, reverse=True)
    own = json.dumps([row[9] for row in found])
    beside = json.dumps([row[0] for row in connection.execute(_BESIDE, (json.dumps(versions[:MOST_ARTICLES]),))])
    actor = load_actor(connection, state, root)
    return Profile(
        actor,
        len(found),
        len(versions),
        len(rows) <= MOST_COUNTED,
        min(days, default=None),
        max(days, default=None),
        in_order(tally.years),
        in_order(tally.months),
        most(tally.outlets),
        most(tally.venues),
        most(tally.acts),
        most(tally.types),
        _roles(connection, state, actor, own, root),
        sum(row[4] == "denies" or bool(row[6]) for row in found),
        actor_shares(connection, beside, without=root),
    )


def _own(connection: sqlite3.Connection, state: Joined, root: int) -> list[Row]:
    """The last added first, one more than are counted where there are more."""
    members = state.members(root)
    found = {row[9]: row for one in members for row in connection.execute(_OWN, (one, MOST_COUNTED + 1))}
    away, here = state.moves(members)
    for row in connection.execute(_MOVED, (json.dumps([id_ for id_, _ in here]),)):
        found[row[9]] = row
    for row in connection.execute(_MOVED, (json.dumps([id_ for id_, _ in away]),)):
        found.pop(row[9], None)
    return [found[statement] for statement in sorted(found, reverse=True)[: MOST_COUNTED + 1]]


def _roles(connection: sqlite3.Connection, state: Joined, actor: Actor, own: str, root: int) -> tuple[RoleHeld, ...]:
    members = json.dumps([*state.members(root), *{of for _, of in state.moved}])
    counted = dict(connection.execute(_ROLES, {"statements": own, "actors": members}))
    return tuple(
        RoleHeld(role.title, counted.get(role.title, 0), _day(role.start), _day(role.end))
        for role in actor.roles
        if role.source != "import"
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
