import pytest

from tests.occasions.test_marks import read, told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{1K“Yes,”} {1SVale} {1Csaid} on Monday.", "2024-02-26"),
        ("{1SVale} {1Csaid} Monday {1Kthe vote on Tuesday stands}.", "2024-02-26"),
        ("On Monday, {1SVale}, the mayor, {1Csaid} {1Kyes}.", "2024-02-26"),
        ("{1SVale} on Monday {1Cannounced} {1Ka plan}.", "2024-02-26"),
        ("{1K“Yes,”} {1SVale} {1Csaid} in an interview that was published on Thursday.", "2024-02-29"),
        ("In a complaint lodged on Monday in the county court, {1SVale} {1Csaid} {1Kyes}.", "2024-02-26"),
        ("{1Saccounts filed last month} {1Cshow} {1Kyes}.", "2024-02"),
        ("In an internal note of 20 February, {1SVale} {1Csaid} {1Kyes}.", "2024-02-20"),
        ("In the light of 20 February, {1SVale} {1Csaid} {1Kyes}.", None),
        ("In a Nov. 5 letter, {1SVale} {1Csaid} {1Kyes}.", "2023-11-05"),
        ("{1CAccording to} {1Sa 2018 survey by the council}, {1Kyes}.", "2018"),
        ("{1SVale}'s {1Cannouncement} last month of {1Ka plan}", "2024-02"),
        ("{1SVale} {1Csaid} today (March 1) {1Kyes}.", "2024-03-01"),
        ("{1KSmoke again}\n— {1SAnn Vale (@vale)} January 5, 2024", "2024-01-05"),
        ("{1SThe council} {1Cmade} Tuesday's declaration {1Kyes}.", None),
        ("{1SVale}, who was elected in 2012, {1Csaid} {1Kyes}.", None),
        ("{1SVale} {1Csaid} {1Kyes} after police arrested Roe on Monday.", None),
        ("{1SVale} {1Csaid} {1Kyes} hours after news broke on Monday.", "2024-02-26"),
        ("{1SVale} {1Csaid} since 2014 {1Kyes}.", None),
        ("{1SVale} {1Csaid} of Thursday's fight {1Kyes}.", None),
        ("After Roe resigned on Monday, {1SVale} {1Csaid} {1Kyes}.", None),
        ("{1SVale} {1Csaid} the {1Kvote on Monday} stands.", None),
        ("OSLO, Feb. 28 (NTB) — {1SVale} {1Csaid} {1Kyes}.", None),
        ("{1SVale} {1Cspoke} by March 5, 2030 of {1Kit}.", None),
        ("{1SVale} {1Cwill testify} on Monday about {1Kit}.", "2024-03-04"),
        ("Asked on Monday why she had stayed and what was left, {1SVale} {1Csaid} {1Kyes}.", "2024-02-26"),
        ("Reached by phone on Monday, {1SVale} — who had stayed — {1Csaid} {1Kyes}.", "2024-02-26"),
        ("Asked why she had stayed on Monday for the vote, {1SVale} {1Csaid} {1Kyes}.", "2024-02-26"),
        ("She stayed on Monday as it rained, {1SVale} {1Csaid}, {1Kas ever}.", None),
        ("Support grew on Monday, when {1Sthe council} {1Csaid} {1Kyes}.", "2024-02-26"),
        ("{1SVale} {1Csaid} {1Kyes} when asked on Monday.", "2024-02-26"),
        ("{1SVale} {1Csaid} {1Kyes} when it rained on Monday.", None),
        ("On Monday, the day before the vote was held, {1SVale} {1Csaid} {1Kyes}.", "2024-02-26"),
        ("On Monday, the town was calm, {1SVale} {1Csaid}.", None),
        ("{1SVale} {1Csaid} during a November 2015 stop in Skerra {1Kyes}.", "2015-11"),
        ("At a Monday gathering in Skerra, {1SVale} {1Csaid} {1Kyes}.", "2024-02-26"),
        ("{1SVale} {1Csaid} before a November 2015 stop in Skerra {1Kyes}.", None),
        ("{1SOne official Monday} {1Csaid} {1Kyes}.", "2024-02-26"),
        ("{1SA man arrested Monday} {1Csaid} {1Kyes}.", None),
        ("{1SThe mayor since Monday} {1Csaid} {1Kyes}.", None),
        ("{1SThe Row} {1Creported} back in November {1Kyes}.", "2023-11"),
        ("{1SVale} {1Cput out} a memo over the weekend {1Ksaying yes}.", "2024-02-24/2024-02-25"),
        ("{1CAccording to} {1San August 2023 slideshow}, {1Kyes}.", "2023-08"),
        ("{1SVale} {1Csaid} at the Harbour Fair 2019 {1Kyes}.", None),
    ],
)
def test_the_date_is_that_of_the_utterance(words: str, expected: str | None) -> None:
    assert [when for when, _, _ in told(words)] == [expected]


def test_no_past_utterance_is_dated_after_publication() -> None:
    assert told("{1SVale} {1Csaid} on March 20, 2024 {1Kyes}.")[0][0] is None


def test_a_date_that_cannot_exist_keeps_its_words() -> None:
    _, (occasion,) = read("{1SVale} {1Csaid} on Feb. 30 {1Kyes}.")
    assert occasion.when is not None
    assert (occasion.when.date, occasion.when.text, occasion.when.rule) == (None, "Feb. 30", "unresolved")


def test_a_time_stamp_below_a_post_dates_it() -> None:
    text = "{1SAnn Vale}\n@annvale\n\n{1KIt leaked.}\n\n8:14 PM · Feb 20, 2024\n\nIt rained."
    assert told(text)[0][0] == "2024-02-20"


@pytest.mark.parametrize("signed", ["Ann Vale (@vale) February 20, 2024", "Ann Vale (@vale.example), 20 Feb 2024"])
def test_a_post_has_the_date_beside_its_signature(signed: str) -> None:
    name, handle, *_ = signed.replace(",", " ").partition(")")
    text = f"Row.\n\n{{1KIt leaked.}}\n\n— {{1S{name}{handle}}}{signed[len(name) + 1 :]}\n\nIt rained."
    assert told(text)[0][0] == "2024-02-20"
