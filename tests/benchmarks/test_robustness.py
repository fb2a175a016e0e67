"""Hard cases: what counts as right."""

import json

import pytest

from benchmarks import kinds, robustness
from onrecord.model import Reading, Span, Statement

CASE = robustness.Case("made", "tuned", "Maria Holt said it is late.", False, ())
STATEMENT = Statement("s", (Span(16, 26),), (Span(0, 10),), (Span(11, 15),))
EXPECTED = robustness.Expected(("it is late",), "Holt", "indirect")


def test_there_are_two_hundred_cases_in_twenty_groups() -> None:
    found = robustness.cases()
    assert len(found) == 200
    assert len({case.group for case in found}) == 20


@pytest.mark.parametrize("case", robustness.cases(), ids=lambda case: case.text[:30])
def test_what_is_expected_stands_in_the_text(case: robustness.Case) -> None:
    assert case.article.latest.text == case.text
    for one in case.statements:
        assert one.type in {"direct", "mixed", "indirect"}
        assert one.speaker in case.text
        assert all(part in case.text for part in one.content)


@pytest.mark.parametrize(
    ("expected", "found", "hits", "missed", "extra"),
    [
        ((), (), 1, 0, 0),
        ((EXPECTED,), (STATEMENT,), 1, 0, 0),
        ((), (STATEMENT,), 0, 0, 1),
        ((EXPECTED,), (), 0, 1, 0),
        ((robustness.Expected(("it is late",), "Berg", "indirect"),), (STATEMENT,), 0, 1, 1),
        ((robustness.Expected(("Maria Holt said it is late",), "Holt", "indirect"),), (STATEMENT,), 0, 1, 1),
    ],
)
def test_content_and_speaker_decide(
    expected: tuple[robustness.Expected, ...], found: tuple[Statement, ...], hits: int, missed: int, extra: int
) -> None:
    case = robustness.Case("made", "tuned", CASE.text, False, expected)
    result = robustness.judged(case, Reading(case.article, found))
    assert (result.hits, len(result.missed), len(result.extra)) == (hits, missed, extra)
    assert (robustness.score([result]) == 100.0) is (not missed and not extra)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("The pilot, Sven Aker,", "Sven Aker", True),
        ("Ruiz’s", "Ruiz", True),
        ("A spokesman for the Harbour Council", "the Harbour Council", True),
        ("the captain", "the coach", False),
        ("Maria Holt", "", False),
    ],
)
def test_speakers_agree_in_their_heads(first: str, second: str, same: bool) -> None:
    assert robustness.same_head(first, second) is same


def test_kinds_have_three_hundred_labels_without_words() -> None:
    labels = [json.loads(line) for line in kinds.LABELS.read_text(encoding="utf8").splitlines()]
    assert len(labels) == 300
    assert {key for label in labels for key in label} == {"doc", "cue", "content", "kind"}
    assert {label["kind"] for label in labels} == {"said", "held"}
