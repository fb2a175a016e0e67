"""Rows of the record as readings."""

import json
import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Article, Decided, Reading, Statement, Version
from onrecord.problems.record import AmbiguousId, ArticleRemoved, UnknownId
from onrecord.record.origins import article_by_address
from onrecord.record.rows import Row, read_statement, read_version
from onrecord.record.values import KeptVersion, Removal
from onrecord.record.words import well_formed
from onrecord.sources.addresses import without_credentials

Parts = tuple[list[Row], list[Row]]
"""The spans and the speakers of a statement."""
Kept = OrderedDict[int, tuple[Row, Reading]]
"""Versions by their numbers in the record, with the rows that they were read from and the number of the last decision
then, the latest used last."""
_MOST_KEPT, _MOST = 32, 2**63 - 1
_VERSION = "SELECT * FROM readings WHERE version = ?"
_LATEST = "SELECT readings.* FROM latest JOIN readings ON readings.version = latest.version ORDER BY latest.article"
_ALL = """
SELECT
    versions.sequence, articles.id, articles.url, versions.number, bytes_sha256, media_type, text, text_sha256,
    headline, authors, outlet, published, published_signal, modified, modified_signal, language, reason, read_with,
    origin, place, claimed, kind, 1
FROM versions JOIN articles ON articles.sequence = versions.article
WHERE versions.sequence BETWEEN ? AND ? ORDER BY versions.sequence
"""
_HISTORY = """
SELECT readings.* FROM readings LEFT JOIN latest ON latest.version = readings.version
WHERE id = ? ORDER BY latest.version IS NOT NULL, number
"""
_BY_NUMBER = "SELECT * FROM readings WHERE id = ? ORDER BY number"
_STANDING = """
SELECT EXISTS (SELECT 1 FROM own_versions WHERE version = ?1), EXISTS (SELECT 1 FROM latest WHERE version = ?1)
"""
_ADDED_AT = "SELECT added_at FROM entries WHERE sequence = ?"
_BLOCKS = 'SELECT kind, start, "end" FROM blocks WHERE version = ? ORDER BY position'
_STATEMENTS = """
SELECT sequence, id, kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention, principal_name,
    principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end, when_text, when_rule,
    confidence, act, negated, addressee_start, addressee_end, venue_start, venue_end, when_text_start, when_text_end,
    occasion, form
FROM statements WHERE version = ? AND reading = ? AND corrects IS NULL ORDER BY position
"""
_PROPOSALS = """
SELECT reading, sequence, id, kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention,
    principal_name, principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end,
    when_text, when_rule, confidence, act, negated, addressee_start, addressee_end, venue_start, venue_end,
    when_text_start, when_text_end, occasion, form
FROM statements WHERE version = ? AND corrects IS NULL ORDER BY reading, position
"""
_CORRECTIONS = """
SELECT corrects, sequence, id, kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention,
    principal_name, principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end,
    when_text, when_rule, confidence, act, negated, addressee_start, addressee_end, venue_start, venue_end,
    when_text_start, when_text_end, occasion, form
FROM statements WHERE version = ? AND corrects IS NOT NULL ORDER BY sequence
"""
# Those that hold.
_HELD = """
SELECT EXISTS (SELECT 1 FROM decided WHERE decided.statement = statements.sequence), sequence,
    id, kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention, principal_name,
    principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end, when_text, when_rule,
    confidence, act, negated, addressee_start, addressee_end, venue_start, venue_end, when_text_start, when_text_end,
    occasion, form
FROM standing_statements AS statements WHERE version = ? ORDER BY position
"""
_REJECTED = """
SELECT sequence FROM read_statements WHERE version = ? AND id = ? AND standing = 'rejected' ORDER BY position LIMIT 1
"""
_DECIDED = """
SELECT decisions.number, verdict, who, added_at, note, corrects
FROM decided JOIN decisions ON decisions.number = decided.decision
JOIN entries ON entries.sequence = decisions.sequence JOIN statements ON statements.sequence = decided.statement
WHERE decided.statement = ?
"""
_STATEMENT = """
SELECT id, kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention, principal_name,
    principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end, when_text, when_rule,
    confidence, act, negated, addressee_start, addressee_end, venue_start, venue_end, when_text_start, when_text_end,
    occasion, form
FROM statements WHERE sequence = ?
"""
_SPANS = 'SELECT role, position, start, "end" FROM spans WHERE statement = ? ORDER BY role, position'
_SPEAKERS = """
SELECT part, position, name, kind, role, role_start, role_end, mention, mention_start, mention_end
FROM statement_speakers WHERE statement = ? ORDER BY part, position
"""
_SPANS_OF_ALL = """
SELECT statement, role, position, start, "end" FROM spans
WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY statement, role, position
"""
_SPEAKERS_OF_ALL = """
SELECT statement, part, position, name, kind, role, role_start, role_end, mention, mention_start, mention_end
FROM statement_speakers WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY statement, part, position
"""
_CONTENT = "SELECT length, compressed FROM contents WHERE sha256 = ?"
# Several rows where one text stands under two addresses or one address changed only its headline.
_STATEMENT_PLACE = """
SELECT statements.version FROM read_statements AS statements
LEFT JOIN latest ON latest.version = statements.version
WHERE statements.id = ? ORDER BY latest.version IS NULL, statements.sequence LIMIT 1
"""
_ARTICLE_LATEST = """
SELECT latest.version FROM latest JOIN articles ON articles.sequence = latest.article WHERE articles.id = ?
"""
_REMOVAL = """
SELECT articles.id, url, reason, who, added_at, verdict FROM removals
JOIN articles ON articles.sequence = removals.article JOIN entries ON entries.sequence = removals.sequence
WHERE articles.id = ? ORDER BY removals.sequence DESC LIMIT 1
"""
_ARTICLE_BY_ID = "SELECT id FROM articles WHERE id = ?"
_ARTICLE_BY_URL = "SELECT id FROM articles WHERE url = ? ORDER BY sequence LIMIT 1"
_ARTICLES_BY_PREFIX = "SELECT id FROM articles WHERE id >= ?1 AND substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 11"
_STATEMENT_BY_ID = "SELECT id FROM read_statements WHERE id = ? LIMIT 1"
_STATEMENTS_BY_PREFIX = """
SELECT DISTINCT id FROM read_statements WHERE id BETWEEN ?1 AND ?1 || '~' ORDER BY id LIMIT 11
"""
_LAST_DECISION = "SELECT max(number) FROM decisions"
_ARTICLE_COUNT = "SELECT count(*) FROM latest"
_STATEMENT_COUNT = "SELECT count(*) FROM standing_statements"
_CONTENT_COUNT = "SELECT count(*) FROM contents"


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """The rows of a statement."""

    sequence: int
    row: Row
    spans: list[Row]
    speakers: list[Row]

    def statement(self) -> Statement:
        """As a value."""
        return read_statement(self.row, self.spans, self.speakers)


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """The rows of a version of an article, `row` as `version_row` makes it; and the number of the reading that is
    meant."""

    sequence: int
    article_id: str
    url: str | None
    number: int
    row: Row
    blocks: list[Row]
    reading: int = 1

    def version(self) -> Version:
        """As a value."""
        return read_version(self.row, self.blocks)


def stored_versions(connection: sqlite3.Connection, version: int | None = None) -> Iterator[StoredVersion]:
    """Every version in the order of adding, or one, as it was read first."""
    for row in connection.execute(_ALL, (0, _MOST) if version is None else (version, version)):
        yield _stored(connection, row)


def stored_statements(connection: sqlite3.Connection, version: int, reading: int) -> list[StoredStatement]:
    """The statements as a reading of a version found them, in reading order."""
    rows = connection.execute(_STATEMENTS, (version, reading)).fetchall()
    parts = parts_of_all(connection, [row[0] for row in rows])
    return [StoredStatement(row[0], row[1:], *parts[row[0]]) for row in rows]


def stored_proposals(connection: sqlite3.Connection, version: int) -> list[tuple[int, StoredStatement]]:
    """The statements as all readings of a version found them, each with the number of the reading."""
    return _numbered(connection, _PROPOSALS, version)


def stored_corrections(connection: sqlite3.Connection, version: int) -> list[tuple[int, StoredStatement]]:
    """The corrections of a version's statements, each with the row that it corrects."""
    return _numbered(connection, _CORRECTIONS, version)


def _numbered(connection: sqlite3.Connection, query: str, version: int) -> list[tuple[int, StoredStatement]]:
    rows = connection.execute(query, (version,)).fetchall()
    parts = parts_of_all(connection, [row[1] for row in rows])
    return [(row[0], StoredStatement(row[1], row[2:], *parts[row[1]])) for row in rows]


def load_statement(connection: sqlite3.Connection, sequence: int) -> tuple[Statement, str]:
    """A statement, with what was decided about it, and its quote."""
    statement, quote = load_proposal(connection, sequence)
    return replace(statement, decision=load_decided(connection, sequence)), quote


def load_decided(connection: sqlite3.Connection, sequence: int) -> Decided | None:
    """What was decided about a statement."""
    row = connection.execute(_DECIDED, (sequence,)).fetchone()
    if row is None:
        return None
    number, verdict, who, at, note, corrects = row
    proposed = None if corrects is None else load_proposal(connection, corrects)[0]
    return Decided(number, verdict, who, at, note, proposed)


def load_proposal(connection: sqlite3.Connection, sequence: int) -> tuple[Statement, str]:
    """The statement of a row, whatever was decided about it, and its quote."""
    row = connection.execute(_STATEMENT, (sequence,)).fetchone()
    return read_statement(row, *statement_parts(connection, sequence)), row[3]


def statement_parts(connection: sqlite3.Connection, statement: int) -> Parts:
    """Its spans and its speakers."""
    spans, speakers = (connection.execute(query, (statement,)).fetchall() for query in (_SPANS, _SPEAKERS))
    return spans, speakers


def parts_of_all(connection: sqlite3.Connection, statements: Sequence[int]) -> dict[int, Parts]:
    """The spans and the speakers of each, in two queries for all: a version has dozens."""
    found: dict[int, Parts] = {statement: ([], []) for statement in statements}
    asked = (json.dumps(statements),)
    for which, query in enumerate((_SPANS_OF_ALL, _SPEAKERS_OF_ALL)):
        for row in connection.execute(query, asked):
            found[row[0]][which].append(row[1:])
    return found


def load_readings(connection: sqlite3.Connection) -> Iterator[Reading]:
    """The latest version of every article."""
    for row in connection.execute(_LATEST):
        yield _reading(connection, _stored(connection, row))


def load_article(connection: sqlite3.Connection, id_or_prefix: str) -> Reading:
    """The latest version of one article."""
    return load_version(connection, _latest(connection, article_id(connection, id_or_prefix)))


def load_kept(connection: sqlite3.Connection, article_id: str, kept: Kept) -> Reading:
    """The latest version of an article, as it is kept from an earlier look-up where nothing of it has changed."""
    version = _latest(connection, article_id)
    row = (*connection.execute(_VERSION, (version,)).fetchone(), *connection.execute(_LAST_DECISION).fetchone())
    known = kept.get(version)
    if known is not None and known[0] == row:
        kept.move_to_end(version)
        return known[1]
    reading = _reading(connection, _stored(connection, row[:-1]))
    kept[version] = row, reading
    if len(kept) > _MOST_KEPT:
        kept.popitem(last=False)
    return reading


def load_history(connection: sqlite3.Connection, id_or_prefix: str) -> Article:
    """One article with all its versions, the latest last; copies that are newer than it stand before it."""
    id_ = held_id(connection, id_or_prefix)
    rows = connection.execute(_HISTORY, (id_,)).fetchall()
    versions = [_stored(connection, row) for row in rows]
    return Article(versions[0].article_id, versions[0].url, tuple(stored.version() for stored in versions))


def load_versions(connection: sqlite3.Connection, id_or_prefix: str) -> tuple[KeptVersion, ...]:
    """The versions of one article with their statements."""
    id_ = held_id(connection, id_or_prefix)
    rows = connection.execute(_BY_NUMBER, (id_,)).fetchall()
    return tuple(_kept(connection, _stored(connection, row)) for row in rows)


def _kept(connection: sqlite3.Connection, stored: StoredVersion) -> KeptVersion:
    added_at = connection.execute(_ADDED_AT, (stored.sequence,)).fetchone()[0]
    own, latest = connection.execute(_STANDING, (stored.sequence,)).fetchone()
    return KeptVersion(stored.number, added_at, _reading(connection, stored), bool(own), bool(latest))


def find_statement(connection: sqlite3.Connection, id_or_prefix: str) -> tuple[Reading, Statement]:
    """One statement with its version. A rejected one is found, too, and then stands in the reading."""
    version, id_ = statement_version(connection, id_or_prefix)
    reading = load_version(connection, version)
    for one in reading.statements:
        if one.id == id_:
            return reading, one
    rejected = load_statement(connection, connection.execute(_REJECTED, (version, id_)).fetchone()[0])[0]
    return replace(reading, statements=tuple(sorted((*reading.statements, rejected), key=_place))), rejected


def statement_version(connection: sqlite3.Connection, id_or_prefix: str) -> tuple[int, str]:
    """The version from which a statement was read, by its sequence, and the statement's id."""
    id_ = _statement_id(connection, id_or_prefix)
    return int(connection.execute(_STATEMENT_PLACE, (id_,)).fetchone()[0]), id_


def load_content(connection: sqlite3.Connection, bytes_sha256: str) -> bytes:
    """The stored bytes. Raises UnknownId, or zlib.error where they were damaged."""
    row = connection.execute(_CONTENT, (bytes_sha256,)).fetchone()
    if row is None:
        raise UnknownId("stored content", bytes_sha256, _count(connection, _CONTENT_COUNT))
    length, compressed = row
    # Never more than was put in, whatever the file has become since.
    return zlib.decompressobj().decompress(compressed, length + 1)


def load_version(connection: sqlite3.Connection, version: int, *, as_read: bool = False) -> Reading:
    """A version as it was read last; with `as_read`, whatever was decided about it since."""
    stored = _stored(connection, connection.execute(_VERSION, (version,)).fetchone())
    reading = _reading(connection, stored)
    if not as_read:
        return reading
    found = stored_statements(connection, version, stored.reading)
    return replace(reading, statements=tuple(one.statement() for one in found))


def _stored(connection: sqlite3.Connection, row: Row) -> StoredVersion:
    sequence, article_id, url, number, *columns, found = row
    blocks = connection.execute(_BLOCKS, (sequence,)).fetchall()
    # Records that were made before kept the name and password of an address.
    return StoredVersion(sequence, article_id, url and without_credentials(url), number, columns, blocks, found)


def _reading(connection: sqlite3.Connection, stored: StoredVersion) -> Reading:
    statements = tuple(_held_statements(connection, stored.sequence))
    article = Article(stored.article_id, stored.url, (stored.version(),))
    return Reading(article, statements, reason=stored.row[12], read_with=stored.row[13])


def _held_statements(connection: sqlite3.Connection, version: int) -> Iterator[Statement]:
    rows = connection.execute(_HELD, (version,)).fetchall()
    parts = parts_of_all(connection, [row[1] for row in rows])
    for is_decided, sequence, *row in rows:
        statement = read_statement(row, *parts[sequence])
        yield replace(statement, decision=load_decided(connection, sequence)) if is_decided else statement


def _place(statement: Statement) -> int:
    return statement.content[0].start


def removal_of(connection: sqlite3.Connection, id_: str) -> Removal | None:
    """How an article was taken out of the record; None where it was not, or may be added again."""
    row = connection.execute(_REMOVAL, (id_,)).fetchone()
    return Removal(*row[:5]) if row and row[5] == "remove" else None


def refuse_removed(connection: sqlite3.Connection, id_: str) -> None:
    """Raises ArticleRemoved where a person took the article out."""
    if removal := removal_of(connection, id_):
        raise ArticleRemoved(id_, at=removal.at, who=removal.who, reason=removal.reason)


def held_id(connection: sqlite3.Connection, wanted: str) -> str:
    """The id of an article, as `article_id` has it. Raises ArticleRemoved besides."""
    id_ = article_id(connection, wanted)
    _latest(connection, id_)
    return id_


def _latest(connection: sqlite3.Connection, id_: str) -> int:
    row = connection.execute(_ARTICLE_LATEST, (id_,)).fetchone()
    if row is None:
        refuse_removed(connection, id_)
        raise UnknownId("article", id_, _count(connection, _ARTICLE_COUNT))
    return int(row[0])


def _count(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def article_id(connection: sqlite3.Connection, wanted: str) -> str:
    """The id of an article, by itself, its beginning, or the address; also of one that was removed.

    Raises UnknownId or AmbiguousId."""
    wanted = well_formed(wanted)
    for query in (_ARTICLE_BY_ID, _ARTICLE_BY_URL):
        if found := connection.execute(query, (wanted,)).fetchone():
            return str(found[0])
    if by_address := article_by_address(connection, wanted):
        return by_address
    found = connection.execute(_ARTICLES_BY_PREFIX, (wanted,)).fetchall()
    return _only(found, "article", wanted, held=_count(connection, _ARTICLE_COUNT))


def _statement_id(connection: sqlite3.Connection, wanted: str) -> str:
    wanted = well_formed(wanted)
    if found := connection.execute(_STATEMENT_BY_ID, (wanted,)).fetchone():
        return str(found[0])
    found = connection.execute(_STATEMENTS_BY_PREFIX, (wanted,)).fetchall()
    return _only(found, "statement", wanted, held=_count(connection, _STATEMENT_COUNT))


def _only(found: list[tuple[str]], what: str, wanted: str, *, held: int) -> str:
    if len(found) > 1:
        named = [row[0] for row in found[:10]]
        raise AmbiguousId(what, wanted, [*named, "and more"] if len(found) > 10 else named)
    if not found:
        raise UnknownId(what, wanted, held)
    return found[0][0]
