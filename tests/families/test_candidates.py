from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.families.candidates import (
    LEAST_COPIED,
    MOST_HOLDERS,
    REACH_DAYS,
    TOPIC_DAYS,
    Traces,
    asked_keys,
    indexed_day,
    indexed_keys,
    last_holders,
    original_key,
    related,
    runs,
    sketch,
    speaker_keys,
    traces,
    without_crowd,
)
from onrecord.families.reports import Report
from onrecord.model import Span, Speaker, Statement

DAY = date(2024, 5, 7)
FERRY = "the ferry across the sound will run again before the first of June"
HOLT = "Maria Holt"


def report(
    quote: str, *, by: str | None = HOLT, article: str = "a", day: date | None = DAY, paragraph: str | None = None
) -> Report:
    statement = Statement(f"{article}1", (Span(0, 9),), speakers=(Speaker(by, "person"),) if by else ())
    around = f"{quote}, she said on the pier of Norvia on Tuesday morning." if paragraph is None else paragraph
    return Report(article, None, day, statement, quote, around)


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [
        pytest.param(report(FERRY), report(FERRY, by="Jonas Berg", article="b"), True, id="equal words, other speaker"),
        pytest.param(
            report(FERRY),
            report(FERRY, by="Jonas Berg", article="b", day=DAY + timedelta(REACH_DAYS + 1)),
            False,
            id="too late for another speaker",
        ),
        pytest.param(
            report(FERRY), report(FERRY, article="b", day=date(2019, 1, 1)), True, id="years ago, one speaker"
        ),
        pytest.param(report(FERRY), report("the ferry across the sound will run", article="b"), True, id="cut"),
        pytest.param(
            report(FERRY), report("in June ferries return", article="b"), True, id="paraphrase of one speaker"
        ),
        pytest.param(
            report(FERRY),
            report("in June ferries return", article="b", day=DAY + timedelta(TOPIC_DAYS + 1)),
            False,
            id="paraphrase much later",
        ),
        pytest.param(
            report(FERRY),
            report("in June ferries return", by="Jonas Berg", article="b", paragraph="He told a friend."),
            False,
            id="of another",
        ),
        pytest.param(
            report(FERRY),
            report("all is well", by="Jonas Berg", article="b", paragraph="On the pier of Norvia all is well."),
            True,
            id="of another, in a paragraph of the same",
        ),
        pytest.param(
            report(FERRY),
            report(
                "all is well",
                by="Jonas Berg",
                article="b",
                paragraph="On the pier of Norvia all is well.",
                day=DAY + timedelta(TOPIC_DAYS + 1),
            ),
            False,
            id="in a paragraph of the same, much later",
        ),
        pytest.param(report(FERRY), report("all is well", by="Jonas Berg"), True, id="within one article"),
        pytest.param(
            report(FERRY, by="Holt"),
            report("ferries are back", by="Holt", article="b", paragraph="Good news."),
            False,
            id="one word across articles",
        ),
        pytest.param(
            report(FERRY),
            report("Now the ferry across the sound is gone", by="Jonas Berg", article="b", paragraph="He was sad."),
            False,
            id="a phrase of two persons",
        ),
        pytest.param(
            report(FERRY),
            report("Now the ferry across the sound is gone", by="the mayor", article="b"),
            True,
            id="a phrase of whoever is mayor",
        ),
        pytest.param(
            report(FERRY, day=None), report("in June ferries return", article="b", day=None), True, id="no days"
        ),
        pytest.param(
            report(FERRY),
            report(FERRY, by=None, article="b", day=date(2019, 1, 1)),
            True,
            id="nobody named, years ago",
        ),
        pytest.param(
            report(FERRY),
            report("Now the ferry across the sound is gone", by=None, article="b", day=date(2019, 1, 1)),
            False,
            id="a phrase of nobody, years ago",
        ),
        pytest.param(
            report(FERRY),
            report("Now the ferry across the sound is gone", by=None, article="b", day=None),
            True,
            id="a phrase of nobody, no day",
        ),
        pytest.param(
            report(FERRY, day=None), report(FERRY, by="Jonas Berg", article="b"), False, id="no day, another speaker"
        ),
        pytest.param(
            report(FERRY, by="Holt"),
            report("the bridge is of steel", by="Holt", article="b", paragraph="He was sad."),
            False,
            id="nothing in common",
        ),
    ],
)
def test_what_is_compared(one: Report, other: Report, compared: bool) -> None:
    assert related(sketch(one), sketch(other)) is compared
    assert related(sketch(other), sketch(one)) is compared


WORDS = st.lists(
    st.sampled_from("the ferry bridge harbour runs again council of storm June votes".split()), max_size=14
)
REPORTS = st.builds(
    report,
    WORDS.map(" ".join),
    by=st.sampled_from([HOLT, "Jonas Berg", None]),
    article=st.sampled_from("ab"),
    day=st.none() | st.integers(0, 60).map(lambda days: DAY + timedelta(days)),
)


@given(one=REPORTS, other=REPORTS)
def test_the_keys_find_all_that_is_compared_across_articles(one: Report, other: Report) -> None:
    if one.article_id != other.article_id and related(sketch(one), sketch(other)):
        assert is_found(_traces(one), _traces(other))
        assert is_found(_traces(other), _traces(one))


def is_found(asking: Traces, kept: Traces) -> bool:
    asked, keys, day = asked_keys(asking), indexed_keys(kept), indexed_day(kept)
    if asked.said & keys or (asked.runs & keys and is_within(asked.run_days, day)):
        return True
    if asked.anywhen & keys:
        return True
    return is_within(asked.topic_days, day) and (len(asked.topics & keys) > 1 or bool(asked.pairs & keys))


def is_within(days: tuple[int, int], day: int) -> bool:
    return days[0] <= day <= days[1]


def test_others_words_of_long_ago_are_not_found() -> None:
    late = _traces(report(FERRY, by="Jonas Berg", article="b", day=DAY + timedelta(REACH_DAYS + 1)))
    assert not is_found(_traces(report(FERRY)), late)
    assert is_found(_traces(report(FERRY, by=None)), late)
    assert not is_found(
        _traces(report("in June ferries return", by="Holt")),
        _traces(report("ferries", by="Holt", article="b", paragraph="Good news.")),
    )


def _traces(made: Report) -> Traces:
    return traces(sketch(made))


@given(
    before=st.lists(st.text("abc", min_size=1), max_size=9),
    run=st.lists(st.text("xyz", min_size=1), min_size=7, max_size=12),
)
def test_a_common_run_of_seven_words_is_found(before: list[str], run: list[str]) -> None:
    assert runs(before + run) & runs(run + before)


def test_copies_have_words_paragraph_and_speaker_in_common() -> None:
    one = report(FERRY, article="a")
    assert original_key(one) == original_key(report(FERRY, article="b", day=None))
    assert original_key(one) == original_key(replace(one, quote=f"“{FERRY.upper()},”"))
    assert original_key(one) == original_key(report(FERRY, by="M. Holt", article="b"))
    for other in (
        report("the ferry", paragraph=one.paragraph),
        report(FERRY, paragraph=one.paragraph + " Again."),
        report(FERRY, by="Jonas Berg"),
    ):
        assert original_key(one) != original_key(other)


def test_a_short_paragraph_is_no_copy_of_an_equal_one() -> None:
    words = "No comment, said the mayor"
    assert len(words.split()) < LEAST_COPIED
    one, other = report("No comment", paragraph=words), report("No comment", paragraph=words, article="b")
    assert original_key(one) != original_key(other)


def test_speakers_are_told_by_what_all_their_names_share() -> None:
    statement = Statement(
        "1",
        (Span(0, 1),),
        speakers=(Speaker("M. Holt", "person"), Speaker("Berg", "person"), Speaker("Saltmere Crew", "group")),
        principals=(Speaker("Norvian Ferry Board", "group"),),
    )
    assert speaker_keys(statement) == {"holt", "berg", "sc", "nfb"}


def test_what_too_many_of_an_article_have_in_common_finds_the_first_of_them() -> None:
    made = [_traces(report(FERRY, by=f"Anna {chr(97 + one // 9)}{chr(97 + one % 9)}o")) for one in range(50)]
    ranked = [(f"{number:02}", one) for number, one in enumerate(made)]
    assert last_holders(ranked[:MOST_HOLDERS]) == {}
    last = last_holders(ranked)
    left = [without_crowd(one, rank, last) for rank, one in ranked]
    assert left[:MOST_HOLDERS] == made[:MOST_HOLDERS]
    for before, after in zip(made[MOST_HOLDERS:], left[MOST_HOLDERS:], strict=True):
        assert not after.runs
        assert after.said == before.said and after.topics == before.topics
        assert after.pairs < before.pairs  # those with the name remain
