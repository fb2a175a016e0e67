"""The page of a search: its hits in their sentences, what narrows and widens it, and the same as data."""

from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.record.searching.facets import Facets
from onrecord.results import Hits
from onrecord.web.pages.search.search import told
from tests.web.conftest import LOOKING
from tests.web.searched import HOSTILE, hostile, links, pages_of, record_of, tree

DENIAL = "/search?speaker=Dahl&act=denies"


def texts(page: str, selector: str) -> list[str]:
    return [one.text_content().strip() for one in tree(page).xpath(f"//*[contains(@class, '{selector}')]")]


def as_data(address: str) -> str:
    return address.replace("/search", "/search.json", 1)


def test_a_denial_is_marked_and_its_words_stand_in_their_sentence(pages: TestClient) -> None:
    page = pages.get(DENIAL).text
    assert texts(page, "total") == ["1 statement"]
    assert "denies" in texts(page, "act denied")
    assert texts(page, "deed") == ["denied:"]
    assert texts(page, "content") == ["her party would call a vote of no confidence over the ferry"]
    assert any("Dahl" in one for one in texts(page, "around"))
    (hit,) = tree(page).xpath("//li[contains(@class, 'hit')]")
    assert hit.xpath(".//p[@class='who']//a[starts-with(@href, '/actor/')]/text()") == ["Sanne Dahl"]
    (found,) = pages.get(as_data(DENIAL)).json()["hits"]
    leading = hit.xpath(".//p[@class='where']//a/@href")
    assert leading[:2] == [
        f"/article/{found['article']}#s-{found['statement']['id']}",
        f"/statement/{found['statement']['id']}",
    ]


def test_what_was_searched_for_is_marked_within_the_words(pages: TestClient) -> None:
    page = pages.get("/search?words=boats+quill").text
    assert "love their <mark>boat</mark>, but a <mark>boat</mark> is not a right" in " ".join(
        page.replace('<span class="content">', "").replace("</span>", "").split()
    )


def test_data_is_what_the_command_prints_with_the_counts(pages: TestClient, ferry: Path) -> None:
    answer = pages.get("/search.json?words=ferry&limit=3").json()
    with onrecord.open_record(ferry, write=False) as record:
        expected, facets = record.search("ferry", limit=3).to_dict(), record.facets("ferry")
    assert {name: answer[name] for name in expected} == expected
    assert (answer["total"], answer["complete"]) == (facets.total, True)
    assert answer["facets"]["outlets"] == [{"value": one.value, "count": one.count} for one in facets.outlets]
    assert answer["facets"]["actors"][0]["id"] == facets.actors[0].id


@pytest.mark.parametrize("address", ["/search", "/search?words=ferry", "/search?words=ferry&in=articles"])
def test_every_count_leads_to_hits_that_it_counted(pages: TestClient, address: str) -> None:
    page = tree(pages.get(address).text)
    choices = page.xpath("//*[contains(@class, 'facets')]//li/a")
    assert choices
    for one in choices:
        count = int(one.xpath(".//*[@class='count']")[0].text_content())
        narrowed = pages.get(as_data(one.get("href"))).json()
        assert narrowed["total"] >= count > 0, one.get("href")


def test_a_filter_that_holds_is_taken_away_by_its_chip_and_its_count(pages: TestClient) -> None:
    address = "/search?words=ferry&speaker=Helena+Marsk&act=states&act=denies&since=2023&until=2023"
    page = pages.get(address).text
    assert set(links(page, "chips")) == {
        "/search?words=ferry&speaker=Helena+Marsk&act=states&act=denies",
        "/search?words=ferry&act=states&act=denies&since=2023&until=2023",
        "/search?words=ferry&speaker=Helena+Marsk&act=denies&since=2023&until=2023",
        "/search?words=ferry&speaker=Helena+Marsk&act=states&since=2023&until=2023",
    }
    holding = tree(page).xpath("//*[contains(@class, 'facets')]//a[@aria-current]/@href")
    assert set(holding) == set(links(page, "chips")) - {address.replace("&act=denies", "")}


def test_a_year_opens_into_its_months(pages: TestClient) -> None:
    page = pages.get("/search?words=ferry").text
    months = [one for one in links(page, "facets") if "since=2023-" in one]
    assert "/search?words=ferry&since=2023-05&until=2023-05" in months


def test_more_leads_through_all_hits(pages: TestClient) -> None:
    address, found = "/search?words=ferry&limit=3", []
    while address:
        found += [one["statement"]["id"] for one in pages.get(as_data(address)).json()["hits"]]
        address = next((one for one in links(pages.get(address).text, "turn") if "after=" in one), "")
    total = pages.get("/search.json?words=ferry").json()["total"]
    assert len(found) == len(set(found)) == total > 3


def test_what_a_form_leaves_empty_leaves_the_address(pages: TestClient) -> None:
    answer = pages.get("/search?words=ferry&in=statements&speaker=&act=asks&since=", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?words=ferry&act=asks")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("since=yesterday", "'yesterday' is not a date"),
        ("when=2024-13", "is not a date"),
        ("kind=sung", "kind"),
        ("act=denies&act=sings", "act"),
        ("limit=0", "limit"),
        ("after=x", "is not the `next` value"),
        ("colour=red", "`colour`"),
    ],
)
def test_what_cannot_be_asked_says_why(pages: TestClient, asked: str, message: str) -> None:
    answer = pages.get(f"/search.json?{asked}")
    assert answer.status_code == 400
    assert message in answer.json()["error"]["message"]


def test_where_nothing_is_found_searches_that_find_more_are_told(pages: TestClient) -> None:
    page = pages.get('/search?words=ferry+"blue+whale"&outlet=Ledger&rejected=true').text
    assert "Nothing found" in page
    assert links(page, "instead") == [
        "/search?words=%22blue+whale%22&outlet=Ledger&rejected=true",
        "/search?words=ferry&outlet=Ledger&rejected=true",
        "/search?words=ferry+%22blue+whale%22&rejected=true",
        "/search?words=ferry+%22blue+whale%22&outlet=Ledger",
        "/search?words=ferry+%22blue+whale%22",
        "/search?words=ferry+%22blue+whale%22&in=articles&outlet=Ledger&rejected=true",
    ]


@pytest.mark.parametrize("filters", ["", "&act=asks&rejected=true"])
def test_a_name_leads_to_its_actor(pages: TestClient, ferry: Path, filters: str) -> None:
    with onrecord.open_record(ferry, write=False) as record:
        actor = record.actor("Edda Quill").id
    assert f"/actor/{actor}" in links(pages.get(f"/search?words=edda+quill{filters}").text, "suggested")
    assert links(pages.get("/search?words=boat").text, "suggested") == []


def test_whole_articles_are_searched(pages: TestClient) -> None:
    page = pages.get("/search?words=ferry&in=articles").text
    assert "<mark>ferry</mark>" in page
    assert texts(page, "total") == ["4 articles"]
    assert pages.get("/search.json?words=ferry&in=articles").json()["hits"][0]["statement"] is None


@pytest.mark.parametrize(
    ("total", "complete", "first", "expected"),
    [
        (1, True, True, "1 statement"),
        (1234, True, True, "1,234 statements"),
        (5_000, False, True, "5,000+ statements"),
        (0, False, True, "2+ statements"),
        (1, False, False, "1+ statements"),
    ],
)
def test_hits_are_counted_as_far_as_they_were(total: int, complete: bool, first: bool, expected: str) -> None:
    page = Hits((None, None) if total == 0 else ())  # type: ignore[arg-type]
    assert told(page, Facets(total, complete), first=first, what="statement") == expected


def test_an_empty_record_says_what_to_do(tmp_path: Path) -> None:
    with pages_of(record_of(tmp_path / "a.record"), LOOKING) as pages:
        assert "The record is empty" in pages.get("/search?words=ferry").text


def test_words_of_articles_and_of_who_asks_are_words(tmp_path: Path) -> None:
    with pages_of(record_of(tmp_path / "a.record", hostile()), LOOKING) as pages:
        for address in (
            "/search",
            "/search?in=articles&words=alert",
            f"/search?words={quote(HOSTILE)}",
            f"/search?words=x&speaker={quote(HOSTILE)}&venue={quote(HOSTILE)}&outlet={quote(HOSTILE)}",
            f"/search?words={quote(HOSTILE)}&in=articles&role={quote(HOSTILE)}",
        ):
            page = pages.get(address).text
            assert "<script" not in page, address
            assert "&lt;script&gt;" in page, address
            assert not tree(page).xpath("//*[@onmouseover] | //*[starts-with(@href, 'javascript:')]"), address


def test_a_name_of_parameters_is_not_a_filter(pages: TestClient) -> None:
    assert pages.get("/search?in_=articles").status_code == 400
