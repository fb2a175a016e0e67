"""Fixtures that several test files share."""

import gc
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tokenizers import Tokenizer

from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS
from tests.kept_networks import keep_networks
from tests.kept_records import keep_records

TESTS = Path(__file__).parent
SHARED = TESTS.parents[1] / "shared"

# The same examples in each run, so that a change fails for what it changes; a search for new ones sets the variable.
# No test hangs on the clock.
settings.register_profile("suite", derandomize="ONRECORD_EXAMPLES" not in os.environ, deadline=None)
settings.load_profile("suite")

# Some two hundred processes are started, each of which would compile all modules again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Records wait for the disk after each change: what is at its place in memory, where there is room, does not.
MEMORY, ROOM = Path("/dev/shm"), 2 << 30
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# A shell starts what it runs in the background deaf to Ctrl-C, which some tests press.
signal.signal(signal.SIGINT, signal.default_int_handler)


LONGEST = (
    "web/test_browser.py",
    "record/test_power_cut.py",
    "web/api/test_described.py",
    "test_documents.py",
    "web/pages/review/test_review_keys.py",
    "web/pages/review/test_coding_keys.py",
    "web/test_hostile_browser.py",
    "web/pages/test_adding_browser.py",
    "test_onrecord_growth.py",
    "record/test_families.py",
    "web/test_reading.py",
    "web/pages/test_sources.py",
    "web/test_every_role.py",
    "test_through.py",
)
"""Files that take seconds, the longest first."""


def pytest_configure(config: pytest.Config) -> None:
    """Files go to the processes in the order of the tests, not those with the fewest tests last: these take longest."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no process is left with one at the end."""
    order = {TESTS / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


def pytest_collection_finish() -> None:
    """Thousands of tests stay to the end: looking among them for unreachable objects takes a quarter of a second, so it
    is done less often. (They are not frozen: hypothesis looks for who refers to a random number generator.)"""
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(autouse=True)
def ctrl_c() -> None:
    """Ctrl-C is what it is for a program, whatever servers and browsers of earlier tests have made of it."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def kept() -> Iterator[None]:
    """Readers share a network, and what it said of a text; new records are copies."""
    with pytest.MonkeyPatch.context() as patch:
        keep_networks(patch)
        keep_records(patch)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data and gold beside the checkout; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder `shared` (data and gold) beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader on the shipped weights, loaded once."""
    return Reader()


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """The tokenizer of the shipped weights."""
    return Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
