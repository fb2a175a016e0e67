"""The evidence of a cell in a browser: by pointing and by keyboard, with scripts and without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from onrecord.record.families import sqlite as families_sqlite
from onrecord.web.app import application
from tests.record.test_families import Words as NoEncoder
from tests.web.conftest import LOOKING, serving
from tests.web.questioned import questioned


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families_sqlite, "_sentences", NoEncoder)
        path: Path = questioned(tmp_path_factory.mktemp("questions") / "a.record")
        with serving(application(path, LOOKING)) as address:
            yield address


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_cell_shows_its_evidence(at: str, browser: Browser, width: int, scripts: bool) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{at}/matrix")
    cell, other = page.locator("td.cell").nth(0), page.locator("td.cell").nth(3)
    evidence = cell.locator(".evidence")
    assert not evidence.is_visible()
    cell.locator(".taken").focus()
    assert evidence.is_visible()
    page.keyboard.press("Tab")
    assert evidence.is_visible() and evidence.locator("a:focus").count() == 1
    page.keyboard.press("Escape")
    assert evidence.is_visible() == (not scripts)
    page.locator("h1").click()
    other.hover()
    assert other.locator(".evidence").is_visible() and not evidence.is_visible()
    box = other.locator(".evidence").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    context.close()
