from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.occasions.times import dates_post, find_times


def words(text: str) -> list[str]:
    return [found.span.of(text) for found in find_times(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said on Monday that", ["Monday"]),
        ("earlier this week", ["earlier this week"]),
        ("late last year", ["late last year"]),
        ("two days ago", ["two days ago"]),
        ("on Feb. 26, 2024, in Oslo", ["Feb. 26, 2024"]),
        ("on 5 March, and then", ["5 March"]),
        ("on Saturday, April 25: the", ["Saturday, April 25"]),
        ("a Nov. 5 letter", ["Nov. 5"]),
        ("in the 1990s", ["the 1990s"]),
        ("the third quarter of 2023", ["the third quarter of 2023"]),
        ("over the weekend", ["the weekend"]),
        ("today (Nov. 18)", ["today", "Nov. 18"]),
        ("the past three years", ["the past three years"]),
        ("a day after the vote", ["a day after"]),
        ("earlier in the day", ["earlier in the day"]),
        ("2024-03-01", ["2024-03-01"]),
        ("MONDAY, JUNE 3, 2024", ["MONDAY, JUNE 3, 2024"]),
    ],
)
def test_finds_the_time_expressions_of_the_news(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "it may rain",
        "they march on",
        "Theresa Example May said",
        "April Example, a nurse, is Ms. April here",
        "in USA Today",
        "$2019 and 1,998 people and 20%",
        "the 2-year-old war",
        "for three days",
        "sat in the sun",
        "",
    ],
)
def test_leaves_other_words_alone(text: str) -> None:
    assert not [found for found in words(text) if not found.startswith("April")]


@pytest.mark.parametrize(
    "text",
    [
        "the Harbour Fair 2019 opened",
        "after King Example's Speech 2024",
        "at Example-Con 2023",
        "the Wildlife Act 2006 says",
    ],
)
def test_a_year_in_a_name_is_no_time(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    "text", ["In 2019 it rained", "Vale’s 2019 speech", "A 2019 survey", "the paper. 2019.", "Row, 2019"]
)
def test_a_year_beside_a_capital_is_a_time_all_the_same(text: str) -> None:
    assert words(text) == ["2019"]


@pytest.mark.parametrize(
    ("text", "expected"), [("— Ann Vale (@vale) May 6, 2023", True), ("- Vale: May 6, 2023", False)]
)
def test_a_date_behind_a_handle_is_that_of_a_post(text: str, expected: bool) -> None:
    assert [dates_post(text, one.span) for one in find_times(text)] == [expected]


def test_five_hundred_dates_are_five_hundred_expressions() -> None:
    text = " ".join(f"On March {number % 28 + 1}, {1900 + number % 120}, it rained." for number in range(500))
    assert len(find_times(text)) == 500


PIECES = (*"aMo 1950,.-/'’\n", "Monday", "March ", "last ", "week", "2019", " ago ", "the ", "Q3", "earlier ", "of ")


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_expressions_lie_in_the_text_in_order_and_apart(text: str) -> None:
    spans = [found.span for found in find_times(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the evening of Tuesday, she", ["the evening of Tuesday"]),
        ("on the morning of March 4", ["the morning of March 4"]),
        ("on Tuesday evening", ["Tuesday evening"]),
        ("On the 9th the owner", ["the 9th"]),
        ("on the 18th, he", ["the 18th"]),
        ("on the 3rd of this month", ["the 3rd of this month"]),
        ("on the 18th floor", []),
        ("on the 9th hole", []),
        ("the 18th century", []),
        ("a" * 60 + "Monday", []),
        ("a" * 60 + "Monday on Friday", ["Friday"]),
    ],
)
def test_parts_of_a_day_and_days_of_a_month(text: str, expected: list[str]) -> None:
    assert words(text) == expected
