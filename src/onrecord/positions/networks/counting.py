"""Which positions a network counts, and how often: by whom, from when to when, and what is a duplicate."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onrecord.positions.days import Days
from onrecord.positions.networks.values import Duplicates
from onrecord.positions.once import once_per_family
from onrecord.positions.values import Position, Stance

SIDES: tuple[Stance, ...] = ("supports", "opposes", "open")
"""The stances that make ties. Who is neutral takes no side, and so shares none."""


class Holder(NamedTuple):
    """Who holds a position in a network: the actor, or its organization or country."""

    id: str
    name: str
    kind: str | None = None


Grouping = Callable[[Position], Holder | None]
"""Whose a position is; None where it is nobody's, and left out."""


def by_actor(position: Position) -> Holder | None:
    """The actor itself."""
    return Holder(position.actor, position.name)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is counted: `duplicates` as Discourse Network Analyzer has them, `stances` that make ties, days from `since`
    until `until` with both, `by` whom the positions are, and kinds of holders and questions to leave out.

    What has no date is left out where a first or last day is asked for."""

    duplicates: Duplicates = "include"
    stances: tuple[Stance, ...] = SIDES
    since: date | None = None
    until: date | None = None
    by: Grouping = by_actor
    exclude_kinds: Collection[str] = ()
    exclude_questions: Collection[str] = ()


class Counted(NamedTuple):
    """A position as it counts in a network."""

    holder: Holder
    question: str
    stance: Stance
    days: Days | None

    @property
    def day(self) -> date | None:
        """The first day."""
        return self.days[0] if self.days else None


def counted(positions: Iterable[Position], chosen: Selection, *, ignore_stance: bool = False) -> list[Counted]:
    """The positions that count, the oldest first: a family once, without duplicates, of the chosen time.

    A duplicate is a position of the same holder on the same question with the same stance (whatever the stance where it
    is ignored) in the same article, calendar week (after ISO 8601, of its year), calendar month or year, or at all:
    the first one counts. Discourse Network Analyzer 3 compares the number of the week or month without the year, so
    that there March 2023 and March 2024 are one month; here they are two. What has no date is never a duplicate within
    a week, month or year."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for one, article in held(positions, chosen):
        if one.stance not in chosen.stances or not _within(one.days, chosen):
            continue
        period = _period(one.day, article, chosen.duplicates)
        if period is not None:
            same = (one.holder.id, one.question, None if ignore_stance else one.stance, period)
            if same in seen:
                continue
            seen.add(same)
        found.append(one)
    return found


def selected(positions: Iterable[Position], chosen: Selection) -> list[Position]:
    """The positions of the chosen holders, questions and time, of all stances, with all reports of a family."""
    return [
        one
        for one in positions
        if one.question not in chosen.exclude_questions
        and _within(one.days, chosen)
        and (holder := chosen.by(one)) is not None
        and holder.kind not in chosen.exclude_kinds
    ]


def held(positions: Iterable[Position], chosen: Selection) -> Iterator[tuple[Counted, str]]:
    """Each position that is somebody's, with its article; of all stances and times, a family once for its holder.

    Two ministers who are quoted in one sentence are two persons, but one government."""
    by, known, holders = chosen.by, set[tuple[str, str, str]](), dict[str, Holder]()
    for position in once_per_family(positions):
        holder = by(position)
        if holder is None or holder.kind in chosen.exclude_kinds or position.question in chosen.exclude_questions:
            continue
        utterance = (holder.id, position.question, position.family or position.statement)
        if utterance in known:
            continue
        known.add(utterance)
        # One holder of an id, not one for each position: memory that the collector would go through again and again.
        holder = holders.setdefault(holder.id, holder)
        yield Counted(holder, position.question, position.stance, position.days), position.article


def _within(days: Days | None, chosen: Selection) -> bool:
    """Whether it may have been then: one of the year 2024 is within its last month, too."""
    if days is None:
        return chosen.since is None and chosen.until is None
    return (chosen.since is None or chosen.since <= days[1]) and (chosen.until is None or days[0] <= chosen.until)


def _period(day: date | None, article: str, duplicates: Duplicates) -> object:
    """What is the same for duplicates; None for what has none."""
    match duplicates:
        case "include":
            return None
        case "document":
            return article
        case "range":
            return "range"
    if day is None:
        return None
    match duplicates:
        case "week":
            return day.isocalendar()[:2]
        case "month":
            return day.year, day.month
        case "year":
            return day.year
