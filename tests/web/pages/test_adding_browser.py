"""Adding in a browser: with scripts, without, and for who cannot see."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from onrecord.web.app import application
from tests.web.conftest import DECIDING, serving
from tests.web.test_browser import SERIOUS

LONG = 60_000
"""Milliseconds that reading a text may take on a busy machine."""
_DROPPED = """
(zone) => {
  const held = new DataTransfer();
  held.items.add(new File(["“The quay will be rebuilt,” Ida Lund said."], "quay.txt"));
  held.items.add(new File(["“The pier will stay,” Ida Lund said."], "pier.txt"));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
}
"""


@pytest.fixture
def new(tmp_path: Path) -> Iterator[str]:
    """The address of an empty record."""
    with serving(application(tmp_path / "new.record", DECIDING)) as address:
        yield address


@pytest.fixture
def changing(ferry: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a record that may be changed."""
    path = tmp_path / "ferry.record"
    shutil.copy(ferry, path)
    with serving(application(path, DECIDING)) as address:
        yield address


def serious(page: Page) -> list[tuple[str, str, object]]:
    found = Axe().run(page).response["violations"]
    return [(page.url, one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in SERIOUS]


def test_a_newcomer_adds_the_example_and_sees_its_statements(new: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(new)
    faults = serious(page)
    page.get_by_role("link", name="Try a made-up article").click()
    faults += serious(page)
    page.get_by_role("button", name="Add to the record").click()
    expect(page.locator("#told")).to_contain_text("done", timeout=LONG)
    expect(page.locator("#state")).to_have_text("Done", timeout=LONG)
    expect(page.get_by_role("link", name="Harbour bridge to close for repairs, mayor says")).to_be_visible()
    faults += serious(page)
    page.goto(new)
    expect(page.get_by_role("heading", name="Came in lately")).to_be_visible()
    page.get_by_text("Add articles").click()
    faults += serious(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
    assert faults == []


def test_files_that_are_dropped_are_added(new: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{new}/add")
    page.locator(".drop").evaluate(_DROPPED)
    expect(page.locator(".chosen li")).to_have_text(["quay.txt", "pier.txt"])
    page.get_by_role("button", name="Add to the record").click()
    expect(page.locator("#state")).to_have_text("Done", timeout=LONG)
    expect(page.locator("#job li")).to_have_count(2)
    page.close()


def test_without_scripts_the_page_of_a_job_is_loaded_again(new: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{new}/?example=true")
    page.get_by_role("button", name="Add to the record").click()
    expect(page.locator("#state")).to_have_text(re.compile("Done"), timeout=LONG)
    context.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_forms_that_change_the_record_are_accessible(changing: str, browser: Browser, colours: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=colours)  # type: ignore[arg-type]
    page, faults = context.new_page(), []
    page.goto(f"{changing}/sources")
    page.get_by_label("Address of a feed").fill("https://127.0.0.1:1/feed.xml")
    page.get_by_role("button", name="Follow").click()
    expect(page.locator("#state")).to_contain_text("failed", timeout=LONG)
    for address in ("/sources", "/add?example=true", "/adding", "/adding/1", "/about"):
        page.goto(changing + address)
        for summary in page.locator("summary").all():
            summary.click()
        faults += serious(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [(address, "wider than the window", wide)] if wide > 360 else []
    page.goto(f"{changing}/sources")
    page.locator("#articles ~ ol a", has_text="Remove").first.click()
    faults += serious(page)
    page.get_by_label("Why").fill("the paper asked")
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("main")).to_contain_text("the paper asked")
    page.locator("summary").click()
    faults += serious(page)
    context.close()
    assert faults == []
