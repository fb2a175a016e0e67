"""Attributions by the place of their parts, against looking at every one."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Attribution, Span
from onrecord.reading.naming import Places

SPANS = st.tuples(st.integers(0, 600), st.integers(1, 300)).map(lambda at: Span(at[0], at[0] + at[1]))
PARTS = st.lists(SPANS, max_size=3).map(tuple)
FOUND = st.builds(Attribution, st.lists(SPANS, min_size=1, max_size=3).map(tuple), PARTS, PARTS)


@given(found=st.lists(FOUND, max_size=8), changed=st.lists(st.tuples(st.integers(0, 7), FOUND), max_size=6), span=SPANS)
def test_what_stands_at_a_place_is_what_overlaps_it(
    found: list[Attribution], changed: list[tuple[int, Attribution]], span: Span
) -> None:
    places, expected = Places(found), dict(enumerate(found))
    for number, one in changed:
        if number not in expected:
            expected[places.add(one)] = one
        elif number % 2:
            assert places.remove(number) == expected.pop(number)
        else:
            places.replace(number, one)
            expected[number] = one
    assert list(places) == [expected[number] for number in sorted(expected)]
    assert places.at(span, "content") == {
        number: parts
        for number, one in sorted(expected.items())
        if (parts := sorted({part for part in one.content if part.overlaps(span)}))
    }
    every = (part for one in expected.values() for part in (*one.source, *one.cue, *one.content))
    assert places.taken(span) == any(part.overlaps(span) for part in every) == bool(places.at(span))
