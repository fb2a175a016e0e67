"""Cells as Arrow lays them out."""

import subprocess
import sys
from datetime import date

import pytest

pyarrow = pytest.importorskip("pyarrow")

from onrecord.exports.arrow import Kind, laid_out  # noqa: E402


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("string", ["Holt", None, "", "Brücke 🌉 e\u0301", "x" * 9]),
        ("bool_", [True, None, False] * 5),
        ("date32", [date(2031, 5, 2), None, date(1969, 12, 31), date(1, 1, 1), date(9999, 12, 31)]),
        ("int64", [0, None, -1, 2**62]),
        ("float64", [0.25, None, -1.5]),
    ],
)
def test_an_array_is_that_of_the_library(kind: Kind, cells: list[object]) -> None:
    type_ = getattr(pyarrow, kind)()
    for some in (cells, [], [None] * 9):
        parts = [pyarrow.py_buffer(one) for one in laid_out(some, kind)]
        found = pyarrow.Array.from_buffers(type_, len(some), parts)
        found.validate(full=True)
        assert found.equals(pyarrow.array(some, type=type_)) and found.to_pylist() == some


def test_pandas_is_not_loaded_for_it() -> None:
    script = (
        "import sys; from onrecord.exports.table import parquet_pieces; from onrecord.model import *\n"
        "from onrecord.record.values import Hit\n"
        "print(sum(map(len, parquet_pieces([]))) > 0, 'pandas' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "False"]
