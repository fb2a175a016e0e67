"""One actor of an article, while the article is read."""

from dataclasses import dataclass, field
from functools import cache

from onrecord.model import ActorKind
from onrecord.people.acronyms import ACRONYM
from onrecord.people.countries import places
from onrecord.people.words import ORGANIZATION_WORDS, Gender, first_names

_PLACE_WORDS = frozenset(
    "Street Avenue Road City County Beach Island Islands River Lake Park Valley Agreement Act".split()
)
"""Last words of what is no actor though it is named like one."""


@cache
def is_place(name: str) -> bool:
    """Whether the name is a country's, state's or capital's, or tells a street, a river or a treaty."""
    words = name.split()
    return bool(places(name)) or (words[-1] in _PLACE_WORDS and words[0] not in first_names())


@dataclass(slots=True)
class Member:
    """One actor of an article: the fullest name, the roles beside it, and where it is named."""

    name: str
    kind: ActorKind
    roles: list[str] = field(default_factory=list)
    gender: Gender | None = None
    places: list[int] = field(default_factory=list)
    introduced: int = 0
    """Where its fullest name stands first."""
    titles: set[str] = field(default_factory=set)
    """The words of titles that stand before it somewhere: "doctor", "mayor"."""
    neutral: bool = False
    """Whether the text says that this person goes by "they"."""
    entered: bool = False
    """Whether it is somewhere named behind "in" or "at", as places are."""

    @property
    def uncertain(self) -> bool:
        """Whether the kind is a guess: nothing in the name or around it tells an organization."""
        words = self.name.split()
        plain = not any(word.lower() in ORGANIZATION_WORDS or ACRONYM.fullmatch(word) for word in words)
        guessed = self.kind == "organization" and plain and len(words) < 4 and not self.entered
        return guessed and not is_place(self.name)

    @property
    def role(self) -> str | None:
        """The first role the article gives."""
        return self.roles[0] if self.roles else None
