"""A line for what takes much memory: one is at work at a time, the others wait in the order in which they came.

Reading an article, comparing it with the record, checking a draft and judging statements take up to 50 MB each in the
server, and the networks that they need take turns in memory. At once they would take no less time: one process works
for all of them."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

SLICE = 5.0
"""Seconds after which long work that can stop in between lets others go first. To change networks takes some two."""


@dataclass(slots=True, eq=False)
class _Place:
    """Somebody who waits."""

    thread: int
    called: threading.Event = field(default_factory=threading.Event)


class Line:
    """The line of a server, for its threads."""

    def __init__(self, *, slice_: float = SLICE) -> None:
        self._slice, self._lock = slice_, threading.Lock()
        self._waiting = deque[_Place]()
        self._at_work: int | None = None
        self._since = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One's turn, for the time of the block. Whoever has it already keeps it."""
        if self._at_work == threading.get_ident():
            yield
            return
        self._come()
        try:
            yield
        finally:
            self._go()

    def give_way(self) -> None:
        """Let those who wait go first, where one's turn has been long."""
        if self._waiting and time.monotonic() - self._since >= self._slice:
            self._go()
            self._come()

    def waits(self, thread: int | None) -> bool:
        """Whether a thread waits for its turn."""
        with self._lock:
            return any(one.thread == thread for one in self._waiting)

    @property
    def length(self) -> int:
        """How many are at work or wait."""
        with self._lock:
            return len(self._waiting) + (self._at_work is not None)

    def _come(self) -> None:
        place = _Place(threading.get_ident())
        with self._lock:
            if self._at_work is None:
                self._begin(place)
            else:
                self._waiting.append(place)
        place.called.wait()

    def _go(self) -> None:
        with self._lock:
            self._at_work = None
            if self._waiting:
                self._begin(self._waiting.popleft())

    def _begin(self, place: _Place) -> None:
        self._at_work, self._since = place.thread, time.monotonic()
        place.called.set()
