"""Spans of one text, looked up by place."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.checking.passages import Stretches
from onrecord.model import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 20))


@given(st.lists(SPANS), SPANS)
def test_what_touches_is_found_in_order(spans: list[Span], sought: Span) -> None:
    assert list(Stretches(spans).touching(sought)) == sorted(one for one in spans if one.overlaps(sought))
