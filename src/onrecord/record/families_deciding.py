"""A person's decisions on families: two statements report one utterance, or two. Each is a row and none is removed.

A decision is an edit of the subject "family" under the id of a statement, whose change is one of
{"joined_with": [statement id]}, {"apart_from": [statement id, ...]} or {"undecided_with": [statement id, ...]};
of two statements the last one holds. Each function runs inside the caller's transaction.
"""

import json
import sqlite3

from onrecord.problems import NotTwoFamilies
from onrecord.record import families_queries as queries
from onrecord.record.adding import add_decision
from onrecord.record.families import originals_with
from onrecord.record.families_grouping import component, regroup, verdicts
from onrecord.record.loading import find_statement
from onrecord.record.values import Decision


def join(connection: sqlite3.Connection, statement: str, other: str, *, who: str) -> Decision:
    """Two statements report one utterance."""
    one, another = (find_statement(connection, wanted)[1].id for wanted in (statement, other))
    originals = _original(connection, one, statement), _original(connection, another, other)
    if originals[0] in originals_with(connection, originals[1]):
        raise NotTwoFamilies(f"{statement} and {other} already report one utterance.")
    return _decide(connection, one, {"joined_with": [another]}, who=who)


def split(connection: sqlite3.Connection, statement: str, *, who: str) -> Decision:
    """A statement, with its copies, reports another utterance than the rest of its family."""
    one = find_statement(connection, statement)[1].id
    own = _original(connection, one, statement)
    rest = [original for original in originals_with(connection, own) if original != own]
    if not rest:
        raise NotTwoFamilies(
            f"{statement} is not in a family with other reports; copies of one paragraph count as one report."
        )
    others = [row[0] for row in connection.execute(queries.FIRST_IDS, (json.dumps(rest),))]
    return _decide(connection, one, {"apart_from": others}, who=who)


def undo(connection: sqlite3.Connection, statement: str, *, who: str) -> Decision:
    """What was decided about a statement and others no longer holds."""
    one = find_statement(connection, statement)[1].id
    others = {other for pair in verdicts(connection) if one in pair for other in pair} - {one}
    if not others:
        raise NotTwoFamilies(f"There is no decision about {statement}.")
    return _decide(connection, one, {"undecided_with": sorted(others)}, who=who)


def _original(connection: sqlite3.Connection, id_: str, given: str) -> int:
    row = connection.execute(queries.LATEST_ORIGINAL, (id_,)).fetchone()
    if row is None:
        raise NotTwoFamilies(
            f"{given} is a statement of an earlier version; only statements of latest versions are in families."
        )
    return int(row[0])


def _decide(connection: sqlite3.Connection, one: str, change: dict[str, list[str]], *, who: str) -> Decision:
    ids = [one, *(other for others in change.values() for other in others)]
    touched = {row[0] for id_ in ids for row in connection.execute(queries.ORIGINALS_BY_ID, (id_,))}
    around = component(connection, touched)[0]
    decision = add_decision(connection, "family", one, verdict="edit", who=who, change=change)
    regroup(connection, around)
    return decision
