"""A process beside this one: what it does, what its end costs, and that it rests."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.apart import Apart
from onrecord.problems import ApartEnded, Problem, StageFailed, WeightsMissing


@pytest.fixture
def apart() -> Iterator[Apart]:
    found = Apart()
    yield found
    found.close()


def missing() -> None:
    raise WeightsMissing("here")


def fails() -> None:
    raise KeyError("no such thing")


def waits(began: Path, seconds: float) -> int:
    began.write_text(str(os.getpid()), encoding="utf8")
    time.sleep(seconds)
    return os.getpid()


def until(true: Callable[[], bool]) -> None:
    """Wait, at most ten seconds."""
    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come to that")


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf8").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def begun(began: Path) -> int:
    until(lambda: began.exists() and bool(began.read_text(encoding="utf8")))
    return int(began.read_text(encoding="utf8"))


def test_all_who_ask_share_one_process_that_is_not_this_one(apart: Apart) -> None:
    with ThreadPoolExecutor(8) as threads:
        pids = set(threads.map(lambda _: apart.call(os.getpid), range(24)))
        powers = list(threads.map(lambda number: apart.call(pow, number, 3), range(24)))
    assert len(pids) == 1 and os.getpid() not in pids
    assert powers == [number**3 for number in range(24)]


def test_a_problem_comes_as_it_is_there_and_the_process_goes_on(apart: Apart) -> None:
    pid = apart.call(os.getpid)
    with pytest.raises(WeightsMissing, match="No reader weights in here"):
        apart.call(missing)
    with pytest.raises(StageFailed, match="KeyError") as failed:
        apart.call(fails)
    assert failed.value.stage == "a process apart"
    assert apart.call(os.getpid) == pid


def test_what_cannot_be_sent_is_told_and_the_next_is_done(apart: Apart) -> None:
    with pytest.raises(Exception, match="pickle"):
        apart.call(os.getpid, lambda: None)
    assert apart.call(pow, 2, 3) == 8


def test_a_process_that_is_killed_costs_the_task_that_it_was_at(apart: Apart, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as threads:
        lost = threads.submit(apart.call, waits, tmp_path / "pid", 60)
        pid = begun(tmp_path / "pid")
        after = threads.submit(apart.call, pow, 2, 3)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(ApartEnded, match=r"SIGKILL: perhaps memory ran out.*try again"):
            lost.result(timeout=10)
        assert after.result(timeout=20) == 8


def test_one_that_is_killed_at_rest_costs_nothing(apart: Apart) -> None:
    pid = apart.call(os.getpid)
    os.kill(pid, signal.SIGKILL)
    until(lambda: is_gone(pid))
    assert apart.call(pow, 2, 3) == 8


def test_it_ends_when_nobody_asks_and_starts_again() -> None:
    apart = Apart(idle=0.3)
    first = apart.call(os.getpid)
    until(lambda: is_gone(first))
    until(lambda: not [one for one in threading.enumerate() if one.name == "onrecord apart" and one.is_alive()])
    assert apart.call(os.getpid) != first
    apart.close()


def test_while_it_is_held_it_stays() -> None:
    apart = Apart(idle=0.2)
    with apart.held():
        with apart.held():
            first = apart.call(os.getpid)
        time.sleep(0.6)
        assert apart.call(os.getpid) == first and not is_gone(first)
    until(lambda: is_gone(first))
    apart.close()


def test_closing_ends_what_it_is_at(apart: Apart, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as threads:
        lost = threads.submit(apart.call, waits, tmp_path / "pid", 60)
        pid = begun(tmp_path / "pid")
        began = time.monotonic()
        apart.close()
        assert time.monotonic() - began < 5
        with pytest.raises(ApartEnded):
            lost.result(timeout=5)
    assert is_gone(pid)
    with pytest.raises(ApartEnded, match="this one is ending"):
        apart.call(os.getpid)


def test_one_that_cannot_be_started_is_told(apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/no/such/python")
        with pytest.raises(ApartEnded, match="/no/such/python"):
            apart.call(os.getpid)
    assert apart.call(pow, 2, 3) == 8


def test_none_is_left_when_the_caller_is_killed(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path\nfrom onrecord.apart import Apart\nfrom tests.test_apart import waits\n"
        f"Apart().call(waits, Path({str(tmp_path / 'pid')!r}), 60)\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", script], start_new_session=True)
    pid = begun(tmp_path / "pid")
    caller.kill()
    caller.wait()
    until(lambda: is_gone(pid))


def test_every_problem_comes_whole_from_another_process() -> None:
    def kinds(of: type[Problem]) -> Iterator[type[Problem]]:
        for one in of.__subclasses__():
            yield one
            yield from kinds(one)

    for kind in kinds(Problem):
        made = kind.__new__(kind, "Told.")
        made.told_beside = 3  # type: ignore[attr-defined]
        found = pickle.loads(pickle.dumps(made))
        assert (type(found), str(found), found.told_beside) == (kind, "Told.", 3)
