"""What coders made of statements, and what is left for them. Each function runs inside the caller's transaction."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256

from onrecord.positions.values import Label
from onrecord.record.cursors import cursor, read_cursor
from onrecord.record.joined import joined
from onrecord.record.loading import statement_version
from onrecord.record.positions import queries
from onrecord.record.positions import shown as showing
from onrecord.record.positions.questions import find_question, load_questions
from onrecord.record.positions.shown import Held, Names, Shown, names_of
from onrecord.record.positions.values import Coded, CodedPage, Coding, Holder, Proposed, SecondStance

Place = tuple[int, float, str, int]
"""Where a statement stands in the queue: after those that a second reader sees otherwise, how sure, id and sequence."""


def codings(
    connection: sqlite3.Connection, question: str | None, statement: str | None, *, by: int, disputed: bool
) -> Iterator[Coded]:
    """What coders made of statements. Raises what Record.codings says."""
    state = joined(connection)
    only = None if question is None else find_question(connection, question).sequence
    if statement is not None:
        id_ = statement_version(connection, statement)[1]
        found = showing.of_statement(connection, state, id_)
        groups = [[one for one in found if only in (None, one.question)]]
    else:
        asked = load_questions(connection)
        groups = [showing.coded_for(connection, state, one.sequence) for one in asked if only in (None, one.sequence)]
    for shown in groups:
        wanted = [one for one in shown if len(_coders(one)) >= by]
        for coded in _coded(connection, wanted):
            if not disputed or _is_disputed(coded):
                yield coded


def coded(connection: sqlite3.Connection, question: str, statement: str) -> Coded:
    """One statement and question. Raises what Record.coded says."""
    asked, id_ = find_question(connection, question), statement_version(connection, statement)[1]
    return next(_coded(connection, [showing.of_one(connection, joined(connection), id_, asked.sequence)]))


def to_code(
    connection: sqlite3.Connection,
    question: str,
    who: str,
    *,
    blind: bool,
    unrelated: bool,
    limit: int,
    after: str | None,
) -> CodedPage:
    """What a coder has to do: what a second reader sees otherwise, then the least sure.

    Raises what Record.to_code says."""
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    asked = find_question(connection, question)
    own = sha256(repr((asked.sequence, who, blind, unrelated)).encode("utf8", "replace")).hexdigest()[:8]
    state = joined(connection)
    different = showing.load(connection, state, connection.execute(queries.DIFFERENT, (asked.sequence,)).fetchall())
    first = {one.sequence for one in different}
    shown = showing.of_question(connection, state, asked.sequence, unrelated=unrelated)
    found = (*different, *(one for one in shown if one.sequence not in first))
    left = {_order(one, first): one for one in found if _is_left(one, who, blind=blind)}
    start = None if after is None else _read_cursor(after, own)
    places = [place for place in sorted(left) if start is None or place > start]
    page = [left[place] for place in places[:limit]]
    following = cursor(own, places[limit - 1]) if len(places) > limit else None
    return CodedPage(tuple(_coded(connection, page)), following, len(left))


def _is_left(one: Shown, who: str, *, blind: bool) -> bool:
    return not (any(decision.who == who for decision in one.decisions) if blind else one.decisions)


def _order(one: Shown, first: Collection[int]) -> Place:
    return int(one.sequence not in first), one.confidence, one.statement, one.sequence


def _read_cursor(told: str, own: str) -> Place:
    later, confidence, statement, sequence = read_cursor(told, own, (int, float, str, int))
    return int(later), float(confidence), str(statement), int(sequence)


def _coders(one: Shown) -> list[str]:
    return list(dict.fromkeys(decision.who for decision in one.decisions if not decision.adjudicates))


def _is_disputed(one: Coded) -> bool:
    labels = [coding.labels for coding in one.by.values()]
    return one.adjudicated is None and any(other != labels[0] for other in labels[1:])


def _coded(connection: sqlite3.Connection, shown: Iterable[Shown]) -> Iterator[Coded]:
    shown = list(shown)
    names = names_of(connection, showing.parts_by_actor(shown))
    questions = {one.sequence: one.question.id for one in load_questions(connection)} if shown else {}
    second = {question: opinions(connection, question) for question in {one.question for one in shown}}
    for one in shown:
        yield Coded(
            question=questions[one.question],
            statement=one.statement,
            article=one.article,
            quote=one.quote,
            proposed=_proposed(connection, one),
            holders=_holders(one, names),
            by={who: _coding(one, who, names) for who in _coders(one)},
            adjudicated=_adjudicated(one, names),
            holds=_labels(one.holds, names),
            second=second[one.question].get(one.statement, ()),
        )


def _proposed(connection: sqlite3.Connection, one: Shown) -> Proposed | None:
    if one.label is None or one.stance is None or one.read_with is None:
        return None
    at = connection.execute(queries.ADDED_AT, (one.stance,)).fetchone()[0]
    return Proposed(one.label, one.scores, one.relevance, one.read_with, at)


def _holders(one: Shown, names: Names) -> dict[str, Holder]:
    found = {
        names.ids[part.actor]: Holder(names.ids[part.actor], names.names[part.actor], part.part, part.role)
        for part in one.parts
        if part.actor in names.ids
    }
    for decision in one.decisions:
        for actor in decision.holders:
            if (id_ := names.ids.get(actor)) is not None and id_ not in found:
                found[id_] = Holder(id_, names.names[actor], "decided")
    return found


def _coding(one: Shown, who: str, names: Names) -> Coding:
    last = next(decision for decision in reversed(one.decisions) if decision.who == who and not decision.adjudicates)
    return Coding(who, _labels(one.by(who), names), last.number, last.at, last.note)


def _adjudicated(one: Shown, names: Names) -> Coding | None:
    last = next((decision for decision in reversed(one.decisions) if decision.adjudicates), None)
    if last is None:
        return None
    return Coding(last.who, _labels(one.holds, names), last.number, last.at, last.note)


def _labels(held: Held, names: Names) -> dict[str, Label]:
    return {names.ids[actor]: label for actor, label in held.items() if actor in names.ids}


def opinions(connection: sqlite3.Connection, question: int) -> Mapping[str, tuple[SecondStance, ...]]:
    """What second readers say to a question, by the id of the statement."""
    found: dict[str, tuple[SecondStance, ...]] = {}
    for id_, *row in connection.execute(queries.STANDING_STANCES, (question,)):
        found[id_] = (*found.get(id_, ()), SecondStance(*row))
    return found
