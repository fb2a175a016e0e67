"""Cells as Arrow lays them out, without its library: who has a process of its own write them sends them so.

`pyarrow.array` would do the same, but first load pandas wherever it is installed, which takes 50 MB."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np

Kind = Literal["string", "bool_", "date32", "int64", "float64"]
"""What cells are, by Arrow's names."""
_FIRST_DAY = date(1970, 1, 1)
_NUMBERS = {"date32": np.int32, "int64": np.int64, "float64": np.float64}


def laid_out(cells: Sequence[Any], kind: Kind) -> list[bytes]:
    """Cells of one kind, None where nothing is known: first which of them are known, then their values."""
    known = _bits([cell is not None for cell in cells])
    if kind == "string":
        words = [b"" if cell is None else cell.encode() for cell in cells]
        return [known, np.cumsum([0, *map(len, words)], dtype=np.int32).tobytes(), b"".join(words)]
    if kind == "bool_":
        return [known, _bits([bool(cell) for cell in cells])]
    return [known, np.array([_number(cell) for cell in cells], _NUMBERS[kind]).tobytes()]


def _number(cell: date | float | None) -> float:
    since = cell - _FIRST_DAY if isinstance(cell, date) else cell
    return since.days if isinstance(since, timedelta) else since or 0


def _bits(truths: Sequence[bool]) -> bytes:
    return np.packbits(np.array(truths, np.bool_), bitorder="little").tobytes()
