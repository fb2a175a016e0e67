"""One small record for all pages, and what asks for them."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.types import ASGIApp

import onrecord
from onrecord.reading import Reader
from onrecord.web.access.policy import Access
from onrecord.web.app import application
from tests.web.here import NetworksHere
from tests.web.hostile import hostile_record
from tests.web.questioned import WordsJudge, ask

LOOKING = Access(login=False, read_only=True, who="Kim Park")
DECIDING = Access(login=False, who="Kim Park")
QUESTIONS = {"Should the ferry go on?": "ferry", "Should the bridge be closed?": "bridge"}
"""Questions of the record, with the word that statements about them have."""
EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


@pytest.fixture(scope="session", autouse=True)
def networks() -> Iterator[None]:
    """Applications read in this process: starting another takes seconds. tests/web/test_reading.py starts one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.web.app.Networks", NetworksHere)
        yield


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A record of the example articles; tests that change something take a copy."""
    path = tmp_path_factory.mktemp("web") / "ferry.record"
    with onrecord.open_record(path) as record:
        record.add(str(EXAMPLES), reader=reader)
        for text, word in QUESTIONS.items():
            ask(record, text, WordsJudge({text: word}))
        record.save_search("Boats and ferries", {"words": "ferry", "act": "denies"}, who="Kim Park")
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record whose words are all markup, scripts and signs that turn the writing; nobody changes it."""
    path = tmp_path_factory.mktemp("web") / "hostile.record"
    hostile_record(path)
    return path


@pytest.fixture(scope="session")
def pages(ferry: Path) -> Iterator[TestClient]:
    """Asks for pages of a record that nobody changes."""
    with TestClient(application(ferry, LOOKING), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def deciding(ferry: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The pages over a copy of the record, which may be changed."""
    path = tmp_path / "ferry.record"
    shutil.copy(ferry, path)
    with TestClient(application(path, DECIDING), base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="session")
def served(ferry: Path) -> Iterator[str]:
    """The address at which a browser finds the pages of the record that nobody changes."""
    with serving(application(ferry, LOOKING)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window; tests that need it skip where it is not installed."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("needs Chromium (`apt-get install chromium`)")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


@contextmanager
def watched(browser: Browser, address: str, *, told: str = "\0") -> Iterator[Page]:
    """A page in a window of its own, of which no script fails and nothing is told on the console, but what has the
    words `told`."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(address)
    yield page
    context.close()
    assert [one for one in faults if told not in one] == []


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The application at a free port of this machine, for the time of the block."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
