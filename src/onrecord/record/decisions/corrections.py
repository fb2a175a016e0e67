"""What decisions make of statements: which hold, the corrections of those that were edited, and who reviewed which.

A decision holds for every version and reading of the article in which the statement is the same: the same words of
content and source, and the same place among several such. Of several decisions on one statement, accept and reject end
what was before; edits add to each other. What a reviewer made of it follows in the same way from their decisions
alone. All of it follows from the log and the proposals, and is made again after each decision, and after each version
that an article with decisions gets. Each function runs in the caller's transaction.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.model import Span, Statement
from onrecord.problems import SpanOutsideText
from onrecord.record.actors.adding import cast_corrections, tell_again
from onrecord.record.adding import add_correction
from onrecord.record.decisions.edits import edited
from onrecord.record.families.queries import LAST_COMPARED
from onrecord.record.loading import StoredStatement, load_statement, stored_proposals
from onrecord.record.log import load_decisions
from onrecord.record.values import Decision, Fault

_ARTICLES = """
SELECT DISTINCT versions.article FROM statements JOIN versions ON versions.sequence = statements.version
WHERE statements.id = ?
"""
_DECIDED_IDS = """
SELECT DISTINCT statements.id FROM versions JOIN statements ON statements.version = versions.sequence
WHERE versions.article = ? AND EXISTS (
    SELECT 1 FROM decisions WHERE decisions.subject = 'statement' AND decisions.id = statements.id
)
"""
_VERSIONS = "SELECT sequence, text FROM versions WHERE article = ? ORDER BY number"
_CORRECTIONS = "SELECT sequence FROM statements WHERE corrects = ? ORDER BY sequence"
_CORRECTIONS_IN = """
SELECT statements.sequence FROM versions JOIN statements ON statements.version = versions.sequence
WHERE versions.article = ? AND corrects IS NOT NULL
"""
_VERSION = "SELECT version FROM statements WHERE sequence = ?"
_WITH_DECISIONS = """
SELECT sequence, id FROM articles WHERE EXISTS (
    SELECT 1 FROM versions JOIN statements ON statements.version = versions.sequence
    WHERE versions.article = articles.sequence AND (
        EXISTS (SELECT 1 FROM decided WHERE decided.statement = statements.sequence) OR EXISTS (
            SELECT 1 FROM decisions WHERE decisions.subject = 'statement' AND decisions.id = statements.id
        )
    )
)
"""
_STANDINGS = """
SELECT decided.statement, standing, decision FROM versions
JOIN statements ON statements.version = versions.sequence JOIN decided ON decided.statement = statements.sequence
WHERE versions.article = ?
"""
_SET_STANDING = """
INSERT INTO decided (statement, standing, decision) VALUES (?, ?, ?)
ON CONFLICT (statement) DO UPDATE SET standing = excluded.standing, decision = excluded.decision
"""
_REVIEWS = """
SELECT reviewed.statement, who, decision FROM versions
JOIN statements ON statements.version = versions.sequence JOIN reviewed ON reviewed.statement = statements.sequence
WHERE versions.article = ?
"""
_SET_REVIEW = """
INSERT INTO reviewed (statement, who, decision) VALUES (?, ?, ?)
ON CONFLICT (statement, who) DO UPDATE SET decision = excluded.decision
"""
_FORGET_REVIEW = "DELETE FROM reviewed WHERE statement = ? AND who = ?"
UNSETTLED = """
SELECT DISTINCT versions.article
FROM held_decisions JOIN statements ON statements.id = held_decisions.id
JOIN versions ON versions.sequence = statements.version
WHERE held_decisions.subject = 'statement' AND corrects IS NULL AND NOT (
    EXISTS (SELECT 1 FROM decided WHERE decided.statement = statements.sequence)
    AND EXISTS (SELECT 1 FROM reviewed WHERE reviewed.statement = statements.sequence)
)
"""
"""Articles of a record in which decisions had no effect yet."""
_ADDED = """
SELECT DISTINCT versions.article FROM found_readings JOIN versions ON versions.sequence = found_readings.version
WHERE found_readings.sequence > ?
"""
_FORGET_STANDING = "DELETE FROM decided WHERE statement = ?"
Key = tuple[str, str, int]
"""The words of content and source, and which of several such statements of a reading."""
Standing = tuple[str, int | None]
"""As in `decided`: how a statement stands, and by which decision."""
TAKEN_BACK: Standing = ("taken back", None)
_STANDING_BY = {"accept": "held", "reject": "rejected", "edit": "corrected"}
"""Of a proposal, by the verdict on it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement as it was read, with the text of its version and what makes it the same in another."""

    stored: StoredStatement
    statement: Statement
    version: int
    text: str
    key: Key

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.statement.content[0].start


@dataclass(frozen=True, slots=True)
class Outcome:
    """What holds of the decisions about a statement: the last one, and the edits since the last verdict, each with the
    id of the statement about which it was decided."""

    last: Decision
    edits: tuple[Decision, ...] = ()


def outcome(decisions: Iterable[Decision]) -> Outcome | None:
    """What several decisions on one statement come to, in their order."""
    held: Outcome | None = None
    for one in decisions:
        if one.undone is None and one.verdict != "undo":
            before = held.edits if held and one.verdict == "edit" else ()
            held = Outcome(one, (*before, one) if one.verdict == "edit" else ())
    return held


def reviews_of(decisions: Iterable[Decision]) -> dict[str, Outcome]:
    """What several decisions on one statement come to for each who decided, whatever the others did."""
    own: defaultdict[str, list[Decision]] = defaultdict(list)
    for one in decisions:
        own[one.who].append(one)
    return {who: held for who, by in own.items() if (held := outcome(by))}


def articles_of(connection: sqlite3.Connection, statement_id: str) -> list[int]:
    """The articles that hold a statement: several where one text stands under several addresses."""
    return [row[0] for row in connection.execute(_ARTICLES, (statement_id,))]


def proposals(connection: sqlite3.Connection, article: int) -> list[Proposal]:
    """All statements of an article as they were read, in all its versions and readings."""
    found = []
    for version, text in connection.execute(_VERSIONS, (article,)).fetchall():
        seen: dict[tuple[int, str, str], int] = defaultdict(int)
        read = [(reading, stored, stored.statement()) for reading, stored in stored_proposals(connection, version)]
        for reading, stored, statement in sorted(read, key=lambda one: one[2].content[0].start):
            words = _words(statement.content, text), _words(statement.source, text)
            found.append(Proposal(stored, statement, version, text, (*words, seen[(reading, *words)])))
            seen[(reading, *words)] += 1
    return found


def same_ids(connection: sqlite3.Connection, statement_id: str) -> list[str]:
    """The ids that a statement has in the versions of its articles, its own among them."""
    ids = {statement_id: None}
    for article in articles_of(connection, statement_id):
        found = proposals(connection, article)
        keys = {one.key for one in found if one.statement.id == statement_id}
        ids |= {one.statement.id: None for one in found if one.key in keys}
    return list(ids)


def settle_statement(connection: sqlite3.Connection, statement_id: str) -> set[int]:
    """Make again what holds in the articles of a statement, after a decision; the versions that changed by it."""
    return {version for article in articles_of(connection, statement_id) for version in settle(connection, article)}


def settle_added(connection: sqlite3.Connection) -> None:
    """Make again what holds in the articles of which versions or readings were added that are not yet compared."""
    last = connection.execute(LAST_COMPARED).fetchone()[0]
    for (article,) in connection.execute(_ADDED, (last,)).fetchall():
        if connection.execute(_DECIDED_IDS, (article,)).fetchone():
            settle(connection, article)


def settle(connection: sqlite3.Connection, article: int) -> set[int]:
    """Make again what holds in an article; the versions in which other statements hold than before."""
    before, due = _standings(connection, article), _due(connection, article)
    added = {}
    for one, number, correction in due.missing:
        sequence = add_correction(connection, one.stored.sequence, correction, one.text)
        added[sequence] = one.version
        due.standings[sequence] = ("held", number)
    after = due.standings
    connection.executemany(_FORGET_STANDING, [(one,) for one in before.keys() - after.keys()])
    changed = [(one, *standing) for one, standing in after.items() if before.get(one) != standing]
    connection.executemany(_SET_STANDING, changed)
    _keep_reviews(connection, article, due.reviews)
    cast_corrections(connection, added)
    known = before.keys() | after.keys()
    come = {*added, *(one for one in known if _holds(after, one) and not _holds(before, one))}
    gone = {one for one in known if _holds(before, one) and not _holds(after, one)}
    tell_again(connection, gone=gone, come=come)
    return {connection.execute(_VERSION, (one,)).fetchone()[0] for one in come | gone}


def standing_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Articles in which other statements hold than the decisions say."""
    for article, id_ in connection.execute(_WITH_DECISIONS).fetchall():
        try:
            due = _due(connection, article)
        except (IndexError, TypeError, ValueError, SpanOutsideText) as error:
            yield Fault("decision", id_, f"could not be checked, a statement of the article cannot be read: {error}")
            continue
        if due.missing or due.standings != _standings(connection, article):
            yield Fault("decision", id_, "what holds of its statements is not what the decisions about them say")
        if due.reviews != _reviews(connection, article):
            yield Fault("decision", id_, "who reviewed its statements is not what the decisions about them say")


@dataclass(frozen=True, slots=True)
class _Due:
    """How the statements of an article stand by the log, where it says something; the corrections that are not there
    yet, with the number of the decision; and the number of each reviewer's latest decision about a proposal."""

    standings: dict[int, Standing]
    missing: list[tuple[Proposal, int, Statement]]
    reviews: dict[tuple[int, str], int]


def _due(connection: sqlite3.Connection, article: int) -> _Due:
    found = proposals(connection, article)
    by_id = {one.statement.id: one for one in found}
    decided = decided_about(connection, article, by_id)
    due = _Due({row[0]: TAKEN_BACK for row in connection.execute(_CORRECTIONS_IN, (article,))}, [], {})
    for one in found:
        decisions = decided.get(one.key, ())
        for who, own in reviews_of(decisions).items():
            due.reviews[one.stored.sequence, who] = own.last.number
        if held := outcome(decisions):
            _add_due(connection, due, one, held, corrected(one, held, by_id))
    return due


def _add_due(
    connection: sqlite3.Connection, due: _Due, one: Proposal, held: Outcome, correction: Statement | None
) -> None:
    number = held.last.number
    due.standings[one.stored.sequence] = (_STANDING_BY[held.last.verdict], number)
    if correction is not None:
        kept = _corrections(connection, one.stored.sequence)
        same = next((sequence for sequence, known in kept.items() if known == correction), None)
        if same is None:
            due.missing.append((one, number, correction))
        else:
            due.standings[same] = ("held", number)


def _keep_reviews(connection: sqlite3.Connection, article: int, after: Mapping[tuple[int, str], int]) -> None:
    before = _reviews(connection, article)
    connection.executemany(_FORGET_REVIEW, list(before.keys() - after.keys()))
    changed = [(*one, number) for one, number in after.items() if before.get(one) != number]
    connection.executemany(_SET_REVIEW, changed)


def _reviews(connection: sqlite3.Connection, article: int) -> dict[tuple[int, str], int]:
    return {(row[0], row[1]): row[2] for row in connection.execute(_REVIEWS, (article,))}


def _standings(connection: sqlite3.Connection, article: int) -> dict[int, Standing]:
    return {row[0]: (row[1], row[2]) for row in connection.execute(_STANDINGS, (article,))}


def _holds(standings: Mapping[int, Standing], statement: int) -> bool:
    return standings.get(statement, ("held", None))[0] == "held"


def _corrections(connection: sqlite3.Connection, proposal: int) -> dict[int, Statement]:
    rows = connection.execute(_CORRECTIONS, (proposal,)).fetchall()
    return {row[0]: replace(load_statement(connection, row[0])[0], decision=None) for row in rows}


def decided_about(
    connection: sqlite3.Connection, article: int, by_id: Mapping[str, Proposal]
) -> Mapping[Key, list[Decision]]:
    """All decisions about the statements of an article, in their order; `by_id` are its proposals."""
    decided: defaultdict[Key, list[Decision]] = defaultdict(list)
    ids = [row[0] for row in connection.execute(_DECIDED_IDS, (article,))]
    for decision in load_decisions(connection, subject="statement", ids=ids):
        if decision.subject_id in by_id:
            decided[by_id[decision.subject_id].key].append(decision)
    return decided


def corrected(one: Proposal, held: Outcome, by_id: Mapping[str, Proposal]) -> Statement | None:
    """What the edits make of a proposal; None where there are none."""
    if not held.edits:
        return None
    statement = one.statement
    for edit in held.edits:
        away = one.start - by_id[edit.subject_id].start
        statement = edited(statement, edit.change or {}, text=one.text, away=away)
    return statement


def _words(spans: Iterable[Span], text: str) -> str:
    return " ".join(" ".join(span.of(text) for span in spans).split())
