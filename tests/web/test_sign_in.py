"""Signing in and out in a browser, without scripts, and what a page of another site cannot do there."""

import shutil
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from onrecord.web.access import passwords
from onrecord.web.access.policy import Access
from onrecord.web.access.store import make_store
from onrecord.web.access.users import add_user
from onrecord.web.access.values import Role
from onrecord.web.access.visitors import clock
from onrecord.web.app import application
from tests.served import Answer, Quiet, running
from tests.web.conftest import serving

PASSWORD = "wharf lantern gravel oboe"


@pytest.fixture
def site(ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a record with one user."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    record = Path(shutil.copy(ferry, tmp_path / "a.record"))
    add_user(make_store(record), "Kim Park", PASSWORD, role=Role.ADMIN, now=clock())
    with serving(application(record, Access(login=True))) as address:
        yield address


@pytest.fixture
def elsewhere(site: str) -> Iterator[str]:
    """The address of a page of another site, whose only button signs visitors out."""
    form = f'<form method="post" action="{site}/sign-out"><button>A prize</button></form>'

    class Page(Quiet):
        def answer(self) -> Answer:
            return 200, {"Content-Type": "text/html"}, form.encode()

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Page)) as server:
        yield f"http://127.0.0.1:{server.server_port}/"


def test_signing_in_and_out(site: str, elsewhere: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/about")
    assert page.url.startswith(f"{site}/sign-in?next=")
    page.get_by_label("Name").fill("kim park")
    page.get_by_label("Password").fill("not the password")
    page.keyboard.press("Enter")
    assert "The name or the password is wrong" in page.get_by_role("alert").inner_text()
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/about")
    page.goto(elsewhere)
    page.get_by_role("button").click()
    assert "a page of another site" in page.locator("main").inner_text()
    page.goto(f"{site}/sign-out")
    assert "You are signed in as Kim Park." in page.locator("main").inner_text()
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{site}/sign-in?next=%2F")  # home is not for everybody either
    page.goto(f"{site}/about")
    assert page.url.startswith(f"{site}/sign-in")
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_the_page_to_sign_in_is_accessible_and_fits(site: str, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/sign-in")
    found = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert found == [] and page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
