"""A language model as second reader from the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import open_record
from onrecord.cli import onrecord
from onrecord.record.families import sqlite as families_sqlite
from tests.made_utterances import READ_WITH
from tests.record.test_families import Words as NoEncoder
from tests.record.test_second_readings import RIGHT, made
from tests.second.stand_in import StandIn, saying, standing_in


@pytest.fixture
def server() -> Iterator[StandIn]:
    with standing_in() as server:
        yield server


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)
    with open_record(tmp_path / "a.record") as record:
        record.add_reading(*made(), read_with=READ_WITH)
    return tmp_path / "a.record"


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(onrecord, ["second-opinion", *arguments, "--record", str(path)], env={"COLUMNS": "160"})


def test_a_second_opinion_is_told_with_what_to_do_next(path: Path, server: StandIn) -> None:
    server.answer = lambda sent: saying(RIGHT | {"day": "soon"})
    done = run(path, "--llm", server.address, "--model", "small")
    assert done.exit_code == 0, done.output
    assert "asked about 1 statement, 1 answer kept, 1 of them different; not used: 1 not a day." in done.stderr
    assert "/review?stage=second" in done.stderr
    assert "asked about 1 statement" in run(path, "--llm", server.address, "--model", "small", "--below", "1").stderr


def test_without_a_model_nothing_is_asked(path: Path) -> None:
    for given in ((), ("--llm", "http://localhost:1"), ("--model", "small")):
        refused = run(path, *given)
        assert (refused.exit_code, "--llm URL" in refused.stderr) == (2, True)
