"""Tasks shared out to processes: results in order, and what a process that ends costs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from onrecord.problems import Problem, ProcessEnded, ProcessNotStarted
from onrecord.processes import AHEAD, Here, Processes, cores


def power(of: int) -> Callable[[int], int]:
    return partial(pow, of)


def shell() -> Callable[[str], int]:
    return os.system


def unable() -> Callable[[int], int]:
    raise Problem("There are no weights.")


def ends() -> Callable[[int], int]:
    os._exit(3)


def test_results_come_in_the_order_of_the_tasks_and_few_are_under_way() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[tuple[str, int | None]]:
        for number in range(30):
            taken.append(number)
            yield f"task {number}", None if number == 7 else number

    with Processes(2, partial(power, 3)) as processes:
        found = []
        for one in processes.in_order(tasks()):
            found.append(one)
            assert len(taken) - len(found) < AHEAD * 2
    assert found == [(f"task {number}", None if number == 7 else 3**number) for number in range(30)]


def test_a_process_that_is_killed_costs_the_task_that_it_was_at() -> None:
    commands = ["kill -9 $PPID" if number == 5 else f"exit {number}" for number in range(12)]
    with Processes(2, shell) as processes:
        found = [result for _, result in processes.in_order((None, command) for command in commands)]
    lost = found.pop(5)
    assert isinstance(lost, ProcessEnded) and "SIGKILL: perhaps memory ran out" in str(lost)
    assert found == [number << 8 for number in range(12) if number != 5]


@pytest.mark.parametrize(("start", "problem"), [(unable, "There are no weights"), (ends, "exit status 3")])
def test_a_process_that_cannot_work_ends_it(start: Callable[[], Callable[[int], int]], problem: str) -> None:
    with Processes(1, start) as processes, pytest.raises(Problem, match=problem):
        list(processes.in_order((None, number) for number in range(9)))


def test_this_process_does_what_it_takes_on_while_the_others_work() -> None:
    done: list[int] = []

    def here(number: int) -> int:
        done.append(number)
        return int(3**number)

    with Processes(1, partial(power, 3), here=Here(here, lambda number: number % 2 == 0)) as processes:
        found = [result for _, result in processes.in_order((None, number) for number in range(40))]
    assert found == [3**number for number in range(40)]
    assert done and all(number % 2 == 0 for number in done)


def test_what_this_process_cannot_do_ends_it() -> None:
    def here(number: int) -> int:
        raise KeyError(number)

    with (
        Processes(1, partial(power, 3), here=Here(here, lambda number: True)) as processes,
        pytest.raises(Problem, match="KeyError"),
    ):
        list(processes.in_order((None, number) for number in range(9)))


class Unknown:
    """Pickled as what no module has."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return int, ("no number",)


def test_a_task_that_cannot_be_read_ends_it_and_does_not_hang() -> None:
    with Processes(1, shell) as processes, pytest.raises(Problem, match="no number"):
        list(processes.in_order([(None, Unknown())]))


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with Processes(1, shell) as processes, pytest.raises(ProcessNotStarted, match="--processes 1"):
        next(processes.in_order([(None, "true")]))


def test_no_process_is_left_when_the_caller_is_killed(tmp_path: Path) -> None:
    script = (
        "import os\nfrom onrecord.processes import Processes\nfrom tests.test_processes import shell\n"
        f"with Processes(1, shell) as processes:\n"
        f"    tasks = [(None, 'echo $PPID > {tmp_path}/pid'), (None, 'sleep 60')]\n"
        "    list(processes.in_order(tasks))\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", script], start_new_session=True)
    for _ in count():
        if (tmp_path / "pid").exists() and (told := (tmp_path / "pid").read_text().strip()):
            break
        time.sleep(0.05)
    os.kill(caller.pid, signal.SIGKILL)
    caller.wait()
    for _ in range(600):
        try:
            os.kill(int(told), 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the process goes on")


def test_there_is_a_core() -> None:
    assert cores() >= 1
