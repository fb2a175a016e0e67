"""The counts of a record for its page: fresh where counting is quick, else those of some minutes ago."""

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.record.stats import Stats
from onrecord.web.records import Records

LONG = 0.5
"""Seconds of counting from which the counts are kept; those of a million statements take some ten."""
KEPT = 60.0
"""Seconds after which they are counted again, beside the page, which shows the old ones until then."""


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
