"""Plain reports that the reader left out."""

import pytest

from onrecord.model import Attribution, Span
from onrecord.reading.conventions import plain_reports


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Parents say the letter came too late.", "Parents", "the letter came too late"),
        ("It rained.\n\nAna Ruiz, who ran it, said she would appeal.", "Ana Ruiz, who ran it,", "she would appeal"),
        ("It rained. The union said that it would march.", "The union", "it would march"),
    ],
)
def test_who_said_what_in_one_sentence_is_read(text: str, source: str, content: str) -> None:
    (found,) = plain_reports(text, [])
    assert (found.source[0].of(text), found.content[0].of(text)) == (source, content)
    assert found.cue[0].of(text) in {"say", "said"}


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said the letter came.",
        "No one says it rained.",
        "It said so.",
        "Ana said yes.",
        "Said to be old, it is.",
    ],
)
def test_other_sentences_are_left(text: str) -> None:
    assert list(plain_reports(text, [])) == []


def test_a_sentence_that_the_reader_touched_is_its_own() -> None:
    text = "Parents say the letter came too late."
    assert list(plain_reports(text, [Attribution((Span(12, 22),))])) == []
