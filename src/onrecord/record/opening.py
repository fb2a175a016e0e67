"""The file of a record: recognised, opened, brought up to date.

Write-ahead logging lets readers go on while one process writes. `synchronous` is FULL, so that what was reported as
added is on the disk even if the power fails the moment after; additions in batches pay for one such wait in 64.
Nothing is written to a file before it was recognised as a record or as empty.
"""

import os
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.model import sha256
from onrecord.problems.record import (
    NotARecord,
    RecordBusy,
    RecordClosed,
    RecordFailed,
    RecordMissing,
    RecordReadOnly,
    RecordTooNew,
    RecordTooOld,
    RecordUnreadable,
)

BUSY_SECONDS = 5.0
"""How long a writer waits for another. A batch of 64 articles that are already read is written in under 1 s."""
BETWEEN_TRIES = 0.01
"""Seconds."""
_WRITERS_CACHE = "PRAGMA cache_size = -65536"
"""Pages that a writer keeps: up to 64 MB instead of 2. An article's words have their places all over the indexes of a
large record, and what does not fit is read again with every article, or written twice."""
_APPLICATION_ID = int.from_bytes(b"OnRe", "big")
_MAGIC = b"SQLite format 3\x00"
_HAS_TABLES = "SELECT EXISTS (SELECT 1 FROM sqlite_master)"
_HAS_MIGRATIONS = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations')"
_NUMBERED = re.compile(r"\?\d")
_FORMAT = "SELECT coalesce(max(number), 0) FROM migrations"
_APPLIED = "INSERT INTO migrations (number, name, sha256, applied_at) VALUES (?, ?, ?, ?)"


class _Connection(sqlite3.Connection):
    """Gives numbered parameters (`?1`) their values by number. To Python these are names, for which it takes no values
    by place from 3.14 on, and warns before."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """As in the library."""
        return super().execute(sql, _by_number(parameters) if _NUMBERED.search(sql) else parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """As in the library."""
        return super().executemany(sql, map(_by_number, parameters) if _NUMBERED.search(sql) else parameters)


def _by_number(values: Sequence[Any] | Mapping[str, Any]) -> Mapping[str, Any]:
    return values if isinstance(values, Mapping) else {str(number): value for number, value in enumerate(values, 1)}


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step of the schema."""

    number: int
    name: str
    script: str

    def statements(self) -> Iterator[str]:
        """The statements of the script one by one, so that all of them fit into one transaction."""
        statement = ""
        for line in self.script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""


def migrations() -> list[Migration]:
    """Those the program knows, in order."""
    scripts = sorted(files("onrecord.record").joinpath("migrations").iterdir(), key=lambda script: script.name)
    return [
        Migration(int(script.name[:4]), script.name, script.read_text("utf8"))
        for script in scripts
        if script.name.endswith(".sql")
    ]


def now() -> str:
    """The moment, as rows carry it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Errors of the database as problems that say what to do; a refused value is left to the caller."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise _problem(path, error) from error


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection that leaves transactions to its caller. Raises what `open_record` says."""
    _check_file(path, write=write)
    with speaking(path):
        address = _address(path, write=write)
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            factory=_Connection,
            check_same_thread=False,  # a server lends one to a thread at a time
        )
        try:
            _prepare(connection, path, write=write)
        except BaseException:
            connection.close()
            raise
    return connection


def _check_file(path: Path, *, write: bool) -> None:
    try:
        if path.is_dir():
            raise NotARecord(path, "it is a folder")
        if not path.exists():
            if path.parts[0] in ("http:", "https:"):
                raise NotARecord(path, "it is an address. A server gives its pages as JSON, with `.json` behind each")
            if not write:
                raise RecordMissing(path)
            if not path.parent.is_dir():
                raise NotARecord(path, f"its folder {path.parent} does not exist")
            return
        with path.open("rb") as file:
            beginning = file.read(len(_MAGIC))
    except OSError as error:  # also of a folder on the way that may not be entered
        raise RecordUnreadable(path, error.strerror or str(error)) from error
    if beginning and beginning != _MAGIC:
        raise NotARecord(path, "it is not a database")


def _address(path: Path, *, write: bool) -> str:
    mode = "rwc" if write else "ro"
    # On a write-protected medium readers cannot share the log's index; without a log there is nothing to share.
    protected = not write and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    return f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if protected else ''}"


def _prepare(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    if not write:  # a file from elsewhere must not run code of its own; the triggers of a writer must
        connection.execute("PRAGMA trusted_schema = OFF")
    else:
        connection.execute(_WRITERS_CACHE)
    connection.execute("PRAGMA synchronous = FULL")
    found, known = _format(connection, path), migrations()
    newest = known[-1].number
    if found > newest:
        raise RecordTooNew(path, found, newest)
    if found == newest:
        return
    if not write:
        raise RecordTooOld(path, found, newest) if found else NotARecord(path, "it is empty")
    if _with_log(connection) != "wal":
        raise NotARecord(path, "its file system cannot share memory between processes, which readers and a writer need")
    _migrate(connection, path, known)


def _with_log(connection: sqlite3.Connection) -> str:
    """Asks for write-ahead logging; what the file has then. SQLite does not wait here for another process that makes
    the same record, so this does."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(BETWEEN_TRIES)


def _format(connection: sqlite3.Connection, path: Path) -> int:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application == 0 and not connection.execute(_HAS_TABLES).fetchone()[0]:
        return 0
    if application != _APPLICATION_ID or not connection.execute(_HAS_MIGRATIONS).fetchone()[0]:
        raise NotARecord(path, "it is a database of another program")
    return int(connection.execute(_FORMAT).fetchone()[0])


def _migrate(connection: sqlite3.Connection, path: Path, known: list[Migration]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = _format(connection, path)  # another process may have been first
        for migration in known:
            if migration.number > found:
                _apply(connection, migration)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    for statement in migration.statements():
        connection.execute(statement)
    connection.execute(_APPLIED, (migration.number, migration.name, sha256(migration.script), now()))


def _problem(path: Path, error: sqlite3.Error) -> Exception:
    if isinstance(error, sqlite3.ProgrammingError) and "closed database" in str(error):
        return RecordClosed(path)
    match getattr(error, "sqlite_errorcode", None):
        case int() as code if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return RecordBusy(path, BUSY_SECONDS)
        case int() as code if code & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            return RecordReadOnly(path)
        case sqlite3.SQLITE_NOTADB:
            return NotARecord(path, "it is not a database")
    return RecordFailed(path, error)
