"""`watch` as a user calls it, with a made-up reader and a clock that does not wait."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import pipeline, reading
from onrecord.cli import onrecord
from onrecord.cli.terminal.options import Duration
from onrecord.record import open_record
from tests.cli.test_commands import MadeUpReader, quotations
from tests.watched_site import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as server:
        yield server


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "Reader", MadeUpReader)
    monkeypatch.setattr(
        pipeline, "statements", lambda articles, *, reader, directory: quotations(articles, reader=reader)
    )
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(onrecord, ["watch", *arguments, "--allow-private"], prog_name="onrecord")


@pytest.mark.usefixtures("command")
def test_one_round_prints_what_was_added(site: Site) -> None:
    site.feed("/a", "/gone")
    site.page("/a")
    result = run(site.url("/feed"), "--once")
    assert result.exit_code == 1
    assert result.stdout.startswith("added  ")
    assert "On /a" in result.stdout
    assert "Failed: " in result.stderr
    assert "1 feed read, 1 article added, 0 new versions, 0 unchanged, 1 failed." in result.stderr


@pytest.mark.usefixtures("command")
def test_a_feed_that_was_refused_is_read_at_once_when_it_is_permitted(site: Site) -> None:
    site.feed("/a")
    site.page("/a")
    refused = CliRunner().invoke(onrecord, ["watch", site.url("/feed"), "--once"])
    assert refused.exit_code == 1 and "--allow-private" in refused.stderr
    assert site.paths() == []
    assert "1 feed read, 1 article added" in run(site.url("/feed"), "--once").stderr


@pytest.mark.usefixtures("command")
def test_ctrl_c_ends_with_a_summary(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.feed("/a")
    site.page("/a")

    def stop(seconds: float) -> None:
        if seconds > 60:
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", stop)
    result = run(site.url("/feed"))
    assert result.exit_code == 130
    assert "Stopped: 1 feed read" in result.stderr and "continues where it stopped" in result.stderr
    assert "1 article added" in result.stderr
    with open_record("onrecord.record", write=False) as record:
        assert record.counts().articles == 1
    assert "Nothing was due yet." in run(site.url("/feed"), "--once").stderr


@pytest.mark.parametrize(
    "arguments",
    [("nowhere.txt",), ("http://a.example/", "--every", "soon"), ("http://a.example/", "--every", "5s"),
     ("http://a.example/", "--again", "1h,later"), ()],
)  # fmt: skip
def test_wrong_usage_is_told(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(("written", "length"), [("15m", 15), ("2 h", 120), ("1D", 1440), ("90s", 1.5)])
def test_lengths_of_time_are_read(written: str, length: float) -> None:
    assert Duration().convert(written, None, None) == timedelta(minutes=length)
