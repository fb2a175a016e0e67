"""Questions: asked, found, changed. What was asked first is a row; what is changed later are decisions in their order.

A change is a JSON object with some of the keys `description`, `synonyms`, `seeds`, `since` and `closed`. Each function
runs inside the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from onrecord.model import sha256
from onrecord.positions.values import Question
from onrecord.problems.record import AmbiguousQuestion, BadDecision, BadQuestion, UnknownQuestion
from onrecord.record.loading import statement_version
from onrecord.record.log import add_decision
from onrecord.record.opening import now
from onrecord.record.positions import queries
from onrecord.record.positions.values import QuestionCounts
from onrecord.record.rows import digest
from onrecord.record.values import Decision
from onrecord.record.words import has_words

MOST = 500
"""Characters of a question."""
_FINAL = " ?.!"
_SHORTEST = 4
"""Characters of an id by which a question is found."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its row."""

    sequence: int
    question: Question


def question_id(text: str) -> str:
    """16 hexadecimal digits that the words determine, whatever their case and final mark."""
    return sha256(f"question|{' '.join(text.casefold().split()).rstrip(_FINAL)}")[:16]


def question_digest(row: Iterable[object]) -> bytes:
    """The digest of a question's row, from its id on."""
    return digest("question", *row)


def load_questions(connection: sqlite3.Connection) -> list[Asked]:
    """All questions as they are now, in the order in which they were asked."""
    found = {row[1]: Asked(row[0], _read(row)) for row in connection.execute(queries.QUESTIONS)}
    for id_, change in connection.execute(queries.CHANGES) if found else ():
        if id_ in found:
            asked = found[id_]
            found[id_] = replace(asked, question=_changed(asked.question, json.loads(change)))
    return list(found.values())


def find_question(connection: sqlite3.Connection, wanted: str) -> Asked:
    """One question by its id, its text, the beginning of its id, or words that its text alone has.

    Raises UnknownQuestion or AmbiguousQuestion."""
    known = load_questions(connection)
    by_id = {one.question.id: one for one in known}
    for id_ in (wanted, question_id(wanted)):
        if id_ in by_id:
            return by_id[id_]
    ways = (
        [one for id_, one in by_id.items() if len(wanted) >= _SHORTEST and id_.startswith(wanted)],
        [one for one in known if wanted.strip() and has_words(one.question.text, wanted)],
    )
    for found in ways:
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousQuestion(wanted, [_told(one.question) for one in found])
    raise UnknownQuestion(wanted, [_told(one.question) for one in known])


@dataclass(frozen=True, slots=True)
class Given:
    """What is given with the text of a question; see Record.ask for the meaning."""

    description: str | None = None
    synonyms: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    since: date | None = None


def ask(connection: sqlite3.Connection, text: str, given: Given, *, who: str) -> Question:
    """A question, new or the same again. Raises BadQuestion, BadDecision, UnknownId or AmbiguousId."""
    text = " ".join(text.split())
    if not any(map(str.isalpha, text)):
        raise BadQuestion("the question has no words")
    if len(text) > MOST:
        raise BadQuestion(f"the question has {len(text)} characters, more than {MOST}")
    id_, synonyms, seeds = question_id(text), _words(given.synonyms), _seeds(connection, given.seeds)
    known = next((one.question for one in load_questions(connection) if one.question.id == id_), None)
    told, first = (given.description or "").strip() or None, given.since and given.since.isoformat()
    if known is not None:
        added = {
            "synonyms": list(dict.fromkeys((*known.synonyms, *synonyms))),
            "seeds": list(dict.fromkeys((*known.seeds, *seeds))),
            "closed": False,
        }
        set_ = {key: value for key, value in (("description", told), ("since", first)) if value}
        return _asked_again(connection, known, added | set_, who=who)
    if not who.strip():
        raise BadDecision("nobody asks", "Name the person who does (`--who NAME`); it is kept with the question.")
    row = (id_, text, told, json.dumps(synonyms), json.dumps(seeds), first, who.strip())
    sequence = connection.execute(queries.ADD_ENTRY, ("question", question_digest(row), now())).lastrowid
    connection.execute(queries.ADD_QUESTION, (sequence, *row))
    return find_question(connection, id_).question


def change(
    connection: sqlite3.Connection,
    wanted: str,
    changes: Mapping[str, Any],
    *,
    who: str,
    note: str | None = None,
) -> Decision:
    """Change some of a question's fields. Raises BadDecision where nothing changes."""
    asked = find_question(connection, wanted)
    due: dict[str, Any] = {}
    for key, value in changes.items():
        match key:
            case "seeds":
                due[key] = _seeds(connection, value)
            case "synonyms":
                due[key] = _words(value)
            case "since":
                due[key] = value.isoformat() if isinstance(value, date) else None
            case "description":
                due[key] = value.strip() or None
            case _:
                due[key] = bool(value)
    due = {key: value for key, value in due.items() if _changed(asked.question, {key: value}) != asked.question}
    if not due:
        raise BadDecision(
            "nothing of the question changes", "Give another description, synonyms, seeds or start, or close it."
        )
    return add_decision(connection, "question", asked.question.id, verdict="edit", who=who, change=due, note=note)


def load_counts(connection: sqlite3.Connection) -> dict[str, QuestionCounts]:
    """How much was judged and coded, by question."""
    coded = dict(connection.execute(queries.CODED_COUNTS).fetchall())
    return {
        id_: QuestionCounts(judged, related, coded.get(id_, 0), _added_at(connection, last))
        for id_, judged, related, last in connection.execute(queries.COUNTS).fetchall()
    }


def _added_at(connection: sqlite3.Connection, sequence: int | None) -> str | None:
    return str(connection.execute(queries.ADDED_AT, (sequence,)).fetchone()[0]) if sequence else None


def _asked_again(connection: sqlite3.Connection, known: Question, given: dict[str, Any], *, who: str) -> Question:
    change = {key: value for key, value in given.items() if _changed(known, {key: value}) != known}
    if change:
        add_decision(connection, "question", known.id, verdict="edit", who=who, change=change)
    return _changed(known, change)


def _read(row: tuple[Any, ...]) -> Question:
    _, id_, text, description, synonyms, seeds, since, who, at = row
    first = date.fromisoformat(since) if since else None
    words, ids = tuple(json.loads(synonyms)), tuple(json.loads(seeds))
    return Question(id_, text, description, words, ids, first, asked_by=who, asked_at=at)


def _changed(question: Question, change: Mapping[str, Any]) -> Question:
    due: dict[str, Any] = {}
    for key, value in change.items():
        match key:
            case "synonyms" | "seeds":
                due[key] = tuple(value)
            case "since":
                due[key] = date.fromisoformat(value) if value else None
            case "description" | "closed":
                due[key] = value
    return replace(question, **due)


def _seeds(connection: sqlite3.Connection, seeds: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(statement_version(connection, one)[1] for one in seeds))


def _words(synonyms: Iterable[str]) -> list[str]:
    plain = (" ".join(one.split()) for one in synonyms)
    return list(dict.fromkeys(one for one in plain if one))


def _told(question: Question) -> str:
    return f"{question.id} ({question.text})"
