"""The sentences that hold a statement."""

from dataclasses import replace

import pytest

from onrecord.exports.views.evidence import sentences
from onrecord.model import Block, Reading, Span, Statement
from tests.exports.test_marked import reading, statement


def told(text: str, *parts: str, source: str = "", blocks: tuple[Block, ...] = ()) -> tuple[Reading, Statement]:
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
    sources = (Span(text.index(source), text.index(source) + len(source)),) if source else ()
    one = replace(statement(1, *spans), source=sources)
    return reading(text, statements=(one,), blocks=blocks), one


@pytest.mark.parametrize(
    ("text", "parts", "source", "found"),
    [
        ("It rained. Ana said the ferry stays. It rained.", ["the ferry stays"], "Ana", ["Ana said the ferry stays."]),
        ("“It stays,” Ana said. “We fight.” Then she left.", ["“It stays,”", "“We fight.”"], "Ana",
         ["“It stays,” Ana said. “We fight.”"]),
        ("It rained. “It stays.” So Ana.", ["“It stays.”"], "", ["“It stays.”"]),
        ("Ana said the ferry stays", ["the ferry stays"], "Ana", ["Ana said the ferry stays"]),
        ("One. 🚢 e\u0301 stays, Ana said!\n\nTwo.", ["🚢 e\u0301 stays"], "Ana", ["🚢 e\u0301 stays, Ana said!"]),
        ("Ana said: “It stays.\n\n“It must.” She left.", ["“It stays.", "“It must.”"], "Ana",
         ["Ana said: “It stays.", "“It must.”"]),
    ],
)  # fmt: skip
def test_the_sentences_of_all_parts_in_each_block(text: str, parts: list[str], source: str, found: list[str]) -> None:
    value, one = told(text, *parts, source=source)
    assert [block.span.of(text) for block in sentences(value, one)] == found


def test_the_sentence_of_a_caption_ends_with_it() -> None:
    text = "The ferry stays, says Ana Photo by Bo. More text"
    value, one = told(text, "The ferry stays", source="Ana", blocks=(Block("caption", Span(0, 25)),))
    assert [(block.kind, block.span.of(text)) for block in sentences(value, one)] == [
        ("caption", "The ferry stays, says Ana")
    ]
