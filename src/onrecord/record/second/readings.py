"""Second opinions about speakers and days: which statements are asked about, and the rows of what was answered.

Each function runs inside the caller's transaction.
"""

import sqlite3
from collections.abc import Iterable

from onrecord.model import Span
from onrecord.record.actors import read_day
from onrecord.record.loading import article_id, load_proposal, refuse_removed
from onrecord.record.opening import now
from onrecord.record.positions.queries import ADD_ENTRY
from onrecord.record.rows import digest
from onrecord.record.searching.queries import ARTICLE_OF_STATEMENT
from onrecord.record.second import queries
from onrecord.record.second.values import SecondReading
from onrecord.second.readings import Doubt, SecondTold


def due(connection: sqlite3.Connection, *, article: str | None, below: float, limit: int, name: str) -> list[Doubt]:
    """Statements less sure than a confidence, the least sure first; from 1 on all of them."""
    id_ = None
    if article is not None:
        id_ = article_id(connection, article)
        refuse_removed(connection, id_)
    asked = {"article": id_, "below": below, "limit": limit, "name": name}
    return [_doubt(connection, row[0]) for row in connection.execute(queries.DOUBTFUL, asked).fetchall()]


def add(connection: sqlite3.Connection, doubt: Doubt, told: Iterable[SecondTold], *, name: str) -> None:
    """Keep what was told of a statement."""
    for one in told:
        span = one.shown_by
        place = (span.start, span.end, span.of(doubt.text))
        row = (doubt.statement.id, one.part, one.told, int(one.agrees), *place, name)
        entry = connection.execute(ADD_ENTRY, ("second reading", digest("second reading", *row), now()))
        connection.execute(queries.ADD_READING, (entry.lastrowid, *row))


def of_statement(connection: sqlite3.Connection, id_: str) -> tuple[SecondReading, ...]:
    """What second readers tell of a statement as it was read last."""
    return tuple(
        SecondReading(part, told, bool(agrees), Span(start, end), shown, read_with, at)
        for part, told, agrees, start, end, shown, read_with, at in connection.execute(queries.OF_STATEMENT, (id_,))
    )


def _doubt(connection: sqlite3.Connection, sequence: int) -> Doubt:
    statement, _ = load_proposal(connection, sequence)
    *_, published, _, text = connection.execute(ARTICLE_OF_STATEMENT, (sequence,)).fetchone()
    return Doubt(statement, text, read_day(published[:10]) if published else None)
