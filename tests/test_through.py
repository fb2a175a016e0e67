"""Inputs through the stages in several processes: the same as in one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord import open_record, processes, read, through
from onrecord.exports.articles import to_json
from onrecord.model import Article, Attribution, Failure, Loaded, Span
from onrecord.problems import WeightsMissing
from onrecord.problems.record import RecordProblem
from onrecord.reading.decoding import Found
from onrecord.sources import load, to_load
from onrecord.sources.inputs import Unopened
from onrecord.through import FEW, Manner, stages

NAMES = [f"{number:02}" for number in range(FEW + 4)]
SAID = (
    "“The ferry number {0} stays,” Ana Brand said on Tuesday. "
    "“Nobody on the islands will have to wait for a boat this winter,” she added.\n"
)


class EndsReader:
    """Finds in each article its first quotation; fails at one article, and ends the process at another."""

    name = "made-up 1"

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Found]]:
        for article in articles:
            if "number 03" in article.latest.text:
                raise KeyError("three")
            if "number 05" in article.latest.text:
                os.kill(os.getpid(), signal.SIGKILL)
            end = article.latest.text.index("”") + 1
            yield article, Found([Attribution((Span(0, end),), type="direct", confidence=0.9)])


def ending(manner: Manner) -> Callable[[Any], Any]:
    """What a process does with that reader."""
    return stages(replace(manner, reader=EndsReader()))  # type: ignore[arg-type]


def broken(manner: Manner) -> Callable[[Any], Any]:
    """A process whose weights are missing."""
    raise WeightsMissing("weights")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    (tmp_path / "news").mkdir()
    for name in NAMES:
        (tmp_path / "news" / f"{name}.txt").write_text(SAID.format(name), encoding="utf8")
    return tmp_path / "news"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The processes that were started."""
    found: list[object] = []
    popen = subprocess.Popen

    def starting(*given: Any, **manner: Any) -> Any:
        found.append(given)
        return popen(*given, **manner)

    monkeypatch.setattr(processes.subprocess, "Popen", starting)  # type: ignore[attr-defined]
    return found


def test_two_processes_keep_what_one_does(folder: Path, started: list[object]) -> None:
    (folder / "06.html").write_bytes(b"\x00\x01" * 40)  # between the others, and not a page
    kept = []
    for number in (1, 2):
        with open_record(f"{number}.record") as record:
            done = record.add(folder, published="2031-05-04", processes=number)
            assert str(done).startswith("12 articles added, 0 new versions, 0 unchanged, 1 failed;")
            assert [one.origin for one in done.failures] == [str(folder / "06.html")]
            assert list(record.verify()) == []
            marks = [dict(record.family_marks(one)) for one in super(type(record), record).readings()]
            kept.append(([to_json(one) for one in super(type(record), record).readings()], marks))
        assert len(started) == number - 1
    assert kept[0] == kept[1]
    assert any(kept[0][1]) and all(one["statements"] for one in kept[0][0])
    with open_record("2.record") as record:
        assert record.add(folder, published="2031-05-04", processes=2).counts == {"unchanged": 12}


def test_what_fails_costs_itself_and_the_order_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch, started: list[object]
) -> None:
    monkeypatch.setattr(through, "stages", ending)
    monkeypatch.setattr(through, "MOST_HERE", 0)  # else this process ends at that article
    with open_record("a.record") as record:
        done = record.add(folder, processes=2)
        texts = [one.article.latest.text for one in super(type(record), record).readings()]
        assert list(record.failures()) == done.failures
    assert [text[18:20] for text in texts] == [name for name in NAMES if name not in ("03", "05")]
    assert [one.origin for one in done.failures] == [str(folder / "03.txt"), str(folder / "05.txt")]
    assert "KeyError: 'three'" in done.failures[0].reason
    assert "The process that was reading this input ended (SIGKILL" in done.failures[1].reason
    assert len(started) == 2  # the one that ended was replaced


def test_missing_weights_end_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(through, "stages", broken)
    with pytest.raises(Exception, match="No reader weights in weights"):
        read(folder, processes=2)


@pytest.mark.parametrize("manner", [{"processes": 1}, {"reader": EndsReader()}])
def test_one_process_or_a_reader_of_ones_own_starts_none(
    folder: Path, manner: dict[str, Any], monkeypatch: pytest.MonkeyPatch, started: list[object]
) -> None:
    monkeypatch.setattr(through, "reader_of", lambda by: EndsReader())
    monkeypatch.setattr(os, "kill", lambda process, number: None)
    assert len(read(folder, **manner)) == 11
    assert started == []


def test_few_inputs_start_none(folder: Path, monkeypatch: pytest.MonkeyPatch, started: list[object]) -> None:
    monkeypatch.setattr(through, "reader_of", lambda by: EndsReader())
    few = [folder / f"{name}.txt" for name in ("00", "01", "02")]
    assert len(read(few, processes=2)) == 3
    assert started == []


def test_there_is_at_least_one_process(folder: Path) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        read(folder, processes=0)


def test_files_of_one_article_are_left_to_whoever_opens_them(folder: Path) -> None:
    Path("a.jsonl").write_text('{"text": "The ferry stays."}\n' * 2)
    given = list(to_load([folder / "00.txt", "a.jsonl", "none.html"], published="2031-05-04", kind="official"))
    assert [type(one) for one in given] == [Unopened, Loaded, Loaded, Unopened]
    assert isinstance(given[0], Unopened) and isinstance(given[3], Unopened)
    one, other = given[0].load(), given[3].load()
    assert isinstance(one, Loaded) and one.article.latest.kind == "official"
    assert one == next(load(folder / "00.txt", published="2031-05-04", kind="official"))
    assert isinstance(other, Failure) and other.origin == "none.html"


def test_ctrl_c_keeps_what_was_read_and_leaves_no_process(folder: Path) -> None:
    os.mkfifo(folder / "zz.txt")  # a file that nobody finishes
    files = [str(folder / f"{name}.txt") for name in (*NAMES, "zz")]
    command = [sys.executable, "-m", "onrecord", "add", *files, "--processes", "2"]
    path = os.pathsep.join(one for one in sys.path if one)
    adding = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": path})
    while adding.poll() is None and _kept() < FEW:
        time.sleep(0.05)
    adding.send_signal(signal.SIGINT)
    _, told = adding.communicate(timeout=60)
    assert adding.returncode == 130, told
    kept = _kept()
    assert f"Stopped: {kept} articles added, 0 new versions, 0 unchanged, 0 failed;" in told
    assert "The same command continues where it stopped." in told
    (folder / "zz.txt").unlink()
    (folder / "zz.txt").write_text(SAID.format("zz"), encoding="utf8")
    with open_record("onrecord.record") as record:
        done = record.add(files, processes=1)
        assert done.counts == {"unchanged": kept, "added": 13 - kept}


def _kept() -> int:
    if not Path("onrecord.record").exists():
        return 0
    try:
        with open_record("onrecord.record", write=False) as record:
            return record.counts().articles
    except RecordProblem:  # it is being made
        return 0
