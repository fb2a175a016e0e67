"""Inputs into readings and into the record: what is known is skipped, what fails is kept, and the rest goes on.

What was loaded, what was read in it and by which reader stay together as one value, `Read`. The reader is loaded
only if there is something to read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Union

from onrecord.exports.marked import counted
from onrecord.model import Article, Failure, Loaded, Reading
from onrecord.problems import StageFailed
from onrecord.problems.record import RecordProblem, Unstorable
from onrecord.record import Record, Removal, Reread
from onrecord.stages import stage, whole

if TYPE_CHECKING:
    from onrecord.actors.directory import Directory
    from onrecord.reading import Reader, Size

KEEPING = "keeping it in the record"
"""The stage of `Record.add_reading`. What is wrong with the record itself, such as a full disk, ends the work."""
Told = Callable[[Failure], object]
Step = Callable[[], object]
ReadBy = Union["Size", "Reader"]
"""One of the readers that come with the package, by name, or one that is loaded already."""


@dataclass(slots=True)
class Done:
    """What became of the inputs of one `read` or `add`, updated as they are read so that it holds after an
    interruption.

    `unread` counts the articles that were kept but not read, `removed` those left out because a person removed them
    from the record, each by reason."""

    counts: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    failures: list[Failure] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)

    def following(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The readings, each counted once the next is asked for."""
        for reading in readings:
            self.note(reading)
            yield reading
            self.counts["read"] += 1

    def note(self, reading: Reading) -> None:
        """Count an article that was not read."""
        if reading.reason is not None:
            self.unread[reading.reason] += 1

    def __str__(self) -> str:
        return self.summary()

    def summary(self) -> str:
        """The counts in one sentence."""
        counts = self.counts
        copies = f"{counted(counts['copy'], 'copy', 'copies')} kept beside what was fetched, " if counts["copy"] else ""
        removed = f"{self.removed.total():,} removed before and left out, " if self.removed else ""
        return (
            f"{counted(counts['added'], 'article')} added, {counted(counts['new version'], 'new version')}, {copies}"
            f"{counts['unchanged']:,} unchanged, {removed}{len(self.failures):,} failed; "
            f"{counted(self.statements, 'new statement')}."
        )


@dataclass(slots=True)
class DoneAgain:
    """What became of the versions that were to be read again, filled on the way for who is interrupted.

    `read_with` is the reader, `outdated` how many versions another one had read, `read` how many were read again. Of
    their statements, `new`, `gone` and `same` are told by their words and place; `changed` are the same words told
    otherwise, such as with another speaker or date."""

    read_with: str = ""
    outdated: int = 0
    read: int = 0
    new: int = 0
    gone: int = 0
    changed: int = 0
    same: int = 0
    failures: list[Failure] = field(default_factory=list)

    def note(self, reread: Reread) -> None:
        """Count a version that was read again."""
        self.read += 1
        self.new += reread.new
        self.gone += reread.gone
        self.changed += reread.changed
        self.same += reread.same

    def __str__(self) -> str:
        return self.summary()

    def summary(self) -> str:
        """The counts in one sentence."""
        if not self.outdated:
            return f"Nothing to read again. The present reader is {self.read_with}."
        return (
            f"{counted(self.read, 'version')} of {self.outdated:,} read again, {len(self.failures):,} failed; "
            f"statements: {self.new:,} new, {self.gone:,} gone, {self.changed:,} changed, {self.same:,} the same."
        )


@dataclass(frozen=True, slots=True)
class Read:
    """What was loaded, what was read in it, and the name of the reader."""

    loaded: Loaded
    reading: Reading
    read_with: str

    @property
    def origin(self) -> str:
        """By what a failure names the article."""
        return origin_of(self.loaded)


def read_all(loaded: Iterable[Loaded | Failure], *, failed: Told, reader: ReadBy = "best") -> Iterator[Reading]:
    """The statements of each article that was loaded, by that reader; `failed` is told of each that was not."""
    return (one.reading for one in _through(_loaded(loaded, failed=failed), failed=failed, reader=reader))


def add_all(
    loaded: Iterable[Loaded | Failure],
    *,
    record: Record,
    done: Done,
    again: bool = False,
    step: Step = lambda: None,
    reader: ReadBy = "best",
) -> None:
    """Add each article that was loaded; `step` is called after each input, and `done` filled. Failures are kept in
    the record.

    What the record has seen is not read again unless `again` is set. Raises a RecordProblem where the record itself
    fails, such as RecordReadOnly; what was added before it stays."""
    failed_before = {failure.origin for failure in record.failures()}

    def failed(failure: Failure) -> None:
        done.failures.append(failure)
        record.add_failure(failure)
        step()

    def unseen() -> Iterator[Loaded]:
        """What is to be read: neither seen before nor removed, which is counted instead."""
        for one in _loaded(loaded, failed=failed):
            if again or not record.has(one.article):
                if removal := _removal(record, one.article):
                    done.removed[f"removed on {removal.at[:10]} by {removal.who}: {removal.reason}"] += 1
                    step()
                else:
                    yield one
                continue
            done.counts["unchanged"] += 1
            if one.origin is not None and one.origin in failed_before:
                record.settle(one.origin)
            step()

    for read in _through(unseen(), failed=failed, directory=imported(record), reader=reader):
        with whole():  # what is kept is also counted
            try:
                with stage(KEEPING, passing=(RecordProblem,)):
                    added = record.add_reading(read.loaded, read.reading, read_with=read.read_with)
            except (Unstorable, StageFailed) as problem:
                failed(Failure(read.origin, str(problem)))
                continue
            done.counts[added] += 1
            if added != "unchanged":
                done.statements += len(read.reading.statements)
                done.note(read.reading)
            step()


def reread_all(
    record: Record,
    *,
    done: DoneAgain,
    reader: ReadBy = "best",
    older_than: str | None = None,
    articles: Iterable[str] = (),
    since: date | None = None,
    again: bool = False,
    begin: Callable[[int], object] = lambda total: None,
    step: Step = lambda: None,
) -> None:
    """Read again, from their stored texts, the versions that another reader read last; see `Record.outdated` for which.
    `begin` is told how many there are, `step` is called after each, and `done` filled. Failures are kept in the record.

    With `again` also what this reader read. Raises a RecordProblem where the record itself fails; what was read again
    before it stays, and is not read again the next time."""
    done.read_with = name_of(reader)
    wanted = record.outdated(None if again else done.read_with, older_than=older_than, articles=articles, since=since)
    done.outdated = len(wanted)
    begin(done.outdated)
    numbers: dict[int, int] = {}
    failed_before = {failure.origin for failure in record.failures()}

    def stored() -> Iterator[Loaded]:
        for one in wanted:
            reading = record.version(one.article_id, one.number)
            origin = reading.article.latest.origin
            loaded = Loaded(reading.article, b"", origin.place if origin else None)
            numbers[id(loaded)] = one.number
            yield loaded

    def failed(failure: Failure) -> None:
        done.failures.append(failure)
        record.add_failure(failure)
        step()

    for read in _through(stored(), failed=failed, directory=imported(record), reader=reader):
        with whole():  # what is kept is also counted
            try:
                with stage(KEEPING, passing=(RecordProblem,)):
                    number = numbers.pop(id(read.loaded))
                    kept = record.add_rereading(read.reading, number=number, read_with=read.read_with)
            except (Unstorable, StageFailed) as problem:
                failed(Failure(read.origin, str(problem)))
                continue
            if read.origin in failed_before:
                record.settle(read.origin)
            done.note(kept)
            step()


def _removal(record: Record, article: Article) -> Removal | None:
    """How a person took an article out of the record before it came again."""
    held = record.held(article)
    return record.removal(held) if held else None


def imported(record: Record) -> "Directory | None":
    """Who held which office by the data sets that the record has; None where it has none."""
    directory = record.directory(imported=True)
    return directory if len(directory) else None


def reader_of(reader: ReadBy) -> "Reader":
    """The reader of that name, loaded; one that is given is taken as it is."""
    from onrecord import reading

    if not isinstance(reader, str):
        return reader
    return reading.Reader() if reader == "best" else reading.Reader(weights=reading.weights_of(reader))


def name_of(reader: ReadBy) -> str:
    """The name of a reader, as the record keeps it, without loading one."""
    from onrecord import reading

    return reading.name_of(reading.weights_of(reader)) if isinstance(reader, str) else reader.name


def origin_of(loaded: Loaded) -> str:
    """By what a failure names an article."""
    return loaded.origin or loaded.article.url or loaded.article.id


def _loaded(loaded: Iterable[Loaded | Failure], *, failed: Told) -> Iterator[Loaded]:
    for one in loaded:
        if isinstance(one, Failure):
            failed(one)
        else:
            yield one


def _through(
    loaded: Iterator[Loaded], *, failed: Told, reader: ReadBy, directory: "Directory | None" = None
) -> Iterator[Read]:
    """Each article with its statements and the name of the reader; `failed` is told of each at which a stage failed."""
    waiting = _Waiting()
    articles = map(waiting.article, loaded)

    def lost(article: Article, problem: StageFailed) -> None:
        failed(Failure(origin_of(waiting.of(article)), str(problem)))

    for first in articles:
        from onrecord import pipeline

        by = reader_of(reader)
        for reading in pipeline.statements(chain([first], articles), reader=by, directory=directory, failed=lost):
            yield Read(waiting.of(reading.article), reading, by.name)


class _Waiting:
    """What the stages have been given and not yet given back, by the very article."""

    def __init__(self) -> None:
        self._loaded: dict[int, tuple[Article, Loaded]] = {}

    def article(self, loaded: Loaded) -> Article:
        """The article for the stages: an object of its own, so that the same input given twice is told apart."""
        article = replace(loaded.article)
        self._loaded[id(article)] = article, loaded
        return article

    def of(self, article: Article) -> Loaded:
        """What an article was loaded from; asked once."""
        return self._loaded.pop(id(article))[1]
