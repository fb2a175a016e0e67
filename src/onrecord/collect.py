"""Articles through the stages, with those that fail set aside so that the rest goes on."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.exports.marked import counted
from onrecord.model import Article, Failure, Loaded, Reading
from onrecord.problems import RecordProblem, StageFailed, Unstorable
from onrecord.record import Record
from onrecord.stages import stage

if TYPE_CHECKING:
    from onrecord.people.directory import Directory
    from onrecord.reading import Size

KEEPING = "keeping it in the record"
"""The stage of `Record.add_reading`. What is wrong with the record itself, such as a full disk, ends the work instead."""
Told = Callable[[Failure], object]
Step = Callable[[], object]


@dataclass(slots=True)
class Done:
    """What became of the inputs of one `read` or `add`, filled on the way for who is interrupted.

    `unread` counts the articles that were taken in but not read, by the reason."""

    counts: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    failures: list[Failure] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)

    def following(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The readings, each counted when the one before it was done with."""
        for reading in readings:
            self.note(reading)
            yield reading
            self.counts["read"] += 1

    def note(self, reading: Reading) -> None:
        """Count an article that was not read."""
        if reading.reason is not None:
            self.unread[reading.reason] += 1

    def summary(self) -> str:
        """The counts in one sentence."""
        counts = self.counts
        copies = f"{counted(counts['copy'], 'copy', 'copies')} kept beside what was fetched, " if counts["copy"] else ""
        return (
            f"{counted(counts['added'], 'article')} added with {counted(self.statements, 'statement')}, "
            f"{counted(counts['new version'], 'new version')}, {copies}{counts['unchanged']:,} unchanged, "
            f"{len(self.failures):,} failed."
        )


def read_all(loaded: Iterable[Loaded | Failure], *, failed: Told, size: "Size" = "best") -> Iterator[Reading]:
    """The statements of each article that was loaded, by that reader; `failed` is told of each that was not."""
    return (reading for _, reading, _ in _through(_loaded(loaded, failed=failed), failed=failed, size=size))


def of_kind(readings: Iterable[Reading], *, kind: str) -> Iterator[Reading]:
    """The readings with the statements of one kind, or with "all"."""
    for reading in readings:
        chosen = tuple(statement for statement in reading.statements if kind in (statement.kind, "all"))
        yield replace(reading, statements=chosen)


def add_all(
    loaded: Iterable[Loaded | Failure], *, record: Record, again: bool, step: Step, done: Done, size: "Size" = "best"
) -> None:
    """Add each article that was loaded; `step` is called after each input, and `done` filled. Failures are kept in
    the record."""
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

    directory = record.directory(imported=True)
    read = _through(new(), failed=failed, directory=directory if len(directory) else None, size=size)
    for one, reading, read_with in read:
        try:
            with stage(KEEPING, passing=(RecordProblem,)):
                added = record.add_reading(one, reading, read_with=read_with)
        except (Unstorable, StageFailed) as problem:
            failed(Failure(origin_of(one), str(problem)))
            continue
        done.counts[added] += 1
        if added != "unchanged":
            done.statements += len(reading.statements)
            done.note(reading)
        step()


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
    loaded: Iterator[Loaded], *, failed: Told, directory: "Directory | None" = None, size: "Size"
) -> Iterator[tuple[Loaded, Reading, str]]:
    """Each article with its statements and the name of the reader; `failed` is told of each at which a stage failed."""
    waiting = deque[Loaded]()

    def articles() -> Iterator[Article]:
        for one in loaded:
            waiting.append(one)
            yield one.article

    def lost(_: Article, problem: StageFailed) -> None:
        failed(Failure(origin_of(waiting.popleft()), str(problem)))

    waited = articles()
    # The model is loaded only where there is something to read.
    for first in waited:
        from onrecord import pipeline, reading

        reader = reading.Reader() if size == "best" else reading.Reader(weights=reading.weights_of(size))
        through = pipeline.statements(chain([first], waited), reader=reader, directory=directory, failed=lost)
        for result in through:
            yield waiting.popleft(), result, reader.name
