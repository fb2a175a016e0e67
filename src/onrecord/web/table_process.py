"""What the process does that writes tables in Parquet for the pages. It loads no more than that needs."""

import sys
from collections.abc import Sequence

from onrecord.exports.parquet import Field, Parquet, ParquetHere, Rows
from onrecord.heap import let_go

_UNNEEDED = ("numpy", "pyarrow._azurefs", "pyarrow._gcsfs", "pyarrow._hdfs", "pyarrow._s3fs")
"""What the library loads if it can, for arrays and for files in other places: a quarter of what it takes."""
_written: dict[int, Parquet] = {}
"""The tables that are being written, by their numbers."""


def begun(number: int, fields: Sequence[Field], in_group: int) -> None:
    """Begin a table, in groups of so many rows. Raises ParquetMissing."""
    for name in _UNNEEDED:  # as if they were not installed
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
    _written[number] = ParquetHere(fields, in_group)


def added(number: int, rows: Rows) -> bytes:
    """What some rows add to the file."""
    found = _written[number].written(rows)
    if found:
        let_go()
    return found


def ended(number: int) -> bytes:
    """The rest of the file."""
    return _written[number].end()


def forgotten(number: int) -> None:
    """Give a table up, or one that has ended."""
    _written.pop(number, None)
