"""Statements and questions with all that positions are made of: who holds them, what is proposed, what coders decided.

Who is who now follows from merges and splits; what holds follows from the decisions in their order. Each function runs
inside the caller's transaction.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onrecord.model import Act, Verdict, When
from onrecord.positions.values import Label
from onrecord.problems.record import BadDecision
from onrecord.record.actors import read_day
from onrecord.record.joined import Joined
from onrecord.record.positions import queries

Pair = tuple[int, int]
"""A question and a statement, by their sequences."""
Held = dict[int, Label]
"""The label of each holder, by the actor's sequence."""


@dataclass(frozen=True, slots=True)
class Part:
    """How an actor stands in a statement: as its speaker or principal, in which role."""

    actor: int
    part: str
    role: str | None


@dataclass(frozen=True, slots=True)
class CodingDecision:
    """A coder's decision that is not taken back. `holder` is the actor that it is about alone, `holders` whom it names
    instead, both by sequence; `proposed` was the label when it was made."""

    number: int
    verdict: Verdict
    who: str
    at: str
    note: str | None
    proposed: Label | None
    holder: int | None = None
    stance: Label | None = None
    holders: tuple[int, ...] = ()
    adjudicates: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement and a question."""

    question: int
    sequence: int
    statement: str
    quote: str
    act: Act
    negated: bool
    when: When | None
    relayed: bool
    published: date | None
    outlet: str | None
    article: str
    family: str | None
    label: Label | None
    scores: tuple[float, ...]
    relevance: float | None
    read_with: str | None
    stance: int | None
    parts: tuple[Part, ...] = ()
    decisions: tuple[CodingDecision, ...] = ()

    @property
    def confidence(self) -> float:
        """The probability of the label; 0 where nothing is proposed."""
        return max(self.scores, default=0.0)

    @property
    def proposed(self) -> Held:
        """What is proposed of each holder."""
        return {} if self.label is None else {one.actor: self.label for one in self.parts}

    @property
    def holds(self) -> Held:
        """What holds of each holder: what was adjudicated, else after the last decision of the coders."""
        coders = [one for one in self.decisions if not one.adjudicates]
        return self.folded((*coders, *(one for one in self.decisions if one.adjudicates)))

    def by(self, who: str) -> Held:
        """What one coder made of it."""
        return self.folded(one for one in self.decisions if one.who == who and not one.adjudicates)

    def folded(self, decisions: Iterable[CodingDecision]) -> Held:
        """What decisions make of the proposal, in their order. Accepting and rejecting end what was before."""
        own: dict[int, Label | None] = {one.actor: self.label for one in self.parts}
        held = dict(own)
        for one in decisions:
            due = list(held) if one.holder is None else [one.holder]
            before = next((label for key in due if (label := held.get(key)) not in (None, "unrelated")), one.proposed)
            match one.verdict:
                case "accept" if one.holder is None:
                    held = dict.fromkeys(own, one.proposed or self.label)
                case "accept":
                    held |= dict.fromkeys(due, one.proposed or self.label)
                case "reject":
                    held |= dict.fromkeys(due, "unrelated")
                case "edit":
                    kept = {key: held.get(key) for key in due}
                    if one.holders:
                        held = {key: label for key, label in held.items() if key not in kept}
                        kept = dict.fromkeys(one.holders, before)
                    held |= dict.fromkeys(kept, one.stance) if one.stance else kept
        return {key: label for key, label in held.items() if label is not None}


def load(connection: sqlite3.Connection, state: Joined, pairs: Iterable[Pair]) -> list[Shown]:
    """Some statements and questions. Those of statements that hold nowhere any more are left out."""
    asked = list(pairs)
    rows = connection.execute(queries.SHOWN, (json.dumps(asked),)).fetchall()
    parts = _parts(connection, state, {row[1]: row[2] for row in rows})
    decisions = _decisions(connection, state, {row[0] for row in rows}, None if len(rows) != 1 else rows[0][2])
    return [_shown(row, parts.get(row[1], ()), decisions.get((row[0], row[2]), ())) for row in rows]


def of_question(
    connection: sqlite3.Connection, state: Joined, question: int, *, unrelated: bool = False
) -> list[Shown]:
    """What is about a question, or was coded for it."""
    asked = {"question": question, "unrelated": unrelated}
    return load(connection, state, connection.execute(queries.PAIRS_OF_QUESTION, asked).fetchall())


def coded_for(connection: sqlite3.Connection, state: Joined, question: int) -> list[Shown]:
    """What coders decided about for a question."""
    return load(connection, state, connection.execute(queries.PAIRS_CODED, (question,)).fetchall())


def of_actor(connection: sqlite3.Connection, state: Joined, actor: int) -> list[Shown]:
    """What an actor may have a position by, on all questions."""
    members = state.members(actor)
    _, here = state.moves(members)
    asked = {"actors": json.dumps(members), "moved": json.dumps([statement for statement, _ in here])}
    return load(connection, state, connection.execute(queries.PAIRS_OF_ACTORS, asked).fetchall())


def of_statement(
    connection: sqlite3.Connection, state: Joined, statement: str, question: int | None = None
) -> list[Shown]:
    """A statement by its id: on all questions for which it was judged or coded, or on one, whether or not it was."""
    asked = {"statement": statement, "question": question}
    return load(connection, state, connection.execute(queries.PAIRS_OF_STATEMENT, asked).fetchall())


def of_article(connection: sqlite3.Connection, state: Joined, article: str) -> list[Shown]:
    """What the statements of an article, by its id, say to the questions for which they were judged or coded."""
    return load(connection, state, connection.execute(queries.PAIRS_OF_ARTICLE, {"article": article}).fetchall())


def of_one(connection: sqlite3.Connection, state: Joined, statement: str, question: int) -> Shown:
    """A statement by its id, for one question. Raises BadDecision where it holds nowhere any more."""
    found = of_statement(connection, state, statement, question)
    if not found:
        raise BadDecision(
            f"statement {statement} was rejected, or is not in the latest version of its article",
            f"Look at it with `onrecord show {statement}`.",
        )
    return found[0]


@dataclass(slots=True)
class Names:
    """Ids and names of actors, by sequence."""

    ids: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)


def names_of(connection: sqlite3.Connection, actors: Iterable[int]) -> Names:
    """The ids and canonical names of actors."""
    found = Names()
    for sequence, id_, name in connection.execute(queries.ACTORS, (json.dumps(sorted(set(actors))),)):
        found.ids[sequence], found.names[sequence] = id_, name
    return found


def _shown(row: tuple[Any, ...], parts: tuple[Part, ...], decisions: Iterable[CodingDecision]) -> Shown:
    question, sequence, id_, quote, act, negated, start, end, text, rule, is_relayed, day, *around = row
    outlet, article, family, label, scores, relevance, read_with, stance = around
    own = tuple(one for one in parts if one.part == ("principal" if is_relayed else "speaker"))
    return Shown(
        question=question,
        sequence=sequence,
        statement=id_,
        quote=quote,
        act=act or "states",
        negated=bool(negated),
        when=None if rule is None else When(read_day(start), read_day(end), text, rule),
        relayed=bool(is_relayed),
        published=read_day(day),
        outlet=outlet,
        article=article,
        family=family,
        label=label,
        scores=tuple(json.loads(scores)) if scores else (),
        relevance=relevance,
        read_with=read_with,
        stance=stance,
        parts=own,
        decisions=tuple(decisions),
    )


def _parts(connection: sqlite3.Connection, state: Joined, ids: Mapping[int, str]) -> dict[int, tuple[Part, ...]]:
    found: defaultdict[int, dict[tuple[str, int], Part]] = defaultdict(dict)
    for statement, part, actor, role in connection.execute(queries.HOLDERS, (json.dumps(list(ids)),)):
        now = state.root(state.moved.get((ids[statement], actor), actor))
        found[statement].setdefault((part, now), Part(now, part, role))
    return {statement: tuple(parts.values()) for statement, parts in found.items()}


def _decisions(
    connection: sqlite3.Connection, state: Joined, questions: Iterable[int], statement: str | None
) -> dict[tuple[int, str], list[CodingDecision]]:
    asked = {"questions": json.dumps(sorted(set(questions))), "statement": statement}
    rows = connection.execute(queries.CODINGS, asked).fetchall()
    changes = [json.loads(row[5]) if row[5] else {} for row in rows]
    named = {one for row in rows if (one := _holder(row[3]))} | {
        one for change in changes for one in change.get("holders", ())
    }
    known = dict(connection.execute(queries.ACTORS_BY_ID, (json.dumps(sorted(named)),)).fetchall())
    now = {id_: state.root(sequence) for id_, sequence in known.items()}
    found: defaultdict[tuple[int, str], list[CodingDecision]] = defaultdict(list)
    for row, change in zip(rows, changes, strict=True):
        question, id_, number, subject, verdict, _, who, at, note, proposed = row
        if (about := _holder(subject)) and about not in now:
            continue
        found[question, id_].append(
            CodingDecision(
                number,
                verdict,
                who,
                at,
                note,
                proposed,
                holder=now[about] if about else None,
                stance=change.get("stance"),
                holders=tuple(dict.fromkeys(now[one] for one in change.get("holders", ()) if one in now)),
                adjudicates=bool(change.get("adjudicates")),
            )
        )
    return found


def _holder(subject: str) -> str | None:
    """Of the id of a position, the actor's."""
    parts = subject.split("/")
    return parts[2] if len(parts) > 2 else None


def role_of(shown: Shown, actor: int) -> str | None:
    """The role that the statement gives the actor."""
    return next((one.role for one in shown.parts if one.actor == actor), None)


def parts_by_actor(shown: Iterable[Shown]) -> Iterator[int]:
    """All actors that statements or decisions name."""
    for one in shown:
        yield from (part.actor for part in one.parts)
        for decision in one.decisions:
            yield from decision.holders
            if decision.holder is not None:
                yield decision.holder
