"""The list of a search as a file."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyarrow import parquet

from onrecord.exports.table import COLUMNS
from onrecord.web.pages.search import downloads
from tests.made_articles import made, statement, with_statements
from tests.web.conftest import LOOKING
from tests.web.searched import pages_of, record_of


@pytest.mark.parametrize("asked", ["words=ferry", "speaker=Marsk&sort=date", "words=ferry&in=articles", ""])
def test_a_file_holds_all_hits_of_the_page(pages: TestClient, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    monkeypatch.setattr(downloads, "_AT_ONCE", 3)
    total = pages.get(f"/search.json?{asked}").json()["total"]
    assert total > 3
    table = list(csv.reader(io.StringIO(pages.get(f"/search.csv?{asked}").text, newline="")))
    assert table[0] == list(COLUMNS)
    assert len(table) == total + 1
    lines = [json.loads(line) for line in pages.get(f"/search.jsonl?{asked}").text.splitlines()]
    assert [one["quote"] for one in lines] == pages_quotes(pages, asked, total)
    columns = parquet.read_table(io.BytesIO(pages.get(f"/search.parquet?{asked}").content))
    assert columns.column_names == list(COLUMNS)
    assert columns["quote"].to_pylist() == [one["quote"] for one in lines]


def pages_quotes(pages: TestClient, asked: str, total: int) -> list[str]:
    found: list[str] = []
    after = ""
    while len(found) < total:
        page = pages.get(f"/search.json?{asked}&limit=100{after}").json()
        found += [hit["quote"] for hit in page["hits"]]
        after = f"&after={page['next']}"
    return found


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_file_is_bounded_and_says_so(pages: TestClient, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(downloads, "MOST_ROWS", 5)
    monkeypatch.setattr(downloads, "_AT_ONCE", 3)
    answer = pages.get(f"/search.{kind}?words=ferry")
    assert answer.headers["onrecord-most-rows"] == "5"
    assert f'filename="statements.{kind}"' in answer.headers["content-disposition"]
    if kind == "parquet":
        assert parquet.read_table(io.BytesIO(answer.content)).num_rows == 5
    else:
        lines = list(csv.reader(io.StringIO(answer.text, newline=""))) if kind == "csv" else answer.text.splitlines()
        assert len(lines) == (6 if kind == "csv" else 5)


def test_a_search_that_finds_nothing_is_a_table_of_no_rows(pages: TestClient) -> None:
    assert pages.get("/search.csv?words=zebra").text.splitlines() == [",".join(COLUMNS)]
    assert pages.get("/search.jsonl?words=zebra").text == ""
    assert parquet.read_table(io.BytesIO(pages.get("/search.parquet?words=zebra").content)).num_rows == 0


def test_no_cell_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    pair = made(1, paragraphs=("=HYPERLINK(1), they said.",), headline="+1", outlet="@here")
    found = with_statements(pair, statement(pair[1].article.latest.text, content="=HYPERLINK(1)"))
    with pages_of(record_of(tmp_path / "a.record", found), LOOKING) as pages:
        (row,) = csv.DictReader(io.StringIO(pages.get("/search.csv").text))
    assert (row["quote"], row["headline"], row["outlet"]) == ("'=HYPERLINK(1)", "'+1", "'@here")


def test_without_the_library_of_parquet_the_answer_says_so(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = pages.get("/search.parquet?words=ferry", headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"]["kind"] == "ParquetMissing"
    assert "CSV" in answer.json()["error"]["message"]


def test_what_a_file_does_not_take_is_an_error(pages: TestClient) -> None:
    assert pages.get("/search.csv?words=ferry&limit=3").status_code == 400
    assert pages.get("/search.csv?since=never").status_code == 400
