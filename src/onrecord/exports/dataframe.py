"""The table of statements in memory and in Parquet: data frames of pandas or Polars, and Arrow under both.

None of these libraries comes with the package, and either will do for a data frame. What is text is text in both; days
are dates in Polars and Parquet and midnights in pandas, which has no dates. pandas keeps text by Arrow where pyarrow is
installed, Polars always.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from onrecord.exports.table import COLUMNS, Row, Type, rows
from onrecord.problems import DataFrameMissing, ParquetMissing
from onrecord.record.values import Hit, Known
from onrecord.stopping import whole_at

Library = Literal["pandas", "polars"]

_PANDAS: dict[Type, str] = {
    "text": "string",
    "truth": "boolean",
    "day": "datetime64[s]",
    "whole": "Int64",
    "number": "Float64",
}
_POLARS: dict[Type, str] = {"text": "String", "truth": "Boolean", "day": "Date", "whole": "Int64", "number": "Float64"}
_ARROW: dict[Type, str] = {"text": "string", "truth": "bool_", "day": "date32", "whole": "int64", "number": "float64"}
_AT_ONCE = 20_000
"""Rows that are held at once and make one group of the file: about 20 MB."""


def to_dataframe(hits: Iterable[tuple[Hit, Known | None]], *, library: Library | None = None) -> Any:
    """The statements in the columns of `COLUMNS`, in a data frame of that library; of pandas, if it is installed, else
    of Polars, where none is named.

    Raises DataFrameMissing where the library is not installed, or neither is."""
    chosen = _installed(library)
    columns, frames = _columns(rows(hits)), import_module(chosen)
    if chosen == "polars":
        return frames.DataFrame(
            columns, schema={name: getattr(frames, _POLARS[column.type]) for name, column in COLUMNS.items()}
        )
    return frames.DataFrame(
        {name: frames.Series(columns[name], dtype=_PANDAS[column.type], name=name) for name, column in COLUMNS.items()}
    )


def write_parquet(hits: Iterable[tuple[Hit, Known | None]], path: Path) -> None:
    """The table in Parquet, a group of rows at a time, with the meaning of each column; the file is whole or absent.

    Raises ParquetMissing, or OSError if the file cannot be written."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise ParquetMissing from None
    fields = [
        pyarrow.field(name, getattr(pyarrow, _ARROW[column.type])(), metadata={"meaning": column.meaning})
        for name, column in COLUMNS.items()
    ]
    schema = pyarrow.schema(fields)
    with whole_at(path, "wb") as file, ParquetWriter(file, schema, compression="zstd") as writer:
        for some in _groups(rows(hits)):
            writer.write_table(pyarrow.table(dict(_columns(some)), schema=schema))


def _installed(library: Library | None) -> Library:
    wanted: tuple[Library, ...] = (library,) if library else ("pandas", "polars")
    for name in wanted:
        if find_spec(name) is not None:
            return name
    raise DataFrameMissing(library)


def _groups(table: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(table, _AT_ONCE)):
        yield some


def _columns(some: Iterable[Row]) -> Mapping[str, list[Any]]:
    table = [[_storable(cell) for cell in row] for row in some]
    return {name: [row[position] for row in table] for position, name in enumerate(COLUMNS)}


def _storable(cell: Any) -> Any:
    # Arrow refuses lone surrogates, which a page may hold; they become the escape that JSON has for them.
    return cell.encode("utf8", "backslashreplace").decode("utf8") if isinstance(cell, str) else cell
