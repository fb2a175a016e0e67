"""Months and days of the week."""

import calendar
import re

from onrecord.english.calendar import CALENDAR_WORDS, CAPITAL_MONTH, MONTH, MONTHS, SHORT_WORDS, WEEKDAY, WEEKDAYS


def test_names_are_the_calendars() -> None:
    assert [*MONTHS] == [calendar.month_name[number] for number in range(1, 13)]
    assert [*WEEKDAYS] == [calendar.day_name[number] for number in range(7)]
    assert len(CALENDAR_WORDS) == 19 and not (CALENDAR_WORDS & SHORT_WORDS) - {"may"}


def test_patterns_take_every_month_and_day_in_full_and_short() -> None:
    for name in MONTHS:
        assert re.fullmatch(MONTH, name, re.IGNORECASE) and re.fullmatch(MONTH, name[:3].lower())
        assert re.fullmatch(CAPITAL_MONTH, name) and re.fullmatch(CAPITAL_MONTH, f"{name[:3]}.")
        assert not re.fullmatch(CAPITAL_MONTH, name.lower())
    assert re.fullmatch(MONTH, "sept")
    assert [name for name in WEEKDAYS if re.fullmatch(WEEKDAY, name)] == [*WEEKDAYS]
