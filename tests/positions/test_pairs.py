"""What the stance network reads of a question and an utterance. Everyone and everything said here is invented."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.families.similarity import WEIGHTS
from onrecord.positions.pairs import LONGEST, hidden, pieces_of
from onrecord.positions.values import Utterance

QUESTION = "Should the bridge over the Orla be closed?"
UTTERANCE = Utterance(
    content="“The bridge must not be closed,”",
    cue="said",
    source="Mayor Maria Holt of Orla",
    paragraph="“The bridge must not be closed,” Mayor Maria Holt of Orla said. Holt spoke in the town hall.",
)


@pytest.fixture(scope="module")
def cutter() -> Tokenizer:
    found = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    found.no_truncation()
    return found


def words(utterance: Utterance, cutter: Tokenizer, question: str = QUESTION) -> str:
    text: str = cutter.decode(pieces_of(question, utterance, cutter), skip_special_tokens=False)
    return text


def test_question_cue_content_and_context_are_read_in_turn(cutter: Tokenizer) -> None:
    asked, told, around, rest = words(UTTERANCE, cutter).split("[SEP]")
    assert asked.split() == "[CLS] should the bridge over the orla be closed?".split()
    assert told.split()[:2] == ["they", "said"]
    assert "must not be closed" in told
    assert "town hall" in around
    assert not rest


def test_the_name_of_the_holder_is_hidden(cutter: Tokenizer) -> None:
    assert "holt" not in words(UTTERANCE, cutter)
    assert "maria" not in words(UTTERANCE, cutter)


def test_a_holder_who_is_he_or_whom_somebody_else_tells_of_is_hidden_too(cutter: Tokenizer) -> None:
    told = replace(
        UTTERANCE,
        content="Maria Holt will never close it",
        source="he",
        paragraph="Holt wavered for long. Maria Holt will never close it, he said.",
        names=("Maria Holt",),
    )
    assert "holt" not in words(told, cutter)
    assert "they will never close it" in words(told, cutter)


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Holt, who leads the town, said so.", "Maria Holt", "they, who leads the town, said so."),
        ("Holt’s plan", "Mayor Holt", "they’s plan"),
        ("The holt is a wood; Holtby is a town.", "Maria Holt", "The holt is a wood; Holtby is a town."),
        ("he said so", "he", "he said so"),
        ("the critics of the plan said so", "the critics of the plan", "they said so"),
        ("anything", "", "anything"),
    ],
)
def test_hiding(text: str, source: str, expected: str) -> None:
    assert hidden(text, source) == expected


def test_whoever_holds_it_is_read_alike(cutter: Tokenizer) -> None:
    other = replace(
        UTTERANCE,
        source="Mayor Jonas Berg of Orla",
        paragraph=UTTERANCE.paragraph.replace("Maria Holt", "Jonas Berg").replace("Holt", "Berg"),
    )
    assert pieces_of(QUESTION, other, cutter) == pieces_of(QUESTION, UTTERANCE, cutter)


def test_of_a_long_paragraph_what_stands_about_the_content_is_read(cutter: Tokenizer) -> None:
    before, after = "It rained in April. " * 60, " It snowed in May." * 60
    found = words(replace(UTTERANCE, paragraph=before + UTTERANCE.paragraph + after), cutter)
    assert "town hall" in found
    assert "april" in found


@given(content=st.text(max_size=900), cue=st.text(max_size=90), source=st.text(max_size=60), paragraph=st.text())
def test_any_text_is_read_in_the_room_there_is(
    content: str, cue: str, source: str, paragraph: str, cutter: Tokenizer
) -> None:
    utterance = Utterance(content=content, cue=cue, source=source, paragraph=paragraph)
    found = pieces_of(content or "Why?", utterance, cutter)
    assert len(found) <= LONGEST
    assert found[0] == 101
    assert found[-1] == 102
