"""What a reviewer has to decide about: statements as they were read, the most doubtful first.

Those of the newest readings of the latest versions. A statement is left until somebody decides about it or accepts its
article; for a reviewer who codes blind, until that reviewer does. What a reviewer put off comes after all others.

The order is that of an index, also for an actor, so that a page reads its own rows alone; what is counted for the
progress is bounded.
"""

import json
import sqlite3
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import get_args

from onrecord.problems.record import BadCursor
from onrecord.record.actors import find_actor
from onrecord.record.cursors import cursor, read_cursor
from onrecord.record.joined import appearing_in, joined
from onrecord.record.loading import article_id, load_proposal, refuse_removed
from onrecord.record.rows import read_time
from onrecord.record.searching.queries import ARTICLE_OF_STATEMENT
from onrecord.record.values import Bounded, Hit, ReviewPage, Stage
from onrecord.record.words import well_formed

COUNTED = 1_000
"""Up to which statements that are left are counted."""
LOOKED_AT = 2_000
"""Decided statements among which those of the queue are counted."""
Place = tuple[float, int]
"""Confidence and sequence: where a statement stands in the queue."""
_FIRST: Place = (-1.0, 0)
OPEN = """
SELECT confidence, sequence FROM latest_proposals AS proposals
WHERE confidence < :below AND (confidence, sequence) > (:confidence, :sequence)
    AND (:stage <> 'speaker' OR speaker_kind IS NULL OR speaker_kind = 'unnamed')
    AND (:stage <> 'when' OR when_start IS NULL)
    AND (:blind OR NOT EXISTS (SELECT 1 FROM decided WHERE decided.statement = proposals.sequence))
    AND NOT EXISTS (SELECT 1 FROM reviewed WHERE reviewed.statement = proposals.sequence AND reviewed.who = :who)
    AND NOT EXISTS (SELECT 1 FROM put_off WHERE put_off.statement = proposals.sequence AND put_off.who = :who)
    AND article NOT IN (SELECT article FROM accepted_articles WHERE NOT :blind OR who = :who)
ORDER BY confidence, sequence
LIMIT :limit
"""
OPEN_OF_ACTOR = """
SELECT appearing.confidence, sequence
FROM appearances_by_confidence AS appearing
CROSS JOIN latest_proposals AS proposals ON proposals.sequence = appearing.statement
WHERE appearing.actor = :actor AND appearing.confidence < :below
    AND (appearing.confidence, appearing.statement) > (:confidence, :sequence)
    AND (:stage <> 'speaker' OR speaker_kind IS NULL OR speaker_kind = 'unnamed')
    AND (:stage <> 'when' OR when_start IS NULL)
    AND (:blind OR NOT EXISTS (SELECT 1 FROM decided WHERE decided.statement = proposals.sequence))
    AND NOT EXISTS (SELECT 1 FROM reviewed WHERE reviewed.statement = proposals.sequence AND reviewed.who = :who)
    AND NOT EXISTS (SELECT 1 FROM put_off WHERE put_off.statement = proposals.sequence AND put_off.who = :who)
    AND article NOT IN (SELECT article FROM accepted_articles WHERE NOT :blind OR who = :who)
ORDER BY appearing.confidence, appearing.statement
LIMIT :limit
"""
OPEN_AMONG = """
SELECT confidence, sequence
FROM json_each(:among) AS asked CROSS JOIN latest_proposals AS proposals ON proposals.sequence = asked.value
WHERE confidence < :below AND (confidence, sequence) > (:confidence, :sequence)
    AND (:actors IS NULL OR EXISTS (
        SELECT 1 FROM appearances
        WHERE statement = proposals.sequence AND actor IN (SELECT value FROM json_each(:actors))))
    AND (:stage <> 'speaker' OR speaker_kind IS NULL OR speaker_kind = 'unnamed')
    AND (:stage <> 'when' OR when_start IS NULL)
    AND (:blind OR NOT EXISTS (SELECT 1 FROM decided WHERE decided.statement = proposals.sequence))
    AND NOT EXISTS (SELECT 1 FROM reviewed WHERE reviewed.statement = proposals.sequence AND reviewed.who = :who)
    AND (:skipped OR NOT EXISTS (
        SELECT 1 FROM put_off WHERE put_off.statement = proposals.sequence AND put_off.who = :who))
    AND article NOT IN (SELECT article FROM accepted_articles WHERE NOT :blind OR who = :who)
ORDER BY confidence, sequence
LIMIT :limit
"""
DECIDED = """
SELECT confidence < :below
    AND (:stage <> 'speaker' OR speaker_kind IS NULL OR speaker_kind = 'unnamed')
    AND (:stage <> 'when' OR when_start IS NULL)
    AND (:among IS NULL OR sequence IN (SELECT value FROM json_each(:among)))
    AND (:actors IS NULL OR EXISTS (
        SELECT 1 FROM appearances
        WHERE statement = proposals.sequence AND actor IN (SELECT value FROM json_each(:actors))))
FROM (
    SELECT statement FROM decided WHERE NOT :blind
    UNION ALL
    SELECT statement FROM reviewed WHERE :blind AND who = :who
    UNION ALL
    SELECT statements.sequence FROM latest JOIN statements ON statements.version = latest.version
    WHERE latest.article IN (SELECT article FROM accepted_articles WHERE NOT :blind OR who = :who)
        AND (:blind OR NOT EXISTS (SELECT 1 FROM decided WHERE decided.statement = statements.sequence))
        AND NOT EXISTS (SELECT 1 FROM reviewed WHERE reviewed.statement = statements.sequence AND reviewed.who = :who)
) AS done CROSS JOIN latest_proposals AS proposals ON proposals.sequence = done.statement
LIMIT :limit
"""
_READ_OTHERWISE = """
SELECT DISTINCT statements.sequence
FROM standing_second_readings AS second JOIN statements ON statements.id = second.statement
WHERE NOT second.agrees AND second.sequence > statements.sequence AND statements.corrects IS NULL
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


@dataclass(frozen=True, slots=True)
class _Scope:
    """The statements and the actors to which a queue is narrowed, by sequence; None where it is not."""

    among: frozenset[int] | None = None
    actors: tuple[int, ...] | None = None


def find(connection: sqlite3.Connection, queue: Queue, *, limit: int, after: str | None) -> ReviewPage:
    """One page of the queue. Raises what Record.to_review says."""
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    if queue.stage not in get_args(Stage):
        raise ValueError(f"{queue.stage!r} is not a stage. Stages are: {', '.join(get_args(Stage))}.")
    queue = replace(queue, who=well_formed(queue.who.strip()))
    in_skipped, place = (False, _FIRST) if after is None else _place_after(after, queue)
    scope = _scope(connection, queue)
    later = _put_off(connection, queue, scope)
    left = _open(connection, queue, scope, limit=max(limit, COUNTED) + 1)
    skipped = _open(connection, queue, later, limit=max(limit, COUNTED) + 1, skipped=True) if later.among else []
    rows = left if after is None else []
    if after is not None and not in_skipped:
        rows = _open(connection, queue, scope, after=place, limit=limit + 1)
    found = [(False, row) for row in rows[: limit + 1]]
    if later.among and len(found) <= limit:
        start = place if in_skipped else _FIRST
        rows = _open(connection, queue, later, after=start, limit=limit + 1 - len(found), skipped=True)
        found += [(True, row) for row in rows]
    hits = tuple(_hit(connection, sequence) for _, (_, sequence) in found[:limit])
    following = cursor(queue.fingerprint(), (found[limit - 1][0], *found[limit - 1][1])) if len(found) > limit else None
    waiting = len(left) + len(skipped)
    counted = Bounded(min(waiting, COUNTED), more=waiting > COUNTED)
    return ReviewPage(hits, following, _decided(connection, queue, scope), counted, len(skipped))


def set_put_off(connection: sqlite3.Connection, statement_id: str, *, who: str, undo: bool) -> None:
    """Keep that a reviewer will come back to a statement, or that this is over."""
    connection.execute(_FORGET_PUT_OFF if undo else _ADD_PUT_OFF, (well_formed(who.strip()), statement_id))


def _open(
    connection: sqlite3.Connection,
    queue: Queue,
    scope: _Scope,
    *,
    limit: int,
    after: Place = _FIRST,
    skipped: bool = False,
) -> list[Place]:
    confidence, sequence = after
    own = {"confidence": confidence, "sequence": sequence, "skipped": skipped, "limit": limit}
    asked = _asked(queue, scope) | own
    if scope.among is not None:
        return connection.execute(OPEN_AMONG, asked).fetchall()
    if scope.actors is not None:
        found = (connection.execute(OPEN_OF_ACTOR, asked | {"actor": actor}).fetchall() for actor in scope.actors)
        return sorted({row for rows in found for row in rows})[:limit]
    return connection.execute(OPEN, asked).fetchall()


def _asked(queue: Queue, scope: _Scope) -> dict[str, object]:
    return {
        "who": queue.who,
        "blind": queue.blind,
        "stage": queue.stage,
        "below": 2.0 if queue.below is None else queue.below,
        "among": None if scope.among is None else json.dumps(sorted(scope.among)),
        "actors": None if scope.actors is None else json.dumps(scope.actors),
    }


def _scope(connection: sqlite3.Connection, queue: Queue) -> _Scope:
    among: frozenset[int] | None = None
    if queue.article is not None:
        id_ = article_id(connection, queue.article)
        refuse_removed(connection, id_)
        among = frozenset(row[0] for row in connection.execute(_OF_ARTICLE, (id_,)))
    if queue.stage == "second":
        otherwise = frozenset(row[0] for row in connection.execute(_READ_OTHERWISE))
        among = otherwise if among is None else among & otherwise
    if queue.actor is None:
        return _Scope(among)
    state = joined(connection)
    actor = find_actor(connection, state, queue.actor)
    members = state.members(actor)
    if not any(state.moves(members)):
        return _Scope(among, tuple(members))
    own = frozenset(appearing_in(connection, state, actor))
    return _Scope(own if among is None else own & among)


def _put_off(connection: sqlite3.Connection, queue: Queue, scope: _Scope) -> _Scope:
    """The scope narrowed to what the reviewer put off."""
    found = frozenset(row[0] for row in connection.execute(_PUT_OFF, (queue.who,)))
    return replace(scope, among=found if scope.among is None else found & scope.among)


def _decided(connection: sqlite3.Connection, queue: Queue, scope: _Scope) -> Bounded:
    asked = _asked(queue, scope) | {"limit": LOOKED_AT + 1}
    looked_at = connection.execute(DECIDED, asked).fetchall()
    return Bounded(sum(row[0] for row in looked_at[:LOOKED_AT]), more=len(looked_at) > LOOKED_AT)


def _hit(connection: sqlite3.Connection, sequence: int) -> Hit:
    statement, quote = load_proposal(connection, sequence)
    article, url, headline, outlet, published, signal, text = connection.execute(
        ARTICLE_OF_STATEMENT, (sequence,)
    ).fetchone()
    return Hit(article, url, headline, outlet, read_time(published, signal), statement, quote, text=text)


def _place_after(told: str, queue: Queue) -> tuple[bool, Place]:
    keys = read_cursor(told, queue.fingerprint())
    if len(keys) != 3 or not all(isinstance(key, int | float) for key in keys):
        raise BadCursor(told)
    skipped, *place = keys
    return bool(skipped), (float(place[0]), int(place[1]))
