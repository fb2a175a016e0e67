"""What is known of the occasion of one statement."""

from dataclasses import dataclass

from onrecord.model import Span, When
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
