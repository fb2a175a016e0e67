"""What the tests by keyboard share: the pages of the record that each makes as `path`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.web.app import application
from tests.web.conftest import DECIDING, serving


@pytest.fixture
def address(path: Path) -> Iterator[str]:
    """Where the record may be changed by a browser."""
    with serving(application(path, DECIDING)) as address:
        yield address
