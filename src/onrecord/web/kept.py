"""What is worked out from a whole record and asked for again and again: kept until the record changes.

What took long is then given as it was, and made again beside the page: somebody who adds to a large record, or judges
for minutes, does not stop those who read. The counts of a record may be those of some minutes ago.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from onrecord.library import OpenRecord
from onrecord.problems import Problem
from onrecord.record.stats import Stats
from onrecord.web.records import Records

MOST = 8
"""Results that are kept; one of 30,000 positions has some 30 MB."""
DRAWINGS = 64
"""Drawings that are kept, each some 100 kB."""
ACTORS = 12
"""Actors quoted often whose positions are kept: of 3,000, some 3 MB each."""
LONG = 0.5
"""Seconds of work from which an older result is given while the new one is made; counting a million statements takes
some ten."""
KEPT = 60.0
"""Seconds after which they are counted again, beside the page, which shows the old ones until then."""
T = TypeVar("T")
Make = Callable[[OpenRecord], T]


@dataclass(frozen=True, slots=True)
class _Result:
    value: Any
    state: int
    took: float


class Kept:
    """The last results. One is made at a time: others who ask for the same meanwhile wait for it, or get the older."""

    def __init__(self, records: Records, *, most: int = MOST) -> None:
        self._most = most
        self._records, self._turn, self._lock = records, threading.RLock(), threading.Lock()
        self._making = threading.local()
        self._watching: OpenRecord | None = None
        self._found: OrderedDict[Hashable, _Result] = OrderedDict()
        self._beside: dict[Hashable, threading.Thread] = {}
        self._closed = False

    def of(self, key: Hashable, make: Make[T]) -> T:
        """What `make` gives for this key: as it was when the record changed last or, where that takes long, some
        seconds before. It may ask for other results itself."""
        with self._lock:
            old = self._found.get(key)
            if old is not None:
                self._found.move_to_end(key)
        # What a new result rests on is new, too.
        if old is not None and old.took > LONG and not getattr(self._making, "now", False):
            if old.state != self._state():
                self._make_beside(key, make)
            value: T = old.value
            return value
        with self._turn:
            old = self._found.get(key)
            if old is None or old.state != self._state():
                old = self._made(key, make)
        fresh: T = old.value
        return fresh

    def close(self) -> None:
        """Give the file back; nobody may be asking any more."""
        with self._lock:
            self._closed, beside = True, list(self._beside.values())
        for one in beside:
            one.join()
        with self._turn:
            if self._watching is not None:
                self._watching.close()
            self._watching = None

    def _state(self) -> int:
        with self._lock:
            if self._watching is None:
                self._watching = self._records.opened(write=False)
            return self._watching.changes()

    def _made(self, key: Hashable, make: Make[Any]) -> _Result:
        with self._turn:
            state = self._state()  # before anything is read, so that no change is missed
            began = time.monotonic()
            outer, self._making.now = getattr(self._making, "now", False), True
            try:
                with self._records.reading() as record:
                    value = make(record)
            finally:
                self._making.now = outer
            made = _Result(value, state, time.monotonic() - began)
        with self._lock:
            self._found[key] = made
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return made

    def _make_beside(self, key: Hashable, make: Make[Any]) -> None:
        def beside() -> None:
            try:
                with suppress(Problem):  # who asks next makes it, and is told
                    self._made(key, make)
            finally:
                with self._lock:
                    self._beside.pop(key, None)

        with self._lock:
            if key not in self._beside and not self._closed:
                self._beside[key] = threading.Thread(target=beside, name="onrecord positions", daemon=True)
                self._beside[key].start()


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts, when that was, and how long it took."""

    stats: Stats
    at: datetime
    took: float
    ended: float

    @property
    def kept(self) -> bool:
        """Whether they may be those of a while ago."""
        return self.took > LONG


class Counting:
    """Counts a record, for many who ask at once."""

    def __init__(self, records: Records) -> None:
        self._records, self._turn = records, threading.Lock()
        self._last: Counted | None = None
        self._beside: threading.Thread | None = None

    def counted(self) -> Counted:
        """The counts, at most a minute older than the time that counting takes where that is long."""
        last = self._last
        if last is None or not last.kept:
            with self._turn:
                return self._count() if self._last is last else self._last or self._count()
        if time.monotonic() - last.ended > KEPT and self._turn.acquire(blocking=False):
            self._beside = threading.Thread(target=self._count_beside, name="onrecord counting", daemon=True)
            self._beside.start()
        return last

    def _count_beside(self) -> None:
        try:
            self._count()
        finally:
            self._turn.release()

    def _count(self) -> Counted:
        began, at = time.monotonic(), datetime.now(UTC)
        with self._records.reading() as record:
            stats = record.stats()
        ended = time.monotonic()
        self._last = Counted(stats, at, ended - began, ended)
        return self._last
