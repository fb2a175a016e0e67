"""Who is reported to agree with whom around the statements about a question, as actors of the record.

It is worked out from the articles when it is asked for: only paragraphs are looked at in which a statement about the
question stands, and only articles are loaded in which one of them has a word that tells agreement. Each function runs
inside the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

from onrecord.model import Span
from onrecord.positions.agreeing import agreements, has_cue
from onrecord.record.actors import find_actor
from onrecord.record.joined import Joined, joined
from onrecord.record.loading import load_version
from onrecord.record.positions import queries
from onrecord.record.positions.judging import paragraph
from onrecord.record.positions.questions import find_question, load_questions
from onrecord.record.positions.shown import names_of
from onrecord.record.positions.values import ActorsAgree


def find(connection: sqlite3.Connection, question: str | None, *, actor: str | None) -> tuple[ActorsAgree, ...]:
    """Who agrees with whom, the newest first. Raises what Record.agreements says."""
    state = joined(connection)
    if question is None:
        asked = [one for one in load_questions(connection) if not one.question.closed]
    else:
        asked = [find_question(connection, question)]
    ids = {one.sequence: one.question.id for one in asked}
    only = None if actor is None else find_actor(connection, state, actor)
    rows = _about(connection, state, list(ids), only)
    found = [
        one
        for version, starts in groupby(rows, key=lambda row: int(row[0]))
        for one in _of_version(connection, state, version, [(row[1], ids[row[2]]) for row in starts], only)
    ]
    return tuple(sorted(found, key=lambda one: (one.day or "", one.statement), reverse=True))


def _about(
    connection: sqlite3.Connection, state: Joined, questions: list[int], only: int | None
) -> list[tuple[int, int, int]]:
    """The version, the beginning and the question of statements; of all, or of articles in which an actor speaks."""
    asked = {"questions": json.dumps(questions)}
    if only is None:
        return connection.execute(queries.ABOUT, asked).fetchall()
    members = state.members(only)
    _, here = state.moves(members)
    asked |= {"actors": json.dumps(members), "moved": json.dumps([statement for statement, _ in here])}
    return connection.execute(queries.ABOUT_BESIDE, asked).fetchall()


def _of_version(
    connection: sqlite3.Connection, state: Joined, version: int, starts: Iterable[tuple[int, str]], only: int | None
) -> Iterator[ActorsAgree]:
    text = connection.execute(queries.TEXT, (version,)).fetchone()[0]
    blocks = connection.execute(queries.BLOCKS, (version,)).fetchall()
    near: dict[Span, dict[str, None]] = {}
    for start, question in starts:
        near.setdefault(paragraph(Span(start, start + 1), blocks), {})[question] = None
    spans = [span for span in near if has_cue(span.of(text))]
    if not spans:
        return
    found = list(agreements(load_version(connection, version), spans))
    if not found:
        return
    appearing = {
        (statement, name): state.root(state.moved.get((statement, actor), actor))
        for statement, _, name, actor in connection.execute(queries.APPEARING, (version,))
    }
    by_name = {name: actor for (_, name), actor in appearing.items()}
    names = names_of(connection, by_name.values())
    article, outlet, day = connection.execute(queries.DAY, (version,)).fetchone()
    for one in found:
        actor = appearing.get((one.statement.id, one.speaker.name), by_name.get(one.speaker.name))
        other = by_name.get(one.other.name)
        if actor is None or other is None or actor == other or only not in (None, actor, other):
            continue
        yield ActorsAgree(
            names.ids[actor],
            names.names[actor],
            names.ids[other],
            names.names[other],
            one.relation,
            one.statement.id,
            article,
            one.span.of(text),
            one.span.start,
            one.span.end,
            outlet=outlet,
            day=day,
            questions=tuple(
                dict.fromkeys(own for span, some in near.items() if span.overlaps(one.span) for own in some)
            ),
        )
