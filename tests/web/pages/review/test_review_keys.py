"""Review in a browser: by keyboard alone, spans by selecting, over a text with emoji and combining accents."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from onrecord import open_record
from onrecord.model import Span, Statement
from onrecord.record.families import sqlite as families_sqlite
from tests.made_articles import span_of
from tests.record.test_families import Words as NoEncoder
from tests.web.conftest import watched
from tests.web.pages.review.keys import at, press
from tests.web.reviewed import CREPES, FAMILY, READ, RIGHT, festive, make
from tests.web.test_browser import SERIOUS

TEXT = festive()[1].article.latest.text
FIRST, SECOND, THIRD = (one.id for one in festive()[1].statements)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)
    make(tmp_path / "a.record")
    return tmp_path / "a.record"


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    with watched(browser, f"{address}/review") as page:
        yield page


def held(path: Path, statement: str) -> Statement:
    with open_record(path, write=False) as record:
        return record.statement(statement)[1]


def found(path: Path, words: str, speaker: str) -> list[str]:
    with open_record(path, write=False) as record:
        return [hit.statement.id for hit in record.search(words, speaker=speaker).hits if hit.statement]


def test_a_record_is_reviewed_by_keyboard_alone(page: Page, path: Path) -> None:
    at(page, FIRST)
    # Its words: one more before it, and four behind it, of which one is an emoji and one has an accent apart.
    press(page, "e", "Shift+ArrowLeft", *["ArrowRight"] * 5)
    assert selected(page) == RIGHT
    press(page, "Enter")  # taken over
    assert page.locator("#content-1").input_value() == RIGHT
    # Its speaker and its act.
    press(page, "s", "ArrowDown", "ArrowDown", "Escape", "t", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown")
    press(page, "Escape", "d", "Backspace")
    page.keyboard.type("2024-05")
    press(page, "Enter")
    at(page, SECOND)
    one = held(path, FIRST)
    assert one.content == (span_of(TEXT, RIGHT),)
    assert [speaker.name for speaker in one.speakers] == ["Ana Duarte"]
    assert (one.act, one.when and one.when.date) == ("promises", "2024-05")
    assert found(path, "crepes", "Ana Duarte") == [FIRST]

    press(page, "u")
    at(page, FIRST)
    assert held(path, FIRST) == festive()[1].statements[0]
    assert found(path, "crepes", "Ana Duarte") == []

    press(page, "a")
    at(page, SECOND)
    press(page, "k")
    at(page, THIRD)
    press(page, "u")
    at(page, SECOND)
    press(page, "r")
    at(page, THIRD)
    press(page, "a")
    expect(page.get_by_role("heading", name="Nothing is left to decide")).to_be_visible()
    with open_record(path, write=False) as record:
        verdicts = [(one.verdict, one.subject_id) for one in record.decisions()]
    assert verdicts == [("edit", FIRST), ("undo", "1"), ("accept", FIRST), ("reject", SECOND), ("accept", THIRD)]


def selected(page: Page) -> str:
    """What is selected, as far as it stands in the text."""
    return str(page.evaluate("getSelection().toString()"))


def select(page: Page, words: str) -> None:
    """Select words as a pointer does, wherever the marks cut them."""
    page.evaluate(
        """words => {
            const nodes = [...document.querySelectorAll("[data-at]")].map((piece) => piece.firstChild);
            const start = nodes.map((node) => node.data).join("").indexOf(words);
            const last = start + words.length;
            const range = document.createRange();
            let at = 0;
            for (const node of nodes) {
                const end = at + node.length;
                if (at <= start && start < end) range.setStart(node, start - at);
                if (at < last && last <= end) range.setEnd(node, last - at);
                at = end;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )


@pytest.mark.parametrize(
    "words",
    [
        RIGHT,
        FAMILY,
        CREPES,
        "🥞",
        "🎉 On Tuesday the mayor, Ana Duarte, told us: “All",
        f"Ana Duarte, told us: “All {FAMILY} fam",
    ],
)
def test_what_is_selected_is_what_is_kept(page: Page, path: Path, words: str) -> None:
    select(page, words)
    page.get_by_role("button", name="Take the selection").click()
    page.get_by_role("button", name="Save").click()
    at(page, SECOND)
    assert held(path, FIRST).content == (span_of(TEXT, words),)


def test_line_ends_of_two_characters_are_counted_as_two(page: Page, path: Path, address: str) -> None:
    page.goto(f"{address}/review?statement={SECOND}")
    select(page, "are 🧱 unsafe,” said the union. “Nobody")
    page.get_by_role("button", name="Take the selection").click()
    page.get_by_role("button", name="Save").click()
    at(page, FIRST)
    assert held(path, SECOND).content == (span_of(TEXT, "are 🧱 unsafe,” said the union. “Nobody"),)


def test_parts_are_added_and_typed(page: Page, path: Path) -> None:
    select(page, "and left")
    page.get_by_role("button", name="Add it as a part").click()
    assert page.locator("#content-2").input_value() == "and left"
    press(page, "e", "e")
    assert selected(page) == "and left", "again is the next part"
    press(page, "e")
    assert selected(page) == READ
    page.locator("#content-1").fill(RIGHT)
    press(page, "Escape")
    page.get_by_role("button", name="Save").click()
    at(page, SECOND)
    assert held(path, FIRST).content == (span_of(TEXT, RIGHT), span_of(TEXT, "and left"))


def test_a_selection_goes_over_paragraphs(page: Page, path: Path) -> None:
    both = TEXT[TEXT.index("🥞 on") : TEXT.index("The pillars") + len("The pillars")]
    select(page, both.replace("\n\n", ""))
    page.get_by_role("button", name="Take the selection").click()
    page.get_by_role("button", name="Save").click()
    at(page, SECOND)
    assert held(path, FIRST).content == (span_of(TEXT, both),)


def test_characters_are_steps_however_many_code_points_write_them(page: Page) -> None:
    press(page, "e", "ArrowLeft", "ArrowLeft")
    assert selected(page) == FAMILY
    press(page, "Alt+ArrowRight", "Alt+ArrowRight", "Alt+Shift+ArrowRight")
    assert selected(page) == "fa"
    press(page, "Alt+Shift+ArrowLeft", "Alt+ArrowLeft", "Alt+ArrowLeft", "Alt+ArrowLeft")
    assert selected(page) == FAMILY, "it is one character"
    press(page, *["ArrowRight"] * 3, *["Shift+ArrowRight"] * 3, *["Alt+ArrowLeft"] * 3)
    assert selected(page) == "cre\u0301"


def test_keys_are_words_in_a_field_and_can_be_switched_off(page: Page, path: Path) -> None:
    page.locator("#note").focus()
    page.keyboard.type("a r k u n")
    assert page.locator("#note").input_value() == "a r k u n"
    press(page, "Escape", "?")
    expect(page.locator("#keys")).to_be_visible()
    press(page, "a", "r")
    page.get_by_label("Single keys decide").uncheck()
    page.get_by_role("button", name="Close").click()
    press(page, "a", "r", "k")
    page.reload()
    press(page, "a", "r", "k")
    at(page, FIRST)
    expect(page.locator("main kbd").first).to_be_hidden()
    with open_record(path, write=False) as record:
        assert record.decisions() == ()
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys decide").check()
    press(page, "Escape", "a")
    at(page, SECOND)


def test_a_name_that_is_picked_holds_over_one_that_was_typed_before(page: Page, path: Path) -> None:
    page.get_by_label("Somebody else").fill("Petra Roth")
    page.get_by_label("Ana Duarte").check()
    assert page.get_by_label("Somebody else").input_value() == ""
    page.get_by_role("button", name="Save").click()
    at(page, SECOND)
    assert [one.name for one in held(path, FIRST).speakers] == ["Ana Duarte"]


def test_what_is_not_saved_is_not_left_by_one_key(page: Page, path: Path) -> None:
    page.locator("#venue").fill("the quay")
    press(page, "Escape", "k")
    expect(page.get_by_text("is not saved")).to_be_visible()
    press(page, "k")
    at(page, SECOND)
    press(page, "n")
    at(page, THIRD)
    press(page, "p")
    at(page, SECOND)


def test_a_key_that_is_held_down_decides_once(page: Page, path: Path) -> None:
    page.keyboard.down("a")
    page.keyboard.down("a")
    at(page, SECOND)
    page.keyboard.up("a")
    with open_record(path, write=False) as record:
        assert len(record.decisions()) == 1


def test_all_of_it_works_without_scripts(address: str, path: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/review")
    for name in ("Take the selection", "Keys"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.locator("main kbd").first).to_be_hidden()
    page.locator("#content-1").fill(RIGHT)
    page.locator("#content-2").fill("and left")
    page.get_by_label("Ana Duarte").check()
    page.locator("#venue").fill("the quay")
    page.locator("#venue").press("Enter")
    at(page, SECOND)
    one = held(path, FIRST)
    assert one.content == (span_of(TEXT, RIGHT), span_of(TEXT, "and left"))
    assert one.speakers[0].name == "Ana Duarte"
    assert one.venue is not None
    assert one.venue.span == Span(TEXT.index("the quay"), TEXT.index("the quay") + len("the quay"))
    page.get_by_role("button", name="Undo").click()
    at(page, FIRST)
    context.close()


@pytest.mark.parametrize(("width", "colours"), [(360, "dark"), (1440, "light")])
def test_deciding_is_accessible_and_fits(address: str, path: Path, browser: Browser, width: int, colours: str) -> None:
    with open_record(path) as record:
        record.decide(SECOND, "edit", who="Kim Park", speaker="Rui Braga", note="heard it")
        record.decide(SECOND, "accept", who="Lee Moss")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours)  # type: ignore[arg-type]
    page = context.new_page()
    faults = []
    addresses = (
        "/review",
        f"/review?statement={SECOND}&blind=yes&below=0.9",
        "/decisions",
        "/agreement",
        "/review?below=0",
    )
    for one in addresses:
        page.goto(address + one)
        if "statement" in one:
            press(page, "?")
        violations = Axe().run(page).response["violations"]
        faults += [
            (one, fault["id"], fault["nodes"][0]["target"]) for fault in violations if fault["impact"] in SERIOUS
        ]
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [(one, "wider than the window", wide)] if wide > width else []
    context.close()
    assert not faults
