"""The proof of the record: everything in it against the stored bytes, one version at a time.

Nothing here trusts what was written: hashes, quotes, ids and digests are made again from the rows they speak of.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from onrecord.model import Block, Span, Version, sha256, statement_id
from onrecord.problems.record import UnknownId
from onrecord.record.actors.keys import is_current
from onrecord.record.adding import unproved_words
from onrecord.record.decisions.corrections import standing_faults
from onrecord.record.loading import (
    StoredStatement,
    StoredVersion,
    load_content,
    statement_version,
    stored_corrections,
    stored_statements,
    stored_versions,
)
from onrecord.record.log import decision_digest
from onrecord.record.origins import derived_key
from onrecord.record.positions.making import embedding_faults
from onrecord.record.removing import removal_digest
from onrecord.record.rows import (
    correction_digest,
    digest,
    is_in_step,
    kind_of,
    reading_digest,
    sighting_digest,
    statement_digest,
    version_digest,
)
from onrecord.record.values import Fault
from onrecord.record.verifying.across import (
    actor_faults,
    expected_comparisons,
    expected_entries,
    expected_stances,
    family_faults,
    listing_faults,
    name_faults,
    position_faults,
)
from onrecord.record.verifying.indexes import index_faults
from onrecord.record.verifying.stored_words import PageWords
from onrecord.sources.addresses import same_site

_CONTENTS = "SELECT sha256, length FROM contents ORDER BY sha256"
_CONTENT_OF = """
SELECT bytes_sha256, coalesce(length, 0) FROM versions LEFT JOIN contents ON contents.sha256 = bytes_sha256
WHERE versions.sequence = ?
"""
_DIGEST = "SELECT digest FROM entries WHERE sequence = ? AND kind = ?"
_NOT_LATEST = """
SELECT articles.id FROM articles LEFT JOIN latest ON latest.article = articles.sequence
WHERE latest.version IS NOT (
    SELECT sequence FROM versions LEFT JOIN own_versions ON own_versions.version = versions.sequence
    WHERE versions.article = articles.sequence ORDER BY own_versions.version IS NULL, number DESC LIMIT 1
)
"""
_FETCHED = """
SELECT id, url, number, place FROM readings WHERE origin = 'fetched'
UNION ALL
SELECT id, url, number, sightings.place FROM sightings JOIN readings ON readings.version = sightings.version
WHERE sightings.origin = 'fetched'
"""
_KEYS = """
SELECT articles.id, articles.url, key FROM articles LEFT JOIN article_keys ON article_keys.article = articles.sequence
"""
# An entry has its row, or was removed with an article.
_OUT_OF_STEP = """
SELECT sequence, kind, removed FROM (
    SELECT sequence, kind, EXISTS (SELECT 1 FROM removed WHERE entry = entries.sequence) AS removed, CASE kind
        WHEN 'article' THEN EXISTS (SELECT 1 FROM articles WHERE articles.sequence = entries.sequence)
        WHEN 'version' THEN EXISTS (SELECT 1 FROM versions WHERE versions.sequence = entries.sequence)
        WHEN 'statement' THEN EXISTS (SELECT 1 FROM statements WHERE statements.sequence = entries.sequence)
        WHEN 'correction' THEN EXISTS (
            SELECT 1 FROM statements WHERE statements.sequence = entries.sequence AND corrects IS NOT NULL
        )
        WHEN 'sighting' THEN EXISTS (SELECT 1 FROM sightings WHERE sightings.sequence = entries.sequence)
        WHEN 'failure' THEN EXISTS (SELECT 1 FROM failures WHERE failures.sequence = entries.sequence)
        WHEN 'decision' THEN EXISTS (SELECT 1 FROM decisions WHERE decisions.sequence = entries.sequence)
        WHEN 'actor' THEN EXISTS (SELECT 1 FROM actors WHERE actors.sequence = entries.sequence)
        WHEN 'cast' THEN EXISTS (SELECT 1 FROM casts WHERE casts.sequence = entries.sequence)
        WHEN 'import' THEN EXISTS (SELECT 1 FROM imports WHERE imports.sequence = entries.sequence)
        WHEN 'comparison' THEN EXISTS (SELECT 1 FROM comparisons WHERE comparisons.sequence = entries.sequence)
        WHEN 'reading' THEN EXISTS (SELECT 1 FROM rereadings WHERE rereadings.sequence = entries.sequence)
        WHEN 'question' THEN EXISTS (SELECT 1 FROM questions WHERE questions.sequence = entries.sequence)
        WHEN 'stance' THEN EXISTS (SELECT 1 FROM stances WHERE stances.sequence = entries.sequence)
        WHEN 'second stance' THEN EXISTS (
            SELECT 1 FROM second_stances WHERE second_stances.sequence = entries.sequence
        )
        WHEN 'second reading' THEN EXISTS (
            SELECT 1 FROM second_readings WHERE second_readings.sequence = entries.sequence
        )
        WHEN 'removal' THEN EXISTS (SELECT 1 FROM removals WHERE removals.sequence = entries.sequence)
        WHEN 'join' THEN EXISTS (SELECT 1 FROM joins WHERE joins.sequence = entries.sequence)
        ELSE 0
    END AS stands
    FROM entries
) WHERE stands = removed
"""
_REMOVALS = """
SELECT removals.sequence, articles.id, verdict, reason, who, added_at FROM removals
JOIN articles ON articles.sequence = removals.article JOIN entries ON entries.sequence = removals.sequence
"""
_REMOVED = """
SELECT digest FROM removed JOIN entries ON entries.sequence = removed.entry WHERE removal = ? ORDER BY entry
"""
_ARTICLES = "SELECT sequence, id, url FROM articles"
_SIGHTINGS = """
SELECT sightings.sequence, sightings.bytes_sha256, readings.id, readings.number, sightings.origin, sightings.place,
    sightings.claimed
FROM sightings JOIN readings ON readings.version = sightings.version
"""
_FAILURES = """
SELECT failures.sequence, origin, reason, added_at
FROM failures LEFT JOIN entries ON entries.sequence = failures.sequence
"""
_DECISIONS = """
SELECT decisions.sequence, subject, id, verdict, change, who, added_at, note
FROM decisions LEFT JOIN entries ON entries.sequence = decisions.sequence
"""
_REREADINGS = "SELECT sequence, number, read_with, reason, found FROM rereadings WHERE version = ? ORDER BY number"
_STRAY = """
SELECT id FROM statements WHERE reading > 1 AND NOT EXISTS (
    SELECT 1 FROM rereadings
    WHERE rereadings.version = statements.version AND number = reading AND found = number
)
"""
_NUMBERS = """
SELECT number, place FROM decisions
JOIN (SELECT sequence, row_number() OVER (ORDER BY sequence) AS place FROM entries WHERE kind = 'decision') AS log
    ON log.sequence = decisions.sequence
WHERE number <> place
"""
_SMALL_ROWS = {"article": _ARTICLES, "failure": _FAILURES}


def faults(connection: sqlite3.Connection, path: Path) -> Iterator[Fault]:
    """Everything that cannot be proved. Holds one version and its bytes at a time."""
    try:
        yield from _file_faults(connection)
        yield from index_faults(connection, path)
        with _one_state(connection):
            yield from _content_faults(connection)
            for stored in stored_versions(connection):
                yield from _version_faults(connection, stored)
            yield from _log_faults(connection)
            yield from listing_faults(connection)
            yield from actor_faults(connection)
            yield from _key_faults(connection)
            yield from family_faults(connection)
            yield from position_faults(connection)
            yield from embedding_faults(connection)
    except sqlite3.DatabaseError as error:
        yield Fault("database", "file", f"cannot be read further: {error}")


def statement_faults(connection: sqlite3.Connection, wanted: str) -> Iterator[Fault]:
    """What cannot be proved of the version from which a statement was read: its stored bytes, its text and blocks, and
    the statements of all its readings, this one among them. Raises UnknownId or AmbiguousId."""
    version, _ = statement_version(connection, wanted)
    for stored in stored_versions(connection, version):
        yield from _content_fault(connection, *connection.execute(_CONTENT_OF, (version,)).fetchone())
        yield from _version_faults(connection, stored)


def _file_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Fault("database", "file", message)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault("database", f"{table} {row}", f"belongs to a row of {parent} that is missing")


@contextmanager
def _one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read within is of one moment: what another process adds meanwhile would contradict it."""
    if connection.in_transaction:  # of the caller, who has more to write
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def _content_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for address, length in connection.execute(_CONTENTS):
        yield from _content_fault(connection, address, length)


def _content_fault(connection: sqlite3.Connection, address: str, length: int) -> Iterator[Fault]:
    content = _content(connection, address)
    if content is None:
        yield Fault("content", address, "the stored bytes cannot be decompressed")
    elif (sha256(content), len(content)) != (address, length):
        yield Fault("content", address, f"{len(content)} stored bytes have the SHA-256 {sha256(content)}")


def _content(connection: sqlite3.Connection, address: str) -> bytes | None:
    try:
        return load_content(connection, address)
    except (UnknownId, zlib.error):
        return None


def _version_faults(connection: sqlite3.Connection, stored: StoredVersion) -> Iterator[Fault]:
    name = f"{stored.article_id} version {stored.number}"
    try:
        version = stored.version()
    except (TypeError, ValueError) as error:
        yield Fault("version", name, f"its row cannot be read: {error}")
        return
    text_sha256 = version.text_sha256
    if stored.row[3] != text_sha256:
        yield Fault("version", name, f"its text has the SHA-256 {text_sha256}, not {stored.row[3]}")
    content = version_digest(stored.article_id, stored.number, stored.row, stored.blocks)
    yield from _entry_fault(connection, "version", stored.sequence, content)
    page = PageWords(_content(connection, version.bytes_sha256) or b"", version.media_type)
    yield from _block_faults(version.blocks, version.text, page=page, name=name)
    if kind_of(stored.row[1]) not in (None, version.kind):
        yield Fault("version", name, f"its kind is {version.kind}, not the one that {stored.row[1]} names")
    yield from _reading_faults(connection, stored, version, content)


def _reading_faults(
    connection: sqlite3.Connection, stored: StoredVersion, version: Version, content: bytes
) -> Iterator[Fault]:
    """Every reading of a version, with its statements, also those that newer readings replaced."""
    name, text_sha256, before = f"{stored.article_id} version {stored.number}", version.text_sha256, 0
    readings = [(stored.sequence, 1, None, None, 1), *connection.execute(_REREADINGS, (stored.sequence,))]
    own = {number for _, number, _, _, found in readings if found == number}
    for expected, (sequence, number, *row) in enumerate(readings, 1):
        bound = content
        if number > 1:
            bound = reading_digest(content, number, row)
            yield from _entry_fault(connection, "reading", sequence, bound)
        if number != expected or row[-1] not in own:
            yield Fault("version", name, f"the readings do not follow each other: number {number} stands as {expected}")
        statements = stored_statements(connection, stored.sequence, number)
        for found in statements:
            yield from _statement_faults(connection, found, text=version.text, text_sha256=text_sha256)
        for place, found in enumerate(statements, before):
            digest_of = statement_digest(bound, place, found.row, found.spans, found.speakers)
            yield from _entry_fault(connection, "statement", found.sequence, digest_of)
        before += len(statements)
    for corrects, found in stored_corrections(connection, stored.sequence):
        yield from _statement_faults(connection, found, text=version.text)
        proposal = connection.execute(_DIGEST, (corrects, "statement")).fetchone()
        digest_of = correction_digest(proposal[0] if proposal else b"", found.row, found.spans, found.speakers)
        yield from _entry_fault(connection, "correction", found.sequence, digest_of)


def _block_faults(blocks: tuple[Block, ...], text: str, *, page: PageWords, name: str) -> Iterator[Fault]:
    end = 0
    for number, block in enumerate(blocks, 1):
        named = f"{name}, block {number} ({block.kind})"
        if not _fits(block.span, text):
            yield Fault("block", named, _outside(block.span, text))
        elif block.span.start < end:
            yield Fault("block", named, f"begins at {block.span.start}, inside the one before it")
        elif not page.hold(block.span.of(text)):
            yield Fault("block", named, f"its words are not in the stored page: {block.span.of(text)[:80]!r}")
        end = max(end, block.span.end)


def _statement_faults(
    connection: sqlite3.Connection, found: StoredStatement, *, text: str, text_sha256: str | None = None
) -> Iterator[Fault]:
    """Of a correction, which has the id of its proposal, no `text_sha256` is given."""
    try:
        statement = found.statement()
    except (TypeError, ValueError) as error:
        yield Fault("statement", found.row[0], f"its row cannot be read: {error}")
        return
    if not statement.content:
        yield Fault("statement", statement.id, "it has no content")
        return
    outside = [span for _, _, *ends in found.spans if not _fits(span := Span(*ends), text)]
    for span in outside:
        yield Fault("statement", statement.id, _outside(span, text))
    if not outside and statement.quote(text) != found.row[3]:
        yield Fault("statement", statement.id, f"its quote is not what its spans cover: {found.row[3][:80]!r}")
    for what in unproved_words(statement, text):
        yield Fault("statement", statement.id, what)
    if not is_in_step(found.row, found.speakers):
        yield Fault("statement", statement.id, "what is told of its speakers and principals differs from their rows")
    expected = statement_id(text_sha256, statement.content, statement.source) if text_sha256 else statement.id
    if statement.id != expected:
        yield Fault("statement", statement.id, f"text and spans give the id {expected}")


def _log_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for kind, query in _SMALL_ROWS.items():
        for sequence, *values in connection.execute(query):
            yield from _entry_fault(connection, kind, sequence, digest(kind, *values))
    for sequence, *row in connection.execute(_DECISIONS):
        yield from _entry_fault(connection, "decision", sequence, decision_digest(*row))
    for number, place in connection.execute(_NUMBERS):
        yield Fault("decision", str(number), f"has the number {number}, but is decision {place} of the log")
    for sequence, bytes_sha256, article_id, number, *origin in connection.execute(_SIGHTINGS):
        expected = sighting_digest(bytes_sha256, article_id, number, origin)
        yield from _entry_fault(connection, "sighting", sequence, expected)
    made = (expected_entries(connection), expected_comparisons(connection), expected_stances(connection))
    for kind, sequence, expected in chain.from_iterable(made):
        yield from _entry_fault(connection, kind, sequence, expected)
    for sequence, *values in connection.execute(_REMOVALS):
        removed = [row[0] for row in connection.execute(_REMOVED, (sequence,))]
        yield from _entry_fault(connection, "removal", sequence, removal_digest(values, removed))
    for sequence, kind, is_removed in connection.execute(_OUT_OF_STEP):
        wrong = f"the {kind} was removed, and is still there" if is_removed else f"the {kind} it stands for is missing"
        yield Fault("entry", str(sequence), wrong)
    yield from standing_faults(connection)
    for (statement,) in connection.execute(_STRAY):
        yield Fault("statement", statement, "the reading that is said to have found it is missing")
    for (article_id,) in connection.execute(_NOT_LATEST):
        yield Fault("version", article_id, "the version that is called its latest is not")
    yield from _origin_faults(connection)


def _origin_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for article_id, url, number, place in connection.execute(_FETCHED):
        if url is None or place is None or not same_site(url, place):
            yield Fault(
                "version", f"{article_id} version {number}", f"fetched from {place}, which cannot speak for {url}"
            )


def _key_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    if not is_current(connection):
        message = "were made by the rules of another version of Onrecord; the next `onrecord add` makes them again"
        yield Fault("index", "keys", message)
        return
    yield from name_faults(connection)
    for article_id, url, key in connection.execute(_KEYS):
        if key != derived_key(article_id, url):
            yield Fault("version", article_id, f"the address it is found by is {key}, which {url} does not make")


def _entry_fault(connection: sqlite3.Connection, kind: str, sequence: int, expected: bytes) -> Iterator[Fault]:
    row = connection.execute(_DIGEST, (sequence, kind)).fetchone()
    if row is None:
        yield Fault("entry", str(sequence), f"a {kind} has no entry in the log")
    elif row[0] != expected:
        yield Fault("entry", str(sequence), f"the {kind} was changed after it was added: its digest differs")


def _fits(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _outside(span: Span, text: str) -> str:
    return f"span {span.start}–{span.end} does not fit its text of {len(text)} characters"
