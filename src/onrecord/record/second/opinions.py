"""What second readers said about stances, without what asks them: coders need no server."""

import sqlite3
from collections.abc import Mapping

from onrecord.record.positions.values import SecondStance
from onrecord.record.second import queries


def opinions(connection: sqlite3.Connection, question: int) -> Mapping[str, tuple[SecondStance, ...]]:
    """What second readers say to a question, by the id of the statement."""
    found: dict[str, tuple[SecondStance, ...]] = {}
    for id_, *row in connection.execute(queries.STANDING_STANCES, (question,)):
        found[id_] = (*found.get(id_, ()), SecondStance(*row))
    return found
