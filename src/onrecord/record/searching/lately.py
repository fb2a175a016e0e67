"""What came into a record last: articles, those that changed, and what was not read or was removed.

A page costs its own rows, however many there are; articles that were kept without being read are looked for among the
last ones only.
"""

import sqlite3
from dataclasses import dataclass

from onrecord.model import Time
from onrecord.record.cursors import cursor, read_cursor
from onrecord.record.rows import Row, read_time
from onrecord.record.values import Removal, Unread
from onrecord.sources.addresses import without_any_credentials, without_credentials

LOOKED_AT = 5_000
"""Articles among which those are looked for that were not read; the reason stands behind their texts."""

# `latest` goes by article, and articles by when they were added first.
_RECENT = """
SELECT articles.id, articles.url, versions.headline, versions.outlet, versions.published, versions.published_signal,
    added_at, versions.number,
    (SELECT count(*) FROM listed WHERE listed.version = latest.version AND standing = 'held'),
    substr(versions.text, 1, 120), latest.article
FROM latest
CROSS JOIN articles ON articles.sequence = latest.article
CROSS JOIN versions ON versions.sequence = latest.version
CROSS JOIN entries ON entries.sequence = latest.article
WHERE latest.article < :before ORDER BY latest.article DESC LIMIT :limit
"""
_CHANGED = """
SELECT articles.id, articles.url, versions.headline, versions.outlet, versions.published, versions.published_signal,
    added_at, versions.number,
    (SELECT count(*) FROM listed WHERE listed.version = latest.version AND standing = 'held'),
    substr(versions.text, 1, 120)
FROM versions INDEXED BY versions_changed
CROSS JOIN latest ON latest.version = versions.sequence
CROSS JOIN articles ON articles.sequence = versions.article
CROSS JOIN entries ON entries.sequence = versions.sequence
WHERE versions.number > 1 ORDER BY versions.sequence DESC LIMIT ?
"""
_FAILED = """
SELECT origin, reason, added_at, failures.sequence
FROM failures JOIN entries ON entries.sequence = failures.sequence
WHERE failures.sequence < :before AND reason IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM failures AS later
        WHERE later.origin = failures.origin AND later.sequence > failures.sequence)
ORDER BY failures.sequence DESC LIMIT :limit
"""
_NOT_READ = """
SELECT coalesce(place, url, id), reason, added_at, id, headline
FROM (SELECT version, article FROM latest ORDER BY article DESC LIMIT :looked_at) AS latest
CROSS JOIN readings ON readings.version = latest.version CROSS JOIN entries ON entries.sequence = readings.version
WHERE reason IS NOT NULL ORDER BY latest.article DESC LIMIT :limit
"""
_REMOVALS = """
SELECT articles.id, url, reason, who, added_at, removals.sequence
FROM removals JOIN articles ON articles.sequence = removals.article
JOIN entries ON entries.sequence = removals.sequence
WHERE removals.sequence < :before AND verdict = 'remove'
    AND NOT EXISTS (SELECT 1 FROM removals AS later
        WHERE later.article = removals.article AND later.sequence > removals.sequence)
ORDER BY removals.sequence DESC LIMIT :limit
"""
_LAST = 2**62


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that came in: its facts as in a `Hit`, when it or its newest version was added (ISO 8601, UTC), the
    number of that version, how many statements it has, and how its text begins."""

    article_id: str
    url: str | None
    headline: str | None
    outlet: str | None
    published: Time | None
    added_at: str
    version: int
    statements: int
    beginning: str = ""

    @property
    def title(self) -> str:
        """The headline, or how the text begins."""
        return self.headline or " ".join(self.beginning.split()) or self.article_id


@dataclass(frozen=True, slots=True)
class ArrivalPage:
    """Some articles and the cursor of the following ones, None after the last."""

    articles: tuple[Arrival, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class FailurePage:
    """Some inputs that failed and the cursor of the following ones, None after the last."""

    failures: tuple[Unread, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class RemovalPage:
    """Some articles that were removed and the cursor of the following ones, None after the last."""

    removals: tuple[Removal, ...]
    next: str | None = None


def recent(connection: sqlite3.Connection, *, limit: int) -> tuple[Arrival, ...]:
    """The articles that were added last, the last first."""
    return arrivals(connection, limit=limit).articles


def arrivals(connection: sqlite3.Connection, *, limit: int, after: str | None = None) -> ArrivalPage:
    """The articles in the order of their adding, the last first. Raises BadCursor."""
    rows, following = _some(connection, _RECENT, "articles", limit=limit, after=after)
    return ArrivalPage(tuple(_arrival(row[:-1]) for row in rows), following)


def failed(connection: sqlite3.Connection, *, limit: int, after: str | None = None) -> FailurePage:
    """The inputs whose latest attempt failed, the last first. Raises BadCursor."""
    rows, following = _some(connection, _FAILED, "failures", limit=limit, after=after)
    told = (Unread(without_credentials(origin), without_any_credentials(why), at) for origin, why, at, _ in rows)
    return FailurePage(tuple(told), following)


def not_read(connection: sqlite3.Connection, *, limit: int) -> tuple[Unread, ...]:
    """Articles that were kept without statements, among those that were added last, the last first."""
    asked = {"looked_at": LOOKED_AT, "limit": _at_least_one(limit)}
    return tuple(Unread(*row) for row in connection.execute(_NOT_READ, asked))


def removals(connection: sqlite3.Connection, *, limit: int, after: str | None = None) -> RemovalPage:
    """The articles that are removed, the last first. Raises BadCursor."""
    rows, following = _some(connection, _REMOVALS, "removals", limit=limit, after=after)
    return RemovalPage(tuple(Removal(*row[:-1]) for row in rows), following)


def changed(connection: sqlite3.Connection, *, limit: int) -> tuple[Arrival, ...]:
    """Articles of which the latest version is not the first, that which was added last first."""
    return tuple(map(_arrival, connection.execute(_CHANGED, (_at_least_one(limit),))))


def _arrival(row: Row) -> Arrival:
    id_, url, headline, outlet, published, signal, *rest = row
    return Arrival(id_, url, headline, outlet, read_time(published, signal), *rest)


def _some(
    connection: sqlite3.Connection, query: str, what: str, *, limit: int, after: str | None
) -> tuple[list[Row], str | None]:
    """The rows of a page, whose last column is their place, and the cursor of the next."""
    before = _LAST if after is None else read_cursor(after, what, [int])[0]
    rows = connection.execute(query, {"before": before, "limit": _at_least_one(limit) + 1}).fetchall()
    return rows[:limit], cursor(what, [rows[limit - 1][-1]]) if len(rows) > limit else None


def _at_least_one(limit: int) -> int:
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    return limit
