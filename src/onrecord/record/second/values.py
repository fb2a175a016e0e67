"""What the record answers with about a second reader: frozen, no input or output."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SecondRead:
    """What asking a second reader did: how many questions were put to it, of how many answers the words were found in
    the text, with how many of these it says something else than the first reader, and how many answers were not used,
    by the reason."""

    asked: int
    kept: int = 0
    differ: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
