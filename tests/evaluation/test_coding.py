"""Agreement of coders, against values worked out by hand."""

from collections.abc import Mapping

import pytest

from onrecord.evaluation.coding import coding_agreement, units
from onrecord.positions.values import Label
from onrecord.record.positions.values import Coded, Coding


def coded(statement: str, **by: Mapping[str, Label]) -> Coded:
    codings = {who: Coding(who, labels, 1, "2024-05-01T10:00:00.000+00:00") for who, labels in by.items()}
    return Coded("q", statement, "article", "words", None, {}, codings, None, {})


def test_kappa_and_alpha_of_two_coders() -> None:
    found = coding_agreement(
        [
            coded("a", kim={"holt": "supports"}, lee={"holt": "supports"}),
            coded("b", kim={"holt": "supports"}, lee={"holt": "opposes"}),
            coded("c", kim={"berg": "opposes"}, lee={"berg": "opposes"}),
            coded("d", kim={"berg": "opposes"}, lee={"berg": "opposes"}),
            coded("e", kim={"berg": "opposes"}),  # by one coder alone
        ]
    )
    assert (found.coders, found.statements, found.disputed, found.agreed.statements) == (("kim", "lee"), 4, 1, 4)
    assert found.agreed.alike == 0.75
    (pair,) = found.pairs
    assert (pair.first, pair.second) == ("kim", "lee")
    # Chance: 2/4 · 1/4 + 2/4 · 3/4 = 1/2; kappa (3/4 - 1/2) / (1/2). Alpha: 1 - 7 · 2 / (8² - 3² - 5²).
    assert pair.agreed.kappa == pytest.approx(0.5)
    assert pair.agreed.alpha == pytest.approx(1 - 7 * 2 / 30)


def test_who_names_no_holder_or_rejects_says_unrelated() -> None:
    one = coded("a", kim={"norway": "opposes", "denmark": "open"}, lee={"norway": "unrelated"})
    assert units(one) == [{"kim": "opposes", "lee": "unrelated"}, {"kim": "open", "lee": "unrelated"}]
    assert units(coded("a", kim={}, lee={})) == [{"kim": "unrelated", "lee": "unrelated"}]


def test_nobody_agrees_with_nobody() -> None:
    found = coding_agreement([])
    assert (found.coders, found.statements, found.pairs, found.agreed.alpha) == ((), 0, (), None)
