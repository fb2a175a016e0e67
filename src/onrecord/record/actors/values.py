"""What a record answers about actors."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.actors.directory import Actor


@dataclass(frozen=True, slots=True)
class Appearing:
    """An actor and how often it appears in the latest versions, as speaker or principal.

    `first` and `last` are the days of publication of the first and the last of them, None where none is known.
    `complete` says that all were counted; otherwise those that were added last."""

    actor: "Actor"
    statements: int
    articles: int
    first: str | None
    last: str | None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Some actors and the cursor of the following ones, None after the last."""

    actors: tuple[Appearing, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """One whom a name may mean: an actor, or several of the same name whose roles do not contradict each other, with
    a role and how often they appear together, as `Appearing` counts."""

    actors: "tuple[Actor, ...]"
    role: str | None
    statements: int
    articles: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two actors who may be one: how alike their names are, from 0 to 1, and why nobody joined them."""

    first: "Actor"
    second: "Actor"
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Pairs who may be one, the likeliest first, of some surnames, and the cursor of the following surnames, None after
    the last."""

    proposals: tuple[Proposal, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: actors that were new or changed, those that were known so, and how many actors of articles
    were joined to them."""

    changed: int
    unchanged: int
    joined: int
