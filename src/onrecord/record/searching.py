"""Search over the statements or the texts of the latest versions.

The queries of a search.

Every query knows the same parameters; one that is NULL asks for nothing. Each row is a sequence and three keys, which
order the rows and continue them on the next page (`:first`, `:second`, `:third`): rank and sequence where words are
given, else the day of publication, the version and the place in it. Lists of statements: `:aliased` by a
speaker of whom another name is asked for; `:spoken` these and those that the index finds by name, which spares the
comparison of all others; `:appearing` of one actor, in the role that is asked for.
"""

import base64
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from onrecord.model import Act, Span, Statement, StatementKind, StatementType, When
from onrecord.problems.record import BadCursor
from onrecord.record.actors.joined import actors_named, joined, statements_of
from onrecord.record.loading import load_statement
from onrecord.record.rows import Row, read_time
from onrecord.record.values import Hit, Page, SearchedIn
from onrecord.record.words import has_words, marked, query, well_formed

BEST_STATEMENTS = """
SELECT statements.sequence, statements_index.rank, statements.sequence, NULL
FROM statements_index
JOIN read_statements AS statements ON statements.sequence = statements_index.rowid
JOIN latest ON latest.version = statements.version
JOIN versions ON versions.sequence = statements.version
WHERE statements_index MATCH :match
    AND (:spoken IS NULL OR statements.sequence IN (SELECT value FROM json_each(:spoken)))
    AND (:appearing IS NULL OR statements.sequence IN (SELECT value FROM json_each(:appearing)))
    AND ((:speaker IS NULL AND (:role IS NULL OR :appearing IS NOT NULL)) OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = statements.sequence AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR statements.sequence IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND statements.standing = :standing
    AND (:venue IS NULL OR has_words(statements.venue, :venue))
    AND (:to IS NULL OR has_words(statements.addressee, :to))
    AND (:when_start IS NULL OR (statements.when_end >= :when_start AND statements.when_start <= :when_end))
    AND (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR coalesce(statements.when_end, substr(versions.published, 1, 10)) >= :since)
    AND (:until IS NULL OR coalesce(statements.when_start, substr(versions.published, 1, 10)) <= :until)
    AND (:type IS NULL OR statements.type = :type)
    AND (:kind IS NULL OR statements.kind = :kind)
    AND (:acts IS NULL OR statements.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR statements.negated = :negated)
    AND (:first IS NULL
        OR statements_index.rank > :first
        OR (statements_index.rank = :first AND statements.sequence > :second))
ORDER BY statements_index.rank, statements.sequence
LIMIT :limit
"""

# CROSS JOIN keeps the order of the tables: by day, so that a page ends with the last one it shows.
NEWEST_STATEMENTS = """
SELECT statements.sequence, coalesce(substr(versions.published, 1, 10), ''), versions.sequence, statements.position
FROM versions
CROSS JOIN latest ON latest.version = versions.sequence
CROSS JOIN read_statements AS statements ON statements.version = versions.sequence
WHERE (:match IS NULL
        OR statements.sequence IN (SELECT rowid FROM statements_index WHERE statements_index MATCH :match))
    AND (:spoken IS NULL OR statements.sequence IN (SELECT value FROM json_each(:spoken)))
    AND (:appearing IS NULL OR statements.sequence IN (SELECT value FROM json_each(:appearing)))
    AND ((:speaker IS NULL AND (:role IS NULL OR :appearing IS NOT NULL)) OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = statements.sequence AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR statements.sequence IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND statements.standing = :standing
    AND (:venue IS NULL OR has_words(statements.venue, :venue))
    AND (:to IS NULL OR has_words(statements.addressee, :to))
    AND (:when_start IS NULL OR (statements.when_end >= :when_start AND statements.when_start <= :when_end))
    AND (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR coalesce(statements.when_end, substr(versions.published, 1, 10)) >= :since)
    AND (:until IS NULL OR coalesce(statements.when_start, substr(versions.published, 1, 10)) <= :until)
    AND (:type IS NULL OR statements.type = :type)
    AND (:kind IS NULL OR statements.kind = :kind)
    AND (:acts IS NULL OR statements.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR statements.negated = :negated)
    AND (:first IS NULL
        OR coalesce(substr(versions.published, 1, 10), '') < :first
        OR (coalesce(substr(versions.published, 1, 10), '') = :first
            AND (versions.sequence < :second
                OR (versions.sequence = :second AND statements.position > :third))))
ORDER BY coalesce(substr(versions.published, 1, 10), '') DESC, versions.sequence DESC, statements.position
LIMIT :limit
"""

BEST_ARTICLES = """
SELECT versions.sequence, articles_index.rank, versions.sequence, NULL
FROM articles_index
JOIN versions ON versions.sequence = articles_index.rowid
JOIN latest ON latest.version = versions.sequence
WHERE articles_index MATCH :match
    AND (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR substr(versions.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(versions.published, 1, 10) <= :until)
    AND (NOT :by_statement OR EXISTS (
        SELECT 1 FROM read_statements AS statements
        WHERE statements.version = versions.sequence
            AND (:appearing IS NULL OR statements.sequence IN (SELECT value FROM json_each(:appearing)))
            AND ((:speaker IS NULL AND (:role IS NULL OR :appearing IS NOT NULL)) OR EXISTS (
                SELECT 1 FROM statement_speakers
                WHERE statement = statements.sequence AND part = 'speaker'
                    AND (:speaker IS NULL OR has_words(name, :speaker)
                        OR statements.sequence IN (SELECT value FROM json_each(:aliased)))
                    AND (:role IS NULL OR has_words(role, :role))))
            AND statements.standing = :standing
            AND (:venue IS NULL OR has_words(statements.venue, :venue))
            AND (:to IS NULL OR has_words(statements.addressee, :to))
            AND (:when_start IS NULL OR (statements.when_end >= :when_start AND statements.when_start <= :when_end))
            AND (:type IS NULL OR statements.type = :type)
            AND (:kind IS NULL OR statements.kind = :kind)
            AND (:acts IS NULL OR statements.act IN (SELECT value FROM json_each(:acts)))
            AND (:negated IS NULL OR statements.negated = :negated)))
    AND (:first IS NULL
        OR articles_index.rank > :first
        OR (articles_index.rank = :first AND versions.sequence > :second))
ORDER BY articles_index.rank, versions.sequence
LIMIT :limit
"""

NEWEST_ARTICLES = """
SELECT versions.sequence, coalesce(substr(versions.published, 1, 10), ''), versions.sequence, NULL
FROM versions
JOIN latest ON latest.version = versions.sequence
WHERE (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR substr(versions.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(versions.published, 1, 10) <= :until)
    AND (NOT :by_statement OR EXISTS (
        SELECT 1 FROM read_statements AS statements
        WHERE statements.version = versions.sequence
            AND (:appearing IS NULL OR statements.sequence IN (SELECT value FROM json_each(:appearing)))
            AND ((:speaker IS NULL AND (:role IS NULL OR :appearing IS NOT NULL)) OR EXISTS (
                SELECT 1 FROM statement_speakers
                WHERE statement = statements.sequence AND part = 'speaker'
                    AND (:speaker IS NULL OR has_words(name, :speaker)
                        OR statements.sequence IN (SELECT value FROM json_each(:aliased)))
                    AND (:role IS NULL OR has_words(role, :role))))
            AND statements.standing = :standing
            AND (:venue IS NULL OR has_words(statements.venue, :venue))
            AND (:to IS NULL OR has_words(statements.addressee, :to))
            AND (:when_start IS NULL OR (statements.when_end >= :when_start AND statements.when_start <= :when_end))
            AND (:type IS NULL OR statements.type = :type)
            AND (:kind IS NULL OR statements.kind = :kind)
            AND (:acts IS NULL OR statements.act IN (SELECT value FROM json_each(:acts)))
            AND (:negated IS NULL OR statements.negated = :negated)))
    AND (:first IS NULL
        OR coalesce(substr(versions.published, 1, 10), '') < :first
        OR (coalesce(substr(versions.published, 1, 10), '') = :first AND versions.sequence < :second))
ORDER BY coalesce(substr(versions.published, 1, 10), '') DESC, versions.sequence DESC
LIMIT :limit
"""

MATCHING = "SELECT rowid FROM statements_index WHERE statements_index MATCH ?"
MARKED_QUOTE = """
SELECT highlight(statements_index, 0, ?, ?) FROM statements_index WHERE statements_index MATCH ? AND rowid = ?
"""
MARKED_PASSAGE = """
SELECT snippet(articles_index, 1, ?, ?, '', ?) FROM articles_index WHERE articles_index MATCH ? AND rowid = ?
"""
BEGINNING = "SELECT substr(text, 1, 240) FROM versions WHERE sequence = ?"
ARTICLE_OF_VERSION = """
SELECT id, url, headline, outlet, published, published_signal FROM readings WHERE version = ?
"""
ARTICLE_OF_STATEMENT = """
SELECT readings.id, url, headline, outlet, published, published_signal, text
FROM statements JOIN readings ON readings.version = statements.version WHERE statements.sequence = ?
"""


_PASSAGE_WORDS = 40
"""Length of the passage that shows why an article was found: about two lines of a page."""
_OPENING, _CLOSING = "\ue000\ue002\ue000", "\ue001\ue002\ue001"
"""Marks that no text holds: private use characters in an order that is no icon font's."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked for; see Record.search for its meaning."""

    words: str
    in_: SearchedIn
    speaker: str | None
    outlet: str | None
    since: date | None
    until: date | None
    type: StatementType | None
    kind: StatementKind | None
    role: str | None = None
    when: When | None = None
    venue: str | None = None
    to: str | None = None
    acts: tuple[Act, ...] = ()
    negated: bool | None = None
    rejected: bool = False
    aliased: tuple[int, ...] = field(default=(), repr=False)
    spoken: tuple[int, ...] | None = field(default=None, repr=False)
    appearing: tuple[int, ...] | None = field(default=None, repr=False)

    @property
    def match(self) -> str | None:
        """The query of the full text index; None asks it nothing."""
        by_name = self.in_ == "statements" and not self.aliased
        return query(self.words, speaker=self.speaker if by_name else None)

    @property
    def ranked(self) -> bool:
        """Whether the best come first, not the newest."""
        return query(self.words) is not None

    def parameters(self) -> dict[str, Any]:
        """Those that every query knows."""
        values = {
            "match": self.match,
            "speaker": self.speaker,
            "outlet": self.outlet,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "type": self.type,
            "kind": self.kind,
            "role": self.role,
            "venue": self.venue,
            "to": self.to,
            "acts": json.dumps(self.acts) if self.acts else None,
            "negated": self.negated,
            "standing": "rejected" if self.rejected else "held",
            "when_start": self.when and self.when.start and self.when.start.isoformat(),
            "when_end": self.when and self.when.end and self.when.end.isoformat(),
            "aliased": json.dumps(self.aliased),
            "spoken": None if self.spoken is None else json.dumps(self.spoken),
            "appearing": None if self.appearing is None else json.dumps(self.appearing),
            "by_statement": self._by_statement,
        }
        return {name: well_formed(value) if isinstance(value, str) else value for name, value in values.items()}

    @property
    def _by_statement(self) -> bool:
        asked = (self.speaker, self.type, self.kind, self.role, self.when, self.venue, self.to, self.appearing)
        return any(one is not None for one in (*asked, self.acts or None, self.negated, self.rejected or None))

    def fingerprint(self) -> str:
        """By which a cursor knows its search. The lists of statements are left out: they grow with the record."""
        return sha256(repr(self).encode("utf8", "replace")).hexdigest()[:8]


def register(connection: sqlite3.Connection) -> None:
    """Make the comparison of names known to the database."""
    connection.create_function("has_words", 2, has_words, deterministic=True)


def with_aliases(connection: sqlite3.Connection, search: Search) -> Search:
    """The search with the statements of speakers of whom another name holds the words."""
    match = query("", speaker=search.speaker)
    if search.speaker is None or match is None or not (actors := actors_named(connection, search.speaker)):
        return search
    named = {row[0] for row in connection.execute(MATCHING, (match,))}
    spoken = statements_of(connection, joined(connection), actors, part="speaker")
    aliased = tuple(sorted(set(spoken) - named))
    # Without any, the index of names finds the rest faster.
    return replace(search, aliased=aliased, spoken=(*aliased, *sorted(named))) if aliased else search


def find(connection: sqlite3.Connection, search: Search, *, limit: int, after: str | None) -> Page:
    """One page of hits. Raises ValueError for a limit below 1, BadCursor."""
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    first = (None, None, None) if after is None else _read_cursor(after, search)
    keys = dict(zip(("first", "second", "third"), first, strict=True))
    rows = connection.execute(_select(search), {**search.parameters(), **keys, "limit": limit + 1}).fetchall()
    hits = tuple(_hit(connection, search, row[0]) for row in rows[:limit])
    return Page(hits, _cursor(rows[limit - 1][1:], search) if len(rows) > limit else None)


def _select(search: Search) -> str:
    if search.in_ == "statements":
        return BEST_STATEMENTS if search.ranked else NEWEST_STATEMENTS
    return BEST_ARTICLES if search.ranked else NEWEST_ARTICLES


def _hit(connection: sqlite3.Connection, search: Search, sequence: int) -> Hit:
    if search.in_ == "articles":
        article = connection.execute(ARTICLE_OF_VERSION, (sequence,)).fetchone()
        return _made(article, None, *_passage(connection, search, sequence))
    statement, quote = load_statement(connection, sequence)
    *article, text = connection.execute(ARTICLE_OF_STATEMENT, (sequence,)).fetchone()
    return replace(_made(article, statement, quote, _highlights(connection, search, sequence)), text=text)


def _made(article: Row, statement: Statement | None, quote: str, highlights: Iterable[Span]) -> Hit:
    article_id, url, headline, outlet, published, signal = article
    within = tuple(span for span in highlights if span.start < span.end <= len(quote))
    return Hit(article_id, url, headline, outlet, read_time(published, signal), statement, quote, within)


def _highlights(connection: sqlite3.Connection, search: Search, sequence: int) -> list[Span]:
    match = query(search.words)
    if match is None:
        return []
    row = connection.execute(MARKED_QUOTE, (_OPENING, _CLOSING, match, sequence)).fetchone()
    return [Span(*ends) for ends in marked(row[0], opening=_OPENING, closing=_CLOSING)]


def _passage(connection: sqlite3.Connection, search: Search, sequence: int) -> tuple[str, list[Span]]:
    if search.match is None:
        return connection.execute(BEGINNING, (sequence,)).fetchone()[0], []
    row = connection.execute(MARKED_PASSAGE, (_OPENING, _CLOSING, _PASSAGE_WORDS, search.match, sequence)).fetchone()
    spans = [Span(*ends) for ends in marked(row[0], opening=_OPENING, closing=_CLOSING)]
    return row[0].replace(_OPENING, "").replace(_CLOSING, ""), spans


def _cursor(keys: Row, search: Search) -> str:
    return base64.urlsafe_b64encode(json.dumps([search.fingerprint(), *keys]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, search: Search) -> Row:
    keys: list[Any]
    try:
        fingerprint, *keys = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (TypeError, ValueError) as error:
        raise BadCursor(cursor) from error
    plain = all(key is None or isinstance(key, str | int | float) for key in keys)
    if fingerprint != search.fingerprint() or len(keys) != 3 or not plain:
        raise BadCursor(cursor)
    return keys
