"""Families out of links: statements that report one utterance, directly or by way of others.

The families depend on the set of links only. The two that are most alike are joined first, and equal ones by name, as
long as the links between them are sure enough on average; two reports without a link count as unlike, so that a chain
of reports, or one report that tells two utterances, makes no family. Of two families with a pair between them that was
found to be two utterances, none is made. Reports of several months are compared with their neighbours only: among them
only the links that there are count.

Which of several reports was published first.

Where two reports of one utterance contradict each other: who spoke, when, and what the words mean.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from heapq import heapify, heappop, heappush
from typing import Literal

from onrecord.actors.same_speaker import one_of_them, voices
from onrecord.english.sentences import listed
from onrecord.families.candidates import REACH_DAYS, stem, stems_of
from onrecord.families.reports import Change, Report, Wording, one_day
from onrecord.families.tokens import plain_words
from onrecord.families.wording import has_figure
from onrecord.model import When, sha256

JOINED = 0.25
"""How sure the links between two families must be on average."""
UNIT = 10_000
"""Scores are added up in this fraction."""
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


def group(
    names: Iterable[str], links: Iterable[Link], *, days: Mapping[str, int | None] | None = None
) -> list[frozenset[str]]:
    """All names in families, also those alone in one, sorted by their least name.

    Of several links of one pair the surest holds; of equally sure ones the one that says that they are two. `days` are
    those of publication, where they are known."""
    held = _held(links)
    state = _Grouping(names, {} if days is None else days)
    for link in held.values():
        state.add(link)
    for link in sorted(held.values(), key=_surest_first):
        if link.same and link.score >= DECIDED:
            state.join(*link.pair, decided=True)
    state.join_all()
    return sorted((frozenset(found) for found in state.families.values()), key=min)


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


_Sum = tuple[int, int]
"""The scores of the links between two families, in whole numbers so that their order changes nothing, and how many."""


class _Grouping:
    """Families by their least names, joined as long as two of them are alike on average."""

    def __init__(self, names: Iterable[str], days: Mapping[str, int | None]) -> None:
        self.families = {name: {name} for name in names}
        self._of = {name: name for name in self.families}
        self._between: dict[str, dict[str, _Sum]] = {name: {} for name in self.families}
        self._apart: dict[str, set[str]] = {}
        self._surely_apart: dict[str, set[str]] = {}
        self._days = {name: {day for day in (days.get(name),) if day is not None} for name in self.families}

    def add(self, link: Link) -> None:
        """Take a link between two names into account."""
        both = (link.pair, link.pair[::-1])
        if link.same:
            for one, other in both:
                self._between[one][other] = round(min(1.0, link.score) * UNIT), 1
            return
        for kept in (self._apart, self._surely_apart) if link.score >= DECIDED else (self._apart,):
            for one, other in both:
                kept.setdefault(one, set()).add(other)

    def join(self, one: str, other: str, *, decided: bool = False) -> str | None:
        """Make one family of those of two names; its least name, or None where they stay two."""
        first, second = sorted((self._of[one], self._of[other]))
        # What a person joined is kept apart by a person alone.
        if first == second or self._are_apart(first, second, self._surely_apart if decided else self._apart):
            return None
        self._of |= dict.fromkeys(self.families[second], first)
        self.families[first] |= self.families.pop(second)
        self._days[first] = {
            day for days in (self._days[first] | self._days.pop(second),) if days for day in (min(days), max(days))
        }
        beside = self._between[first]
        for name, (told, count) in self._between.pop(second).items():
            del self._between[name][second]
            if name != first:
                known = beside.get(name, (0, 0))
                beside[name] = self._between[name][first] = known[0] + told, known[1] + count
        return first

    def join_all(self) -> None:
        """Join the two families that are most alike, again and again."""
        heap = [self._entry(one, other) for one in self.families for other in self._between[one] if one < other]
        heapify(heap)
        while heap:
            entry = heappop(heap)
            _, one, other = entry
            if -entry[0] < JOINED:
                return
            # An entry of before, from which one of the two has grown.
            if other not in self._between.get(one, ()) or entry != self._entry(one, other):
                continue
            if joined := self.join(one, other):
                for name in self._between[joined]:
                    heappush(heap, self._entry(*sorted((joined, name))))

    def _entry(self, one: str, other: str) -> tuple[float, str, str]:
        told, count = self._between[one][other]
        days = self._days[one] | self._days[other]
        if not days or max(days) - min(days) <= REACH_DAYS:
            count = len(self.families[one]) * len(self.families[other])
        return -told / (count * UNIT), one, other

    def _are_apart(self, one: str, other: str, apart: Mapping[str, Set[str]]) -> bool:
        smaller, larger = sorted((self.families[one], self.families[other]), key=len)
        return any(not larger.isdisjoint(apart.get(name, ())) for name in smaller)


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
    """Changes of words that change the meaning; `wording` compares them, those of `first` as the original. Of two
    sentences in other words, only what both count is compared."""
    if wording.relation == "different":
        return tuple(_of_counts(first.quote, other.quote))
    quoted = _is_quoted(first) and _is_quoted(other)
    found = [
        Conflict(change.kind, change_told(change))
        for change in wording.changes
        if change.kind != "word" and (quoted or _holds_indirect(change))
    ]
    found += [Conflict("cut", warning) for warning in wording.warnings if quoted]
    return tuple(dict.fromkeys(found))


def _of_speaker(first: Report, other: Report) -> Conflict | None:
    one, another = first.statement.speakers, other.statement.speakers
    fits = one_of_them(one, voices(other.statement)), one_of_them(another, voices(first.statement))
    if fits != (False, False):
        return None
    names, others = (listed(speaker.name for speaker in speakers) for speakers in (one, another))
    return Conflict("speaker", f"given to {others}, not to {names}")


def _of_date(first: Report, other: Report) -> Conflict | None:
    one, another = first.statement.when, other.statement.when
    if one is None or another is None or one_day(one, another) is not False:
        return None
    return Conflict("date", f"dated {_day(another)}, not {_day(one)}")


_Count = tuple[str, str, frozenset[str]]
"""A figure, what it counts, and the words of content around both."""
AROUND = 3
"""Words before and behind what is counted that tell of what happened to it."""


def _of_counts(first: str, other: str) -> Iterator[Conflict]:
    """Other figures of the same: "21 people were killed", "killed 31 people"."""
    ours = _counts(first)
    for figure, counted, around in _counts(other):
        same = [one for one, thing, beside in ours if thing == counted and around & beside]
        if same and figure not in same:
            yield Conflict("number", f"“{figure}” for “{same[0]}”")


@lru_cache(maxsize=4096)
def _counts(text: str) -> tuple[_Count, ...]:
    words = plain_words(text)
    found = []
    for at, word in enumerate(words[:-1]):
        if word.isdecimal() and word != "1" and not words[at + 1][0].isdigit():
            beside = words[max(0, at - AROUND) : at] + words[at + 2 : at + 2 + AROUND]
            found.append((word, stem(words[at + 1]), stems_of(one for one in beside if not one[0].isdigit())))
    return tuple(found)


def change_told(change: Change) -> str:
    """A change in words: "“must” for “should”", "leaves out “perhaps”", "adds “not”"."""
    if not change.before:
        return f"adds “{change.after}”"
    return f"“{change.after}” for “{change.before}”" if change.after else f"leaves out “{change.before}”"


def _holds_indirect(change: Change) -> bool:
    """Whether a change between two retellings is a contradiction: a figure that only one of them has is none."""
    sides = plain_words(change.before), plain_words(change.after)
    return change.kind in _ALSO_INDIRECT and (change.kind != "number" or all(map(has_figure, sides)))


def _is_quoted(report: Report) -> bool:
    return report.statement.type != "indirect"


def _day(when: When) -> str:
    return (when.date or "").replace("/", " to ")
