"""Families read from the record: found by id or statement, listed, with their copies, repeats and conflicts."""

import json
import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import get_args

from onrecord.families.grouping import Conflict, ConflictKind, conflicts_of_facts, conflicts_of_words, family_id
from onrecord.families.reports import Relation, Wording
from onrecord.families.wording import compare_wording
from onrecord.model import Reading
from onrecord.problems.record import AmbiguousId, UnknownId
from onrecord.record.cursors import cursor, read_cursor
from onrecord.record.families import queries
from onrecord.record.families.grouping import names
from onrecord.record.families.reports import Placed, Reports
from onrecord.record.loading import find_statement
from onrecord.record.values import (
    ConflictPage,
    Family,
    FamilyConflict,
    FamilyMark,
    FamilyPage,
    FamilySummary,
    Hit,
    Member,
    MemberRelation,
    Repeat,
)
from onrecord.record.words import query

_LIST = "families"
"""By which cursors of this list are known."""
_MARKS_KEPT = 100_000
"""Originals whose relation is kept while statements are gone through: some 10 MB."""
_LOOKED, _RECENT_FAMILIES, _LARGEST = 20_000, 20, 50
_AT_ONCE = 200
"""Families that are listed at a time when all are gone through."""
_FAMILIES_A_PAGE, _REPORTS_A_PAGE = 80, 240
"""Families and reports that are compared for a page of conflicts, some 40 ms, whether it is full by then or not."""


def load_family(connection: sqlite3.Connection, reports: Reports, wanted: str) -> Family:
    """A family by its id, or that of a statement by the statement's. Raises UnknownId or AmbiguousId."""
    return _Family(connection, reports, find_originals(connection, wanted)).whole()


def find_originals(connection: sqlite3.Connection, wanted: str) -> list[int]:
    """The originals of a family, by its id or that of a statement, or the beginning of either."""
    exact = connection.execute(queries.FAMILY_BY_ID, (wanted,)).fetchone()
    families = [wanted] if exact else [row[0] for row in connection.execute(queries.BY_PREFIX, (wanted,))]
    if not wanted:
        families = []
    try:
        statement = None if exact else find_statement(connection, wanted)[1].id
    except UnknownId:
        statement = None
    if (statement and families) or len(families) > 1:
        raise AmbiguousId("family or statement", wanted, [*families[:10], *([statement] if statement else [])])
    if families:
        return [row[0] for row in connection.execute(queries.MEMBERS, (families[0],))]
    row = connection.execute(queries.LATEST_ORIGINAL, (statement,)).fetchone()
    if row is None:
        raise UnknownId("family or statement of a latest version", wanted, _count(connection))
    return originals_with(connection, row[0])


def originals_with(connection: sqlite3.Connection, original: int) -> list[int]:
    """The originals of the same family, the first published first; the one itself where it is alone."""
    rows = connection.execute(queries.FAMILY_ORIGINALS, (original,)).fetchall()
    return [row[0] for row in rows] or [original]


def list_families(
    connection: sqlite3.Connection,
    reports: Reports,
    words: str | None,
    *,
    limit: int,
    after: str | None,
    among: int | None = None,
) -> FamilyPage:
    """Families of which one statement holds all words, or all; those in most articles first. Of statements with the
    words only the last `among` are looked at."""
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    asked = _place_after(after) | {"limit": limit + 1}
    match = query(words) if words else None
    if words and match is None:
        return FamilyPage(())
    if match is None:
        rows, narrowed = connection.execute(queries.LIST, asked).fetchall(), False
    else:
        asked |= {"words": match, "among": -1 if among is None else among}
        rows = connection.execute(queries.LIST_WITH, asked).fetchall()
        narrowed = among is not None and connection.execute(queries.MORE_WITH, asked).fetchone() is not None
    shown = tuple(
        FamilySummary(id_, _hit(reports, reports.one(first)), *counts) for id_, first, *counts in rows[:limit]
    )
    return FamilyPage(shown, _following(shown[-1]) if len(rows) > limit else None, narrowed)


def check_kind(kind: str | None) -> None:
    """Raises ValueError for what is not a kind of conflict, of which nothing would be found."""
    if kind is not None and kind not in get_args(ConflictKind):
        raise ValueError(f"{kind!r} is not a kind of conflict. Kinds are: {', '.join(get_args(ConflictKind))}.")


def all_conflicts(
    connection: sqlite3.Connection, reports: Reports, words: str | None, *, kind: ConflictKind | None
) -> Iterator[FamilyConflict]:
    """The conflicts of all families, or of those with the words, those in most articles first."""
    after: str | None = None
    while True:
        page = list_families(connection, reports, words, limit=_AT_ONCE, after=after)
        for summary in page.families:
            originals = [row[0] for row in connection.execute(queries.MEMBERS, (summary.id,))]
            for found in _Family(connection, reports, originals).conflicts():
                if kind in (None, found.kind):
                    yield found
        if page.next is None:
            return
        after = page.next


def some_conflicts(
    connection: sqlite3.Connection,
    reports: Reports,
    words: str | None,
    *,
    kind: ConflictKind | None,
    limit: int,
    after: str | None,
    among: int | None,
) -> ConflictPage:
    """Conflicts of whole families, until there are `limit` or enough was looked at."""
    page = list_families(connection, reports, words, limit=_FAMILIES_A_PAGE, after=after, among=among)
    found: list[FamilyConflict] = []
    compared = 0
    for looked_at, summary in enumerate(page.families, start=1):
        originals = [row[0] for row in connection.execute(queries.MEMBERS, (summary.id,))]
        conflicts = _Family(connection, reports, originals).conflicts()
        found += [one for one in conflicts if kind in (None, one.kind)]
        compared += len(originals)
        if len(found) >= limit or compared >= _REPORTS_A_PAGE:
            more = looked_at < len(page.families) or page.next is not None
            return ConflictPage(tuple(found), looked_at, _following(summary) if more else None, page.narrowed)
    return ConflictPage(tuple(found), len(page.families), page.next, page.narrowed)


def recent_conflicts(connection: sqlite3.Connection, reports: Reports, *, limit: int) -> tuple[FamilyConflict, ...]:
    """Contradictions of the families of which a statement was added last, as far as these are found among the last
    20,000 statements and in 20 families: the first of each family."""
    asked = {"looked": _LOOKED, "most": _RECENT_FAMILIES, "largest": _LARGEST}
    found: list[FamilyConflict] = []
    for (id_,) in connection.execute(queries.LATELY_JOINED, asked).fetchall():
        originals = [row[0] for row in connection.execute(queries.MEMBERS, (id_,))]
        found += list(islice(_Family(connection, reports, originals).conflicts(), 1))
        if len(found) == limit:
            break
    return tuple(found)


def family_conflicts(connection: sqlite3.Connection, reports: Reports, wanted: str) -> list[FamilyConflict]:
    """The conflicts of one family."""
    return list(_Family(connection, reports, find_originals(connection, wanted)).conflicts())


def family_marks(connection: sqlite3.Connection, reports: Reports, reading: Reading) -> dict[str, FamilyMark]:
    """For each statement of a reading that others report too: its family, by the statement's id."""
    marks = FamilyMarks(connection, reports)
    found = ((one.id, marks.of(one.id, reading.article.id)) for one in reading.statements)
    return {id_: mark for id_, mark in found if mark is not None}


class FamilyMarks:
    """The families of statements, one after another. What was compared for one copy is kept for the next."""

    def __init__(self, connection: sqlite3.Connection, reports: Reports) -> None:
        self._connection, self._reports = connection, reports
        self._told: dict[int, tuple[int, MemberRelation]] = {}

    def of(self, statement: str, article: str) -> FamilyMark | None:
        """The family of a statement of an article, both by their ids; None where nobody else reports it."""
        row = self._connection.execute(queries.MARK, (statement, article)).fetchone()
        if row is None:
            return None
        sequence, original, id_, articles = row
        if original not in self._told:
            if len(self._told) == _MARKS_KEPT:
                self._told.clear()
            family = _Family(self._connection, self._reports, originals_with(self._connection, original))
            self._told[original] = family.relation(original)
        first, relation = self._told[original]
        return FamilyMark(id_, "first" if sequence == first else relation, articles)


class _Family:
    """The originals of one family, the first published first."""

    def __init__(self, connection: sqlite3.Connection, reports: Reports, originals: list[int]) -> None:
        self._connection, self._reports, self._originals = connection, reports, originals
        rows = connection.execute(queries.FIRSTS, (json.dumps(originals),)).fetchall()
        self._firsts = {original: reports.one(first) for original, first in rows}
        self._first = min(self._firsts.values(), key=_rank)

    def whole(self) -> Family:
        """With copies and repeats."""
        id_ = family_id(names(self._connection, self._originals).values())
        members = tuple(self._member(original) for original in sorted(self._firsts, key=self._rank_of))
        return Family(id_, members, tuple(self._repeats()))

    def relation(self, original: int) -> tuple[int, MemberRelation]:
        """The first published report, by its sequence, and how all other copies of an original relate to it."""
        relation = self._relation(self._firsts[original])[0]
        return self._first.sequence, "verbatim" if relation == "first" else relation

    def conflicts(self) -> Iterator[FamilyConflict]:
        """Between the first published report and each other one; words are held against the first quoted one."""
        id_ = family_id(names(self._connection, self._originals).values())
        ordered = sorted(self._firsts.values(), key=_rank)
        quoted = next((one for one in ordered if one.report.statement.type != "indirect"), self._first)
        for one in ordered[1:]:
            for fact in conflicts_of_facts(self._first.report, one.report):
                yield self._conflict(id_, fact, self._first, one)
            first = quoted if quoted.rank < one.rank else self._first
            wording = compare_wording(first.report.quote, one.report.quote)
            for change in conflicts_of_words(first.report, one.report, wording=wording):
                yield self._conflict(id_, change, first, one)

    def _conflict(self, id_: str, found: Conflict, first: Placed, other: Placed) -> FamilyConflict:
        wording = compare_wording(first.report.quote, other.report.quote)
        hits = _hit(self._reports, first), _hit(self._reports, other)
        return FamilyConflict(
            id_, found.kind, found.message, *hits, wording if wording.relation != "different" else None
        )

    def _member(self, original: int) -> Member:
        one = self._firsts[original]
        relation, wording = self._relation(one)
        rows = self._connection.execute(queries.COPIES_OF, (original,)).fetchall()
        copies = sorted((self._reports.one(row[0]) for row in rows if row[0] != one.sequence), key=_rank)
        return Member(_hit(self._reports, one), relation, wording, tuple(_hit(self._reports, copy) for copy in copies))

    def _relation(self, one: Placed) -> tuple[MemberRelation, Wording | None]:
        """By its edge with the first, else by its words."""
        if one is self._first:
            return "first", None
        wording = compare_wording(self._first.report.quote, one.report.quote)
        relation: Relation = "paraphrase" if wording.relation == "different" else wording.relation
        row = self._connection.execute(queries.EDGE, (self._first.sequence, one.sequence)).fetchone()
        if row is not None and row[0] != "repeat":
            relation = row[0]
        return relation, None if relation == "paraphrase" else wording

    def _repeats(self) -> Iterator[Repeat]:
        asked = {"originals": json.dumps(self._originals)}
        linked = {row[1] for row in self._connection.execute(queries.LINKS, asked) if row[2] == "repeat"}
        others = json.dumps(sorted(linked - self._firsts.keys()))
        for original, first in self._connection.execute(queries.FIRSTS, (others,)).fetchall():
            one = self._reports.one(first)
            family = family_id(names(self._connection, originals_with(self._connection, original)).values())
            yield Repeat(_hit(self._reports, one), family)

    def _rank_of(self, original: int) -> str:
        return self._firsts[original].rank


def _hit(reports: Reports, one: Placed) -> Hit:
    place, statement = reports.place(one.version), reports.with_decision(one)
    facts = place.article_id, place.url, place.headline, place.outlet, place.published
    return Hit(*facts, statement, one.report.quote, text=place.text)


def _rank(one: Placed) -> str:
    return one.rank


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute(queries.FAMILY_COUNT).fetchone()[0])


def _following(last: FamilySummary) -> str:
    return cursor(_LIST, [last.articles, last.statements, last.id])


def _place_after(told: str | None) -> dict[str, object]:
    if told is None:
        return {"articles": None, "statements": None, "id": None}
    articles, statements, id_ = read_cursor(told, _LIST, [int, int, str])
    return {"articles": articles, "statements": statements, "id": id_}
