"""Articles full of scripts, event attributes, `javascript:` addresses, turned writing and broken markup are text on
every page, and nothing else."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from onrecord.web.app import application
from onrecord.web.rendering import article_address
from tests.web.conftest import LOOKING
from tests.web.hostile import BROKEN, EVENT, EVERYTHING, NAME, SCRIPT, STRANGE_ID, TEMPLATE
from tests.web.walking import addresses

VOID = frozenset(("meta", "link", "br", "img", "input", "hr", "wbr", "area", "col", "base", "source", "track"))
LEADS = frozenset(("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "cite"))


class Drawn(HTMLParser):
    """Every tag, every attribute and all text of a page; raises where a tag is not closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def drawn_of_words(page: str, address: str) -> Drawn:
    """A page in which nothing but our own runs or leads anywhere."""
    drawn = Drawn(page)
    for tag, attributes in drawn.tags:
        assert tag != "img", (address, attributes)
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (address, tag)
        for name in LEADS & attributes.keys():
            assert str(attributes[name]).startswith(("/", "#", "https://one.example/")), (address, attributes)
            assert not str(attributes[name]).startswith("//"), (address, attributes)
        if tag == "script":
            assert str(attributes.get("src")).startswith("/static/"), address
    return drawn


@pytest.fixture(scope="module")
def pages_of_hostile(hostile: Path) -> Iterator[TestClient]:
    with TestClient(application(hostile, LOOKING), base_url="http://localhost") as client:
        yield client


def test_every_page_shows_hostile_words_as_words(hostile: Path, pages_of_hostile: TestClient) -> None:
    for address in addresses(hostile, articles=9):
        answer = pages_of_hostile.get(address)
        assert answer.status_code == 200, address
        drawn = drawn_of_words(answer.text, address)
        assert "49" not in "".join(drawn.words).split(), f"{address} works out a template of an article"


@pytest.mark.parametrize(
    "given", [SCRIPT, EVENT, BROKEN, TEMPLATE, "//evil.example", "javascript:alert(1)", "\0\ud800"]
)
def test_what_is_asked_for_is_shown_as_words(pages_of_hostile: TestClient, given: str) -> None:
    described = pages_of_hostile.get("/openapi.json").json()["paths"]
    asked = 0
    for path, operations in described.items():
        for one in operations.get("get", {}).get("parameters", ()):
            page = path.removesuffix(".json").replace(f"{{{one['name']}}}", quote(given, safe="", errors="replace"))
            query = f"?{one['name']}={quote(given, errors='replace')}" if one["in"] == "query" else ""
            if path.endswith(".json") and "{" not in page:
                answer = pages_of_hostile.get(page + query, headers={"accept": "text/html"}, follow_redirects=False)
                assert answer.status_code < 500, page + query
                asked += answer.headers["content-type"].startswith("text/html")
                drawn_of_words(answer.text, page + query)
    assert asked > 20


def test_hostile_words_stand_on_the_page_as_they_are(pages_of_hostile: TestClient) -> None:
    drawn = Drawn(pages_of_hostile.get(article_address(STRANGE_ID)).text)
    assert NAME in "".join(drawn.words)
    assert " ".join(EVERYTHING.split()) in " ".join("".join(drawn.words).split())
    assert not [a for _, a in drawn.tags if str(a.get("href")).lower().startswith("javascript")]


def test_an_id_that_is_markup_has_an_address(pages_of_hostile: TestClient) -> None:
    data = pages_of_hostile.get(f"{article_address(STRANGE_ID)}.json").json()
    assert data["id"] == STRANGE_ID
    assert data["headline"] == EVERYTHING


def test_a_feed_leads_to_web_addresses_only(hostile: Path, pages_of_hostile: TestClient) -> None:
    feed = pages_of_hostile.get(f"/searches/{quote(EVERYTHING, safe='')}.atom")
    assert feed.status_code == 200
    assert b"<entry>" in feed.content
    assert b'href="javascript' not in feed.content


@pytest.mark.parametrize(
    "id_", ["nothing", "<script>alert(1)</script>", "../../etc/passwd", "%00", "a" * 5000, "\N{PILE OF POO}"]
)
@pytest.mark.parametrize("page", ["article", "versions", "headline", "statement", "family"])
def test_an_id_that_nothing_has_is_not_found(pages_of_hostile: TestClient, page: str, id_: str) -> None:
    answer = pages_of_hostile.get(f"/{page}/{quote(id_, safe='')}")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    assert pages_of_hostile.get(f"/{page}/{quote(id_, safe='')}.json").json()["error"]["kind"]
