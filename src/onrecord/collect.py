"""Inputs into readings and into the record: what is known is skipped, what fails is kept, and the rest goes on.

What was loaded, what was read in it and by which reader stay together as one value, `Read`. Only this process writes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from onrecord.exports.marked import counted
from onrecord.model import Article, Failure, Loaded, Reading
from onrecord.problems import StageFailed
from onrecord.problems.record import RecordProblem, Unstorable
from onrecord.record import Record, Removal, Reread
from onrecord.sources.inputs import Given
from onrecord.stages import stage, whole
from onrecord.through import Manner, ReadBy, Told, name_of, through

if TYPE_CHECKING:
    from onrecord.actors.directory import Directory

KEEPING = "keeping it in the record"
"""The stage of `Record.add_reading`. What is wrong with the record itself, such as a full disk, ends the work."""
Step = Callable[[], object]


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


def read_all(
    given: Iterable[Given], *, failed: Told, reader: ReadBy = None, processes: int | None = None
) -> Iterator[Reading]:
    """The statements of each article that was given, by that reader, in so many processes, by default one a core;
    `failed` is told of each that cannot be read."""
    manner = Manner(reader, processes=processes)
    with closing(through(given, failed=failed, manner=manner)) as found:
        yield from (one.reading for one in found)


def add_all(
    given: Iterable[Given],
    *,
    record: Record,
    done: Done,
    again: bool = False,
    step: Step = lambda: None,
    reader: ReadBy = None,
    processes: int | None = None,
) -> None:
    """Add each article that was given, read in so many processes, by default one a core; `step` is called after each
    input, and `done` filled. Failures are kept in the record, which only this process writes.

    What the record has seen is not read again unless `again` is set. Raises a RecordProblem where the record itself
    fails, such as RecordReadOnly; what was added before it stays."""
    failed_before = {failure.origin for failure in record.failures()}

    def failed(failure: Failure) -> None:
        done.failures.append(failure)
        record.add_failure(failure)
        step()

    def is_unseen(one: Loaded) -> bool:
        """Whether it was neither seen before nor removed, which is counted."""
        if again or not record.has(one.article):
            if not (removal := _removal(record, one.article)):
                return True
            done.removed[f"removed on {removal.at[:10]} by {removal.who}: {removal.reason}"] += 1
        else:
            done.counts["unchanged"] += 1
            if one.origin is not None and one.origin in failed_before:
                record.settle(one.origin)
        step()
        return False

    manner = Manner(reader, imported(record), processes, kept=True)
    with closing(through(given, failed=failed, manner=manner, wanted=is_unseen)) as reads:
        for read in reads:
            with whole():  # what is kept is also counted
                try:
                    with stage(KEEPING, passing=(RecordProblem,)):
                        if read.foreseen:
                            record.foresee(read.foreseen)
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
    reader: ReadBy = None,
    older_than: str | None = None,
    articles: Iterable[str] = (),
    since: date | None = None,
    again: bool = False,
    processes: int | None = None,
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

    manner = Manner(reader, imported(record), processes, kept=True)
    with closing(through(stored(), failed=failed, manner=manner)) as reads:
        for read in reads:
            with whole():  # what is kept is also counted
                try:
                    with stage(KEEPING, passing=(RecordProblem,)):
                        if read.foreseen:
                            record.foresee(read.foreseen)
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
