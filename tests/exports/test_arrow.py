"""Cells as Arrow lays them out."""

import subprocess
import sys
from datetime import date

import pytest

pyarrow = pytest.importorskip("pyarrow")

from onrecord.exports.arrow import arrow_array  # noqa: E402


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        (pyarrow.string(), ["Holt", None, "", "Brücke 🌉 e\u0301", "x" * 9]),
        (pyarrow.bool_(), [True, None, False] * 5),
        (pyarrow.date32(), [date(2031, 5, 2), None, date(1969, 12, 31), date(1, 1, 1), date(9999, 12, 31)]),
        (pyarrow.int64(), [0, None, -1, 2**62]),
        (pyarrow.float64(), [0.25, None, -1.5]),
    ],
)
def test_an_array_is_that_of_the_library(kind: object, cells: list[object]) -> None:
    for some in (cells, [], [None] * 9):
        found = arrow_array(some, kind)
        found.validate(full=True)
        assert found.equals(pyarrow.array(some, type=kind)) and found.to_pylist() == some


def test_pandas_is_not_loaded_for_it() -> None:
    script = (
        "import sys; from onrecord.exports.table import parquet_pieces; from onrecord.model import *\n"
        "from onrecord.record.values import Hit\n"
        "print(sum(map(len, parquet_pieces([]))) > 0, 'pandas' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "False"]
