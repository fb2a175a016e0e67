"""The line for what takes much memory: who is at work, who waits, and who goes first."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from onrecord.web.background.jobs import Job
from onrecord.web.line import Line
from onrecord.web.reading import Networks
from tests.test_apart import until
from tests.web.api.test_described import inner
from tests.web.pages.questions.test_questions import shown


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as found:
        yield found


def in_line(threads: ThreadPoolExecutor, line: Line, call: Callable[[], object]) -> None:
    """Have somebody wait in line."""
    before = line.length

    def work() -> None:
        with line.turn():
            call()

    threads.submit(work)
    until(lambda: line.length == before + 1)


def test_those_who_wait_go_in_the_order_in_which_they_came(threads: ThreadPoolExecutor) -> None:
    line, went = Line(), list[int]()
    with line.turn():
        for number in range(5):
            in_line(threads, line, lambda number=number: went.append(number))  # type: ignore[misc]
        assert went == [] and line.length == 6
    until(lambda: line.length == 0)
    assert went == list(range(5))


def test_one_is_at_work_at_a_time_and_keeps_the_turn(threads: ThreadPoolExecutor) -> None:
    line, at_work, most = Line(), list[int](), list[int]()

    def work(_: int) -> None:
        with line.turn(), line.turn():
            at_work.append(1)
            most.append(len(at_work))
            at_work.pop()

    list(threads.map(work, range(200)))
    assert set(most) == {1} and line.length == 0


def test_what_fails_leaves_the_line() -> None:
    line = Line()
    with pytest.raises(KeyError), line.turn(), line.turn():
        raise KeyError
    assert line.length == 0


@pytest.mark.parametrize(("slice_", "expected"), [(0.0, ["other", "first"]), (60.0, ["first", "other"])])
def test_long_work_lets_others_go_first(threads: ThreadPoolExecutor, slice_: float, expected: list[str]) -> None:
    line, went = Line(slice_=slice_), list[str]()
    with line.turn():
        in_line(threads, line, lambda: went.append("other"))
        line.give_way()
        went.append("first")
        line.give_way()
    until(lambda: line.length == 0)
    assert went == expected


def test_the_pages_tell_who_waits(deciding: TestClient) -> None:
    networks: Networks = inner(deciding.app).state.networks
    began, over = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        began.set()
        with networks.line.turn():
            over.wait(10)

    with networks.line.turn():
        job = inner(deciding.app).state.jobs.submit("adding", "Much", work)
        assert began.wait(10)
        until(lambda: networks.line.waits(job.thread))
        page = shown(deciding.get(f"/adding/{job.number}").text)
        assert "Waiting for other work to end" in page
        assert deciding.get(f"/adding/{job.number}.json").json()["waits"] is True
        assert "2 other pieces of work go first" in shown(deciding.get("/check").text)
    until(lambda: not networks.line.waits(job.thread))
    assert "Under way" in shown(deciding.get(f"/adding/{job.number}").text)
    over.set()
    until(lambda: not job.progress.going)
    assert deciding.get(f"/adding/{job.number}.json").json()["waits"] is False
    assert "go first" not in shown(deciding.get("/check").text)
