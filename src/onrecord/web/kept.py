"""What is worked out from a whole record and asked for again and again: kept until the record changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from onrecord.library import OpenRecord, open_record
from onrecord.web.records import Records

MOST = 6
"""Results that are kept; of 30,000 positions one may have 30 MB."""
T = TypeVar("T")


class Kept:
    """The last results. One is made at a time: others who ask for it meanwhile wait, and get the same."""

    def __init__(self, records: Records) -> None:
        self._records, self._turn = records, threading.Lock()
        self._watching: OpenRecord | None = None
        self._seen: int | None = None
        self._found: OrderedDict[Hashable, Any] = OrderedDict()

    def of(self, key: Hashable, make: Callable[[OpenRecord], T]) -> T:
        """What `make` gave for this key, or gives now where the record has changed since."""
        with self._turn:
            if self._watching is None:
                self._watching = open_record(self._records.path, write=False)
            seen = self._watching.changes()  # before anything is read, so that no change is missed
            if seen != self._seen:
                self._found.clear()
                self._seen = seen
            if key not in self._found:
                self._found[key] = make(self._watching)
            self._found.move_to_end(key)
            while len(self._found) > MOST:
                self._found.popitem(last=False)
            found: T = self._found[key]
            return found

    def close(self) -> None:
        """Give the file back; nobody may be asking any more."""
        with self._turn:
            if self._watching is not None:
                self._watching.close()
            self._watching = None
            self._found.clear()
