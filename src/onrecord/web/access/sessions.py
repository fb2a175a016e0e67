"""Sessions: who signed in in which browser, for 12 hours without use and 7 days at most."""

import hashlib
import secrets
import sqlite3
from datetime import datetime, timedelta

from onrecord.web.access.store import Store
from onrecord.web.access.values import Role, Session, User

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
_SEEN_AGAIN = timedelta(minutes=5)
"""Use is written down only so often, so that most requests write nothing."""
_BEGIN = "INSERT INTO sessions (hash, user_id, form_token, created, seen) VALUES (?, ?, ?, ?, ?)"
_SESSION = """
SELECT form_token, sessions.created AS begun, seen, users.id AS id, name, role, users.created AS created, removed
FROM sessions JOIN users ON users.id = user_id WHERE hash = ?
"""
_SEEN = "UPDATE sessions SET seen = ? WHERE hash = ?"
_END = "DELETE FROM sessions WHERE hash = ?"
_END_OLD = "DELETE FROM sessions WHERE seen < ? OR created < ?"


def begin_session(store: Store, user: User, *, now: datetime) -> str:
    """Sign a user in: the id for the cookie, which is kept only as its hash."""
    secret, moment = secrets.token_urlsafe(32), now.isoformat()
    with store.writing() as connection:
        connection.execute(_END_OLD, ((now - IDLE).isoformat(), (now - LONGEST).isoformat()))
        connection.execute(_BEGIN, (hash_of(secret), user.id, secrets.token_urlsafe(32), moment, moment))
    return secret


def find_session(store: Store, secret: str, *, now: datetime) -> Session | None:
    """The session of a cookie; None where it never was, has ended, or its user was removed."""
    with store.reading() as connection:
        row = connection.execute(_SESSION, (hash_of(secret),)).fetchone()
    session = _session(row) if row else None
    if session is None or session.user.removed or now - session.seen > IDLE or now - session.created > LONGEST:
        return None
    if now - session.seen > _SEEN_AGAIN:
        with store.writing() as connection:
            connection.execute(_SEEN, (now.isoformat(), hash_of(secret)))
    return session


def end_session(store: Store, secret: str) -> None:
    """Sign out; nothing happens where the session has ended already."""
    with store.writing() as connection:
        connection.execute(_END, (hash_of(secret),))


def hash_of(secret: str) -> str:
    """What is kept of a random secret."""
    return hashlib.sha256(secret.encode("utf8", "surrogateescape")).hexdigest()


def _session(row: sqlite3.Row) -> Session:
    removed = datetime.fromisoformat(row["removed"]) if row["removed"] else None
    user = User(row["id"], row["name"], Role(row["role"]), datetime.fromisoformat(row["created"]), removed)
    return Session(user, row["form_token"], datetime.fromisoformat(row["begun"]), datetime.fromisoformat(row["seen"]))
