"""Any reading at all, for property tests."""

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from onrecord.model import (
    Act,
    ActorKind,
    Article,
    ArticleKind,
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
    Words,
)

TEXTS = st.text(min_size=1, max_size=60)
MAYBE = st.none() | st.text(max_size=12)
TIMES = st.none() | st.builds(Time, st.text(max_size=12), st.text(max_size=12))
DAYS = st.lists(st.dates(), min_size=2, max_size=2).map(sorted) | st.sampled_from(
    [
        [date(2024, 1, 1), date(2024, 12, 31)],
        [date(2024, 2, 1), date(2024, 2, 29)],
        [date(2024, 1, 1), date(2024, 1, 31)],
        [date(2024, 1, 1), date(2025, 12, 31)],
        [None, None],
    ]
)


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


def words(text: str) -> st.SearchStrategy[Words]:
    """Words of a text at their place, or words whose place was not kept."""
    return spans(len(text)).map(lambda span: Words.at(span, text)) | st.text(max_size=12).map(Words)


def whens(text: str) -> st.SearchStrategy[When]:
    def when(days: list[date | None], told: Words | None, rule: str) -> When:
        return When(days[0], days[1], told.text if told else None, rule, told.span if told else None)

    return st.builds(when, DAYS, st.none() | words(text), st.text(max_size=12))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(TEXTS)
    some = st.lists(spans(len(text)), max_size=3).map(tuple)
    perhaps = st.none() | words(text)
    speaker = st.builds(
        Speaker, st.text(min_size=1, max_size=12), st.sampled_from(get_args(ActorKind)), perhaps, perhaps
    )
    speakers = st.lists(speaker, max_size=3).map(tuple)
    statement = st.builds(
        Statement,
        id=st.text(max_size=16),
        content=some,
        source=some,
        cue=some,
        kind=st.sampled_from(get_args(StatementKind)),
        type=st.sampled_from(get_args(StatementType)),
        speakers=speakers,
        principals=speakers,
        addressee=perhaps,
        venue=perhaps,
        when=st.none() | whens(text),
        confidence=st.floats(0, 1),
        act=st.sampled_from(get_args(Act)),
        negated=st.booleans(),
        occasion=st.none() | st.integers(1, 3),
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
        kind=st.sampled_from(get_args(ArticleKind)),
    )
    article = Article(draw(st.text(max_size=12)), draw(MAYBE), (draw(version),))
    return Reading(article, tuple(draw(st.lists(statement, max_size=3))), draw(MAYBE), draw(MAYBE))
