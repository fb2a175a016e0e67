from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.english.calendar import SHORT_WEEKDAYS
from onrecord.model import When
from onrecord.occasions.resolution import Direction, resolve
from onrecord.occasions.times import find_times

FRIDAY = date(2024, 3, 1)


def when(text: str, anchor: date | None = FRIDAY, direction: Direction = "past") -> When:
    (expression,) = find_times(text)
    return resolve(expression, anchor, text=text, direction=direction)


@pytest.mark.parametrize(
    ("text", "expected", "rule"),
    [
        ("Thursday", "2024-02-29", "weekday before"),
        ("Monday night", "2024-02-26", "weekday before"),
        ("Friday", "2024-03-01", "weekday of publication"),
        ("last Friday", "2024-02-23", "last weekday"),
        ("Tuesday of last week", "2024-02-20", "weekday of last week"),
        ("next Monday", "2024-03-04", "weekday after"),
        ("today", "2024-03-01", "today"),
        ("this morning", "2024-03-01", "this morning"),
        ("last night", "2024-02-29", "last night"),
        ("yesterday", "2024-02-29", "yesterday"),
        ("this week", "2024-02-26/2024-03-03", "this week"),
        ("earlier this week", "2024-02-26/2024-03-03", "this week"),
        ("last week", "2024-02-19/2024-02-25", "last week"),
        ("the weekend", "2024-02-24/2024-02-25", "weekend"),
        ("last month", "2024-02", "last month"),
        ("earlier this month", "2024-03", "this month"),
        ("late last year", "2023", "last year"),
        ("two days ago", "2024-02-28", "days ago"),
        ("three months ago", "2023-12", "months ago"),
        ("a decade ago", "2014", "decades ago"),
        ("January", "2024-01", "latest such month"),
        ("last November", "2023-11", "last month by name"),
        ("March 2019", "2019-03", "explicit month"),
        ("Sept. 30 last year", "2023-09-30", "day and month in that year"),
        ("Nov. 5", "2023-11-05", "nearest such date"),
        ("March 2", "2024-03-02", "nearest such date"),
        ("Feb. 26, 2021", "2021-02-26", "explicit date"),
        ("the 25th of May 2020", "2020-05-25", "explicit date"),
        ("June 3-5, 2020", "2020-06-03/2020-06-05", "explicit date"),
        ("25/12/2023", "2023-12-25", "explicit date"),
        ("2019", "2019", "explicit year"),
        ("the 1990s", "1990-01-01/1999-12-31", "explicit decade"),
        ("the third quarter", "2023-07-01/2023-09-30", "latest such quarter"),
        ("last fall", "2023-09-01/2023-11-30", "last season"),
        ("the past three years", "2021-03-01/2024-03-01", "past years"),
        ("Thanksgiving", "2023-11-23", "holiday, past"),
        ("Christmas Day 2020", "2020-12-25", "holiday in that year"),
    ],
)
def test_reads_words_on_the_day_of_publication(text: str, expected: str, rule: str) -> None:
    found = when(text)
    assert (found.date, found.rule, found.text) == (expected, rule, text)


@pytest.mark.parametrize(
    "text", ["Feb. 30", "June 31, 2020", "03/04/24", "a day after", "at the time", "several weeks ago", "9999-99-99"]
)
def test_what_cannot_be_resolved_keeps_its_words(text: str) -> None:
    found = when(text)
    assert (found.start, found.end, found.text, found.rule) == (None, None, text, "unresolved")


@pytest.mark.parametrize(
    "text", ["Monday", "last week", "March 5", "today", "a year ago", "last fall", "Q3", "Halloween"]
)
def test_nothing_relative_is_resolved_without_an_anchor(text: str) -> None:
    assert when(text, None).date is None


@pytest.mark.parametrize(
    ("text", "expected"), [("March 5, 2021", "2021-03-05"), ("May 2021", "2021-05"), ("2021", "2021")]
)
def test_explicit_dates_need_no_anchor(text: str, expected: str) -> None:
    assert when(text, None).date == expected


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("Monday", "future", "2024-03-04"),
        ("March 5", "future", "2024-03-05"),
        ("March 5", "past", "2023-03-05"),
        ("December", "future", "2024-12"),
    ],
)
def test_the_direction_chooses_the_side_of_the_anchor(text: str, direction: Direction, expected: str) -> None:
    assert when(text, FRIDAY, direction).date == expected


def test_the_ends_of_the_calendar_are_no_crash() -> None:
    assert when("next year", date.max).date is None
    assert when("last week", date.min).date is None


NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@given(st.dates(date(1900, 1, 8), date(2100, 12, 31)), st.sampled_from(NAMES))
def test_a_weekday_is_within_the_week_before_and_has_its_name(anchor: date, name: str) -> None:
    found = when(name, anchor)
    assert found.start is not None
    assert timedelta(0) <= anchor - found.start < timedelta(days=7)
    assert SHORT_WEEKDAYS[found.start.weekday()] == name[:3].lower()


@given(
    st.dates(date(1900, 1, 8), date(2100, 12, 31)),
    st.sampled_from(
        ["last week", "this month", "last year", "the weekend", "last summer", "next quarter", "a week ago"]
    ),
)
def test_an_interval_begins_before_it_ends(anchor: date, words: str) -> None:
    found = when(words, anchor)
    assert found.start is not None and found.end is not None and found.start <= found.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the 1st.", "2024-03-01"),
        ("on the 29th.", "2024-02-29"),
        ("on the 30th.", "2024-01-30"),
        ("on the 9th.", "2024-02-09"),
    ],
)
def test_a_day_of_a_month_is_the_latest_that_there_was(text: str, expected: str) -> None:
    assert when(text).date == expected
    ahead = when(text, direction="future").start
    assert ahead is not None and ahead >= FRIDAY
