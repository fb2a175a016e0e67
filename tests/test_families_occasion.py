from datetime import date, timedelta

import pytest

from onrecord.families.occasion import is_long_before, is_said_again, occasion, published_apart
from onrecord.families.values import Report
from tests.one_report import report

DAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (report("x"), report("x"), "unknown"),
        (report("x", when=DAY), report("x", when=DAY), "same"),
        (report("x", when=DAY), report("x", when=DAY - timedelta(days=1)), "same"),
        (report("x", when=DAY), report("x", when=DAY - timedelta(days=3)), "other"),
        (report("x", when=DAY), report("x", published=DAY - timedelta(days=4)), "other"),
        (report("x", when=DAY), report("x", published=DAY + timedelta(days=4)), "unknown"),
        (report("x", venue="a statement"), report("x", venue="an interview with Stern"), "other"),
        (report("x", venue="a press conference"), report("x", venue="a news conference"), "same"),
        (report("x", venue="an interview with Stern"), report("x", venue="an interview with Kurier"), "unknown"),
        (report("x", venue="a statement"), report("x", venue="Norvia"), "unknown"),
    ],
)
def test_days_and_places_tell_occasions_apart(first: Report, second: Report, found: str) -> None:
    assert occasion(first, second) == found
    assert occasion(second, first) == found


def test_a_day_long_before_is_not_that_of_an_undated_statement() -> None:
    assert is_long_before(report("x", when=date(2023, 8, 1)), report("x"))
    assert not is_long_before(report("x", when=date(2024, 2, 20)), report("x"))
    assert not is_long_before(report("x", when=date(2023, 8, 1)), report("x", when=DAY))


def test_time_between_articles_is_unknown_where_one_has_no_day() -> None:
    assert published_apart(report("x"), report("x", published=date(2024, 3, 4))) == timedelta(days=3)
    assert published_apart(report("x"), report("x", published=None)) is None


@pytest.mark.parametrize(
    ("paragraph", "again"),
    [
        ("Holt has repeatedly said that the bridge is old.", True),
        ("Holt reiterated that the bridge is old.", True),
        ("Holt has long argued that the bridge is old.", True),
        ("“I have repeatedly said it,” Holt said.", False),
        ("Holt said that the bridge is old.", False),
    ],
)
def test_paragraphs_tell_that_something_is_said_again(paragraph: str, again: bool) -> None:
    assert is_said_again(report("x", paragraph=paragraph)) is again
