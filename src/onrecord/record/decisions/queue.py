"""What a reviewer has to decide about: statements as they were read, the most doubtful first.

Those of the newest readings of the latest versions. A statement is left until somebody decides about it or accepts its
article; for a reviewer who codes blind, until that reviewer does. What a reviewer put off comes after all others.

The order is that of an index, so that a page reads its own rows alone; where an actor or an article is asked for, their
statements are listed first.
"""

import base64
import json
import sqlite3
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import get_args

from onrecord.problems.record import BadCursor
from onrecord.record.actors import find_actor
from onrecord.record.actors.joined import appearing_in, joined
from onrecord.record.loading import article_id, load_proposal, refuse_removed
from onrecord.record.rows import read_time
from onrecord.record.searching import ARTICLE_OF_STATEMENT
from onrecord.record.values import Bounded, Hit, ReviewPage, Stage
from onrecord.record.words import well_formed

COUNTED = 5_000
"""Up to which statements are counted for the progress of a review."""
Place = tuple[float, int, int, int]
"""Confidence, version, reading and sequence: where a statement stands in the queue."""
_FIRST: Place = (-1.0, 0, 0, 0)
OPEN = """
SELECT sequence, confidence, version, reading FROM latest_proposals AS proposals
WHERE confidence < :below AND (confidence, version, reading, sequence) > (:confidence, :version, :reading, :sequence)
    AND (:stage <> 'speaker' OR speaker_name IS NULL OR speaker_kind = 'unnamed')
    AND (:stage <> 'when' OR when_start IS NULL)
    AND (:blind OR NOT EXISTS (SELECT 1 FROM decided WHERE decided.statement = proposals.sequence))
    AND NOT EXISTS (SELECT 1 FROM reviewed WHERE reviewed.statement = proposals.sequence AND reviewed.who = :who)
    AND NOT EXISTS (SELECT 1 FROM put_off WHERE put_off.statement = proposals.sequence AND put_off.who = :who)
    AND article NOT IN (SELECT article FROM accepted_articles WHERE NOT :blind OR who = :who)
ORDER BY confidence, version, reading, sequence
LIMIT :limit
"""
OPEN_AMONG = """
SELECT sequence, confidence, version, reading
FROM json_each(:among) AS asked CROSS JOIN latest_proposals AS proposals ON proposals.sequence = asked.value
WHERE confidence < :below AND (confidence, version, reading, sequence) > (:confidence, :version, :reading, :sequence)
    AND (:stage <> 'speaker' OR speaker_name IS NULL OR speaker_kind = 'unnamed')
    AND (:stage <> 'when' OR when_start IS NULL)
    AND (:blind OR NOT EXISTS (SELECT 1 FROM decided WHERE decided.statement = proposals.sequence))
    AND NOT EXISTS (SELECT 1 FROM reviewed WHERE reviewed.statement = proposals.sequence AND reviewed.who = :who)
    AND (:skipped OR NOT EXISTS (
        SELECT 1 FROM put_off WHERE put_off.statement = proposals.sequence AND put_off.who = :who))
    AND article NOT IN (SELECT article FROM accepted_articles WHERE NOT :blind OR who = :who)
ORDER BY confidence, version, reading, sequence
LIMIT :limit
"""
DECIDED = """
SELECT count(*) FROM (
    SELECT sequence FROM (
        SELECT statement FROM reviewed WHERE NOT :blind OR who = :who
        UNION
        SELECT statements.sequence FROM accepted_articles
        JOIN latest ON latest.article = accepted_articles.article
        JOIN statements ON statements.version = latest.version
        WHERE NOT :blind OR who = :who
    ) AS done CROSS JOIN latest_proposals AS proposals ON proposals.sequence = done.statement
    WHERE confidence < :below
        AND (:stage <> 'speaker' OR speaker_name IS NULL OR speaker_kind = 'unnamed')
        AND (:stage <> 'when' OR when_start IS NULL)
        AND (:among IS NULL OR sequence IN (SELECT value FROM json_each(:among)))
    LIMIT :limit
)
"""
_OF_ARTICLE = """
SELECT statements.sequence FROM articles JOIN latest ON latest.article = articles.sequence
JOIN statements ON statements.version = latest.version WHERE articles.id = ?
"""
_PUT_OFF = "SELECT statement FROM put_off WHERE who = ?"
_ADD_PUT_OFF = """
INSERT INTO put_off (who, statement) SELECT ?, sequence FROM statements WHERE id = ? AND corrects IS NULL
ON CONFLICT (who, statement) DO NOTHING
"""
_FORGET_PUT_OFF = """
DELETE FROM put_off WHERE who = ? AND statement IN (SELECT sequence FROM statements WHERE id = ?)
"""


@dataclass(frozen=True, slots=True)
class Queue:
    """What is asked for; see Record.to_review for its meaning."""

    who: str
    actor: str | None = None
    article: str | None = None
    stage: Stage = "statement"
    below: float | None = None
    blind: bool = False

    def fingerprint(self) -> str:
        """By which a cursor knows its queue."""
        return sha256(repr(self).encode("utf8", "replace")).hexdigest()[:8]


def find(connection: sqlite3.Connection, queue: Queue, *, limit: int, after: str | None) -> ReviewPage:
    """One page of the queue. Raises what Record.to_review says."""
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    if queue.stage not in get_args(Stage):
        raise ValueError(f"{queue.stage!r} is not a stage. Stages are: {', '.join(get_args(Stage))}.")
    queue = replace(queue, who=well_formed(queue.who.strip()))
    skipped, place = (False, _FIRST) if after is None else _read_cursor(after, queue)
    among, put_off = _among(connection, queue), _put_off(connection, queue)
    rows = [] if skipped else _open(connection, queue, among, after=place, limit=limit + 1)
    found = [(False, row) for row in rows]
    if len(found) <= limit and put_off:
        later = sorted(put_off if among is None else put_off.intersection(among))
        start = place if skipped else _FIRST
        more = _open(connection, queue, later, after=start, limit=limit + 1 - len(found), skipped=True)
        found += [(True, row) for row in more]
    hits = tuple(_hit(connection, row[0]) for _, row in found[:limit])
    following = _cursor(*found[limit - 1], queue) if len(found) > limit else None
    return _with_progress(connection, queue, ReviewPage(hits, following, Bounded(0), Bounded(0)), among, put_off)


def set_put_off(connection: sqlite3.Connection, statement_id: str, *, who: str, undo: bool) -> None:
    """Keep that a reviewer will come back to a statement, or that this is over."""
    connection.execute(_FORGET_PUT_OFF if undo else _ADD_PUT_OFF, (well_formed(who.strip()), statement_id))


Row = tuple[int, float, int, int]


def _open(
    connection: sqlite3.Connection,
    queue: Queue,
    among: list[int] | None,
    *,
    limit: int,
    after: Place = _FIRST,
    skipped: bool = False,
) -> list[Row]:
    keys = dict(zip(("confidence", "version", "reading", "sequence"), after, strict=True))
    asked = _asked(queue, among) | keys | {"skipped": skipped, "limit": limit}
    return connection.execute(OPEN if among is None else OPEN_AMONG, asked).fetchall()


def _asked(queue: Queue, among: list[int] | None) -> dict[str, object]:
    return {
        "who": queue.who,
        "blind": queue.blind,
        "stage": queue.stage,
        "below": 2.0 if queue.below is None else queue.below,
        "among": None if among is None else json.dumps(among),
    }


def _among(connection: sqlite3.Connection, queue: Queue) -> list[int] | None:
    """The statements of an actor or an article; None where neither is asked for."""
    found: set[int] | None = None
    if queue.article is not None:
        id_ = article_id(connection, queue.article)
        refuse_removed(connection, id_)
        found = {row[0] for row in connection.execute(_OF_ARTICLE, (id_,))}
    if queue.actor is not None:
        state = joined(connection)
        own = appearing_in(connection, state, find_actor(connection, state, queue.actor))
        found = set(own) if found is None else found.intersection(own)
    return None if found is None else sorted(found)


def _put_off(connection: sqlite3.Connection, queue: Queue) -> set[int]:
    return {row[0] for row in connection.execute(_PUT_OFF, (queue.who,))}


def _with_progress(
    connection: sqlite3.Connection, queue: Queue, page: ReviewPage, among: list[int] | None, put_off: set[int]
) -> ReviewPage:
    later = sorted(put_off if among is None else put_off.intersection(among))
    skipped = len(_open(connection, queue, later, limit=COUNTED + 1, skipped=True)) if later else 0
    left = len(_open(connection, queue, among, limit=COUNTED + 1)) + skipped
    asked = _asked(queue, among) | {"limit": COUNTED + 1}
    decided = int(connection.execute(DECIDED, asked).fetchone()[0])
    return replace(page, decided=_bounded(decided), left=_bounded(left), skipped=skipped)


def _bounded(count: int) -> Bounded:
    return Bounded(min(count, COUNTED), more=count > COUNTED)


def _hit(connection: sqlite3.Connection, sequence: int) -> Hit:
    statement, quote = load_proposal(connection, sequence)
    article, url, headline, outlet, published, signal, text = connection.execute(
        ARTICLE_OF_STATEMENT, (sequence,)
    ).fetchone()
    return Hit(article, url, headline, outlet, read_time(published, signal), statement, quote, text=text)


def _cursor(skipped: bool, row: Row, queue: Queue) -> str:
    sequence, *place = row
    keys = [queue.fingerprint(), skipped, *place, sequence]
    return base64.urlsafe_b64encode(json.dumps(keys).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, queue: Queue) -> tuple[bool, Place]:
    try:
        fingerprint, skipped, *place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (TypeError, ValueError) as error:
        raise BadCursor(cursor) from error
    plain = len(place) == 4 and all(isinstance(key, int | float) and abs(key) < 2**63 for key in (skipped, *place))
    if fingerprint != queue.fingerprint() or not plain:
        raise BadCursor(cursor)
    confidence, version, reading, sequence = place
    return bool(skipped), (float(confidence), int(version), int(reading), int(sequence))
