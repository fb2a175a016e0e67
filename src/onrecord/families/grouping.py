"""Families out of links: statements that report one utterance, directly or by way of others.

The families depend on the set of links only. They are joined from the surest link down, and equal ones by name, so that
a chain of reports cannot bring together what was compared and found to be two utterances: of two families with such a
pair between them, none is made.

Which of several reports was published first.

Where two reports of one utterance contradict each other: who spoke, when, and what the words mean.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal

from onrecord.families.same_occasion import one_day
from onrecord.families.same_speaker import one_of_them, voices
from onrecord.families.values import Change, Report, Wording
from onrecord.model import When, names_of, sha256

DECIDED = 2.0
"""The score of what a person decided: before all that was compared."""


@dataclass(frozen=True, slots=True)
class Link:
    """That two are reports of one utterance (`same`), or of two; how sure that is, from 0 to 1, or DECIDED."""

    one: str
    other: str
    score: float
    same: bool

    @property
    def pair(self) -> tuple[str, str]:
        """The two by name."""
        return (self.one, self.other) if self.one < self.other else (self.other, self.one)


def group(names: Iterable[str], links: Iterable[Link]) -> list[frozenset[str]]:
    """All names in families, also those alone in one, sorted by their least name.

    Of several links of one pair the surest holds; of equally sure ones the one that says that they are two."""
    state = _Grouping({name: {name} for name in names})
    held = _held(links)
    for link in held.values():
        if not link.same:
            state.keep_apart(*link.pair, decided=link.score >= DECIDED)
    for link in sorted(held.values(), key=_surest_first):
        if link.same:
            state.join(*link.pair, decided=link.score >= DECIDED)
    return sorted((frozenset(found) for found in state.distinct()), key=min)


def family_id(names: Iterable[str]) -> str:
    """16 hexadecimal digits that the members determine, whatever came first; only a new least member changes them."""
    return sha256(f"family|{min(names)}")[:16]


def _held(links: Iterable[Link]) -> Mapping[tuple[str, str], Link]:
    held: dict[tuple[str, str], Link] = {}
    for link in links:
        known = held.get(link.pair)
        if known is None or (link.score, not link.same) > (known.score, not known.same):
            held[link.pair] = link
    return held


def _surest_first(link: Link) -> tuple[float, tuple[str, str]]:
    return (-link.score, link.pair)


@dataclass(slots=True)
class _Grouping:
    families: dict[str, set[str]]
    apart: dict[str, set[str]]
    surely_apart: dict[str, set[str]]

    def __init__(self, families: dict[str, set[str]]) -> None:
        self.families, self.apart, self.surely_apart = families, {}, {}

    def keep_apart(self, one: str, other: str, *, decided: bool) -> None:
        for kept in (self.apart, self.surely_apart) if decided else (self.apart,):
            kept.setdefault(one, set()).add(other)
            kept.setdefault(other, set()).add(one)

    def join(self, one: str, other: str, *, decided: bool) -> None:
        first, second = self.families[one], self.families[other]
        # What a person joined is kept apart by a person alone.
        apart = self.surely_apart if decided else self.apart
        smaller, larger = (first, second) if len(first) < len(second) else (second, first)
        if first is second or any(not larger.isdisjoint(apart.get(name, ())) for name in smaller):
            return
        larger |= smaller
        for name in smaller:
            self.families[name] = larger

    def distinct(self) -> list[set[str]]:
        return list({id(found): found for found in self.families.values()}.values())


UNKNOWN = "9999"
"""Sorts after every day that is known."""


@lru_cache(maxsize=4096)
def earliness(published: str | None) -> str:
    """A time of publication as text that sorts by it.

    In UTC; a time without a zone is taken as one of UTC. A day without a time comes after the times of that day,
    because they are better evidence, and what is unknown or no time after everything."""
    if not published:
        return UNKNOWN
    try:
        if len(published) == len("2024-03-01"):
            return f"{date.fromisoformat(published).isoformat()}~"
        moment = datetime.fromisoformat(published)
        known = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return UNKNOWN
    return known.strftime("%Y-%m-%dT%H:%M:%S.%f").rjust(26, "0")


def rank(published: str | None, article_id: str, position: int) -> str:
    """Text by which the statements of one family sort: the earliest first, then by article and place in it."""
    return f"{earliness(published)}|{article_id}|{position:05}"


ConflictKind = Literal["speaker", "date", "negation", "number", "modality", "certainty", "quantity", "cut"]
"""Another speaker; another day; a change of words by what it touches; a cut that changes the meaning."""
_ALSO_INDIRECT = ("negation", "number")
"""Indirect speech moves verbs from "will" to "would"; what is denied and counted stays."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What contradicts, and in a sentence how."""

    kind: ConflictKind
    message: str


def conflicts_of_facts(first: Report, other: Report) -> tuple[Conflict, ...]:
    """What two reports say of the speaker and the day of one utterance, `first` published earlier, and contradicts."""
    return tuple(one for one in (_of_speaker(first, other), _of_date(first, other)) if one is not None)


def conflicts_of_words(first: Report, other: Report, *, wording: Wording) -> tuple[Conflict, ...]:
    """Changes of words that change the meaning; `wording` compares them, those of `first` as the original."""
    if wording.relation == "different":
        return ()
    quoted = _is_quoted(first) and _is_quoted(other)
    found = [
        Conflict(change.kind, _told(change))
        for change in wording.changes
        if change.kind != "word" and (quoted or change.kind in _ALSO_INDIRECT)
    ]
    found += [Conflict("cut", warning) for warning in wording.warnings if quoted]
    return tuple(dict.fromkeys(found))


def _of_speaker(first: Report, other: Report) -> Conflict | None:
    one, another = first.statement.speakers, other.statement.speakers
    fits = one_of_them(one, voices(other.statement)), one_of_them(another, voices(first.statement))
    if fits != (False, False):
        return None
    return Conflict("speaker", f"given to {names_of(another)}, not to {names_of(one)}")


def _of_date(first: Report, other: Report) -> Conflict | None:
    one, another = first.statement.when, other.statement.when
    if one is None or another is None or one_day(one, another) is not False:
        return None
    return Conflict("date", f"dated {_day(another)}, not {_day(one)}")


def _told(change: Change) -> str:
    if not change.before:
        return f"adds “{change.after}”"
    return f"“{change.after}” for “{change.before}”" if change.after else f"leaves out “{change.before}”"


def _is_quoted(report: Report) -> bool:
    return report.statement.type != "indirect"


def _day(when: When) -> str:
    return (when.date or "").replace("/", " to ")
