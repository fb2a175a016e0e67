"""Any reading at all, for property tests."""

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from onrecord.model import (
    Act,
    ActorKind,
    Article,
    Block,
    BlockKind,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementKind,
    StatementType,
    Time,
    Version,
    When,
)

TEXTS = st.text(min_size=1, max_size=60)
MAYBE = st.none() | st.text(max_size=12)
TIMES = st.none() | st.builds(Time, st.text(max_size=12), st.text(max_size=12))
SPEAKERS = st.none() | st.builds(Speaker, st.text(max_size=12), st.sampled_from(get_args(ActorKind)), MAYBE, MAYBE)
DAYS = st.lists(st.dates(), min_size=2, max_size=2).map(sorted) | st.sampled_from(
    [
        [date(2024, 1, 1), date(2024, 12, 31)],
        [date(2024, 2, 1), date(2024, 2, 29)],
        [date(2024, 1, 1), date(2024, 1, 31)],
        [date(2024, 1, 1), date(2025, 12, 31)],
        [None, None],
    ]
)
WHENS = st.none() | st.builds(
    lambda days, text, rule: When(days[0], days[1], text, rule), DAYS, MAYBE, st.text(max_size=12)
)


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(TEXTS)
    some = st.lists(spans(len(text)), max_size=3).map(tuple)
    statement = st.builds(
        Statement,
        id=st.text(max_size=16),
        content=some,
        source=some,
        cue=some,
        kind=st.sampled_from(get_args(StatementKind)),
        type=st.sampled_from(get_args(StatementType)),
        speaker=SPEAKERS,
        principal=SPEAKERS,
        addressee=MAYBE,
        venue=MAYBE,
        when=WHENS,
        confidence=st.floats(0, 1),
        act=st.sampled_from(get_args(Act)),
        negated=st.booleans(),
    )
    version = st.builds(
        Version,
        text=st.just(text),
        bytes_sha256=st.text(max_size=64),
        media_type=st.text(max_size=12),
        headline=MAYBE,
        authors=st.lists(st.text(max_size=12), max_size=3).map(tuple),
        outlet=MAYBE,
        published=TIMES,
        modified=TIMES,
        language=MAYBE,
        blocks=st.lists(st.builds(Block, st.sampled_from(get_args(BlockKind)), spans(len(text))), max_size=3).map(
            tuple
        ),
    )
    article = Article(draw(st.text(max_size=12)), draw(MAYBE), (draw(version),))
    return Reading(article, tuple(draw(st.lists(statement, max_size=3))), draw(MAYBE))
