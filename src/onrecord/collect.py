"""Inputs into readings and into the record: what is known is skipped, what fails is kept, and the rest goes on.

What was loaded, what was read in it and by which reader stay together as one value, `Read`. The reader is loaded
only if there is something to read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Union

from onrecord.exports.marked import counted
from onrecord.model import Article, Failure, Loaded, Reading
from onrecord.problems import RecordProblem, StageFailed, Unstorable
from onrecord.record import Record
from onrecord.stages import stage
from onrecord.stopping import whole

if TYPE_CHECKING:
    from onrecord.people.directory import Directory
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

    `unread` counts the articles that were kept but not read, by reason."""

    counts: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    failures: list[Failure] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)

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
        return (
            f"{counted(counts['added'], 'article')} added, {counted(counts['new version'], 'new version')}, {copies}"
            f"{counts['unchanged']:,} unchanged, {len(self.failures):,} failed; "
            f"{counted(self.statements, 'new statement')}."
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

    def new() -> Iterator[Loaded]:
        for one in _loaded(loaded, failed=failed):
            if again or not record.has(one.article):
                yield one
                continue
            done.counts["unchanged"] += 1
            if one.origin is not None and one.origin in failed_before:
                record.settle(one.origin)
            step()

    for read in _through(new(), failed=failed, directory=imported(record), reader=reader):
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
