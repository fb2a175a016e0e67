import pytest

from onrecord.model import ArticleKind, Version
from onrecord.pipeline import resolved


def days(head: str, *, kind: ArticleKind = "transcript") -> set[str | None]:
    text = f"{head}\n\nAna Holt: It rained last week.\n\nBo Lind: Yes.\n\nAna Holt: I know.\n\nBo Lind: On May 9, 2031?"
    version = Version(text, "0", "text/plain", kind=kind)
    return {one.when.date if one.when else None for one in resolved(version, [])}


@pytest.mark.parametrize(
    "head",
    [
        "Harbour Committee\n\nWednesday, May 7, 2031",
        "House of Commons\n\nWednesday 7 May 2031",
        "HEARING OF THE HARBOUR COMMITTEE\n\nWEDNESDAY, MAY 7, 2031",
        "Aired May 7, 2031 - 19:00 ET",
        "Date: 2031-05-07",
    ],
)
def test_the_day_at_the_head_is_that_of_the_turns(head: str) -> None:
    assert days(head) == {"2031-05-07"}


@pytest.mark.parametrize(
    "head",
    [
        "Harbour Committee",
        "Wednesday, May 7",
        "The committee was founded by the council of the town on May 7, 2031, after a flood that nobody had foreseen.",
    ],
)
def test_without_a_line_that_gives_the_day_none_is_told(head: str) -> None:
    assert days(head) == {None}


def test_an_articles_head_dates_nothing() -> None:
    assert days("Wednesday, May 7, 2031", kind="article") == {None}
