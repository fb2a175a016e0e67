"""Inputs into readings and into the record: what is known is skipped, what fails is kept, and the rest goes on.

What was loaded, what was read in it and by which reader stay together as one value, `Read`. Only this process writes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from onrecord.exports.marked import counted
from onrecord.model import Article, Failure, Loaded, Reading
from onrecord.problems import StageFailed
from onrecord.problems.record import RecordProblem, Unstorable
from onrecord.record import Added, Record, Removal, Reread
from onrecord.record.watching import Watched
from onrecord.sources.inputs import Given
from onrecord.stages import stage, whole
from onrecord.through import Manner, ReadBy, Told, name_of, through

if TYPE_CHECKING:
    from onrecord.actors.directory import Directory
    from onrecord.record.families.foreseen import Foreseen

KEEPING = "keeping it in the record"
"""The stage of `Record.add_reading`. What is wrong with the record itself, such as a full disk, ends the work."""
Step = Callable[[], object]


class Keeper(Protocol):
    """What adding and watching ask of a record: the functions of these names in `Record`."""

    def has(self, article: Article) -> bool:
        """Whether these bytes were seen before."""

    def held(self, article: Article) -> str | None:
        """The id of an article in the record."""

    def removal(self, id_or_prefix: str) -> Removal | None:
        """How an article was taken out."""

    def article(self, id_or_prefix: str) -> Reading:
        """The latest version of an article."""

    def directory(self, *, imported: bool = False) -> "Directory":
        """The actors."""

    def foresee(self, foreseen: "Foreseen") -> None:
        """Take what was worked out about the next reading."""

    def add_reading(self, loaded: Loaded, reading: Reading, *, read_with: str) -> Added:
        """Keep an article, whole or not at all."""

    def add_failure(self, failure: Failure) -> None:
        """Note a failure."""

    def settle(self, origin: str) -> None:
        """Note that a failure is over."""

    def failures(self) -> Iterator[Failure]:
        """The inputs whose latest attempt failed."""

    def watched(self, *, due_by: str | None = None) -> tuple[Watched, ...]:
        """The addresses that are watched."""

    def watch(self, watched: Watched) -> None:
        """Keep the state of an address that is watched."""

    def batch(self, *, size: int = 64) -> AbstractContextManager[None]:
        """Commit after every `size` changes."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of an article that was given: `removed` where a person took it out of the record before. It has the
    id that it has in the record; `reason` tells why it was kept without being read."""

    what: Added | Literal["removed"]
    article: Article
    statements: int = 0
    reason: str | None = None


Tell = Callable[[Became], object]


@dataclass(slots=True)
class Done:
    """What became of the inputs of one `read` or `add`, updated as they are read so that it holds after an
    interruption.

    `counts` has how many articles are "added", a "new version", a "copy" or "unchanged" in the record, or were "read"
    where nothing is kept; `statements` how many statements are new. `unread` counts the articles that were kept but not
    read, `removed` those left out because a person removed them from the record, each by reason."""

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
    """What became of the versions that were to be read again, updated as they are read so that it holds after an
    interruption.

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
    record: Keeper,
    done: Done,
    again: bool = False,
    step: Step = lambda: None,
    tell: Tell = lambda became: None,
    reader: ReadBy = None,
    processes: int | None = None,
) -> None:
    """Add each article that was given, read in so many processes, by default one a core; `step` is called after each
    input, `tell` with what became of each article, and `done` filled. Failures are kept in the record, which only this
    process writes.

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
            done.removed[told := f"removed on {removal.at[:10]} by {removal.who}: {removal.reason}"] += 1
            tell(Became("removed", _as_held(record, one.article), reason=told))
        else:
            done.counts["unchanged"] += 1
            tell(Became("unchanged", _as_held(record, one.article)))
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
                article, reading = _as_held(record, read.loaded.article), read.reading
                if added == "unchanged":
                    tell(Became(added, article))
                else:
                    done.statements += len(reading.statements)
                    done.note(reading)
                    tell(Became(added, article, len(reading.statements), reading.reason))
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


def _as_held(record: Keeper, article: Article) -> Article:
    """The article under the id that the record knows it by."""
    return replace(article, id=record.held(article) or article.id)


def _removal(record: Keeper, article: Article) -> Removal | None:
    """How a person took an article out of the record before it came again."""
    held = record.held(article)
    return record.removal(held) if held else None


def imported(record: Keeper) -> "Directory | None":
    """Who held which office by the data sets that the record has; None where it has none."""
    directory = record.directory(imported=True)
    return directory if len(directory) else None
