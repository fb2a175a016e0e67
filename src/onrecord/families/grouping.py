"""Families out of links: statements that report one utterance, directly or by way of others.

The families depend on the set of links only. They are joined from the surest link down, and equal ones by name, so that
a chain of reports cannot bring together what was compared and found to be two utterances: of two families with such a
pair between them, none is made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import sha256

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
