"""What may be said of where an actor stands on a question: never more than its statements show.

An utterance counts once, however many articles report it. One utterance is never called consistent, silence is no
position, and `neutral` is none either: it is counted, and changes nothing of what the others show. A change of position
needs known days of utterances in their order: what was said on one day, or on an unknown one, is at most mixed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from onrecord.positions.days import Days, from_to, when_in_words
from onrecord.positions.once import once_per_family
from onrecord.positions.values import STANCES, Position, Stance

Kind = Literal["no data", "one statement", "consistent", "mixed", "changed"]
"""`one statement`: a single utterance shows the stance. `consistent`: several show the same. `mixed`: they show
different ones, in no order of days. `changed`: up to a day one stance, from a later day on another."""

_DOES: dict[Stance, str] = {
    "supports": "supports it",
    "opposes": "opposes it",
    "open": "leaves it open",
    "neutral": "speaks of it and takes no side",
}


@dataclass(frozen=True, slots=True)
class Change:
    """Two utterances, the later of which takes another stance than the one before it, both with known days."""

    before: Position
    after: Position

    @property
    def day(self) -> date:
        """The first day on which the later stance is known."""
        return self.days[0]

    @property
    def days(self) -> Days:
        """The first and the last of the days on which it may have been taken."""
        return _days(self.after)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the positions of one actor on one question show together.

    `stance` is that of a single or consistent stance, and the later one of a change; None where there is none, or they
    are mixed. `counts` has the utterances of each stance, `statements` all reports of them, `articles` in how many
    articles; `relayed` the utterances that others told, `undated` those without a known day, `decided` those about
    which somebody decided. `first` is the first and `last` the last of the days on which they may have been, by
    publication where those of the utterance are unknown; `changed` the days on which the later stance of a change may
    have been taken. `utterances` are the oldest first."""

    kind: Kind
    stance: Stance | None
    counts: Mapping[Stance, int]
    statements: int
    articles: int
    relayed: int
    undated: int
    decided: int
    first: date | None
    last: date | None
    changed: Days | None
    utterances: tuple[Position, ...]
    changes: tuple[Change, ...]


def summary(positions: Iterable[Position]) -> Summary:
    """What positions of one actor on one question show together; doubtful ones say nothing."""
    sure = [one for one in positions if not one.doubtful]
    uttered = tuple(once_per_family(sure))
    counted = Counter(one.stance for one in uttered)
    found = changes(uttered)
    kind, stance = _kind(uttered)
    days = [days for one in uttered if (days := one.days)]
    return Summary(
        kind=kind,
        stance=stance,
        counts={one: counted[one] for one in STANCES if counted[one]},
        statements=len({one.statement for one in sure}),
        articles=len({one.article for one in sure}),
        relayed=sum(one.relayed for one in uttered),
        undated=sum(not one.is_dated for one in uttered),
        decided=sum(bool(one.decided_by) for one in uttered),
        first=min((first for first, _ in days), default=None),
        last=max((last for _, last in days), default=None),
        changed=found[0].days if kind == "changed" else None,
        utterances=uttered,
        changes=found,
    )


def summaries(positions: Iterable[Position]) -> dict[tuple[str, str], Summary]:
    """That of each actor and question, by the ids of both, in the order in which they come."""
    own: dict[tuple[str, str], list[Position]] = {}
    for one in positions:
        own.setdefault((one.actor, one.question), []).append(one)
    return {key: summary(some) for key, some in own.items()}


def changes(positions: Iterable[Position]) -> tuple[Change, ...]:
    """Where an actor took another stance on a question than before, the earliest first.

    Both utterances have known days, and the earlier one ends before the later one begins. Days on which several stances
    were taken tell no order: nothing is told across them. What is neutral or doubtful changes nothing."""
    uttered = once_per_family(one for one in positions if not one.doubtful)
    pairs = pairwise(_runs(uttered))
    return tuple(Change(one[-1], other[0]) for one, other in pairs if _is_clear(one) and _is_clear(other))


def in_words(found: Summary) -> str:
    """The summary as a sentence without its subject: "opposes it, in 3 statements, 2024-02-26 to 2024-03-05"."""
    if found.kind == "no data":
        return "no statement on record"
    last = found.changes[-1] if found.changes else None
    if found.kind == "changed" and last:
        lead = (
            f"changed {when_in_words(last.days)}: {_DOES[last.before.stance]} before, {_DOES[last.after.stance]} since"
        )
    elif found.stance is None:
        lead = "mixed: " + ", ".join(f"{_DOES[one]} in {count}" for one, count in found.counts.items())
    else:
        lead = _DOES[found.stance]
    return ", ".join(filter(None, (lead, _evidence(found), _days_told(found), *_besides(found))))


def _evidence(found: Summary) -> str:
    """How many utterances, and in how many reports where these are more."""
    count = len(found.utterances)
    if found.kind == "one statement":
        told = "by one statement" if count == 1 else f"by one statement of {count}"
    elif found.kind == "consistent" and found.stance and found.counts[found.stance] < count:
        told = f"in {found.counts[found.stance]} of {count} statements"
    else:
        told = f"in {count} statements"
    return told if found.statements == count else f"{told} ({found.statements} reports in {_articles(found.articles)})"


def _articles(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}"


def _days_told(found: Summary) -> str:
    return from_to(days for one in found.utterances if (days := one.days)) or "on an unknown day"


def _besides(found: Summary) -> Iterable[str]:
    total = len(found.utterances)
    for count, what in ((found.relayed, "relayed by others"), (found.undated, "dated by publication")):
        if count:
            yield what if count == total == 1 else f"{'all' if count == total else count} {what}"


def _kind(uttered: Sequence[Position]) -> tuple[Kind, Stance | None]:
    if not uttered:
        return "no data", None
    taken = [one for one in uttered if one.stance != "neutral"] or list(uttered)
    stances = {one.stance for one in taken}
    if len(stances) == 1:
        return ("consistent" if len(taken) > 1 else "one statement"), taken[0].stance
    runs = _runs(uttered)
    if len(runs) == 2 and all(map(_is_clear, runs)) and stances == {run[0].stance for run in runs}:
        return "changed", runs[1][0].stance
    return "mixed", None


def _runs(uttered: Iterable[Position]) -> list[list[Position]]:
    """Dated utterances that take a stance, one stance after the other; several stances at a time are one run."""
    runs: list[list[Position]] = []
    reached = date.min
    for one in sorted((one for one in uttered if one.is_dated and one.stance != "neutral"), key=_days):
        first, last = _days(one)
        if (runs and first <= reached) or (runs and _is_clear(runs[-1]) and runs[-1][0].stance == one.stance):
            runs[-1].append(one)
        else:
            runs.append([one])
        reached = max(reached, last)
    return runs


def _is_clear(run: Sequence[Position]) -> bool:
    return len({one.stance for one in run}) == 1


def _days(one: Position) -> Days:
    """The first and the last day of an utterance that is dated."""
    return one.days or (date.min, date.max)
