import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.cli import onrecord
from onrecord.evaluation import read_gold
from onrecord.exports.views.decisions import to_corrections, words_of
from onrecord.record import Record, open_record
from onrecord.record.families import sqlite as families_sqlite
from tests.made_articles import READ_WITH, made
from tests.record.test_families import Words

READING = made()[1]
FIRST, SECOND = READING.statements[:2]


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", Words)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*made(), read_with=READ_WITH)
        record.add_reading(*made(2), read_with=READ_WITH)
        yield record


def corrected(record: Record) -> list[dict[str, Any]]:
    return list(to_corrections(record))


def test_only_articles_with_decisions_are_written(record: Record) -> None:
    assert corrected(record) == []
    record.decide(FIRST.id, "reject", who="Kim")
    assert [one["doc"] for one in corrected(record)] == [READING.article.id]


def test_accepted_stay_and_rejected_go(record: Record) -> None:
    record.decide(FIRST.id, "accept", who="Kim")
    record.decide(SECOND.id, "reject", who="Kim")
    (article,) = corrected(record)
    assert article["reviewed"] is True
    (only,) = article["attributions"]
    for role in ("source", "cue", "content"):
        assert only[role] == [[s.start, s.end] for s in getattr(FIRST, role)]
    assert only["decision"]["verdict"] == "accept"


def test_an_edit_sets_what_it_says_and_the_rest_stays(record: Record) -> None:
    record.decide(FIRST.id, "reject", who="Kim")
    edit: dict[str, Any] = {"content": "0-5", "speaker": "Rui Braga", "when": "2024-05", "venue": "a podcast"}
    record.decide(FIRST.id, "edit", who="Kim", act="denies", addressee="the Harbour Times", **edit)
    (article,) = corrected(record)
    first = article["attributions"][0]
    assert (first["content"], first["source"]) == ([[0, 5]], [[s.start, s.end] for s in FIRST.source])
    assert ([one["name"] for one in first["speakers"]], first["act"]) == (["Rui Braga"], "denies")
    assert (first["when"]["date"], first["venue"]["text"]) == ("2024-05", "a podcast")
    assert first["addressee"]["text"] == "the Harbour Times"
    assert [one["name"] for one in first["decision"]["proposed"]["speakers"]] == ["Ana Duarte"]


def test_an_article_is_reviewed_when_all_is_decided_or_itself_accepted(record: Record) -> None:
    record.decide(FIRST.id, "accept", who="Kim")
    assert [one["reviewed"] for one in corrected(record)] == [False]
    decision = record.decide(READING.article.id, "accept", who="Kim")
    assert [one["reviewed"] for one in corrected(record)] == [True]
    record.undo(decision.number, who="Kim")
    assert [one["reviewed"] for one in corrected(record)] == [False]


def test_the_verdicts_of_every_reviewer_are_written_with_who_gave_them(record: Record) -> None:
    record.decide(FIRST.id, "edit", who="Kim", speaker="Rui Braga")
    record.decide(FIRST.id, "accept", who="Lee", note="heard it")  # blind, so nothing is known of Kim's
    record.decide(SECOND.id, "accept", who="Kim")
    record.decide(SECOND.id, "reject", who="Lee")
    (article,) = corrected(record)
    (first,), (second,) = article["attributions"], article["rejected"]
    assert [one["name"] for one in first["speakers"]] == ["Ana Duarte"]
    kim, lee = first["verdicts"]
    assert [(one["who"], one["verdict"], one["number"], one["note"]) for one in (kim, lee)] == [
        ("Kim", "edit", 1, None),
        ("Lee", "accept", 2, "heard it"),
    ]
    assert [one["statement"]["speakers"][0]["name"] for one in (kim, lee)] == ["Rui Braga", "Ana Duarte"]
    assert (second["id"], second["content"]) == (SECOND.id, [[span.start, span.end] for span in SECOND.content])
    assert [(one["who"], one["statement"] is None) for one in second["verdicts"]] == [("Kim", False), ("Lee", True)]


def test_the_command_writes_what_evaluates_and_trains(record: Record, tmp_path: Path) -> None:
    out = tmp_path / "my.jsonl"
    record.decide(READING.article.id, "accept", who="Kim")
    record.decide(FIRST.id, "edit", who="Kim", content="The bridge will stay open")
    call = ["export", "--record", str(tmp_path / "a.record"), "--format", "corrections", "--out", str(out)]
    assert CliRunner().invoke(onrecord, call).exit_code == 0
    (gold,) = read_gold([out])
    text = READING.article.latest.text
    assert [[span.of(text) for span in one.content] for one in gold.attributions] == [
        ["The bridge will stay open"],
        ["that the pillars are unsafe"],
    ]
    document = json.loads(out.read_text(encoding="utf8"))
    assert document["reviewed"] is True
    pytest.importorskip("torch")
    from onrecord.reading.reader import WEIGHTS
    from training.examples import examples
    from training.reader import load_tokenizer

    assert list(examples(document, load_tokenizer(WEIGHTS / "tokenizer.json"))) != []


def test_what_was_decided_about_is_told_with_what_was_done_with_it(record: Record) -> None:
    about = record.decide(SECOND.id, "accept", who="Kim")
    assert words_of(record, about) == "engineers' union: believes: that the pillars are unsafe"
    denied = record.decide(SECOND.id, "edit", who="Kim", act="denies")
    assert words_of(record, denied) == "engineers' union: denies: that the pillars are unsafe"
