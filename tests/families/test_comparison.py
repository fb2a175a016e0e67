"""Which statements report one utterance. Everyone and everything said here is invented."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.families.comparison import Card, compare, explained, is_possible, shipped
from onrecord.families.features import pair_features, texts, word_features
from onrecord.families.grouping import JOINED
from onrecord.families.reports import Report
from tests.one_report import report

SENTENCE = "“The steel of this bridge is tired and we cannot wait any longer.”"
FULL = "“I have seen it myself. The steel of this bridge is tired and we cannot wait any longer.”"
CHANGED = "“The steel of this bridge is rotten and we cannot wait any longer.”"
OTHER = "“Taxes will fall next year because we saved so much.”"
LATER = date(2024, 5, 1)


def alike(first: Report, second: Report, likeness: float) -> Mapping[str, NDArray[np.float32]]:
    """Meanings by which all texts of the one are so near to those of the other, where they are not the same."""
    one, other = np.zeros((2, 384), np.float32)
    one[0] = 1
    other[:2] = likeness, (1 - likeness**2) ** 0.5
    found: defaultdict[str, NDArray[np.float32]] = defaultdict(lambda: one)
    return (
        found | {text: other for text in texts(second) if text not in texts(first)} | dict.fromkeys(texts(first), one)
    )


def relation(first: Report, second: Report, likeness: float = 0.9) -> str | None:
    edge = compare(first, second, meanings=alike(first, second, likeness))
    return edge.relation if edge and edge.score >= JOINED else None


@pytest.mark.parametrize(
    ("first", "second", "likeness", "wanted"),
    [
        (SENTENCE, SENTENCE, 1.0, "verbatim"),
        (FULL, SENTENCE, 0.9, "shortened"),
        (SENTENCE, FULL, 0.9, "shortened"),
        (SENTENCE, CHANGED, 0.9, "altered"),
        (SENTENCE, OTHER, 0.1, None),
    ],
)
def test_quotations_of_one_speaker_relate_by_their_words(
    first: str, second: str, likeness: float, wanted: str | None
) -> None:
    assert relation(report(first), report(second, "second"), likeness) == wanted


def test_only_quoted_words_of_mixed_statements_count() -> None:
    mixed = report("the bridge “cannot wait any longer”, whatever the price", "second", type="mixed")
    assert relation(report(SENTENCE), mixed) == "shortened"


@pytest.mark.parametrize(
    ("words", "change", "wanted"),
    [
        (SENTENCE, {"published": LATER}, "verbatim"),
        ("“The steel of this bridge is rotten and tired.”", {"published": LATER}, "repeat"),
        (
            "“the steel of this bridge is tired”",
            {"paragraph": "Holt has repeatedly said it of the bridge.", "published": date(2024, 3, 3)},
            "repeat",
        ),
        ("“the steel of this bridge is tired”", {"when": LATER, "published": LATER}, "repeat"),
        (SENTENCE, {"when": LATER, "published": LATER}, "verbatim"),
    ],
)
def test_the_same_point_on_another_occasion_is_a_repeat(words: str, change: dict[str, Any], wanted: str) -> None:
    assert relation(report(SENTENCE), report(words, "second", **change)) == wanted


def told(quote: str, name: str = "second", **given: Any) -> Report:
    return report(quote, name, type="indirect", **given)


TOLD = "the bridge had to be closed before the winter"
QUOTED = "“The bridge must close before the first snow falls.”"


@pytest.mark.parametrize(
    ("second", "likeness", "wanted"),
    [
        (report(QUOTED, "second"), 0.9, "paraphrase"),
        (report(QUOTED, "second"), 0.0, None),
        (report(QUOTED, "second", published=LATER), 0.9, "repeat"),
        (report(QUOTED, "second", when=date(2024, 2, 1)), 0.9, "repeat"),
        (told(TOLD + " comes", "second", speaker="the mayor"), 0.95, "paraphrase"),
    ],
)
def test_other_words_relate_by_meaning(second: Report, likeness: float, wanted: str | None) -> None:
    first = told(TOLD, "first", when=date(2024, 2, 20), published=date(2024, 3, 1))
    assert relation(first, second, likeness) == wanted


def test_the_same_indirect_words_are_a_copy() -> None:
    words = "the council would close the old bridge before the winter comes"
    assert relation(told(words, "first"), told(words), 1.0) == "verbatim"


def test_an_edge_begins_at_the_fuller_statement_and_shows_what_is_left_out() -> None:
    first, second = report(SENTENCE), report(FULL, "second")
    edge = compare(first, second, meanings=alike(first, second, 0.9))
    assert edge and (edge.first, edge.second) == ("second", "first")
    assert edge.wording and [span.of(FULL) for span in edge.wording.left_out] == ["I have seen it myself"]


def test_an_edge_shows_the_changed_words_at_their_place_in_the_quotes() -> None:
    words = "she warned that “the steel of this bridge is rotten and we cannot wait any longer”"
    first, mixed = report(SENTENCE), report(words, "second", type="mixed")
    edge = compare(first, mixed, meanings=alike(first, mixed, 0.9))
    assert edge and edge.wording
    (change,) = edge.wording.changes
    assert change.before_span and change.before_span.of(SENTENCE) == "tired"
    assert change.after_span and change.after_span.of(words) == "rotten"


def test_a_pair_is_explained_by_what_its_numbers_add() -> None:
    first, second = report(SENTENCE), report(CHANGED, "second")
    meanings = alike(first, second, 0.9)
    found = explained(first, second, meanings=meanings)
    numbers = pair_features(first, second, meanings)
    assert [(value, added) for name, value, added in found if name == "stems"] == [
        (numbers["stems"], numbers["stems"] * shipped().weights["stems"])
    ]
    total = shipped().start + sum(added for _, _, added in found)
    assert (total > 0) == (shipped().probability(numbers) > 0.5)
    assert [abs(added) for *_, added in found] == sorted((abs(added) for *_, added in found), reverse=True)


def test_the_weights_are_for_the_numbers_of_the_code() -> None:
    first, second = report(SENTENCE), report(CHANGED, "second")
    assert shipped().weights.keys() <= pair_features(first, second, alike(first, second, 0.5)).keys()
    gate = shipped().gate
    assert gate and gate.weights.keys() <= word_features(first, second).keys()
    assert all(isinstance(weight, int) for weight in (*shipped().weights.values(), *gate.weights.values()))


def test_what_the_words_rule_out_is_not_compared_by_meaning() -> None:
    first, second = report(SENTENCE), report("Taxes will rise.", "second", speaker="Tom Reed", article="other")
    assert not is_possible(first, second) and not is_possible(second, first)
    assert compare(first, second, meanings={}) is None
    assert is_possible(first, report(CHANGED, "second"))


def test_a_probability_is_what_the_weights_add_up_to() -> None:
    card = Card(-100_000, {"a": 50_000, "b": -1})
    assert card.probability({"a": 2, "b": 0}) == 0.5
    assert card.probability({"a": 1000, "b": 0}) == 1
    assert card.probability({"a": 0, "b": 0}) == 0.2689


quotes = st.lists(
    st.sampled_from("the old bridge will not close “ ” steel 3 tired, winter".split()), min_size=1, max_size=20
)
types = st.sampled_from(["direct", "mixed", "indirect"])


@given(quotes, quotes, types, types, st.floats(0, 1))
def test_the_order_of_two_statements_does_not_matter(
    one: list[str], other: list[str], one_type: Any, other_type: Any, likeness: float
) -> None:
    first, second = report(" ".join(one), type=one_type), report(" ".join(other), "second", type=other_type, start=90)
    meanings = alike(first, second, likeness)
    assert pair_features(first, second, meanings) == pair_features(second, first, meanings)
    forth, back = compare(first, second, meanings=meanings), compare(second, first, meanings=meanings)
    assert (forth and (forth.relation, forth.score)) == (back and (back.relation, back.score))
    assert forth is None or 0 <= forth.score <= 1
