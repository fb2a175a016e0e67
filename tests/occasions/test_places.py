"""Where somebody spoke, and over what line."""

import pytest

from tests.occasions.test_marks import told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{1SVale} {1Ctold} reporters in Skerra {1Kyes}.", "Skerra"),
        ("{1SVale} {1Ctold} journalists on Monday outside the town hall {1Kyes}.", "the town hall"),
        ("{1SVale} {1Ctold} journalists outside the harbour office in Skerra {1Kyes}.", "the harbour office in Skerra"),
        ("{1K“Yes,”} {1SVale} {1Csaid} at the harbour on Monday.", "the harbour"),
        ("{1K“Yes,”} {1SVale} {1Csaid} Monday in front of the mill.", "the mill"),
        ("{1K“Yes,”} {1SVale} {1Csaid} in Skerra on Monday.", "Skerra"),
        ("Speaking in Skerra, {1SVale} {1Csaid} {1Kyes}.", "Skerra"),
        ("{1SVale} {1Csaid} by phone {1Kyes}.", "phone"),
        ("{1SVale} {1Csaid} by telephone from Skerra {1Kyes}.", "telephone from Skerra"),
        ("{1SVale} {1Ctold} the Gazette on the telephone {1Kyes}.", "the telephone"),
        ("{1K“Yes,”} {1SVale} {1Csaid} over Signal.", "Signal"),
        ("{1K“Yes,”} {1SVale} {1Cposted} on X.", "X"),
        ("{1SVale} {1Ctold} fishers gathered at the mill hall on Monday {1Kyes}.", "the mill hall"),
        ("{1SVale} {1Ctold} the Gazette outside the town hall {1Kyes}.", "the town hall"),
        ("{1SVale} {1Ctold} reporters on the ministry's steps {1Kyes}.", "the ministry's steps"),
        ("Outside the town hall, {1SVale} {1Csaid} {1Kyes}.", "the town hall"),
        ("{1SVale} {1Csaid} in parliament {1Kyes}.", "parliament"),
        # What is no place, and no line that anything was said over.
        ("{1SVale} {1Csaid} at the time {1Kyes}.", None),
        ("{1SVale} {1Csaid} at length {1Kyes}.", None),
        ("{1SVale} {1Csaid} in English {1Kyes}.", None),
        ("{1SVale} {1Csaid} in March {1Kyes}.", None),
        ("Speaking in a low voice, {1SVale} {1Csaid} {1Kyes}.", None),
        ("{1SVale} {1Csaid} in front of a crowd of fishers {1Kyes}.", None),
        ("{1SVale} {1Ctold} the Gazette in Skerra {1Kyes}.", None),
        ("{1SVale} {1Ctold} a committee at Skerra {1Kyes}.", None),
        ("Outside, {1SVale} {1Csaid} {1Kyes}.", None),
        ("The woman on the phone {1Csaid} {1Kyes}.", None),
        ("{1SVale}, who was ruined by phone calls, {1Csaid} {1Kyes}.", None),
    ],
)
def test_where_it_was_said(words: str, expected: str | None) -> None:
    assert [venue for _, venue, _ in told(words)] == [expected]


def test_an_occasion_goes_before_the_place() -> None:
    words = "Speaking in Skerra, {1SVale} {1Csaid} at a news conference {1Kyes}."
    assert [venue for _, venue, _ in told(words)] == ["a news conference"]
