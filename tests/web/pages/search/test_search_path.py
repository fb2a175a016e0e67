"""From a word to a saved list in a browser without scripts: the form, a count that narrows, a name."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from onrecord.web.app import application
from tests.web.conftest import DECIDING, serving

FOLDED = 360
WIDE = 1440


@pytest.mark.parametrize("width", [FOLDED, WIDE])
def test_a_search_is_narrowed_and_saved_without_scripts(
    ferry: Path, tmp_path: Path, browser: Browser, width: int
) -> None:
    path = Path(shutil.copy(ferry, tmp_path / "a.record"))
    with serving(application(path, DECIDING)) as site:
        context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(f"{site}/search")
        page.get_by_label("Words, or a phrase").fill("ferry")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{site}/search?words=ferry")
        if width == FOLDED:
            expect(page.locator(".facets h2").first).to_be_hidden()
            page.get_by_text("Narrow down").click()
        page.locator(".facets").get_by_role("link", name="denies").click()
        expect(page).to_have_url(f"{site}/search?words=ferry&act=denies")
        expect(page.locator(".act.denied").first).to_have_text("denies")
        page.get_by_text("Save this search").click()
        page.get_by_label("Name (one of").fill("No ferry")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{site}/searches")
        page.get_by_role("link", name="No ferry", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("No ferry")
        expect(page.locator(".hit").first).to_contain_text("denied")
        page.get_by_role("link", name="Search again").click()
        page.get_by_role("link", name="Remove the filter act: denies").click()
        expect(page).to_have_url(f"{site}/search?words=ferry")
        context.close()
