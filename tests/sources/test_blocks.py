"""Texts become one text with blocks."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Block, Span
from onrecord.sources.prose import joined


def test_blocks_are_separated_by_an_empty_line() -> None:
    assert joined([("headline", "One"), ("paragraph", "Two")]) == (
        "One\n\nTwo",
        (Block("headline", Span(0, 3)), Block("paragraph", Span(5, 8))),
    )


@given(st.lists(st.text(min_size=1)))
def test_each_block_is_its_text(texts: list[str]) -> None:
    text, blocks = joined([("paragraph", words) for words in texts])
    assert [block.span.of(text) for block in blocks] == texts
