"""The proof of the rows about questions, stances, what a second reader says, and what is kept of coders' decisions."""

import sqlite3
from collections.abc import Iterator

from onrecord.record.positions import queries
from onrecord.record.positions.deciding import coding_faults
from onrecord.record.positions.judging import stance_digest
from onrecord.record.positions.questions import question_digest
from onrecord.record.rows import digest
from onrecord.record.second import queries as second
from onrecord.record.values import Fault


def expected_stances(connection: sqlite3.Connection) -> Iterator[tuple[str, int, bytes]]:
    """What the entries of questions and stances should be."""
    for sequence, *row in connection.execute(queries.QUESTION_ROWS):
        yield "question", sequence, question_digest(row)
    for sequence, *row in connection.execute(queries.STANCE_ROWS):
        yield "stance", sequence, stance_digest(row)
    for sequence, *row in connection.execute(second.STANCE_ROWS):
        yield "second stance", sequence, digest("second stance", *row)
    for sequence, *row in connection.execute(second.READING_ROWS):
        yield "second reading", sequence, digest("second reading", *row)


def position_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Stances of statements that are not there, and decisions of coders that hold elsewhere than they should."""
    for (statement,) in connection.execute(queries.STRANGE_STANCES):
        yield Fault("statement", statement, "a stance is kept of it, and the statement is missing")
    for statement, shown in connection.execute(second.UNPROVED):
        yield Fault("statement", statement, f"a second reader's words are not in its text: {shown[:80]!r}")
    yield from coding_faults(connection)
