"""Days and stretches of time in words."""

from datetime import date

import pytest

from onrecord.model import When
from onrecord.positions.days import Days, date_of, from_to, in_words, when_in_words


def days(told: str) -> Days:
    when = When.of_date(told, text=None, rule="given")
    assert when.start and when.end
    return when.start, when.end


@pytest.mark.parametrize(
    ("told", "words", "behind_a_verb"),
    [
        ("2024-02-29", "2024-02-29", "on 2024-02-29"),
        ("2008-05", "May 2008", "in May 2008"),
        ("2008", "2008", "in 2008"),
        ("2024-02-26/2024-03-03", *["between 2024-02-26 and 2024-03-03"] * 2),
        ("2008-05-01/2008-07-31", *["between May 2008 and July 2008"] * 2),
        ("2008-01-01/2010-12-31", *["between 2008 and 2010"] * 2),
        ("2008-01-02/2010-12-31", *["between 2008-01-02 and 2010-12-31"] * 2),
        ("9999-12-30/9999-12-31", *["between 9999-12-30 and 9999-12-31"] * 2),
        ("0800-12", "December 0800", "in December 0800"),
    ],
)
def test_days_are_told_as_precisely_as_they_are_known(told: str, words: str, behind_a_verb: str) -> None:
    assert (in_words(days(told)), when_in_words(days(told)), date_of(days(told))) == (words, behind_a_verb, told)


@pytest.mark.parametrize(
    ("several", "told"),
    [
        ([], None),
        (["2024-03-05", "2024-02-26", "2024-03-01"], "2024-02-26 to 2024-03-05"),
        (["2010-05", "2008"], "2008 to May 2010"),
        (["2008-05-03", "2008"], "2008"),
        (["2008-12-31", "2008"], "2008"),
        (["2008", "2024-02-26/2024-03-03"], "between 2008 and 2024-03-03"),
        (["2024-02-26/2024-03-03", "2024-03-01/2024-03-09"], "between 2024-02-26 and 2024-03-09"),
    ],
)
def test_the_first_and_the_last_are_told_as_precisely_as_they_are_known(several: list[str], told: str | None) -> None:
    assert from_to(map(days, several)) == told
    assert from_to(map(days, reversed(several))) == told


def test_all_days_are_within_what_is_told_of_them() -> None:
    assert in_words((date.min, date.max)) == "between 0001 and 9999"
