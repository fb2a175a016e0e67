"""One utterance counts once, however many articles report it.

Copies of an agency's report are no further evidence: a family gives one position for each of its actors and questions.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from onrecord.positions.values import Position, Stance


def once_per_family(positions: Iterable[Position]) -> list[Position]:
    """The positions, the oldest first, with one for each actor, question and family.

    Where reports of one utterance were judged differently, the stance holds that a person decided, else the one with
    the most confidence together; the first report of it stands for all."""
    alone: list[Position] = []
    reports: defaultdict[tuple[str, str, str], list[Position]] = defaultdict(list)
    for one in positions:
        if one.family is None:
            alone.append(one)
        else:
            reports[one.question, one.actor, one.family].append(one)
    return in_order([*alone, *(some[0] if len(some) == 1 else _first(some) for some in reports.values())])


def in_order(positions: Iterable[Position]) -> list[Position]:
    """The oldest first, those without any date last; in one order whatever order they came in."""
    return sorted(positions, key=_place)


def _place(one: Position) -> tuple[bool, date, str, str, str]:
    day = one.day
    return day is None, day or date.max, one.statement, one.actor, one.question


def _first(reports: list[Position]) -> Position:
    decided = [one for one in reports if one.decided_by] or reports
    confidence: defaultdict[Stance, float] = defaultdict(float)
    for one in decided:
        confidence[one.stance] += one.confidence
    stance = max(sorted(confidence), key=lambda name: confidence[name])
    return min((one for one in decided if one.stance == stance), key=_place)
