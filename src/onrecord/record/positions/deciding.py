"""What coders decide about the positions that statements show, and in which versions that holds.

A decision has the subject "position" and the ids of question and statement, apart by "/", with that of an actor behind
them where it is about that one alone. The change of an edit has some of the keys `stance`, `holders` (ids of actors)
and `adjudicates`. Each function runs inside the caller's transaction.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from onrecord.model import Verdict
from onrecord.positions.values import LABELS, Label
from onrecord.problems.record import BadDecision
from onrecord.record.actors import find_actor
from onrecord.record.decisions.corrections import same_ids
from onrecord.record.families.queries import LAST_COMPARED
from onrecord.record.joined import Joined, joined
from onrecord.record.loading import statement_version
from onrecord.record.log import add_decision
from onrecord.record.positions import queries
from onrecord.record.positions.questions import find_question
from onrecord.record.positions.shown import Shown, names_of, of_one
from onrecord.record.values import Decision, Fault

_SAY = "Say which with `--stance` (in Python `stance=`): supports, opposes, open, neutral or unrelated."


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict as a coder gives it; see Record.code for the meaning."""

    verdict: Verdict
    stance: Label | None = None
    holder: str | None = None
    holders: tuple[str, ...] | None = None
    adjudicate: bool = False


def code(
    connection: sqlite3.Connection, question: str, statement: str, given: Given, *, who: str, note: str | None
) -> Decision:
    """Keep a coder's verdict, and where it holds. Raises what Record.code says."""
    if given.verdict not in get_args(Verdict):
        raise BadDecision(f"{given.verdict!r} is not a verdict", f"Verdicts are: {', '.join(get_args(Verdict))}.")
    asked, id_ = find_question(connection, question), statement_version(connection, statement)[1]
    state = joined(connection)
    shown = of_one(connection, state, id_, asked.sequence)
    about = None if given.holder is None else _holder(connection, state, shown, given.holder)
    verdict, change = given.verdict, _change(connection, state, shown, given, about)
    if given.adjudicate:
        label = {"accept": shown.label, "reject": "unrelated"}.get(verdict)
        verdict, change = "edit", ({"stance": label} if label else change or {}) | {"adjudicates": True}
    subject = f"{asked.question.id}/{id_}"
    if about is not None:
        subject += f"/{names_of(connection, [about]).ids[about]}"
    decision = add_decision(connection, "position", subject, verdict=verdict, who=who, change=change, note=note)
    settle(connection, decision.number, subject)
    return decision


def settle(connection: sqlite3.Connection, number: int, subject: str) -> None:
    """Keep in which versions a decision holds: all those in which the statement is the same."""
    rows = [(*place, number) for place in _held(connection, _place(subject))]
    connection.executemany(queries.ADD_CODED, rows)


def settle_added(connection: sqlite3.Connection) -> None:
    """The same for the articles of which versions or readings were added that are not yet compared."""
    last = connection.execute(LAST_COMPARED).fetchone()[0]
    for (article,) in connection.execute(queries.ADDED, (last,)).fetchall():
        for question, statement, number in connection.execute(queries.CODED_IN, (article,)).fetchall():
            rows = [(question, id_, number) for id_ in same_ids(connection, statement)]
            connection.executemany(queries.ADD_CODED, rows)


def coding_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Decisions of coders that hold elsewhere than they should."""
    held = cache(lambda place: list(_held(connection, place)))
    decided = connection.execute(queries.CODING_DECISIONS).fetchall()
    expected = {(*place, number) for number, subject in decided for place in held(_place(subject))}
    if expected != set(connection.execute(queries.ALL_CODED)):
        yield Fault("decision", "coded", "what is kept of the statements that coders decided about is out of step")


def _place(subject: str) -> tuple[str, str]:
    """The ids of question and statement."""
    question, statement, *_ = subject.split("/")
    return question, statement


def _held(connection: sqlite3.Connection, place: tuple[str, str]) -> Iterator[tuple[int, str]]:
    """Where a decision holds: the row of the question, and the statement's ids in the versions of its articles."""
    row = connection.execute(queries.QUESTION_BY_ID, place[:1]).fetchone()
    if row is not None and connection.execute(queries.IS_STATEMENT, place[1:]).fetchone()[0]:
        for id_ in same_ids(connection, place[1]):
            yield row[0], id_


def _holder(connection: sqlite3.Connection, state: Joined, shown: Shown, wanted: str) -> int:
    actor = find_actor(connection, state, wanted)
    holders = {*(one.actor for one in shown.parts), *shown.holds}
    if actor not in holders:
        names = names_of(connection, holders).names.values()
        raise BadDecision(
            f"{wanted!r} does not hold the position of statement {shown.statement}",
            f"Holders are: {', '.join(names) or 'nobody yet'}. Name others with `--to` (in Python `holders=`).",
        )
    return actor


def _change(
    connection: sqlite3.Connection, state: Joined, shown: Shown, given: Given, about: int | None
) -> dict[str, Any] | None:
    stance, holders = given.stance, given.holders
    if stance is not None and stance not in LABELS:
        raise BadDecision(f"{stance!r} is not a stance", f"Stances are: {', '.join(LABELS)}.")
    if given.verdict != "edit":
        if stance is not None or holders is not None:
            raise BadDecision(
                f"{given.verdict} sets nothing, but a stance or a holder is given", "Use edit to set them."
            )
        if given.verdict == "accept" and shown.label is None:
            raise BadDecision("no stance is proposed that could be accepted", f"Use edit. {_SAY}")
        return None
    if stance is None and not holders:
        raise BadDecision("the edit sets nothing", f"{_SAY} Another holder is given with `--to` (`holders=`).")
    held = shown.holds
    labels = set(held.values()) if about is None else {held.get(about)}
    if stance is None and not labels - {"unrelated", None}:
        raise BadDecision("there is no stance that somebody else could hold", _SAY)
    change: dict[str, Any] = {} if stance is None else {"stance": stance}
    actors = list(dict.fromkeys(find_actor(connection, state, one) for one in holders or ()))
    if actors:
        ids = names_of(connection, actors).ids
        change["holders"] = [ids[one] for one in actors]
    elif stance != "unrelated" and not shown.parts and not held:
        raise BadDecision(
            f"nobody is known to hold the position of statement {shown.statement}",
            "Name an actor of the record with `--to` (in Python `holders=`).",
        )
    return change
