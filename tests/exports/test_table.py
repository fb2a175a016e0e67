import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.actors.directory import Actor
from onrecord.exports.table import COLUMNS, Cell, hits_of, rows, to_csv
from onrecord.model import Article, Reading, Span, Speaker, Statement, Version, When, Words
from onrecord.record.values import FamilyMark, Hit, Known
from tests.made_articles import made


def lines(readings: Iterable[Reading], known: Known | None = None) -> Iterator[str]:
    return to_csv((hit, known) for reading in readings for hit in hits_of(reading))


def read(*readings: Reading, known: Known | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(lines(readings, known)), newline=""), strict=True))


def row(statement: Statement, text: str, known: Known | None = None) -> dict[str, Cell]:
    reading = Reading(Article("a", None, (Version(text, "", "text/plain"),)), (statement,))
    ((cells),) = rows((hit, known) for hit in hits_of(reading))
    return dict(zip(COLUMNS, cells, strict=True))


def said(text: str) -> Reading:
    statement = Statement("s", (Span(0, len(text)),), confidence=0.5)
    return Reading(Article("a", None, (Version(text, "", "text/plain"),)), (statement,))


def test_one_row_a_statement() -> None:
    reading = made()[1]
    first, second = read(reading)
    assert list(first) == list(COLUMNS)
    assert {name: cell for name, cell in first.items() if cell} == {
        "article_id": reading.article.id,
        "url": "https://harbour.example/1",
        "outlet": "The Harbour Times",
        "headline": "Mayor keeps bridge 1 open",
        "published": "2024-05-07",
        "statement_id": reading.statements[0].id,
        "kind": "said",
        "type": "direct",
        "quote": '"The bridge will stay open,"',
        "speaker": "Ana Duarte",
        "speaker_kind": "person",
        "role": "mayor of Porto Velho",
        "mention": "Ana Duarte",
        "addressee": "the Harbour Times",
        "occasion": "1",
        "when_start": "2024-05-07",
        "when_end": "2024-05-07",
        "when_text": "Tuesday",
        "when_rule": "weekday on or before",
        "cue": "told",
        "source": "Ana Duarte, the mayor of Porto Velho",
        "start": "27",
        "end": "55",
        "content_spans": "27-55",
        "confidence": "0.75",
        "act": "states",
        "negated": "false",
    }
    assert (second["kind"], second["speaker"], second["when_start"]) == ("held", "engineers' union", "")


def test_every_column_has_a_plain_name_and_a_meaning() -> None:
    for name, column in COLUMNS.items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name) and column.meaning and not column.meaning.endswith(".")


def test_several_speakers_are_one_row_and_what_is_told_of_them_keeps_their_order() -> None:
    ruiz = Speaker("Ana Ruiz", "person", Words("mayor"), Words("Ruiz"))
    both = (ruiz, Speaker("officials", "unnamed"), Speaker("Maria Holt", "person", None, Words("Holt")))
    known = Known(
        (
            Actor("a1", "Ana Ruiz Costa", "person", identifiers={"wikidata": "Q1", "other": "7"}),
            None,
            Actor("b2", "Maria Holt", "person"),
        ),
        (),
        FamilyMark("f1", "altered", 3),
    )
    found = row(Statement("s", (Span(0, 2),), speakers=both), "No.", known)
    assert found["speaker"] == "Ana Ruiz; officials; Maria Holt"
    assert (found["speaker_kind"], found["role"], found["mention"]) == (
        "person; unnamed; person", "mayor; ; ", "Ruiz; ; Holt",
    )  # fmt: skip
    assert (found["actor_id"], found["actor"]) == ("a1; ; b2", "Ana Ruiz Costa; ; Maria Holt")
    assert found["actor_identifiers"] == "other:7 wikidata:Q1; ; "
    assert (found["family_id"], found["family_relation"]) == ("f1", "altered")
    assert (found["principal"], found["principal_id"]) == (None, None)


def test_an_interval_has_two_days_and_what_is_unknown_is_missing() -> None:
    may = When.of_date("2024-05", text=None, rule="month")
    found = row(Statement("s", (Span(0, 2),), when=may, venue=Words("a hearing")), "No.")
    assert (found["when_start"], found["when_end"], found["when_text"]) == (date(2024, 5, 1), date(2024, 5, 31), None)
    assert (found["venue"], found["speaker"], found["actor_id"], found["role"]) == ("a hearing", None, None, None)


def test_a_passage_of_an_article_fills_its_own_columns() -> None:
    ((cells),) = rows([(Hit("a1", None, "Bridge", None, None, None, "the bridge stays"), Known())])
    found = dict(zip(COLUMNS, cells, strict=True))
    assert {name: cell for name, cell in found.items() if cell is not None} == {
        "article_id": "a1", "headline": "Bridge", "quote": "the bridge stays",
    }  # fmt: skip


def test_without_readings_there_is_the_header() -> None:
    assert list(to_csv([])) == [",".join(COLUMNS) + "\r\n"]
    assert list(to_csv([], header=False)) == []
    assert read(replace(made()[1], statements=())) == []


def test_several_parts_are_joined_and_the_range_covers_them() -> None:
    version = Version('"No," she said, "never."', "", "text/plain")
    parts = (Span(0, 5), Span(16, 24))
    statement = Statement("s", parts, (Span(6, 9),), (Span(10, 14),), principals=(Speaker("The union", "group"),))
    (found,) = read(Reading(Article("a", None, (version,)), (statement,)))
    assert (found["quote"], found["start"], found["end"]) == ('"No," "never."', "0", "24")
    assert found["content_spans"] == "0-5; 16-24"
    assert (found["source"], found["cue"], found["principal"]) == ("she", "said", "The union")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-5 degrees", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_cell_that_could_be_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert read(said(text))[0]["quote"] == f"'{text}"


@pytest.mark.parametrize(
    "text", ['She said "no", twice;\r\nthen left', "a,b", "a\nb", "'tis", "1-2", "naïve 😀", " =1"]
)
def test_other_cells_are_written_as_they_are(text: str) -> None:
    assert read(said(text))[0]["quote"] == text


@given(st.text(min_size=1))
def test_any_quote_comes_back_and_begins_no_formula(text: str) -> None:
    cell = read(said(text))[0]["quote"]
    assert cell in (text, f"'{text}")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_lines_are_made_one_at_a_time() -> None:
    def endless() -> object:
        while True:
            yield made()[1]

    made_now = lines(endless())  # type: ignore[arg-type]
    assert next(made_now).startswith("article_id,")
    assert next(made_now).endswith("\r\n")


def test_the_page_tells_each_column_in_these_words() -> None:
    page = (Path(__file__).parents[2] / "docs" / "table.md").read_text("utf8")
    kinds = {"text": "text", "truth": "true or false", "day": "day", "whole": "whole number", "number": "number"}
    told = [f"| `{name}` | {kinds[column.type]} | {column.meaning} |" for name, column in COLUMNS.items()]
    assert [line for line in page.splitlines() if line.startswith("| `")] == told, "\n".join(told)
