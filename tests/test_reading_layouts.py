"""Transcripts, and what the layout replaces. All people here are invented."""

import pytest

from onrecord.model import Attribution, Span
from onrecord.reading.layouts import turns, with_layout


def _words(text: str, found: list[Attribution]) -> list[tuple[list[str], list[str]]]:
    return [([s.of(text) for s in a.source], [s.of(text) for s in a.content]) for a in found]


def test_the_turns_of_a_transcript_are_statements() -> None:
    text = "HOST: Is it safe?\nRUIZ: It is.\nAnd it stays open.\nHOST: Until when?\nRUIZ: Until May."
    assert _words(text, list(turns(text))) == [
        (["HOST"], ["Is it safe?"]),
        (["RUIZ"], ["It is.", "And it stays open."]),
        (["HOST"], ["Until when?"]),
        (["RUIZ"], ["Until May."]),
    ]


@pytest.mark.parametrize("mark", [":", "."])
@pytest.mark.parametrize(("question", "answer"), [("Q", "A"), ("Question", "Answer")])
def test_answers_of_an_interview_name_nobody_and_questions_are_the_outlets(
    mark: str, question: str, answer: str
) -> None:
    turn = f"{question}{mark} Is it safe?\n{answer}{mark} It is.\n"
    assert _words(turn * 2, list(turns(turn * 2))) == [([], ["It is."]), ([], ["It is."])]


def test_a_few_capitals_and_colons_are_no_transcript() -> None:
    assert list(turns("PORT ALDER: The ferry is late.\n\nNOTE: More follows.\n\nThe end.")) == []


def test_the_layout_replaces_what_the_reader_found_there() -> None:
    text = "Ruiz wrote it.\n\nThe bridge stays open.\n\n— Ana Ruiz (@anaruiz) May 6, 2023"
    start = text.index("bridge")
    overlapping = Attribution((Span(start, start + 6),), type="indirect")
    elsewhere = Attribution((Span(0, 4),), type="indirect")
    found = with_layout(text, [elsewhere, overlapping])
    assert found[0] == elsewhere and len(found) == 2 and found[1].type == "direct"


def test_a_post_takes_its_own_words_from_an_attribution_and_no_others() -> None:
    text = "The mayor wrote: “The bridge stays open.”\n\n@anaruiz: “It does not.”"
    both = [
        Span(text.index(words), text.index(words) + len(words))
        for words in ("“The bridge stays open.”", "“It does not.”")
    ]
    joined = Attribution(tuple(both), (Span(0, 9),), (Span(10, 15),), "said", "direct", 0.9)
    assert _words(text, with_layout(text, [joined])) == [
        (["The mayor"], ["“The bridge stays open.”"]),
        (["@anaruiz"], ["“It does not.”"]),
    ]


def test_the_words_of_a_turn_before_a_quotation_stay_its_own() -> None:
    text = "HOST: Is it safe?\nRUIZ: Holt was clear. “It stays open for us.”\nHOST: Until when?\nRUIZ: Until May."
    assert (["RUIZ"], ["Holt was clear. “It stays open for us.”"]) in _words(text, with_layout(text, []))
