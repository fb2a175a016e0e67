"""What a writer adds: articles and failures; and the acts of statements that were added before records kept them.

An article is checked before anything is written: what contradicts itself could not be proved later. Each function runs
inside the caller's transaction.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.english.acts import act_of
from onrecord.model import Failure, Loaded, Reading, Span, Statement, Version, When, Words, sha256, statement_id
from onrecord.problems import SpanOutsideText
from onrecord.problems.record import Unstorable
from onrecord.record import origins
from onrecord.record.loading import load_version, refuse_removed, stored_statements
from onrecord.record.opening import now
from onrecord.record.rows import (
    Row,
    block_rows,
    correction_digest,
    digest,
    origin_columns,
    reading_digest,
    sighting_digest,
    span_rows,
    speaker_rows,
    statement_digest,
    statement_row,
    version_digest,
    version_row,
)
from onrecord.record.values import Added
from onrecord.sources.addresses import without_any_credentials, without_credentials

COMPRESSION = 5
"""zlib level. 77 news pages of 303 kB on average: level 1 70.2 kB in 1.8 ms, 5 60.1 kB in 3.5 ms, 6 59.2 kB in
4.7 ms, 9 58.8 kB in 7.8 ms; lzma 46.5 kB in 44 ms, which is as long as reading the article takes."""

_ENTRY = "INSERT INTO entries (kind, digest, added_at) VALUES (?, ?, ?)"
_ARTICLE = "INSERT INTO articles (sequence, id, url) VALUES (?, ?, ?)"
_HAS_CONTENT = "SELECT EXISTS (SELECT 1 FROM contents WHERE sha256 = ?)"
_CONTENT = "INSERT INTO contents (sha256, length, compressed) VALUES (?, ?, ?)"
_VERSION = """
INSERT INTO versions (
    sequence, article, number, bytes_sha256, media_type, text, text_sha256, headline, authors, outlet, published,
    published_signal, modified, modified_signal, language, reason, read_with, origin, place, claimed, kind
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LATEST = """
INSERT INTO latest (article, version) VALUES (?, ?) ON CONFLICT (article) DO UPDATE SET version = excluded.version
"""
_BLOCK = 'INSERT INTO blocks (version, position, kind, start, "end") VALUES (?, ?, ?, ?, ?)'
_STATEMENT = """
INSERT INTO statements (
    sequence, version, position, id, kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention,
    principal_name, principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end,
    when_text, when_rule, confidence, act, negated, addressee_start, addressee_end, venue_start, venue_end,
    when_text_start, when_text_end, occasion, form, reading, corrects
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SPEAKER = """
INSERT INTO statement_speakers (
    statement, part, position, name, kind, role, role_start, role_end, mention, mention_start, mention_end
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SPAN = 'INSERT INTO spans (statement, role, position, start, "end") VALUES (?, ?, ?, ?, ?)'
_SIGHTING = """
INSERT INTO sightings (sequence, bytes_sha256, version, origin, place, claimed) VALUES (?, ?, ?, ?, ?, ?)
"""
_LAST_FAILURE = "SELECT reason FROM failures WHERE origin = ? ORDER BY sequence DESC LIMIT 1"
_FAILURE = "INSERT INTO failures (sequence, origin, reason) VALUES (?, ?, ?)"
FAILURES = """
SELECT origin, reason FROM failures
WHERE reason IS NOT NULL
    AND sequence = (SELECT max(sequence) FROM failures AS later WHERE later.origin = failures.origin)
ORDER BY sequence
"""
UNREAD = """
SELECT origin, reason, added_at, NULL, NULL, 0, failures.sequence
FROM failures JOIN entries ON entries.sequence = failures.sequence
WHERE reason IS NOT NULL
    AND failures.sequence = (SELECT max(sequence) FROM failures AS later WHERE later.origin = failures.origin)
UNION ALL
SELECT coalesce(place, url, id), reason, added_at, id, headline, 1, readings.version
FROM latest JOIN readings ON readings.version = latest.version JOIN entries ON entries.sequence = readings.version
WHERE reason IS NOT NULL
ORDER BY 6, 7
"""
_NEWEST = """
SELECT readings.version, digest, coalesce((SELECT max(number) FROM rereadings WHERE version = readings.version), 1),
    (SELECT coalesce(max(position) + 1, 0) FROM statements WHERE version = readings.version)
FROM readings JOIN entries ON entries.sequence = readings.version WHERE id = ? AND readings.number = ?
"""
# Below 0, where no proposal is.
_CORRECTED = """
SELECT version, reading, (SELECT min(position, 0) - 1 FROM (
    SELECT min(position) AS position FROM statements AS others WHERE others.version = statements.version
)), digest
FROM statements JOIN entries ON entries.sequence = statements.sequence WHERE statements.sequence = ?
"""
_FOUND = "SELECT reading FROM readings WHERE version = ?"
_REREADING = "INSERT INTO rereadings (sequence, version, number, read_with, reason, found) VALUES (?, ?, ?, ?, ?, ?)"


def add_article(connection: sqlite3.Connection, loaded: Loaded, *, reading: Reading, read_with: str) -> Added:
    """Keep an article with one version, where it has words that are not yet kept."""
    _check(loaded, reading)
    article, version = reading.article, reading.article.latest
    known = origins.held(connection, article)
    if known is None:
        sequence = _entry(connection, "article", digest("article", article.id, article.url))
        connection.execute(_ARTICLE, (sequence, article.id, article.url))
        origins.add_key(connection, sequence, article)
        at = _Place(sequence, article.id, 1, leads=True)
        _add_version(connection, loaded, reading=reading, read_with=read_with, at=at)
        return "added"
    refuse_removed(connection, known.id)
    standing = origins.standing(connection, known.sequence, version)
    if standing.alike is not None:
        if not origins.has_seen(connection, article):
            _add_sighting(connection, version, standing.alike, id_=known.id, number=standing.number)
        return "unchanged"
    at = _Place(known.sequence, known.id, standing.number, leads=standing.leads)
    _add_version(connection, loaded, reading=reading, read_with=read_with, at=at)
    if standing.number == 1:  # it was removed, and let in again
        return "added"
    return "new version" if standing.leads else "copy"


def add_rereading(
    connection: sqlite3.Connection, reading: Reading, *, number: int, read_with: str
) -> tuple[Reading, bool]:
    """Keep a new reading of a version; the one before it, and whether there are new rows of statements: where all are
    as they were, those stay."""
    article = reading.article
    row = connection.execute(_NEWEST, (article.id, number)).fetchone()
    if row is None:
        raise Unstorable(article.id, f"the record has no version {number} of it")
    version, content, last, first = row
    before = load_version(connection, version, as_read=True)
    if before.article.latest.text != article.latest.text:
        raise Unstorable(article.id, f"the reading is not of the text of its version {number}")
    _checked(reading)
    is_new = before.statements != reading.statements
    found = last + 1 if is_new else connection.execute(_FOUND, (version,)).fetchone()[0]
    told = (read_with, reading.reason, found)
    bound = reading_digest(content, last + 1, told)
    connection.execute(_REREADING, (_entry(connection, "reading", bound), version, last + 1, *told))
    if is_new:
        _add_statements(connection, reading, _Bound(version, last + 1, first, bound))
    return before, is_new


def add_failure(connection: sqlite3.Connection, failure: Failure) -> None:
    """Keep a failure unless it is the last known state of its origin."""
    origin, reason = _storable(without_credentials(failure.origin)), _storable(without_any_credentials(failure.reason))
    last = connection.execute(_LAST_FAILURE, (origin,)).fetchone()
    if last is None or last[0] != reason:
        _add_attempt(connection, origin, reason)


def settle(connection: sqlite3.Connection, origin: str) -> None:
    """Keep that a failed origin failed no longer."""
    last = connection.execute(_LAST_FAILURE, (_storable(origin),)).fetchone()
    if last is not None and last[0] is not None:
        _add_attempt(connection, _storable(origin), None)


def _check(loaded: Loaded, reading: Reading) -> None:
    article, version = reading.article, reading.article.latest
    if len(article.versions) != 1 or loaded.article.id != article.id or loaded.article.latest.text != version.text:
        raise Unstorable(article.id, "the reading is not of the version that was loaded")
    if sha256(loaded.content) != version.bytes_sha256:
        raise Unstorable(article.id, "its bytes do not have the SHA-256 that the version names")
    _checked(reading)


def _checked(reading: Reading) -> None:
    try:
        _check_spans(reading)
    except SpanOutsideText as error:
        raise Unstorable(reading.article.id, str(error)) from error


def _check_spans(reading: Reading) -> None:
    version, text = reading.article.latest, reading.article.latest.text
    text_sha256 = version.text_sha256
    for block in version.blocks:
        block.span.of(text)
    for statement in reading.statements:
        if not statement.content:
            raise Unstorable(reading.article.id, f"statement {statement.id} has no content")
        for span in (*statement.content, *statement.cue, *statement.source):
            span.of(text)
        for what in unproved_words(statement, text):
            raise Unstorable(reading.article.id, f"statement {statement.id}: {what}")
        expected = statement_id(text_sha256, statement.content, statement.source)
        if statement.id != expected:
            raise Unstorable(reading.article.id, f"statement {statement.id} should have the id {expected}")


def unproved_words(statement: Statement, text: str) -> Iterator[str]:
    """What is told of a statement in other words than those at the place that should prove it."""
    for part, speakers in (("speaker", statement.speakers), ("principal", statement.principals)):
        for one in speakers:
            for what, words in (("role", one.role), ("mention", one.mention)):
                if words is not None and not _is_at(words.span, words.text, text):
                    yield f"the {what} of its {part} {one.name!r} is {_unlike(words)}"
    for what, told in (("venue", statement.venue), ("addressee", statement.addressee), ("when", statement.when)):
        if told is not None and not _is_at(told.span, told.text, text):
            yield f"its {what} is {_unlike(told)}"


def _is_at(span: Span | None, words: str | None, text: str) -> bool:
    return span is None or text[span.start : span.end] == words


def _unlike(told: Words | When) -> str:
    ends = f"{told.span.start}–{told.span.end}" if told.span else ""
    return f"{told.text!r}, not what its span {ends} covers"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a version goes: the article's row and id, the version's number, and whether it becomes the latest."""

    article: int
    id: str
    number: int
    leads: bool


def _add_version(
    connection: sqlite3.Connection, loaded: Loaded, *, reading: Reading, read_with: str, at: _Place
) -> None:
    version = reading.article.latest
    _add_content(connection, version.bytes_sha256, loaded)
    row, blocks = version_row(reading, read_with), block_rows(version)
    content = version_digest(at.id, at.number, row, blocks)
    sequence = _entry(connection, "version", content)
    connection.execute(_VERSION, (sequence, at.article, at.number, *row))
    connection.executemany(_BLOCK, [(sequence, position, *block) for position, block in enumerate(blocks)])
    _add_statements(connection, reading, _Bound(sequence, 1, 0, content))
    if at.leads:
        connection.execute(_LATEST, (at.article, sequence))


def _add_content(connection: sqlite3.Connection, bytes_sha256: str, loaded: Loaded) -> None:
    if not connection.execute(_HAS_CONTENT, (bytes_sha256,)).fetchone()[0]:
        packed = loaded.packed or packed_bytes(loaded.content)
        connection.execute(_CONTENT, (bytes_sha256, len(loaded.content), packed))


def packed_bytes(content: bytes) -> bytes:
    """Bytes as the record keeps them."""
    return zlib.compress(content, COMPRESSION)


@dataclass(frozen=True, slots=True)
class _Bound:
    """What statements are bound to: the row of their version, the number of the reading, the place of the first of them
    among all that was read in the version, and the digest that theirs cover."""

    version: int
    reading: int
    first: int
    digest: bytes


def _add_statements(connection: sqlite3.Connection, reading: Reading, to: _Bound) -> None:
    text = reading.article.latest.text
    all_spans: list[Row] = []
    all_speakers: list[Row] = []
    for position, statement in enumerate(reading.statements, to.first):
        row, spans, speakers = statement_row(statement, text), span_rows(statement), speaker_rows(statement)
        sequence = _entry(connection, "statement", statement_digest(to.digest, position, row, spans, speakers))
        connection.execute(_STATEMENT, (sequence, to.version, position, *row, to.reading, None))
        all_spans += [(sequence, *span) for span in spans]
        all_speakers += [(sequence, *speaker) for speaker in speakers]
    connection.executemany(_SPAN, all_spans)
    connection.executemany(_SPEAKER, all_speakers)


def add_correction(connection: sqlite3.Connection, proposal: int, statement: Statement, text: str) -> int:
    """Keep what edits make of a proposal, as a row beside it; its sequence."""
    row, spans, speakers = statement_row(statement, text), span_rows(statement), speaker_rows(statement)
    version, reading, position, content = connection.execute(_CORRECTED, (proposal,)).fetchone()
    sequence = _entry(connection, "correction", correction_digest(content, row, spans, speakers))
    connection.execute(_STATEMENT, (sequence, version, position, *row, reading, proposal))
    connection.executemany(_SPAN, [(sequence, *span) for span in spans])
    connection.executemany(_SPEAKER, [(sequence, *speaker) for speaker in speakers])
    return sequence


def _add_sighting(connection: sqlite3.Connection, seen: Version, version: int, *, id_: str, number: int) -> None:
    origin = origin_columns(seen.origin)
    sequence = _entry(connection, "sighting", sighting_digest(seen.bytes_sha256, id_, number, origin))
    connection.execute(_SIGHTING, (sequence, seen.bytes_sha256, version, *origin))


def _storable(text: str) -> str:
    # The name of a file need not be text; what is not is written as its number.
    return text.encode("utf8", "backslashreplace").decode("utf8")


def _add_attempt(connection: sqlite3.Connection, origin: str, reason: str | None) -> None:
    at = now()
    sequence = _entry(connection, "failure", digest("failure", origin, reason, at), at=at)
    connection.execute(_FAILURE, (sequence, origin, reason))


def _entry(connection: sqlite3.Connection, kind: str, content: bytes, *, at: str | None = None) -> int:
    return connection.execute(_ENTRY, (kind, content, at or now())).lastrowid or 0


_AT_ONCE = 100
"""Versions: a few thousand statements, told in about a second."""
UNTOLD_COUNT = "SELECT count(DISTINCT version) FROM statements WHERE act IS NULL"
_UNTOLD = """
SELECT DISTINCT versions.sequence, reading, versions.text
FROM statements JOIN versions ON versions.sequence = statements.version
WHERE act IS NULL ORDER BY versions.sequence LIMIT ?
"""
_TELL = "UPDATE statements SET act = ?, negated = ? WHERE sequence = ? AND act IS NULL"


def tell_some(connection: sqlite3.Connection, *, step: Callable[[], object]) -> None:
    """Tell the acts of the statements of some versions; `step` is called after each."""
    for version, reading, text in connection.execute(_UNTOLD, (_AT_ONCE,)).fetchall():
        for stored in stored_statements(connection, version, reading):
            act, negated = act_of(stored.statement(), text)
            connection.execute(_TELL, (act, negated, stored.sequence))
        step()
