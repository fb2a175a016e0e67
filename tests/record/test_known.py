"""What a record knows of a statement beyond its article, in each export: actors after merges and imports, families."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import onrecord
from onrecord.actors.directory import Actor
from onrecord.cli import onrecord as command
from onrecord.model import Reading, Speaker
from onrecord.problems.record import UnknownId
from onrecord.record import open_record
from tests.made_articles import PARAGRAPHS, READ_WITH, Made, made, with_statements
from tests.made_utterances import add, article, said

FERRY = "The ferry across the sound will run again before the first of June, whatever the weather brings"
MARY, HOLT = Speaker("Mary Holt", "person"), Speaker("Maria Holt", "person")
OFFICIALS = Speaker("officials", "unnamed")


def by(pair: Made, *speakers: Speaker, principal: Speaker | None = None) -> Made:
    (one,) = pair[1].statements
    return with_statements(pair, replace(one, speakers=speakers, principals=(principal,) if principal else ()))


FIRST = by(article("one", said(FERRY), outlet="The Harbour Times"), HOLT)
SECOND = by(
    article("two", said(FERRY, around="she told the council."), published="2024-05-08"), MARY, OFFICIALS, principal=HOLT
)


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two reports of one utterance; Mary is merged into Maria, of whom an import tells an identifier."""
    monkeypatch.chdir(tmp_path)
    with open_record("onrecord.record", write=True) as opened:
        add(opened, FIRST, SECOND)
        opened.import_actors([Actor("h", "Maria Holt", "person", identifiers={"wikidata": "Q77"})], dataset="people")
        opened.merge("Mary Holt", opened.actor("Maria Holt").id, who="Kim Park")
    yield


def run(*arguments: str) -> str:
    result = CliRunner().invoke(command, arguments, prog_name="onrecord")
    assert result.exit_code == 0, result.output
    return result.stdout


def holt() -> Actor:
    with open_record("onrecord.record", write=False) as opened:
        return opened.actor("Maria Holt")


def of_two(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The row of the report with several speakers, which is merged, identified and a copy of a family."""
    (row,) = (one for one in rows if one["speaker"] == "Mary Holt; officials")
    assert (row["actor_id"], row["actor"]) == (f"{holt().id}; ", "Maria Holt; ")
    assert row["actor_identifiers"] == "wikidata:Q77; "
    assert (row["principal"], row["principal_id"], row["principal_identifiers"]) == (
        "Maria Holt", holt().id, "wikidata:Q77",
    )  # fmt: skip
    assert row["family_relation"] == "verbatim"
    return row


@pytest.mark.parametrize("asked", [("export",), ("search", "ferry"), ("who", "Maria Holt")])
def test_merges_identifiers_and_families_reach_csv_and_parquet(asked: tuple[str, ...], tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv"), newline="")))
    assert len({row["family_id"] for row in rows}) == 1
    row = of_two(rows)
    tables = pytest.importorskip("pyarrow.parquet")
    run(*asked, "--format", "parquet", "--out", "rows.parquet")
    assert of_two(tables.read_table(tmp_path / "rows.parquet").to_pylist())["family_id"] == row["family_id"]


def test_they_reach_data_frames() -> None:
    pytest.importorskip("pandas")
    with onrecord.open_record("onrecord.record", write=False) as opened:
        frames = (opened.to_dataframe(), opened.search("ferry").to_dataframe(), opened.who("Maria Holt").to_dataframe())
        for frame in (*frames, opened.article(SECOND[1].article.id).to_dataframe()):
            of_two(frame.to_dict("records"))


def test_they_reach_the_json_of_articles() -> None:
    articles = {one["id"]: one for one in map(json.loads, run("export").splitlines())}
    (statement,) = articles[SECOND[1].article.id]["statements"]
    mary, officials = statement["speakers"]
    assert mary["actor"] == {"id": holt().id, "name": "Maria Holt", "identifiers": {"wikidata": "Q77"}}
    assert (officials["actor"], statement["principals"][0]["actor"]["id"]) == (None, holt().id)
    assert statement["family"]["relation"] == "verbatim"
    with onrecord.open_record("onrecord.record", write=False) as opened:
        assert opened.article(SECOND[1].article.id).to_dict() == articles[SECOND[1].article.id]


def test_a_merge_that_is_taken_back_is_gone_from_the_table() -> None:
    with open_record("onrecord.record", write=True) as opened:
        (merged,) = (one.subject_id for one in opened.decisions(subject="actor"))
        opened.separate(merged, who="Kim Park")
    rows = csv.DictReader(io.StringIO(run("export", "--format", "csv"), newline=""))
    (row,) = (one for one in rows if one["speaker"].startswith("Mary"))
    assert (row["actor_id"], row["actor"], row["actor_identifiers"]) == (f"{merged}; ", "Mary Holt; ", "")


def test_statements_that_a_split_moved_are_the_other_actors() -> None:
    with open_record("onrecord.record", write=True) as opened:
        one = FIRST[1].statements[0].id
        new = (opened.split("Maria Holt", statements=[one], who="Kim Park").change or {})["split_into"]
    rows = {
        row["statement_id"]: row for row in csv.DictReader(io.StringIO(run("export", "--format", "csv"), newline=""))
    }
    assert rows[one]["actor_id"] == new != rows[SECOND[1].statements[0].id]["actor_id"]


def test_whoever_goes_through_a_record_may_write_in_between(tmp_path: Path) -> None:
    third = by(article("three", said("The pier is closed until the winter is over")), HOLT)
    with onrecord.open_record("onrecord.record") as opened, opened.batch():
        for number, _ in enumerate(opened.readings()):
            if not number:
                opened.add_reading(*third, read_with=READ_WITH)
    with onrecord.open_record("onrecord.record", write=False) as opened:
        assert opened.counts().articles == 3


def test_each_reading_has_what_is_known_of_its_own() -> None:
    with onrecord.open_record("onrecord.record", write=False) as opened:
        readings: list[Reading] = list(opened.readings())
        for one in opened.readings():
            assert {statement.id for statement in one.statements} == set(one.known or {})
    assert len(readings) == 2


def test_a_statement_is_told_with_the_version_that_it_was_read_from() -> None:
    first, later = made(1), made(1, paragraphs=(PARAGRAPHS[0], "The pillars are new."))
    with open_record("versions.record", write=True) as opened:
        for loaded, reading in (first, later):
            opened.add_reading(loaded, reading, read_with=READ_WITH)
        marks = opened.version_marks(first[1].article.id[:8])
        versions = opened.versions(first[1].article.id)
        assert [(one.number, one.latest) for one in marks] == [(1, False), (2, True)]
        assert [(one.added_at, one.own) for one in marks] == [(one.added_at, one.own) for one in versions]
        for reading, mark in ((first[1], marks[0]), (later[1], marks[1])):
            evidence = opened.evidence(reading.statements[0].id[:12])
            assert evidence.version == mark
            assert evidence.reading.article.latest.text == reading.article.latest.text
            assert evidence.statement in evidence.reading.statements
        with pytest.raises(UnknownId):
            opened.version_marks("nothing")
