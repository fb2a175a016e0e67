"""Keys that the record derives from names and addresses: by what an actor's names and an article are found again.

The rules that make them may differ from one version of the program to the next. The file carries the number of those
that made its keys; the next writer makes them again where they were others."""

import sqlite3

from onrecord.people.directory_names import block, family
from onrecord.record import origins

RULES = 2
"""Raised whenever `block`, `family` or `address_key` give something else than before for the same name or address. A
record that was made before there was a number has 0."""
_RULES = "PRAGMA user_version"
_SET_RULES = f"PRAGMA user_version = {RULES}"
_NAMES = """
SELECT actor_names.sequence, actor_names.name, kind, block, family
FROM actor_names JOIN actors ON actors.sequence = actor
"""
_SET_KEYS = "UPDATE actor_names SET block = ?, family = ? WHERE sequence = ?"
_FORGET_ARTICLES = "DELETE FROM article_keys"


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the keys were made by the rules of this program."""
    return bool(connection.execute(_RULES).fetchone()[0] == RULES)


def derive_again(connection: sqlite3.Connection) -> None:
    """Make all keys by the rules of this program."""
    for sequence, name, kind, *keys in connection.execute(_NAMES).fetchall():
        expected = [block(name, kind), family(name, kind)]
        if keys != expected:
            connection.execute(_SET_KEYS, (*expected, sequence))
    connection.execute(_FORGET_ARTICLES)
    origins.add_missing_keys(connection)
    connection.execute(_SET_RULES)
