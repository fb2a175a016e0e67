"""Where sentences begin and end. All people here are invented."""

import pytest

from onrecord.english.sentences import (
    breaks,
    ends_between,
    is_ended,
    listed,
    sentence_at,
    sentence_end,
    sentence_start,
    sentence_starts,
    stops,
    sure_ends,
)
from onrecord.model import Span

TEXT = "Gov. Holt spoke. “It rains.” She left on Jan. 5. J. Berg stayed"


def test_the_authors_sentences_know_abbreviations() -> None:
    starts = sentence_starts(TEXT, TEXT)
    assert [TEXT[start : start + 6].strip() for start in starts] == ["Gov. H", "“It r", "She l", "J. Be"]
    assert sentence_at(starts, TEXT.index("left"), len(TEXT)) == Span(TEXT.index(" She"), TEXT.index(" J. Berg"))
    assert sentence_at(starts, len(TEXT) - 1, len(TEXT)).end == len(TEXT)


def test_what_others_said_is_never_cut() -> None:
    text = "“No. Never.” Holt left."
    masked = f"{chr(0) * 12} Holt left."
    assert sentence_starts(text, masked) == [0, 12]
    assert sentence_starts("“Is it? No?” Holt asked.", f"{chr(0) * 12} Holt asked.") == [0]


def test_the_sentence_around_a_place_ends_at_the_next_mark() -> None:
    at = TEXT.index("left")
    assert TEXT[sentence_start(TEXT, at) : sentence_end(TEXT, at)] == "She left on Jan"
    far = "x" * 2000
    assert (sentence_start(far, 1000), sentence_end(far, 500)) == (400, 1500)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("his wife, Ana. Holt", ["his wife, Ana"]),
        ("Sen. Holt", []),
        ("Holt, of Meridian, Ind. The mayor", []),
        ("J. Holt", []),
        ("Holt, Esq. The mayor", []),
        ("Ana left. He, Jonas. Holt", ["Ana left", "Ana left. He, Jonas"]),
    ],
)
def test_an_end_within_a_source_is_sure(text: str, ends: list[str]) -> None:
    assert [text[: end.start] for end in sure_ends(text, Span(0, len(text)))] == ends


def test_breaks_are_marks_before_a_capital_and_line_ends() -> None:
    text = "It rains. so\nThey left.” She"
    assert [text[one.start : one.end] for one in breaks(text)] == ["\n", ".” "]


def test_stops_and_ends_between_two_places() -> None:
    text = "Mr. Holt left. Berg stayed"
    assert [text[at:] for at in stops(text)] == ["Berg stayed"]
    assert ends_between(text, 4, len(text)) and not ends_between(text, 4, 12)


@pytest.mark.parametrize(
    ("text", "also", "ended"),
    [
        ("It rained.", "", True),
        ("“It rained.”) ", "", True),
        ("Did it …»", "", True),
        ("He said:", "", False),
        ("He said:", ":;", True),
        ("The weather", "", False),
        ("", "", False),
    ],
)
def test_a_line_ends_as_a_sentence_does(text: str, also: str, ended: bool) -> None:
    assert is_ended(text, also=also) is ended


def test_names_are_listed_as_in_a_sentence() -> None:
    assert [listed("ABC"[:many]) for many in (1, 2, 3)] == ["A", "A and B", "A, B and C"]
