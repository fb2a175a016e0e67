"""Taking an article out of the record, so that only the log tells of it: the functions of a Record over a connection.

What is deleted: versions with their bytes (unless another article has the same), texts, statements and what belongs to
them, decisions about these, and actors whom nothing else names. The entries of all of it stay in the log, without their
rows; `removed` names them, and the digest of the removal covers that list, so that `verify` tells what was removed from
what is missing. The article's row stays, by whose id and address it is known when it comes again.

Versions that another reader read last, and reading them again: the functions of a Record over a connection.

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
from typing import TYPE_CHECKING

from onrecord.model import Reading
from onrecord.problems.record import AmbiguousId, NotRemoved, UnknownReader, UnknownVersion, Unstorable
from onrecord.record import adding, loading
from onrecord.record.families.sqlite import FamilyMethods
from onrecord.record.joined import joined
from onrecord.record.loading import article_id, held_id, removal_of
from onrecord.record.opening import now
from onrecord.record.rows import digest
from onrecord.record.values import Outdated, Removal, RemovalVerdict, Reread

if TYPE_CHECKING:
    from onrecord.record.families.comparing import Comparer
    from onrecord.record.families.reports import Reports

_ARTICLE = "SELECT sequence, url FROM articles WHERE id = ?"
_ENTRY = "INSERT INTO entries (kind, digest, added_at) VALUES ('removal', ?, ?)"
_REMOVAL = "INSERT INTO removals (sequence, article, verdict, reason, who) VALUES (?, ?, ?, ?, ?)"
_REMOVED = "INSERT INTO removed (entry, removal) VALUES (?, ?)"
_DIGESTS = "SELECT digest FROM entries WHERE sequence IN (SELECT value FROM json_each(?)) ORDER BY sequence"
_OWN = """
WITH own (version) AS (SELECT sequence FROM versions WHERE article = ?1),
said (statement, id) AS (SELECT sequence, id FROM statements WHERE version IN (SELECT version FROM own)),
found (reading) AS (SELECT sequence FROM found_readings WHERE version IN (SELECT version FROM own))
SELECT version FROM own
UNION SELECT statement FROM said
UNION SELECT sequence FROM rereadings WHERE version IN (SELECT version FROM own)
UNION SELECT sequence FROM sightings WHERE version IN (SELECT version FROM own)
UNION SELECT sequence FROM casts WHERE reading IN (SELECT reading FROM found)
UNION SELECT sequence FROM comparisons WHERE reading IN (SELECT reading FROM found)
UNION SELECT decisions.sequence FROM articles JOIN decisions ON subject = 'article' AND decisions.id = articles.id
    WHERE articles.sequence = ?1
UNION SELECT decisions.sequence FROM said JOIN decisions ON subject = 'statement' AND decisions.id = said.id
    WHERE NOT EXISTS (
        SELECT 1 FROM statements WHERE statements.id = said.id AND version NOT IN (SELECT version FROM own)
    )
UNION SELECT decisions.sequence
    FROM said JOIN decisions ON subject = 'position' AND substr(decisions.id, 18, 16) = said.id
    WHERE NOT EXISTS (
        SELECT 1 FROM statements WHERE statements.id = said.id AND version NOT IN (SELECT version FROM own)
    )
UNION SELECT stances.sequence FROM said JOIN stances ON stances.statement = said.id
    WHERE NOT EXISTS (
        SELECT 1 FROM statements WHERE statements.id = said.id AND version NOT IN (SELECT version FROM own)
    )
UNION SELECT second_stances.sequence FROM said JOIN second_stances ON second_stances.statement = said.id
    WHERE NOT EXISTS (
        SELECT 1 FROM statements WHERE statements.id = said.id AND version NOT IN (SELECT version FROM own)
    )
UNION SELECT second_readings.sequence FROM said JOIN second_readings ON second_readings.statement = said.id
    WHERE NOT EXISTS (
        SELECT 1 FROM statements WHERE statements.id = said.id AND version NOT IN (SELECT version FROM own)
    )
ORDER BY 1
"""
_LONELY = """
SELECT DISTINCT appearances.actor
FROM versions JOIN statements ON statements.version = versions.sequence
JOIN appearances ON appearances.statement = statements.sequence
JOIN actors ON actors.sequence = appearances.actor
WHERE versions.article = ?1 AND actors.source = 'article'
    AND NOT EXISTS (
        SELECT 1 FROM appearances AS other
        JOIN statements ON statements.sequence = other.statement
        JOIN versions ON versions.sequence = statements.version
        WHERE other.actor = actors.sequence AND versions.article <> ?1
    )
    AND actors.sequence NOT IN (SELECT actor FROM imports UNION SELECT actor FROM joins UNION SELECT "into" FROM joins)
    AND NOT EXISTS (
        SELECT 1 FROM decisions WHERE subject = 'actor' AND (id = actors.id OR instr(change, '"' || actors.id || '"'))
            OR subject = 'position' AND (instr(id, '/' || actors.id) OR instr(change, '"' || actors.id || '"'))
    )
"""
_TOLD = """
SELECT DISTINCT statements.id, appearances.actor, appearances.name, role
FROM versions JOIN statements ON statements.version = versions.sequence
JOIN appearances ON appearances.statement = statements.sequence
JOIN statement_speakers AS told ON told.statement = appearances.statement AND told.part = appearances.part
    AND told.position = appearances.position
WHERE article = ?
"""
_QUOTES = "SELECT quote FROM statements JOIN versions ON versions.sequence = statements.version WHERE article = ?"
_ADDRESSES = """
SELECT url FROM articles WHERE sequence = ?1
UNION SELECT place FROM versions WHERE article = ?1
UNION SELECT sightings.place FROM sightings JOIN versions ON versions.sequence = sightings.version WHERE article = ?1
"""
_ORIGINALS = "SELECT DISTINCT original FROM copies JOIN versions ON versions.sequence = version WHERE article = ?"
_HASHES = "SELECT DISTINCT bytes_sha256 FROM versions WHERE article = ?"
_DELETE_CONTENT = """
DELETE FROM contents WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM versions WHERE bytes_sha256 = ?1)
"""
_FORGET_MEANING = "DELETE FROM meanings WHERE text = ?"
_FORGET_ORIGINAL = """
DELETE FROM originals WHERE sequence = ?1 AND NOT EXISTS (SELECT 1 FROM copies WHERE original = ?1)
"""
_WATCH_NO_MORE = "UPDATE watched SET due = NULL WHERE url = ? AND kind = 'article'"
# What hangs on a row goes before it.
_DELETE = (
    "DELETE FROM edges WHERE first IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM edges WHERE second IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM appearances WHERE statement IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM statement_speakers WHERE statement IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM spans WHERE statement IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM statements WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM stances WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM second_stances WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM second_readings WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
    """
    DELETE FROM coded WHERE decision IN (
        SELECT number FROM decisions JOIN removed ON removed.entry = decisions.sequence WHERE removal = :removal
    ) OR NOT EXISTS (SELECT 1 FROM statements WHERE statements.id = coded.statement)
    """,
    "DELETE FROM decisions WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM casts WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM comparisons WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM rereadings WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM sightings WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM latest WHERE article = :article",
    "DELETE FROM blocks WHERE version IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM versions WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
)
# Once nothing names them any more.
_DELETE_ACTORS = (
    "DELETE FROM actor_names WHERE actor IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM actor_roles WHERE actor IN (SELECT entry FROM removed WHERE removal = :removal)",
    "DELETE FROM actors WHERE sequence IN (SELECT entry FROM removed WHERE removal = :removal)",
)
# The indexes keep words of deleted rows until their parts are merged.
_MERGE_INDEXES = (
    "INSERT INTO statements_index (statements_index) VALUES ('optimize')",
    "INSERT INTO articles_index (articles_index) VALUES ('optimize')",
    "INSERT INTO actor_names_index (actor_names_index) VALUES ('optimize')",
)
_OVERWRITE = "PRAGMA secure_delete = ON"
_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


class RemovingMethods(FamilyMethods):
    """What a Record does to take articles out, for a class that gives out transactions."""

    def removal(self, id_or_prefix: str) -> Removal | None:
        """How an article was taken out."""
        with self._reading() as connection:
            return removal_of(connection, article_id(connection, id_or_prefix))

    def remove(self, article: str, *, reason: str, who: str, undo: bool = False) -> Removal:
        """Take an article out, or let it be added again."""
        if not reason.strip() or not who.strip():
            raise ValueError("`reason` must say why, and `who` name the person who decides")
        with self._writing() as connection:
            if undo:
                return _admit(connection, article_id(connection, article), reason=reason, who=who)
            connection.execute(_OVERWRITE)
            id_ = held_id(connection, article)
            removal = _remove(connection, id_, self._reports, self._comparer, reason=reason, who=who)
        self._forget()
        if not self._connection.in_transaction:  # a reader may still need the log; it is then emptied later
            self._connection.execute(_EMPTY_LOG)
        return removal


def removal_digest(row: Iterable[str], removed: Iterable[bytes]) -> bytes:
    """The digest of a removal (the article's id, verdict, reason, who and when), over those of all that it removed."""
    return digest("removal", *row, [one.hex() for one in removed])


def _admit(connection: sqlite3.Connection, id_: str, *, reason: str, who: str) -> Removal:
    if removal_of(connection, id_) is None:
        raise NotRemoved(id_)
    return _note(connection, id_, "admit", [], reason=reason, who=who)[1]


def _remove(
    connection: sqlite3.Connection, id_: str, reports: "Reports", comparer: "Comparer", *, reason: str, who: str
) -> Removal:
    from onrecord.record.actors.adding import forget_told
    from onrecord.record.families.adding import leave
    from onrecord.record.families.reports import text_key

    article = connection.execute(_ARTICLE, (id_,)).fetchone()[0]
    told = connection.execute(_TOLD, (article,)).fetchall()
    own, lonely, quotes, hashes, addresses, originals = (
        [row[0] for row in connection.execute(query, (article,))]
        for query in (_OWN, _LONELY, _QUOTES, _HASHES, _ADDRESSES, _ORIGINALS)
    )
    leave(connection, reports, article, comparer=comparer)
    connection.executemany(_FORGET_ORIGINAL, [(original,) for original in originals])
    sequence, removal = _note(connection, id_, "remove", sorted({*own, *lonely}), reason=reason, who=who)
    asked = {"article": article, "removal": sequence}
    for query in (*_DELETE, *_DELETE_ACTORS):
        connection.execute(query, asked if ":article" in query else {"removal": sequence})
    connection.executemany(_DELETE_CONTENT, [(one,) for one in hashes])
    gone = set(lonely)
    forget_told(connection, joined(connection), [one for one in told if one[1] not in gone])
    connection.executemany(_FORGET_MEANING, [(text_key(quote),) for quote in quotes])
    connection.executemany(_WATCH_NO_MORE, [(address,) for address in addresses])
    for query in _MERGE_INDEXES:
        connection.execute(query)
    return removal


def _note(
    connection: sqlite3.Connection,
    id_: str,
    verdict: RemovalVerdict,
    removed: list[int],
    *,
    reason: str,
    who: str,
) -> tuple[int, Removal]:
    article, url = connection.execute(_ARTICLE, (id_,)).fetchone()
    at, digests = now(), [row[0] for row in connection.execute(_DIGESTS, (json.dumps(removed),))]
    content = removal_digest((id_, verdict, reason, who, at), digests)
    sequence = connection.execute(_ENTRY, (content, at)).lastrowid or 0
    connection.execute(_REMOVAL, (sequence, article, verdict, reason, who))
    connection.executemany(_REMOVED, [(entry, sequence) for entry in removed])
    return sequence, Removal(id_, url, reason, who, at)


_READERS = """
SELECT read_with FROM (
    SELECT sequence, read_with FROM versions UNION ALL SELECT sequence, read_with FROM rereadings
) GROUP BY read_with ORDER BY min(sequence)
"""
_OUTDATED = """
SELECT id, number FROM readings JOIN days ON days.version = readings.version
WHERE (:read_with IS NULL OR read_with <> :read_with)
    AND (:readers IS NULL OR read_with IN (SELECT value FROM json_each(:readers)))
    -- What people coded in another program is out of date only where it is named.
    AND (read_with <> 'dna' OR :readers IS NOT NULL OR :articles IS NOT NULL)
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

    def version(self, id_or_prefix: str, number: int) -> Reading:
        """One version of an article as it was read last."""
        with self._reading() as connection:
            id_ = held_id(connection, id_or_prefix)
            row = connection.execute(_BY_NUMBER, (id_, number)).fetchone() if abs(number) < 2**63 else None
            if row is None:
                raise UnknownVersion(id_, number)
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
