"""The record as a whole, for charts: its statements by month, kind, act and outlet.

Counted are those that were added last, up to a number: the page of a large record costs no more than that."""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from onrecord.record.searching.facets import Crossed, Share, crossed

MOST_OVERVIEWED = 100_000
"""Statements that are counted: some 100 ms."""
_GROUPED = """
SELECT substr(said_from, 1, 7), kind, act, outlet, count(*)
FROM (SELECT * FROM listed WHERE standing = 'held' ORDER BY statement DESC LIMIT ?)
GROUP BY 1, 2, 3, 4
"""
_MORE = "SELECT 1 FROM listed WHERE standing = 'held' ORDER BY statement DESC LIMIT 1 OFFSET ?"


@dataclass(frozen=True, slots=True)
class Overview:
    """Statements of the latest versions, counted. `complete` says that all were; otherwise those that were added last.

    Months are those of the utterance or, if it is unknown, of publication; what has none is left out of them. `outlets`
    are all, those with the most statements first; those of unknown outlets have no name and are left out."""

    statements: int
    complete: bool
    kinds_by_month: tuple[Crossed, ...]
    acts_by_month: tuple[Crossed, ...]
    outlets: tuple[Share, ...]


def overview(connection: sqlite3.Connection) -> Overview:
    """The record at this moment."""
    kinds: Counter[tuple[str | None, str | None]] = Counter()
    acts: Counter[tuple[str | None, str | None]] = Counter()
    outlets: Counter[str] = Counter()
    total = 0
    for month, kind, act, outlet, count in connection.execute(_GROUPED, (MOST_OVERVIEWED,)):
        total += count
        kinds[month, kind] += count
        acts[month, act] += count
        if outlet:
            outlets[outlet] += count
    more = total == MOST_OVERVIEWED and connection.execute(_MORE, (MOST_OVERVIEWED,)).fetchone() is not None
    shares = sorted(outlets.items(), key=lambda one: (-one[1], one[0]))
    return Overview(total, not more, crossed(kinds), crossed(acts), tuple(Share(name, count) for name, count in shares))
