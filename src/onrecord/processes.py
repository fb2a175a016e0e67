"""Work shared out to processes: tasks in, results out, in the order of the tasks.

This process does small tasks too, whenever it has no result to attend to; else it would wait while the others work.
Each other process is a Python of its own that runs nothing of the caller's program, so that a script, a notebook and a
command may start them alike; it is told by its first message what to do with all that follow. A process that ends in
the middle costs the task it was at, and another takes its place. One whose caller is gone ends at once.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import IO, Any, BinaryIO, Self, cast

from onrecord.problems import Problem, ProcessEnded, ProcessNotStarted, StageFailed
from onrecord.stages import stage

Work = Callable[[Any], Any]
"""What a process does with a task."""
AT_HAND = 2
"""Tasks that a process has: one that it is at and one that waits, so that it does not wait for the caller."""
FOR_EACH = 4
"""Tasks given so far for each process that is started: starting one takes as long as some articles."""
AHEAD = 4
"""Tasks under way for each process and for this one, with those that wait for one before them."""
_START = "from onrecord.processes import serve; serve()"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
_ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}
"""For glibc, which else has one for each thread, and what is freed in one is not used in another: 40 MB after some
articles."""


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True, eq=False)
class _Task:
    given: Any
    done: bool = False
    result: Any = None


@dataclass(slots=True, eq=False)
class _Step:
    """A task in its order: what stays here of it, whether it is the last for it, and whether nothing is told of it."""

    kept: Any
    task: _Task
    last: bool
    dropped: bool = False


@dataclass(slots=True, eq=False)
class _Process:
    """A process, and the tasks that it was given, the one it is at first."""

    popen: subprocess.Popen[bytes]
    given: IO[bytes]
    told: IO[bytes]
    tasks: deque[_Task] = field(default_factory=deque)
    works: bool = False
    ended: bool = False
    listening: threading.Thread = field(default_factory=threading.Thread)

    def send(self, message: object) -> None:
        """Give it a message; one that has ended takes none, as its end tells."""
        with suppress(BrokenPipeError):
            pickle.dump(message, self.given, pickle.HIGHEST_PROTOCOL)
            self.given.flush()


@dataclass(frozen=True, slots=True)
class Here:
    """What the process that shares out does itself: the work, and the tasks that it takes on."""

    work: Work
    takes: Callable[[Any], bool]


class Processes:
    """At most `count` processes, each of which does what `start`, called in it, returns. They are started as tasks
    come, and ended with the `with` block. With `here`, this process works beside them.

    `start` and all tasks and results are pickled, but for those of this process."""

    def __init__(self, count: int, start: Callable[[], Work], *, here: Here | None = None) -> None:
        self._count, self._start, self._here = count, start, here
        self._sharing = threading.Lock()
        self._waiting = deque[_Task]()
        self._processes: list[_Process] = []
        self._given = 0
        self._told: SimpleQueue[tuple[_Process, Any]] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminate()
        for process in self._processes:
            _reap(process)
        self._processes.clear()

    def terminate(self) -> None:
        """Have all processes end, whatever they are at; who waits for a result is told so. Any thread may call it."""
        for process in list(self._processes):
            process.popen.terminate()

    def in_order(
        self, tasks: Iterable[tuple[Any, Any]], follow: Callable[[Any, Any], tuple[Any, Any] | None] | None = None
    ) -> Iterator[tuple[Any, Any]]:
        """What stays here of each task, with the result, or with the ProcessEnded that befell it; a bounded number is
        under way. A task that is None is done at once, with None.

        `follow` is asked with both, in order, for the task that comes after it, and gives None where none does: what is
        told then is the result of that one. Raises ProcessNotStarted where no process can be started, and the Problem
        of one that cannot work."""
        source, under_way = iter(tasks), deque[_Step]()
        while True:
            for kept, given in islice(source, AHEAD * (self._count + bool(self._here)) - len(under_way)):
                under_way.append(_Step(kept, self._give(given), last=follow is None))
            if not under_way:
                return
            if follow:
                self._follow(under_way, follow)
            if not under_way[0].task.done or not under_way[0].last:
                self._attend()
                continue
            step = under_way.popleft()
            if not step.dropped:
                yield step.kept, step.task.result

    def _follow(self, under_way: "Iterable[_Step]", follow: Callable[[Any, Any], tuple[Any, Any] | None]) -> None:
        for step in under_way:
            if step.last:
                continue
            if not step.task.done:
                return
            step.last = True
            following = follow(step.kept, step.task.result)
            if following is None:
                step.dropped = True
            else:
                step.kept, step.task = following[0], self._give(following[1])

    def _give(self, given: Any) -> _Task:
        task = _Task(given, done=given is None)
        if task.done:
            return task
        self._given += 1
        self._waiting.append(task)
        if len(self._processes) < self._allowed() and all(one.tasks or not one.works for one in self._processes):
            self._processes.append(self._started())
        self._share_out()
        return task

    def _share_out(self) -> None:
        """Give what waits to whoever has least to do. So that no task waits for a process that is still starting while
        another could do it, only those that work are given any."""
        with self._sharing:
            # One that ended at rest is known by its status before what listens to it is told.
            able = [one for one in self._processes if one.works and not one.ended and one.popen.poll() is None]
            while self._waiting and able:
                least = min(able, key=lambda one: len(one.tasks))
                if len(least.tasks) >= AT_HAND:
                    return
                task = self._waiting.popleft()
                least.tasks.append(task)
                least.send(task.given)

    def _allowed(self) -> int:
        return min(self._count, max(1, self._given // FOR_EACH))

    def _started(self) -> _Process:
        path = os.pathsep.join(one or str(Path.cwd()) for one in sys.path)
        try:
            popen = subprocess.Popen(  # noqa: S603  (this interpreter and a sentence of ours)
                [sys.executable, "-P", "-c", _START],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | _ONE_THREAD | _ONE_HEAP | {"PYTHONPATH": path},
                start_new_session=True,  # Ctrl-C is for the caller to answer
            )
        except OSError as error:
            raise ProcessNotStarted(str(error)) from error
        process = _Process(popen, cast(IO[bytes], popen.stdin), cast(IO[bytes], popen.stdout))
        process.listening = threading.Thread(target=self._listen, args=(process,), daemon=True)
        process.listening.start()
        process.send(self._start)
        return process

    def _attend(self) -> None:
        """Take in what a process has told; where none has, do a task here, or wait."""
        try:
            process, told = self._told.get_nowait()
        except Empty:
            if self._here and (task := self._taken_here(self._here)):
                with stage("reading", passing=(Problem,)):
                    task.result, task.done = self._here.work(task.given), True
                return
            process, told = self._told.get()
        if isinstance(told, _Ended):
            self._replace(process)
        elif isinstance(told, _Unable):
            raise Problem(told.reason)

    def _taken_here(self, here: Here) -> _Task | None:
        with self._sharing:
            for task in self._waiting:
                if here.takes(task.given):
                    self._waiting.remove(task)
                    return task
        return None

    def _listen(self, process: _Process) -> None:
        """Take what a process tells, and give it its next task at once, whatever this process is at."""
        try:
            with process.told, suppress(EOFError, OSError, pickle.UnpicklingError):
                while True:
                    told = pickle.load(process.told)  # noqa: S301  (of a process that we started)
                    if not isinstance(told, _Unable):
                        self._note(process, told)
                    self._told.put((process, told))
        finally:
            process.ended = True
            self._told.put((process, _Ended()))

    def _note(self, process: _Process, told: object) -> None:
        if process.works:
            task = process.tasks.popleft()
            task.result, task.done = told, True
        process.works = True
        self._share_out()

    def _replace(self, process: _Process) -> None:
        with self._sharing:
            self._processes.remove(process)
        status = _reap(process)
        if not process.works:
            raise ProcessNotStarted(_how(status))
        if process.tasks:
            task = process.tasks.popleft()
            task.result, task.done = ProcessEnded(_how(status)), True
        with self._sharing:
            self._waiting.extendleft(reversed(process.tasks))
        if self._waiting:
            self._processes.append(self._started())
        self._share_out()


class _Ended:
    """Told of a process that tells nothing any more."""


@dataclass(frozen=True, slots=True)
class _Unable:
    """Told by a process that cannot work, which is no task's fault."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """What was sent could not be unpickled."""

    error: Exception


def _reap(process: _Process) -> int:
    with suppress(BrokenPipeError):
        process.given.close()
    status = process.popen.wait()
    process.listening.join(timeout=1)  # until it has read to the end
    return status


def _how(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
    return f"{name}{': perhaps memory ran out' if name == 'SIGKILL' else ''}"


def serve() -> None:
    """What a process does: work on one task after another, and end when the caller does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):  # where memory runs out, it is a process like this that ends, not the one that keeps
        Path("/proc/self/oom_score_adj").write_text("500", encoding="utf8")
    given, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)  # libraries that start processes of their own close their standard input
    os.dup2(2, 1)  # what is printed on the way is no answer
    messages: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_receive, args=(given, messages), daemon=True).start()
    try:
        work: Work = _next(messages)()
        _answer(answers, None)
        while True:
            _answer(answers, work(_next(messages)))
    except Problem as problem:
        _answer(answers, _Unable(str(problem)))
    except Exception as error:
        _answer(answers, _Unable(str(StageFailed("reading", error))))


def _receive(given: BinaryIO, messages: "SimpleQueue[Any]") -> None:
    """Take what is sent at once, so that the caller never waits."""
    try:
        while True:
            messages.put(pickle.load(given))  # noqa: S301  (of the process that started this one)
    except EOFError:
        os._exit(0)
    except Exception as error:  # such as a module that is not there
        messages.put(_Unreadable(error))


def _next(messages: "SimpleQueue[Any]") -> Any:
    message = messages.get()
    if isinstance(message, _Unreadable):
        raise message.error
    return message


def _answer(answers: BinaryIO, answer: object) -> None:
    try:
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
    except BrokenPipeError:
        os._exit(0)
