from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Attribution, Span, Time
from onrecord.occasions import Circumstances, circumstances
from tests.occasions.test_marks import marked, read, told, version

ARTICLE = (
    "{1SMayor Ann Vale} {1Csaid} on Monday {1Kthe harbor closes in March}.\n\n"
    "{2K“We know,”} {2SLee Roe} {2Ctold} reporters at a news conference last week. {2K“It is 2024.”}"
)


def test_date_venue_and_addressee_of_each_statement_in_order() -> None:
    assert told(ARTICLE) == [
        ("2024-02-26", None, None),
        ("2024-02-19/2024-02-25", "a news conference", "reporters"),
    ]


def test_without_a_publication_date_no_date_is_invented() -> None:
    _, found = read(ARTICLE, None)
    assert [one.when and (one.when.date, one.when.text) for one in found] == [(None, "Monday"), (None, "last week")]


def test_an_update_notice_is_no_publication_date() -> None:
    text, attributions = marked(ARTICLE)
    noticed = version(text, None, modified=Time("2024-03-01T17:45:00-05:00", "update notice"))
    assert all(one.when and one.when.date is None for one in circumstances(noticed, attributions))
    first, _ = circumstances(noticed, attributions, bounded_by_update=True)
    assert first.when is not None
    assert (first.when.date, first.when.rule) == ("2024-02-26", "weekday before, update notice as latest bound")


def test_a_page_that_was_updated_long_after_is_dated_by_the_update() -> None:
    text, attributions = marked(ARTICLE)
    updated = version(text, "2012-02-28", modified=Time("2024-03-01", "printed update"))
    first, _ = circumstances(updated, attributions)
    assert first.when is not None
    assert (first.when.date, first.when.rule) == ("2024-02-26", "weekday before, counted from the update")


def test_neither_data_for_machines_nor_a_correction_nor_an_early_update_moves_dates() -> None:
    text, attributions = marked(ARTICLE)
    changes = (
        ("2012-02-28", Time("2024-03-01", "json-ld dateModified")),
        ("2012-02-28", Time("2024-03-01", "update notice")),
        ("2024-02-28", Time("2024-03-01", "printed update")),
    )
    for published, modified in changes:
        first, _ = circumstances(version(text, published, modified=modified), attributions)
        assert first.when and first.when.rule == "weekday before"
        assert first.when.date == ("2012-02-27" if published == "2012-02-28" else "2024-02-26")


def test_today_is_the_day_that_a_live_page_calls_so() -> None:
    for words, day, rule in (
        ("today (Friday)", "2024-03-01", "today, counted from the day that the text calls today"),
        ("today (Thursday)", "2024-02-29", "today"),
        ("today (Wednesday)", "2024-02-29", "today"),
    ):
        text, attributions = marked(f"{{1SVale}} {{1Csaid}} {words} {{1Kit rained}}.")
        (found,) = circumstances(version(text, "2024-02-29"), attributions)
        assert found.when is not None
        assert (found.when.date, found.when.rule) == (day, rule)


def test_another_modification_time_is_no_bound() -> None:
    text, attributions = marked(ARTICLE)
    modified = version(text, None, modified=Time("2024-03-01", "json-ld dateModified"))
    assert all(
        one.when and one.when.date is None for one in circumstances(modified, attributions, bounded_by_update=True)
    )


def test_an_explicit_date_needs_no_publication_date() -> None:
    assert told("{1SVale} {1Csaid} on Feb. 26, 2024, {1Kyes}.", None)[0][0] == "2024-02-26"


def test_a_publication_date_in_the_future_is_only_a_day_to_count_from() -> None:
    assert told("{1SVale} {1Csaid} on Monday {1Kyes}.", "2999-01-01")[0][0] == "2998-12-31"


def test_questions_and_answers_have_no_occasion_of_their_own() -> None:
    words = "Q: When did you know on Monday?\n\n{1SA}: {1KOn Tuesday, at a rally.}\n\nQ: Why?\n\n{2SA}: {2KBecause.}"
    assert told(words) == [(None, None, None)] * 2


def test_an_attribution_of_content_alone_has_no_occasion() -> None:
    assert told("{1KIt rains on Monday.}") == [(None, None, None)]


def test_no_attributions_give_no_occasions() -> None:
    assert circumstances(version("On Monday it rained."), []) == []


def test_the_order_given_does_not_change_the_occasions() -> None:
    text, attributions = marked(ARTICLE)
    forward = circumstances(version(text), attributions)
    assert circumstances(version(text), attributions[::-1]) == forward[::-1]


PIECES = (
    "Vale", " said", " told", " reporters", " on", " Monday", " in", " a", " statement", " that", ". ", ", ",
    "\n\n", "“", "”", " the", " letter", " He", " added", " last week", " March 5, 2019", " Feb. 30",
    " made the remarks", " at the time", " to",
)  # fmt: skip


@st.composite
def random_readings(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = "".join(draw(st.lists(st.sampled_from(PIECES), min_size=4, max_size=80)))
    places = st.integers(0, len(text) - 1)
    spans = st.builds(lambda start, size: Span(start, min(len(text), start + size)), places, st.integers(1, 30))
    several = st.lists(spans, max_size=2).map(tuple)
    made = st.builds(Attribution, st.lists(spans, min_size=1, max_size=2).map(tuple), source=several, cue=several)
    return text, draw(st.lists(made, max_size=8))


@given(random_readings(), st.sampled_from(["2024-03-01", "0001-01-01", "9999-12-31", None]))
def test_whatever_the_reader_finds_there_is_one_occasion_of_words_of_the_text(
    reading: tuple[str, list[Attribution]], published: str | None
) -> None:
    text, attributions = reading
    found = circumstances(version(text, published), attributions)
    assert len(found) == len(attributions)
    for one in found:
        assert isinstance(one, Circumstances)
        assert all(words.span and words.span.of(text) == words.text for words in (one.venue, one.addressee) if words)
        assert one.when is None or (one.when.span and one.when.span.of(text) == one.when.text)
        assert published or one.when is None or one.when.start is None or one.when.rule.startswith("explicit")


def test_an_outlets_time_zone_gives_the_day() -> None:
    text, attributions = marked("{1SVale} {1Csaid} today {1Kyes}.")
    late = replace(version(text), published=Time("2024-03-01T23:30:00-05:00", "json-ld datePublished"))
    assert [one.when and one.when.date for one in circumstances(late, attributions)] == ["2024-03-01"]
