"""Attributions by the place of their parts, while rules change them.

A rule looks at one quotation, sentence or paragraph at a time; asked here, it meets only the attributions that stand
there, so that its work grows with the text and not with the text times the attributions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from onrecord.model import Attribution, Span

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
_CELL = 128
"""Characters of the cells in which parts are looked up."""


class Places:
    """A changing list of attributions. Each has a number, which stands for it until it is removed; later ones have
    higher numbers."""

    def __init__(self, attributions: Iterable[Attribution] = ()) -> None:
        self._attributions: dict[int, Attribution] = {}
        self._cells: dict[int, dict[int, list[tuple[Role, Span]]]] = {}
        self._next = 0
        for one in attributions:
            self.add(one)

    def __getitem__(self, number: int) -> Attribution:
        return self._attributions[number]

    def __iter__(self) -> Iterator[Attribution]:
        return (self._attributions[number] for number in self.numbers())

    def numbers(self) -> list[int]:
        """The numbers of all attributions, in order."""
        return sorted(self._attributions)

    def add(self, one: Attribution) -> int:
        """Adds an attribution behind the others, and gives its number."""
        number, self._next = self._next, self._next + 1
        self._put(number, one)
        return number

    def remove(self, number: int) -> Attribution:
        """Takes an attribution away."""
        one = self._attributions.pop(number)
        for role, part in _parts(one):
            for cell in _cells(part):
                kept = [entry for entry in self._cells[cell][number] if entry != (role, part)]
                if kept:
                    self._cells[cell][number] = kept
                else:
                    del self._cells[cell][number]
        return one

    def replace(self, number: int, one: Attribution) -> None:
        """Puts another attribution in the place of this one."""
        self.remove(number)
        self._put(number, one)

    def at(self, span: Span, *roles: Role) -> dict[int, list[Span]]:
        """The parts that share a character with `span`, by the number of their attribution, in order; of all roles
        where none is given."""
        wanted = roles or ROLES
        found: dict[int, set[Span]] = {}
        for cell in _cells(span):
            for number, entries in self._cells.get(cell, {}).items():
                touching = {part for role, part in entries if role in wanted and part.overlaps(span)}
                if touching:
                    found.setdefault(number, set()).update(touching)
        return {number: sorted(found[number]) for number in sorted(found)}

    def taken(self, span: Span) -> bool:
        """Whether any part of any attribution stands there."""
        return any(
            part.overlaps(span)
            for cell in _cells(span)
            for entries in self._cells.get(cell, {}).values()
            for _, part in entries
        )

    def _put(self, number: int, one: Attribution) -> None:
        self._attributions[number] = one
        for role, part in _parts(one):
            for cell in _cells(part):
                self._cells.setdefault(cell, {}).setdefault(number, []).append((role, part))


def _parts(one: Attribution) -> Iterator[tuple[Role, Span]]:
    parts: tuple[tuple[Role, Sequence[Span]], ...] = (
        ("source", one.source),
        ("cue", one.cue),
        ("content", one.content),
    )
    return ((role, part) for role, spans in parts for part in dict.fromkeys(spans))


def _cells(span: Span) -> range:
    return range(span.start // _CELL, (span.end - 1) // _CELL + 1)
