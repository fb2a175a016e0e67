"""What the record answers with about families: frozen, no input or output."""

from dataclasses import dataclass
from typing import Literal

from onrecord.families.conflicts import ConflictKind
from onrecord.families.values import Relation, Wording
from onrecord.record.values import Hit

MemberRelation = Literal["first"] | Relation
"""How a report relates to the first published one; `first` is that one itself."""


@dataclass(frozen=True, slots=True)
class Member:
    """A distinct report of an utterance, with those that took it over word for word, its paragraph included.

    `wording` compares it with the first published one, whose words come first; None for that one itself and where
    words are not compared, as in a paraphrase. `copies` are in the order of their publication."""

    report: Hit
    relation: MemberRelation
    wording: Wording | None = None
    copies: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A statement that makes the same point on another occasion, the first published of its copies, and the family it
    belongs to. More than a month apart it is the last before or the first after."""

    report: Hit
    family: str


@dataclass(frozen=True, slots=True)
class Family:
    """Statements of the latest versions that report one utterance: distinct reports in the order of publication."""

    id: str
    members: tuple[Member, ...]
    repeats: tuple[Repeat, ...] = ()

    @property
    def first(self) -> Hit:
        """The report that was published first, as far as the evidence goes."""
        return self.members[0].report

    @property
    def reports(self) -> tuple[Hit, ...]:
        """All reports, copies included."""
        return tuple(hit for member in self.members for hit in (member.report, *member.copies))


@dataclass(frozen=True, slots=True)
class FamilySummary:
    """A family by its first published report, with how many distinct reports and statements it has, in how many
    articles and outlets."""

    id: str
    first: Hit
    reports: int
    statements: int
    articles: int
    outlets: int


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """Some families and the cursor of the following ones, None after the last."""

    families: tuple[FamilySummary, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class FamilyMark:
    """The family of a statement, how its report relates to the first published one, and how many articles report it."""

    id: str
    relation: MemberRelation
    articles: int


@dataclass(frozen=True, slots=True)
class FamilyConflict:
    """A contradiction within a family: between `first`, which was published earlier, and `other`. `wording` is how
    their words relate, None where they are not compared."""

    family: str
    kind: ConflictKind
    message: str
    first: Hit
    other: Hit
    wording: Wording | None = None
