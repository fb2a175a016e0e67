"""Positions as several people have them: what is exchanged with programs for coding by hand."""

from dataclasses import dataclass

from onrecord.model import ActorKind, Failure, Reading
from onrecord.positions.values import Position, Question


@dataclass(frozen=True, slots=True)
class CodedPosition:
    """A position as one coder has it; `coder` is None for what the program proposes.

    `kind` is that of its actor: DNA tells persons from organizations. `organization` is that of a person at the
    time. `adjudicates` tells that it was decided between coders."""

    position: Position
    coder: str | None = None
    kind: ActorKind = "person"
    organization: str | None = None
    adjudicates: bool = False


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What a file of another program holds in our words: articles with their statements, questions, and positions.

    A statement that nobody coded a position for stands among those of its article only. `other` counts codings of
    types that say nothing of a question. `failures` are those that could not be taken."""

    readings: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    coded: tuple[CodedPosition, ...] = ()
    other: int = 0
    failures: tuple[Failure, ...] = ()
