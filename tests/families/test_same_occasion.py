from datetime import date, timedelta

import pytest

from onrecord.families.reports import (
    Report,
    is_long_before,
    is_said_again,
    occasion,
    occasion_fits,
    one_day,
    published_apart,
)
from onrecord.model import When, Words
from tests.made_reports import reading, said
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


@pytest.mark.parametrize(
    ("day", "held", "fits"),
    [
        ("2031-05-03", "2031-05-03", True),
        ("2031-05-03", "2031-05-02", True),
        ("2031-05", "2031-05-02", True),
        ("2031-05-03", "2031-04-30", False),
        ("2031-05-03", None, None),
        (None, "2031-05-03", None),
        ("2031-05-20", None, False),
    ],
)
def test_whether_two_days_can_be_one(day: str | None, held: str | None, fits: bool | None) -> None:
    when = When.of_date(day, text=day, rule="given") if day else None
    one = reading("“We stay.”", said("“We stay.”", day=held), published="2031-05-04")
    assert occasion_fits(when, None, statement=one.statements[0], reading=one) is fits


@pytest.mark.parametrize(
    ("venue", "held", "fits"),
    [
        ("an interview with the Norvia Post", "a rally in Skagen", False),
        ("an interview with the Norvia Post", "an interview with the Norvia Post", None),
        ("an interview with the Norvia Post", "the Norvia Post podcast", None),
        ("an interview", "a rally in Skagen", None),
        ("a press conference in Skagen", "a news conference in Norvia", None),
        ("a debate", None, None),
    ],
)
def test_occasions_of_another_sort_and_name_contradict(venue: str, held: str | None, fits: bool | None) -> None:
    one = reading("“We stay.”", said("“We stay.”", venue=held))
    assert occasion_fits(None, Words(venue), statement=one.statements[0], reading=one) is fits


def test_days_are_one_also_across_the_date_line() -> None:
    first, second, third = (When.of_date(f"2024-03-0{day}", text=None, rule="given") for day in (1, 2, 3))
    assert (one_day(first, second), one_day(first, third), one_day(first, None)) == (True, False, None)
    assert one_day(first, When(None, None, "some day", "unknown")) is None
