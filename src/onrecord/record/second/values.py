"""What the record answers with about a second reader: frozen, no input or output."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model import Span

if TYPE_CHECKING:
    from onrecord.second.readings import ReadPart


@dataclass(frozen=True, slots=True)
class SecondRead:
    """What asking a second reader did: how many questions were put to it, of how many answers the words were found in
    the text, with how many of these it says something else than the first reader, and how many answers were not used,
    by the reason."""

    asked: int
    kept: int = 0
    differ: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SecondReading:
    """Who said a statement, or when, as a second reader tells it: a name or a day, and whether the first reader told
    the same; the words of the text that show it, and where they stand; the model, and when it was asked (ISO 8601,
    UTC)."""

    part: "ReadPart"
    told: str
    agrees: bool
    span: Span
    shown_by: str
    read_with: str
    at: str
