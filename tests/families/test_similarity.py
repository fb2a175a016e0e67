"""The shipped weights for the likeness of sentences, through the shipped runtime."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from onrecord.families.similarity import ROWS, WIDTH, Sentences, shipped_sentences
from onrecord.problems import WeightsMissing

TEXTS = [
    "The bridge will be closed in May.",
    "In May nobody may drive over the bridge any more.",
    "Taxes on fish are too high, the fishermen say.",
]


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return Sentences()


def test_rows_have_length_one(sentences: Sentences) -> None:
    found = sentences.embed(TEXTS)
    assert found.shape == (3, WIDTH)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-2)


def test_what_means_the_same_is_nearer(sentences: Sentences) -> None:
    rows = sentences.embed(TEXTS)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_a_text_is_embedded_alike_whatever_comes_with_it(sentences: Sentences) -> None:
    texts = [" ".join(TEXTS[: 1 + n % 3]) + f" {n}" for n in range(2 * ROWS + 3)]
    together = sentences.embed(texts)
    alone = np.concatenate([sentences.embed([text]) for text in texts])
    assert np.array_equal(together, alone)


def test_texts_begun_together_are_each_given_back_to_who_asked(sentences: Sentences) -> None:
    begun = [sentences.begin([text]) for text in TEXTS]
    assert np.array_equal(np.concatenate([wait() for wait in begun]), sentences.embed(TEXTS))


def test_nothing_and_very_long_texts_are_embedded(sentences: Sentences) -> None:
    assert sentences.embed([]).shape == (0, WIDTH)
    assert np.isfinite(sentences.embed(["", "word " * 5000])).all()


def test_weights_have_a_name(sentences: Sentences) -> None:
    assert sentences.name.startswith("sentences-")


def test_missing_weights_are_told_with_what_makes_them(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="make training"):
        Sentences(weights=tmp_path)


def test_threads_that_ask_at_once_get_their_own_rows(sentences: Sentences) -> None:
    asked = [[f"{text} {n}" for text in TEXTS] for n in range(24)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(sentences.embed, asked))
    assert all(np.array_equal(rows, sentences.embed(texts)) for rows, texts in zip(found, asked, strict=True))


def test_the_weights_that_come_along_are_loaded_once() -> None:
    assert shipped_sentences() is shipped_sentences()
