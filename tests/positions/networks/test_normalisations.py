"""Every kind of network and every normalisation, against numbers worked out by hand.

The case: three actors and three questions.

          q1                q2              q3
    Ann   supports twice    supports        opposes
    Bo    supports          opposes
    Cy    opposes           opposes         opposes

Of any stance, Ann took 4, Bo 2 and Cy 3.

    congruence   Ann-Bo  q1: 2·1                              = 2
                 Ann-Cy  q3: 1·1                              = 1
                 Bo-Cy   q2: 1·1                              = 1
    conflict     Ann-Bo  q2: 1·1                              = 1
                 Ann-Cy  q1: 2·1, q2: 1·1                     = 3
                 Bo-Cy   q1: 1·1                              = 1
    subtract     2 - 1 = 1,  1 - 3 = -2,  1 - 1 = 0 (no tie)
"""

from collections import Counter
from itertools import combinations
from math import sqrt
from operator import mul
from random import Random

import pytest

from onrecord.positions.networks.building import network
from onrecord.positions.networks.counting import Selection
from onrecord.positions.networks.values import Kind, Network, Normalisation, Qualifier
from onrecord.problems.networks import NoSuchNormalisation
from tests.positions.made_positions import positions

CASE = positions(
    "Ann q1 +", "Ann q1 +", "Ann q2 +", "Ann q3 -", "Bo q1 +", "Bo q2 -", "Cy q1 -", "Cy q2 -", "Cy q3 -"
)  # fmt: skip


def weights(found: Network) -> dict[str, float]:
    return {f"{one.source}-{one.target}": one.weight for one in found.edges}


@pytest.mark.parametrize(
    ("kind", "normalisation", "expected"),
    [
        ("congruence", "no", {"ann-bo": 2, "ann-cy": 1, "bo-cy": 1}),
        ("conflict", "no", {"ann-bo": 1, "ann-cy": 3, "bo-cy": 1}),
        ("subtract", "no", {"ann-bo": 1, "ann-cy": -2}),
        # Means of how often the two took any stance: (4+2)/2 = 3, (4+3)/2 = 3.5, (2+3)/2 = 2.5.
        ("congruence", "average activity", {"ann-bo": 2 / 3, "ann-cy": 1 / 3.5, "bo-cy": 1 / 2.5}),
        ("conflict", "average activity", {"ann-bo": 1 / 3, "ann-cy": 3 / 3.5, "bo-cy": 1 / 2.5}),
        ("subtract", "average activity", {"ann-bo": 1 / 3, "ann-cy": -2 / 3.5}),
        # Jaccard divides by m11 + m10 + m01.
        #   Ann-Bo: m11 = q1+ 2·1 = 2;  m10 (Ann alone) = q2+ 1, q3- 1 = 2;  m01 (Bo alone) = q2- 1 = 1;  together 5
        #   Ann-Cy: m11 = q3- 1;  m10 = q1+ 2, q2+ 1 = 3;  m01 = q1- 1, q2- 1 = 2;  together 6
        #   Bo-Cy:  m11 = q2- 1;  m10 = q1+ 1;  m01 = q1- 1, q3- 1 = 2;  together 4
        ("congruence", "jaccard", {"ann-bo": 2 / 5, "ann-cy": 1 / 6, "bo-cy": 1 / 4}),
        ("conflict", "jaccard", {"ann-bo": 1 / 5, "ann-cy": 3 / 6, "bo-cy": 1 / 4}),
        ("subtract", "jaccard", {"ann-bo": 1 / 5, "ann-cy": -2 / 6}),
        # Lengths: Ann √(2² + 1² + 1²) = √6, Bo √2, Cy √3.
        ("congruence", "cosine", {"ann-bo": 2 / sqrt(12), "ann-cy": 1 / sqrt(18), "bo-cy": 1 / sqrt(6)}),
        ("conflict", "cosine", {"ann-bo": 1 / sqrt(12), "ann-cy": 3 / sqrt(18), "bo-cy": 1 / sqrt(6)}),
        ("subtract", "cosine", {"ann-bo": 1 / sqrt(12), "ann-cy": -2 / sqrt(18)}),
        # What DNA calls cosine divides by the products 4·2, 4·3 and 2·3.
        ("congruence", "dna cosine", {"ann-bo": 2 / 8, "ann-cy": 1 / 12, "bo-cy": 1 / 6}),
        ("conflict", "dna cosine", {"ann-bo": 1 / 8, "ann-cy": 3 / 12, "bo-cy": 1 / 6}),
        ("subtract", "dna cosine", {"ann-bo": 1 / 8, "ann-cy": -2 / 12}),
    ],
)
def test_networks_of_actors(kind: Kind, normalisation: Normalisation, expected: dict[str, float]) -> None:
    assert weights(network(CASE, kind, normalisation=normalisation)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("qualifier", "normalisation", "expected"),
    [
        (
            "ignore",
            "no",
            {"ann-q1": 2, "ann-q2": 1, "ann-q3": 1, "bo-q1": 1, "bo-q2": 1, "cy-q1": 1, "cy-q2": 1, "cy-q3": 1},
        ),
        (
            "subtract",
            "no",
            {"ann-q1": 2, "ann-q2": 1, "ann-q3": -1, "bo-q1": 1, "bo-q2": -1, "cy-q1": -1, "cy-q2": -1, "cy-q3": -1},
        ),
        (
            "combine",
            "no",
            {"ann-q1": 1, "ann-q2": 1, "ann-q3": 2, "bo-q1": 1, "bo-q2": 2, "cy-q1": 2, "cy-q2": 2, "cy-q3": 2},
        ),
        # Activity: by the 4 stances of Ann, 2 of Bo, 3 of Cy.
        (
            "ignore",
            "activity",
            {
                "ann-q1": 2 / 4,
                "ann-q2": 1 / 4,
                "ann-q3": 1 / 4,
                "bo-q1": 1 / 2,
                "bo-q2": 1 / 2,
                "cy-q1": 1 / 3,
                "cy-q2": 1 / 3,
                "cy-q3": 1 / 3,
            },
        ),
        (
            "subtract",
            "activity",
            {
                "ann-q1": 2 / 4,
                "ann-q2": 1 / 4,
                "ann-q3": -1 / 4,
                "bo-q1": 1 / 2,
                "bo-q2": -1 / 2,
                "cy-q1": -1 / 3,
                "cy-q2": -1 / 3,
                "cy-q3": -1 / 3,
            },
        ),
        (
            "combine",
            "activity",
            {
                "ann-q1": 1 / 3,
                "ann-q2": 1 / 3,
                "ann-q3": 2 / 3,
                "bo-q1": 1 / 2,
                "bo-q2": 2 / 2,
                "cy-q1": 2 / 3,
                "cy-q2": 2 / 3,
                "cy-q3": 2 / 3,
            },
        ),
        # Prominence: by the 2+1+1 = 4 stances on q1, 1+1+1 = 3 on q2, 1+1 = 2 on q3.
        (
            "ignore",
            "prominence",
            {
                "ann-q1": 2 / 4,
                "ann-q2": 1 / 3,
                "ann-q3": 1 / 2,
                "bo-q1": 1 / 4,
                "bo-q2": 1 / 3,
                "cy-q1": 1 / 4,
                "cy-q2": 1 / 3,
                "cy-q3": 1 / 2,
            },
        ),
        (
            "subtract",
            "prominence",
            {
                "ann-q1": 2 / 4,
                "ann-q2": 1 / 3,
                "ann-q3": -1 / 2,
                "bo-q1": 1 / 4,
                "bo-q2": -1 / 3,
                "cy-q1": -1 / 4,
                "cy-q2": -1 / 3,
                "cy-q3": -1 / 2,
            },
        ),
        (
            "combine",
            "prominence",
            {
                "ann-q1": 1 / 3,
                "ann-q2": 1 / 3,
                "ann-q3": 2 / 2,
                "bo-q1": 1 / 3,
                "bo-q2": 2 / 3,
                "cy-q1": 2 / 3,
                "cy-q2": 2 / 3,
                "cy-q3": 2 / 2,
            },
        ),
    ],
)
def test_networks_of_actors_and_questions(
    qualifier: Qualifier, normalisation: Normalisation, expected: dict[str, float]
) -> None:
    found = network(CASE, "affiliation", qualifier=qualifier, normalisation=normalisation)
    assert weights(found) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("kind", "normalisation", "expected"),
    [
        # The same stance on both questions: q1-q2 Ann 2·1, Cy 1·1; q1-q3 Cy 1·1; q2-q3 Cy 1·1.
        ("congruence", "no", {"q1-q2": 3, "q1-q3": 1, "q2-q3": 1}),
        # Opposite ones: q1-q2 Bo 1·1; q1-q3 Ann 2·1; q2-q3 Ann 1·1.
        ("conflict", "no", {"q1-q2": 1, "q1-q3": 2, "q2-q3": 1}),
        ("subtract", "no", {"q1-q2": 2, "q1-q3": -1}),
        # By the mean of 4, 3 and 2 stances taken on them.
        ("congruence", "average activity", {"q1-q2": 3 / 3.5, "q1-q3": 1 / 3, "q2-q3": 1 / 2.5}),
    ],
)
def test_networks_of_questions(kind: Kind, normalisation: Normalisation, expected: dict[str, float]) -> None:
    assert weights(network(CASE, kind, over="questions", normalisation=normalisation)) == pytest.approx(expected)


def test_who_is_open_agrees_only_with_who_is_open_and_contradicts_nobody() -> None:
    case = positions("Ann q1 ?", "Bo q1 ?", "Cy q1 +", "Di q1 -")
    assert weights(network(case, "congruence")) == {"ann-bo": 1}
    assert weights(network(case, "conflict")) == {"cy-di": 1}
    assert weights(network(case, "congruence", selection=Selection(stances=("supports", "opposes")))) == {}
    assert weights(network(case, "affiliation", qualifier="subtract")) == {"cy-q1": 1, "di-q1": -1}
    assert weights(network(case, "affiliation", qualifier="combine")) == {
        "ann-q1": 4, "bo-q1": 4, "cy-q1": 1, "di-q1": 2
    }  # fmt: skip


def test_who_is_neutral_makes_no_tie_unless_asked_for() -> None:
    case = positions("Ann q1 0", "Bo q1 0", "Cy q1 +")
    assert weights(network(case, "congruence")) == {}
    asked = Selection(stances=("supports", "opposes", "open", "neutral"))
    assert weights(network(case, "congruence", selection=asked)) == {"ann-bo": 1}
    assert weights(network(case, "affiliation", qualifier="combine", selection=asked))["ann-q1"] == 8


def test_both_stances_of_one_actor_are_combined() -> None:
    case = positions("Ann q1 +", "Ann q1 -", "Ann q1 -")
    assert weights(network(case, "affiliation", qualifier="combine")) == {"ann-q1": 3}
    assert weights(network(case, "affiliation", qualifier="subtract")) == {"ann-q1": -1}
    assert weights(network(case, "affiliation", qualifier="ignore")) == {"ann-q1": 3}


def test_a_normalisation_of_the_other_mode_is_refused_with_those_that_are_possible() -> None:
    with pytest.raises(NoSuchNormalisation, match="“no”, “activity”, “prominence”"):
        network(CASE, "affiliation", normalisation="jaccard")
    with pytest.raises(NoSuchNormalisation, match="“average activity”"):
        network(CASE, "subtract", normalisation="prominence")


def test_any_case_agrees_with_the_formulas_written_out() -> None:
    chance = Random(7)
    for _ in range(10):
        case = positions(*(f"A{chance.randrange(6)} q{chance.randrange(4)} {chance.choice('+-?')}" for _ in range(40)))
        x: Counter[tuple[str, str, str]] = Counter((one.stance, one.actor, one.question) for one in case)
        stances, actors, asked = (sorted({key[at] for key in x}) for at in range(3))
        cells = [(k, j) for k in stances for j in asked]
        for first, second in combinations(actors, 2):
            a, b = ([x[k, actor, j] for k, j in cells] for actor in (first, second))
            agree = sum(map(mul, a, b))
            differ = sum(
                x["supports", first, j] * x["opposes", second, j] + x["opposes", first, j] * x["supports", second, j]
                for j in asked
            )
            alone = sum(one for one, other in zip(a, b, strict=True) if not other)
            alone += sum(other for one, other in zip(a, b, strict=True) if not one)
            for kind, top in (("congruence", agree), ("conflict", differ), ("subtract", agree - differ)):
                for normalisation, bottom in (
                    ("no", 1), ("average activity", (sum(a) + sum(b)) / 2), ("jaccard", agree + alone),
                    ("cosine", sqrt(sum(map(mul, a, a))) * sqrt(sum(map(mul, b, b)))), ("dna cosine", sum(a) * sum(b)),
                ):  # fmt: skip
                    found = weights(network(case, kind, normalisation=normalisation)).get(f"{first}-{second}", 0)  # type: ignore[arg-type]
                    assert found == pytest.approx(top / bottom)


def test_rows_computed_in_parts_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.positions.networks import building

    whole = [network(CASE, kind, normalisation="jaccard") for kind in ("congruence", "conflict", "subtract")]
    monkeypatch.setattr(building, "_ROWS", 1)
    parts = [network(CASE, kind, normalisation="jaccard") for kind in ("congruence", "conflict", "subtract")]
    assert [one.edges for one in parts] == [one.edges for one in whole]
