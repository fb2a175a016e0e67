"""Dialogue with dashes. All people here are invented."""

from dataclasses import replace

import pytest

from onrecord.model import Attribution, Span
from onrecord.reading.introduced import IN_DIALOGUE as CONFIDENCE
from onrecord.reading.introduced import with_dialogue
from onrecord.reading.naming import Places


def _told(text: str, attributions: list[Attribution]) -> list[tuple[str, str, str, str]]:
    places = Places(attributions)
    with_dialogue(text, places)
    return [(a.source[0].of(text), a.cue[0].of(text), a.content[0].of(text), a.type) for a in places]


@pytest.mark.parametrize(
    "text",
    [
        "—It comes back —answered Ana Ruiz.",
        "― It comes back ―answered Ana Ruiz, the priest.",
        "– It comes back, answered Ana Ruiz.",
        "- It comes back - answered Ana Ruiz.",
        "— It comes back, — answered Ana Ruiz. — In May.",
    ],
)
def test_words_between_dashes_are_whose_the_verb_behind_them_says(text: str) -> None:
    assert _told(text, []) == [("Ana Ruiz", "answered", "It comes back", "direct")]


@pytest.mark.parametrize(
    "text",
    [
        "- Ana Ruiz, shepherd\n- Jo Lie, priest",
        "– The spring is dry",
        "The spring is dry — and it was in May — said Ana Ruiz.",
        "- Rain, said to be heavy",
        "—No —said Ana Ruiz.",
        "-",
    ],
)
def test_a_list_is_no_dialogue(text: str) -> None:
    assert _told(text, []) == []


def test_what_the_reader_found_there_is_as_sure_as_a_quotation() -> None:
    text = "—It comes back —answered Ana Ruiz."
    found = Attribution((Span(1, 14),), (Span(25, 33),), (Span(16, 24),), "said", "indirect", 0.3)
    places = Places([found])
    with_dialogue(text, places)
    assert list(places) == [replace(found, type="direct", confidence=CONFIDENCE)]
