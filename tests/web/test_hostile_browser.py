"""Every page of a hostile record in a browser: nothing of an article runs, is asked for or becomes an element; and no
page is large but for the text of its article."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

import onrecord
from onrecord.web.app import application
from tests.web.conftest import LOOKING, serving
from tests.web.walking import addresses

MOST = 150_000
"""Bytes of a page without the text of its article."""
FOREIGN = """() => {
    const runs = (one, name) => /^\\s*(javascript|data|vbscript):/i.test(one.getAttribute(name) || "");
    const every = [...document.querySelectorAll("*")];
    return every.filter((one) =>
        one.matches("img, iframe, object, embed, base, style, svg script, script:not([src^='/static/'])")
        || [...one.attributes].some((has) => has.name.startsWith("on") || has.name === "style")
        || ["href", "src", "action", "formaction"].some((name) => runs(one, name))
        || one.textContent === "here" && one.matches("a")
    ).map((one) => one.outerHTML.slice(0, 200));
}"""
"""Elements that no page of ours has, and the articles' markup would make."""


@pytest.fixture(scope="module")
def at(hostile: Path) -> Iterator[str]:
    with serving(application(hostile, LOOKING)) as address:
        yield address


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_of_an_article_runs(hostile: Path, at: str, browser: Browser, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    told = listening(page)
    for address in addresses(hostile, articles=9):
        page.goto(at + address)
        if scripts:
            told += [f"{address} has {one}" for one in page.evaluate(FOREIGN)]
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    context.close()
    assert [one for one in told if not one.startswith(f"asks {at}/")] == []


def listening(page: Page) -> list[str]:
    """What a page asks for, throws or shows, as it comes."""
    told: list[str] = []

    def dialog(shown: Any) -> None:
        told.append(f"a dialog says {shown.message}")
        shown.dismiss()

    page.on("dialog", dialog)
    page.on("pageerror", lambda error: told.append(f"a script fails: {error}"))
    page.on("console", lambda one: told.append(f"the console says {one.text}") if one.type == "error" else None)
    page.on("request", lambda request: told.append(f"asks {request.url}"))
    return told


@pytest.mark.parametrize("name", ["ferry", "hostile"])
def test_no_page_is_large_but_for_its_article(name: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(name)
    with onrecord.open_record(path, write=False) as record:
        longest = max(len(one.article.latest.text.encode()) for one in record.readings())
    assert longest < 20_000
    with TestClient(application(path, LOOKING), base_url="http://localhost") as client:
        sizes = {address: len(client.get(address).content) for address in addresses(path, articles=9)}
    assert {address: size for address, size in sizes.items() if size > MOST} == {}
