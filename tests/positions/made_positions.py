"""Positions made by hand, for tests."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

from onrecord.model import When
from onrecord.positions.relevance import Candidate
from onrecord.positions.values import Position, Stance

_NUMBERS = count(1)
AS_LEARNED = 0.83
"""As likely about the question as those that the stance model learned from: its probabilities stay as they are."""
STANCES: dict[str, Stance] = {"+": "supports", "-": "opposes", "?": "open", "0": "neutral"}


def position(actor: str, question: str, stance: Stance = "supports", day: str | None = None, **more: Any) -> Position:
    """A position of an actor whose id is its name in small letters; each by a statement and article of its own."""
    number = next(_NUMBERS)
    said = date.fromisoformat(day) if day else None
    values: dict[str, Any] = {
        "statement": f"s{number:04}",
        "article": f"a{number:04}",
        "confidence": 0.9,
        "when": When(said, said, None, "given") if said else None,
        "published": said,
    }
    return Position(question, actor.lower(), actor, stance, **{**values, **more})


def positions(*lines: str) -> list[Position]:
    """Positions in short, each "Ann q1 + 2024-03-01": an actor, a question, a sign of STANCES and perhaps a day."""
    return list(_read(lines))


def _read(lines: Iterable[str]) -> Iterable[Position]:
    for line in lines:
        actor, question, sign, *day = line.split()
        yield position(actor, question, STANCES[sign], *day)


def everything(record: Any, relevance: float = AS_LEARNED) -> list[Candidate]:
    """All statements of the latest versions of a record, or of its connection, as candidates of any question."""
    rows = getattr(record, "_connection", record).execute(
        "SELECT id, sequence FROM listed JOIN statements ON sequence = statement ORDER BY sequence"
    )
    return [Candidate(id_, sequence, relevance) for id_, sequence in rows]
