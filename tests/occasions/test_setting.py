"""Which statements share an occasion."""

from datetime import date

import pytest

from onrecord.model import Reading, Span, Speaker, Statement, Version, When, Words
from onrecord.occasions import circumstances, numbered
from onrecord.pipeline import resolved
from tests.occasions.test_marks import marked, version

MONDAY = date(2024, 2, 26)


def _numbers(words: str, published: str | None = "2024-03-01") -> list[int | None]:
    """The numbers of the occasions of a marked text, in the order of its attributions."""
    return [one.occasion for one in _statements(words, published)]


def _statements(words: str, published: str | None = "2024-03-01") -> tuple[Statement, ...]:
    text, attributions = marked(words)
    names = [{"She": "Vale"}.get(name, name) for name in (one.source[0].of(text) for one in attributions)]
    speakers = [(Speaker(name, "person"),) for name in names]
    around = circumstances(version(text, published), attributions, speakers=speakers)
    return numbered(
        [
            Statement(str(at), one.content, venue=its.venue, addressee=its.addressee, when=its.when)
            for at, (one, its) in enumerate(zip(attributions, around, strict=True))
        ]
    )


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        # One news conference, told of once and gone on with.
        ("{1SVale} {1Ctold} a news conference on Monday {1Kyes}. {2SShe} {2Cadded} {2Kno}.", [1, 1]),
        # The same, a paragraph apart.
        ("{1SVale} {1Csaid} at a news conference {1Kyes}.\n\n{2SShe} {2Cadded} {2Kno}.", [1, 1]),
        # One word dates what two say in its sentence.
        ("On Thursday, {1SVale} {1Csaid} {1Kyes}, and {2SRoe} {2Csaid} on Thursday {2Kno}.", [1, 2]),
        ("{1SVale} {1Csaid} on Thursday {1Kyes}.\n\n{2SRoe} {2Csaid} on Thursday {2Kno}.", [1, 2]),
        # A venue of its own is another occasion, on whatever day.
        ("{1SVale} {1Csaid} at a rally on Monday {1Kyes}. {2SShe} {2Csaid} in a tweet {2Kno}.", [1, 2]),
        # Counted in reading order; what is told of neither when nor where has none.
        ("{1SVale} {1Csaid} {1Kyes}. {2SRoe} {2Csaid} on Monday {2Kno}. {3SLind} {3Csaid} at a rally {3Kso}.", [None, 1, 2]),  # noqa: E501
        ("{1SVale} {1Csaid} {1Kyes}.", [None]),
    ],
)  # fmt: skip
def test_statements_share_an_occasion_that_the_same_words_tell(words: str, numbers: list[int | None]) -> None:
    assert _numbers(words) == numbers


def _statement(when: When | None = None, venue: Words | None = None) -> Statement:
    return Statement("1", (Span(0, 1),), when=when, venue=venue)


def _monday(start: int) -> When:
    return When(MONDAY, MONDAY, "Monday", "weekday before", Span(start, start + 6))


def test_words_told_twice_are_two_occasions_and_told_once_one() -> None:
    rally, another = Words("a rally", Span(50, 57)), Words("a rally", Span(90, 97))
    found = numbered(
        [
            _statement(_monday(10), rally),
            _statement(_monday(70), another),  # "a rally" of its own
            _statement(_monday(30), rally),  # the same rally, its day told again
            _statement(_monday(10), None),  # that day, but nothing tells of a rally
            _statement(_monday(30), None),
        ]
    )
    assert [one.occasion for one in found] == [1, 2, 1, 3, 4]


def test_the_turns_of_a_transcript_are_of_the_occasion_at_its_head() -> None:
    text = "Harbour Committee\n\nWednesday, May 7, 2031\n\nAna Holt: It rained.\n\nBo Lind: Yes.\n\nAna Holt: I know."
    statements = resolved(Version(text, "0", "text/plain", kind="transcript"), [])
    assert [one.occasion for one in statements] == [1, 1, 1]
    when = statements[0].when
    assert when and when.span and when.span.of(text) == "Wednesday, May 7, 2031"


def test_a_reading_gives_its_occasions_with_all_to_whom_one_of_their_statements_was_told() -> None:
    statements = _statements(
        "{1SVale} {1Ctold} reporters at a news conference on Monday {1Kyes}. {2SShe} {2Ctold} voters there {2Kno}."
    )
    (one,) = Reading(None, statements).occasions  # type: ignore[arg-type]  # of no article
    assert (one.number, one.venue and one.venue.text, one.when and one.when.date) == (
        1,
        "a news conference",
        "2024-02-26",
    )
    assert [words.text for words in one.addressees] == ["reporters", "voters"]
