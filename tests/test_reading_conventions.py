"""What statements leave out of attributions and take into them."""

import pytest

from onrecord.model import Attribution, Span
from onrecord.reading import conventional
from onrecord.reading.quotation import quotations, type_of


def _of(text: str, content: str, *, cue: str = "said", source: str | None = None) -> Attribution:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    part = span(content)
    kind = type_of(text, (part,), quotations(text))
    return Attribution((part,), (span(source),) if source else (), (span(cue),), type=kind)


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("Holt said that it rains.", "that it rains", "it rains"),
        ("Holt said that “it rains”.", "that “it rains”", "“it rains”"),
        ("Holt said that is wrong.", "that is wrong", "that is wrong"),
        ("Holt said that kind of talk hurts.", "that kind of talk hurts", "that kind of talk hurts"),
        ("Holt said thatched roofs burn.", "thatched roofs burn", "thatched roofs burn"),
    ],
)
def test_the_complementiser_stays_out(text: str, content: str, kept: str) -> None:
    assert [one.content[0].of(text) for one in conventional(text, [_of(text, content)])] == [kept]


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("“It rains,” Holt said.", "It rains", "“It rains,”"),
        ("Holt said it was “a mess.”", "it was “a mess", "it was “a mess.”"),
        ("“It rains. It pours,” Holt said.", "It pours", "It pours,”"),
        ("Holt said it rains.", "it rains", "it rains"),
    ],
)
def test_marks_that_the_content_fills_stay_inside(text: str, content: str, kept: str) -> None:
    assert [one.content[0].of(text) for one in conventional(text, [_of(text, content)])] == [kept]


def test_a_claim_that_somebody_is_asked_about_is_its_owners() -> None:
    text = "Holt was asked about Mayor Ana Ruiz’s recent suggestion that the bridge could close."
    asked = _of(text, "Mayor Ana Ruiz’s recent suggestion that the bridge could close", cue="asked about")
    (found,) = conventional(text, [asked])
    words = [span.of(text) for span in (*found.source, *found.cue, *found.content)]
    assert words == ["Mayor Ana Ruiz", "suggestion", "the bridge could close"]


def test_a_claim_that_somebody_makes_stays_whole() -> None:
    text = "Holt rejected Ana Ruiz’s suggestion that the bridge could close."
    made = _of(text, "Ana Ruiz’s suggestion that the bridge could close", cue="rejected")
    assert conventional(text, [made]) == [made]


@pytest.mark.parametrize(("content", "kept"), [("them", False), ("“liars”", True), ("the council", True)])
def test_one_word_makes_a_statement_only_where_it_is_quoted(content: str, kept: bool) -> None:
    text = f"Holt called {content} before noon."
    assert bool(conventional(text, [_of(text, content, cue="called")])) is kept
