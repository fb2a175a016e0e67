"""`stats`, and what it counts."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from onrecord.cli.record.stats import OUTLETS_SHOWN
from onrecord.model import Failure
from onrecord.record import open_record
from onrecord.record.stats import Share, TimeSpan
from tests.made_articles import READ_WITH, made


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with open_record("onrecord.record", write=True) as opened:
        opened.add_reading(*made(1), read_with=READ_WITH)
        opened.add_reading(*made(1, paragraphs=("The bridge closed, Rui Braga said.",)), read_with=READ_WITH)
        opened.add_reading(*made(2, outlet="Tide", published="2024-03"), read_with="made-up 2")
        opened.add_reading(*made(3, outlet=None, statements=False), read_with="made-up 2")
        opened.add_failure(Failure("gone.html", "There is no file."))
        opened.add_failure(Failure("mended.html", "There is no file."))
        opened.settle("mended.html")
    yield


def run(*arguments: str) -> Result:
    return CliRunner().invoke(onrecord, ["stats", *arguments], prog_name="onrecord")


def test_the_latest_versions_are_counted_by_everything() -> None:
    with open_record("onrecord.record", write=False) as opened:
        held = opened.stats()
    assert (held.articles, held.versions, held.statements) == (3, 4, 3)
    assert (held.not_read, held.failures, held.decisions) == (1, 1, 0)
    assert held.by_kind == (Share("said", 2, 2), Share("held", 1, 1))
    assert held.by_type == (Share("indirect", 2, 2), Share("direct", 1, 1))
    assert held.by_outlet == (Share("Tide", 1, 2), Share("The Harbour Times", 1, 1), Share(None, 1, 0))
    assert held.by_reader == (Share("made-up 2", 1, 2), Share(READ_WITH, 1, 1))
    assert held.published == TimeSpan("2024-05-07", "2024-05-07", 1)
    assert held.said == TimeSpan("2024-05-07", "2024-05-07", 2)
    assert held.added.first is not None and held.added.unknown == 0


def test_as_json() -> None:
    result = run("--format", "json")
    with open_record("onrecord.record", write=False) as opened:
        assert json.loads(result.stdout) == {"format": 2} | json.loads(json.dumps(asdict(opened.stats())))


def test_as_tables() -> None:
    result = run()
    assert result.exit_code == 0
    rows = [" ".join(line.split()) for line in result.stdout.splitlines()]
    for row in ("articles 3", "versions 4", "inputs that failed 1", "published 2024-05-07 to 2024-05-07, 1 unknown"):
        assert row in rows
    for row in ("said 2 2", "indirect 2 2", "The Harbour Times 1 1", "not known 1 0", f"{READ_WITH} 1 1"):
        assert row in rows


def test_many_outlets_are_cut_in_the_table_only() -> None:
    with open_record("onrecord.record", write=True) as opened:
        for number in range(10, 12 + OUTLETS_SHOWN):
            opened.add_reading(*made(number, outlet=f"Outlet {number}"), read_with=READ_WITH)
    result = run()
    assert "… and 5 more; --format json has all." in result.stderr
    assert len(json.loads(run("--format", "json").stdout)["by_outlet"]) == OUTLETS_SHOWN + 5


def test_of_an_empty_record_and_of_none() -> None:
    with open_record("empty.record", write=True) as opened:
        held = opened.stats()
    assert (held.articles, held.by_kind, held.published) == (0, (), TimeSpan(None, None, 0))
    assert "nothing yet" in run("--record", "empty.record").stdout
    result = run("--record", "none.record")
    assert result.exit_code == 1 and "none.record" in result.stderr


def test_an_outlet_cannot_move_the_cursor() -> None:
    loaded, reading = made(9)
    version = replace(reading.article.latest, outlet="Tide\x1b[2J")
    article = replace(reading.article, versions=(version,))
    with open_record("onrecord.record", write=True) as opened:
        opened.add_reading(replace(loaded, article=article), replace(reading, article=article), read_with=READ_WITH)
    assert "\x1b" not in run().stdout
