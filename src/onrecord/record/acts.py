"""Acts of statements that were added before records kept them. Each function runs inside the caller's transaction."""

import sqlite3
from collections.abc import Callable

from onrecord.english.acts import act_of
from onrecord.record.loading import stored_statements

_AT_ONCE = 100
"""Versions: a few thousand statements, told in about a second."""
UNTOLD_COUNT = "SELECT count(DISTINCT version) FROM statements WHERE act IS NULL"
_UNTOLD = """
SELECT DISTINCT versions.sequence, reading, versions.text
FROM statements JOIN versions ON versions.sequence = statements.version
WHERE act IS NULL ORDER BY versions.sequence LIMIT ?
"""
_TELL = "UPDATE statements SET act = ?, negated = ? WHERE sequence = ? AND act IS NULL"


def tell_some(connection: sqlite3.Connection, *, step: Callable[[], object]) -> None:
    """Tell the acts of the statements of some versions; `step` is called after each."""
    for version, reading, text in connection.execute(_UNTOLD, (_AT_ONCE,)).fetchall():
        for stored in stored_statements(connection, version, reading):
            act, negated = act_of(stored.statement(), text)
            connection.execute(_TELL, (act, negated, stored.sequence))
        step()
