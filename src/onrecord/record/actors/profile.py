"""An actor at a glance: how much, when, where, in which roles, and with whom.

Counted are the statements that were added last, up to a number, so that who speaks most costs no more than a page."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.actors.directory import Actor
from onrecord.record.actors import find_actor, load_actor
from onrecord.record.actors.counting import DAY, STATEMENT, VERSION, own_rows
from onrecord.record.joined import Joined, joined
from onrecord.record.log import load_decisions
from onrecord.record.searching.facets import Crossed, Share, actor_shares, crossed, in_order, most, tally_of
from onrecord.record.values import Decision

MOST_COUNTED = 3_000
"""Statements of an actor that are counted: some 25 ms."""
MOST_ARTICLES = 500
"""Articles in which others are counted: some 10 ms."""
_ROLES = """
SELECT role, count(*)
FROM json_each(:statements) AS counted
CROSS JOIN appearances ON appearances.statement = counted.value
CROSS JOIN statement_speakers USING (statement, part, position)
WHERE actor IN (SELECT value FROM json_each(:actors)) AND role IS NOT NULL
GROUP BY role
"""
_NAMES = """
SELECT name, count(DISTINCT statement)
FROM json_each(:statements) AS counted CROSS JOIN appearances ON appearances.statement = counted.value
WHERE actor IN (SELECT value FROM json_each(:actors)) GROUP BY name
"""
_MERGED = """
SELECT id, name FROM actors WHERE sequence IN (SELECT value FROM json_each(?)) ORDER BY sequence
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
class Merged:
    """An actor that is one with another now."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor and its statements, as speaker or principal, counted.

    `complete` says that all were; otherwise those that were added last. `first` and `last` are days of publication.
    `months` are those of the utterance or, if it is unknown, of publication; `roles` what articles call the actor, the
    first first. `denied` counts what it denies or is reported not to do. `beside` are those who speak in the same
    articles, by how many statements they have there; in the last 500 articles. `names` are all of its names, with how
    many statements have each. `acts_by_month` and `kinds_by_month` leave out what has no month. `merged` are those that
    are one with it now, and `decisions` what persons decided about it and them, the oldest first."""

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
    names: tuple[Share, ...]
    acts_by_month: tuple[Crossed, ...]
    kinds_by_month: tuple[Crossed, ...]
    merged: tuple[Merged, ...]
    decisions: tuple[Decision, ...]


def load_profile(connection: sqlite3.Connection, id_or_name: str) -> Profile:
    """The profile of one actor. Raises UnknownActor or AmbiguousActor."""
    state = joined(connection)
    root = find_actor(connection, state, id_or_name)
    rows = own_rows(connection, state, root, most=MOST_COUNTED + 1)
    found = rows[:MOST_COUNTED]
    tally = tally_of(found)
    days = [row[DAY] for row in found if row[DAY]]
    versions = sorted({row[VERSION] for row in found}, reverse=True)
    own = json.dumps([row[STATEMENT] for row in found])
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
        _names(connection, state, actor, own, root, statements=len(found)),
        crossed(Counter((row[0], row[4]) for row in found)),
        crossed(Counter((row[0], row[3]) for row in found)),
        tuple(Merged(*row) for row in connection.execute(_MERGED, (json.dumps(state.members(root)[1:]),))),
        _decisions(connection, state.members(root)),
    )


def _roles(connection: sqlite3.Connection, state: Joined, actor: Actor, own: str, root: int) -> tuple[RoleHeld, ...]:
    counted = dict(connection.execute(_ROLES, {"statements": own, "actors": _appearing(state, root)}))
    return tuple(
        RoleHeld(role.title, counted.get(role.title, 0), _day(role.start), _day(role.end))
        for role in actor.roles
        if role.source != "import"
    )


def _names(
    connection: sqlite3.Connection, state: Joined, actor: Actor, own: str, root: int, *, statements: int
) -> tuple[Share, ...]:
    if len(actor.names) == 1:
        return (Share(actor.name, statements),)
    counted = Counter(dict.fromkeys(actor.names, 0))
    counted.update(dict(connection.execute(_NAMES, {"statements": own, "actors": _appearing(state, root)}).fetchall()))
    return tuple(Share(name, count) for name, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _appearing(state: Joined, root: int) -> str:
    """As whom it appears in its statements: those that a split gave to it name whom it was split from."""
    members = state.members(root)
    return json.dumps([*members, *{of for _, of in state.moves(members)[1]}])


def _decisions(connection: sqlite3.Connection, members: Sequence[int]) -> tuple[Decision, ...]:
    ids = [id_ for id_, _ in connection.execute(_MERGED, (json.dumps(list(members)),))]
    return tuple(load_decisions(connection, subject="actor", ids=ids))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
