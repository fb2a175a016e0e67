"""Which words are ordinary ones of English."""

import pytest

from onrecord.english.common import is_common


@pytest.mark.parametrize("word", ["Kitchen", "Neighbours", "Stallholders", "Ranchers", "Beekeepers", "Villagers"])
def test_a_word_is_common_in_whatever_form(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["Ostvik", "Kolvik", "O" * 31])
def test_a_name_is_not(word: str) -> None:
    assert not is_common(word)
