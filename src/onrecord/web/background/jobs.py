"""Work that takes longer than a page: done one piece after another by threads of its own, looked at while it goes on.

Jobs are kept in memory, the newest of those that have ended; what a job put into the record stays there. Jobs of
different kinds do not wait for one another.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from queue import SimpleQueue
from typing import Literal

from onrecord.model import Failure
from onrecord.problems import Problem
from onrecord.problems.access import NoSuchJob, TooMuchWaiting

Kind = Literal["adding", "watching", "verifying", "judging"]
State = Literal["waiting", "running", "done", "stopped", "failed"]
MOST_WAITING = 20
"""Jobs of a kind that wait at the same time."""
LARGEST_WAITING = 100_000_000
"""Bytes of files that are held for jobs which have not ended."""
REMEMBERED = 50
"""Jobs of a kind that are remembered after they have ended."""
LISTED = 200
"""Articles, and failures, that a job lists: the last ones. The record knows all."""
_BUG = "This is a bug in Onrecord. What happened stands in the log of the server; please report it."
_log = logging.getLogger("onrecord.web")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one article: as `collect.Became`, without the article's words."""

    what: str
    id: str
    headline: str | None
    outlet: str | None
    statements: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `total` is None where only the work itself tells; `kept` and `failures` have the last ones
    first; `told` is what came of it, or why it failed."""

    state: State = "waiting"
    total: int | None = None
    done: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    statements: int = 0
    kept: tuple[Kept, ...] = ()
    failures: tuple[Failure, ...] = ()
    failed: int = 0
    told: str | None = None
    began: datetime | None = None
    ended: datetime | None = None

    @property
    def going(self) -> bool:
        """Whether it is still to end."""
        return self.state in ("waiting", "running")


class Job:
    """One piece of work. Only the thread that does it changes its progress, which is replaced as a whole."""

    def __init__(self, number: int, kind: Kind, title: str, who: str | None, work: "Work", size: int) -> None:
        self.number, self.kind, self.title, self.who, self.size = number, kind, title, who, size
        self.asked = datetime.now(UTC)
        self.progress = Progress()
        self.stopping = threading.Event()
        self.thread: int | None = None
        """That which is at it."""
        self._work: Work | None = work

    def change(self, **changed: object) -> None:
        """Set what is known of the progress."""
        self.progress = replace(self.progress, **changed)  # type: ignore[arg-type]

    def keep(self, kept: Kept) -> None:
        """Count an article."""
        counts = {**self.progress.counts, kept.what: self.progress.counts.get(kept.what, 0) + 1}
        listed = (kept, *self.progress.kept[: LISTED - 1])
        self.change(counts=counts, kept=listed, statements=self.progress.statements + kept.statements)

    def fail(self, failure: Failure) -> None:
        """Count a failure."""
        listed = (failure, *self.progress.failures[: LISTED - 1])
        self.change(failures=listed, failed=self.progress.failed + 1)

    def run(self) -> None:
        """Do it, whatever comes of it."""
        work, self._work = self._work, None
        if work is None or self.stopping.is_set():
            self._end("stopped")
            return
        self.thread = threading.get_ident()
        self.change(state="running", began=datetime.now(UTC))
        try:
            work(self)
        except Problem as problem:
            self._end("failed", str(problem))
        except Exception:
            _log.exception("job %d (%s) failed", self.number, self.kind)
            self._end("failed", _BUG)
        else:
            self._end("stopped" if self.stopping.is_set() else "done")

    def _end(self, state: State, told: str | None = None) -> None:
        self.size, self.thread = 0, None
        self.change(state=state, ended=datetime.now(UTC), told=told or self.progress.told)


Work = Callable[[Job], object]


@dataclass(slots=True)
class _Lane:
    waiting: SimpleQueue[Job | None] = field(default_factory=SimpleQueue)
    thread: threading.Thread | None = None

    def work(self) -> None:
        while job := self.waiting.get():
            job.run()


class Jobs:
    """The jobs of a server."""

    def __init__(self) -> None:
        self._jobs: dict[int, Job] = {}
        self._lanes: dict[Kind, _Lane] = {}
        self._numbers, self._lock, self._closed = count(1), threading.Lock(), False

    def submit(self, kind: Kind, title: str, work: Work, *, who: str | None = None, size: int = 0) -> Job:
        """Have something done; `size` is how many bytes it holds until it has ended. Raises TooMuchWaiting."""
        with self._lock:
            held = [one for one in self._jobs.values() if one.progress.going]
            waiting = sum(one.kind == kind and one.progress.state == "waiting" for one in held)
            too_large = any(held) and size + sum(one.size for one in held) > LARGEST_WAITING
            if self._closed or waiting >= MOST_WAITING or too_large:
                raise TooMuchWaiting
            job = Job(next(self._numbers), kind, title, who, work, size)
            self._jobs[job.number] = job
            self._forget(kind)
            lane = self._lanes.setdefault(kind, _Lane())
            if lane.thread is None:
                lane.thread = threading.Thread(target=lane.work, name=f"onrecord {kind}", daemon=True)
                lane.thread.start()
            lane.waiting.put(job)
        return job

    def get(self, number: int) -> Job:
        """A job by its number. Raises NoSuchJob."""
        with self._lock:
            found = self._jobs.get(number)
        if found is None:
            raise NoSuchJob(number, remembered=REMEMBERED)
        return found

    def listed(self, kind: Kind | None = None) -> list[Job]:
        """The jobs that are remembered, the last first."""
        with self._lock:
            return [one for one in reversed(self._jobs.values()) if kind in (None, one.kind)]

    def stop(self, number: int) -> Job:
        """Have a job end after the step that it is at. Raises NoSuchJob."""
        job = self.get(number)
        job.stopping.set()
        return job

    def close(self, *, seconds: float = 5.0) -> None:
        """Have all jobs end, and wait until they have; a server that is not answered in that time is not waited for."""
        with self._lock:
            self._closed = True
            threads = []
            for job in self._jobs.values():
                job.stopping.set()
            for lane in self._lanes.values():
                lane.waiting.put(None)
                threads += [lane.thread] if lane.thread else []
        until = time.monotonic() + seconds
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _forget(self, kind: Kind) -> None:
        ended = [one.number for one in self._jobs.values() if one.kind == kind and not one.progress.going]
        for number in ended[:-REMEMBERED]:
            del self._jobs[number]
