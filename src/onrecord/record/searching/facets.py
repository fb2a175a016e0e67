"""What the hits of a search are: how many by actor, role, outlet, type, act, kind, venue and month.

Only some hits are counted, those added last where words are given, else the newest: counting costs about as much as a
page, however large the record is.
"""

import heapq
import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.record.joined import joined
from onrecord.record.rows import Row
from onrecord.record.searching import Search, some

MOST_COUNTED = 5_000
"""Hits that are counted: some 20 ms."""
MOST_LOOKED = 50_000
"""Statements that are looked at, whatever narrows them: some 30 ms."""
MOST_VALUES = 20
"""Of each facet those with the most hits."""
_SPEAKING = """
SELECT actor, statement
FROM json_each(?) AS counted CROSS JOIN appearances ON statement = counted.value AND part = 'speaker'
"""
_SPEAKING_OFTEN = """
SELECT actor, count(DISTINCT statement)
FROM json_each(?) AS counted CROSS JOIN appearances ON statement = counted.value AND part = 'speaker'
GROUP BY actor
"""
_ROLES = """
SELECT role, count(*)
FROM json_each(?) AS counted CROSS JOIN statement_speakers ON statement = counted.value AND part = 'speaker'
WHERE role IS NOT NULL GROUP BY role
"""
_NAME = "SELECT id, name FROM actors WHERE sequence = ?"
_IDS = "SELECT sequence, id FROM statements WHERE sequence IN (SELECT value FROM json_each(?))"
Key = TypeVar("Key", str, int)


@dataclass(frozen=True, slots=True)
class Share:
    """How many hits have a value. `id` is the actor's where actors are counted; else None."""

    value: str
    count: int
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Crossed:
    """How many statements of a month ("2024-05") have a value, such as an act."""

    month: str
    value: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Of the hits of a search how many there are by each value, those with the most hits first; months in their order.

    `total` is how many hits were counted. `complete` says that these are all; otherwise there are more, and the counts
    are those of the first ones, the last added or, without words, the newest. A hit with several speakers counts for
    each of them. `months` are those of the utterance or, if that is unknown, of publication ("2024-05"), `years`
    likewise."""

    total: int
    complete: bool
    actors: tuple[Share, ...] = ()
    roles: tuple[Share, ...] = ()
    outlets: tuple[Share, ...] = ()
    types: tuple[Share, ...] = ()
    kinds: tuple[Share, ...] = ()
    acts: tuple[Share, ...] = ()
    venues: tuple[Share, ...] = ()
    years: tuple[Share, ...] = ()
    months: tuple[Share, ...] = ()


def facets(connection: sqlite3.Connection, search: Search) -> Facets:
    """The facets of a search. Articles have an outlet and a month."""
    found, complete = some(connection, search, most=MOST_COUNTED, looked=MOST_LOOKED)
    if search.in_ == "articles":
        by = tally_of(found, first=1)
        dates = {"years": in_order(by.years), "months": in_order(by.months)}
        return Facets(len(found), complete, outlets=most(by.outlets), **dates)
    counted = json.dumps(sorted(row[0] for row in found))
    tally = tally_of(found, first=1)
    roles = Counter(dict(connection.execute(_ROLES, (counted,)).fetchall()))
    return Facets(
        len(found),
        complete,
        actor_shares(connection, counted),
        most(roles),
        most(tally.outlets),
        most(tally.types),
        most(tally.kinds),
        most(tally.acts),
        most(tally.venues),
        in_order(tally.years),
        in_order(tally.months),
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of statements by what `listed` tells of them."""

    months: Counter[str]
    outlets: Counter[str]
    types: Counter[str]
    kinds: Counter[str]
    acts: Counter[str]
    venues: Counter[str]

    @property
    def years(self) -> Counter[str]:
        """The months of each year together."""
        years: Counter[str] = Counter()
        for month, count in self.months.items():
            years[month[:4]] += count
        return years


def tally_of(rows: Sequence[Row], *, first: int = 0) -> Tally:
    """Counts of statements by month, outlet, type, kind, act and venue: columns of `rows` in this order."""
    columns = list(zip(*rows, strict=True))[first : first + 6] if rows else [()] * 6
    counted = [Counter(column) for column in columns]
    for one in counted:
        one.pop(None, None)
    return Tally(*counted)


def actor_shares(connection: sqlite3.Connection, statements: str, *, without: int | None = None) -> tuple[Share, ...]:
    """Who speaks in some statements, as actors are one now; all but one of them."""
    state = joined(connection)
    if state.into or state.moved:
        rows = connection.execute(_SPEAKING, (statements,)).fetchall()
        ids = dict(connection.execute(_IDS, (statements,))) if state.moved else {}
        moved = [(state.moved.get((ids.get(statement, ""), actor), actor), statement) for actor, statement in rows]
        counted = Counter(actor for actor, _ in {(state.root(actor), statement) for actor, statement in moved})
    else:
        counted = Counter(dict(connection.execute(_SPEAKING_OFTEN, (statements,)).fetchall()))
    if without is not None:
        counted.pop(without, None)
    named = ((connection.execute(_NAME, (actor,)).fetchone(), count) for actor, count in first_of(counted))
    return tuple(Share(name, count, id_) for (id_, name), count in named)


def most(counted: Counter[str]) -> tuple[Share, ...]:
    """The values with the most hits."""
    return tuple(Share(value, count) for value, count in first_of(counted))


def crossed(counted: Counter[tuple[str | None, str | None]]) -> tuple[Crossed, ...]:
    """Counts of months and values that stand together, by month; what has no month is left out."""
    found = sorted((month, value or "", value, count) for (month, value), count in counted.items() if month)
    return tuple(Crossed(month, value, count) for month, _, value, count in found)


def first_of(counted: Counter[Key]) -> list[tuple[Key, int]]:
    """Those with the highest counts, in an order that does not depend on that of counting."""
    return heapq.nsmallest(MOST_VALUES, counted.items(), key=lambda one: (-one[1], one[0]))


def in_order(counted: Counter[str]) -> tuple[Share, ...]:
    """All values in their order."""
    return tuple(Share(value, counted[value]) for value in sorted(counted))
