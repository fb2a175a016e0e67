"""Saved searches: what is new in them, on pages and as a feed; who may change them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from lxml import etree

from onrecord.exports.feed import ATOM
from onrecord.record import open_record
from onrecord.web.access import passwords
from onrecord.web.access.policy import Access
from onrecord.web.access.store import make_store
from onrecord.web.access.tokens import add_token
from onrecord.web.access.users import add_user
from onrecord.web.access.values import Role
from onrecord.web.access.visitors import clock
from tests.made_articles import READ_WITH, made
from tests.web.conftest import DECIDING, LOOKING
from tests.web.forms import sent
from tests.web.searched import HOSTILE, hostile, links, pages_of, record_of, tree

NAME = "Bridges/a & <b>"
AT = f"/searches/{quote(NAME, safe='')}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return record_of(tmp_path / "a.record", made(1))


@pytest.fixture
def pages(path: Path) -> Iterator[TestClient]:
    with pages_of(path, DECIDING) as pages:
        yield pages


def save(pages: TestClient, name: str = NAME, asked: str = "words=bridge&since=2024-05&until=2024-05") -> None:
    answer = sent(pages, f"/searches?{asked}", of=f"/search?{asked}", data={"name": name}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/searches")


def add(path: Path, number: int) -> None:
    with open_record(path, write=True) as record:
        record.add_reading(*made(number), read_with=READ_WITH)


def test_a_search_is_saved_with_its_filters_and_what_comes_in_is_new(pages: TestClient, path: Path) -> None:
    save(pages)
    (saved,) = pages.get("/searches.json").json()["searches"]
    assert (saved["name"], saved["who"], saved["new"]) == (NAME, "Kim Park", 0)
    assert saved["query"] == {"words": "bridge", "since": "2024-05-01", "until": "2024-05-31"}
    page = pages.get("/searches").text
    assert "/search?words=bridge&since=2024-05&until=2024-05" in links(page, "by")
    assert "nothing new" in page
    add(path, 2)
    assert pages.get("/searches.json").json()["searches"][0]["new"] == 1
    found = pages.get(f"{AT}.json").json()
    assert [(one["url"], one["new"]) for one in found["hits"]] == [
        ("https://harbour.example/2", True),
        ("https://harbour.example/1", False),
    ]
    shown = pages.get(AT).text
    assert "1 new" in shown
    assert "Looked at before" in shown
    sent(pages, "/searches/look", of="/searches", data={"name": NAME})
    assert pages.get("/searches.json").json()["searches"][0]["new"] == 0


def test_a_saved_search_is_replaced_and_removed(pages: TestClient) -> None:
    save(pages)
    save(pages, asked="words=pillars&act=denies&act=asks&rejected=true")
    (saved,) = pages.get("/searches.json").json()["searches"]
    assert saved["query"] == {"words": "pillars", "act": ["asks", "denies"], "rejected": True}
    sent(pages, "/searches/remove", of="/searches", data={"name": NAME})
    assert pages.get("/searches.json").json()["searches"] == []
    assert "No search is saved yet" in pages.get("/searches").text


def test_a_feed_is_announced_and_names_its_page(pages: TestClient) -> None:
    save(pages)
    for address in ("/searches", AT):
        page = tree(pages.get(address).text)
        assert page.xpath("//link[@type='application/atom+xml']/@href") == [f"{AT}.atom"]
    answer = pages.get(f"{AT}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed: Any = etree.fromstring(answer.content)
    names = {"a": ATOM}
    assert feed.xpath("a:link[@rel='self']/@href", namespaces=names) == [f"http://localhost{AT}.atom"]
    assert feed.xpath("a:link[@rel='alternate']/@href", namespaces=names) == [f"http://localhost{AT}"]
    (entry,) = feed.xpath("a:entry/a:link[@rel='alternate']/@href", namespaces=names)
    (hit,) = pages.get(f"{AT}.json").json()["hits"]
    assert entry == f"http://localhost/statement/{hit['statement']['id']}"


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a.json", "a.atom"])
def test_a_name_that_is_none_says_why(pages: TestClient, name: str) -> None:
    answer = sent(pages, "/searches?words=bridge", of="/search?words=bridge", data={"name": name})
    assert answer.status_code == 400
    assert "needs a name" in answer.text


def test_articles_and_unknown_names_say_why(pages: TestClient) -> None:
    token_of = "/search?words=bridge"
    answer = sent(pages, "/searches?words=bridge&in=articles", of=token_of, data={"name": "a"})
    assert answer.status_code == 400
    for address in ("/searches/nothing.json", "/searches/nothing.atom"):
        assert pages.get(address).status_code == 404
    assert sent(pages, "/searches/look", of=token_of, data={"name": "nothing"}).status_code == 404


def test_a_record_that_is_only_shown_has_no_forms(path: Path) -> None:
    with open_record(path, write=True) as record:
        record.save_search(NAME, {"words": "bridge"}, who="Ana")
    with pages_of(path, LOOKING) as pages:
        for address in ("/search?words=bridge", "/searches", AT):
            assert 'method="post"' not in pages.get(address).text
        assert pages.post("/searches?words=bridge", data={"name": "a"}).status_code == 403


def test_words_of_searches_and_articles_are_words(tmp_path: Path) -> None:
    path = record_of(tmp_path / "h.record", hostile())
    with open_record(path, write=True) as record:
        record.save_search(HOSTILE, {"words": "bridge", "speaker": HOSTILE}, who=HOSTILE)
    with pages_of(path, DECIDING) as pages:
        for address in ("/searches", f"/searches/{quote(HOSTILE, safe='')}"):
            answer = pages.get(address)
            assert answer.status_code == 200
            assert "<script" not in answer.text
            assert not tree(answer.text).xpath("//*[@onmouseover]")
        feed = pages.get(f"/searches/{quote(HOSTILE, safe='')}.atom")
        assert b"<script" not in feed.content
        assert etree.fromstring(feed.content) is not None


def test_a_feed_takes_a_token_where_reading_takes_signing_in(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    store = make_store(path)
    add_user(store, "Ana", "wharf lantern gravel oboe", role=Role.READER, now=clock())
    secret, _ = add_token(store, "Ana", label=None, role=None, now=clock())
    with open_record(path, write=True) as record:
        record.save_search(NAME, {"words": "bridge"}, who="Ana")
    with pages_of(path, Access(login=True)) as pages:
        assert pages.get(f"{AT}.atom").status_code == 401
        by_token = {"Authorization": f"Bearer {secret}"}
        assert pages.get(f"{AT}.atom", headers=by_token).status_code == 200
        assert 'method="post"' not in pages.get("/search?words=bridge", headers=by_token).text
        assert pages.post("/searches?words=bridge", data={"name": "a"}, headers=by_token).status_code == 403
    with pages_of(path, Access(login=True, public=True)) as pages:
        assert pages.get(f"{AT}.atom").status_code == 200
