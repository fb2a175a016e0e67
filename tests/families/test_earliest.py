import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.families.grouping import UNKNOWN, earliness, rank

IN_ORDER = (
    "0999-01-01",
    "2024-03-01T23:30:00+02:00",
    "2024-03-01T22:00:00Z",
    "2024-03-01T20:15:00-03:00",
    "2024-03-01",
    "2024-03-02T00:00:00",
    None,
)


def test_times_sort_across_zones_and_days_without_a_time_come_after_those_with_one() -> None:
    assert sorted(IN_ORDER, key=earliness) == list(IN_ORDER)


@pytest.mark.parametrize("published", [None, "", "soon", "2024-13-01", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_time_comes_last(published: str | None) -> None:
    assert earliness(published) == UNKNOWN


@given(st.none() | st.text(max_size=30))
def test_any_text_has_a_place(published: str | None) -> None:
    assert "0" <= earliness(published)[0] <= "9"


def test_equal_times_sort_by_article_and_place() -> None:
    assert rank("2024-03-01", "a", 10) < rank("2024-03-01", "b", 9) < rank("2024-03-01", "b", 10)
