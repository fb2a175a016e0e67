"""Whether the indexes of words say what their tables say, also where the record cannot be written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from onrecord.problems import Problem
from onrecord.record.opening import connect
from onrecord.record.values import Fault

_INDEXES = ("statements_index", "articles_index", "actor_names_index")
_CHECK_INDEX = {
    "statements_index": "INSERT INTO statements_index (statements_index, rank) VALUES ('integrity-check', 1)",
    "articles_index": "INSERT INTO articles_index (articles_index, rank) VALUES ('integrity-check', 1)",
    "actor_names_index": "INSERT INTO actor_names_index (actor_names_index, rank) VALUES ('integrity-check', 1)",
}


def index_faults(connection: sqlite3.Connection, path: Path) -> Iterator[Fault]:
    """Indexes that are out of step with their tables."""
    # The check is an INSERT that writes nothing, so it needs a connection that may write: to a copy, where the file is
    # write-protected or another process is writing to it. Who is writing here sees what it wrote.
    if connection.in_transaction:
        yield from chain.from_iterable(_index_fault(connection, index) for index in _INDEXES)
        return
    try:
        with closing(connect(path, write=True)) as writer:
            faults = [fault for index in _INDEXES for fault in _index_fault(writer, index)]
    except (Problem, sqlite3.OperationalError):
        faults = list(_faults_of_copy(connection))
    yield from faults


def _faults_of_copy(connection: sqlite3.Connection) -> Iterator[Fault]:
    try:
        with closing(sqlite3.connect("", isolation_level=None)) as copy:  # a file that goes when it is closed
            connection.backup(copy)
            for index in _INDEXES:
                yield from _index_fault(copy, index)
    except sqlite3.OperationalError as error:
        yield Fault("index", "all", f"could not be checked: {error}; the check needs room for a copy of the record")


def _index_fault(writer: sqlite3.Connection, index: str) -> Iterator[Fault]:
    """Raises sqlite3.OperationalError where it cannot be checked."""
    try:
        writer.execute(_CHECK_INDEX[index])
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        yield Fault("index", index, f"is out of step with its table: {error}")
