"""Second opinions about stances: which proposals are asked about, and the rows of what was answered.

Each function runs inside the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.positions.values import Label, Utterance
from onrecord.record.loading import parts_of_all
from onrecord.record.opening import now
from onrecord.record.positions import queries as positions_queries
from onrecord.record.positions.judging import Asking, paragraph
from onrecord.record.positions.questions import Asked
from onrecord.record.rows import digest
from onrecord.record.second import queries
from onrecord.second.stances import Opinion, Told


@dataclass(frozen=True, slots=True)
class Due:
    """A statement to be asked about: its id, a hash of its words, what is proposed, and what is told of it."""

    statement: str
    words: str
    label: Label
    told: Told


def due(connection: sqlite3.Connection, asked: Asked, *, below: float, name: str) -> list[Due]:
    """Proposals less sure than a confidence, the least sure first; from 1 on all of them. Those that nobody decided
    about, and of whose present words this model was not asked."""
    before = dict(connection.execute(queries.ASKED_BEFORE, (asked.sequence, name)).fetchall())
    proposed: dict[int, tuple[float, Label]] = {}
    seen = set()
    for sequence, id_, label, scores in connection.execute(queries.PROPOSED, (asked.sequence,)):
        confidence = max(json.loads(scores))
        if id_ not in seen and (confidence < below or below >= 1):
            seen.add(id_)
            proposed[sequence] = confidence, label
    told = _told(connection, proposed)
    found = [
        Due(id_, words, proposed[sequence][1], one)
        for sequence in sorted(proposed, key=lambda one: (proposed[one][0], one))
        if sequence in told and (id_ := told[sequence][0]) and (words := _words(one := told[sequence][1]))
    ]
    return [one for one in found if before.get(one.statement) != one.words]


def add(connection: sqlite3.Connection, asked: Asked, due: Due, opinion: Opinion, *, name: str) -> None:
    """Keep an answer."""
    span = opinion.shown_by
    place = (None, None, None) if span is None else (span.start, span.end, span.of(due.told.text))
    row = (due.statement, due.words, opinion.label, *place, name)
    content = digest("second stance", asked.question.id, *row)
    entry = connection.execute(positions_queries.ADD_ENTRY, ("second stance", content, now()))
    connection.execute(queries.ADD_STANCE, (entry.lastrowid, asked.sequence, *row))


def _told(connection: sqlite3.Connection, statements: Iterable[int]) -> dict[int, tuple[str, Told]]:
    """Statements in their texts, with their ids, by sequence."""
    rows = connection.execute(positions_queries.TO_JUDGE, (json.dumps(list(statements)),)).fetchall()
    parts = parts_of_all(connection, [row[0] for row in rows])
    at, text, blocks = -1, "", list[tuple[int, int]]()
    found = {}
    for sequence, id_, version, _, act, negated, holders in rows:
        if version != at:
            at, text = version, connection.execute(positions_queries.TEXT, (version,)).fetchone()[0]
            blocks = connection.execute(positions_queries.BLOCKS, (version,)).fetchall()
        content, cue, source = (
            tuple(Span(start, end) for told, _, start, end in parts[sequence][0] if told == role)
            for role in ("content", "cue", "source")
        )
        if content:
            block = paragraph(content[0], blocks)
            names = tuple(json.loads(holders))
            found[sequence] = id_, Told(text, content, block, cue, source, act or "states", bool(negated), names)
    return found


def _words(told: Told) -> str:
    content, cue, source = (
        " ".join(span.of(told.text) for span in spans) for spans in (told.content, told.cue, told.source)
    )
    utterance = Utterance(content, cue, source, told.block.of(told.text), negated=told.negated)
    return Asking("", None, utterance).words
