"""Keys that the record derives from names and addresses: by what an actor's names and an article are found again.

The rules that make them may differ from one version of the program to the next. The file carries the number of those
that made its keys; the next writer makes them again where they were others, and with them the roles of actors who
share one that was given to several at once: older records took it for nobody's.
"""

import sqlite3

from onrecord.actors.names import joining_key, proposing_key
from onrecord.record.actors.adding import derive_roles
from onrecord.record.joined import joined
from onrecord.record.origins import add_missing_keys

RULES = 2
"""Raised whenever `joining_key`, `proposing_key` or `address_key` give something else than before for the same name or
address. A record that was made before there was a number has 0."""
_RULES = "PRAGMA user_version"
_SET_RULES = f"PRAGMA user_version = {RULES}"
_NAMES = """
SELECT actor_names.sequence, actor_names.name, kind, joining_key, proposing_key
FROM actor_names JOIN actors ON actors.sequence = actor
"""
_SET_KEYS = "UPDATE actor_names SET joining_key = ?, proposing_key = ? WHERE sequence = ?"
_SHARED_ROLES = """
SELECT DISTINCT statements.id, actor
FROM appearances
JOIN statement_speakers AS own USING (statement, part, position)
JOIN statements ON statements.sequence = appearances.statement
WHERE form = 1 AND role IS NOT NULL AND EXISTS (
    SELECT 1 FROM statement_speakers AS other
    WHERE other.statement = own.statement AND other.part = own.part AND other.position <> own.position
)
"""
_FORGET_ARTICLES = "DELETE FROM article_keys"


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the keys were made by the rules of this program."""
    return bool(connection.execute(_RULES).fetchone()[0] == RULES)


def derive_again(connection: sqlite3.Connection) -> None:
    """Make all keys by the rules of this program."""
    for sequence, name, kind, *keys in connection.execute(_NAMES).fetchall():
        expected = [joining_key(name, kind), proposing_key(name, kind)]
        if keys != expected:
            connection.execute(_SET_KEYS, (*expected, sequence))
    state = joined(connection)
    shared = connection.execute(_SHARED_ROLES).fetchall()
    derive_roles(connection, state, {state.moved.get((statement, actor), actor) for statement, actor in shared})
    connection.execute(_FORGET_ARTICLES)
    add_missing_keys(connection)
    connection.execute(_SET_RULES)
