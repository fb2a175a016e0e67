"""Cells as Arrow lays them out.

`pyarrow.array` would do the same, but first load pandas wherever it is installed, which takes 50 MB."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow

_FIRST_DAY = date(1970, 1, 1)
_NUMBERS = {pyarrow.date32(): np.int32, pyarrow.int64(): np.int64, pyarrow.float64(): np.float64}


def arrow_array(cells: Sequence[Any], kind: Any) -> Any:
    """Cells of one kind: words, truth values, days or numbers; None where nothing is known."""
    if kind == pyarrow.string():
        words = [b"" if cell is None else cell.encode() for cell in cells]
        values: list[Any] = [np.cumsum([0, *map(len, words)], dtype=np.int32), b"".join(words)]
    elif kind == pyarrow.bool_():
        values = [_bits([bool(cell) for cell in cells])]
    else:
        values = [np.array([_number(cell) for cell in cells], _NUMBERS[kind])]
    known = _bits([cell is not None for cell in cells])
    return pyarrow.Array.from_buffers(kind, len(cells), [pyarrow.py_buffer(one) for one in (known, *values)])


def _number(cell: date | float | None) -> float:
    since = cell - _FIRST_DAY if isinstance(cell, date) else cell
    return since.days if isinstance(since, timedelta) else since or 0


def _bits(truths: Sequence[bool]) -> Any:
    return np.packbits(np.array(truths, np.bool_), bitorder="little")
