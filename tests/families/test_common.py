import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.families.comparison import common_quoted, may_share

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


@pytest.mark.parametrize(
    ("second", "share", "possible"),
    [
        ("It will cost us a great lot of money", 0.5, True),
        ("It will cost us nothing if we begin today and not too late", 0.3, True),
        ("It will cost us nothing if we begin today and not too late", 0.5, False),
        ("Taxes fall in spring, and a lot of them, says money", 0.0, True),
        ("Taxes fall in spring", 0.0, False),
        ("money", 0.5, True),
    ],
)
def test_so_much_in_common_is_possible(second: str, share: float, possible: bool) -> None:
    assert may_share(LONG, second, share=share, run=8) is may_share(second, LONG, share=share, run=8) is possible


def test_a_long_run_is_possible_in_two_long_texts() -> None:
    longer = f"{' '.join('abcdefghjklmnop')} it will cost us a lot of money"
    assert may_share(f"{LONG} {LONG}", longer, share=0.5, run=8)
    assert not may_share(f"{LONG} {LONG}", longer, share=0.5, run=9)


few_words = st.lists(st.sampled_from("build bridge money tired the of".split()), max_size=24).map(" ".join)


@given(few_words, few_words, st.sampled_from((0.3, 0.5, 0.8)), st.sampled_from((4, 8)))
def test_what_is_in_common_was_possible(first: str, second: str, share: float, run: int) -> None:
    found = common_quoted(first, second)
    if found.words and (found.share >= share or found.run >= run):
        assert may_share(first, second, share=share, run=run)
