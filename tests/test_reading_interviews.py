"""Interviews without labels."""

import pytest

from onrecord.reading.interviews import answers

NOTICE = "Ana Ruiz runs the harbour. This interview has been edited for length.\n\n"
TURNS = "Why did it fail?\n\nIt was old.\n\nWe patched it.\n\nWho knew?\n\nEverybody.\n\nThe harbour opens in May."


def test_answers_are_statements_and_questions_are_not() -> None:
    text = NOTICE + TURNS
    found = [[part.of(text) for part in one.content] for one in answers(text)]
    assert found == [["It was old.", "We patched it."], ["Everybody."]]
    assert all(not one.source and one.type == "direct" for one in answers(text))


@pytest.mark.parametrize(
    "text", [TURNS, NOTICE, NOTICE + "Why did it fail?\n\nIt was old.", "This interview was edited.", ""]
)
def test_without_the_notice_or_with_one_question_there_is_no_interview(text: str) -> None:
    assert list(answers(text)) == []
