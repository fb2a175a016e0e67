"""What counts, and how often: duplicates, families, days, holders."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.positions.networks.building import network
from onrecord.positions.networks.counting import Holder, Selection
from onrecord.positions.networks.values import Duplicates, Edge
from onrecord.positions.once import once_per_family
from onrecord.positions.values import Position, Question
from tests.positions.made_positions import position, positions

# Ann supports q1 eight times; the articles and weeks (Monday to Sunday) of her positions are
#   1  article a, Fri 1 March 2024, week 9
#   2  article a, Fri 1 March 2024, week 9
#   3  article b, Sun 3 March 2024, week 9
#   4  article c, Mon 4 March 2024, week 10
#   5  article d, Mon 29 April 2024, week 18
#   6  article e, Tue 31 December 2024, week 1 of 2025
#   7  article f, Wed 1 January 2025, week 1 of 2025
#   8  article g, Sat 1 March 2025, week 9 of 2025
# and opposes it once, in article a on 1 March 2024.
DAYS = ["2024-03-01", "2024-03-01", "2024-03-03", "2024-03-04", "2024-04-29", "2024-12-31", "2025-01-01", "2025-03-01"]
ARTICLES = "aabcdefg"
CASE = [
    *(position("Ann", "q1", "supports", day, article=article) for day, article in zip(DAYS, ARTICLES, strict=True)),
    position("Ann", "q1", "opposes", "2024-03-01", article="a"),
]


@pytest.mark.parametrize(
    ("duplicates", "supports", "ignored"),
    [
        ("include", 8, 9),
        # Articles a to g; the stance ignored, the one against in article a is a duplicate too.
        ("document", 7, 7),
        # Weeks 9, 10 and 18 of 2024, 1 and 9 of 2025.
        ("week", 5, 5),
        # March, April and December 2024, January and March 2025: March of two years is two months.
        ("month", 5, 5),
        ("year", 2, 2),
        ("range", 1, 1),
    ],
)
def test_duplicates(duplicates: Duplicates, supports: int, ignored: int) -> None:
    chosen = Selection(duplicates=duplicates)
    subtracted = network(CASE[:-1], "affiliation", qualifier="subtract", selection=chosen)
    assert subtracted.edges == (Edge("ann", "q1", supports),)
    both = network(CASE, "affiliation", qualifier="combine", selection=chosen)
    assert (both.edges[0].weight, both.nodes[0].positions) == (3, supports + 1)
    assert network(CASE, "affiliation", qualifier="ignore", selection=chosen).edges == (Edge("ann", "q1", ignored),)
    assert subtracted.duplicates == duplicates


def test_what_has_no_date_is_no_duplicate_within_a_month() -> None:
    case = [position("Ann", "q1"), position("Ann", "q1")]
    assert network(case, "affiliation", selection=Selection(duplicates="month")).edges[0].weight == 2
    assert network(case, "affiliation", selection=Selection(duplicates="range")).edges[0].weight == 1


def test_a_family_counts_once_and_its_first_report_stands_for_it() -> None:
    case = [
        position("Ann", "q1", "supports", "2024-03-02", family="f", statement="later"),
        position("Ann", "q1", "supports", "2024-03-01", family="f", statement="first"),
        position("Ann", "q2", "supports", "2024-03-01", family="f"),
        position("Bo", "q1", "supports", "2024-03-01", family="f"),
        position("Ann", "q1", "supports", "2024-03-05", statement="alone"),
    ]
    assert [one.statement for one in once_per_family(case) if (one.actor, one.question) == ("ann", "q1")] == [
        "first", "alone"
    ]  # fmt: skip
    assert network(case, "affiliation").edges[0] == Edge("ann", "q1", 2)
    # Agreement by one utterance that both share is 2·1, not 3·1.
    assert network(case, "congruence").edges == (Edge("ann", "bo", 2, 1),)


def test_of_reports_judged_differently_the_decided_one_holds_else_the_surest_together() -> None:
    def family(*stances: tuple[str, float, str]) -> list[Position]:
        return [
            replace(position("Ann", "q1"), stance=stance, confidence=sure, family="f", decided_by=(who,) if who else ())  # type: ignore[arg-type]
            for stance, sure, who in stances
        ]

    assert once_per_family(family(("supports", 0.6, ""), ("opposes", 0.9, ""), ("supports", 0.5, "")))[0].stance == (
        "supports"
    )
    assert once_per_family(family(("supports", 0.9, ""), ("opposes", 0.5, "Eva")))[0].stance == "opposes"


def test_days_are_counted_from_the_first_to_the_last_with_both() -> None:
    chosen = Selection(since=date(2024, 3, 3), until=date(2024, 4, 29))
    found = network([*CASE, position("Ann", "q1")], "affiliation", selection=chosen)
    assert found.edges == (Edge("ann", "q1", 3),)
    assert (found.since, found.until) == (date(2024, 3, 3), date(2024, 4, 29))


def test_an_utterance_counts_once_for_the_organization_whose_people_share_it() -> None:
    case = [
        position("Ann", "q1", statement="s1", article="a"),
        position("Bo", "q1", statement="s1", article="a"),
        position("Cy", "q1", statement="s2", article="b"),
        position("Di", "q1", statement="s3", article="b"),
    ]
    house = {"ann": "North", "bo": "North", "cy": "South"}

    def by(one: Position) -> Holder | None:
        return Holder(house[one.actor], house[one.actor], "organization") if one.actor in house else None

    found = network(case, "affiliation", selection=Selection(by=by))
    assert found.edges == (Edge("North", "q1", 1), Edge("South", "q1", 1))
    assert [(one.name, one.kind, one.positions) for one in found.nodes] == [
        ("North", "organization", 1), ("South", "organization", 1), ("q1", None, 2)
    ]  # fmt: skip
    assert network(case, "affiliation", selection=Selection(by=by, exclude_kinds=["organization"])).nodes == ()


def test_isolates_are_those_who_have_only_positions_that_do_not_count() -> None:
    case = positions("Ann q1 + 2024-03-01", "Bo q1 + 2024-03-01", "Cy q1 0 2024-03-01", "Di q1 + 2020-01-01")
    chosen = Selection(since=date(2024, 1, 1))
    assert [one.id for one in network(case, selection=chosen).nodes] == ["ann", "bo"]
    with_all = network(case, selection=chosen, isolates=True)
    assert [(one.id, one.positions) for one in with_all.nodes] == [("ann", 1), ("bo", 1), ("cy", 0), ("di", 0)]
    assert with_all.edges == (Edge("ann", "bo", 1, 1),)


def test_questions_may_be_left_out_and_have_their_texts() -> None:
    case = positions("Ann q1 +", "Ann q2 +")
    chosen = Selection(exclude_questions=["q1"])
    found = network(case, "affiliation", selection=chosen, questions=[Question("q2", "Should it be?")])
    assert [(one.id, one.name) for one in found.nodes] == [("ann", "Ann"), ("q2", "Should it be?")]


def test_the_order_of_the_positions_changes_nothing() -> None:
    case = positions("Bo q2 +", "Ann q1 +", "Ann q2 +", "Cy q1 -", "Cy q2 +")
    for kind in ("congruence", "conflict", "subtract"):
        assert network(case, kind) == network(case[::-1], kind)


def test_nothing_makes_an_empty_network() -> None:
    assert (network([]).nodes, network([]).edges) == ((), ())
    assert network([], "affiliation").nodes == ()
