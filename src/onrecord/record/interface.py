"""The functions of a record, those about families among them, whatever database keeps it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, Unpack

from onrecord.model import (
    Act,
    Article,
    Failure,
    Loaded,
    Reading,
    Statement,
    Verdict,
)
from onrecord.record.actors.interface import ActorRecord
from onrecord.record.decisions.interface import ReviewRecord
from onrecord.record.positions.interface import PositionRecord
from onrecord.record.searching.interface import SearchingRecord
from onrecord.record.second.interface import SecondReaderRecord
from onrecord.record.values import (
    Added,
    Counts,
    Decision,
    Fault,
    Hit,
    KeptVersion,
    Known,
    Narrowing,
    Outdated,
    Page,
    Removal,
    Reread,
    Sort,
    Subject,
    Unread,
)
from onrecord.record.watching import WatchingRecord

if TYPE_CHECKING:
    from onrecord.families.grouping import ConflictKind
    from onrecord.record.decisions.edits import Edit
    from onrecord.record.families.foreseen import Foreseen
    from onrecord.record.stats import Stats
    from onrecord.record.values import (
        ConflictPage,
        Evidence,
        Family,
        FamilyConflict,
        FamilyMark,
        FamilyPage,
        VersionMark,
    )


class FamilyRecord(Protocol):
    """Families: statements of the latest versions that report one utterance."""

    def family(self, id_or_statement: str) -> "Family":
        """A family by its id, or the family of a statement by the statement's id, or by the beginning of either; a
        statement that nobody else reports is a family by itself. Raises UnknownId or AmbiguousId."""

    def families(
        self, words: str | None = None, *, limit: int = 20, after: str | None = None, among: int | None = None
    ) -> "FamilyPage":
        """Families of at least two statements, all or those with a statement that contains every word; most articles
        first. With `among` only so many statements with the words are looked at, those added last.

        `after` is `FamilyPage.next` of the same list. Raises BadCursor for any other."""

    def family_marks(self, reading: Reading) -> "Mapping[str, FamilyMark]":
        """The family of each statement of a latest version that shares one with others, by statement id."""

    def conflicts(
        self, words: str | None = None, *, family: str | None = None, kind: "ConflictKind | None" = None
    ) -> "Iterator[FamilyConflict]":
        """Contradictions between reports of one utterance: in families with a statement that contains every word, in
        the one that `family` names as in `family()`, or in all. Raises UnknownId or AmbiguousId, and ValueError for a
        `kind` that does not exist."""

    def conflict_page(
        self,
        words: str | None = None,
        *,
        kind: "ConflictKind | None" = None,
        limit: int = 20,
        after: str | None = None,
        among: int | None = None,
    ) -> "ConflictPage":
        """The contradictions of `conflicts()`, one family after the other, those in most articles first, in pages of at
        least `limit` conflicts unless looking on would take long. `among` is that of `families()`, `after`
        `ConflictPage.next` of the same list. Raises BadCursor, and ValueError for a `kind` that does not exist."""

    def recent_conflicts(self, *, limit: int = 10) -> "tuple[FamilyConflict, ...]":
        """Contradictions of families of which a statement was added lately, the first of each; looked for among the
        last 20,000 statements, in at most 20 families."""

    def join_statements(self, statement: str, other: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that two statements report one utterance. Raises UnknownId, AmbiguousId or NotTwoFamilies."""

    def split_statement(self, statement: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that a statement and its copies report a different utterance from the rest of their family.

        Raises UnknownId, AmbiguousId or NotTwoFamilies."""


class Record(
    ActorRecord,
    FamilyRecord,
    SearchingRecord,
    ReviewRecord,
    PositionRecord,
    SecondReaderRecord,
    WatchingRecord,
    Protocol,
):
    """The store of articles, their versions and statements, failures and decisions.

    One process writes, any number read; a reader sees the state of one moment in every call. Every method raises a
    RecordProblem if the database cannot do what is asked."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def close(self) -> None:
        """Close the file. Leaving the `with` block does this too."""

    def add_reading(self, loaded: Loaded, reading: Reading, *, read_with: str) -> Added:
        """Keep the article with its bytes and statements: all of it, or nothing.

        A version is added only if its text or headline differs from the latest version; other bytes with the same words
        (such as a time stamp in the page) add none, and what was kept first stays. A version from a file never replaces
        one that was fetched: it is kept beside it, as a "copy". `read_with` names the reader and its version. An
        earlier failure of the article's origin or address is settled.
        Raises Unstorable if a span, a hash or the bytes do not fit the text."""

    def foresee(self, foreseen: "Foreseen") -> None:
        """Take what was worked out about the reading that is added next. It changes nothing but the time that takes."""

    def batch(self, *, size: int = 64) -> AbstractContextManager[None]:
        """Commit after every `size` additions instead of after each one, for speed.

        Each article is still added whole: if an error ends the block, those added before it are kept."""

    def has(self, article: Article) -> bool:
        """Whether the bytes of the article's version have been added, or were seen and found to contain nothing
        new. Fetched bytes count as seen only if they were fetched before: a file with the same bytes does not confirm
        them."""

    def held(self, article: Article) -> str | None:
        """The article's id in the record, also if it is there under another spelling of its address; None if it is
        not there."""

    def outdated(
        self,
        read_with: str | None,
        *,
        older_than: str | None = None,
        articles: Iterable[str] = (),
        since: date | None = None,
    ) -> tuple[Outdated, ...]:
        """The versions that another reader than `read_with` read last, in the order in which they were added; with None
        all of them. `older_than` is a reader of this record, by its name or the beginning of it: only what those read
        that read in this record before it. `articles`, by id, its beginning, or address, and `since`, the first day of
        publication, narrow it.

        Raises UnknownReader, UnknownId, AmbiguousId or ArticleRemoved."""

    def version(self, id_or_prefix: str, number: int) -> Reading:
        """One version of an article as it was read last. Raises UnknownId or AmbiguousId."""

    def add_rereading(self, reading: Reading, *, number: int, read_with: str) -> Reread:
        """Keep a new reading of a version: what is shown, searched and compared from now on. Earlier readings stay,
        with their statements, and are proved like before. Raises Unstorable where it is not one of that text."""

    def remove(self, article: str, *, reason: str, who: str, undo: bool = False) -> Removal:
        """Take an article out of the record: its versions, bytes, texts and statements are deleted, and it is not added
        again; who decided it and why stays. With `undo` it may be added again.

        Raises UnknownId, AmbiguousId, ArticleRemoved, NotRemoved, or ValueError where nobody or no reason is named."""

    def removal(self, id_or_prefix: str) -> Removal | None:
        """How an article was taken out of the record; None where it was not. Raises UnknownId or AmbiguousId."""

    def add_failure(self, failure: Failure) -> None:
        """Note that an input could not be made into an article. Noting the same again adds nothing."""

    def settle(self, origin: str) -> None:
        """Note that the input of an earlier failure is readable after all; does nothing if there was none."""

    def failures(self) -> Iterator[Failure]:
        """The inputs whose latest attempt failed, in the order in which they did."""

    def unread(self) -> Iterator[Unread]:
        """What was not read: the failures, then the articles kept without statements, such as those in another
        language, each in the order in which they came."""

    def search(
        self,
        words: str = "",
        *,
        act: Act | Iterable[Act] = (),
        sort: Sort | None = None,
        limit: int = 20,
        after: str | None = None,
        **narrowed: Unpack[Narrowing],
    ) -> Page:
        """Statements, or articles, of the latest versions that hold every word, best first.

        Words are taken literally; "…" makes a phrase. `sort` is "relevance" or "date", the newest first; without words,
        they always are. Of more than 10,000 results with the words only those added last are ranked or sorted; the
        others follow, the last added first. `speaker` and `outlet`
        match names that contain each word given, `speaker` also the other names of the actor; `role`, `venue` and `to`
        (the addressee) match likewise; `speaker` and `role` ask for one speaker in that role. `act` asks for what the
        source does with the words, one act or any of several; `negated` for what they are reported not to do, or only
        for the rest. `since` and `until` compare the day of the utterance or, if that is unknown or articles are
        searched, of publication; results without a day are left out. `when` asks for utterances whose known day or
        interval overlaps it. `rejected` asks for the statements that somebody rejected, which are not found otherwise.
        `after` is `Page.next` of the same search. Raises BadCursor for any other."""

    def quotations_like(self, words: str, *, limit: int = 12) -> tuple[Reading, ...]:
        """The latest versions of articles that may contain a quotation, even with changed words: those that
        contain its rarest words, most likely first."""

    def article(self, id_or_prefix: str) -> Reading:
        """The latest version of an article, found by its id, address or the beginning of its id.

        Raises UnknownId or AmbiguousId."""

    def history(self, id_or_prefix: str) -> Article:
        """The article with all its versions. Raises UnknownId or AmbiguousId."""

    def versions(self, id_or_prefix: str) -> tuple[KeptVersion, ...]:
        """The versions of an article with their statements, the oldest first. Raises UnknownId or AmbiguousId."""

    def version_marks(self, id_or_prefix: str) -> "tuple[VersionMark, ...]":
        """The versions of an article without their texts, the oldest first. Raises UnknownId or AmbiguousId."""

    def evidence(self, id_or_prefix: str) -> "Evidence":
        """A statement as `statement()` finds it, and which version of its article was read. Raises UnknownId or
        AmbiguousId."""

    def statement(self, id_or_prefix: str) -> tuple[Reading, Statement]:
        """A statement with the version it was read from. Raises UnknownId or AmbiguousId.

        If several articles hold it (the same text under two addresses), the first one added."""

    def readings(self) -> Iterator[Reading]:
        """The latest version of every article, in the order in which they were added."""

    def known(self, hits: Iterable[Hit]) -> Iterator[tuple[Hit, Known]]:
        """Each hit of the latest versions with what the record knows of it beyond its article: who its speakers and
        principals are now, after merges and imports, and its family. Hits of one article are looked up together."""

    def content(self, bytes_sha256: str) -> bytes:
        """The stored bytes. Raises UnknownId."""

    def changes(self) -> int:
        """A number that is another one whenever others, through another Record or in another process, changed what is
        kept, for those who hold something that follows from it."""

    def counts(self) -> Counts:
        """How many articles, versions and statements there are."""

    def stats(self) -> "Stats":
        """Counts by kind, type, outlet and reader, and the periods that they span."""

    def verify(self, *, statement: str | None = None) -> Iterator[Fault]:
        """Everything that cannot be proved from the stored bytes, one fault at a time; nothing if all is well.

        With `statement`, its id or the beginning of it, only what concerns the version that it was read from: the
        stored bytes, the text, and its statements. Raises UnknownId or AmbiguousId then."""

    def decide(
        self, statement: str, verdict: Verdict, *, who: str, note: str | None = None, **edit: "Unpack[Edit]"
    ) -> Decision:
        """Accept, reject or edit a statement, named by its id or the beginning of it; or accept an article, which says
        that its other statements are right and none is missing.

        An edit sets `speaker`, `content`, `when`, `venue`, `addressee`, `act` or `negated`; see `Edit`. What is decided
        holds in every view, for all versions in which the statement is the same, until `undo` takes it back.
        Raises UnknownId, AmbiguousId, or BadDecision where a field does not exist or its value has no sense."""

    def undo(self, decision: int, *, who: str, note: str | None = None) -> Decision:
        """Take back a decision about anything, by its number; the row that says so. Raises NotUndone."""

    def decisions(
        self,
        id_: str | None = None,
        *,
        subject: Subject | None = None,
        who: str | None = None,
        since: date | None = None,
    ) -> tuple[Decision, ...]:
        """The decisions, the oldest first: all, or those about a statement, an article, an actor or a question, by its
        id or the beginning of it; of one kind of thing; by one person; or since a day.

        Raises UnknownId, AmbiguousId, AmbiguousActor or AmbiguousQuestion."""
