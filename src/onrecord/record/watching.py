"""What is known of addresses that are watched, and when each is to be read next.

Moments are ISO 8601 in UTC with milliseconds, so that their order is that of their letters.
"""

import sqlite3
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

WatchedKind = Literal["feed", "article"]

READ_AGAIN = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
)
"""When an article is read again, counted from the first time. Most corrections come within a day."""
LONGEST_WAIT = timedelta(days=1)
"""However often reading failed, it is tried once in so long; a server may ask for longer."""
LONGEST_ASKED = timedelta(days=7)
"""A server that asks for a longer wait than this is asked again all the same."""
FIRST_WAIT = timedelta(minutes=15)
"""How long after the first failure an article is tried again; each further one doubles it."""
MOST_FAILURES = 6
"""Failures in a row after which an article is given up; the sixth comes some eight hours after the first. A feed is
never given up."""

_DUE = "SELECT * FROM watched WHERE ?1 IS NULL OR due <= ?1 ORDER BY due IS NULL, due, url"
_KEEP = """
INSERT INTO watched (url, kind, found_in, etag, last_modified, first_seen, reads, failures, due)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET
    kind = excluded.kind, found_in = excluded.found_in, etag = excluded.etag, last_modified = excluded.last_modified,
    first_seen = excluded.first_seen, reads = excluded.reads, failures = excluded.failures, due = excluded.due
"""
_FEEDS = "SELECT * FROM watched WHERE kind = 'feed' OR found_in IS NULL ORDER BY first_seen, url"
_DUE_OF = """
SELECT found_in, count(*), min(due) FROM watched WHERE due IS NOT NULL AND kind = 'article' GROUP BY found_in
"""
_FORGET = "DELETE FROM watched WHERE url = ?"


@dataclass(frozen=True, slots=True)
class Watched:
    """An address that is watched.

    `found_in` is the feed that named it; `etag` and `last_modified` are what the server gave with its last answer;
    `reads` counts the successful ones, `failures` those in a row since; `due` is when it is to be read next, None
    where never again."""

    url: str
    kind: WatchedKind
    found_in: str | None
    etag: str | None
    last_modified: str | None
    first_seen: str
    reads: int = 0
    failures: int = 0
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """An address that somebody watches, a feed or an article that no feed named: how many articles that it named are
    to be read again, and when the next of them is."""

    watched: Watched
    articles: int = 0
    next: str | None = None


class WatchingRecord(Protocol):
    """The functions of a record about addresses that are watched, whatever database keeps it."""

    def watched(self, *, due_by: str | None = None) -> tuple[Watched, ...]:
        """The watched addresses, those longest due first; with `due_by`, a time in the form `Watched` uses, only
        those due by then."""

    def watch(self, watched: Watched) -> None:
        """Keep the state of a watched address, replacing its earlier state."""

    def followed(self) -> tuple[Followed, ...]:
        """The addresses that somebody watches, feeds and articles that no feed named, the longest watched first; each
        with how many of its articles are to be read again."""

    def unwatch(self, url: str) -> None:
        """Watch an address no more; what came from it stays. Does nothing if it was not watched."""


def moment(at: datetime) -> str:
    """A moment as it is kept."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def new(url: str, kind: WatchedKind, *, at: datetime, found_in: str | None = None) -> Watched:
    """An address that was not watched before; due at once."""
    return Watched(url, kind, found_in, None, None, moment(at), due=moment(at))


def feed_read(watched: Watched, *, at: datetime, every: timedelta) -> Watched:
    """A feed that was read, to be read again after `every`."""
    return replace(watched, reads=watched.reads + 1, failures=0, due=moment(at + every))


def article_read(watched: Watched, *, at: datetime, again: tuple[timedelta, ...] = READ_AGAIN) -> Watched:
    """An article that was read, to be read again at the next of the times `again`, counted from its first sight.

    Times that have passed meanwhile are left out: after a week's pause it is read once, not five times."""
    first = datetime.fromisoformat(watched.first_seen)
    due = next((first + after for after in sorted(again) if first + after > at), None)
    return replace(watched, reads=watched.reads + 1, failures=0, due=moment(due) if due else None)


def failed(watched: Watched, *, at: datetime, wait: timedelta = FIRST_WAIT, asked: timedelta | None = None) -> Watched:
    """An address that could not be read: due after `wait`, doubled with each failure in a row, or after what the
    server asked for, if that is longer. An article that failed too often is given up."""
    failures = watched.failures + 1
    if watched.kind == "article" and failures >= MOST_FAILURES:
        return replace(watched, failures=failures, due=None)
    backed_off = max(wait, min(wait * 2 ** min(failures - 1, 30), LONGEST_WAIT))
    longest = max(backed_off, min(asked or timedelta(0), LONGEST_ASKED))
    return replace(watched, failures=failures, due=moment(at + longest))


def postponed(watched: Watched, *, until: datetime) -> Watched:
    """An address that was not asked for because its host wanted to be left alone."""
    return replace(watched, due=moment(until))


def load_watched(connection: sqlite3.Connection, *, due_by: str | None = None) -> tuple[Watched, ...]:
    """What is watched, or what of it is due, the longest due first."""
    return tuple(Watched(*row) for row in connection.execute(_DUE, (due_by,)))


def load_followed(connection: sqlite3.Connection) -> tuple[Followed, ...]:
    """What somebody watches, the longest watched first."""
    due = {found_in: (articles, first) for found_in, articles, first in connection.execute(_DUE_OF)}
    found = (Watched(*row) for row in connection.execute(_FEEDS))
    return tuple(Followed(one, *due.get(one.url, (0, None))) for one in found)


def keep_watched(connection: sqlite3.Connection, watched: Watched) -> None:
    """Write the state of an address over what was known of it."""
    connection.execute(_KEEP, astuple(watched))


def forget_watched(connection: sqlite3.Connection, url: str) -> None:
    """Watch an address no more. Articles that a feed named stay known, so that they are not new if it is watched
    again."""
    connection.execute(_FORGET, (url,))
