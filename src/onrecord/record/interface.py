"""The functions of a record, whatever database keeps it."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from types import TracebackType
from typing import Any, Protocol, Self

from onrecord.model import Article, Failure, Loaded, Reading, Statement, StatementKind, StatementType
from onrecord.record.values import Added, Counts, Decision, Fault, Page, SearchedIn, Subject, Verdict


class Record(Protocol):
    """The store of articles, their versions and statements, failures and decisions.

    One process writes, any number read; a reader sees the state of one moment in every call. Every method raises a
    RecordProblem where the database cannot do what is asked."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def close(self) -> None:
        """Give the file back. Also done by leaving the `with` block."""

    def add(self, loaded: Loaded, reading: Reading, *, read_with: str, origin: str | None = None) -> Added:
        """Keep the article with its bytes and statements: all of it, or nothing.

        A version is added only where the text or the headline differs from the latest version; other bytes with
        the same words (a time stamp in the page) add none, and what is kept of the first sight stays. `read_with`
        names the reader and its version. `origin`, by default the article's address, settles an earlier failure.
        Raises Unstorable where a span, a hash or the bytes do not fit the text."""

    def batch(self, *, size: int = 64) -> AbstractContextManager[None]:
        """Commit after every `size` additions instead of after each; for speed.

        Articles stay whole one by one: leaving the block by an error keeps those that were added before it."""

    def has(self, bytes_sha256: str) -> bool:
        """Whether these bytes were added, or seen and found to hold nothing new."""

    def add_failure(self, failure: Failure) -> None:
        """Note that an input could not be made into an article. Noting the same again adds nothing."""

    def settle(self, origin: str) -> None:
        """Note that the input of an earlier failure is readable after all; nothing where there was none."""

    def failures(self) -> Iterator[Failure]:
        """The inputs whose latest attempt failed, in the order in which they did."""

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
        limit: int = 20,
        after: str | None = None,
    ) -> Page:
        """Statements, or articles, of the latest versions that hold every word, best first.

        Words are taken as they are; "…" makes a phrase. Without words the newest come first. `speaker` and
        `outlet` match names that contain each word given. `since` and `until` compare the day of the utterance or,
        where that is unknown or articles are searched, of publication; what has no day is left out. `after` is
        `Page.next` of the same search. Raises BadCursor for any other."""

    def article(self, id_or_prefix: str) -> Reading:
        """The latest version of an article, found by its id, address or the beginning of its id.

        Raises UnknownId or AmbiguousId."""

    def history(self, id_or_prefix: str) -> Article:
        """The article with all its versions. Raises UnknownId or AmbiguousId."""

    def statement(self, id_or_prefix: str) -> tuple[Reading, Statement]:
        """A statement with the version it was read from. Raises UnknownId or AmbiguousId.

        Where several articles hold it (the same text under two addresses), the first that was added."""

    def readings(self) -> Iterator[Reading]:
        """The latest version of every article, in the order in which they were added."""

    def content(self, bytes_sha256: str) -> bytes:
        """The stored bytes. Raises UnknownId."""

    def counts(self) -> Counts:
        """How much there is."""

    def verify(self) -> Iterator[Fault]:
        """Everything that cannot be proved from the stored bytes, one by one; nothing where all is well."""

    def decide(
        self, subject: Subject, subject_id: str, *, verdict: Verdict, who: str, change: Mapping[str, Any] | None = None
    ) -> Decision:
        """Keep a person's verdict. `change` belongs to an edit. Raises ValueError where the two do not fit."""

    def decisions(self, subject: Subject | None = None, subject_id: str | None = None) -> Iterator[Decision]:
        """The decisions, of one subject or of all, the oldest first; the last on a subject holds."""
