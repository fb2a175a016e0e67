"""The record behind the pages: many readers at once, one writer at a time.

A page is a function of one moment of the record. Readers are opened when more are asked for than are free, and kept;
the writer is opened for the first change. Writing does not stop those who read: SQLite's log lets them go on.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.families.similarity import Sentences
from onrecord.library import OpenRecord, open_record

HELD = 8
"""Megabytes of the file that a writer keeps in memory: 70 less after some articles than it does by itself, which saves
time where many are added at once."""
_HELD_BESIDE = 2
"""What all others keep: those who read, of whom there may be many, and those who write beside it while they judge."""


class Records:
    """The record in a file, for many threads."""

    def __init__(self, path: Path, *, writable: bool = True, sentences: Sentences | None = None) -> None:
        self.path, self.writable, self._sentences = path, writable, sentences
        self._free: list[OpenRecord] = []
        self._lock, self._turn = threading.Lock(), threading.RLock()
        self._writer: OpenRecord | None = None

    @contextmanager
    def reading(self) -> Iterator[OpenRecord]:
        """A record to read from, for the time of the block. Raises what `open_record` does."""
        with self._lock:
            record = self._free.pop() if self._free else None
        record = record or self.opened(write=False)
        try:
            yield record
        finally:
            with self._lock:
                self._free.append(record)

    @contextmanager
    def writing(self) -> Iterator[OpenRecord]:
        """The record to change; others who want to wait their turn. Raises what `open_record` does."""
        with self._turn:
            if self._writer is None:
                self._writer = self.opened()
                self._writer.hold(HELD)
            yield self._writer

    def opened(self, *, write: bool = True) -> OpenRecord:
        """The record through a connection of its own. Raises what `open_record` does."""
        record = open_record(self.path, write=write, sentences=self._sentences)
        record.hold(_HELD_BESIDE)
        return record

    def rest(self) -> None:
        """Close what nobody is using: it is opened again when somebody asks."""
        with self._lock:
            free, self._free = self._free, []
        for record in free:
            record.close()
        if self._turn.acquire(blocking=False):
            try:
                writer, self._writer = self._writer, None
                if writer:
                    writer.close()
            finally:
                self._turn.release()

    def close(self) -> None:
        """Give the file back; nobody may be using it any more."""
        with self._lock, self._turn:
            for record in (*self._free, *([self._writer] if self._writer else [])):
                record.close()
            self._free.clear()
            self._writer = None
