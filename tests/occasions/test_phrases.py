import pytest

from onrecord.occasions.clauses import noun_phrase, subject_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (" reporters that", " reporters"),
        (" the Harbor Gazette on Monday", " the Harbor Gazette"),
        (" friends and family that", " friends and family"),
        (" Ms. Vale of the Gazette, who", " Ms. Vale of the Gazette"),
        (" her that", " her"),
        (" her supporters that", " her supporters"),
        (" reporters and added", " reporters"),
        (" his 20,000 followers, ", " his 20,000 followers"),
        (" that it", ""),
        (" the", ""),
        (" Gazette.", " Gazette"),
        (" the U.S. Senate in", " the U.S. Senate"),
        ("", ""),
        ("“quoted”", ""),
    ],
)
def test_a_phrase_ends_where_something_else_begins(words: str, expected: str) -> None:
    assert words[: noun_phrase(words, 0)] == expected


def test_a_time_ends_a_phrase() -> None:
    words = " reporters Tuesday"
    assert words[: noun_phrase(words, 0, stops=frozenset({words.index("Tuesday")}))] == " reporters"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The crew", "The crew"),
        ("It rained when the crew", "the crew"),
        ("Vale said that the crew and its captain", "the crew and its captain"),
        ("It rained, and Ann Roe", "Ann Roe"),
        ("Most of those who sailed", None),
        ("It rained in the harbor when", None),
        ("", None),
        ("no border " * 20 + "the crew", None),
    ],
)
def test_a_subject_ends_where_its_verb_begins(words: str, expected: str | None) -> None:
    start = subject_of(words, len(words))
    assert (None if start is None else words[start:]) == expected
