"""The proof of the rows about actors: digests against the rows, derived tables against what they derive from."""

import sqlite3
from collections.abc import Iterator

from onrecord.people.directory_names import joining_key, proposing_key
from onrecord.record.actors_adding import cast_digest
from onrecord.record.actors_importing import import_digest
from onrecord.record.actors_joined import joined
from onrecord.record.rows import digest
from onrecord.record.values import Fault

_ACTORS = "SELECT sequence, id, name, kind, source FROM actors"
_JOINS = """
SELECT joins.sequence, one.id, other.id, score FROM joins
JOIN actors AS one ON one.sequence = joins.actor JOIN actors AS other ON other.sequence = joins."into"
"""
_CASTS = """
SELECT casts.sequence, found.version, found.number, articles.id, versions.number FROM casts
JOIN found_readings AS found ON found.sequence = casts.reading
JOIN versions ON versions.sequence = found.version JOIN articles ON articles.sequence = versions.article
"""
_APPEARANCES = """
SELECT statements.position, part, appearances.position, appearances.name, actors.id FROM appearances
JOIN statements ON statements.sequence = statement JOIN actors ON actors.sequence = appearances.actor
WHERE version = ? AND reading = ?
"""
_STRANGE = """
SELECT statements.id, appearances.name FROM appearances
LEFT JOIN statement_speakers USING (statement, part, position)
JOIN statements ON statements.sequence = appearances.statement
WHERE appearances.name IS NOT statement_speakers.name
"""
_UNCAST = "SELECT count(*) FROM found_readings WHERE sequence NOT IN (SELECT reading FROM casts)"
_IMPORTS = "SELECT imports.sequence, id, dataset FROM imports JOIN actors ON actors.sequence = imports.actor"
_NAMES = "SELECT name FROM imported_names WHERE import = ? ORDER BY position"
_ROLES = 'SELECT title, organization, start, "end" FROM imported_roles WHERE import = ? ORDER BY position'
_IDENTIFIERS = "SELECT scheme, value FROM imported_identifiers WHERE import = ? ORDER BY scheme, value"
_SHOULD_BE_NAMES = "SELECT actor, given_names.name, kind FROM given_names JOIN actors ON actors.sequence = actor"
_DERIVED_NAMES = "SELECT actor, name, block, family FROM actor_names"
_DERIVED_ROLES = 'SELECT actor, title, start, "end" FROM actor_roles'
_GIVEN_ROLES = """
SELECT appearances.actor, statements.id, role, day
FROM appearances
JOIN statement_speakers USING (statement, part, position)
JOIN standing_statements AS statements ON statements.sequence = appearances.statement
JOIN days ON days.version = statements.version
WHERE role IS NOT NULL
"""
Expected = tuple[str, int, bytes]
"""The kind of a row, its sequence, and the digest that its entry should have."""


def expected_entries(connection: sqlite3.Connection) -> Iterator[Expected]:
    """What the entries of the rows about actors should be."""
    for sequence, *values in connection.execute(_ACTORS):
        yield "actor", sequence, digest("actor", *values)
    for sequence, *values in connection.execute(_JOINS):
        yield "join", sequence, digest("join", *values)
    for sequence, version, reading, article_id, number in connection.execute(_CASTS):
        appearances = connection.execute(_APPEARANCES, (version, reading)).fetchall()
        yield "cast", sequence, cast_digest(article_id, number, reading, appearances)
    for sequence, actor_id, dataset in connection.execute(_IMPORTS):
        names = [row[0] for row in connection.execute(_NAMES, (sequence,))]
        roles, identifiers = (connection.execute(sql, (sequence,)).fetchall() for sql in (_ROLES, _IDENTIFIERS))
        yield "import", sequence, import_digest(actor_id, dataset, names, roles, identifiers)


def actor_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Names that no statement gives, and derived tables that are out of step."""
    for statement, name in connection.execute(_STRANGE):
        yield Fault("actor", name, f"is said to appear in statement {statement}, which does not name it")
    if missing := connection.execute(_UNCAST).fetchone()[0]:
        yield Fault("actor", "casts", f"{missing} readings have none; the next `onrecord add` makes them")
    yield from _role_faults(connection)


def name_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Keys of names that are not those which the names make."""
    named = connection.execute(_SHOULD_BE_NAMES).fetchall()
    expected = {(actor, name): (joining_key(name, kind), proposing_key(name, kind)) for actor, name, kind in named}
    derived = {(actor, name): tuple(keys) for actor, name, *keys in connection.execute(_DERIVED_NAMES)}
    for actor, name in sorted(expected.items() ^ derived.items(), key=str):
        yield Fault("actor", str(actor), f"its names are out of step with what they derive from: {name!r}")


def _role_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    state = joined(connection)
    days: dict[tuple[int, str], list[str]] = {}
    for actor, statement, title, day in connection.execute(_GIVEN_ROLES):
        found = days.setdefault((state.moved.get((statement, actor), actor), title), [])
        if day:
            found.append(day)
    expected = {(*key, min(found, default=None), max(found, default=None)) for key, found in days.items()}
    for actor, title, *_ in sorted(expected ^ set(connection.execute(_DERIVED_ROLES)), key=str):
        yield Fault("actor", str(actor), f"its roles are out of step with what they derive from: {title!r}")
