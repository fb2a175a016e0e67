"""Users: made, changed and removed by the command line, and known by name and password."""

import sqlite3
import unicodedata
from datetime import datetime
from pathlib import Path

from onrecord.problems.access import BadUserName, UnknownUser, UserExists, UserRemoved
from onrecord.web.access import passwords
from onrecord.web.access.store import Store, open_store
from onrecord.web.access.values import Role, User

_LONGEST_NAME = 80
_USER = "SELECT id, name, role, created, removed, password FROM users WHERE key = ?"
_USERS = "SELECT id, name, role, created, removed FROM users ORDER BY removed IS NOT NULL, key"
_ANYBODY = "SELECT EXISTS (SELECT 1 FROM users WHERE removed IS NULL)"
_ADD = "INSERT INTO users (key, name, password, role, created) VALUES (?, ?, ?, ?, ?)"
_SET_ROLE = "UPDATE users SET role = ? WHERE id = ?"
_SET_PASSWORD = "UPDATE users SET password = ? WHERE id = ?"  # noqa: S105
_SET_REMOVED = "UPDATE users SET removed = ? WHERE id = ?"
_END_SESSIONS = "DELETE FROM sessions WHERE user_id = ?"
_REVOKE_TOKENS = "UPDATE tokens SET revoked = ? WHERE user_id = ? AND revoked IS NULL"


def add_user(store: Store, name: str, password: str, *, role: Role, now: datetime) -> User:
    """A new user. Raises BadUserName, WeakPassword or UserExists."""
    name = _plain_name(name)
    kept = passwords.hashed(passwords.accepted(password, name=name))
    with store.writing() as connection:
        held = connection.execute(_USER, (key_of(name),)).fetchone()
        if held:
            raise UserExists(held["name"], removed=held["removed"] is not None)
        connection.execute(_ADD, (key_of(name), name, kept, role, now.isoformat()))
        return _user(connection.execute(_USER, (key_of(name),)).fetchone())


def find_user(store: Store, name: str) -> User:
    """The user of a name, removed or not. Raises UnknownUser."""
    with store.reading() as connection:
        return _user(_found(connection, name))


def all_users(store: Store) -> list[User]:
    """Everybody, those who were removed last."""
    with store.reading() as connection:
        return [_user(row) for row in connection.execute(_USERS)]


def has_users(record: Path) -> bool:
    """Whether anybody may sign in to a record. Raises UsersUnreadable."""
    store = open_store(record)
    if store is None:
        return False
    with store.reading() as connection:
        return bool(connection.execute(_ANYBODY).fetchone()[0])


def set_role(store: Store, name: str, role: Role) -> User:
    """Give a user another role, which holds for open sessions at once. Raises UnknownUser or UserRemoved."""
    with store.writing() as connection:
        user = present_user(connection, name)
        connection.execute(_SET_ROLE, (role, user.id))
        return _user(_found(connection, name))


def set_password(store: Store, name: str, password: str) -> User:
    """Give a user another password, and end the sessions. Raises UnknownUser, UserRemoved or WeakPassword."""
    kept = passwords.hashed(passwords.accepted(password, name=name))
    with store.writing() as connection:
        user = present_user(connection, name)
        connection.execute(_SET_PASSWORD, (kept, user.id))
        connection.execute(_END_SESSIONS, (user.id,))
        return user


def remove_user(store: Store, name: str, *, now: datetime) -> User:
    """Shut a user out: sessions end and tokens are revoked; the name stays taken. Raises UnknownUser or
    UserRemoved."""
    with store.writing() as connection:
        user = present_user(connection, name)
        connection.execute(_SET_REMOVED, (now.isoformat(), user.id))
        connection.execute(_END_SESSIONS, (user.id,))
        connection.execute(_REVOKE_TOKENS, (now.isoformat(), user.id))
        return _user(_found(connection, name))


def restore_user(store: Store, name: str) -> User:
    """Let a removed user in again, with the role and password from before. Raises UnknownUser."""
    with store.writing() as connection:
        user = _user(_found(connection, name))
        connection.execute(_SET_REMOVED, (None, user.id))
        return _user(_found(connection, name))


def known_by(store: Store, name: str, password: str) -> User | None:
    """The user of a name and a password; None where either is wrong or the user was removed, after the same time."""
    with store.reading() as connection:
        row = connection.execute(_USER, (key_of(name),)).fetchone()
    right = passwords.matches(password, row["password"] if row else None)
    if not (row and right) or row["removed"] is not None:
        return None
    if passwords.outdated(row["password"]):
        with store.writing() as connection:
            connection.execute(_SET_PASSWORD, (passwords.hashed(password), row["id"]))
    return _user(row)


def present_user(connection: sqlite3.Connection, name: str) -> User:
    """The user of a name who was not removed. Raises UnknownUser or UserRemoved."""
    user = _user(_found(connection, name))
    if user.removed:
        raise UserRemoved(user.name)
    return user


def _found(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(_USER, (key_of(name),)).fetchone()
    if row is None:
        raise UnknownUser(name)
    return row


def _user(row: sqlite3.Row) -> User:
    removed = datetime.fromisoformat(row["removed"]) if row["removed"] else None
    return User(row["id"], row["name"], Role(row["role"]), datetime.fromisoformat(row["created"]), removed)


def _plain_name(name: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not plain:
        raise BadUserName(name, "it is empty")
    if len(plain) > _LONGEST_NAME:
        raise BadUserName(name[:_LONGEST_NAME] + "…", f"it has more than {_LONGEST_NAME} characters")
    if not plain.isprintable():
        raise BadUserName(name, "it has characters that do not show")
    return plain


def key_of(name: str) -> str:
    """The name as it is compared: Kim Park is kim park."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
