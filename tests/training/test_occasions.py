"""Which candidates are right for dates, venues and addressees."""

import pytest

from training.occasions import is_right


@pytest.mark.parametrize(
    ("sort", "label", "words", "right"),
    [
        ("date", "2024-02-27", "2024-02-27", True),
        ("date", "2024-02", "2024-02-27", True),
        ("date", "2024-02-26", "2024-02-27", False),
        ("venue", "in a statement", "a statement", True),
        ("venue", None, "a statement", False),
        ("addressee", "reporters", None, False),
    ],
)
def test_a_candidate_is_right_as_the_scorer_compares(
    shared: object, sort: str, label: str | None, words: str | None, right: bool
) -> None:
    assert is_right(sort, label, words) is right  # type: ignore[arg-type]  # one of three words
