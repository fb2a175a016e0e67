"""An article, its versions and its headline as pages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.exports.articles import to_json
from onrecord.exports.history import changes_of, history_json
from onrecord.exports.pages import reading_page
from onrecord.exports.views.position_views import beside, with_positions
from onrecord.model import Speaker
from onrecord.record import open_record
from onrecord.web.app import application
from onrecord.web.rendering import (
    article_address,
    family_address,
    headline_address,
    statement_address,
    versions_address,
)
from tests.made_articles import READ_WITH, made, with_statements
from tests.web.conftest import LOOKING

BRIDGE = '"The bridge will stay open," Ana Duarte, the mayor of Porto Velho, told the Harbour Times on Tuesday.'
PILLARS = "The engineers' union believes that the pillars are safe."


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one article in two versions, whose first statement a person edited."""
    path = tmp_path_factory.mktemp("web") / "bridge.record"
    first, later = made(1), made(1, headline="Mayor may keep bridge 1", paragraphs=(BRIDGE, PILLARS))
    later = with_statements(
        later, *(replace(one, speakers=(Speaker("Ana Duarte", "person"),)) for one in later[1].statements)
    )
    with open_record(path, write=True) as record:
        for loaded, reading in (first, later):
            record.add_reading(loaded, reading, read_with=READ_WITH)
        record.decide(later[1].statements[0].id, "edit", who="Kim Park", speaker="Rui Braga")
    return path


@pytest.fixture(scope="module")
def bridge_pages(bridge: Path) -> Iterator[TestClient]:
    with TestClient(application(bridge, LOOKING), base_url="http://localhost") as client:
        yield client


def test_the_text_is_marked_as_in_the_page_that_stands_alone(ferry: Path, pages: TestClient) -> None:
    with onrecord.open_record(ferry, write=False) as record:
        for reading in record.readings():
            alone = re.findall(
                r'<(?:p|h1|h2|blockquote) class="column block.*?</(?:p|h1|h2|blockquote)>', reading_page(reading)
            )
            shown = pages.get(article_address(reading.article.id)).text
            assert alone
            assert all(block in shown for block in alone)


def test_a_note_tells_all_that_is_known_and_leads_on(ferry: Path, pages: TestClient) -> None:
    with onrecord.open_record(ferry, write=False) as record:
        reading = next(one for one in record.readings() if any(_is_full(one, at) for at in range(len(one.statements))))
        assert reading.known is not None
        at = next(at for at in range(len(reading.statements)) if _is_full(reading, at))
        statement, known = reading.statements[at], reading.known[reading.statements[at].id]
    page = pages.get(article_address(reading.article.id)).text
    note = page[page.index(f'id="n-{statement.id}"') :].partition("</section>")[0]
    assert known.family
    assert known.speakers[0]
    assert statement.when
    for href in (statement_address(statement.id), family_address(known.family.id), f"/actor/{known.speakers[0].id}"):
        assert f'href="{href}"' in note
    assert f"in {known.family.articles} articles" in note
    assert str(statement.when.date) in note
    assert statement.when.rule in note
    assert "#:~:text=" in note


def _is_full(reading: onrecord.ReadArticle, at: int) -> bool:
    one = reading.statements[at]
    known = (reading.known or {})[one.id]
    return bool(
        one.when
        and one.when.date
        and known.family
        and known.family.articles > 1
        and known.speakers
        and known.speakers[0]
    )


def test_the_json_is_that_of_an_article(ferry: Path, pages: TestClient) -> None:
    with onrecord.open_record(ferry, write=False) as record:
        reading = next(record.readings())
        told = beside(record, reading.article.id)
    expected = with_positions(to_json(reading, known=reading.known), told)
    assert pages.get(f"{article_address(reading.article.id)}.json").json() == expected


def test_a_statement_is_set_apart_where_the_address_names_it(ferry: Path, pages: TestClient) -> None:
    with onrecord.open_record(ferry, write=False) as record:
        reading = next(record.readings())
    id_, chosen = reading.article.id, reading.statements[2].id
    page = pages.get(f"{article_address(id_)}?statement={chosen}").text
    assert re.findall(r'<section class="note \w+ focus" id="n-(\w+)"', page) == [chosen]
    assert re.findall(r' joined" data-s="(\d+)"', page)
    assert {"3"} == set(re.findall(r' joined" data-s="(\d+)"', page))
    answer = pages.get(f"{article_address(id_)}.json?statement=nothing")
    assert (answer.status_code, answer.json()["error"]["kind"]) == (404, "UnknownId")


def test_a_decision_stands_in_the_margin(bridge_pages: TestClient) -> None:
    page = bridge_pages.get(article_address(made(1)[1].article.id)).text
    assert "edited by Kim Park" in page
    assert "Rui Braga" in page


def test_an_earlier_version_says_that_it_is_one(bridge_pages: TestClient) -> None:
    id_ = made(1)[1].article.id
    page = bridge_pages.get(f"{article_address(id_)}?version=1").text
    assert "Version 1 of 2" in words(page)
    assert "pillars are unsafe" in words(page)
    assert "#:~:text=" not in page, "its words may be gone from the live page"
    data = bridge_pages.get(f"{article_address(id_)}.json?version=1").json()
    assert data["text_sha256"] == made(1)[1].article.latest.text_sha256
    assert bridge_pages.get(f"{article_address(id_)}?version=3").status_code == 404
    assert bridge_pages.get(f"{article_address(id_)}.json?version=two").status_code == 400
    assert bridge_pages.get(f"{article_address(id_)}?version=99999999999999999999").status_code == 404


def test_versions_show_what_changed_and_where_each_came_from(bridge: Path, bridge_pages: TestClient) -> None:
    id_ = made(1)[1].article.id
    page = bridge_pages.get(versions_address(id_)).text
    assert "Version 1 → 2" in words(page)
    assert re.search(r"<del>unsafe</del>\s*<ins>safe</ins>", page)
    assert f'href="{article_address(id_)}?version=1"' in page
    with open_record(bridge, write=False) as record:
        found = record.versions(id_)
    assert bridge_pages.get(f"{versions_address(id_)}.json").json() == history_json(found, changes_of(found))


def test_one_version_has_not_changed(ferry: Path, pages: TestClient) -> None:
    with onrecord.open_record(ferry, write=False) as record:
        reading = next(record.readings())
    assert "nothing has changed since" in words(pages.get(versions_address(reading.article.id)).text)


def test_a_headline_that_says_more_is_shown_with_what_was_said(ferry: Path, pages: TestClient) -> None:
    with onrecord.open_record(ferry, write=False) as record:
        readings = list(record.readings())
    found = {
        one.article.id: pages.get(f"{headline_address(one.article.id)}.json").json()["findings"] for one in readings
    }
    id_, findings = next((id_, findings) for id_, findings in found.items() if findings)
    page = words(pages.get(headline_address(id_)).text)
    for finding in findings:
        assert finding["verdict"] in page
        assert finding["claim"] in page
        assert all(" ".join(one["words"].split()) in page for one in finding["evidence"])
    nothing = next((id_ for id_, findings in found.items() if not findings), None)
    if nothing:
        assert "does not report a statement" in words(pages.get(headline_address(nothing)).text)


def test_an_article_of_very_many_statements_stays_a_small_page(tmp_path: Path) -> None:
    path, paragraphs = tmp_path / "long.record", tuple(f"Ana Duarte said that pillar {n} is safe." for n in range(160))
    loaded, reading = made(9, paragraphs=paragraphs)
    with open_record(path, write=True) as record:
        record.add_reading(loaded, reading, read_with=READ_WITH)
    chosen = reading.statements[80].id
    with TestClient(application(path, LOOKING), base_url="http://localhost") as client:
        page = client.get(f"{article_address(reading.article.id)}?statement={chosen}").text
    assert len(page) - len(reading.article.latest.text) < 150_000
    assert page.count("In the original page") == 1
    assert page.count(statement_address(reading.statements[3].id)) == 1


def test_an_article_that_was_removed_is_gone(tmp_path: Path) -> None:
    path, (loaded, reading) = tmp_path / "gone.record", made(9)
    with open_record(path, write=True) as record:
        record.add_reading(loaded, reading, read_with=READ_WITH)
        record.remove(reading.article.id, reason="withdrawn by its author", who="Kim Park")
    with TestClient(application(path, LOOKING), base_url="http://localhost") as client:
        for address in (article_address, versions_address, headline_address):
            answer = client.get(address(reading.article.id))
            assert answer.status_code == 410
            assert "withdrawn by its author" in answer.text
