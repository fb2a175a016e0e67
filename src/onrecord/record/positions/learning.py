"""What coders' decisions on a question teach about its other statements: proposals that are corrected by them.

Corrected proposals are stances like others, by the name of the model with the number of decisions behind it. Where the
decisions do not help, or are taken back, the model's own proposals stand again. Each function runs inside the caller's
transaction.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.positions.learning import LEAST, Decided, Embed, Learned, learn
from onrecord.positions.values import Judgement, Label
from onrecord.record.joined import Joined, joined
from onrecord.record.positions import queries
from onrecord.record.positions import shown as showing
from onrecord.record.positions.judging import Asking, utterances
from onrecord.record.positions.questions import Asked
from onrecord.record.positions.shown import CodingDecision

_BEHIND = re.compile(r" \+ \d+ decisions\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was learned, None where there are too few decisions; and the proposals that change by it."""

    learned: Learned | None
    name: str
    proposals: Sequence[tuple[Asking, Judgement]]


def model_of(connection: sqlite3.Connection, asked: Asked) -> str | None:
    """The name of the model that proposed last, without the decisions behind it; None where nothing was proposed."""
    row = connection.execute(queries.LAST_MODEL, (asked.sequence,)).fetchone()
    return _BEHIND.sub("", row[0]) if row else None


def corrected(connection: sqlite3.Connection, asked: Asked, *, name: str, embed: Callable[[], Embed]) -> Corrected:
    """What the decisions on a question make of the proposals of the model of this name."""
    labels = _decided(connection, joined(connection), asked)
    is_corrected = connection.execute(queries.HAS_CORRECTED, (asked.sequence, name)).fetchone()[0]
    if len(labels) < LEAST and not is_corrected:
        return Corrected(None, name, ())
    judged = _judged(connection, asked, name)
    decided = [Decided(one.utterance, said, labels[id_]) for id_, (one, said, _) in judged.items() if id_ in labels]
    learned = learn(decided, embed=embed()) if len(decided) >= LEAST else None
    rest = [found for id_, found in judged.items() if id_ not in labels]
    said = [judgement for _, judgement, _ in rest]
    if learned and learned.used:
        name, said = f"{name} + {len(decided)} decisions", learned.judge([one.utterance for one, *_ in rest], said)
    proposals = [
        (one, judgement) for (one, _, read_with), judgement in zip(rest, said, strict=True) if read_with != name
    ]
    return Corrected(learned, name, proposals)


def _decided(connection: sqlite3.Connection, state: Joined, asked: Asked) -> dict[str, Label]:
    """The label of each statement that was decided about, by its id: of several holders the most frequent."""
    found: dict[str, Label] = {}
    for one in showing.coded_for(connection, state, asked.sequence):
        if one.decisions:
            counted = Counter(one.holds.values())
            label = counted.most_common(1)[0][0] if counted else _said_of_nobody(one.decisions[-1])
            if label is not None:
                found[one.statement] = label
    return found


def _said_of_nobody(last: CodingDecision) -> Label | None:
    """What was decided about a statement that nobody is known to hold."""
    match last.verdict:
        case "accept":
            return last.proposed
        case "reject":
            return "unrelated"
    return last.stance


def _judged(connection: sqlite3.Connection, asked: Asked, name: str) -> dict[str, tuple[Asking, Judgement, str | None]]:
    """Statements with what the model said of them and whose proposal stands, where it is of their present words."""
    rows = connection.execute(queries.JUDGED_BY, (asked.sequence, name)).fetchall()
    said = {id_: (words, Judgement(tuple(json.loads(scores))), near) for id_, words, scores, near in rows}
    standing = {row[0]: row[2] for row in connection.execute(queries.JUDGED, (asked.sequence,))}
    sequences = [row[0] for row in connection.execute(queries.WITH_IDS, (json.dumps(list(said)),))]
    found = {}
    for _, id_, utterance in utterances(connection, sequences):
        words, judgement, near = said[id_]
        one = Asking(id_, near, utterance)
        if one.words == words:
            found[id_] = one, judgement, standing.get(id_)
    return found
