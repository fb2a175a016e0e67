"""Statements as a data frame and in Parquet: the same columns and values, a clear word if a library is missing."""

import builtins
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.exports import table
from onrecord.exports.table import COLUMNS, to_dataframe, write_parquet
from onrecord.model import Reading, Speaker, When
from onrecord.problems import DataFrameMissing
from onrecord.problems.sources import ParquetMissing
from onrecord.record.values import Hit, Known
from onrecord.results import Found, Readings, read_article
from tests.made_articles import made, statement


@pytest.fixture(params=["pandas", "polars"])
def library(request: pytest.FixtureRequest) -> Any:
    pytest.importorskip(request.param)
    return request.param


def found() -> tuple[Found, ...]:
    return read_article(made()[1]).found


def pairs() -> list[tuple[Hit, Known | None]]:
    return [(one, None) for one in found()]


def rows(frame: Any, library: str) -> list[dict[str, Any]]:
    """The rows, with None for what is missing."""
    if library == "polars":
        return list(frame.to_dicts())
    import pandas

    return [
        {name: None if pandas.isna(value) else value for name, value in row.items()} for row in frame.to_dict("records")
    ]


def day(value: Any) -> datetime.date:
    found: datetime.date = value.date() if isinstance(value, datetime.datetime) else value
    return found


def test_a_row_has_all_of_a_statement(library: Any) -> None:
    frame = to_dataframe(pairs(), library=library)
    said, held = rows(frame, library)
    assert list(said) == list(COLUMNS)
    assert (said["article_id"], said["url"]) == (made()[1].article.id, "https://harbour.example/1")
    assert (said["outlet"], said["published"]) == ("The Harbour Times", "2024-05-07")
    assert (said["speaker"], said["speaker_kind"], said["role"]) == ("Ana Duarte", "person", "mayor of Porto Velho")
    assert (said["quote"], said["cue"], said["addressee"]) == (
        '"The bridge will stay open,"', "told", "the Harbour Times",
    )  # fmt: skip
    assert day(said["when_start"]) == day(said["when_end"]) == datetime.date(2024, 5, 7)
    assert (said["start"], said["end"]) == (found()[0].statement.content[0].start, found()[0].statement.content[0].end)  # type: ignore[union-attr]
    assert said["confidence"] == 0.75
    assert (held["kind"], held["when_start"], held["principal"], held["act"]) == ("held", None, None, "states")


def test_an_interval_has_its_two_ends_and_an_old_day_fits(library: Any) -> None:
    reading = made()[1]
    text = reading.article.latest.text
    old = replace(statement(text, content="The bridge"), when=When.of_date("0988/1912-03", text=None, rule="year"))
    (row,) = rows(Readings((read_article(replace(reading, statements=(old,))),)).to_dataframe(library=library), library)
    assert (day(row["when_start"]), day(row["when_end"])) == (datetime.date(988, 1, 1), datetime.date(1912, 3, 31))


def test_a_passage_of_an_article_has_no_statement(library: Any) -> None:
    passage = Found("a" * 16, None, "Bridge", None, None, None, "the bridge will stay")
    (row,) = rows(to_dataframe([(passage, None)], library=library), library)
    assert {name for name, value in row.items() if value is not None} == {"article_id", "headline", "quote"}
    assert row["quote"] == "the bridge will stay"


def test_a_lone_surrogate_does_not_end_it(library: Any) -> None:
    reading = made()[1]
    odd = replace(reading.statements[0], speakers=(Speaker("Ana \ud83d Duarte", "person"),))
    (row,) = rows(read_article(Reading(reading.article, (odd,))).to_dataframe(library=library), library)
    assert row["speaker"] == "Ana \\ud83d Duarte"


def test_the_columns_keep_their_types_where_there_is_no_row(library: Any) -> None:
    empty, full = to_dataframe([], library=library), to_dataframe(pairs(), library=library)
    assert [str(kind) for kind in empty.dtypes] == [str(kind) for kind in full.dtypes]
    assert list(empty.columns) == list(COLUMNS)


@pytest.mark.parametrize(
    ("installed", "wanted", "chosen"),
    [
        ({"pandas", "polars"}, None, "pandas"),
        ({"polars"}, None, "polars"),
        ({"pandas", "polars"}, "polars", "polars"),
        ({"pandas"}, "polars", None),
        (set(), None, None),
        (set(), "pandas", None),
    ],
)
def test_the_library_is_chosen_by_what_is_installed(
    installed: set[str], wanted: Any, chosen: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "find_spec", lambda name: name if name in installed else None)
    if chosen is not None:
        assert table._installed(wanted) == chosen
        return
    with pytest.raises(DataFrameMissing) as raised:
        table._installed(wanted)
    told = str(raised.value)
    assert f"pip install {wanted or 'pandas'}" in told and "to_dict" in told
    assert wanted or "pip install polars" in told


def test_the_dates_of_pandas_can_be_reckoned_with() -> None:
    pytest.importorskip("pandas")
    frame = to_dataframe(pairs())
    assert frame["when_start"].dt.year.dropna().tolist() == [2024]
    assert frame.groupby("speaker").size().to_dict() == {"Ana Duarte": 1, "engineers' union": 1}


def parquet(hits: Iterable[tuple[Hit, Known | None]], folder: Path) -> Any:
    tables = pytest.importorskip("pyarrow.parquet")
    write_parquet(hits, folder / "a.parquet")
    return tables.read_table(folder / "a.parquet")


def test_parquet_has_the_same_values_with_their_types(tmp_path: Path) -> None:
    table = parquet(pairs(), tmp_path)
    kinds = {"text": "string", "truth": "bool", "day": "date32[day]", "whole": "int64", "number": "double"}
    assert {field.name: str(field.type) for field in table.schema} == {
        name: kinds[column.type] for name, column in COLUMNS.items()
    }
    said, _ = table.to_pylist()
    assert (said["when_start"], said["negated"], said["occasion"]) == (datetime.date(2024, 5, 7), False, 1)
    assert (said["start"], said["confidence"], said["principal"]) == (27, 0.75, None)
    assert table.schema.field("act").metadata[b"meaning"].startswith(b"what the speaker does")


def test_parquet_of_many_rows_is_written_in_groups(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(table, "_AT_ONCE", 3)
    monkeypatch.setattr(table, "_IN_GROUP", 6)
    assert parquet(pairs() * 4, tmp_path).num_rows == 8
    assert groups_of(tmp_path / "a.parquet") == [6, 2]
    empty = parquet([], tmp_path)
    assert empty.num_rows == 0 and empty.column_names == list(COLUMNS)


def groups_of(path: Path) -> list[int]:
    """How many rows each group has."""
    found = pytest.importorskip("pyarrow.parquet").read_metadata(path)
    return [found.row_group(number).num_rows for number in range(found.num_row_groups)]


def test_a_parquet_file_is_whole_or_absent(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")

    def broken() -> Iterator[tuple[Hit, Known | None]]:
        yield from pairs()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_parquet(broken(), tmp_path / "a.parquet")
    assert list(tmp_path.iterdir()) == []


def test_parquet_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return imported(name, *rest, **named)

    imported = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ParquetMissing, match=r"pip install 'onrecord\[parquet\]'.*CSV"):
        write_parquet([], tmp_path / "a.parquet")
