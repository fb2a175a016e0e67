"""Who is who now: a pure function of the joins and decisions in their order; the later one holds.

A decision on an actor is an edit whose change is one of
{"merged_into": id}, or null in place of the id, which takes the actor out again;
{"split_into": id, "statements": [[statement id, actor id], ...]};
{"apart_from": id}, after which the two are no longer proposed.
One that was taken back says nothing, but that a split was: whom it made is then one with the actor it was split from.
Others, and ids that nothing has, say nothing here. Nothing is imported that search would wait for.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from onrecord.record.words import query, well_formed

_ACTORS_NAMED = """
SELECT DISTINCT actor FROM actor_names_index JOIN actor_names ON actor_names.sequence = actor_names_index.rowid
WHERE actor_names_index MATCH ?
"""
STATEMENTS_OF = """
SELECT appearances.statement, statements.id, appearances.actor FROM appearances
JOIN standing_statements AS statements ON statements.sequence = appearances.statement
WHERE appearances.actor IN (SELECT value FROM json_each(:actors))
    AND (:part IS NULL OR part = :part)
    AND (:role IS NULL OR EXISTS (
        SELECT 1 FROM statement_speakers AS own
        WHERE own.statement = appearances.statement AND own.part = appearances.part
            AND own.position = appearances.position AND has_words(own.role, :role)))
"""
_APPEARANCES_OF = "SELECT DISTINCT statement FROM appearances WHERE actor IN (SELECT value FROM json_each(?))"
_APPEARANCES_IN = """
SELECT appearances.statement, statements.id, appearances.actor
FROM statements JOIN appearances ON appearances.statement = statements.sequence
WHERE statements.id IN (SELECT value FROM json_each(?))
"""
_EVENTS = """
SELECT sequence, actor, "into", NULL, NULL FROM joins
UNION ALL
SELECT decisions.sequence, actors.sequence, NULL, change, EXISTS (
    SELECT 1 FROM decisions AS undoing
    WHERE undoing.subject = 'decision' AND undoing.id = CAST(decisions.number AS TEXT)
)
FROM decisions JOIN actors ON actors.id = decisions.id
WHERE subject = 'actor' AND verdict = 'edit'
ORDER BY 1
"""
_ACTOR = "SELECT sequence FROM actors WHERE id = ?"
Part = Literal["speaker", "principal"]
Moved = tuple[str, int]
"""A statement, by its id, of an actor who appeared in it."""


@dataclass(slots=True)
class Joined:
    """Actors by their sequence: who was merged into whom, and which statements a split moved to whom."""

    into: dict[int, int] = field(default_factory=dict)
    moved: dict[Moved, int] = field(default_factory=dict)
    apart: set[frozenset[int]] = field(default_factory=set)

    def root(self, actor: int) -> int:
        """Whom the actor is one with now."""
        seen = {actor}
        while (following := self.into.get(actor)) is not None and following not in seen:
            seen.add(following)
            actor = following
        return actor

    def is_joined(self, actor: int) -> bool:
        """Whether others may be one with the actor."""
        return actor in self.into.values()

    def members(self, actor: int) -> list[int]:
        """All that are one with the actor, itself first."""
        root = self.root(actor)
        if not self.is_joined(root):
            return [root]
        found = [root]
        found += [other for other in self.into if other != root and self.root(other) == root]
        return found

    def changed(self) -> set[int]:
        """Those who have become one with others, gave statements away or were given some."""
        moved = {actor for key, target in self.moved.items() for actor in (key[1], target)}
        return {self.root(actor) for actor in (*self.into, *moved)}

    def pairs_apart(self) -> set[frozenset[int]]:
        """Pairs of whom a person decided that they are two."""
        return {frozenset((self.root(one), self.root(other))) for one, other in map(tuple, self.apart)}

    def kept_apart(self, first: int, second: int) -> bool:
        """Whether a person decided that no two of them are one."""
        return frozenset((self.root(first), self.root(second))) in self.pairs_apart()

    def moves(self, members: list[int]) -> tuple[list[Moved], list[Moved]]:
        """Of some actors, the appearances that a split took from them and gave to them."""
        own = set(members)
        away = [key for key, target in self.moved.items() if key[1] in own and target not in own]
        here = [key for key, target in self.moved.items() if target in own and key[1] not in own]
        return away, here


def joined(connection: sqlite3.Connection) -> Joined:
    """What the rows say now."""
    state = Joined()
    for _, actor, into, change, undone in connection.execute(_EVENTS).fetchall():
        if into is not None:
            state.into[actor] = into
        elif not undone:
            _follow(connection, state, actor, json.loads(change))
        elif "split_into" in (said := json.loads(change)):
            _rejoin(connection, state, actor, said["split_into"])
    return state


def _follow(connection: sqlite3.Connection, state: Joined, actor: int, change: Mapping[str, Any]) -> None:
    def sequence(key: str) -> int | None:
        row = connection.execute(_ACTOR, (change.get(key),)).fetchone() if isinstance(change.get(key), str) else None
        return row[0] if row else None

    if "merged_into" in change:
        target = sequence("merged_into")
        state.into.pop(actor, None)
        if target is not None and state.root(target) != actor:
            state.into[actor] = target
    elif (target := sequence("split_into")) is not None:
        for statement_id, member in _statements(connection, change):
            state.moved[statement_id, member] = target
    elif (other := sequence("apart_from")) is not None and other != actor:
        state.apart.add(frozenset((actor, other)))


def _rejoin(connection: sqlite3.Connection, state: Joined, actor: int, split_off: str) -> None:
    row = connection.execute(_ACTOR, (split_off,)).fetchone()
    if row is not None and state.root(actor) != row[0]:
        state.into[row[0]] = actor


def _statements(connection: sqlite3.Connection, change: Mapping[str, Any]) -> Iterator[Moved]:
    for statement_id, actor_id in change.get("statements", ()):
        row = connection.execute(_ACTOR, (actor_id,)).fetchone()
        if row:
            yield statement_id, row[0]


def actors_named(connection: sqlite3.Connection, words: str) -> list[int]:
    """Those of whom one name holds all the words."""
    match = query(words)
    if match is None:
        return []
    return [row[0] for row in connection.execute(_ACTORS_NAMED, (match,))]


def statements_of(
    connection: sqlite3.Connection,
    state: Joined,
    actors: Iterable[int],
    *,
    part: Part | None = None,
    role: str | None = None,
) -> list[int]:
    """The statements in which the actors appear, in a role with these words, by sequence."""
    members = {member for actor in actors for member in state.members(actor)}
    away, here = state.moves(sorted(members))
    gone, come = set(away), set(here)
    asked = sorted(members | {actor for _, actor in come})
    rows = connection.execute(
        STATEMENTS_OF, {"actors": json.dumps(asked), "part": part, "role": role and well_formed(role)}
    )
    return [
        sequence
        for sequence, statement, actor in rows
        if ((statement, actor) in come or actor in members) and (statement, actor) not in gone
    ]


def appearing_in(connection: sqlite3.Connection, state: Joined, actor: int) -> list[int]:
    """All statements in which an actor appears, by sequence, whatever was decided about them."""
    members = state.members(actor)
    away, here = state.moves(members)
    found = {row[0] for row in connection.execute(_APPEARANCES_OF, (json.dumps(members),))}
    for moved, change in ((away, found.difference_update), (here, found.update)):
        rows = connection.execute(_APPEARANCES_IN, (json.dumps([statement for statement, _ in moved]),))
        change([sequence for sequence, statement, member in rows if (statement, member) in moved])
    return sorted(found)
