"""The numbers of a pair. Everyone and everything said here is invented."""

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.families.features import clauses, in_rows, pair_features, texts
from onrecord.families.reports import Report
from tests.counted_calls import MOST_GROWTH, growth
from tests.one_report import report

BRIDGE = "“The steel of this bridge is tired, and we cannot wait any longer than June.”"


def numbers(first: Report, second: Report) -> dict[str, int]:
    near: dict[str, NDArray[np.float32]] = {}
    for text in (*texts(first), *texts(second)):
        near[text] = np.full(4, 0.5, np.float32)
    return pair_features(first, second, near)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the bridge is tired", ["the bridge is tired"]),
        ("the bridge is so tired, and nobody wants it back", ["the bridge is so tired", "and nobody wants it back"]),
        ("the bridge is tired, and old", ["the bridge is tired and old"]),
        ("The bridge is very tired. Nobody wants it back.", ["The bridge is very tired.", "Nobody wants it back."]),
        ("", []),
    ],
)
def test_a_statement_is_cut_into_clauses_of_some_words(text: str, parts: list[str]) -> None:
    assert list(clauses(text)) == parts


def test_clauses_take_time_by_the_length_alone() -> None:
    assert growth(lambda times: lambda: clauses("a; b and c — " * times), times=400) < MOST_GROWTH
    assert growth(lambda times: lambda: clauses(" " * times), times=4000) < MOST_GROWTH


@pytest.mark.parametrize(
    ("one", "other", "covered", "longest"),
    [
        ("a b c d", "a b c d", 4, 4),
        ("a b c d x e f g", "a b c d y e f g", 7, 4),
        ("a b", "x a b y", 2, 2),
        ("a c", "x a b c", 0, 0),
        ("a b c", "d e f", 0, 0),
        ("", "a", 0, 0),
    ],
)
def test_words_in_rows(one: str, other: str, covered: int, longest: int) -> None:
    assert in_rows(tuple(one.split()), tuple(other.split())) == (covered, longest)
    assert in_rows(tuple(other.split()), tuple(one.split())) == (covered, longest)


def test_numbers_tell_of_words_speakers_and_places() -> None:
    first = report(BRIDGE, article="one", paragraph=f"{BRIDGE} Holt said.")
    second = report("21 people want no bridge", "second", type="indirect", speaker="the mayor", article="one", start=90)
    found = numbers(first, second)
    assert (found["one article"], found["speakers"], found["described"]) == (1, 1, 1)
    assert (found["words of the shorter"], found["quoted words of one"], found["one denies"]) == (5, 0, 0)
    assert found["stems"] == 1
    assert found["meaning"] == 50
    across = numbers(first, report(BRIDGE, "second", published=date(2024, 3, 2)))
    assert (across["one article"], across["distance"], across["one is the other"]) == (0, -1, 1)
    assert across["share in rows of the shorter"] == 100
