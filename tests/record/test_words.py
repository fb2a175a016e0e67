import pytest

from onrecord.record.words import MOST, has_words, marked, phrases, query


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("send troops", ["send", "troops"]),
        ('"send troops" now', ["send troops", "now"]),
        ("“send troops”now", ["send troops", "now"]),
        ('he"said no"', ["he", "said no"]),
        ('open "mark', ["open", "mark"]),
        ("don't U.S. 5,000", ["don't", "U.S.", "5,000"]),
        ("— ?! '' \"\"", []),
        ("", []),
    ],
)
def test_words_and_phrases(typed: str, found: list[str]) -> None:
    assert phrases(typed) == found


def test_no_more_words_than_the_index_takes() -> None:
    assert len(phrases("word " * 1000)) == MOST


@pytest.mark.parametrize(
    ("words", "speaker", "asked"),
    [
        ("", None, None),
        ("?", "!", None),
        ("a b", None, '"a" AND "b"'),
        ("NEAR(a", None, '"NEAR(a"'),
        ("a", "Kaja Kallas", '"a" AND speaker_name : "Kaja" AND speaker_name : "Kallas"'),
    ],
)
def test_the_index_is_asked_for_words_only(words: str, speaker: str | None, asked: str | None) -> None:
    assert query(words, speaker=speaker) == asked


@pytest.mark.parametrize(
    ("name", "wanted", "has"),
    [
        ("Zoë Williams", "williams zoe", True),
        ("Zoë Williams", "will", False),
        ("Jean-Luc Mélenchon", "MELENCHON", True),
        ("Straße", "strasse", True),
        (None, "a", False),
        (None, None, True),
        ("Anyone", "", True),
    ],
)
def test_names_are_compared_word_by_word(name: str | None, wanted: str | None, has: bool) -> None:
    assert has_words(name, wanted) is has


def test_marks_are_taken_out_again() -> None:
    assert list(marked("a [b] c [d", opening="[", closing="]")) == [(2, 3)]
    assert list(marked("[b][c]", opening="[", closing="]")) == [(0, 1), (1, 2)]
