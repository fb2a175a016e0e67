"""Search over the statements or the texts of the latest versions."""

import base64
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from onrecord.model import Act, Span, Statement, StatementKind, StatementType, When
from onrecord.problems import BadCursor
from onrecord.record import search_queries as queries
from onrecord.record.actors_joined import actors_named, joined, statements_of
from onrecord.record.loading import load_statement
from onrecord.record.rows import Row, read_time
from onrecord.record.values import Hit, Page, SearchedIn
from onrecord.record.words import has_words, marked, query, well_formed

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
    named = {row[0] for row in connection.execute(queries.MATCHING, (match,))}
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
        return queries.BEST_STATEMENTS if search.ranked else queries.NEWEST_STATEMENTS
    return queries.BEST_ARTICLES if search.ranked else queries.NEWEST_ARTICLES


def _hit(connection: sqlite3.Connection, search: Search, sequence: int) -> Hit:
    if search.in_ == "articles":
        article = connection.execute(queries.ARTICLE_OF_VERSION, (sequence,)).fetchone()
        return _made(article, None, *_passage(connection, search, sequence))
    statement, quote = load_statement(connection, sequence)
    *article, text = connection.execute(queries.ARTICLE_OF_STATEMENT, (sequence,)).fetchone()
    return replace(_made(article, statement, quote, _highlights(connection, search, sequence)), text=text)


def _made(article: Row, statement: Statement | None, quote: str, highlights: Iterable[Span]) -> Hit:
    article_id, url, headline, outlet, published, signal = article
    within = tuple(span for span in highlights if span.start < span.end <= len(quote))
    return Hit(article_id, url, headline, outlet, read_time(published, signal), statement, quote, within)


def _highlights(connection: sqlite3.Connection, search: Search, sequence: int) -> list[Span]:
    match = query(search.words)
    if match is None:
        return []
    row = connection.execute(queries.MARKED_QUOTE, (_OPENING, _CLOSING, match, sequence)).fetchone()
    return [Span(*ends) for ends in marked(row[0], opening=_OPENING, closing=_CLOSING)]


def _passage(connection: sqlite3.Connection, search: Search, sequence: int) -> tuple[str, list[Span]]:
    if search.match is None:
        return connection.execute(queries.BEGINNING, (sequence,)).fetchone()[0], []
    row = connection.execute(
        queries.MARKED_PASSAGE, (_OPENING, _CLOSING, _PASSAGE_WORDS, search.match, sequence)
    ).fetchone()
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
