"""What is given to the pages is added by a job, whose page tells what became of it."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.problems.access import NoSuchJob, TooMuchWaiting
from onrecord.problems.sources import EmptyInput
from onrecord.web.app import application
from onrecord.web.background.adding import Given, given_of
from onrecord.web.background.jobs import LARGEST_WAITING, MOST_WAITING, REMEMBERED, Job, Jobs
from onrecord.web.errors import BadValue
from tests.watched_site import Site, served
from tests.web.conftest import DECIDING
from tests.web.forms import sent

TEXT = "“The quay will be rebuilt,” the harbour master Ida Lund told the Ledger on Tuesday in Ostwick.\n"
LONG = 60.0
"""Seconds that a job may take on a busy machine."""


def ended(pages: TestClient, answer: Any) -> dict[str, Any]:
    """The job that a form began, once it has ended."""
    address = f"{answer.url.path}.json"
    until = time.monotonic() + LONG
    while True:
        job: dict[str, Any] = pages.get(address).json()
        if job["state"] not in ("waiting", "running"):
            return job
        assert time.monotonic() < until, job
        time.sleep(0.05)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as server:
        yield server


@pytest.fixture
def near(ferry: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The pages over an empty record, which fetch from this machine too."""
    app = application(tmp_path / "new.record", DECIDING, allow_private=True)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_a_pasted_text_is_read_and_its_statements_are_found(near: TestClient) -> None:
    assert "This record is empty" in near.get("/").text
    answer = sent(near, "/add", data={"pasted": TEXT, "published": "2024-05-08"})
    job = ended(near, answer)
    assert (job["state"], job["counts"], job["statements"], job["failures"]) == ("done", {"added": 1}, 1, [])
    page = near.get(f"/adding/{job['number']}").text
    assert f'href="/article/{job["articles"][0]["id"]}"' in page
    assert "<noscript>" not in page
    again = ended(near, sent(near, "/add", data={"pasted": TEXT}))
    assert again["counts"] == {"unchanged": 1}
    assert "The quay" in near.get("/").text
    assert [one["number"] for one in near.get("/adding.json").json()["jobs"]] == [2, 1]


def test_files_of_many_articles_are_counted_and_failures_told(near: TestClient) -> None:
    lines = "".join(f'{{"id": "a{number}", "text": "“Boat {number} sails,” Ida Lund said."}}\n' for number in range(3))
    files = [
        ("files", ("many.jsonl", lines + "{broken\n")),
        ("files", ("none.txt", "   ")),
        ("files", ("one.txt", TEXT)),
    ]
    job = ended(near, sent(near, "/add", data={}, files=files))
    assert (job["total"], job["done"], job["counts"]) == (6, 6, {"added": 4})
    assert [one["origin"] for one in job["failures"]] == ["none.txt", "many.jsonl:4"]
    assert job["title"] == "many.jsonl and 2 more"
    page = near.get("/sources/failures").text
    assert "none.txt" in page
    assert [one["origin"] for one in near.get("/sources.json").json()["failures"]] == ["none.txt", "many.jsonl:4"]


def test_addresses_are_fetched_one_a_line(near: TestClient, site: Site) -> None:
    site.page("/a")
    pasted = f"{site.url('/a')}\n\n {site.url('/gone')} \n{site.url('/a')}\n"
    job = ended(near, sent(near, "/add", data={"pasted": pasted}))
    assert (job["total"], job["counts"], job["failed"]) == (2, {"added": 1}, 1)
    assert job["failures"][0]["origin"] == site.url("/gone")
    assert site.paths().count("/a") == 1


def test_the_example_can_be_added_without_scripts(near: TestClient) -> None:
    page = near.get("/?example=true").text
    text = page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
    assert text.startswith("Harbour bridge to close")
    job = ended(near, sent(near, "/add", data={"pasted": text.replace("&#39;", "'"), "published": "2026-03-06"}))
    assert job["counts"] == {"added": 1}
    assert job["statements"] >= 4


def test_words_of_what_is_added_stay_words(near: TestClient) -> None:
    hostile = "<script>alert(1)</script> \u202eevil"
    files = [("files", (f"{hostile}.txt", " ")), ("files", ("b.txt", f"{hostile}\n\n{TEXT}"))]
    job = ended(near, sent(near, "/add", data={}, files=files))
    assert (job["counts"], job["failed"]) == ({"added": 1}, 1)
    for address in (f"/adding/{job['number']}", "/adding", "/sources", "/sources/failures", "/"):
        page = near.get(address).text
        assert "<script>alert" not in page
        assert "script&gt;" in page or address == "/adding"


@pytest.mark.parametrize(
    "asked", ["words=%00", "words=%ED%A0%80", "outlet=%00%FF", "words=%22", "after=%00", "after=é"]
)
def test_whatever_is_asked_for_is_answered(pages: TestClient, asked: str) -> None:
    for page in ("/sources", "/sources.json"):
        assert pages.get(f"{page}?{asked}").status_code in (200, 400)


def test_nothing_to_add_and_no_day_say_what_to_do(near: TestClient) -> None:
    for data, status, told in (
        ({"pasted": " \n"}, 400, "paste the text"),
        ({"pasted": TEXT, "published": "soon"}, 422, "soon"),
    ):
        answer = sent(near, "/add", data=data, headers={"Accept": "text/html"})
        assert answer.status_code == status
        assert told in answer.text
    assert near.get("/adding/1.json").json()["error"]["kind"] == "NoSuchJob"


def test_lines_are_addresses_only_where_each_is_one() -> None:
    assert given_of("https://a.example/x\nHTTP://b.example\n") == (None, ("https://a.example/x", "HTTP://b.example"))
    both = "See https://a.example/x\nhttps://b.example\n"
    assert given_of(both) == (both, ())
    assert given_of("", (("a.txt", b"x"),)) == (None, ())
    with pytest.raises(BadValue):
        given_of(" \n")


def test_how_many_articles_there_are_is_told_where_it_is_known() -> None:
    assert Given(text=TEXT, addresses=("https://a.example",)).total == 2
    assert Given(files=(("a.jsonl", b"{}\n\n{}\n"), ("b.html", b"<p>x"))).total == 3
    assert Given(files=(("a.csv", b"text\nx\n"),)).total is None


def waited(job: Job) -> None:
    until = time.monotonic() + LONG
    while job.progress.going:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_job_is_stopped_between_two_steps_and_others_go_on() -> None:
    jobs, began, go = Jobs(), threading.Event(), threading.Event()

    def long(job: Job) -> None:
        began.set()
        for number in range(1000):
            if job.stopping.is_set():
                return
            job.change(done=number)
            go.wait(LONG)

    first, second = jobs.submit("adding", "first", long), jobs.submit("adding", "second", lambda job: None)
    other = jobs.submit("verifying", "other", lambda job: job.change(told="No fault."))
    began.wait(LONG)
    waited(other)
    assert (first.progress.state, second.progress.state, other.progress.told) == ("running", "waiting", "No fault.")
    jobs.stop(first.number)
    go.set()
    waited(second)
    assert (first.progress.state, second.progress.state) == ("stopped", "done")
    with pytest.raises(NoSuchJob):
        jobs.get(99)
    jobs.close()


def test_a_job_that_fails_says_so_and_ends_nothing_else() -> None:
    jobs = Jobs()

    def broken(job: Job) -> None:
        raise RuntimeError("words of somebody")

    def refused(job: Job) -> None:
        raise EmptyInput

    first, second = jobs.submit("adding", "a", broken), jobs.submit("adding", "b", refused)
    waited(second)
    assert "bug in Onrecord" in str(first.progress.told)
    assert "words of somebody" not in str(first.progress.told)
    assert "empty" in str(second.progress.told)
    assert [one.progress.state for one in jobs.listed()] == ["failed", "failed"]
    jobs.close()


def test_what_waits_and_what_is_remembered_is_bounded() -> None:
    jobs, go = Jobs(), threading.Event()
    running = jobs.submit("adding", "running", lambda job: go.wait(LONG))
    while running.progress.state == "waiting":
        time.sleep(0.01)
    for number in range(MOST_WAITING):
        jobs.submit("adding", str(number), lambda job: None)
    with pytest.raises(TooMuchWaiting):
        jobs.submit("adding", "one more", lambda job: None)
    with pytest.raises(TooMuchWaiting):
        jobs.submit("watching", "large", lambda job: None, size=LARGEST_WAITING + 1)
    go.set()
    for number in range(REMEMBERED + 5):
        waited(jobs.submit("verifying", str(number), lambda job: None))
    assert len(jobs.listed("verifying")) <= REMEMBERED + 1
    jobs.close()
    with pytest.raises(TooMuchWaiting):
        jobs.submit("adding", "late", lambda job: None)


def test_others_decide_between_two_articles_of_a_job(deciding: TestClient) -> None:
    lines = "".join(f'{{"id": "b{number}", "text": "“Boat {number} sails,” Ida Lund said."}}\n' for number in range(40))
    answer = sent(deciding, "/add", data={}, files=[("files", ("many.jsonl", lines))])
    article = deciding.get("/sources.json").json()["articles"][-1]["article"]
    made = deciding.post("/api/decisions", json={"id": article, "verdict": "accept"})
    assert made.status_code == 200
    assert ended(deciding, answer)["counts"] == {"added": 40}


def test_what_was_added_stays_when_the_server_ends(ferry: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.record"
    lines = "".join(
        f'{{"id": "c{number}", "text": "“Boat {number} sails,” Ida Lund said."}}\n' for number in range(200)
    )
    with TestClient(application(path, DECIDING), base_url="http://localhost") as client:
        answer = sent(client, "/add", data={}, files=[("files", ("many.jsonl", lines))])
        until = time.monotonic() + LONG
        while (done := client.get(f"{answer.url.path}.json").json()["done"]) < 3:
            assert time.monotonic() < until
            time.sleep(0.02)
    with onrecord.open_record(path, write=False) as record:
        assert record.counts().articles >= done
        assert list(record.verify()) == []
