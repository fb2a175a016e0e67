"""A record cut off at any point opens, verifies and holds whole articles, and a second run completes it.

A killed process loses what it had not handed to the system; a power cut also loses the end of what it had. The first
is done with SIGKILL, the second by cutting off or blanking the end of the log of a copy.
"""

import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from onrecord.record import open_record
from tests.made_articles import made, main

COUNT = 40
KILLS = 50
STARTING = multiprocessing.get_context("forkserver")
"""Starts processes out of one that has imported all that they need."""
EXPECTED = {reading.article.id: reading for _, reading in (made(number) for number in range(COUNT))}


def test_fifty_kills_leave_a_record_that_verifies_and_can_be_completed(tmp_path: Path) -> None:
    STARTING.set_forkserver_preload([__name__])
    dice, path, killed, held = random.Random(20240507), tmp_path / "0.record", 0, set()
    for attempt in range(3 * KILLS):
        killed += _kill_an_addition(path, dice)
        _check_cut_copy(path, tmp_path / "copy", dice=dice)
        articles = _check(path)
        held.add(articles)
        if killed == KILLS:
            break
        if articles == COUNT:
            path = tmp_path / f"{attempt + 1}.record"
    assert killed == KILLS
    assert len(held) > 5, "the kills fell on different points"
    main(str(path), str(COUNT), "singly")
    assert _check(path) == COUNT


@pytest.mark.parametrize("how", ["together", "singly"])
def test_a_run_that_is_not_cut_off_is_complete(tmp_path: Path, how: str) -> None:
    main(str(tmp_path / "a.record"), str(COUNT), how)
    assert _check(tmp_path / "a.record") == COUNT


def _kill_an_addition(path: Path, dice: random.Random) -> int:
    told, telling = STARTING.Pipe(duplex=False)
    how = dice.choice(["together", "singly"])
    process = STARTING.Process(target=_add, args=(telling, str(path), str(COUNT), how))
    process.start()
    telling.close()
    # Some are killed while the record is made; the rest so many articles further, so that it does not hang on the
    # speed of the machine where.
    if dice.random() < 0.2:
        time.sleep(dice.uniform(0, 0.03))
    else:
        with os.fdopen(told.fileno(), closefd=False) as lines:
            for _ in range(dice.randint(1, 10)):
                lines.readline()
        time.sleep(dice.uniform(0, 0.01))
    process.kill()
    process.join()
    told.close()
    return int(process.exitcode == -signal.SIGKILL)


def _add(telling: Connection, path: str, count: str, how: str) -> None:
    """What the killed process does: it says a word before each article."""
    os.dup2(telling.fileno(), sys.stdout.fileno())
    main(path, count, how)


def _check_cut_copy(path: Path, copy: Path, *, dice: random.Random) -> None:
    log, index = Path(f"{path}-wal"), Path(f"{path}-shm")
    if not (path.exists() and log.exists() and index.exists()):
        return
    content, written = log.read_bytes(), _written_to_disk(index.read_bytes())
    shutil.copyfile(path, copy)
    kept = dice.randint(min(written, len(content)), len(content))
    blank = dice.choice([0, len(content) - kept])
    Path(f"{copy}-wal").write_bytes(content[:kept] + b"\0" * blank)
    _check(copy)
    for name in (copy, Path(f"{copy}-wal"), Path(f"{copy}-shm")):
        name.unlink(missing_ok=True)


def _written_to_disk(index: bytes) -> int:
    # What moved from the log into the record was forced to the disk before, so no power cut takes it from the log.
    # https://www.sqlite.org/walformat.html: nBackfillAttempted is at byte 128; a frame is 24 bytes and a page.
    return 32 + int.from_bytes(index[128:132], sys.byteorder) * (24 + 4096)


def _check(path: Path) -> int:
    with open_record(path, write=True) as record:
        assert list(record.verify()) == []
        readings = list(record.readings())
        assert all(reading == EXPECTED[reading.article.id] for reading in readings)
        counts = record.counts()
        assert (counts.articles, counts.versions, counts.contents) == (len(readings),) * 3
        assert counts.statements == sum(len(reading.statements) for reading in readings)
        return len(readings)
