"""How much a record holds, of what, from whom, read by which reader, and from when to when.

All is counted over the latest version of each article, but for `versions` and the times of adding.
"""

import sqlite3
from dataclasses import dataclass

from onrecord.record.values import Counts

_COUNTS = """
SELECT
    (SELECT count(*) FROM latest),
    (SELECT count(*) FROM versions),
    (SELECT count(*) FROM copies), -- which hold just those, and are counted a hundred times as fast
    (SELECT count(*) FROM statements) - (SELECT count(*) FROM statements WHERE corrects IS NOT NULL),
    (SELECT count(*) FROM contents),
    (SELECT count(*) FROM failures WHERE reason IS NOT NULL
        AND sequence = (SELECT max(sequence) FROM failures AS later WHERE later.origin = failures.origin)),
    (SELECT count(*) FROM decisions),
    (SELECT count(*) FROM own_versions)
"""
_TOTALS = """
SELECT
    (SELECT count(*) FROM latest),
    (SELECT count(*) FROM versions),
    (SELECT count(*) FROM listed WHERE standing = 'held'),
    (SELECT count(*) FROM latest JOIN readings ON readings.version = latest.version WHERE reason IS NOT NULL),
    (SELECT count(*) FROM failures WHERE reason IS NOT NULL
        AND sequence = (SELECT max(sequence) FROM failures AS later WHERE later.origin = failures.origin)),
    (SELECT count(*) FROM decisions)
"""
_BY_KIND = """
SELECT kind, count(DISTINCT version), count(*) FROM listed WHERE standing = 'held'
GROUP BY kind ORDER BY 3 DESC, kind
"""
_BY_TYPE = """
SELECT type, count(DISTINCT version), count(*) FROM listed WHERE standing = 'held'
GROUP BY type ORDER BY 3 DESC, type
"""
_BY_OUTLET = """
SELECT outlet, count(*), sum(held) FROM (
    SELECT outlet, (
        SELECT count(*) FROM listed WHERE listed.version = latest.version AND standing = 'held'
    ) AS held
    FROM latest JOIN versions ON versions.sequence = latest.version
) GROUP BY outlet ORDER BY 2 DESC, 3 DESC, outlet
"""
_BY_READER = """
SELECT read_with, count(*), sum(held) FROM (
    SELECT read_with, (
        SELECT count(*) FROM listed WHERE listed.version = latest.version AND standing = 'held'
    ) AS held
    FROM latest JOIN readings ON readings.version = latest.version WHERE reason IS NULL
) GROUP BY read_with ORDER BY 2 DESC, 3 DESC, read_with
"""
_PUBLISHED = """
SELECT min(day), max(day), count(*) - count(day) FROM latest JOIN days ON days.version = latest.version
"""
_SAID = """
SELECT min(when_start), max(when_end), count(*) - count(when_start)
FROM listed JOIN statements ON statements.sequence = listed.statement WHERE standing = 'held'
"""
_ADDED = """
SELECT min(added_at), max(added_at), 0 FROM versions JOIN entries ON entries.sequence = versions.sequence
"""


@dataclass(frozen=True, slots=True)
class Share:
    """The articles and statements of one kind, type, outlet or reader; `name` is None where none is known."""

    name: str | None
    articles: int
    statements: int


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The first and the last day or moment, ISO 8601, None where none is known; and of how many it is unknown."""

    first: str | None
    last: str | None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a record holds.

    `not_read` counts the articles kept without statements, such as those in another language, `failures` the inputs
    that could not be taken in. `published` is when the articles were published, `said` when the statements were made,
    `added` when the versions came into the record (UTC)."""

    articles: int
    versions: int
    statements: int
    not_read: int
    failures: int
    decisions: int
    by_kind: tuple[Share, ...]
    by_type: tuple[Share, ...]
    by_outlet: tuple[Share, ...]
    by_reader: tuple[Share, ...]
    published: TimeSpan
    said: TimeSpan
    added: TimeSpan


def counts(connection: sqlite3.Connection) -> Counts:
    """How much there is, as cheaply as it can be counted."""
    return Counts(*connection.execute(_COUNTS).fetchone())


def stats(connection: sqlite3.Connection) -> Stats:
    """What the record holds at this moment."""

    def shares(query: str) -> tuple[Share, ...]:
        return tuple(Share(*row) for row in connection.execute(query))

    def time(query: str) -> TimeSpan:
        return TimeSpan(*connection.execute(query).fetchone())

    articles, versions, statements, not_read, failures, decisions = connection.execute(_TOTALS).fetchone()
    return Stats(
        articles=articles,
        versions=versions,
        statements=statements,
        not_read=not_read,
        failures=failures,
        decisions=decisions,
        by_kind=shares(_BY_KIND),
        by_type=shares(_BY_TYPE),
        by_outlet=shares(_BY_OUTLET),
        by_reader=shares(_BY_READER),
        published=time(_PUBLISHED),
        said=time(_SAID),
        added=time(_ADDED),
    )
