"""Tokens: what programs sign in with. A token is shown once, when it is made."""

import secrets
import sqlite3
from datetime import datetime, timedelta

from onrecord.problems.access import UnknownToken
from onrecord.web.access.sessions import hash_of
from onrecord.web.access.store import Store
from onrecord.web.access.users import present_user
from onrecord.web.access.values import Role, Token

PREFIX = "onrecord_"
"""By which programs that look for leaked secrets, and people, know what it is."""
_USED_AGAIN = timedelta(minutes=5)
_ADD = "INSERT INTO tokens (hash, user_id, label, role, created) VALUES (?, ?, ?, ?, ?)"
_ALL = """
SELECT number, users.name AS user, label, tokens.role, users.role AS users_role, tokens.created, used, revoked
FROM tokens JOIN users ON users.id = user_id ORDER BY number
"""
_VALID = """
SELECT number, users.name AS user, label, tokens.role, users.role AS users_role, tokens.created, used, revoked
FROM tokens JOIN users ON users.id = user_id WHERE hash = ? AND revoked IS NULL AND users.removed IS NULL
"""
_USED = "UPDATE tokens SET used = ? WHERE number = ?"
_REVOKE = "UPDATE tokens SET revoked = ? WHERE number = ? AND revoked IS NULL"


def add_token(store: Store, name: str, *, label: str | None, role: Role | None, now: datetime) -> tuple[str, Token]:
    """A new token of a user, with its secret, which cannot be had again. Without a role it has the user's, as it is
    now. Raises UnknownUser or UserRemoved."""
    secret = PREFIX + secrets.token_urlsafe(32)
    with store.writing() as connection:
        user = present_user(connection, name)
        given = role if role and user.role.includes(role) else user.role
        number = connection.execute(_ADD, (hash_of(secret), user.id, label, given, now.isoformat())).lastrowid
    return secret, Token(number or 0, user.name, label, given, now)


def find_token(store: Store, secret: str, *, now: datetime) -> Token | None:
    """The token of a secret, with the role that it and its user both have; None where it is not valid."""
    with store.reading() as connection:
        row = connection.execute(_VALID, (hash_of(secret),)).fetchone()
    if row is None:
        return None
    token = _token(row)
    if token.used is None or now - token.used > _USED_AGAIN:
        with store.writing() as connection:
            connection.execute(_USED, (now.isoformat(), token.number))
    return token


def all_tokens(store: Store) -> list[Token]:
    """Every token, also those that were revoked."""
    with store.reading() as connection:
        return [_token(row) for row in connection.execute(_ALL)]


def revoke_token(store: Store, number: int, *, now: datetime) -> None:
    """Make a token worthless. Raises UnknownToken."""
    with store.writing() as connection:
        if not connection.execute(_REVOKE, (now.isoformat(), number)).rowcount:
            raise UnknownToken(number)


def _token(row: sqlite3.Row) -> Token:
    role, users_role = Role(row["role"]), Role(row["users_role"])
    return Token(
        row["number"],
        row["user"],
        row["label"],
        role if users_role.includes(role) else users_role,
        datetime.fromisoformat(row["created"]),
        datetime.fromisoformat(row["used"]) if row["used"] else None,
        datetime.fromisoformat(row["revoked"]) if row["revoked"] else None,
    )
