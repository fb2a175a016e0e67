"""Tables in Parquet, read a batch at a time."""

import gzip
import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Failure, Loaded
from onrecord.sources import load

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

WORDS = "“The quay stays ours,” said Lena Ortwin."


def table(**columns: list[Any]) -> bytes:
    file = io.BytesIO()
    parquet.write_table(pa.table(columns), file)
    return file.getvalue()


def read(folder: Path, content: bytes, name: str = "a.parquet") -> tuple[list[Loaded | Failure], list[str]]:
    (folder / name).write_bytes(content)
    told: list[str] = []
    return list(load([str(folder / name)], tell=told.append)), told


@pytest.mark.parametrize("name", ["a.parquet", "a.pq", "a.parquet.gz", "table"])
def test_rows_are_articles(tmp_path: Path, name: str) -> None:
    content = table(
        title=["Quay", None],
        full_text=[WORDS, f"{WORDS} Again."],
        publish_date=[datetime(2024, 5, 6, 10, 11, tzinfo=UTC), None],
        authors=[["Jo Falk", "Ann Ray"], []],
        media_name=["Tide", "Tide"],
        url=["https://tide.example/a", ""],
        embedding=[[0.5, float("nan")], None],
    )
    (one, other), told = read(tmp_path, gzip.compress(content) if name.endswith("gz") else content, name)
    assert isinstance(one, Loaded)
    assert isinstance(other, Loaded)
    version = one.article.latest
    assert (version.text, version.headline, version.outlet) == (WORDS, "Quay", "Tide")
    assert version.authors == ("Jo Falk", "Ann Ray")
    assert version.published is not None
    assert version.published.value == "2024-05-06T10:11:00+00:00"
    assert (other.article.url, other.article.latest.published) == (None, None)
    assert "text from `full_text`, headline from `title`, date from `publish_date`" in told[0]
    assert one.origin == f"{tmp_path / name}, row 1"


def test_days_numbers_and_structures(tmp_path: Path) -> None:
    content = table(
        body=[WORDS] * 2,
        date=[date(2024, 5, 6)] * 2,
        id=[70_000_007, 8],
        source=[{"name": "Tide", "rank": 1}, {"name": "Quay Weekly", "rank": None}],
    )
    results, _ = read(tmp_path, content)
    articles = [one.article for one in results if isinstance(one, Loaded)]
    assert [(one.id, one.latest.outlet) for one in articles] == [("70000007", "Tide"), (articles[1].id, "Quay Weekly")]
    assert {one.latest.published.value for one in articles if one.latest.published} == {"2024-05-06"}


def test_empty_texts_and_missing_columns_fail(tmp_path: Path) -> None:
    (first, second), _ = read(tmp_path, table(text=["", WORDS]))
    assert isinstance(first, Failure)
    assert (first.origin, "`text` is empty" in first.reason) == (f"{tmp_path / 'a.parquet'}, row 1", True)
    assert isinstance(second, Loaded)
    (failure,), _ = read(tmp_path, table(url=["https://tide.example/a"]))
    assert isinstance(failure, Failure)
    assert "its columns are `url`" in failure.reason


@pytest.mark.parametrize("content", [b"PAR1 and nothing else", b"title,text\na,b\n", table(text=[WORDS] * 500)[:-40]])
def test_what_is_not_parquet_fails(tmp_path: Path, content: bytes) -> None:
    (failure,), _ = read(tmp_path, content)
    assert isinstance(failure, Failure)
    assert "The Parquet file cannot be read" in failure.reason


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = table(text=[WORDS])
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (failure,), _ = read(tmp_path, content)
    assert isinstance(failure, Failure)
    assert "pip install 'onrecord[parquet]'" in failure.reason
