"""Times counted from another one in the text."""

from datetime import date

import pytest

from onrecord.occasions.counting import REACH, counted
from onrecord.occasions.resolution import resolve
from onrecord.occasions.times import find_times
from tests.occasions.test_marks import told

FRIDAY = date(2024, 3, 1)


def dates(text: str, anchor: date | None = FRIDAY) -> list[str | None]:
    return [resolve(one, anchor, text=text).date for one in counted(find_times(text), text, anchor)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The next day she left.", "2024-02-27"),
        ("The following morning she left.", "2024-02-27"),
        ("She left the same day.", "2024-02-26"),
        ("That evening she left.", "2024-02-26"),
        ("Two days later she left.", "2024-02-28"),
        ("A day earlier she left.", "2024-02-25"),
        ("An hour later she left.", "2024-02-26"),
        ("She left a week earlier.", "2024-02-19"),
        ("The previous month she left.", "2024-01"),
        ("She left two days after the meeting.", "2024-02-28"),
        ("She left two days after.", "2024-02-28"),
        ("Several days later she left.", None),
        ("She left two days before the election.", None),
        ("She left at the time.", "2024-02-26"),
        ("She left at the time of the election.", None),
        ("She left that weekend.", None),
    ],
)
def test_they_count_from_the_day_told_before(words: str, expected: str | None) -> None:
    assert dates(f"It met on Monday. {words}") == ["2024-02-26", expected]


def test_one_counts_from_another_but_an_event_from_the_day_that_is_named() -> None:
    text = "It met on Monday. The next day he left. A day later she did. Two days after the meeting it rained."
    assert dates(text) == ["2024-02-26", "2024-02-27", "2024-02-28", "2024-02-28"]


@pytest.mark.parametrize(
    "text",
    [
        "The next day she left.",
        "It met last year. The next day she left.",
        "It will meet on June 3, 2024. The next day she left.",
        f"It met on Monday. {'It rained. ' * (REACH // 11)} The next day she left.",
    ],
)
def test_without_a_day_near_before_it_they_stay_open(text: str) -> None:
    assert dates(text)[-1] is None


def test_nothing_is_counted_from_a_day_that_has_no_date() -> None:
    assert dates("It met on Monday. The next day she left.", None) == [None, None]


def test_earlier_in_the_day_is_that_of_the_day_told_before() -> None:
    words = "{1SVale} {1Csaid} on Tuesday {1Kyes}.\n\nEarlier in the day, {2SRoe} {2Csaid} {2Kno}."
    assert [date for date, _, _ in told(words)] == ["2024-02-27", "2024-02-27"]
    assert told("Earlier in the day, {1SRoe} {1Csaid} {1Kno}.")[0][0] == "2024-03-01"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It met in 2019. She left at the time.", ["2019", "2019"]),
        ("It met last August. At that time she left.", ["2023-08", "2023-08"]),
        ("It met in 2019. The following year she left.", ["2019", "2020"]),
        ("It met in May 2019. That year she left.", ["2019-05", "2019"]),
        ("It met in the 1990s. She left at the time.", ["1990-01-01/1999-12-31", None]),
        ("It meets in 2030. She left at the time.", ["2030", None]),
    ],
)
def test_at_the_time_is_the_time_told_before(words: str, expected: list[str | None]) -> None:
    assert dates(words) == expected
