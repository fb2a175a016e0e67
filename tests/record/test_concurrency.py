"""One writer, many readers."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onrecord.problems.record import RecordBusy, RecordReadOnly
from onrecord.record import open_record, opening
from tests.made_articles import READ_WITH, made

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*made(1), read_with=READ_WITH)
    return tmp_path / "a.record"


def test_a_reader_sees_the_state_before_an_unfinished_batch_and_all_of_it_afterwards(path: Path) -> None:
    with open_record(path, write=True) as writer, open_record(path, write=False) as reader:
        with writer.batch():
            writer.add_reading(*made(2), read_with=READ_WITH)
            assert reader.counts().articles == 1
            assert len(reader.search("bridge", in_="articles").hits) == 1
            assert writer.counts().articles == 2
        assert reader.counts().articles == 2
        assert len(reader.search("bridge", in_="articles").hits) == 2


def test_a_started_export_does_not_see_what_is_added_meanwhile(path: Path) -> None:
    with open_record(path, write=True) as writer, open_record(path, write=False) as reader:
        writer.add_reading(*made(2), read_with=READ_WITH)
        readings = reader.readings()
        first = next(readings)
        writer.add_reading(*made(3), read_with=READ_WITH)
        assert [first, *readings] == [made(1)[1], made(2)[1]]


def test_a_reader_opens_and_verifies_sound_rows_while_a_writer_is_in_a_batch(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with open_record(path, write=True) as writer, writer.batch():
        writer.add_reading(*made(2), read_with=READ_WITH)
        with open_record(path, write=False) as reader:
            assert list(reader.verify()) == []


def test_a_second_writer_is_told_that_the_record_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with open_record(path, write=True) as first, open_record(path, write=True) as second:
        with first.batch():
            first.add_reading(*made(2), read_with=READ_WITH)
            with pytest.raises(RecordBusy, match=r"Another process is writing to .*a\.record.*within 0.05 s"):
                second.add_reading(*made(3), read_with=READ_WITH)
        assert second.add_reading(*made(3), read_with=READ_WITH) == "added"
        assert first.counts().articles == 3


def test_a_second_writer_waits_for_the_first_to_finish(path: Path) -> None:
    with open_record(path, write=True) as first:
        batch = first.batch()
        batch.__enter__()
        first.add_reading(*made(2), read_with=READ_WITH)
        began, results = threading.Event(), []

        def second() -> None:
            with open_record(path, write=True) as record:
                began.set()
                results.append(record.add_reading(*made(3), read_with=READ_WITH))

        thread = threading.Thread(target=second)
        thread.start()
        assert began.wait(10)
        batch.__exit__(None, None, None)
        thread.join(10)
        assert results == ["added"]


def test_a_reader_cannot_write(path: Path) -> None:
    with open_record(path, write=False) as reader, pytest.raises(RecordReadOnly, match="opened for reading"):
        reader.add_reading(*made(2), read_with=READ_WITH)


def test_processes_that_make_a_record_at_the_same_time_make_one(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    command = [sys.executable, "-m", "tests.made_articles", str(path), "5", "singly"]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [process.wait(240) for process in processes] == [0] * 4
    with open_record(path, write=False) as record:
        assert record.counts().articles == 5
        assert record.counts().versions == 5
        assert list(record.verify()) == []
