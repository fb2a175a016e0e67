"""Embeddings of statements, made as articles are added.

They are derived, by `onrecord.positions.embedding`, and can be made again. A row of `embeddings` is of statements whose
sequences follow each other in one version, and goes when these go. Rows are made in the order of the sequences, so that
those after the last row are still to be made: a few after an addition, all of them in a record from before. Those of
another model are all made again. Each function runs inside the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from onrecord.positions.embedding import (
    WIDTH,
    Rows,
    in_context,
    rounded,
    shipped_embedding,
)
from onrecord.record.values import Fault

AT_ONCE = 20_000
"""Statements whose embeddings are made in one transaction when a record is brought up to date: in about a second."""
_LAST = "SELECT first, length(vectors) FROM embeddings ORDER BY first DESC LIMIT 1"
_MODELS = """
SELECT model FROM embeddings WHERE first = (SELECT min(first) FROM embeddings)
    OR first = (SELECT max(first) FROM embeddings)
"""
_MISSING = "SELECT count(*) FROM statements WHERE sequence > ?"
_NEXT = """
SELECT sequence, version, reading, corrects, quote FROM statements WHERE sequence > ? ORDER BY sequence LIMIT ?
"""
_REST = """
SELECT sequence, version, reading, corrects, quote FROM statements
WHERE sequence > ? AND version = ? AND reading = ? AND corrects IS NULL ORDER BY sequence
"""
_AROUND = """
SELECT sequence, version, reading, corrects, quote FROM statements
WHERE version = ? AND reading = ? AND corrects IS NULL ORDER BY sequence
"""
_HEADLINES = "SELECT sequence, coalesce(headline, '') FROM versions WHERE sequence IN (SELECT value FROM json_each(?))"
_ADD = "INSERT INTO embeddings (first, model, vectors) VALUES (?, ?, ?)"
_FORGET = "DELETE FROM embeddings"
_FROM_TO = """
SELECT first, vectors FROM embeddings
WHERE first BETWEEN coalesce((SELECT max(first) FROM embeddings WHERE first <= ?1), 0) AND ?2
"""
Sequences = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement's row, as far as it is needed here."""

    sequence: int
    version: int
    reading: int
    corrects: int | None
    quote: str

    @property
    def of(self) -> tuple[int, int, int | None]:
        """What it stands among: a reading; a correction stands alone."""
        return self.version, self.reading, self.corrects


def missing_count(connection: sqlite3.Connection) -> int:
    """How many statements have no embedding by the model in use."""
    return int(connection.execute(_MISSING, (_last(connection),)).fetchone()[0])


def embed_some(connection: sqlite3.Connection) -> int:
    """Make the embeddings of the next statements that have none; how many these were."""
    last = _last(connection)
    if last == 0:
        connection.execute(_FORGET)  # of another model
    statements = _next(connection, last)
    connection.executemany(_ADD, _packed(statements, _made(connection, statements), shipped_embedding().name))
    return len(statements)


def embed_added(connection: sqlite3.Connection) -> None:
    """Make those that are missing, all of them."""
    while embed_some(connection) >= AT_ONCE:
        pass


def _last(connection: sqlite3.Connection) -> int:
    """The last statement that has one by the model in use; 0 where none has."""
    row = connection.execute(_LAST).fetchone()
    if row is None or {model for (model,) in connection.execute(_MODELS)} != {shipped_embedding().name}:
        return 0
    return int(row[0] + row[1] // WIDTH - 1)


def _next(connection: sqlite3.Connection, last: int) -> list[_Said]:
    """Statements after one, in their order: all those of a reading, or none of them."""
    found = [_Said(*row) for row in connection.execute(_NEXT, (last, AT_ONCE))]
    if len(found) == AT_ONCE and found[-1].corrects is None:
        *_, end = found
        found += [_Said(*row) for row in connection.execute(_REST, (end.sequence, end.version, end.reading))]
    return found


def _made(connection: sqlite3.Connection, statements: Sequence[_Said]) -> Rows:
    embedding = shipped_embedding()
    versions = sorted({one.version for one in statements})
    headlines = connection.execute(_HEADLINES, (json.dumps(versions),)).fetchall()
    vectors = dict(zip([row[0] for row in headlines], embedding.vectors([row[1] for row in headlines]), strict=True))
    contents = embedding.vectors([one.quote for one in statements])
    above = np.array([vectors[one.version] for one in statements], np.float32).reshape(-1, WIDTH)
    found = in_context(contents, above, _readings(statements))
    for place, one in enumerate(statements):
        if one.corrects is not None:  # it stands where its proposal stood
            around = [_Said(*row) for row in connection.execute(_AROUND, (one.version, one.reading))]
            own = next(place for place, other in enumerate(around) if other.sequence == one.corrects)
            near = embedding.vectors([one.quote if n == own else other.quote for n, other in enumerate(around)])
            found[place] = in_context(near, np.repeat(above[place : place + 1], len(near), axis=0), _readings(around))[
                own
            ]
    return rounded(found)


def _readings(statements: Sequence[_Said]) -> Sequences:
    numbers: dict[tuple[int, int, int | None], int] = {}
    return np.array([numbers.setdefault(one.of, len(numbers)) for one in statements], np.int64)


def _packed(statements: Sequence[_Said], made: Rows, model: str) -> Iterator[tuple[int, str, bytes]]:
    """Rows of the table: one for the statements of a version of which each follows the one before."""
    for _, run in groupby(enumerate(statements), key=lambda one: (one[1].sequence - one[0], one[1].version)):
        places = [place for place, _ in run]
        yield statements[places[0]].sequence, model, made[places[0] : places[-1] + 1].tobytes()


def embedding_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Statements that have no embedding, or another one than their words make."""
    if missing := missing_count(connection):
        yield Fault("index", "embeddings", f"{missing} statements have none; the next `onrecord add` makes them")
        return
    wrong, low = 0, 0
    while some := _next(connection, low):
        kept = _between(connection, low, low := some[-1].sequence)
        made = _made(connection, some)
        wrong += sum(not _is_near(kept.pop(one.sequence, b""), row) for one, row in zip(some, made, strict=True))
        wrong += len(kept)
    if wrong:
        yield Fault("index", "embeddings", f"{wrong} are not those that the words of their statements make")


def _between(connection: sqlite3.Connection, low: int, high: int) -> dict[int, bytes]:
    """Those of the statements after one, up to another."""
    found = {}
    for first, vectors in connection.execute(_FROM_TO, (low, high)):
        for place in range(len(vectors) // WIDTH):
            if low < first + place <= high:
                found[first + place] = vectors[place * WIDTH : (place + 1) * WIDTH]
    return found


def _is_near(kept: bytes, made: NDArray[np.int8]) -> bool:
    # The last bit of a sum differs from processor to processor, and so may what it is rounded to.
    return len(kept) == WIDTH and int(np.abs(np.frombuffer(kept, np.int8) - made.astype(np.int16)).max()) <= 1
