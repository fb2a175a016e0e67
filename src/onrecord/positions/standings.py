"""Who stands where on a question: its actors in groups, by what their statements show together, and who is silent.

Who is not on record about a question is in no group: silence is told apart from taking no side.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.positions.networks.matrix import Cell
from onrecord.positions.summaries import Change, Summary, summaries
from onrecord.positions.values import Position, Stance

Group = Literal["supports", "opposes", "open", "changed", "mixed", "neutral"]
"""By the stance of those whose statements show one; those who changed it, or are mixed, are told apart."""
GROUPS: tuple[Group, ...] = ("supports", "opposes", "open", "changed", "mixed", "neutral")


@dataclass(frozen=True, slots=True)
class Standing:
    """An actor on a question: the name as the record has it now, the last role that was given, and what may be said."""

    actor: str
    name: str
    role: str | None
    summary: Summary

    @property
    def latest(self) -> Position:
        """The last utterance that shows it: of a single or consistent stance, and after a change, one that takes it."""
        own = [one for one in self.summary.utterances if self.summary.stance in (None, one.stance)]
        dated = [one for one in own if one.day is not None]
        return (dated or own)[-1]

    @property
    def group(self) -> Group:
        """Where it stands."""
        match self.summary.kind:
            case "changed":
                return "changed"
            case "mixed":
                return "mixed"
        return self.summary.stance or "mixed"


@dataclass(frozen=True, slots=True)
class Turned:
    """A change of position, and whose it is."""

    actor: str
    name: str
    change: Change


def taken(cell: Cell) -> tuple[Stance, ...]:
    """The stances that a cell shows, in the order of STANCES: neutral is one only where it is alone, as what takes no
    side changes nothing of what the others show."""
    return tuple(one for one in cell.counts if one != "neutral") or ("neutral",)


def standings(positions: Iterable[Position]) -> dict[Group, tuple[Standing, ...]]:
    """The actors of one question by group, in the order of GROUPS, those with the most utterances first. A group that
    nobody is in has no place; doubtful positions say nothing."""
    found: dict[Group, list[Standing]] = {one: [] for one in GROUPS}
    for (actor, _), told in summaries(one for one in positions if not one.doubtful).items():
        last = told.utterances[-1]
        role = next((one.role for one in reversed(told.utterances) if one.role), None)
        standing = Standing(actor, last.name, role, told)
        found[standing.group].append(standing)
    return {group: tuple(sorted(some, key=_order)) for group, some in found.items() if some}


def turns(found: Mapping[Group, Iterable[Standing]]) -> tuple[Turned, ...]:
    """All changes of position, the latest first; also of those whose statements show no order together."""
    every = [
        Turned(one.actor, one.name, change) for some in found.values() for one in some for change in one.summary.changes
    ]
    return tuple(sorted(every, key=lambda one: (-one.change.day.toordinal(), one.name, one.actor)))


def _order(one: Standing) -> tuple[int, str, str]:
    return -len(one.summary.utterances), one.name.lower(), one.actor
