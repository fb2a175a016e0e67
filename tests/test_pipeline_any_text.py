"""The rules after the reader, on texts of any characters and attributions of any spans."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.model import ArticleKind, Attribution, Loaded, Span, Statement, Time, Version
from onrecord.pipeline import resolved, statements
from onrecord.reading import Reader
from onrecord.sources import load
from tests.made_transcripts import MADE, Made

PIECES = [
    '"', "“", "”", "„", "‟", "«", "»", "‹", "›", "「", "」", "『", "』", "``", "''", "'", "‘", "’", "＂",
    "—", "–", "-", "…", ".", ",", ":", ";", "?", "!", " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028",
    "\u0085", "\x00", "\u200f", "\u202e", "e\u0301", "😀", "👩\u200d👧", "\ud800", "\udfff", "İ", "ß", "ﬁ", "１",
    "He", "she", "they", "Holt", "Ana Ruiz", "Maria Holt", "the mayor", "Dr. Ek", "Ek", "Nobody", "the letter",
    "said", "told", "wrote", "asked", "testified", "according to", "read", "posted", "that", "who", "not", "if",
    "on Monday", "On the 31st", "May 4", "a week later", "the next day", "3/4/24", "2024-13-45", "Feb. 30",
    "at the time", "in a letter to", "an interview", "the committee", "It rained again", "it rained", "Why", '12"',
    "6", "in 0000", "@holt", "— Ana Ruiz", "(@holt)", "HOLT:", "Q:", "A:", "8:14 PM · Jun 11, 2025",
    "This interview was edited.", "Ana Ruiz, mayor of Skerra", "https://x.example", "t.co/a", "•", "1. ", "and",
    "but", "a, b and c",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), min_size=1, max_size=40).map("".join)
PLACES = st.tuples(st.integers(0, 400), st.integers(1, 60))


@st.composite
def read(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    """A text, and attributions of spans of it."""
    text = draw(TEXTS)

    def spans(most: int, least: int = 0) -> tuple[Span, ...]:
        places = draw(st.lists(PLACES, min_size=least, max_size=most)) if text else []
        found = [(start % len(text), length) for start, length in places]
        apart: list[Span] = []
        for start, length in sorted(found):
            if not apart or start >= apart[-1].end:
                apart.append(Span(start, min(len(text), start + length)))
        return tuple(apart)

    return text, [
        Attribution(
            spans(3, 1),
            spans(2),
            spans(2),
            draw(st.sampled_from(["said", "held"])),
            draw(st.sampled_from(["direct", "mixed", "indirect"])),
            draw(st.floats(0.3, 1)),
        )
        for _ in range(draw(st.integers(0, 5)) if text else 0)
    ]


def _version(text: str, kind: ArticleKind, published: str | None) -> Version:
    time = Time(published, "given") if published else None
    return Version(text, "0", "text/plain", published=time, language="en", kind=kind)


@settings(max_examples=150, deadline=None)
@given(
    found=read(),
    kind=st.sampled_from(["article", "transcript", "official", "interview"]),
    published=st.sampled_from([None, "2025-06-12", "0001-01-01", "9999-12-31"]),
)
@example(("a" * 60 + "Monday", []), "article", "2025-06-12")
def test_any_text_gives_statements_whose_spans_are_in_it(
    found: tuple[str, list[Attribution]], kind: ArticleKind, published: str | None
) -> None:
    text, attributions = found
    for statement in resolved(_version(text, kind, published), attributions):
        parts = (*statement.content, *statement.source, *statement.cue)
        assert statement.content and all(part.of(text) for part in parts)
        assert list(statement.content) == sorted(statement.content)
        _assert_evidence(statement, text)


@pytest.mark.parametrize("made", [pytest.param(made, id=made.name) for made in MADE])
def test_the_evidence_of_made_transcripts_and_interviews_is_in_them(made: Made) -> None:
    for kind in made.kinds:
        for statement in resolved(Version(made.text, "0", "text/plain", language="en", kind=kind), []):
            _assert_evidence(statement, made.text)


def test_the_evidence_of_articles_is_in_them_and_their_roles_have_a_place(shared: Path, reader: Reader) -> None:
    articles = [one.article for one in load(shared / "gold" / "articles.jsonl") if isinstance(one, Loaded)][:12]
    roles = []
    for reading in statements(articles, reader=reader):
        for one in reading.statements:
            _assert_evidence(one, reading.article.latest.text)
            roles += [who.role for who in (*one.speakers, *one.principals) if who.role]
    assert len(roles) > 50
    assert sum(role.span is not None for role in roles) >= 0.99 * len(roles)


def _assert_evidence(statement: Statement, text: str) -> None:
    """The words of everything that was read stand where it says. A role may be told in other words than the text's."""
    named = [*statement.speakers, *statement.principals]
    roles = [one.role for one in named if one.role and one.role.span]
    kept = [words for words in (statement.venue, statement.addressee, *(one.mention for one in named)) if words]
    assert all(words.span and words.span.of(text) == words.text for words in (*roles, *kept))
    when = statement.when
    assert when is None or (when.span and when.span.of(text) == when.text)
