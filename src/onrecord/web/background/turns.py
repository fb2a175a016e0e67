"""A record that is changed a step at a time, so that long work leaves room for others between its steps."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.heap import forget, give_back
from onrecord.model import Article, Failure, Loaded, Reading
from onrecord.record import Added, Removal
from onrecord.record.watching import Watched
from onrecord.web.line import Line
from onrecord.web.records import Records

if TYPE_CHECKING:
    from onrecord.actors.directory import Directory
    from onrecord.record.families.foreseen import Foreseen


_KEPT = 20_000
"""Results of comparing words that are kept from one article to the next, some 10 MB."""


class Turns:
    """What adding and watching ask of a record (`collect.Keeper`), each call in a turn of its own.

    What holds for the whole of a piece of work is looked up once: the actors of imported data sets, and what failed
    before it."""

    def __init__(self, records: Records, line: Line) -> None:
        self._records, self._line = records, line

    def has(self, article: Article) -> bool:
        """Whether these bytes were seen before."""
        with self._records.reading() as record:
            return record.has(article)

    def held(self, article: Article) -> str | None:
        """The id of an article in the record."""
        with self._records.reading() as record:
            return record.held(article)

    def removal(self, id_or_prefix: str) -> Removal | None:
        """How an article was taken out."""
        with self._records.reading() as record:
            return record.removal(id_or_prefix)

    def article(self, id_or_prefix: str) -> Reading:
        """The latest version of an article."""
        with self._records.reading() as record:
            return record.article(id_or_prefix)

    def directory(self, *, imported: bool = False) -> "Directory":
        """The actors."""
        if imported:
            return self._imported
        with self._records.reading() as record:
            return record.directory()

    def foresee(self, foreseen: "Foreseen") -> None:
        """Take what was worked out about the next reading; that of another may come in between."""

    def add_reading(self, loaded: Loaded, reading: Reading, *, read_with: str) -> Added:
        """Keep an article, whole or not at all."""
        with self._line.turn():
            with self._records.writing() as record:
                added = record.add_reading(loaded, reading, read_with=read_with)
            forget(_KEPT)
            give_back()
        return added

    def add_failure(self, failure: Failure) -> None:
        """Note a failure."""
        with self._records.writing() as record:
            record.add_failure(failure)

    def settle(self, origin: str) -> None:
        """Note that a failure is over."""
        with self._records.writing() as record:
            record.settle(origin)

    def failures(self) -> Iterator[Failure]:
        """The inputs whose latest attempt failed."""
        return iter(self._failures)

    def watched(self, *, due_by: str | None = None) -> tuple[Watched, ...]:
        """The addresses that are watched."""
        with self._records.reading() as record:
            return record.watched(due_by=due_by)

    def watch(self, watched: Watched) -> None:
        """Keep the state of an address that is watched."""
        with self._records.writing() as record:
            record.watch(watched)

    @contextmanager
    def batch(self, *, size: int = 64) -> Iterator[None]:
        """Changes follow one another without others between them."""
        with self._records.writing() as record, record.batch(size=size):
            yield

    @cached_property
    def _imported(self) -> "Directory":
        with self._records.reading() as record:
            return record.directory(imported=True)

    @cached_property
    def _failures(self) -> tuple[Failure, ...]:
        with self._records.reading() as record:
            return tuple(record.failures())
