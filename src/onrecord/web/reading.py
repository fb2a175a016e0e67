"""The reader behind the pages: loaded when the first text is to be read, and kept."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request

from onrecord.reading import Reader


class SharedReader:
    """One reader for all who ask, one text at a time: it computes on all cores by itself."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._reader: Reader | None = None

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """The reader, for the time of the block. Raises WeightsMissing."""
        with self._turn:
            self._reader = self._reader or Reader(at_once=1)
            yield self._reader


def shared_reader(request: Request) -> SharedReader:
    """The reader of the application."""
    found: SharedReader = request.app.state.reader
    return found
