"""Every page in a browser: narrow and wide, light and dark, for who cannot see or point, and without scripts."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.web.walking import addresses

SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize(("width", "colours"), [(360, "dark"), (1440, "light")])
def test_pages_are_accessible_and_fit(ferry: Path, served: str, browser: Browser, width: int, colours: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults = []
    for address in addresses(ferry):
        page.goto(served + address)
        found = Axe().run(page).response["violations"]
        faults += [(address, one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in SERIOUS]
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [(address, "wider than the window", wide)] if wide > width else []
    context.close()
    assert not faults
    assert all(one.startswith(served) for one in asked), "a page asks another host"


def test_pages_are_read_without_scripts(ferry: Path, served: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in addresses(ferry):
        page.goto(served + address)
        assert page.locator("main h1").count() == 1, address
        assert page.get_by_role("button", name="Copy").count() == 0, f"{address} has a button that does nothing"
    context.close()


def test_a_printed_list_tells_what_was_asked_and_has_nothing_to_press(served: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(f"{served}/search?words=ferry")
    assert page.locator("h1").inner_text() == "Search: ferry"
    for address in ("/search?words=ferry", "/conflicts", "/", "/sources"):
        page.goto(served + address)
        assert page.locator("button, .button, input, select").filter(visible=True).count() == 0, address
    context.close()
