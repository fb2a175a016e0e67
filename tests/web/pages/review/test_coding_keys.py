"""Coding in a browser: by keyboard alone, one question from its first statement to adjudication."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from onrecord import open_record
from onrecord.record.families import sqlite as families_sqlite
from tests.made_utterances import BERG, HOLT
from tests.record.test_families import Words as NoEncoder
from tests.web import coded
from tests.web.coded import OPEN, OPPOSES, QUESTION, SHARED, SUPPORTS
from tests.web.conftest import watched
from tests.web.pages.review.keys import at, press
from tests.web.test_browser import SERIOUS

CODE = "/review/positions"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)
    coded.make(tmp_path / "a.record")
    return tmp_path / "a.record"


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    with watched(browser, f"{address}{CODE}?question={QUESTION}", told="status of 422") as page:
        yield page


def test_a_question_is_coded_by_keyboard_alone(page: Page, path: Path) -> None:
    at(page, OPPOSES)
    press(page, "k")
    at(page, SHARED)
    press(page, "u")
    at(page, OPPOSES)
    press(page, "3")
    at(page, SHARED)
    press(page, "u")
    at(page, OPPOSES)
    press(page, "a")
    at(page, SHARED)
    # One of the two who hold it alone; then the other.
    press(page, "h", "ArrowDown", "Escape", "2")
    at(page, SHARED)
    expect(page.locator(".holders")).to_contain_text("opposes")
    press(page, "h", "ArrowDown", "ArrowDown", "Escape", "1")
    at(page, SHARED)
    press(page, "k")
    at(page, OPEN)
    # Somebody else holds it, with a note.
    press(page, "h", "Tab")
    page.keyboard.type(BERG)
    press(page, "Tab")
    page.keyboard.type("4 a u")
    press(page, "Escape", "4")
    at(page, SUPPORTS)
    press(page, "a")
    expect(page.get_by_role("heading", name="Nothing is left to code")).to_be_visible()
    with open_record(path, write=False) as record:
        made = [(one.verdict, one.change, one.note) for one in record.decisions()]
        stances = {(one.name, one.statement): one.stance for one in record.positions(question=QUESTION).positions}
    assert [verdict for verdict, _, _ in made] == ["edit", "undo", "accept", "edit", "edit", "edit", "accept"]
    assert made[5][2] == "4 a u", "keys are words in a field"
    assert stances == {
        (HOLT, OPPOSES): "opposes",
        (BERG, SHARED): "opposes",
        ("Harbour Union", SHARED): "supports",
        (BERG, OPEN): "neutral",
        (HOLT, SUPPORTS): "supports",
    }


def test_what_a_second_reader_says_is_chosen_by_a_key(page: Page, path: Path) -> None:
    coded.ask_second(path)
    page.reload()
    at(page, OPPOSES)
    press(page, "s")
    expect(page.get_by_text("1 coded")).to_be_visible()
    with open_record(path, write=False) as record:
        assert [one.change for one in record.decisions()] == [{"stance": "open"}]


def test_what_is_typed_is_not_left_unasked(page: Page) -> None:
    at(page, OPPOSES)
    press(page, "t")
    page.keyboard.type("not sure")
    press(page, "Escape", "k")
    expect(page.locator("#unsaved")).to_be_visible()
    at(page, OPPOSES)
    press(page, "k")
    at(page, SHARED)


def test_the_return_key_in_a_field_says_what_to_do(page: Page, path: Path) -> None:
    at(page, OPPOSES)
    page.locator("#other").fill(BERG)
    press(page, "Enter")
    expect(page.get_by_role("alert").first).to_contain_text("Choose what the statement says")
    assert page.locator("#other").input_value() == BERG
    with open_record(path, write=False) as record:
        assert record.decisions() == ()


@pytest.mark.parametrize(("width", "colours"), [(360, "dark"), (1440, "light")])
def test_coding_and_adjudicating_are_accessible_and_fit(
    path: Path, address: str, browser: Browser, width: int, colours: str
) -> None:
    coded.ask_second(path)
    with open_record(path) as record:
        question = record.question(QUESTION).id
        record.code(QUESTION, SHARED, "accept", who="Lee Duarte", note="plain enough")
        record.code(QUESTION, SHARED, "edit", who="Mia Sand", stance="neutral", holder=BERG)
        actor = record.actor(HOLT).id
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours)  # type: ignore[arg-type]
    page = context.new_page()
    faults = []
    for place in (
        CODE,
        f"{CODE}?question={question}",
        f"{CODE}?question={question}&blind=yes&statement={SHARED}",
        f"{CODE}?question={question}&disputed=yes",
        f"/statement/{SHARED}",
        f"/actor/{actor}",
        "/agreement",
        "/decisions?subject=position",
    ):
        page.goto(address + place)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = Axe().run(page).response["violations"]
        faults += [(place, one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in SERIOUS]
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [(place, "wider than the window", wide)] if wide > width else []
    context.close()
    assert not faults


def test_coding_works_without_scripts(path: Path, address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + CODE)
    page.get_by_role("link", name=QUESTION, exact=True).click()
    page.locator("#note").fill("by hand")
    page.get_by_role("button", name="Opposes", exact=True).click()
    at(page, SHARED)
    page.get_by_role("button", name="Undo").click()
    at(page, OPPOSES)
    page.get_by_label("Somebody else").fill(BERG)
    page.get_by_role("button", name="Accept").click()
    at(page, SHARED)
    page.get_by_role("link", name="Skip", exact=True).click()
    at(page, OPEN)
    context.close()
    with open_record(path, write=False) as record:
        (first,) = record.positions_of_statement(OPPOSES)
    assert (first.name, first.stance) == (BERG, "opposes")
