"""Which attributions are statements, by the shipped reader and trees. All people here are invented."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Attribution, Version
from onrecord.pipeline import resolved
from onrecord.reading import Reader
from onrecord.reading.statements import decided, features, names, probability
from onrecord.reading.words import words_of
from tests.reading.test_borders import signs_for
from tests.test_pipeline_any_text import read

TEXT = (
    "Norvian Prime Minister Maria Holt said on Tuesday that the bridge will close in May.\n\n"
    "“We cannot wait any longer,” Holt told reporters. “The steel is tired.”\n\n"
    "Opponents believe the decision comes too late."
)


def test_what_was_said_is_sure_and_what_is_believed_stays_held(reader: Reader) -> None:
    (found,) = reader.found([TEXT])
    assert found.signs
    first, second, third = decided(TEXT, found.attributions, found.signs)
    assert [one.kind for one in (first, second, third)] == ["said", "said", "held"]
    assert first.content[0].of(TEXT).endswith("the bridge will close in May")
    assert min(first.confidence, second.confidence) > 0.8


def test_a_score_is_a_probability() -> None:
    assert probability(0) == 0.5 < probability(10_000) < probability(200_000) == 1.0


def test_words_that_others_have_as_well_are_a_feature(reader: Reader) -> None:
    (found,) = reader.found([TEXT])
    assert found.signs
    words = words_of(TEXT, found.signs)
    column = names().index("repeated")
    assert features(found.attributions, words)[:, column].max() == 0
    twice = [found.attributions[0], found.attributions[0]]
    assert features(twice, words)[:, column].tolist() == [1000, 1000]


@settings(max_examples=100, deadline=None)
@given(read(), st.integers(0, 5))
def test_any_text_and_any_signs_are_decided(found: tuple[str, list[Attribution]], seed: int) -> None:
    text, attributions = found
    signs = signs_for(text, seed)
    words = words_of(text, signs)
    if attributions and len(words):
        assert features(attributions, words).shape == (len(attributions), len(names()))
    kept = decided(text, attributions, signs)
    assert len(kept) <= len(attributions)
    assert all(0.0 <= one.confidence <= 1.0 for one in kept)
    for statement in resolved(Version(text, "0", "text/plain", language="en"), attributions, signs=signs):
        assert all(part.of(text) for part in (*statement.content, *statement.source, *statement.cue))
        assert list(statement.content) == sorted(statement.content)


@pytest.mark.parametrize("text", ["", " \n", "…"])
def test_a_text_without_words_has_no_statements(text: str) -> None:
    signs = signs_for(text)
    assert decided(text, [], signs) == [] and np.shape(signs.tags)[0] <= 1
