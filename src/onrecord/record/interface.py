"""The functions of a record, whatever database keeps it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, Unpack

from onrecord.model import Act, Article, Failure, Loaded, Reading, Statement, StatementKind, StatementType, When
from onrecord.record.actors_joined import Part
from onrecord.record.families_interface import FamilyRecord
from onrecord.record.values import (
    ActorPage,
    Added,
    Counts,
    Decision,
    Fault,
    Imported,
    KeptVersion,
    Meant,
    Page,
    Proposal,
    SearchedIn,
    Subject,
    Unread,
)
from onrecord.record.watching import Watched

if TYPE_CHECKING:
    from onrecord.people.directory import Actor, Directory
    from onrecord.record.deciding import Judgement
    from onrecord.record.edits import Edit
    from onrecord.record.stats import Stats


class Record(FamilyRecord, Protocol):
    """The store of articles, their versions and statements, failures and decisions.

    One process writes, any number read; a reader sees the state of one moment in every call. Every method raises a
    RecordProblem where the database cannot do what is asked."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def close(self) -> None:
        """Give the file back. Also done by leaving the `with` block."""

    def add_reading(self, loaded: Loaded, reading: Reading, *, read_with: str) -> Added:
        """Keep the article with its bytes and statements: all of it, or nothing.

        A version is added only where the text or the headline differs from the latest version; other bytes with
        the same words (a time stamp in the page) add none, and what is kept of the first sight stays. A version from
        a file never takes the place of one that was fetched: it is kept beside it, as a "copy". `read_with`
        names the reader and its version. An earlier failure of the article's origin or address is settled.
        Raises Unstorable where a span, a hash or the bytes do not fit the text."""

    def batch(self, *, size: int = 64) -> AbstractContextManager[None]:
        """Commit after every `size` additions instead of after each; for speed.

        Articles stay whole one by one: leaving the block by an error keeps those that were added before it."""

    def has(self, article: Article) -> bool:
        """Whether the bytes of the article's version were added to it, or seen and found to hold nothing new. What is
        fetched counts as seen only if it was fetched before: a file with the same bytes does not confirm them."""

    def held(self, article: Article) -> str | None:
        """The id under which the record holds the article, also under another spelling of its address; None where it
        does not."""

    def add_failure(self, failure: Failure) -> None:
        """Note that an input could not be made into an article. Noting the same again adds nothing."""

    def settle(self, origin: str) -> None:
        """Note that the input of an earlier failure is readable after all; nothing where there was none."""

    def failures(self) -> Iterator[Failure]:
        """The inputs whose latest attempt failed, in the order in which they did."""

    def unread(self) -> Iterator[Unread]:
        """What was not read: the failures, then the articles kept without statements, such as those in another
        language, each in the order in which they came."""

    def search(
        self,
        words: str = "",
        *,
        in_: SearchedIn = "statements",
        speaker: str | None = None,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
        type: StatementType | None = None,  # noqa: A002
        kind: StatementKind | None = None,
        role: str | None = None,
        when: When | None = None,
        venue: str | None = None,
        to: str | None = None,
        act: Act | Iterable[Act] = (),
        negated: bool | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> Page:
        """Statements, or articles, of the latest versions that hold every word, best first.

        Words are taken as they are; "…" makes a phrase. Without words the newest come first. `speaker` and
        `outlet` match names that contain each word given, `speaker` also the other names of the actor; `role`, `venue`
        and `to` (the addressee) match likewise. `act` asks for what the source does with the words, one act or any of
        several; `negated` for what they are reported not to do, or only for the rest. `since` and `until` compare the
        day of the utterance or, where that is unknown or articles are searched, of publication; what has no day is
        left out. `when` asks for utterances whose known day or interval meets it. `after` is `Page.next` of the same
        search. Raises BadCursor for any other."""

    def quotations_like(self, words: str, *, limit: int = 12) -> tuple[Reading, ...]:
        """The latest versions of articles that may hold a quotation, also one with changed words: those that hold its
        rarest words, the likeliest first."""

    def article(self, id_or_prefix: str) -> Reading:
        """The latest version of an article, found by its id, address or the beginning of its id.

        Raises UnknownId or AmbiguousId."""

    def history(self, id_or_prefix: str) -> Article:
        """The article with all its versions. Raises UnknownId or AmbiguousId."""

    def versions(self, id_or_prefix: str) -> tuple[KeptVersion, ...]:
        """The versions of an article with their statements, the oldest first. Raises UnknownId or AmbiguousId."""

    def statement(self, id_or_prefix: str) -> tuple[Reading, Statement]:
        """A statement with the version it was read from. Raises UnknownId or AmbiguousId.

        Where several articles hold it (the same text under two addresses), the first that was added."""

    def readings(self) -> Iterator[Reading]:
        """The latest version of every article, in the order in which they were added."""

    def content(self, bytes_sha256: str) -> bytes:
        """The stored bytes. Raises UnknownId."""

    def counts(self) -> Counts:
        """How much there is."""

    def stats(self) -> "Stats":
        """How much there is, of what, from whom, read by which reader, and from when to when."""

    def verify(self) -> Iterator[Fault]:
        """Everything that cannot be proved from the stored bytes, one by one; nothing where all is well."""

    def decide(
        self, statement: str, verdict: "Judgement", *, who: str, note: str | None = None, **edit: "Unpack[Edit]"
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
        """The decisions, the oldest first: all, or those about a statement, an article or an actor, by its id or the
        beginning of it; of one kind of thing; by one person; or since a day. Raises UnknownId or AmbiguousId."""

    def actors(self, words: str | None = None, *, limit: int = 50, after: str | None = None) -> ActorPage:
        """Actors of whom one name holds every word, or all; who appears in most statements comes first.

        `after` is `ActorPage.next` of the same list. Raises BadCursor for any other."""

    def actor(self, id_or_name: str) -> "Actor":
        """An actor by id, its beginning, an identifier such as Wikidata's, or a name, in full or in part.

        Raises UnknownActor or AmbiguousActor."""

    def meant(self, id_or_name: str) -> tuple[Meant, ...]:
        """All whom an id, an identifier or a name may mean; who appears in most statements comes first.

        Raises UnknownActor where there is none."""

    def directory(self, *, imported: bool = False) -> "Directory":
        """All actors as they are now, or only those of whom an imported data set tells, to look up by name, or by
        office and day."""

    def watched(self, *, due_by: str | None = None) -> tuple[Watched, ...]:
        """The addresses that are watched, the longest due first; with `due_by`, a moment as `Watched` carries it, only
        those that are due then."""

    def watch(self, watched: Watched) -> None:
        """Keep the state of an address that is watched, in place of what was known of it."""

    def statements_of(
        self,
        id_or_name: str | Sequence[str],
        *,
        since: date | None = None,
        until: date | None = None,
        role: str | None = None,
        venue: str | None = None,
        to: str | None = None,
        part: Part | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> Page:
        """The statements of the latest versions in which an actor, or one of several, is speaker or principal, or the
        one that `part` names, the newest first. The filters and `after` are those of `search`.

        Raises UnknownActor, AmbiguousActor or BadCursor."""

    def proposals(self) -> Iterator[Proposal]:
        """Pairs of actors that may be one and about whom nobody has decided, the likeliest first."""

    def merge(self, actor: str, into: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that two actors are one, under the id of the second. `undo` takes it back.

        Raises UnknownActor, AmbiguousActor or NotTwoActors."""

    def separate(self, actor: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that an actor, by its id, that was merged or joined into another is its own again.

        Raises NotTwoActors where it was not."""

    def keep_apart(self, actor: str, other: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that two actors are two, so that they are no longer proposed. A later merge overrides it.

        Raises UnknownActor, AmbiguousActor or NotTwoActors."""

    def split(
        self,
        actor: str,
        *,
        statements: Iterable[str] = (),
        role: str | None = None,
        who: str,
        note: str | None = None,
    ) -> Decision:
        """Decide that some statements of an actor, by id or by a role given in them, are another actor's of the same
        name; its id is `change["split_into"]` of the decision. `undo` takes it back.

        Raises UnknownActor, AmbiguousActor, UnknownId or NothingToSplit."""

    def import_actors(self, actors: Iterable["Actor"], *, dataset: str) -> Imported:
        """Keep what a data set says of actors, as `people.directory_import` reads it. A later import of the same data
        set replaces what it said of an actor; what was imported already adds nothing."""
