"""Tables of articles in Parquet, a batch of rows at a time. The library is an extra: it is ten times as large as all
the rest of this program."""

import base64
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

from onrecord.model import Failure, Loaded
from onrecord.problems import NotATable, ParquetMissing
from onrecord.sources.table import Numbered, Tell, articles

_BATCH = 256
"""Rows that are held at once."""
_DEEPEST = 8


def read_parquet(
    file: BinaryIO, *, origin: str, published: str | None = None, tell: Tell | None = None
) -> Iterator[Loaded | Failure]:
    """An article for each row. Raises ParquetMissing, NotATable and NoTextColumn."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise ParquetMissing from None
    try:
        table = ParquetFile(file)
        names = list(table.schema_arrow.names)
        yield from articles(names, _rows(table), origin=origin, published=published, tell=tell)
    except (ArrowException, OSError, NotImplementedError) as error:
        raise NotATable(" ".join(str(error).split())[:200]) from error


def _rows(table: Any) -> Iterator[Numbered]:
    # The names of the columns stand in no row: the first row of the table is row 1.
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH):
        for row in batch.to_pylist():
            number += 1
            yield number, {name: plain for name, cell in row.items() if (plain := _plain(cell)) not in (None, "")}


def _plain(cell: Any, depth: int = 0) -> Any:
    """A cell as JSON has it; None for what holds nothing."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").strip()
    if isinstance(cell, float):
        return cell if cell - cell == 0 else None  # neither infinite nor no number
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return str(cell)
    if isinstance(cell, bytes):
        return base64.b64encode(cell).decode("ascii")
    if depth < _DEEPEST and isinstance(cell, Mapping):
        return {str(name): _plain(part, depth + 1) for name, part in cell.items()}
    if depth < _DEEPEST and isinstance(cell, list | tuple):
        return [_plain(part, depth + 1) for part in cell]
    return str(cell)
