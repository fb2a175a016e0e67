"""What is known of the occasion of one statement, and which statements share one."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Span, Statement, When
from onrecord.occasions.venues import Venue


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the occasion of one statement."""

    when: When | None = None
    venue: Venue | None = None
    addressee: Span | None = None
    told: bool = False
    """Whether a sentence of its own, which reports nothing, tells of the occasion."""

    @property
    def placed(self) -> bool:
        """Whether a date or a venue is known."""
        return self.when is not None or self.venue is not None

    def filled(self, other: "Setting", *, addressee: bool = False) -> "Setting":
        """With what `other` knows and this one does not."""
        told = self.addressee or (other.addressee if addressee else None)
        return Setting(self.when or other.when, self.venue or other.venue, told, self.told or other.told)


def numbered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the numbers of their occasions, counted from 1 in the order given.

    Two share one where they have the same date and the same venue, and the same words tell one of the two: two people
    who spoke "on Thursday", each by a word of their own, need not have spoken on the same occasion."""
    numbers: dict[Hashable, int] = {}
    found = []
    last = 0
    for one in statements:
        if one.when is None and one.venue is None:
            found.append(one)
            continue
        told = list(_told(one))
        number = next((numbers[key] for key in told if key in numbers), last + 1)
        last = max(last, number)
        numbers |= dict.fromkeys(told, number)
        found.append(replace(one, occasion=number))
    return tuple(found)


def _told(one: Statement) -> Iterator[Hashable]:
    """Date and venue with the place of the words that tell the venue, and of those that tell the date."""
    days = (one.when.start, one.when.end) if one.when else None
    venue = one.venue.text if one.venue else None
    if one.venue and one.venue.span:
        yield "venue", one.venue.span, days, venue
    if one.when and one.when.span:
        yield "when", one.when.span, days, venue
