import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.table import COLUMNS, to_csv
from onrecord.model import Article, Reading, Span, Speaker, Statement, Version
from tests.made_articles import made


def rows(*readings: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(to_csv(readings)), newline=""), strict=True))


def said(text: str) -> Reading:
    statement = Statement("s", (Span(0, len(text)),), confidence=0.5)
    return Reading(Article("a", None, (Version(text, "", "text/plain"),)), (statement,))


def test_one_row_a_statement() -> None:
    reading = made()[1]
    first, second = rows(reading)
    assert tuple(first) == COLUMNS
    assert first == {
        "article id": reading.article.id,
        "url": "https://harbour.example/1",
        "outlet": "The Harbour Times",
        "headline": "Mayor keeps bridge 1 open",
        "published": "2024-05-07",
        "statement id": reading.statements[0].id,
        "kind": "said",
        "type": "direct",
        "quote": '"The bridge will stay open,"',
        "speaker": "Ana Duarte",
        "speaker kind": "person",
        "role": "mayor of Porto Velho",
        "mention": "Ana Duarte",
        "principal": "",
        "addressee": "the Harbour Times",
        "venue": "",
        "when": "2024-05-07",
        "when text": "Tuesday",
        "when rule": "weekday on or before",
        "cue": "told",
        "source text": "Ana Duarte, the mayor of Porto Velho",
        "start": "27",
        "end": "55",
        "confidence": "0.75",
        "act": "states",
        "negated": "",
    }
    assert (second["kind"], second["speaker"], second["when"]) == ("held", "engineers' union", "")


def test_without_readings_there_is_the_header() -> None:
    assert list(to_csv([])) == [",".join(COLUMNS) + "\r\n"]
    assert rows(replace(made()[1], statements=())) == []


def test_several_parts_are_joined_and_the_range_covers_them() -> None:
    version = Version('"No," she said, "never."', "", "text/plain")
    parts = (Span(0, 5), Span(16, 24))
    statement = Statement("s", parts, (Span(6, 9),), (Span(10, 14),), principal=Speaker("The union", "group"))
    (row,) = rows(Reading(Article("a", None, (version,)), (statement,)))
    assert (row["quote"], row["start"], row["end"]) == ('"No," "never."', "0", "24")
    assert (row["source text"], row["cue"], row["principal"]) == ("she", "said", "The union")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-5 degrees", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_cell_that_could_be_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert rows(said(text))[0]["quote"] == f"'{text}"


@pytest.mark.parametrize(
    "text", ['She said "no", twice;\r\nthen left', "a,b", "a\nb", "'tis", "1-2", "naïve 😀", " =1"]
)
def test_other_cells_are_written_as_they_are(text: str) -> None:
    assert rows(said(text))[0]["quote"] == text


@given(st.text(min_size=1))
def test_any_quote_comes_back_and_begins_no_formula(text: str) -> None:
    cell = rows(said(text))[0]["quote"]
    assert cell in (text, f"'{text}")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_lines_are_made_one_at_a_time() -> None:
    def endless() -> object:
        while True:
            yield made()[1]

    lines = to_csv(endless())  # type: ignore[arg-type]
    assert next(lines).startswith("article id,")
    assert next(lines).endswith("\r\n")
