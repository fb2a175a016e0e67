"""What the record answers with, also about families: frozen, no input or output."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from onrecord.families.grouping import ConflictKind
from onrecord.families.reports import Relation, Wording
from onrecord.model import Reading, Span, Statement, StatementKind, StatementType, Time, When

if TYPE_CHECKING:
    from onrecord.actors.directory import Actor

Added = Literal["added", "new version", "copy", "unchanged"]
"""What adding an article did: a new article; a new state of a known one; a copy with other words, from a file, beside
what was fetched; or nothing."""
SearchedIn = Literal["statements", "articles"]
Sort = Literal["relevance", "date"]
"""The best first, or the newest."""
Subject = Literal["article", "version", "statement", "actor", "family", "question", "position", "decision"]
"""What a decision is about; "decision" where it takes another one back."""
DecisionVerdict = Literal["accept", "reject", "edit", "undo"]
RemovalVerdict = Literal["remove", "admit"]
"""An article is taken out, or may be added again."""
FaultKind = Literal[
    "database", "index", "content", "version", "block", "statement", "actor", "family", "decision", "entry"
]
"""`database`: the file itself. `index`: full text search is out of step. `entry`: a row differs from its digest."""

Updating = Callable[[str, int, int], object]
"""Called while an older record is brought up to date: with what it lacks ("acts", "actors", "index", "families" or
"embeddings"), for how many of its versions, originals or statements that was made, and for how many it will be."""


class Narrowing(TypedDict, total=False):
    """What narrows a search, and what is searched; `Record.search` says what each means."""

    in_: SearchedIn
    speaker: str | None
    outlet: str | None
    since: date | None
    until: date | None
    type: StatementType | None
    kind: StatementKind | None
    role: str | None
    when: When | None
    venue: str | None
    to: str | None
    negated: bool | None
    rejected: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search.

    `quote` is the statement's quote or, where articles were searched (`statement` is then None), the passage of
    the article that fits best. `highlights` are the found words as spans of `quote`. `text` is what the statement's
    spans index."""

    article_id: str
    url: str | None
    headline: str | None
    outlet: str | None
    published: Time | None
    statement: Statement | None
    quote: str
    highlights: tuple[Span, ...] = ()
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Known:
    """What a record knows of a statement beyond its article, as it is now.

    The actors stand in the order of the statement's speakers and principals; None stands for whoever is not an actor,
    such as an unnamed source. `family` is None where nobody else reports the statement."""

    speakers: "tuple[Actor | None, ...]" = ()
    principals: "tuple[Actor | None, ...]" = ()
    family: "FamilyMark | None" = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some results of a search and the cursor of the following ones, None after the last."""

    hits: tuple[Hit, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version of an article with its statements: its number from 1, and when it was added (ISO 8601, UTC).

    `own` tells that it was fetched from the article's site, then or later; the others are copies that name its address.
    `latest` is the one that stands for the article: the newest own one, else the newest."""

    number: int
    added_at: str
    reading: Reading
    own: bool = False
    latest: bool = False


@dataclass(frozen=True, slots=True)
class VersionMark:
    """One version of an article without its text: what `KeptVersion` tells of it."""

    number: int
    added_at: str
    own: bool
    latest: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with the reading that it stands in, and which version of the article was read."""

    reading: Reading
    statement: Statement
    version: VersionMark


@dataclass(frozen=True, slots=True)
class Outdated:
    """A version that another reader read last: its article and its number."""

    article_id: str
    number: int


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a version again changed: statements that are new, gone, the same words told otherwise (such as with
    another speaker or date), and the same, however sure."""

    new: int
    gone: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class Removal:
    """An article that a person took out of the record: which, why, who decided it, and when (ISO 8601, UTC)."""

    article_id: str
    url: str | None
    reason: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something `verify` could not prove: what kind of thing, which one, and what is wrong with it."""

    kind: FaultKind
    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that failed, or an article that is kept without statements because it was not read: where it came
    from, why, and since when (ISO 8601, UTC). `article` is the id of one that is kept."""

    origin: str
    reason: str
    at: str
    article: str | None = None
    headline: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the record holds. `statements` counts those of the latest versions, `all_statements` those of every
    version and reading, `own` the versions that were fetched from their article's site."""

    articles: int
    versions: int
    statements: int
    all_statements: int
    contents: int
    failures: int
    decisions: int
    own: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's verdict on a proposal; none is ever removed.

    `number` counts all decisions of a record from 1. `change` is what an edit sets, by field. `at` is ISO 8601 in UTC.
    `undone` is the number of the decision that took this one back."""

    number: int
    subject: Subject
    subject_id: str
    verdict: DecisionVerdict
    who: str
    at: str
    change: Mapping[str, Any] | None = None
    note: str | None = None
    undone: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Some decisions, the newest first, and the cursor of those before them, None after the oldest."""

    decisions: tuple[Decision, ...]
    next: str | None = None


Stage = Literal["statement", "speaker", "when", "second"]
"""What is doubtful in a statement. The reader's confidence is that of the whole statement; the others are those of
which it could not tell the speaker (nobody, or somebody unnamed) or the day, and those of which a second reader tells
another speaker or day ("second")."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A count that stops where going on would take too long: at least `count` where `more` is set. Written "10,000+"
    then."""

    count: int
    more: bool = False

    def __str__(self) -> str:
        return f"{self.count:,}{'+' if self.more else ''}"


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Some statements that a reviewer has to decide about, as they were read, and the cursor of the following ones,
    None after the last.

    `decided` and `left` count the statements under the same filters that are decided about, and that are not; `skipped`
    are those of `left` that the reviewer put off, which come last."""

    hits: tuple[Hit, ...]
    next: str | None
    decided: Bounded
    left: Bounded
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer made of a statement: the latest decision that is not taken back, and the statement as this
    reviewer's own decisions leave it, None where it is rejected."""

    decision: Decision
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A statement about which several persons decided, as it was read last, with what each made of it, by name. `text`
    is what its spans index."""

    article_id: str
    statement: Statement
    text: str = field(repr=False)
    by: Mapping[str, Review] = field(default_factory=dict)


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
    """Some families and the cursor of the following ones, None after the last. `narrowed` tells that more statements
    have the words than were looked at."""

    families: tuple[FamilySummary, ...]
    next: str | None = None
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class FamilyMark:
    """The family of a statement, how its report relates to the first published one, and how many articles report it."""

    id: str
    relation: MemberRelation
    articles: int


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Some conflicts, how many families were looked at for them, and the cursor of the following ones, None after the
    last. A page may have none and go on: looking is cut into steps. `narrowed` as in `FamilyPage`."""

    conflicts: "tuple[FamilyConflict, ...]"
    families: int
    next: str | None = None
    narrowed: bool = False


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
