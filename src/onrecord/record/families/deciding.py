"""A person's decisions on families: two statements report one utterance, or two. Each is a row and none is removed.

A decision is an edit of the subject "family" under the id of a statement, whose change is one of
{"joined_with": [statement id]} or {"apart_from": [statement id, ...]}; of two statements the last one applies that was
not taken back. Earlier records took decisions back by {"undecided_with": [statement id, ...]}. Each function runs
inside the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable

from onrecord.problems.record import NotTwoFamilies
from onrecord.record.families import originals_with, queries
from onrecord.record.families.grouping import component, originals_by_id, regroup
from onrecord.record.loading import find_statement
from onrecord.record.log import add_decision
from onrecord.record.values import Decision


def join(connection: sqlite3.Connection, statement: str, other: str, *, who: str, note: str | None = None) -> Decision:
    """Two statements report one utterance."""
    one, another = (find_statement(connection, wanted)[1].id for wanted in (statement, other))
    originals = _original(connection, one, statement), _original(connection, another, other)
    if originals[0] in originals_with(connection, originals[1]):
        raise NotTwoFamilies(f"{statement} and {other} already report one utterance.")
    return _decide(connection, one, {"joined_with": [another]}, who=who, note=note)


def split(connection: sqlite3.Connection, statement: str, *, who: str, note: str | None = None) -> Decision:
    """A statement, with its copies, reports another utterance than the rest of its family."""
    one = find_statement(connection, statement)[1].id
    own = _original(connection, one, statement)
    rest = [original for original in originals_with(connection, own) if original != own]
    if not rest:
        raise NotTwoFamilies(
            f"{statement} is not in a family with other reports; copies of one paragraph count as one report."
        )
    others = [row[0] for row in connection.execute(queries.FIRST_IDS, (json.dumps(rest),))]
    return _decide(connection, one, {"apart_from": others}, who=who, note=note)


def taken_back(connection: sqlite3.Connection, decision: Decision, *, add: Callable[[], Decision]) -> Decision:
    """Make the families around a decision again, as they are when `add` has taken it back."""
    ids = [decision.subject_id, *(other for others in (decision.change or {}).values() for other in others)]
    around = _around(connection, ids)
    undone = add()
    regroup(connection, around)
    return undone


def _original(connection: sqlite3.Connection, id_: str, given: str) -> int:
    row = connection.execute(queries.LATEST_ORIGINAL, (id_,)).fetchone()
    if row is None:
        raise NotTwoFamilies(
            f"{given} is a statement of an earlier version; only statements of latest versions are in families."
        )
    return int(row[0])


def _around(connection: sqlite3.Connection, ids: Iterable[str]) -> set[int]:
    """The originals with one of these statements, and all that is linked with them."""
    return component(connection, {one for id_ in ids for one in originals_by_id(connection, id_)})[0]


def _decide(
    connection: sqlite3.Connection, one: str, change: dict[str, list[str]], *, who: str, note: str | None
) -> Decision:
    around = _around(connection, [one, *(other for others in change.values() for other in others)])
    decision = add_decision(connection, "family", one, verdict="edit", who=who, change=change, note=note)
    regroup(connection, around)
    return decision
