"""The matrix: cells and their evidence, silence, orders."""

from dataclasses import replace

import pytest

from onrecord.positions.networks.counting import Holder
from onrecord.positions.networks.matrix import Matrix, Order, matrix
from onrecord.positions.values import Question
from tests.positions.made_positions import position, positions

CASE = [
    *positions("Bo q1 + 2024-03-01", "Bo q1 - 2024-04-01", "Cy q1 0 2024-03-02", "Ann q2 ? 2024-03-03"),
    position("Di", "q1", "opposes", "2024-03-05", family="f", statement="di1"),
    position("Di", "q1", "opposes", "2024-03-04", family="f", statement="di2"),
    position("Di", "q2", "opposes"),
    position("Di", "q2", "opposes"),
]


def names(made: Matrix) -> str:
    return " ".join(one.name for one in made.actors)


def test_a_cell_has_its_evidence_with_the_oldest_first() -> None:
    cell = matrix(CASE).cell("bo", "q1")
    assert cell is not None
    assert (dict(cell.counts), cell.stance, cell.thin, cell.reports) == ({"supports": 1, "opposes": 1}, None, False, 2)
    assert [str(one.day) for one in cell.positions] == ["2024-03-01", "2024-04-01"]
    assert str(cell.latest.day) == "2024-04-01"


def test_silence_is_no_cell_and_neutral_is_one() -> None:
    made = matrix(CASE)
    assert made.cell("bo", "q2") is None
    neutral = made.cell("cy", "q1")
    assert neutral is not None and (neutral.stance, neutral.thin) == ("neutral", True)
    assert made.positions == 7


def test_a_family_counts_once_and_its_reports_are_told() -> None:
    cell = matrix(CASE).cell("di", "q1")
    assert cell is not None
    assert ([one.statement for one in cell.positions], cell.reports, cell.thin) == (["di2"], 2, True)


@pytest.mark.parametrize(
    ("order", "expected"),
    [("name", "Ann Bo Cy Di"), ("number", "Di Bo Ann Cy"), ("camp", "Ann Cy Di Bo")],
)
def test_orders(order: Order, expected: str) -> None:
    made = matrix(CASE, order=order, camps=[{"cy", "ann"}, {"di"}])
    assert names(made) == expected
    assert [one.camp for one in made.actors if one.name in ("Ann", "Bo", "Di")].count(None) == 1


def test_questions_without_positions_have_a_column() -> None:
    asked = [Question("q3", "Will nobody say?"), Question("q1", "Should it be?")]
    made = matrix(CASE, questions=asked)
    assert [(one.name, one.positions) for one in made.questions] == [
        ("Should it be?", 4), ("q2", 3), ("Will nobody say?", 0)
    ]  # fmt: skip


def test_what_two_people_of_an_organization_say_together_is_one_utterance() -> None:
    case = [position("Ann", "q1", statement="s"), replace(position("Bo", "q1"), statement="s")]
    made = matrix(case, by=lambda one: Holder("house", "House"))
    cell = made.cell("house", "q1")
    assert cell is not None and (len(cell.positions), cell.reports) == (1, 2)
    assert matrix(case, by=lambda one: None).actors == ()


def test_the_order_of_the_positions_changes_nothing() -> None:
    assert matrix(CASE) == matrix(CASE[::-1])
