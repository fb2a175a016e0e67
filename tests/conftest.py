"""Fixtures that several test files share."""

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS

SHARED = Path(__file__).parents[2] / "shared"


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
