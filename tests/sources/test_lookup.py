"""Blocks are found where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.page.body import Lookup

CLOSED = "The bridge will close on Monday for at least a month, the city said in a letter to every household."
TEXT = f"Menu\n{CLOSED}\nMenu\nNobody is in danger."


def found(block: str, *, start: int = 0) -> list[str]:
    return [TEXT[first:last] for first, last in Lookup(TEXT, start=start).find(block)]


def test_a_block_is_found_whatever_its_white_space() -> None:
    assert found("The bridge  will\nclose") == ["The bridge will close"]
    assert found("Thebridge will close") == ["The bridge will close"]


def test_words_dropped_inside_are_bridged() -> None:
    block = "The bridge will close on Monday month, the city said in a letter to every household."
    assert found(block) == [CLOSED]


def test_lines_are_found_one_by_one_where_they_do_not_stand_together() -> None:
    assert found("Nobody is in danger.\nThe bridge will close") == ["Nobody is in danger.", "The bridge will close"]


def test_search_goes_on_from_the_last_find_and_then_from_the_start() -> None:
    lookup = Lookup(TEXT, start=5)
    assert lookup.find("Menu") == [(TEXT.rindex("Menu"), TEXT.rindex("Menu") + 4)]
    assert lookup.find("The bridge") == [(5, 15)]


def test_what_is_not_there_is_not_found() -> None:
    assert found("The tunnel will open") == []
    assert found(" ") == []


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=8))
def test_a_find_has_the_blocks_letters(text: str, block: str) -> None:
    for start, end in Lookup(text).find(block):
        assert 0 <= start < end <= len(text)
        assert "".join(text[start:end].split()) in "".join(block.split())
