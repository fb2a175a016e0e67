"""Tables in Parquet, which another process writes for the pages."""

import io
import os
import signal
import time
from collections.abc import Iterator
from itertools import chain, repeat

import pyarrow
import pytest
from pyarrow import parquet

from onrecord.apart import Apart
from onrecord.exports.table import parquet_pieces
from onrecord.problems import ApartEnded
from onrecord.record.values import Hit, Known
from onrecord.web import tables
from onrecord.web.tables import Tables
from tests.exports.test_dataframe import pairs
from tests.test_apart import is_gone, until


@pytest.fixture
def apart() -> Iterator[Apart]:
    found = Apart(idle=0.3)
    yield found
    found.close()


def read(content: bytes) -> pyarrow.Table:
    return parquet.read_table(io.BytesIO(content))


def test_a_table_is_that_which_this_process_would_write(apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "IN_GROUP", 3)
    hits = list(pairs()) * 4
    found = b"".join(Tables(apart).pieces(hits))
    assert found == b"".join(parquet_pieces(hits, in_group=3))
    assert read(found).num_rows == len(hits) and read(found).schema.field("act").metadata


def test_several_are_written_at_once_by_one_process(apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "IN_GROUP", 2)
    writing, hits = Tables(apart), list(pairs())
    first, other = writing.pieces(hits * 3), writing.pieces(hits * 2)
    pieces = [(next(first), next(other)) for _ in range(2)]
    pid = apart.call(os.getpid)
    time.sleep(0.5)  # longer than it waits when nobody holds it
    assert apart.call(os.getpid) == pid
    assert read(b"".join(chain((one for one, _ in pieces), first))).num_rows == len(hits) * 3
    assert read(b"".join(chain((one for _, one in pieces), other))).num_rows == len(hits) * 2
    until(lambda: is_gone(pid))


def test_one_that_nobody_takes_any_more_is_given_up(apart: Apart) -> None:
    hits: Iterator[tuple[Hit, Known | None]] = chain.from_iterable(repeat(list(pairs())))
    taken = Tables(apart).pieces(hits)
    next(taken)
    pid = apart.call(os.getpid)
    taken.close()  # type: ignore[attr-defined]
    until(lambda: is_gone(pid))


def test_neither_numpy_nor_pandas_is_loaded_for_it(apart: Apart) -> None:
    with apart.held():
        assert read(b"".join(Tables(apart).pieces(pairs()))).num_rows
        for name in ("numpy", "pandas", "onrecord.exports.table", "fastapi"):
            assert apart.call(eval, f"__import__('sys').modules.get({name!r}) is None"), name


def test_one_whose_process_is_killed_ends_early(apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "IN_GROUP", 1)
    taken = Tables(apart).pieces(list(pairs()) * 3)
    next(taken)
    os.kill(apart.call(os.getpid), signal.SIGKILL)
    with pytest.raises(ApartEnded):
        list(taken)
