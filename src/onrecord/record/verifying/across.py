"""The proof of what is known across articles, of actors, families and positions: digests against the rows, and what is
derived against what it derives from, made again."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from onrecord.actors.names import joining_key, proposing_key
from onrecord.families.candidates import Outline, original_key
from onrecord.families.grouping import family_id
from onrecord.problems import SpanOutsideText
from onrecord.record.actors.adding import cast_digest
from onrecord.record.actors.deciding import import_digest
from onrecord.record.families import queries
from onrecord.record.families.adding import Key, comparison_digest, keys_of, uncompared_count
from onrecord.record.families.comparing import kept_speakers
from onrecord.record.families.grouping import component, families
from onrecord.record.families.reports import Placed, Reports
from onrecord.record.joined import joined
from onrecord.record.positions import queries as positions
from onrecord.record.positions.deciding import coding_faults
from onrecord.record.positions.judging import stance_digest
from onrecord.record.positions.questions import question_digest
from onrecord.record.rows import digest
from onrecord.record.second import queries as second
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
WHERE version = ? AND reading = ? AND corrects IS NULL
"""
_STRANGE = """
SELECT statements.id, appearances.name FROM appearances
LEFT JOIN statement_speakers USING (statement, part, position)
JOIN statements ON statements.sequence = appearances.statement
WHERE appearances.name IS NOT statement_speakers.name
"""
_UNRANKED = """
SELECT DISTINCT appearances.actor FROM appearances JOIN statements ON statements.sequence = appearances.statement
WHERE corrects IS NULL AND NOT EXISTS (
    SELECT 1 FROM appearances_by_confidence AS ranked
    WHERE ranked.actor = appearances.actor AND ranked.confidence = statements.confidence
        AND ranked.statement = statements.sequence)
UNION
SELECT ranked.actor FROM appearances_by_confidence AS ranked
WHERE NOT EXISTS (
    SELECT 1 FROM appearances WHERE appearances.actor = ranked.actor AND appearances.statement = ranked.statement)
"""
_UNCAST = "SELECT count(*) FROM found_readings WHERE sequence NOT IN (SELECT reading FROM casts)"
_IMPORTS = "SELECT imports.sequence, id, dataset FROM imports JOIN actors ON actors.sequence = imports.actor"
_NAMES = "SELECT name FROM imported_names WHERE import = ? ORDER BY position"
_ROLES = 'SELECT title, organization, start, "end" FROM imported_roles WHERE import = ? ORDER BY position'
_IDENTIFIERS = "SELECT scheme, value FROM imported_identifiers WHERE import = ? ORDER BY scheme, value"
_SHOULD_BE_NAMES = "SELECT actor, given_names.name, kind FROM given_names JOIN actors ON actors.sequence = actor"
_DERIVED_NAMES = "SELECT actor, name, joining_key, proposing_key FROM actor_names"
_DERIVED_ROLES = 'SELECT actor, title, start, "end" FROM actor_roles'
_GIVEN_ROLES = """
SELECT appearances.actor, statements.id, role, day
FROM appearances
JOIN statement_speakers USING (statement, part, position)
JOIN standing_statements AS statements ON statements.sequence = appearances.statement
JOIN days ON days.version = statements.version
WHERE role IS NOT NULL
"""
_UNLIKE_LISTED = """
SELECT count(*) FROM (
    SELECT statement FROM (SELECT * FROM listable EXCEPT SELECT * FROM listed)
    UNION SELECT statement FROM (SELECT * FROM listed EXCEPT SELECT * FROM listable)
)
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
    for (actor,) in connection.execute(_UNRANKED):
        yield Fault("actor", str(actor), "the order of its statements in review is out of step with its appearances")


def listing_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Whether the statements are listed as they are."""
    found = connection.execute(_UNLIKE_LISTED).fetchone()[0]
    if found:
        yield Fault("index", "listed", f"is out of step with {found} statements, which searches and counts rely on")


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


_COMPARISONS = """
SELECT comparisons.sequence, articles.id, versions.number, found.number, rules FROM comparisons
JOIN found_readings AS found ON found.sequence = comparisons.reading
JOIN versions ON versions.sequence = found.version JOIN articles ON articles.sequence = versions.article
"""
_SKIPPED = """
SELECT sequence FROM found_readings
WHERE sequence < (SELECT coalesce(max(reading), 0) FROM comparisons)
    AND sequence NOT IN (SELECT reading FROM comparisons)
"""
_LATEST = "SELECT version FROM latest WHERE version <= (SELECT coalesce(max(reading), 0) FROM comparisons) ORDER BY 1"
_COPIES = """
SELECT copies.statement, originals.key FROM copies JOIN originals ON originals.sequence = copies.original
WHERE copies.version = ?
"""
_STRANGERS = """
SELECT count(*) FROM copies WHERE version NOT IN (SELECT version FROM latest)
"""
_ORIGINALS = "SELECT sequence, first FROM originals ORDER BY sequence"
_OUTLINES = "SELECT sequence, first, article, day, speakers, by_name, stems FROM originals ORDER BY sequence"
_KEYS = "SELECT key, day, original FROM original_keys ORDER BY original"
_FAMILIES = "SELECT family, original FROM family_originals"
_COUNTS = "SELECT id, first, originals, statements, articles, outlets FROM families"


def expected_comparisons(connection: sqlite3.Connection) -> Iterator[tuple[str, int, bytes]]:
    """What the entries of the comparisons should be."""
    for sequence, *told in connection.execute(_COMPARISONS):
        yield "comparison", sequence, comparison_digest(*told)


def family_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Versions that were not compared, and derived tables that are out of step with what they derive from."""
    if missing := uncompared_count(connection):
        yield Fault("family", "comparisons", f"{missing} readings have none; the next `onrecord add` makes them")
    for (version,) in connection.execute(_SKIPPED):
        yield Fault("family", "comparisons", f"the reading {version} has none, though later ones do")
    reports = Reports(connection)
    try:
        yield from _copy_faults(connection, reports)
        yield from _original_faults(connection, reports)
    except (IndexError, TypeError, ValueError, SpanOutsideText) as error:
        yield Fault("family", "originals", f"could not be checked, a statement cannot be read: {error}")
    yield from _family_faults(connection)


def _copy_faults(connection: sqlite3.Connection, reports: Reports) -> Iterator[Fault]:
    for (version,) in connection.execute(_LATEST).fetchall():
        expected = {one.sequence: original_key(one.report) for one in reports.of_version(version)}
        if expected != dict(connection.execute(_COPIES, (version,)).fetchall()):
            name = reports.place(version).article_id
            yield Fault("family", name, "its statements do not stand under the originals that their words make")
    if strangers := connection.execute(_STRANGERS).fetchone()[0]:
        yield Fault("family", "copies", f"{strangers} are of versions that are not the latest")


def _original_faults(connection: sqlite3.Connection, reports: Reports) -> Iterator[Fault]:
    keys: defaultdict[int, set[Key]] = defaultdict(set)
    for key in connection.execute(_KEYS):
        keys[key[2]].add(key)
    for original, first, *kept in connection.execute(_OUTLINES).fetchall():
        found = _first_of(connection, reports, original)
        made = reports.traces(found) if found else None
        if (found.sequence if found else None) != first:
            yield Fault("family", str(original), "the statement that is called the first published is not")
        elif keys[original] != (keys_of(original, made) if made else set()):
            yield Fault("family", str(original), "it is not found by the keys that its words make")
        elif made and kept != _outline(made.outline):
            yield Fault("family", str(original), "what is kept of its article, day, speakers or words is not so")


def _outline(found: Outline) -> list[object]:
    return [found.article_id, found.day, kept_speakers(found), found.persons, found.stem_count]


def _first_of(connection: sqlite3.Connection, reports: Reports, original: int) -> Placed | None:
    rows = connection.execute(queries.COPIES_OF, (original,)).fetchall()
    return min((reports.one(row[0]) for row in rows), key=_rank, default=None)


def _rank(one: Placed) -> str:
    return one.rank


def _family_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    held: defaultdict[str, set[int]] = defaultdict(set)
    for family, original in connection.execute(_FAMILIES):
        held[family].add(original)
    counts = {row[0]: row[1:] for row in connection.execute(_COUNTS)}
    expected = {}
    for id_, members in _expected_families(connection):
        asked = json.dumps(sorted(members))
        counted = connection.execute(queries.COUNTED, (asked,)).fetchone()
        if counted[1] > 1:
            expected[id_] = members
            first = connection.execute(queries.FIRST_OF, (asked,)).fetchone()
            if id_ in counts and counts[id_] != (*first, *counted):
                yield Fault("family", id_, "its counts or its first report are out of step with its members")
    for id_ in sorted(held.keys() | expected.keys() | counts.keys()):
        if held.get(id_) != expected.get(id_) or (id_ in counts) != (id_ in expected):
            yield Fault("family", id_, "its members are not those that the edges and decisions make")


def _expected_families(connection: sqlite3.Connection) -> Iterator[tuple[str, set[int]]]:
    seen: set[int] = set()
    for original, first in connection.execute(_ORIGINALS).fetchall():
        if original in seen or first is None:
            continue
        reached, links = component(connection, {original})
        seen |= reached
        for members, grouped in families(connection, reached, links):
            yield family_id(members), set(grouped)


def expected_stances(connection: sqlite3.Connection) -> Iterator[tuple[str, int, bytes]]:
    """What the entries of questions and stances should be."""
    for sequence, *row in connection.execute(positions.QUESTION_ROWS):
        yield "question", sequence, question_digest(row)
    for sequence, *row in connection.execute(positions.STANCE_ROWS):
        yield "stance", sequence, stance_digest(row)
    for sequence, *row in connection.execute(second.STANCE_ROWS):
        yield "second stance", sequence, digest("second stance", *row)
    for sequence, *row in connection.execute(second.READING_ROWS):
        yield "second reading", sequence, digest("second reading", *row)


def position_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Stances of statements that are not there, and decisions of coders that hold elsewhere than they should."""
    for (statement,) in connection.execute(positions.STRANGE_STANCES):
        yield Fault("statement", statement, "a stance is kept of it, and the statement is missing")
    for statement, shown in connection.execute(second.UNPROVED):
        yield Fault("statement", statement, f"a second reader's words are not in its text: {shown[:80]!r}")
    yield from coding_faults(connection)
