"""What came into a record last: articles, and those that changed."""

import sqlite3
from dataclasses import dataclass

from onrecord.model import Time
from onrecord.record.rows import Row, read_time

# `latest` goes by article, and articles by when they were added first.
_RECENT = """
SELECT articles.id, articles.url, versions.headline, versions.outlet, versions.published, versions.published_signal,
    added_at, versions.number,
    (SELECT count(*) FROM listed WHERE listed.version = latest.version AND standing = 'held')
FROM latest
CROSS JOIN articles ON articles.sequence = latest.article
CROSS JOIN versions ON versions.sequence = latest.version
CROSS JOIN entries ON entries.sequence = latest.article
ORDER BY latest.article DESC LIMIT ?
"""
_CHANGED = """
SELECT articles.id, articles.url, versions.headline, versions.outlet, versions.published, versions.published_signal,
    added_at, versions.number,
    (SELECT count(*) FROM listed WHERE listed.version = latest.version AND standing = 'held')
FROM versions INDEXED BY versions_changed
CROSS JOIN latest ON latest.version = versions.sequence
CROSS JOIN articles ON articles.sequence = versions.article
CROSS JOIN entries ON entries.sequence = versions.sequence
WHERE versions.number > 1 ORDER BY versions.sequence DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that came in: its facts as in a `Hit`, when it or its newest version was added (ISO 8601, UTC), the
    number of that version, and how many statements it has."""

    article_id: str
    url: str | None
    headline: str | None
    outlet: str | None
    published: Time | None
    added_at: str
    version: int
    statements: int


def recent(connection: sqlite3.Connection, *, limit: int) -> tuple[Arrival, ...]:
    """The articles that were added last, the last first."""
    return tuple(map(_arrival, connection.execute(_RECENT, (limit,))))


def changed(connection: sqlite3.Connection, *, limit: int) -> tuple[Arrival, ...]:
    """Articles of which the latest version is not the first, that which was added last first."""
    return tuple(map(_arrival, connection.execute(_CHANGED, (limit,))))


def _arrival(row: Row) -> Arrival:
    id_, url, headline, outlet, published, signal, added_at, number, statements = row
    return Arrival(id_, url, headline, outlet, read_time(published, signal), added_at, number, statements)
