"""The log of decisions: one numbering for statements, articles, actors and families; rows are added, none is removed.

What is taken back is a row of its own, whose subject is the decision. Each function runs inside the caller's
transaction.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from onrecord.problems.record import BadDecision, NotUndone, UnknownDecision
from onrecord.record.cursors import cursor, read_cursor
from onrecord.record.opening import now
from onrecord.record.rows import digest
from onrecord.record.values import Decision, DecisionPage, DecisionVerdict, Subject

_ENTRY = "INSERT INTO entries (kind, digest, added_at) VALUES ('decision', ?, ?)"
_NUMBER = "SELECT count(*) FROM entries WHERE kind = 'decision' AND sequence <= ?"
_COUNT = "SELECT count(*) FROM decisions"
_ADD = (
    "INSERT INTO decisions (sequence, number, subject, id, verdict, change, who, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_LIST = """
SELECT decisions.number, decisions.subject, decisions.id, decisions.verdict, decisions.who, added_at, decisions.change,
    decisions.note, undoing.number
FROM decisions JOIN entries ON entries.sequence = decisions.sequence
LEFT JOIN decisions AS undoing ON undoing.subject = 'decision' AND undoing.id = CAST(decisions.number AS TEXT)
WHERE (:subject IS NULL OR decisions.subject = :subject)
    AND (:ids IS NULL OR decisions.id IN (SELECT value FROM json_each(:ids)) OR EXISTS (
        SELECT 1 FROM json_each(:ids) AS asked WHERE instr(decisions.change, '"' || asked.value || '"')
            OR (decisions.subject = 'position' AND instr(decisions.id, asked.value))
    ))
    AND (:who IS NULL OR decisions.who = :who)
    AND (:since IS NULL OR added_at >= :since)
    AND (:number IS NULL OR decisions.number = :number)
ORDER BY decisions.number
"""
_NEWEST = """
SELECT decisions.number, decisions.subject, decisions.id, decisions.verdict, decisions.who, added_at, decisions.change,
    decisions.note, undoing.number
FROM decisions JOIN entries ON entries.sequence = decisions.sequence
LEFT JOIN decisions AS undoing ON undoing.subject = 'decision' AND undoing.id = CAST(decisions.number AS TEXT)
WHERE decisions.number < :before
    AND (:subject IS NULL OR decisions.subject = :subject)
    AND (:ids IS NULL OR decisions.id IN (SELECT value FROM json_each(:ids)) OR EXISTS (
        SELECT 1 FROM json_each(:ids) AS asked WHERE instr(decisions.change, '"' || asked.value || '"')
            OR (decisions.subject = 'position' AND instr(decisions.id, asked.value))
    ))
    AND (:who IS NULL OR decisions.who = :who)
    AND (NOT :standing OR (decisions.verdict <> 'undo' AND undoing.number IS NULL))
ORDER BY decisions.number DESC
LIMIT :limit
"""
_BEYOND = 2**63 - 1
"""More than any decision's number."""


def decision_digest(
    subject: str, id_: str, verdict: str, change: str | None, who: str, at: str | None, note: str | None
) -> bytes:
    """The digest of a decision; its number follows from its place in the log. `change` is its JSON."""
    return digest("decision", subject, id_, verdict, change, who, at, *([note] if note is not None else []))


def add_decision(
    connection: sqlite3.Connection,
    subject: Subject,
    subject_id: str,
    *,
    verdict: DecisionVerdict,
    who: str,
    change: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> Decision:
    """Keep a person's verdict."""
    if not isinstance(who, str) or not who.strip():
        wanted = "Name the person who decides (`--who NAME`); the name is kept with the decision."
        raise BadDecision("no name is given", wanted)
    who, note = who.strip(), (note or "").strip() or None
    at, written = now(), None if change is None else json.dumps(change, sort_keys=True)
    content = decision_digest(subject, subject_id, verdict, written, who, at, note)
    sequence = connection.execute(_ENTRY, (content, at)).lastrowid
    number = int(connection.execute(_NUMBER, (sequence,)).fetchone()[0])
    connection.execute(_ADD, (sequence, number, subject, subject_id, verdict, written, who, note))
    return Decision(number, subject, subject_id, verdict, who, at, change, note)


def load_decisions(
    connection: sqlite3.Connection,
    *,
    subject: Subject | None = None,
    ids: list[str] | None = None,
    who: str | None = None,
    since: str | None = None,
    number: int | None = None,
) -> Iterator[Decision]:
    """The decisions about some ids, or all, the oldest first."""
    asked = {"subject": subject, "ids": None if ids is None else json.dumps(ids), "who": who, "since": since}
    return map(_decision, connection.execute(_LIST, asked | {"number": number}))


def load_decision(connection: sqlite3.Connection, number: int) -> Decision:
    """A decision by its number. Raises UnknownDecision."""
    found = _numbered(connection, number)
    if found is None:
        raise UnknownDecision(number, connection.execute(_COUNT).fetchone()[0])
    return found


def load_latest(
    connection: sqlite3.Connection,
    *,
    subject: Subject | None = None,
    ids: list[str] | None = None,
    who: str | None = None,
    standing: bool = False,
    limit: int,
    after: str | None = None,
) -> DecisionPage:
    """The same, the newest first, a page of them. Raises BadCursor."""
    asked = {"subject": subject, "ids": None if ids is None else json.dumps(ids), "who": who, "standing": standing}
    own = sha256(repr(asked).encode("utf8", "replace")).hexdigest()[:8]
    before = _BEYOND if after is None else read_cursor(after, own, [int])[0]
    rows = connection.execute(_NEWEST, asked | {"before": before, "limit": limit + 1}).fetchall()
    found = tuple(map(_decision, rows[:limit]))
    return DecisionPage(found, cursor(own, [found[-1].number]) if len(rows) > limit else None)


def _numbered(connection: sqlite3.Connection, number: int) -> Decision | None:
    return next(load_decisions(connection, number=number), None) if abs(number) < _BEYOND else None


def _decision(row: tuple[Any, ...]) -> Decision:
    number, subject, id_, verdict, who, at, change, note, undone = row
    return Decision(number, subject, id_, verdict, who, at, json.loads(change) if change else None, note, undone)


def undoable(connection: sqlite3.Connection, number: int) -> Decision:
    """A decision that can be taken back. Raises NotUndone."""
    if not isinstance(number, int):
        raise NotUndone(f"{number!r} is not the number of a decision")
    found = _numbered(connection, number)
    if found is None:
        raise NotUndone(f"there is no decision {number}")
    if found.verdict == "undo":
        raise NotUndone(f"{number} took back decision {found.subject_id}, which can be decided again")
    if found.undone is not None:
        raise NotUndone(f"decision {number} was taken back already, by decision {found.undone}")
    return found
