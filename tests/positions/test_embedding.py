"""What statements are about, in few numbers, by the shipped weights."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.families.similarity import WEIGHTS as SENTENCES
from onrecord.model import sha256
from onrecord.positions.embedding import (
    SCALE,
    WEIGHTS,
    WIDTH,
    Embedding,
    in_context,
    likeness,
    of_length_one,
    rounded,
)
from onrecord.problems import WeightsMissing

TROOPS = "Should NATO countries send troops to Ukraine?"
TEXTS = [
    "sending Western soldiers to Ukraine would drag the alliance into the war",
    "taxes on fish are too high for the fishermen of the coast",
    "the bridge will be closed in May",
]


@pytest.fixture(scope="module")
def embedding() -> Embedding:
    return Embedding()


def test_rows_have_length_one(embedding: Embedding) -> None:
    found = embedding.vectors(TEXTS)
    assert found.shape == (3, WIDTH)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-4)


def test_what_is_about_a_question_is_nearer_than_what_is_not(embedding: Embedding) -> None:
    near = embedding.vectors(TEXTS) @ embedding.vectors([TROOPS])[0]
    assert near.argmax() == 0
    assert near[0] > near[1:].max() + 0.3


def test_a_text_is_embedded_alike_whatever_comes_with_it(embedding: Embedding) -> None:
    many = [f"{TEXTS[n % 3]} {n}" for n in range(700)]
    alone = np.concatenate([embedding.vectors([text]) for text in many[::50]])
    assert embedding.vectors(many)[::50] == pytest.approx(alone, abs=1e-5)


def test_a_text_without_words_is_all_zeros(embedding: Embedding) -> None:
    assert not embedding.vectors(["", "…!"]).any()
    assert embedding.vectors([]).shape == (0, WIDTH)


def test_one_byte_a_number_keeps_how_near_two_are(embedding: Embedding) -> None:
    found = embedding.vectors([*TEXTS, TROOPS])
    rows = rounded(found)
    assert rows.dtype == np.int8
    assert likeness(rows, found) == pytest.approx(found @ found.T, abs=0.01)
    assert rounded(np.full((1, WIDTH), 1.0, np.float32)).max() == 127
    assert np.abs(found).max() < 127 / SCALE


def test_what_stands_around_a_statement_counts(embedding: Embedding) -> None:
    said = ["That is out of the question.", "Western soldiers will not go to Ukraine.", "Taxes on fish are too high."]
    contents, headline = embedding.vectors(said), embedding.vectors(["NATO weighs sending soldiers to Ukraine"])
    alone = contents @ embedding.vectors([TROOPS])[0]
    together = (
        in_context(contents[:2], np.repeat(headline, 2, axis=0), np.array([1, 1])) @ embedding.vectors([TROOPS])[0]
    )
    assert together[0] > alone[0] + 0.2


def test_other_articles_do_not_count(embedding: Embedding) -> None:
    contents, headlines = embedding.vectors(TEXTS), embedding.vectors(["War", "Fish", "Fish"])
    apart = np.concatenate(
        [
            in_context(contents[:1], headlines[:1], np.array([7])),
            in_context(contents[1:], headlines[1:], np.array([4, 4])),
        ]
    )
    assert in_context(contents, headlines, np.array([7, 4, 4])) == pytest.approx(apart, abs=1e-6)
    assert in_context(contents[:0], headlines[:0], np.array([], np.int64)).shape == (0, WIDTH)


def test_a_row_of_zeros_stays_one() -> None:
    assert not of_length_one(np.zeros((1, 3), np.float32)).any()


def test_the_weights_are_of_the_piece_vectors_that_come_along() -> None:
    with np.load(WEIGHTS) as found:
        assert str(found["sentences"]) == sha256((SENTENCES / "sentences.bin").read_bytes())


def test_weights_that_are_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="make training"):
        Embedding(weights=tmp_path / "embedding.npz")
