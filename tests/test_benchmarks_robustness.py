"""Hard cases: what counts as right, and the floors of the shipped reader."""

import json

import pytest

from benchmarks import kinds, robustness
from onrecord.model import Reading, Span, Statement
from onrecord.reading.reader import weights_of

FLOORS = {
    "nested quotations": 90,
    "quotations over paragraphs": 90,
    "scare quotes": 80,
    "titles of works": 90,
    "single quotes as main marks": 90,
    "apostrophes": 90,
    "quotation without cue": 84,
    "cue before a list": 78,
    "signature style": 90,
    "name and colon": 82,
    "embedded posts": 90,
    "interrupted three times": 76,
    "he said, she said": 80,
    "negated reports": 80,
    "hypothetical reports": 80,
    "questions": 78,
    "sarcasm marks": 90,
    "block quotations": 85,
    "unbalanced marks": 75,
    "upper-case headlines": 90,
}
"""F1 in per cent. A group has ten cases: one statement is five to ten points, by which processors may differ."""
CASE = robustness.Case("made", "tuned", "Maria Holt said it is late.", False, ())
STATEMENT = Statement("s", (Span(16, 26),), (Span(0, 10),), (Span(11, 15),))
EXPECTED = robustness.Expected(("it is late",), "Holt", "indirect")


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    """The scores of the shipped reader."""
    return robustness.measure()


@pytest.mark.parametrize("group", FLOORS)
def test_no_group_is_below_its_floor(group: str, figures: dict[str, float]) -> None:
    assert figures[group] >= FLOORS[group]


def test_all_cases_and_each_half_are_above_their_floors(figures: dict[str, float]) -> None:
    assert figures["all"] >= 93.5
    assert figures["half kept"] >= 91


def test_the_fast_reader_is_above_its_floors() -> None:
    figures = robustness.measure(weights=weights_of("fast"))
    assert figures["all"] >= 93.5
    assert figures["half kept"] >= 91
    assert min(figures.values()) >= 75


def test_there_are_two_hundred_cases_and_every_group_has_a_floor() -> None:
    found = robustness.cases()
    assert len(found) == 200
    assert {case.group for case in found} == set(FLOORS)
    assert min(FLOORS.values()) >= 75


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


def test_kind_is_right_in_nine_of_ten(shared: object) -> None:
    found = kinds.measure()
    assert found["accuracy"] >= 92
    assert found["found by the reader"] >= 200
