"""Positions, put together and in order, a page at a time. Each function runs inside the caller's transaction."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import islice

from onrecord.positions.values import SURE, Position, Stance
from onrecord.record.actors import find_actor
from onrecord.record.cursors import cursor, read_cursor
from onrecord.record.joined import Joined, joined
from onrecord.record.positions import queries
from onrecord.record.positions import shown as showing
from onrecord.record.positions.questions import find_question, load_questions
from onrecord.record.positions.shown import Names, Shown, names_of, role_of
from onrecord.record.positions.values import NewPosition, PositionPage

Order = tuple[int, str, str]
"""Where a position of a question stands: the newest first, those without a day last."""
Place = tuple[int, Order]
"""Where a position stands: by the sequence of its question, in the order in which they were asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which positions are asked for; see Record.positions for the meaning."""

    question: str | None = None
    actor: str | None = None
    since: date | None = None
    until: date | None = None
    relayed: bool | None = None
    stance: Stance | None = None
    doubtful: bool = False

    def fingerprint(self) -> str:
        """By which a cursor knows its list."""
        return sha256(repr(self).encode("utf8", "replace")).hexdigest()[:8]

    def has(self, position: Position) -> bool:
        """Whether the position is one of those."""
        days = position.days
        if (self.since or self.until) and days is None:
            return False
        if days and (days[1] < (self.since or date.min) or days[0] > (self.until or date.max)):
            return False
        return (
            self.relayed in (None, position.relayed)
            and self.stance in (None, position.stance)
            and (self.doubtful or not position.doubtful)
        )


def find(connection: sqlite3.Connection, asked: Asked, *, limit: int | None, after: str | None) -> PositionPage:
    """One page of positions. Raises what Record.positions says."""
    if limit is not None and limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    start = None if after is None else _read_cursor(after, asked)
    rest = _all(connection, asked, start)
    page = list(rest if limit is None else islice(rest, limit))
    if next(rest, None) is None:
        return PositionPage(tuple(one for _, one in page))
    question, order = page[-1][0]
    return PositionPage(tuple(one for _, one in page), cursor(asked.fingerprint(), (question, *order)))


def newest(connection: sqlite3.Connection, question: str, *, limit: int) -> tuple[NewPosition, ...]:
    """What became known last of a question. Raises what Record.new_positions says."""
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    asked = find_question(connection, question)
    since = dict(connection.execute(queries.SINCE, (asked.sequence,)).fetchall())
    shown = showing.of_question(connection, joined(connection), asked.sequence)
    shown.sort(key=lambda one: (since.get(one.statement, ""), one.sequence), reverse=True)
    found = (one for one in _positions(connection, shown) if not one.doubtful)
    return tuple(NewPosition(one, since.get(one.statement, "")) for one in islice(found, limit))


def of_statement(connection: sqlite3.Connection, statement: str) -> tuple[Position, ...]:
    """The positions by a statement, by its id, on all questions."""
    state = joined(connection)
    return tuple(_positions(connection, showing.of_statement(connection, state, statement)))


def of_article(connection: sqlite3.Connection, article: str) -> tuple[Position, ...]:
    """The positions by the statements of an article, by its id, on all questions."""
    state = joined(connection)
    return tuple(_positions(connection, showing.of_article(connection, state, article)))


def _all(connection: sqlite3.Connection, asked: Asked, start: Place | None) -> Iterator[tuple[Place, Position]]:
    """The positions behind a place, each with its own."""
    state = joined(connection)
    actor = None if asked.actor is None else find_actor(connection, state, asked.actor)
    for question, shown in _shown(connection, state, asked, actor, first=start[0] if start else 0):
        found = ((_order(one), one) for one in _positions(connection, shown, actor) if asked.has(one))
        for order, one in sorted(found, key=lambda known: known[0]):
            if start is None or (question, order) > start:
                yield (question, order), one


def _shown(
    connection: sqlite3.Connection, state: Joined, asked: Asked, actor: int | None, *, first: int
) -> Iterator[tuple[int, list[Shown]]]:
    """Question by question, from one of them on, by their sequences."""
    if asked.question is not None:
        sequence = find_question(connection, asked.question).sequence
        yield sequence, showing.of_question(connection, state, sequence)
        return
    own = None if actor is None else showing.of_actor(connection, state, actor)
    for sequence in (one.sequence for one in load_questions(connection) if one.sequence >= first):
        if own is None:
            yield sequence, showing.of_question(connection, state, sequence)
        else:
            yield sequence, [one for one in own if one.question == sequence]


def _positions(connection: sqlite3.Connection, shown: list[Shown], actor: int | None = None) -> Iterator[Position]:
    held = [(one, one.holds if one.decisions else one.proposed) for one in shown]
    names = names_of(connection, {holder for _, holders in held for holder in holders if actor in (None, holder)})
    questions = {one.sequence: one.question for one in load_questions(connection)} if held else {}
    for one, holders in held:
        question = questions[one.question]
        for holder, label in holders.items():
            if label != "unrelated" and holder in names.ids:
                found = _position(one, question.id, holder, label, names)
                if question.since is None or found.days is None or found.days[1] >= question.since:
                    yield found


def _position(one: Shown, question: str, holder: int, stance: Stance, names: Names) -> Position:
    deciding = [decision for decision in one.decisions if decision.holder in (None, holder)]
    decided_by = tuple(reversed(dict.fromkeys(decision.who for decision in reversed(deciding))))
    return Position(
        question=question,
        actor=names.ids[holder],
        name=names.names[holder],
        stance=stance,
        statement=one.statement,
        article=one.article,
        confidence=one.confidence,
        when=one.when,
        published=one.published,
        outlet=one.outlet,
        role=role_of(one, holder),
        relayed=one.relayed and any(part.actor == holder for part in one.parts),
        family=one.family,
        decided_by=decided_by,
        quote=one.quote,
        act=one.act,
        negated=one.negated,
        proposed=one.label,
        doubtful=not decided_by and is_doubtful(one),
    )


def is_doubtful(one: Shown) -> bool:
    """Whether the model is not sure of what it proposes."""
    return one.confidence < SURE


def _order(one: Position) -> Order:
    """The newest first; those without a day last."""
    return -one.day.toordinal() if one.day else 0, one.statement, one.actor


def _read_cursor(told: str, asked: Asked) -> Place:
    question, day, statement, actor = read_cursor(told, asked.fingerprint(), (int, int, str, str))
    return int(question), (int(day), str(statement), str(actor))
