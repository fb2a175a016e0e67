"""The record in one SQLite file: the functions of Record over one connection."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from onrecord.model import Act, Article, Failure, Loaded, Reading, Statement
from onrecord.problems.record import RecordReadOnly, Unstorable
from onrecord.record import adding, loading, origins, searching, watching
from onrecord.record.actors import keys
from onrecord.record.actors.sqlite import ActorMethods
from onrecord.record.decisions.reviewing import ReviewingMethods
from onrecord.record.opening import connect, speaking
from onrecord.record.positions.sqlite import PositionMethods
from onrecord.record.removing import RemovingMethods, RereadingMethods
from onrecord.record.searching.sqlite import SearchingMethods
from onrecord.record.second.sqlite import SecondReaderMethods
from onrecord.record.values import (
    Added,
    Counts,
    Evidence,
    Fault,
    Hit,
    KeptVersion,
    Known,
    Narrowing,
    Page,
    Sort,
    Unread,
    Updating,
    VersionMark,
)
from onrecord.record.watching import Followed, Watched
from onrecord.sources.addresses import without_any_credentials, without_credentials

# What works on names reads lists of words; it is imported by the methods that need it, so that search starts at once.
if TYPE_CHECKING:
    from onrecord.record.stats import Stats


class SQLiteRecord(
    ActorMethods,
    ReviewingMethods,
    RemovingMethods,
    RereadingMethods,
    SearchingMethods,
    PositionMethods,
    SecondReaderMethods,
):
    """A Record in the file at `path`; see there for what the methods do."""

    def __init__(self, path: Path, *, write: bool, updating: Updating = lambda what, done, total: None) -> None:
        self._path, self._write, self._updating = path, write, updating
        self._connection = connect(path, write=write)
        self._batch_size, self._batched = 0, 0
        self._kept: loading.Kept = OrderedDict()
        searching.register(self._connection)
        if write:
            try:
                self._derive()
                self._tell_acts()
                self._cast()
                self._compare_all()
                self._embed_all()
                self._settle_all()
            except BaseException:
                self.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    @contextmanager
    def batch(self, *, size: int = 64) -> Iterator[None]:
        """Commit after every `size` additions."""
        if size < 1:
            raise ValueError(f"size must be at least 1, not {size}")
        self._batch_size, self._batched = size, 0
        try:
            yield
        finally:
            self._batch_size = 0
            self._commit()

    def add_reading(self, loaded: Loaded, reading: Reading, *, read_with: str) -> Added:
        """Keep an article, whole or not at all."""
        settled = {loaded.origin, reading.article.url}
        try:
            with self._writing() as connection:
                added = adding.add_article(connection, loaded, reading=reading, read_with=read_with)
                if added != "unchanged":
                    self._follow_added(connection)
                for origin in sorted(filter(None, settled)):
                    adding.settle(connection, origin)
        except (UnicodeEncodeError, sqlite3.IntegrityError) as error:
            raise Unstorable(repr(reading.article.id), f"a value cannot be stored ({error})") from error
        return added

    def _follow_added(self, connection: sqlite3.Connection) -> None:
        from onrecord.record.actors.adding import cast_versions
        from onrecord.record.decisions.corrections import settle_added

        cast_versions(connection)
        settle_added(connection)
        self._follow_positions(connection)
        self._compare_added()

    def _compare_again(self, versions: set[int]) -> None:
        from onrecord.record.positions.making import embed_added

        super()._compare_again(versions)
        embed_added(self._connection)  # corrections are statements too

    def _question_id(self, connection: sqlite3.Connection, wanted: str) -> str:
        from onrecord.record.positions.questions import find_question

        return find_question(connection, wanted).question.id

    def has(self, article: Article) -> bool:
        """Whether the article's bytes were seen before."""
        with self._reading() as connection:
            return origins.has_seen(connection, article)

    def held(self, article: Article) -> str | None:
        """The id of an article in the record."""
        with self._reading() as connection:
            found = origins.held(connection, article)
            return found.id if found else None

    def add_failure(self, failure: Failure) -> None:
        """Note a failure."""
        with self._writing() as connection:
            adding.add_failure(connection, failure)

    def settle(self, origin: str) -> None:
        """Note that a failure is over."""
        with self._writing() as connection:
            adding.settle(connection, origin)

    def failures(self) -> Iterator[Failure]:
        """The inputs whose latest attempt failed."""
        with speaking(self._path):
            for origin, reason in self._connection.execute(adding.FAILURES):
                # Records that were made before kept names and passwords.
                yield Failure(without_credentials(origin), without_any_credentials(reason))

    def unread(self) -> Iterator[Unread]:
        """What was not read."""
        with speaking(self._path):
            for row in self._connection.execute(adding.UNREAD):
                yield Unread(*row[:5])

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
        """Statements or articles, a page at a time."""
        asked = searching.Search.of(words, act=act, sort=sort, **narrowed)
        with self._reading() as connection:
            search = searching.prepared(connection, asked)
            return searching.find(connection, search, limit=limit, after=after)

    def quotations_like(self, words: str, *, limit: int = 12) -> tuple[Reading, ...]:
        """Articles that may hold a quotation."""
        from onrecord.record.searching.quotations import find_quotations

        with self._reading() as connection:
            return find_quotations(connection, words, limit=limit, kept=self._kept)

    def article(self, id_or_prefix: str) -> Reading:
        """The latest version of an article."""
        with self._reading() as connection:
            return loading.load_article(connection, id_or_prefix)

    def history(self, id_or_prefix: str) -> Article:
        """An article with all its versions."""
        with self._reading() as connection:
            return loading.load_history(connection, id_or_prefix)

    def versions(self, id_or_prefix: str) -> tuple[KeptVersion, ...]:
        """The versions of an article with their statements."""
        with self._reading() as connection:
            return loading.load_versions(connection, id_or_prefix)

    def statement(self, id_or_prefix: str) -> tuple[Reading, Statement]:
        """A statement and the version it was read from."""
        with self._reading() as connection:
            return loading.find_statement(connection, id_or_prefix)

    def readings(self) -> Iterator[Reading]:
        """The latest version of every article."""
        with speaking(self._path):
            yield from loading.load_readings(self._connection)

    def known(self, hits: Iterable[Hit]) -> Iterator[tuple[Hit, Known]]:
        """Hits with their actors and families."""
        from onrecord.record.known import known

        with speaking(self._path):  # without a transaction, which whoever goes on in between could not write in
            yield from known(self._connection, self._reports, hits)

    def content(self, bytes_sha256: str) -> bytes:
        """The stored bytes."""
        with self._reading() as connection:
            return loading.load_content(connection, bytes_sha256)

    def changes(self) -> int:
        """A number that is another one whenever others changed the file."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def counts(self) -> Counts:
        """How much there is."""
        from onrecord.record.stats import counts

        with self._reading() as connection:
            return counts(connection)

    def stats(self) -> "Stats":
        """What there is, by kind."""
        from onrecord.record.stats import stats

        with self._reading() as connection:
            return stats(connection)

    def version_marks(self, id_or_prefix: str) -> tuple[VersionMark, ...]:
        """The versions of an article, without their texts."""
        from onrecord.record.known import version_marks

        with self._reading() as connection:
            return version_marks(connection, id_or_prefix)

    def evidence(self, id_or_prefix: str) -> Evidence:
        """A statement, and which version it was read from."""
        from onrecord.record.known import load_evidence

        with self._reading() as connection:
            return load_evidence(connection, id_or_prefix)

    def verify(self, *, statement: str | None = None) -> Iterator[Fault]:
        """What cannot be proved."""
        from onrecord.record.verifying import faults, statement_faults

        if statement is not None:
            with self._reading() as connection:
                yield from statement_faults(connection, statement)
            return
        with speaking(self._path):
            yield from faults(self._connection, self._path)

    def watched(self, *, due_by: str | None = None) -> tuple[Watched, ...]:
        """The addresses that are watched."""
        with self._reading() as connection:
            return watching.load_watched(connection, due_by=due_by)

    def watch(self, watched: Watched) -> None:
        """Keep the state of an address that is watched."""
        with self._writing() as connection:
            watching.keep_watched(connection, watched)

    def followed(self) -> tuple[Followed, ...]:
        """The addresses that somebody watches."""
        with self._reading() as connection:
            return watching.load_followed(connection)

    def unwatch(self, url: str) -> None:
        """Watch an address no more."""
        with self._writing() as connection:
            watching.forget_watched(connection, url)

    def _derive(self) -> None:
        if not keys.is_current(self._connection):
            with self._writing() as connection:
                keys.derive_again(connection)

    def _tell_acts(self) -> None:
        # Statements of a record that was made before acts were kept, a few thousand at a time.
        if not self._counted(adding.UNTOLD_COUNT):
            return
        step = self._steps("acts", self._counted(adding.UNTOLD_COUNT))
        while self._counted(adding.UNTOLD_COUNT):
            with self._writing() as connection:
                adding.tell_some(connection, step=step)

    def _cast(self) -> None:
        # Versions of a record that was made before there were actors.
        from onrecord.record.actors.adding import cast_versions, uncast_count

        step = self._steps("actors", self._asked(uncast_count))
        while self._asked(uncast_count):
            with self._writing() as connection:
                cast_versions(connection, step=step)

    def _settle_all(self) -> None:
        # Decisions of a record that was made before they had an effect.
        from onrecord.record.decisions.corrections import UNSETTLED, settle

        with self._reading() as connection:
            articles = [row[0] for row in connection.execute(UNSETTLED)]
        step = self._steps("decisions", len(articles))
        for article in articles:
            with self._writing() as connection:
                self._compare_again(settle(connection, article))
            step()

    def _counted(self, query: str) -> int:
        return self._asked(lambda connection: int(connection.execute(query).fetchone()[0]))

    def _asked(self, count: Callable[[sqlite3.Connection], int]) -> int:
        with self._reading() as connection:
            return count(connection)

    def _steps(self, what: str, total: int) -> Callable[[], object]:
        done = count(1)
        return lambda: self._updating(what, next(done), total)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        # One transaction, so that all queries of a call see the same moment.
        with speaking(self._path):
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.rollback()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if not self._write:
            raise RecordReadOnly(self._path)
        with speaking(self._path):
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("SAVEPOINT addition")
            try:
                yield self._connection
                self._connection.execute("RELEASE addition")
            except BaseException:
                self._undo()
                raise
            self._batched += 1
            if self._batched >= self._batch_size:
                self._commit()

    def _undo(self) -> None:
        self._forget()
        if self._connection.in_transaction:  # a full disk has undone everything already
            self._connection.execute("ROLLBACK TO addition")
            self._connection.execute("RELEASE addition")
            if not self._batch_size:
                self._connection.rollback()

    def _commit(self) -> None:
        self._batched = 0
        with speaking(self._path):
            try:
                self._connection.commit()
            except BaseException:
                self._forget()
                raise
            finally:
                self._connection.rollback()
