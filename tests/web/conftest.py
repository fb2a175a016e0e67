"""One small record for all pages, and what asks for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.reading import Reader
from onrecord.web.app import application

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A record of the example articles; tests that change something take a copy."""
    path = tmp_path_factory.mktemp("web") / "ferry.record"
    with onrecord.open_record(path) as record:
        record.add(str(EXAMPLES), reader=reader)
    return path


@pytest.fixture(scope="session")
def pages(ferry: Path) -> Iterator[TestClient]:
    """Asks for pages of a record that nobody changes."""
    with TestClient(application(ferry, writable=False), base_url="http://localhost") as client:
        yield client
