from pathlib import Path

import pytest

from onrecord.model import ArticleKind, Block, Loaded, Span
from onrecord.sources import load
from onrecord.sources.turns.interviews import answers, is_interview
from tests.made_transcripts import MADE

INTRO = "Rosa Kemp left the fire service in May. {}\n\n"
ASKED = (
    "Why did the pumps fail?\n\nThey were old.\n\nNobody came.\n\nWho refused?\n\nThe council did.\n\nThe end is near."
)


def answered(text: str, *, headline: int = 0) -> list[list[str]]:
    blocks = (Block("headline", Span(0, headline)),) if headline else ()
    return [[span.of(text) for span in spans] for spans in answers(text, blocks)]


@pytest.mark.parametrize(
    "told",
    [
        "We spoke to her in her kitchen.",
        "This conversation has been shortened.",
        "The interview was edited for length.",
    ],
)
def test_answers_under_questions_are_an_interview_where_the_introduction_tells_of_one(told: str) -> None:
    assert answered(INTRO.format(told) + ASKED) == [["They were old.", "Nobody came."], ["The council did."]]


def test_you_answered_with_i_is_an_interview() -> None:
    text = INTRO.format("She never forgot it.") + "".join(
        f"What did you {verb}?\n\nI {verb} the pumps.\n\n" for verb in ("see", "hear", "mend")
    )
    assert len(answered(text)) == 3


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
    assert answered(text) == []


def test_a_headline_that_asks_is_no_question() -> None:
    text = "Why did it fail?\n\n" + INTRO.format("We spoke to her.") + ASKED
    assert len(answered(text, headline=len("Why did it fail?"))) == 2


PRINTED = {"int0", "int3", "int5", "intbold", "intro-roles", "interview-a", "interview-c"}


@pytest.mark.parametrize(
    ("text", "printed"), [pytest.param(made.text, made.name in PRINTED, id=made.name) for made in MADE]
)
def test_printed_interviews_are_told_from_courts_hearings_and_broadcasts(text: str, printed: bool) -> None:
    assert is_interview(text) is printed


@pytest.mark.parametrize(
    ("questions", "kind"),
    [
        ("Q: Why did the pumps fail?\n\nA: They were old.\n\nQ: Who knew?\n\nA: All of us.", "interview"),
        ("Q: Why did the pumps fail?\n\nA: They were old.\n\nThe inquiry goes on.", "article"),
        ("THE COURT: Go on.\n\nQ: Why did they fail?\n\nA: They were old.\n\nQ: Who knew?\n\nA: All.", "article"),
        ("Post: Why did they fail?\n\nKemp: They were old.\n\nPost: Who knew?\n\nKemp: All of us.", "interview"),
        ("Why did the pumps fail? They were old. Who knew? All of us.", "article"),
    ],
)
def test_a_text_that_is_printed_as_an_interview_is_of_that_kind(
    questions: str, kind: ArticleKind, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(INTRO.format("It rained.") + questions)
    (told,), (given,) = load([tmp_path / "a.txt"]), load([tmp_path / "a.txt"], kind="article")
    assert isinstance(told, Loaded) and isinstance(given, Loaded)
    assert (told.article.latest.kind, given.article.latest.kind) == (kind, "article")
