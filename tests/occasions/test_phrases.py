import pytest

from onrecord.occasions.clauses import noun_phrase


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
