"""What decisions make of statements: which hold, and the corrections of those that were edited.

A decision holds for every version and reading of the article in which the statement is the same: the same words of
content and source, and the same place among several such. Of several decisions on one statement, accept and reject end
what was before; edits add to each other. All of it follows from the log and the proposals, and is made again after each
decision, and after each version that an article with decisions gets. Each function runs inside the caller's transaction.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.model import Statement
from onrecord.record.decisions import load_decisions
from onrecord.record.edits import edited
from onrecord.record.loading import StoredStatement, load_proposals
from onrecord.record.values import Decision

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
_CORRECTIONS = "SELECT sequence, corrects FROM statements WHERE corrects IN (SELECT value FROM json_each(?))"
_STANDINGS = """
SELECT decided.statement, standing, decision FROM versions
JOIN statements ON statements.version = versions.sequence JOIN decided ON decided.statement = statements.sequence
WHERE versions.article = ?
"""
_SET_STANDING = """
INSERT INTO decided (statement, standing, decision) VALUES (?, ?, ?)
ON CONFLICT (statement) DO UPDATE SET standing = excluded.standing, decision = excluded.decision
"""
_FORGET_STANDING = "DELETE FROM decided WHERE statement = ?"
Key = tuple[str, str, int]
"""The words of content and source, and which of several such statements of a reading."""
Standing = tuple[str, int | None]
"""As in `decided`: how a statement stands, and by which decision."""
TAKEN_BACK: Standing = ("taken back", None)


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


def articles_of(connection: sqlite3.Connection, statement_id: str) -> list[int]:
    """The articles that hold a statement: several where one text stands under several addresses."""
    return [row[0] for row in connection.execute(_ARTICLES, (statement_id,))]


def has_decisions(connection: sqlite3.Connection, article: int) -> bool:
    """Whether something was ever decided about a statement of the article."""
    return connection.execute(_DECIDED_IDS, (article,)).fetchone() is not None


def proposals(connection: sqlite3.Connection, article: int) -> list[Proposal]:
    """All statements of an article as they were read, in all its versions and readings."""
    found = []
    for version, text in connection.execute(_VERSIONS, (article,)).fetchall():
        seen: dict[tuple[int, str, str], int] = defaultdict(int)
        read = [(reading, stored, stored.statement()) for reading, stored in load_proposals(connection, version)]
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


@dataclass(slots=True)
class Settled:
    """What a settling changed: the versions in which other statements hold than before, and the corrections that were
    added, with the proposals that they correct."""

    versions: set[int]
    added: list[tuple[Statement, Proposal]]


def expected(connection: sqlite3.Connection, article: int) -> list[tuple[Proposal, Outcome, Statement | None]]:
    """The proposals of an article about which something holds, and the corrections that edits make of them."""
    found = proposals(connection, article)
    by_id = {one.statement.id: one for one in found}
    decided: defaultdict[Key, list[Decision]] = defaultdict(list)
    ids = [row[0] for row in connection.execute(_DECIDED_IDS, (article,))]
    for decision in load_decisions(connection, subject="statement", ids=ids):
        decided[by_id[decision.subject_id].key].append(decision)
    outcomes = {key: held for key, decisions in decided.items() if (held := outcome(decisions))}
    return [(one, held, _corrected(one, held, by_id)) for one in found if (held := outcomes.get(one.key))]


def _corrected(one: Proposal, held: Outcome, by_id: Mapping[str, Proposal]) -> Statement | None:
    if not held.edits:
        return None
    statement = one.statement
    for edit in held.edits:
        away = one.start - by_id[edit.subject_id].start
        statement = edited(statement, edit.change or {}, text=one.text, away=away)
    return statement


def _words(spans: Iterable[object], text: str) -> str:
    return " ".join(" ".join(span.of(text) for span in spans).split())  # type: ignore[attr-defined]
