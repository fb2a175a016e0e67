"""The path of somebody who has never seen the pages: from an empty record to a table with a correction."""

import csv
import io
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

CORRECTED = "Kim Example"


@dataclass
class Walk:
    """Where somebody goes, and how many seconds each step takes."""

    page: Page
    server: str
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """What a step takes."""
        began = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - began

    def whole(self) -> list[dict[str, str]]:
        """All of it; the rows of the table at its end."""
        page = self.page
        with self.step("first page"):
            page.goto(self.server)
            page.get_by_role("link", name="Try a made-up article").click()
        with self.step("statements"):
            page.get_by_role("button", name="Add to the record").click()
            page.locator(".arrivals a.headline").first.click(timeout=120_000)
            expect(page.locator("main h1")).to_be_visible()
        with self.step("corrected"):
            page.goto(f"{self.server}/search?words=")
            page.get_by_role("link", name="Evidence").first.click()
            page.get_by_role("link", name=re.compile("Decide about it")).click()
            page.get_by_label("Somebody else").fill(CORRECTED)
            page.keyboard.press("Enter")
            expect(page.get_by_role("status").first).to_contain_text("Edited")
        with self.step("table"):
            page.goto(f"{self.server}/search?speaker=Example")
            with page.expect_download() as download:
                page.get_by_role("link", name="CSV").first.click()
        return list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
