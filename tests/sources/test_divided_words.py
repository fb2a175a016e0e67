"""A hyphen at the end of a line belongs to some words, and only divides others."""

from collections import Counter

import pytest

from onrecord.sources.documents.pdf import is_compound


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("well", "known", True),
        ("Great", "grandfather", True),
        ("government", "led", True),
        ("travel", "led", False),
        ("re", "build", False),
        ("hydro", "electric", False),
    ],
)
def test_what_is_usual_decides_where_the_text_does_not(first: str, second: str, expected: bool) -> None:
    assert is_compound(first, second, Counter()) is expected


def test_the_text_itself_decides_first() -> None:
    assert is_compound("hydro", "electric", Counter({"hydro-electric": 1}))
    assert not is_compound("well", "being", Counter({"wellbeing": 2, "well-being": 1}))


def test_names_and_soft_hyphens() -> None:
    assert is_compound("Holt", "Berg", Counter(), likely=True)
    assert not is_compound("well", "known", Counter(), soft=True)
