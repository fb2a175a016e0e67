"""A table in Parquet, written of some rows after others, of columns as `arrow` lays them out.

Nothing else of this package is needed for it, so that it can be written in a small process."""

import io
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from onrecord.problems.sources import ParquetMissing

Rows = tuple[int, list[list[bytes]]]
"""How many there are, and each column of them."""


class Field(NamedTuple):
    """A column: what its cells are, by Arrow's name, and what is meant by it."""

    name: str
    kind: str
    meaning: str


class Parquet(Protocol):
    """A table that is being written: it gives the pieces of the file as they come to be."""

    def written(self, rows: Rows) -> bytes:
        """What some rows add to the file: something where they fill a group."""

    def end(self) -> bytes:
        """The rest: what ends before it is not a table."""


class ParquetHere:
    """One that is written in this process, in groups of so many rows. Raises ParquetMissing."""

    def __init__(self, fields: Sequence[Field], in_group: int) -> None:
        try:
            import pyarrow
            from pyarrow.parquet import ParquetWriter
        except ImportError:
            raise ParquetMissing from None
        self._library, self._made, self._in_group = pyarrow, _Pieces(), in_group
        self._waiting: list[Any] = []
        self._schema = pyarrow.schema(
            [pyarrow.field(one.name, getattr(pyarrow, one.kind)(), metadata={"meaning": one.meaning}) for one in fields]
        )
        self._writer = ParquetWriter(self._made, self._schema, compression="zstd")

    def written(self, rows: Rows) -> bytes:
        """What some rows add to the file: something where they fill a group."""
        count, columns = rows
        arrays = [self._array(count, field.type, column) for field, column in zip(self._schema, columns, strict=True)]
        self._waiting.append(self._library.RecordBatch.from_arrays(arrays, schema=self._schema))
        if sum(one.num_rows for one in self._waiting) >= self._in_group:
            self._write()
        return self._made.taken()

    def end(self) -> bytes:
        """The rest: what ends before it is not a table."""
        self._write()
        self._writer.close()
        self._library.default_memory_pool().release_unused()
        return self._made.taken()

    def _write(self) -> None:
        if self._waiting:
            self._writer.write_table(self._library.Table.from_batches(self._waiting))
            self._waiting.clear()

    def _array(self, rows: int, kind: Any, column: list[bytes]) -> Any:
        return self._library.Array.from_buffers(kind, rows, [self._library.py_buffer(one) for one in column])


class _Pieces(io.RawIOBase):
    """A file of which what was written is taken away again."""

    def __init__(self) -> None:
        super().__init__()
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, some: Any) -> int:
        self._written.append(bytes(some))
        return len(self._written[-1])

    def taken(self) -> bytes:
        """What was written since."""
        taken = b"".join(self._written)
        self._written.clear()
        return taken
