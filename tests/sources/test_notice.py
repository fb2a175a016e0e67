"""Notices: recognised by wording, dated by what they say alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.furniture import is_notice, latest_notice_time, notice_time


@pytest.mark.parametrize(
    ("paragraph", "time"),
    [
        ("Update 03/04/24 5:45 p.m. ET: This story now has a reply from the mayor.", "2024-03-04T17:45:00-05:00"),
        ("Updated at 5.45pm GMT on 4 March 2024", "2024-03-04T17:45:00+00:00"),
        ("UPDATE (March 4, 2024, 11 a.m. EST): The harbour is open again.", "2024-03-04T11:00:00-05:00"),
        ("Update: 07/08/2021 9:30 a.m. EDT", "2021-07-08T09:30:00-04:00"),
        ("Correction: March 4, 2024", "2024-03-04"),
        ("Correction Dec. 12, 2019: The ferry is 40 metres long.", "2019-12-12"),
        ("Correction: The vote of March 4, 2024 was unanimous.", None),
        ("Correction, March 4: The ferry is 40 metres long.", None),
        ("UPDATED: The harbour is open again.", None),
        ("Clarification — We said the ferry was new.", None),
        ("Editor's note: The author sails.", None),
        ("Editor’s Note (4/5/2021): The author sails.", None),
        ("This article was updated on 3 May 2021 to add a reply.", "2021-05-03"),
        ("This story, first published Jan. 3, 2020, was updated on Feb. 4, 2021.", "2021-02-04"),
        ("This story was updated on Feb. 4, 2021 at 3 p.m. PT.", "2021-02-04T15:00:00-08:00"),
        ("This article has been updated with a comment.", None),
        ("This is a developing story and will be updated.", None),
        ("An earlier version of this article misspelled the captain's name.", None),
    ],
)  # fmt: skip
def test_a_notice_is_recognised_and_dated(paragraph: str, time: str | None) -> None:
    assert is_notice(paragraph)
    found = notice_time(paragraph)
    assert (found.value if found else None) == time
    assert found is None or found.signal == "update notice"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Update on the talks: they failed again on Monday.",
        "Corrections to the budget are due on Friday.",
        "The report was amended by parliament.",
        "This report comes after the law was changed.",
        "“This article has been updated,” the editor told the court.",
        "Updated",
        "The city updated its plan on March 4, 2024: the bridge will close.",
        "Correction: " + "word " * 400,
    ],
)
def test_prose_is_no_notice(paragraph: str) -> None:
    assert not is_notice(paragraph)
    assert notice_time(paragraph) is None


def test_the_year_of_a_notice_comes_from_the_publication() -> None:
    found = notice_time("Correction, March 4: The ferry is 40 metres long.", published="2024-03-01T08:00:00+00:00")
    assert found is not None
    assert found.value == "2024-03-04"


def test_the_latest_notice_counts() -> None:
    notices = ["Update 03/05/24 1 p.m. ET: More.", "Update 03/04/24 5 p.m. ET: Some.", "Correction: A name."]
    found = latest_notice_time(notices)
    assert found is not None
    assert found.value == "2024-03-05T13:00:00-05:00"


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    assert notice_time(text) is None or is_notice(text)
