"""What a language model is shown, and where the words that it quotes stand."""

import pytest

from onrecord.model import Span
from onrecord.second.passages import LONGEST, around, fenced, passage

TEXT = "Before. “I can’t back\n a   bridge,” Maria Holt said. Holt added: ‘Not «now», not ever.’ After."
WHOLE = Span(0, len(TEXT))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I can't back a bridge", "I can’t back\n a   bridge"),
        ("“I can’t  back a bridge,”", "I can’t back\n a   bridge,"),
        ('[HOLDER] added: \'Not "now"', "Holt added: ‘Not «now"),
        ("[HOLDER] said", "Maria Holt said"),
    ],
)
def test_words_are_found_after_blanks_and_quotation_marks_are_made_alike(words: str, expected: str) -> None:
    found = passage(TEXT, WHOLE, names=["Maria Holt", "Holt"]).find(words)
    assert found is not None
    assert found.of(TEXT).strip("‘’“”") == expected.strip("‘’“”")


@pytest.mark.parametrize(
    "words",
    ["", "“”", "[HOLDER]", "I", "i can't back a bridge", "I can't back the bridge", "an't back", "brid",
     "Maria Holt said", "a bridge, [HOLDER] says", "ever. Before"],
)  # fmt: skip
def test_other_words_are_not(words: str) -> None:
    assert passage(TEXT, WHOLE, names=["Maria Holt", "Holt"]).find(words) is None


def test_only_the_stretch_is_shown() -> None:
    part = passage(TEXT, Span(8, 40))
    assert part.shown.startswith("\"I can't back a bridge")
    assert part.find("After") is None


def test_of_a_long_paragraph_the_part_about_the_words_is_shown() -> None:
    text = "word " * 5000
    cut = around(text, Span(0, len(text)), Span(10_000, 10_010))
    assert cut.start < 10_000 < 10_010 < cut.end <= cut.start + LONGEST
    assert cut.of(text).split(" ")[0] == cut.of(text).split(" ")[-1] == "word"


def test_no_text_can_end_its_fence() -> None:
    inside = fenced("a")
    around_it = fenced(inside).splitlines()
    assert around_it[0].startswith("<text ")
    assert around_it[0] not in inside
    assert around_it[-1] not in inside
