"""Feeds, failures, removed articles, and the whole record to take away."""

import csv
import io
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet
import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.exports.articles import to_json
from onrecord.exports.table import with_known
from onrecord.web.access.policy import Access
from onrecord.web.app import application
from onrecord.web.background.rounds import checked
from onrecord.web.errors import BadValue
from tests.watched_site import Site, served
from tests.web.conftest import DECIDING
from tests.web.forms import sent
from tests.web.pages.test_adding import LONG, ended


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as server:
        yield server


@pytest.fixture
def near(tmp_path: Path) -> Iterator[TestClient]:
    app = application(tmp_path / "new.record", DECIDING, allow_private=True)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_a_feed_is_followed_checked_and_left(near: TestClient, site: Site) -> None:
    site.feed("/a")
    site.page("/a")
    answer = sent(near, "/sources/feeds", of="/sources", data={"address": site.url("/feed")})
    job = ended(near, answer)
    assert (job["counts"]["added"], job["statements"], job["failed"]) == (1, 3, 0)
    assert "1 article added" in job["told"]
    assert [one["reads"] for one in near.get("/sources.json").json()["feeds"]] == [1]
    site.answers["/feed"] = (500, {}, b"")
    job = ended(near, sent(near, "/sources/check", of="/sources"))
    assert (job["state"], job["failed"]) == ("done", 1)
    page = near.get("/sources").text
    assert "failed 1 time in a row" in page
    assert "Last round" in page
    sent(near, "/sources/feeds/remove", of="/sources", data={"address": site.url("/feed")})
    found = near.get("/sources.json").json()
    assert (found["feeds"], len(found["articles"])) == ([], 1)


def test_feeds_are_read_again_and_again_while_the_server_runs(tmp_path: Path, site: Site) -> None:
    path = tmp_path / "new.record"
    site.feed("/a")
    site.page("/a")
    app = application(path, DECIDING, every=timedelta(milliseconds=200), allow_private=True)
    with TestClient(app, base_url="http://localhost") as client:
        sent(client, "/sources/feeds", of="/sources", data={"address": site.url("/feed")})
        until = time.monotonic() + LONG
        while client.get("/sources.json").json()["feeds"][0]["reads"] < 3:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert client.get("/about").status_code == 200
    with onrecord.open_record(path, write=False) as record:
        assert record.counts().articles == 1


@pytest.mark.parametrize(
    "url", ["", "feed.xml", "/etc/passwd", "http://", "ftp://a.example", "https://me:pw@a.example/f"]
)
def test_what_cannot_be_followed_is_refused(url: str) -> None:
    with pytest.raises(BadValue):
        checked(url)


def test_an_address_of_this_machine_is_not_fetched_for_others(deciding: TestClient, site: Site) -> None:
    site.feed("/a")
    job = ended(deciding, sent(deciding, "/sources/feeds", of="/sources", data={"address": site.url("/feed")}))
    assert (job["failed"], site.paths()) == (1, [])


def test_an_article_is_removed_with_a_reason_and_let_in_again(deciding: TestClient) -> None:
    article = deciding.get("/sources.json").json()["articles"][0]["article"]
    page = f"/sources/remove/{article}"
    assert "deleted from the record" in deciding.get(page).text
    assert sent(deciding, page, data={"reason": " "}).status_code == 400
    sent(deciding, page, data={"reason": "the paper asked"})
    found = deciding.get("/sources/removed.json").json()["removed"]
    assert [(one["reason"], one["who"]) for one in found] == [("the paper asked", "Kim Park")]
    assert article not in {one["article"] for one in deciding.get("/sources.json").json()["articles"]}
    assert deciding.get(f"{page}.json").status_code == 410
    sent(deciding, f"/sources/admit/{article}", of="/sources/removed", data={"reason": "a mistake"})
    assert deciding.get("/sources/removed.json").json()["removed"] == []


def test_articles_are_found_by_words_and_outlet(pages: TestClient) -> None:
    every = pages.get("/sources.json").json()["articles"]
    assert len(every) == 4
    found = pages.get("/sources.json", params={"words": "kettle"}).json()["articles"]
    assert [one["headline"] for one in found] == ["Council votes to challenge ferry closure"]
    assert "kettle" in pages.get("/sources?words=kettle").text
    assert len(pages.get("/sources.json?outlet=tide").json()["articles"]) == 1
    assert "No article has these words" in pages.get("/sources?words=zeppelin").text
    assert pages.get("/sources.json?after=nothing").json()["error"]["kind"] == "BadCursor"


def test_the_whole_record_is_one_download(pages: TestClient, ferry: Path) -> None:
    lines = pages.get("/export.jsonl")
    articles = [json.loads(line) for line in lines.text.splitlines()]
    count = sum(len(one["statements"]) for one in articles)
    with onrecord.open_record(ferry, write=False) as record:
        wanted = [to_json(reading, known=its) for reading, its in with_known(record.readings(), record)]
    assert articles == wanted[::-1]
    assert lines.headers["content-disposition"] == 'attachment; filename="ferry.jsonl"'
    table = list(csv.reader(io.StringIO(pages.get("/export.csv").text, newline="")))
    assert (table[0][0], len(table) - 1) == ("article_id", count)
    parquet = pyarrow.parquet.read_table(io.BytesIO(pages.get("/export.parquet").content))
    assert parquet.num_rows == count


def test_a_record_is_verified_from_its_page(deciding: TestClient) -> None:
    assert "Not verified since" in deciding.get("/about").text
    job = ended(deciding, sent(deciding, "/verify", of="/about"))
    assert (job["state"], job["failed"]) == ("done", 0)
    assert "no fault" in job["told"]
    assert "no fault" in deciding.get("/about").text
    assert deciding.get("/about.json").json()["verified"]["number"] == job["number"]


def test_home_tells_what_came_in_and_what_is_doubtful(pages: TestClient, deciding: TestClient) -> None:
    found = pages.get("/home.json").json()
    assert len(found["recent"]) == 4
    assert found["to_review"]["count"] >= len(found["to_review"]["hits"])
    page = pages.get("/").text
    assert page.index('action="/search"') < page.index("Came in lately")
    assert "Add to the record" not in page  # it is only shown
    assert "Add to the record" in deciding.get("/").text


def test_a_record_that_is_only_shown_is_not_changed(ferry: Path) -> None:
    app = application(ferry, Access(login=False, read_only=True))
    with TestClient(app, base_url="http://localhost") as client:
        for address in ("/add", "/sources/feeds", "/sources/check"):
            assert sent(client, address, of="/about").status_code == 403
        assert "Follow" not in client.get("/sources").text
