"""The article and the statement in a browser: pointer, keys and address join the words of a statement with its note."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.model import Span, sha256, statement_id
from onrecord.record import open_record
from onrecord.web.app import application
from onrecord.web.rendering import article_address, statement_address
from tests.made_articles import READ_WITH, made, statement, with_statements
from tests.web.conftest import LOOKING, serving, watched

FIRE = (
    "👩‍🚒 Zoe\u0301 Brand said the 🚢 ferry will stay, and that nobody 👍🏽 is sorry for the re\u0301sume\u0301 of it."
)
MORE = "“Not now,” she added. “Not later.”"
PAIR = made(7, paragraphs=(FIRE, MORE))
TEXT = PAIR[1].article.latest.text


def _statements() -> tuple[Span, ...]:
    whole = TEXT.index("the 🚢"), TEXT.index(" of it.")
    inner = TEXT.index("nobody"), TEXT.index(" for the")
    return Span(*whole), Span(*inner)


OUTER, INNER = _statements()
PARTS = (
    Span(TEXT.index("“Not now"), TEXT.index(" she")),
    Span(TEXT.index("“Not later"), TEXT.index("“Not later") + len("“Not later.”")),
)
FIRST = statement(TEXT, content=OUTER.of(TEXT), source="Zoe\u0301 Brand", cue="said")
SECOND = statement(TEXT, content=INNER.of(TEXT))
THIRD = replace(SECOND, content=PARTS, id=statement_id(sha256(TEXT), PARTS, ()))
ID = PAIR[1].article.id


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("web") / "fire.record"
    loaded, reading = with_statements(PAIR, FIRST, SECOND, THIRD)
    with open_record(path, write=True) as record:
        record.add_reading(loaded, reading, read_with=READ_WITH)
    with serving(application(Path(path), LOOKING)) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with watched(browser, address + article_address(ID)) as found:
        found.set_default_timeout(10_000)
        yield found


def words_of(page: Page, number: int) -> str:
    """The words that are marked as content of a statement, numbers left out."""
    script = """number => [...document.querySelectorAll(`.block .content`)].filter(one => one.dataset.s == number)
        .map(one => { const copy = one.cloneNode(true); copy.querySelectorAll("sup").forEach(sup => sup.remove());
                      return copy.textContent; }).join("|")"""
    return str(page.evaluate(script, number))


def focused(page: Page) -> list[str]:
    return [str(one.get_attribute("data-s")) for one in page.locator("section.note.focus").all()]


def test_marks_are_counted_in_code_points(page: Page) -> None:
    assert words_of(page, 1).replace("|", "") == OUTER.of(TEXT)
    assert words_of(page, 2) == INNER.of(TEXT)
    assert words_of(page, 3) == "“Not now,”|“Not later.”"


def test_words_under_the_pointer_and_their_note_are_joined(page: Page) -> None:
    page.locator(".block [data-s='3']").last.hover()
    expect(page.locator("section.note[data-s='3']")).to_have_class("note said joined")
    expect(page.locator(".block .joined")).to_have_count(3)  # both parts, and the number
    page.locator("h1").hover()
    expect(page.locator(".joined")).to_have_count(0)


def test_another_click_where_statements_overlap_takes_the_other_one(page: Page) -> None:
    inner = page.locator(".block [data-s='2']").first
    inner.click()
    assert focused(page) == ["2"]
    inner.click()
    assert focused(page) == ["1"]
    assert page.url.endswith(f"#n-{FIRST.id}")


def test_keys_walk_from_statement_to_statement(page: Page) -> None:
    page.keyboard.press("j")
    assert focused(page) == [], "keys are free where no statement has the focus"
    page.locator("sup a[data-s='1']").focus()
    for key, at in (("j", "2"), ("j", "3"), ("j", "3"), ("k", "2")):
        page.keyboard.press(key)
        assert focused(page) == [at]
        assert page.evaluate("document.activeElement.dataset.s") == at
    page.keyboard.press("Escape")
    assert focused(page) == []


def test_an_address_leads_to_the_words(page: Page, address: str) -> None:
    page.goto(f"{address}{article_address(ID)}?statement={SECOND.id}")
    assert focused(page) == ["2"]
    page.goto(f"{address}{article_address(ID)}#s-{THIRD.id}")
    expect(page.locator("section.note.joined")).to_have_attribute("data-s", "3")


def test_a_citation_is_copied(page: Page, address: str) -> None:
    page.goto(address + statement_address(FIRST.id))
    page.get_by_role("button", name="Copy").first.click()
    expect(page.locator("#copied")).to_have_text("Copied.")


def test_a_note_is_short_until_its_statement_is_chosen(page: Page) -> None:
    further = page.locator("section.note .further")
    assert [one.is_visible() for one in further.all()] == [False, False, False]
    page.locator(".block [data-s='3']").last.click()
    assert [one.is_visible() for one in further.all()] == [False, False, True]
    page.get_by_label("All notes in full").check()
    assert [one.is_visible() for one in further.all()] == [True, True, True]


def test_without_scripts_the_numbers_lead_to_whole_notes_and_back(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + article_address(ID))
    page.locator("sup a[data-s='2']").click()
    assert page.url.endswith(f"#n-{SECOND.id}")
    assert page.locator(f"#n-{SECOND.id} .further").is_visible()
    page.locator(f"#n-{SECOND.id} a.number").click()
    assert page.url.endswith(f"#s-{SECOND.id}")
    context.close()
