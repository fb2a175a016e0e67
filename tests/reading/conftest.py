"""Here texts are read anew each time."""

import pytest

from onrecord.reading import Reader
from tests.kept_networks import compute


@pytest.fixture(autouse=True)
def _computed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "_scored", compute)
