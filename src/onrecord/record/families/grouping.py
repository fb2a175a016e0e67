"""Families of the record made again around what changed.

Originals, not single statements, are what is linked: a paragraph that many outlets took over is one report.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from onrecord.families.grouping import DECIDED, JOINED, Link, family_id, group
from onrecord.record.families import queries

Row = tuple[int, int, str, float]
"""Two originals, their relation and how sure it is."""


def component(connection: sqlite3.Connection, originals: Iterable[int]) -> tuple[set[int], list[Link]]:
    """All that is linked as the same with the originals, over however many others, and the links among it, between
    names (see `names`). What keeps apart leads nowhere: it tells only of those that other links bring together."""
    decided = _decided(connection)
    reached, frontier = set(originals), set(originals)
    rows: dict[tuple[int, int, str], Row] = {}
    while frontier:
        found: list[Row] = connection.execute(queries.LINKS, {"originals": json.dumps(sorted(frontier))}).fetchall()
        found += [row for row in decided if row[0] in frontier or row[1] in frontier]
        for one, other, relation, score in found:
            low, high = min(one, other), max(one, other)
            known = rows.get((low, high, relation))
            if known is None or known[3] < score:
                rows[low, high, relation] = (low, high, relation, score)
        frontier = {end for row in found if _is_same(row) and row[3] >= JOINED for end in row[:2]} - reached
        reached |= frontier
    named = names(connection, reached)
    links = [
        Link(named[row[0]], named[row[1]], row[3], _is_same(row))
        for row in rows.values()
        if row[0] in reached and row[1] in reached
    ]
    return reached, links


def _is_same(row: Row) -> bool:
    return row[2] not in ("repeat", "apart")


def names(connection: sqlite3.Connection, originals: Iterable[int]) -> dict[int, str]:
    """The originals by what they are made of, which no order of adding changes."""
    rows = connection.execute(queries.KEYS, (json.dumps(sorted(originals)),))
    return {sequence: key.hex() for sequence, key in rows}


def regroup(connection: sqlite3.Connection, originals: Iterable[int]) -> None:
    """Make the families of these originals, and of all they are linked with, again."""
    reached, links = component(connection, originals)
    asked = json.dumps(sorted(reached))
    old = json.dumps([row[0] for row in connection.execute(queries.OLD_FAMILIES, (asked,))])
    connection.execute(queries.REMOVE_MEMBERS, (old,))
    connection.execute(queries.REMOVE_FAMILIES, (old,))
    for members, grouped in families(connection, reached, links):
        _add_family(connection, members, grouped)


def families(
    connection: sqlite3.Connection, reached: Iterable[int], links: Iterable[Link]
) -> Iterator[tuple[frozenset[str], list[int]]]:
    """The families that links make of originals: by name, and by sequence."""
    rows = connection.execute(queries.DAYS, (json.dumps(sorted(reached)),)).fetchall()
    named = {key.hex(): sequence for sequence, key, _ in rows}
    for members in group(named, links, days={key.hex(): day for _, key, day in rows}):
        yield members, [named[name] for name in sorted(members)]


def _add_family(connection: sqlite3.Connection, members: Iterable[str], originals: list[int]) -> None:
    asked = json.dumps(originals)
    count, statements, articles, outlets = connection.execute(queries.COUNTED, (asked,)).fetchone()
    if statements < 2:
        return
    first = connection.execute(queries.FIRST_OF, (asked,)).fetchone()[0]
    id_ = family_id(members)
    connection.execute(queries.ADD_FAMILY, (id_, first, count, statements, articles, outlets))
    connection.executemany(queries.ADD_MEMBER, [(original, id_) for original in originals])


def verdicts(connection: sqlite3.Connection) -> dict[tuple[str, str], bool]:
    """What persons decided that holds now: of two statements, by id, whether they are one utterance."""
    held: dict[tuple[str, str], bool] = {}
    for statement, change in connection.execute(queries.DECISIONS):
        read = json.loads(change)
        for key, same in (("joined_with", True), ("apart_from", False), ("undecided_with", None)):
            for other in read.get(key, ()):
                pair = min(statement, other), max(statement, other)
                if same is None:
                    held.pop(pair, None)
                else:
                    held[pair] = same
    return held


def _decided(connection: sqlite3.Connection) -> list[Row]:
    return [
        (a, b, "joined" if same else "apart", DECIDED)
        for (one, other), same in verdicts(connection).items()
        for a in originals_by_id(connection, one)
        for b in originals_by_id(connection, other)
        if a != b
    ]


def originals_by_id(connection: sqlite3.Connection, statement: str) -> list[int]:
    """The originals with a statement; where its version is not the latest any more, with the same statement there."""
    found = connection.execute(queries.ORIGINALS_BY_ID, (statement,)).fetchall()
    if not found:
        found = connection.execute(queries.ORIGINALS_OF_SAME, (statement,)).fetchall()
    return [row[0] for row in found]
