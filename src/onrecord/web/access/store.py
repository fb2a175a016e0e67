"""The file of users, beside the record: FILE.users, readable by its owner alone.

It is a file of its own because a record is given away and published, and passwords are not, however well they are
hashed. Ids of sessions and tokens are kept as SHA-256: they are random, so that nothing slower is needed. Each call
opens the file by itself, which takes a fraction of a millisecond and lets any thread call.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord.problems.access import UsersUnreadable

BUSY_SECONDS = 5.0
_OWNER_ONLY = 0o600
_APPLICATION_ID = int.from_bytes(b"OnUs", "big")
_FORMAT = 1
_SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS users (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,  -- the name as it is compared: Kim Park is kim park
  name TEXT NOT NULL,
  password TEXT NOT NULL,    -- argon2id
  role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'admin')),
  created TEXT NOT NULL,
  removed TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS sessions (
  hash TEXT PRIMARY KEY,     -- SHA-256 of the id in the cookie
  user_id INTEGER NOT NULL REFERENCES users (id),
  form_token TEXT NOT NULL,
  created TEXT NOT NULL,
  seen TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS sessions_of_user ON sessions (user_id);
CREATE TABLE IF NOT EXISTS tokens (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  hash TEXT NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES users (id),
  label TEXT,
  role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'admin')),
  created TEXT NOT NULL,
  used TEXT,
  revoked TEXT
) STRICT;
PRAGMA application_id = 1332630899;  -- "OnUs"
PRAGMA user_version = 1;
COMMIT;
"""


def users_file(record: Path) -> Path:
    """Where the users of a record are kept."""
    return record.with_name(f"{record.name}.users")


@dataclass(frozen=True, slots=True)
class Store:
    """The file of users."""

    path: Path

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with. Raises UsersUnreadable."""
        with self._speaking(), closing(self._connection()) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together at the end of the block, or not at all. Raises
        UsersUnreadable."""
        with self._speaking(), closing(self._connection()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.execute("COMMIT")

    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise UsersUnreadable(self.path, error) from error


def open_store(record: Path) -> Store | None:
    """The users of a record; None where it has none. Raises UsersUnreadable."""
    path = users_file(record)
    if not path.exists():
        return None
    store = Store(path)
    _keep_private(path)
    _check(store)
    return store


def make_store(record: Path) -> Store:
    """The users of a record, in a new file where there is none. Raises UsersUnreadable."""
    path = users_file(record)
    try:  # its mode is right from its first moment
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
    except FileExistsError:
        pass
    except OSError as error:
        raise UsersUnreadable(path, error.strerror) from error
    store = Store(path)
    _keep_private(path)
    if path.stat().st_size == 0:
        with store.reading() as connection:
            connection.executescript(_SCHEMA)
    _check(store)
    return store


def _keep_private(path: Path) -> None:
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(_OWNER_ONLY)
    except OSError as error:
        raise UsersUnreadable(path, f"others may read it ({error.strerror})") from error


def _check(store: Store) -> None:
    with store.reading() as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != _APPLICATION_ID or version != _FORMAT:
        raise UsersUnreadable(store.path, "it is not a file of users, or another version of Onrecord wrote it")
