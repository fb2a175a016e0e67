import pytest

from onrecord.model import Block, Span, Version
from onrecord.reading.interviews import interview_of

INTRO = "Rosa Kemp left the fire service in May. {}\n\n"
ASKED = (
    "Why did the pumps fail?\n\nThey were old.\n\nNobody came.\n\nWho refused?\n\nThe council did.\n\nThe end is near."
)


def answers(text: str, *, headline: int = 0) -> list[list[str]]:
    blocks = (Block("headline", Span(0, headline)),) if headline else ()
    return [
        [span.of(text) for span in turn.content]
        for turn in interview_of(Version(text, "0", "text/plain", blocks=blocks))
    ]


@pytest.mark.parametrize(
    "told",
    [
        "We spoke to her in her kitchen.",
        "This conversation has been shortened.",
        "The interview was edited for length.",
    ],
)
def test_answers_under_questions_are_an_interview_where_the_introduction_tells_of_one(told: str) -> None:
    assert answers(INTRO.format(told) + ASKED) == [["They were old.", "Nobody came."], ["The council did."]]


def test_you_answered_with_i_is_an_interview() -> None:
    text = INTRO.format("She never forgot it.") + "".join(
        f"What did you {verb}?\n\nI {verb} the pumps.\n\n" for verb in ("see", "hear", "mend")
    )
    assert len(answers(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        INTRO.format("Here is what it means.") + ASKED,  # the outlet answers itself
        INTRO.format("We spoke to her.") + "Why did the pumps fail?\n\n“They were old,” she says.\n\nWho knew?\n\nAll.",
        INTRO.format("We spoke to her.") + "Who refused?\n\nThe council did.",
        INTRO.format("We spoke to her.") + "Why?\n\n" * 3,
        INTRO.format("We spoke to her.") + "Who knew it?\n\n" + "It rained.\n\n" * 20 + "Who cared then?\n\nNobody.",
        ASKED,
        "",
    ],
)
def test_questions_alone_are_no_interview(text: str) -> None:
    assert answers(text) == []


def test_a_headline_that_asks_is_no_question() -> None:
    text = "Why did it fail?\n\n" + INTRO.format("We spoke to her.") + ASKED
    assert len(answers(text, headline=len("Why did it fail?"))) == 2
