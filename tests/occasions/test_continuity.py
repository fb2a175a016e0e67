import pytest

from tests.occasions.test_marks import told

PODCAST = "a Monday interview with the podcast Tide Talk"


def test_a_sentence_reaches_back_to_the_statement_before() -> None:
    words = (
        "{1SMayor Ann Vale} {1Csaid} {1Kthe harbor must close}.\n\n"
        "Vale made the statement during a Monday interview with the podcast Tide Talk when asked about"
        " {2SRoe}'s {2Csuggestion} that {2Kit stay open}."
    )
    assert told(words) == [("2024-02-26", PODCAST, None), (None, None, None)]


def test_an_occasion_named_again_has_its_date() -> None:
    words = (
        "{1SAnn Vale} {1Csaid} in a Monday interview with the podcast Tide Talk {1Kyes}.\n\n"
        "It rained.\n\n{2K“No,”} {2SVale} {2Csaid} during the talk on Tide Talk."
    )
    assert told(words)[1] == ("2024-02-26", "the talk on Tide Talk", None)


def test_he_added_goes_on_with_the_occasion() -> None:
    words = (
        "On Tuesday, {1SLee Roe} {1Csaid} at a news conference {1Kyes}. But {2She} {2Cadded} {2Kno}.\n\n"
        "{3SVale} {3Csaid} {3Kperhaps}."
    )
    assert told(words) == [("2024-02-27", "a news conference", None)] * 2 + [(None, None, None)]


def test_the_same_name_in_a_later_paragraph_is_no_continuation() -> None:
    words = "{1SVale} {1Csaid} Monday at a rally {1Kyes}.\n\n{2SVale} {2Csaid} {2Kno}."
    assert told(words)[1] == (None, None, None)


def test_a_new_venue_begins_a_new_occasion() -> None:
    words = "{1SVale} {1Csaid} Monday at a rally {1Kyes}. {2SShe} {2Cadded} in a letter {2Kno}."
    assert told(words)[1] == (None, "a letter", None)


def test_a_document_that_was_announced_brings_its_occasion() -> None:
    words = (
        "Asked for comment, Vale provided the Gazette with a statement on Monday.\n\n"
        "{1K“Yes,”} {1Sthe statement} {1Cread}.\n\n{2SThe message} {2Ccontinued}: {2K“No.”}"
    )
    assert told(words) == [("2024-02-26", "a statement", "the Gazette")] * 2


def test_a_sentence_prepares_the_next_statement() -> None:
    words = (
        "Vale made similar comments in an interview with the weekly Tide that was published on Thursday.\n\n"
        "{1K“Yes,”} {1SVale} {1Ctold} the Tide. {1K“Yes.”}"
    )
    assert told(words) == [("2024-02-29", "an interview with the weekly Tide", "the Tide")]


def test_a_preparation_is_for_its_own_subject() -> None:
    words = "Vale issued a statement on Monday.\n\n{1K“Yes,”} {1SRoe} {1Csaid}."
    assert told(words) == [(None, None, None)]


def test_an_echo_takes_the_date_of_its_source() -> None:
    words = (
        "{1SVale} {1Csaid} at a rally on Monday {1Kyes}.\n\n{2SRoe} {2Csaid} on Tuesday {2Kno}."
        " {3SVale} agreed with the senator, {3Csaying} {3Kit depends}."
    )
    assert told(words)[2] == ("2024-02-26", None, None)
    agreeing = words.replace("{3SVale} agreed with the senator", "{4S{3SVale}} {4Cagreed with} {4Kthe senator}")
    assert told(agreeing)[2] == ("2024-02-26", None, None)


def test_at_the_time_is_the_time_just_told() -> None:
    words = "In August, {1Sthe port} {1Cannounced} {1Ka plan}. At the time, {2Sthe port} {2Csaid} {2Kit was safe}."
    assert [when for when, _, _ in told(words)] == ["2023-08", "2023-08"]


HEARING = (
    "{1SAnn Vale} {1Ctestified} before the senate committee on Monday {1Kabout the dam}.\n\n"
    "It rained.\n\n{2K“It leaked,”} {2SVale} {2Csaid}.\n\n"
)


def test_a_hearing_dated_once_dates_what_its_witness_says_later() -> None:
    first, second = told(HEARING)
    assert first == second == ("2024-02-26", None, "the senate committee")


@pytest.mark.parametrize(
    "words",
    [
        "{3K“It will hold,”} {3SVale} {3Ctold} the Harbour Post.",
        "{3K“It will hold,”} {3SVale} {3Csaid} in a tweet.",
        "{3SVale} had previously {3Csaid} {3Kit would hold}.",
        "{3K“It will hold,”} {3SLee Roe} {3Csaid}.",
    ],
)
def test_words_of_another_occasion_or_source_are_not_of_the_hearing(words: str) -> None:
    assert told(HEARING + words)[2][0] is None


def test_a_new_occasion_ends_the_hearing_for_its_witness() -> None:
    later = "{3SVale} {3Csaid} in an interview {3Kit would hold}.\n\nIt rained.\n\n{4SVale} {4Csaid} {4Kit had held}."
    assert [when for when, _, _ in told(HEARING + later)] == ["2024-02-26", "2024-02-26", None, None]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("on Monday", "{2SVale} {2Csaid}", "2024-02-26"),
        ("last year", "{2SVale} {2Csaid}", None),
        ("on Monday", "{2SLee Roe} {2Csaid}", None),
        ("on Monday at a rally", "{2SVale} {2Csaid}", None),
        ("on Monday", "{2SVale} has often {2Csaid}", None),
        ("on Monday", "It rained.\n\n{2SVale} {2Csaid}", None),
    ],
)
def test_a_day_holds_for_the_same_name_in_the_next_paragraph(first: str, second: str, expected: str | None) -> None:
    text = "{1SAnn Vale} {1Csaid} " + first + " {1Kit leaked}.\n\n" + second + " {2Kit would hold}."
    assert told(text)[1][0] == expected


def test_titles_make_no_two_sources_one() -> None:
    text = (
        "{1SSenator Vale} {1Ctold} the committee on Monday {1Kit leaked}.\n\n"
        "{2SSenator Roe} {2Csaid} {2Kit would hold}."
    )
    assert told(text)[1][0] is None


def test_a_time_stamp_below_a_post_dates_it() -> None:
    text = "{1SAnn Vale}\n@annvale\n\n{1KIt leaked.}\n\n8:14 PM · Feb 20, 2024\n\nIt rained."
    assert told(text)[0][0] == "2024-02-20"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Vale, the mayor, spoke to students in Skerra on Monday.",
        "The mayor, Ann Vale, appeared before the Senate committee on Monday to explain it.",
        "The mayor, Ann Vale, faced parliament on Monday.",
        "The mayor, Ann Vale, was questioned by lawmakers on Monday.",
        "The inquiry heard on Monday from the mayor, Ann Vale.",
        "The trial of the mayor, Ann Vale, opened on Monday.",
        "At a town hall in Skerra on Monday, Ann Vale took questions.",
        "Ann Vale briefed reporters on Monday afternoon.",
    ],
)
def test_an_occasion_told_by_a_sentence_holds_for_its_source(sentence: str) -> None:
    words = (
        f"{sentence}\n\n{{1K“Yes,”}} {{1SVale}} {{1Ctold}} them.\n\nIt rained.\n\n{{2K“No,”}} {{2SVale}} {{2Csaid}}."
        "\n\n{3K“Why?”} {3SRoe} {3Ccried}. {4SVale} {4Clater said} {4Kperhaps}."
    )
    assert [date for date, _, _ in told(words)] == ["2024-02-26", "2024-02-26", None, None]


def test_a_pronoun_behind_a_dated_sentence_is_who_that_is_about() -> None:
    words = (
        "Ann Vale spoke on Monday. {1K“Yes,”} {1SVale} {1Csaid}.\n\n"
        "The clerk, Lee Roe, answered her on Tuesday. {2K“No,”} {2Sshe} {2Csaid}.\n\n{3K“Yes,”} {3SVale} {3Csaid}."
    )
    assert [date for date, _, _ in told(words)] == ["2024-02-26", "2024-02-27", "2024-02-26"]


def test_who_asks_in_a_hearing_does_so_then() -> None:
    words = (
        "{1SVale} {1Ctold} the panel on Monday {1Kyes}.\n\n{2SRoe} {2Casked} {2Kwhy}.\n\n"
        "{3K“Because,”} {3SVale} {3Canswered} him.\n\n{4SLind} {4Csaid} {4Kperhaps}."
    )
    assert [date for date, _, _ in told(words)] == ["2024-02-26", "2024-02-26", "2024-02-26", None]


def test_who_came_to_an_event_is_told_there() -> None:
    words = "{1SVale} {1Csaid} Monday at a rally {1Kyes}.\n\n{2SVale} {2Ctold} supporters {2Kno}."
    assert told(words)[1] == ("2024-02-26", None, "supporters")


def test_where_stands_behind_the_day_in_the_next_paragraph() -> None:
    words = "{1SVale} {1Csaid} Monday {1Kyes}.\n\n{2SVale} {2Csaid} at a rally {2Kno}."
    assert told(words)[1] == ("2024-02-26", "a rally", None)


@pytest.mark.parametrize("signed", ["Ann Vale (@vale) February 20, 2024", "Ann Vale (@vale.example), 20 Feb 2024"])
def test_a_post_has_the_date_beside_its_signature(signed: str) -> None:
    name, handle, *_ = signed.replace(",", " ").partition(")")
    text = f"Row.\n\n{{1KIt leaked.}}\n\n— {{1S{name}{handle}}}{signed[len(name) + 1 :]}\n\nIt rained."
    assert told(text)[0][0] == "2024-02-20"
