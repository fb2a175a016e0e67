"""Versions that another reader read last, and reading them again: the functions of a Record over a connection.

A version is read again from its stored text, which never changes. What it is then read to say is a new reading: earlier
ones stay, with their statements, and no longer count. Readers have no order of their own; one is older than another if
it read in this record earlier.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

from onrecord.model import Reading
from onrecord.problems import AmbiguousId, UnknownId, UnknownReader, Unstorable
from onrecord.record import adding, loading
from onrecord.record.values import Outdated, Reread

_READERS = """
SELECT read_with FROM (
    SELECT sequence, read_with FROM versions UNION ALL SELECT sequence, read_with FROM rereadings
) GROUP BY read_with ORDER BY min(sequence)
"""
_OUTDATED = """
SELECT id, number FROM readings JOIN days ON days.version = readings.version
WHERE (:read_with IS NULL OR read_with <> :read_with)
    AND (:readers IS NULL OR read_with IN (SELECT value FROM json_each(:readers)))
    AND (:articles IS NULL OR id IN (SELECT value FROM json_each(:articles)))
    AND (:since IS NULL OR day >= :since)
ORDER BY readings.version
"""
_BY_NUMBER = "SELECT version FROM readings WHERE id = ? AND number = ?"


class RereadingMethods:
    """What a Record does about readers, for a class that gives out transactions."""

    _path: Path

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _follow_added(self, connection: sqlite3.Connection) -> None:
        raise NotImplementedError

    def outdated(
        self,
        read_with: str | None,
        *,
        older_than: str | None = None,
        articles: Iterable[str] = (),
        since: date | None = None,
    ) -> tuple[Outdated, ...]:
        """Versions that another reader read last."""
        with self._reading() as connection:
            wanted = sorted({loading.held_id(connection, one) for one in articles})
            older = None if older_than is None else _older(connection, older_than, present=read_with)
            asked = {
                "read_with": read_with,
                "readers": None if older is None else json.dumps(older),
                "articles": json.dumps(wanted) if wanted else None,
                "since": since and since.isoformat(),
            }
            return tuple(Outdated(*row) for row in connection.execute(_OUTDATED, asked))

    def version(self, article_id: str, number: int) -> Reading:
        """One version of an article as it was read last."""
        with self._reading() as connection:
            row = connection.execute(_BY_NUMBER, (article_id, number)).fetchone()
            if row is None:
                raise UnknownId("article with a version of this number", f"{article_id} version {number}", 0)
            return loading.load_version(connection, row[0])

    def add_rereading(self, reading: Reading, *, number: int, read_with: str) -> Reread:
        """Keep a new reading of a version."""
        try:
            with self._writing() as connection:
                before, is_new = adding.add_rereading(connection, reading, number=number, read_with=read_with)
                if is_new:
                    self._follow_added(connection)
        except (UnicodeEncodeError, sqlite3.IntegrityError) as error:
            raise Unstorable(repr(reading.article.id), f"a value cannot be stored ({error})") from error
        return compared(before, reading)


def compared(before: Reading, after: Reading) -> Reread:
    """What became of the statements of a version when it was read again. How sure a reader is differs nearly always."""
    old, new = ({one.id: replace(one, confidence=0.0) for one in reading.statements} for reading in (before, after))
    both = old.keys() & new.keys()
    same = sum(old[id_] == new[id_] for id_ in both)
    return Reread(new=len(new.keys() - both), gone=len(old.keys() - both), changed=len(both) - same, same=same)


def _older(connection: sqlite3.Connection, wanted: str, *, present: str | None) -> list[str]:
    """The readers that read in this record before the one that is meant did."""
    readers = [row[0] for row in connection.execute(_READERS)]
    known = readers if present is None or present in readers else [*readers, present]
    found = [wanted] if wanted in known else [one for one in known if wanted and one.startswith(wanted)]
    if len(found) > 1:
        raise AmbiguousId("reader", wanted, found)
    if not found:
        raise UnknownReader(wanted, readers)
    return known[: known.index(found[0])]
