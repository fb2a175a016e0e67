"""A process beside this one that works for all who ask: what takes much memory is loaded there, and given back at rest.

It is started when first asked, does one task at a time, and is ended when nobody has asked for a while. If it ends in
the middle of a task, that task fails, and the next starts another.
"""

import os
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from onrecord.heap import give_back
from onrecord.problems import ApartEnded, Problem, ProcessEnded, ProcessNotStarted
from onrecord.processes import Processes, Work
from onrecord.stages import stage

IDLE = 60.0
"""Seconds after which a process that nobody asks is ended. Starting one, with its networks, takes some three."""
Result = TypeVar("Result")


class Apart:
    """One process for many threads. What it is asked, and its results, are pickled."""

    def __init__(self, *, idle: float = IDLE, at_rest: Callable[[], object] = give_back) -> None:
        """`at_rest` is called when the process has been ended at rest: give back here what its work took."""
        self._idle, self._turn, self._at_rest = idle, threading.Lock(), at_rest
        self._processes: Processes | None = None
        self._until, self._holding = 0.0, 0
        self._closing = threading.Event()

    def call(self, work: Callable[..., Result], *given: Any) -> Result:
        """What a function of some module gives, called in that process; others who ask wait their turn.

        Raises the Problem that it raises, StageFailed for whatever else it raises, and ApartEnded where the process
        ended, or could not be started."""
        task = pickle.dumps((work, given), pickle.HIGHEST_PROTOCOL)  # what cannot be sent is the caller's fault
        with self._turn:
            told = self._told(task)
            self._until = time.monotonic() + self._idle
        if isinstance(told, ProcessEnded):
            raise ApartEnded(told.how) from None
        if isinstance(told, Problem):
            raise told
        result: Result = told
        return result

    @contextmanager
    def held(self) -> Iterator[None]:
        """Have the process stay for the time of the block, with what it keeps, however seldom it is asked."""
        self._hold(1)
        try:
            yield
        finally:
            self._hold(-1)

    def close(self) -> None:
        """End it, also in the middle of a task, and start none any more."""
        self._closing.set()
        if processes := self._processes:
            processes.terminate()
        with self._turn:
            self._end()

    def _told(self, task: bytes) -> Any:
        if self._closing.is_set():
            raise ApartEnded("this one is ending")
        if self._processes is None:
            self._processes = Processes(1, _works)
            resting = threading.Thread(target=self._rest, args=(self._processes,), name="onrecord apart", daemon=True)
            resting.start()
        try:
            ((_, told),) = self._processes.in_order([(None, task)])
        except ProcessNotStarted as problem:
            self._end()
            raise ApartEnded(problem.how) from problem
        except BaseException:
            self._end()
            raise
        return told

    def _hold(self, more: int) -> None:
        with self._turn:
            self._holding += more
            self._until = time.monotonic() + self._idle

    def _rest(self, processes: Processes) -> None:
        """End these processes when nobody has asked for a while."""
        while True:
            with self._turn:
                left = self._idle if self._holding else self._until - time.monotonic()
                if self._processes is not processes:
                    return
                if left <= 0:
                    self._end()
                    break
            self._closing.wait(left)
        self._at_rest()

    def _end(self) -> None:
        if self._processes is not None:
            self._processes.__exit__(None, None, None)
        self._processes = None


def _works() -> Work:
    if hasattr(os, "nice"):
        os.nice(5)  # whoever asks this process for a page goes before
    return _done


def _done(task: bytes) -> Any:
    try:
        with stage("a process apart", passing=(Problem,)):
            work, given = pickle.loads(task)  # noqa: S301  (of the process that started this one)
            return work(*given)
    except Problem as problem:
        return problem
    finally:
        give_back()
