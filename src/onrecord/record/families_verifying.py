"""The proof of the rows about families: digests against the rows, and what is derived made again."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from onrecord.families.candidates import Outline, original_key, sketch
from onrecord.families.grouping import family_id, group
from onrecord.problems import SpanOutsideText
from onrecord.record import families_queries as queries
from onrecord.record.families_adding import Key, comparison_digest, keys_of, uncompared_count
from onrecord.record.families_comparing import kept_speakers
from onrecord.record.families_grouping import component, names
from onrecord.record.families_reports import Placed, Reports
from onrecord.record.values import Fault

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
        made = sketch(found.report) if found else None
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
        named = {name: one for one, name in names(connection, reached).items()}
        for members in group(named, links):
            yield family_id(members), {named[name] for name in members}
