"""What a writer adds about families with each article: its statements take their place among those of all others.

Each function runs inside the caller's transaction. Every reading has one comparison, in the order of the readings, so
that those after the last comparison are still to be done: one after an addition, all after an update of the record.
What is derived does not depend on that order; see `families.candidates` and `families.grouping`.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.families.candidates import REACH_DAYS, Traces, indexed_day, indexed_keys, original_key
from onrecord.families.grouping import rank
from onrecord.record.actors.adding import entry
from onrecord.record.families import queries
from onrecord.record.families.comparing import Comparer, Pair, kept_speakers
from onrecord.record.families.grouping import component, regroup
from onrecord.record.families.reports import Placed, Reports
from onrecord.record.rows import digest

Key = tuple[int, int, int]
"""A row of `original_keys`: the key, the day, the original."""
AT_ONCE = 2000
"""Readings that are compared in one transaction when a record is brought up to date. Each writes to places all over
several indexes; many together write each of their pages once."""
RULES = "8"
"""Grows with every change of what is compared and how, so that a record tells what its edges were found by."""


def compare_versions(
    connection: sqlite3.Connection,
    reports: Reports,
    *,
    comparer: Comparer,
    most: int,
    step: Callable[[], object] = lambda: None,
) -> int:
    """Compare the next readings that were not; how many there were. `step` is called after each."""
    reports.forget_crowds()
    last = connection.execute(queries.LAST_COMPARED).fetchone()[0]
    readings = connection.execute(queries.UNCOMPARED, (last, most)).fetchall()
    touched: set[int] = set()
    for reading, of_version, version, article, article_id, number, is_newest in readings:
        if is_newest:
            touched |= _settle(connection, reports, comparer, article=article, entering=reports.of_version(version))
        sequence = entry(connection, "comparison", comparison_digest(article_id, number, of_version, RULES))
        connection.execute(queries.ADD_COMPARISON, (sequence, reading, RULES))
        step()
    _regroup(connection, comparer, touched)
    return len(readings)


def compare_again(
    connection: sqlite3.Connection, reports: Reports, versions: Iterable[int], *, comparer: Comparer
) -> None:
    """Compare the statements that hold in some versions now, where these are the latest."""
    reports.forget_crowds()
    touched: set[int] = set()
    for version in sorted(versions):
        row = connection.execute(queries.LEADS, (version,)).fetchone()
        if row is not None:
            touched |= _settle(connection, reports, comparer, article=row[0], entering=reports.of_version(version))
    _regroup(connection, comparer, touched)


def uncompared_count(connection: sqlite3.Connection) -> int:
    """How many readings were not compared yet."""
    last = connection.execute(queries.LAST_COMPARED).fetchone()[0]
    return int(connection.execute(queries.UNCOMPARED_COUNT, (last,)).fetchone()[0])


def leave(connection: sqlite3.Connection, reports: Reports, article: int, *, comparer: Comparer) -> None:
    """Take the statements of an article out from under their originals."""
    reports.forget_crowds()
    _regroup(connection, comparer, _settle(connection, reports, comparer, article=article, entering=[]))


def _settle(
    connection: sqlite3.Connection, reports: Reports, comparer: Comparer, *, article: int, entering: list[Placed]
) -> set[int]:
    """Put statements in place of those that the article had, and compare what this changes; the originals that it
    touches."""
    taken = _take_in(connection, reports, article=article, entering=entering)
    connection.executemany(queries.REMOVE_EDGES, [(one.sequence,) for one in taken.overtaken])
    comparer.leave(taken.overtaken)
    beside = [pair for originals in taken.beside if (pair := _firsts(connection, reports, originals))]
    connection.executemany(queries.REMOVE_EDGE, comparer.compare(taken.own, taken.renewed, beside))
    if comparer.is_full:
        connection.executemany(queries.ADD_EDGE, comparer.decide())
    return taken.touched


def _regroup(connection: sqlite3.Connection, comparer: Comparer, touched: set[int]) -> None:
    connection.executemany(queries.ADD_EDGE, comparer.decide())
    if touched:
        regroup(connection, touched)


def make_keys(connection: sqlite3.Connection, reports: Reports, *, step: Callable[[], object]) -> None:
    """Make what finds the originals, where none of it is there yet. `step` is called after each."""
    reports.forget_crowds()
    for original, sequence in connection.execute(queries.FIRSTS_OF_ALL).fetchall():
        first = reports.one(sequence)
        _set_first(connection, reports, original, first)
        connection.executemany(queries.ADD_KEY, sorted(keys_of(original, reports.traces(first))))
        step()


def keys_of(original: int, first: Traces) -> set[Key]:
    """The keys of an original by the traces of its first statement."""
    return {(key, indexed_day(first), original) for key in indexed_keys(first)}


def comparison_digest(article_id: str, number: int, reading: int, rules: str) -> bytes:
    """The digest of a comparison. What it found is derived, and depends on what was there."""
    return digest("comparison", article_id, number, rules, *((reading,) if reading > 1 else ()))


@dataclass(slots=True)
class _Taken:
    """What changed when the statements of a version took their places: its originals, each with its `own` first
    statement in it; those `renewed`, of which another statement is now the first; the statements that were `overtaken`;
    the pairs of originals `beside` what changed, between which something was said now or is not any more; and all that
    was `linked` with what changed."""

    own: dict[int, Placed]
    linked: set[int]
    renewed: dict[int, Placed] = field(default_factory=dict)
    overtaken: list[Placed] = field(default_factory=list)
    beside: set[Pair] = field(default_factory=set)

    @property
    def touched(self) -> set[int]:
        """The originals whose families are made again."""
        return self.linked.union(self.own, self.renewed, *self.beside)


def _take_in(connection: sqlite3.Connection, reports: Reports, *, article: int, entering: list[Placed]) -> _Taken:
    """Put the statements of a latest version under their originals, in place of those that the article had."""
    rows = connection.execute(queries.EARLIER_COPIES, (article,)).fetchall()
    left, versions = {row[0] for row in rows}, {row[1] for row in rows}
    placed = [(_original(connection, reports, one), one) for one in entering]
    own: dict[int, Placed] = {}
    for original, one in placed:
        own.setdefault(original, one)
    before = {original: _first(connection, reports, original) for original in left | own.keys()}
    overtaken = {original for original in own if (first := before[original]) and own[original].rank < first.rank}
    around = component(connection, left | overtaken)[0] if left or overtaken else set[int]()
    found_by = {
        original: reports.traces(first)
        for original in left
        if (first := before[original]) and first.version in versions
    }
    connection.execute(queries.REMOVE_COPIES, (article,))
    connection.executemany(queries.ADD_COPY, [(one.sequence, original, one.version) for original, one in placed])
    reports.forget_crowds(versions.union(one.version for one in entering))
    firsts = {original: _now_first(connection, reports, original) for original in left}
    firsts |= {
        original: _earlier(firsts[original] if original in left else before[original], one)
        for original, one in own.items()
    }
    taken = _Taken(own, around)
    _renew(connection, reports, taken, before=before, firsts=firsts, found_by=found_by)
    return taken


def _original(connection: sqlite3.Connection, reports: Reports, one: Placed) -> int:
    key = original_key(one.report)
    known = connection.execute(queries.BY_KEY, (key,)).fetchone()
    if known is not None:
        return int(known[0])
    outline = reports.sketch(one).outline
    row = (key, kept_speakers(outline), outline.stem_count)
    return connection.execute(queries.ADD_ORIGINAL, row).lastrowid or 0


def _first(connection: sqlite3.Connection, reports: Reports, original: int) -> Placed | None:
    row = connection.execute(queries.FIRST, (original,)).fetchone()
    return None if row[0] is None else reports.one(row[0])


def _now_first(connection: sqlite3.Connection, reports: Reports, original: int) -> Placed | None:
    rows = connection.execute(queries.COPIES_OF, (original,)).fetchall()
    ranks = [(rank(published, article_id, position), statement) for statement, position, article_id, published in rows]
    return reports.one(min(ranks)[1]) if ranks else None


def _earlier(one: Placed | None, other: Placed) -> Placed:
    return other if one is None or other.rank < one.rank else one


def _renew(
    connection: sqlite3.Connection,
    reports: Reports,
    taken: _Taken,
    *,
    before: Mapping[int, Placed | None],
    firsts: Mapping[int, Placed | None],
    found_by: Mapping[int, Traces],
) -> None:
    """Keep the first statements that changed, and the keys by which they are found. `found_by` are the traces of the
    first ones that the article had: where other statements hold in the same version, the same one may have others."""
    for original, first in firsts.items():
        known = before[original]
        is_same = first is not None and known is not None and first.sequence == known.sequence
        if is_same and original not in found_by:
            continue
        was = found_by.get(original) or (reports.traces(known) if known else None)
        now = reports.traces(first) if first else None
        if is_same and was == now:
            continue
        _set_first(connection, reports, original, first)
        old, new = (keys_of(original, one) if one else set() for one in (was, now))
        connection.executemany(queries.REMOVE_KEY, sorted(old - new))
        if old != new:
            taken.beside.update(pair for one in (was, now) if one for pair in _beside(connection, one))
        connection.executemany(queries.ADD_KEY, sorted(new - old))
        if first is not None:
            taken.renewed[original] = first
        if known is not None:
            taken.overtaken.append(known)


def _set_first(connection: sqlite3.Connection, reports: Reports, original: int, first: Placed | None) -> None:
    if first is None:
        connection.execute(queries.SET_FIRST, (None, None, None, None, None, original))
        return
    outline = reports.sketch(first).outline
    row = (first.sequence, first.rank, outline.article_id, outline.day, outline.persons, original)
    connection.execute(queries.SET_FIRST, row)


def _beside(connection: sqlite3.Connection, found: Traces) -> list[Pair]:
    """The originals before and after a report with something that it says, and nothing else of it between them."""
    named = {"keys": json.dumps(list(found.said)), "day": found.outline.day, "reach": REACH_DAYS}
    return connection.execute(queries.BESIDE, named).fetchall()


def _firsts(connection: sqlite3.Connection, reports: Reports, originals: Pair) -> tuple[Placed, Placed] | None:
    one, other = (_first(connection, reports, original) for original in originals)
    return (one, other) if one and other else None
