"""The pictures of the documentation: `python -m benchmarks.pictures [--out FOLDER]`.

Adds the example articles to a record, serves it, and takes a picture of each page in Debian's Chromium, as WebP: below
60 kB each."""

import argparse
import base64
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import onrecord
from benchmarks.common import ROOT
from benchmarks.served import serving
from onrecord.web.rendering import (
    actor_address,
    address,
    article_address,
    family_address,
    question_address,
    statement_address,
)

WIDTH, HEIGHT = 1180, 760
QUALITIES = range(80, 20, -10)
MOST = 60_000
"""Bytes of a picture: the best quality that stays below is taken."""
CHROMIUM = "/usr/bin/chromium"
DRAFT = (
    "Transport Minister Helena Marsk promised on Tuesday that “nobody on Skerra will be left without a way to reach a "
    "hospital”. Councillor Arvid Moss said the island should “sue the ministry tomorrow”."
)
QUESTION = "Should the winter ferry to Skerra be kept?"
Steps = Callable[[Page, str], object]
"""What leads to a page, from the address of the server."""


def at(path: str, *, dark: bool = False) -> Steps:
    """A page at an address, as it is for who likes dark pages where `dark` is set."""

    def steps(page: Page, server: str) -> None:
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.goto(server + path)

    return steps


def checked(page: Page, server: str) -> None:
    """The draft, checked."""
    at("/check")(page, server)
    page.get_by_label("Draft", exact=False).first.fill(DRAFT)
    page.get_by_label("Day of publication", exact=False).fill("2023-05-04")
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def pictured(path: Path) -> Mapping[str, Steps]:
    """What is pictured of a record, by the name of the file."""
    with onrecord.open_record(path, write=False) as record:
        article = next(one for one in record.readings() if one.article.url and "finished" in one.article.url)
        said = next(one for one in article.statements if "hospital" in one.quote(article.article.latest.text))
        family = record.families(limit=1).families[0]
        actor = record.meant("Helena Marsk")[0].actors[0]
        question = record.question(QUESTION)
    return {
        "home": at("/"),
        "search": at(address("/search", {"words": "ferry"})),
        "article": at(address(article_address(article.article.id), {"statement": said.id})),
        "statement": at(statement_address(said.id)),
        "actor": at(address(actor_address(actor.id), {"by": "each"})),
        "family": at(family_address(family.id)),
        "check": checked,
        "review": at("/review", dark=True),
        "question": at(address(question_address(question.id), {"doubtful": "true"})),
        "coding": at(address("/review/positions", {"question": question.id})),
    }


def take(page: Page, to: Path) -> None:
    """A picture of what a page shows, as WebP."""
    session = page.context.new_cdp_session(page)
    for quality in QUALITIES:
        taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
        to.write_bytes(base64.b64decode(taken["data"]))
        if to.stat().st_size < MOST:
            break
    print(f"{to}: {to.stat().st_size / 1000:.0f} kB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--chromium", default=CHROMIUM)
    parser.add_argument("--only", help="one of them, by its name")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "ferry.record"
        with onrecord.open_record(path) as record:
            record.add(ROOT / "examples" / "articles")
            record.judge(record.ask(QUESTION, who="You").id)
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        with serving(path, adding=True) as server:
            for name, steps in pictured(path).items():
                if arguments.only in (None, name):
                    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
                    steps(page, f"http://{server.host}:{server.port}")
                    take(page, arguments.out / f"{name}.webp")
                    page.close()
        browser.close()


if __name__ == "__main__":
    main()
