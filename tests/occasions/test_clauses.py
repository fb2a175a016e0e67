import pytest

from onrecord.english.sentences import sentence_starts
from onrecord.occasions.clauses import BLANK, clauses, mask
from tests.occasions.test_marks import marked


def author_words(words: str) -> list[str | None]:
    text, attributions = marked(words)
    masked = mask(text, [span for one in attributions for span in one.content])
    found = clauses(text, attributions, masked=masked, starts=sentence_starts(text, masked))
    return [" ".join(clause.words.replace(BLANK, " ").split()) if clause else None for clause in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It rained. {1K“Yes,”} {1SVale} {1Csaid} Monday. It snowed.", ["Vale said Monday."]),
        ("{1SVale} {1Csaid} {1K“it ends here.”} Roe left on Tuesday.", ["Vale said"]),
        ("{1K“Is it?”} {1SVale} {1Casked} on Monday.", ["Vale asked on Monday."]),
        ("Dr. {1SVale} {1Csaid} in the U.S. on Monday {1Kyes}.", ["Dr. Vale said in the U.S. on Monday ."]),
        (
            "On Monday {1SVale} {1Csaid} {1Kyes}, and {2SRoe} {2Csaid} Tuesday {2Kno}.",
            ["On Monday Vale said", ", and Roe said Tuesday ."],
        ),
        ("{1Kno cue and no source}", [None]),
        (
            "{1SVale} {1Csaid} {1Kthat {2SRoe} {2Cdenied} on Monday {2Kit}}.",
            ["Vale said", "Roe denied on Monday ."],
        ),
    ],
)
def test_a_clause_is_the_authors_share_of_the_sentence(words: str, expected: list[str | None]) -> None:
    assert author_words(words) == expected


def test_masking_keeps_places_and_line_ends() -> None:
    text, attributions = marked("{1SVale} {1Csaid} {1K“one\n\ntwo”} twice")
    masked = mask(text, attributions[0].content)
    assert len(masked) == len(text)
    assert masked.count("\n") == 2
    assert "one" not in masked and masked.endswith("twice")


def test_abbreviations_end_no_sentence() -> None:
    text = "Gov. Vale met Lt. Roe at 5 p.m. on Monday. He left."
    assert [text[start : start + 4] for start in sentence_starts(text, text)] == ["Gov.", " He "]
