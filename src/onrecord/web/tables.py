"""Tables in Parquet, written in a process of their own: the library for it takes some 60 MB of a server, also when it
is done, and half of that of a process that has little else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from itertools import count

from fastapi import Request

from onrecord.apart import Apart
from onrecord.exports.parquet import Field, Parquet, Rows
from onrecord.exports.table import parquet_pieces
from onrecord.problems import Problem
from onrecord.problems.sources import ParquetMissing
from onrecord.record.values import Hit, Known
from onrecord.web import table_process as process

IN_GROUP = 2_000
"""Rows of a file that are held together, by the process that writes: some 2 MB."""
_IDLE = 2.0
"""Seconds for which the process waits for the next table: it starts in less than one."""


class Tables:
    """What writes tables in Parquet for the pages, however many at once."""

    def __init__(self, apart: Apart | None = None) -> None:
        self._apart, self._numbers = apart or Apart(idle=_IDLE), count()

    def pieces(self, hits: Iterable[tuple[Hit, Known | None]]) -> Iterator[bytes]:
        """The table, piece by piece, in groups of rows. The process stays until the last piece was taken, or nobody
        takes any more.

        Raises ParquetMissing at once; later what `Apart.call` does."""
        if not has_parquet():
            raise ParquetMissing
        return self._pieces(hits, next(self._numbers))

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._apart.close()

    def _pieces(self, hits: Iterable[tuple[Hit, Known | None]], number: int) -> Iterator[bytes]:
        with self._apart.held():
            try:
                yield from parquet_pieces(hits, in_group=IN_GROUP, begin=partial(self._begun, number))
            finally:
                with suppress(Problem):
                    self._apart.call(process.forgotten, number)

    def _begun(self, number: int, fields: Sequence[Field], in_group: int) -> Parquet:
        self._apart.call(process.begun, number, fields, in_group)
        return _TableApart(self._apart.call, number)


def has_parquet() -> bool:
    """Whether Parquet can be written."""
    return find_spec("pyarrow") is not None


def tables(request: Request) -> Tables:
    """That of the application."""
    found: Tables = request.app.state.tables
    return found


class _TableApart:
    def __init__(self, call: Callable[..., bytes], number: int) -> None:
        self._call, self._number = call, number

    def written(self, rows: Rows) -> bytes:
        """What some rows add to the file."""
        return self._call(process.added, self._number, rows)

    def end(self) -> bytes:
        """The rest."""
        return self._call(process.ended, self._number)
