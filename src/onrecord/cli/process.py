"""Articles through the stages, with those that fail set aside so that the rest goes on."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.exports.marked import counted
from onrecord.model import Article, Failure, Loaded, Reading
from onrecord.problems import Unstorable
from onrecord.record import Record

if TYPE_CHECKING:
    from onrecord.people.directory import Directory
    from onrecord.reading import Size


@dataclass(slots=True)
class Done:
    """What became of the inputs of one `add`."""

    counts: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    failures: list[Failure] = field(default_factory=list)

    def summary(self) -> str:
        """The counts in one sentence."""
        counts = self.counts
        copies = f"{counted(counts['copy'], 'copy', 'copies')} kept beside what was fetched, " if counts["copy"] else ""
        return (
            f"{counted(counts['added'], 'article')} added with {counted(self.statements, 'statement')}, "
            f"{counted(counts['new version'], 'new version')}, {copies}{counts['unchanged']:,} unchanged, "
            f"{len(self.failures):,} failed."
        )


def read_all(
    loaded: Iterable[Loaded | Failure], *, failed: Callable[[Failure], object], size: "Size" = "best"
) -> Iterator[Reading]:
    """The statements of each article that was loaded, by that reader; `failed` is told of each that was not."""
    articles = (one.article for one in _loaded(loaded, failed=failed))
    return (reading for reading, _ in _readings(articles, size=size))


def of_kind(readings: Iterable[Reading], *, kind: str) -> Iterator[Reading]:
    """The readings with the statements of one kind, or with "all"."""
    for reading in readings:
        chosen = tuple(statement for statement in reading.statements if kind in (statement.kind, "all"))
        yield replace(reading, statements=chosen)


def add_all(
    loaded: Iterable[Loaded | Failure],
    *,
    record: Record,
    again: bool,
    step: Callable[[], object],
    size: "Size" = "best",
) -> Done:
    """Add each article that was loaded; `step` is called after each input. Failures are kept in the record."""
    done, waiting = Done(), deque[Loaded]()
    failed_before = {failure.origin for failure in record.failures()}

    def failed(failure: Failure) -> None:
        done.failures.append(failure)
        record.add_failure(failure)
        step()

    def new() -> Iterator[Article]:
        for one in _loaded(loaded, failed=failed):
            if not again and record.has(one.article):
                done.counts["unchanged"] += 1
                if one.origin is not None and one.origin in failed_before:
                    record.settle(one.origin)
                step()
            else:
                waiting.append(one)
                yield one.article

    directory = record.directory(imported=True)
    for reading, read_with in _readings(new(), directory=directory if len(directory) else None, size=size):
        one = waiting.popleft()
        try:
            added = record.add(one, reading, read_with=read_with)
        except Unstorable as problem:
            failed(Failure(one.origin or reading.article.id, str(problem)))
            continue
        done.counts[added] += 1
        done.statements += 0 if added == "unchanged" else len(reading.statements)
        step()
    return done


def _loaded(loaded: Iterable[Loaded | Failure], *, failed: Callable[[Failure], object]) -> Iterator[Loaded]:
    for one in loaded:
        if isinstance(one, Failure):
            failed(one)
        else:
            yield one


def _readings(
    articles: Iterator[Article], *, directory: "Directory | None" = None, size: "Size"
) -> Iterator[tuple[Reading, str]]:
    # The model is loaded only where there is something to read.
    for first in articles:
        from onrecord import pipeline, reading

        reader = reading.Reader() if size == "best" else reading.Reader(weights=reading.weights_of(size))
        for result in pipeline.statements(chain([first], articles), reader=reader, directory=directory):
            yield result, reader.name
