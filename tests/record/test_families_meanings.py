"""Embeddings that the record keeps, and those that are made while other texts are compared."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.record.families import reports
from onrecord.record.families.reports import Meanings
from onrecord.record.opening import connect


class Lengths:
    """Stands for the encoder, and tells what it was given."""

    name = "lengths"

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def begin(self, texts: Sequence[str]) -> Callable[[], NDArray[np.float32]]:
        self.given.append(list(texts))
        return lambda: np.array([[len(text), 1.0] for text in texts], np.float32)


@pytest.fixture
def encoder() -> Lengths:
    return Lengths()


@pytest.fixture
def meanings(tmp_path: Path, encoder: Lengths) -> Iterator[Meanings]:
    connection = connect(tmp_path / "a.record", write=True)
    yield Meanings(connection, lambda: encoder)
    connection.close()


def test_each_text_is_embedded_once_and_kept(meanings: Meanings, encoder: Lengths) -> None:
    meanings.ask(["one", "three"])
    meanings.ask(["three"])
    assert {text: row.tolist() for text, row in meanings.take().items()} == {"one": [3, 1], "three": [5, 1]}
    meanings.ask(["one", "seven"])
    assert sorted(meanings.take()) == ["one", "seven"]
    assert encoder.given == [["one", "three"], ["seven"]]


def test_many_are_begun_before_they_are_taken(
    meanings: Meanings, encoder: Lengths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "TOGETHER", 2)
    meanings.ask(["one", "two"])
    meanings.ask(["three"])
    assert encoder.given == [["one", "two"]]
    assert sorted(meanings.take()) == ["one", "three", "two"]


def test_what_is_forgotten_is_not_taken(meanings: Meanings) -> None:
    meanings.ask(["one"])
    meanings.forget()
    assert meanings.take() == {}
