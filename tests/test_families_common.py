import pytest

from onrecord.families.common import common_quoted, common_stems

LONG = "We will build the old bridge again this year. It will cost us a lot of money."


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (LONG, LONG, "verbatim"),
        (LONG, "It will cost us a lot of money.", "shortened"),
        ("It will cost us a lot of money.", LONG, "shortened"),
        (LONG, "It will cost us a lot of money. And it is late.", "shortened"),
        ("“We will build the old bridge again,” “It will cost us a lot.”", LONG, "shortened"),
        (LONG, "It may cost us a lot of money.", "altered"),
        (LONG, "We will build the old bridge again next spring.", "altered"),
        ("I will build the bridge with my voters this year", "build the bridge with my friends this year", "altered"),
        ("Although the bridge is old and tired", "Though the bridge is old and tired", "altered"),
        (LONG, "Taxes fall in spring", "different"),
        ("", LONG, "different"),
    ],
)
def test_common_words_tell_how_texts_relate(first: str, second: str, relation: str) -> None:
    assert common_quoted(first, second).relation == relation


def test_common_words_are_counted_in_runs() -> None:
    found = common_quoted(LONG, "It will cost us a great lot of money")
    assert (found.words, found.run) == (8, 5)
    assert found.share == pytest.approx(8 / 9)


def test_words_both_only_quote_are_somebody_elses() -> None:
    assert common_quoted("“They were ‘extremely careless with it’, he says.”", "“extremely careless with it”").is_nested
    assert not common_quoted("“They were extremely careless with it.”", "“extremely careless with it”").is_nested


def test_forms_of_a_word_are_common() -> None:
    assert common_stems("“believe in our team”", "“believing in the team”") == 2
    assert common_stems("“of the”", "“of the”") == 0
