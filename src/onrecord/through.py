"""Inputs through the stages: opened, read and told as they were given, in this process or in several.

Files of one article are opened where they are read, all others here. What is read does not depend on the number of
processes, and comes in the order of the inputs. The reader is loaded only if there is something to read.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from onrecord.model import Article, Failure, Loaded, Reading
from onrecord.problems import Problem, ProcessEnded, StageFailed
from onrecord.processes import Here, Processes, cores
from onrecord.sources.inputs import Given, Unopened, opened
from onrecord.stages import stage

if TYPE_CHECKING:
    from onrecord.actors.directory import Directory
    from onrecord.families.similarity import Sentences
    from onrecord.pipeline import Elsewhere
    from onrecord.reading import Reader
    from onrecord.record.families.foreseen import Foreseen

FEW = 8
"""Inputs from which several processes read: one is started and has its reader in the time of some eight articles."""
FEW_PROCESSES = 3
"""Up to so many, the one that keeps what all have read has time to spare: to keep takes a quarter of all the work, so
that nothing needs to be worked out for a record beforehand, nor the network loaded for it in the others."""
MOST_HERE = 60_000
"""Characters of the longest text that is read in this process while others read too, and a tenth of the bytes of the
largest file that is opened in it. It is the one that keeps what all have read: what may take long, or the memory there
is, is left to the others. The longest article seen has 34,000."""
Told = Callable[[Failure], object]
ReadBy = Union["Reader", "Elsewhere", str, Path, None]
"""The reader that comes with the package (None), one of other weights, by their folder, or one that is loaded already,
here or in another process."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was loaded, what was read in it, the name of the reader, and what was worked out for a record already."""

    loaded: Loaded
    reading: Reading
    read_with: str
    foreseen: "Foreseen | None" = None

    @property
    def origin(self) -> str:
        """By what a failure names the article."""
        return origin_of(self.loaded)


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read: by which reader, with whose offices, in how many processes, this one among them, by default one a
    core, and whether for a record. A reader that is loaded already reads in this process."""

    reader: ReadBy = None
    directory: "Directory | None" = None
    processes: int | None = None
    kept: bool = False

    def __post_init__(self) -> None:
        if self.processes is not None and self.processes < 1:
            raise ValueError(f"processes must be at least 1, not {self.processes}")


def through(
    given: Iterable[Given],
    *,
    failed: Told,
    manner: Manner,
    wanted: Callable[[Loaded], bool] = lambda loaded: True,
) -> Generator[Read]:
    """Each article that is `wanted` with its statements and the name of the reader; `failed` is told of each input
    that gives no article and of each article at which a stage failed."""
    source = iter(given)
    first = list(islice(source, FEW))
    everything = chain(first, source)
    count = manner.processes or cores()
    if count == 1 or len(first) < FEW or not (manner.reader is None or isinstance(manner.reader, (str, Path))):
        loaded = filter(wanted, _loaded(opened(everything), failed=failed))
        yield from _here(loaded, failed=failed, manner=manner)
        return

    def follow(one: Given, found: Any) -> tuple[Loaded, Article] | None:
        """Read what was opened, where it is wanted."""
        if isinstance(one, Unopened):
            one = Failure(str(one.path), str(found)) if isinstance(found, ProcessEnded) else found
        if isinstance(one, Loaded) and wanted(one):
            return one, one.article
        if isinstance(one, Failure):
            failed(one)
        return None

    name = name_of(manner.reader)
    plainly = replace(manner, kept=False)
    others = plainly if count <= FEW_PROCESSES else manner
    with Processes(count - 1, partial(stages, others), here=Here(stages(plainly), _is_small)) as processes:
        tasks = ((one, one if isinstance(one, Unopened) else None) for one in everything)
        for one, found in processes.in_order(tasks, follow):
            if isinstance(found, Found):
                yield Read(one, found.reading, name, found.foreseen)
            else:
                failed(Failure(origin_of(one), str(found)))


def reader_of(reader: ReadBy) -> "Reader | Elsewhere":
    """The reader, loaded; one that is loaded is taken as it is."""
    from onrecord import reading

    if reader is None:
        return reading.Reader()
    return reading.Reader(weights=reader) if isinstance(reader, (str, Path)) else reader


def name_of(reader: ReadBy) -> str:
    """The name of a reader, as the record keeps it, without loading one."""
    from onrecord import reading

    if reader is None or isinstance(reader, (str, Path)):
        return reading.name_of(Path(reader or reading.WEIGHTS))
    return reader.name


def origin_of(loaded: Loaded) -> str:
    """By what a failure names an article."""
    return loaded.origin or loaded.article.url or loaded.article.id


@dataclass(frozen=True, slots=True)
class Found:
    """What a process found in an article."""

    reading: Reading
    foreseen: "Foreseen | None"


def stages(manner: Manner) -> Callable[[Any], Any]:
    """What a process does with a file, which it opens, and with an article, which it reads; the sentence that tells why
    where it cannot."""
    reader = cache(lambda: reader_of(manner.reader))

    def work(task: Unopened | Article) -> Loaded | Failure | Found | str:
        """What is in a file, or what is found in an article; a sentence where a stage failed."""
        from onrecord import pipeline

        if isinstance(task, Unopened):
            return _packed(task.load()) if manner.kept else task.load()
        lost: list[str] = []
        readings = pipeline.statements(
            [task],
            reader=reader(),
            directory=manner.directory,
            failed=lambda article, problem: lost.append(str(problem)),
        )
        for reading in readings:
            return Found(reading, _foreseen(reading) if manner.kept else None)
        return lost[0]

    return work


def _is_small(task: Unopened | Article) -> bool:
    if isinstance(task, Unopened):
        # Not what somebody has yet to write to, such as a pipe.
        return task.path.is_file() and task.path.stat().st_size <= 10 * MOST_HERE
    return len(task.latest.text) <= MOST_HERE


def _packed(one: Loaded | Failure) -> Loaded | Failure:
    from onrecord.record.adding import packed_bytes

    return one if isinstance(one, Failure) else replace(one, packed=packed_bytes(one.content))


def _foreseen(reading: Reading) -> "Foreseen | None":
    from onrecord.record.families.foreseen import foreseen

    try:
        with stage("looking ahead"):
            return foreseen(reading, sentences=_sentences())
    except StageFailed:
        return None  # where it is kept this fails again, and is told


@cache
def _sentences() -> "Sentences":
    from onrecord.families.similarity import Sentences

    return Sentences(streams=1)


def _loaded(given: Iterable[Loaded | Failure], *, failed: Told) -> Iterator[Loaded]:
    for one in given:
        if isinstance(one, Failure):
            failed(one)
        else:
            yield one


def _here(loaded: Iterator[Loaded], *, failed: Told, manner: Manner) -> Iterator[Read]:
    waiting = _Waiting()
    articles = map(waiting.article, loaded)

    def lost(article: Article, problem: Problem) -> None:
        failed(Failure(origin_of(waiting.of(article)), str(problem)))

    for first in articles:
        from onrecord import pipeline

        by = reader_of(manner.reader)
        everything = chain([first], articles)
        for reading in pipeline.statements(everything, reader=by, directory=manner.directory, failed=lost):
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
