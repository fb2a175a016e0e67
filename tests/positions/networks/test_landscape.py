"""All that is computed from some positions at once."""

from datetime import date

from onrecord.positions.networks.counting import Selection
from onrecord.positions.networks.landscape import camps_of, landscape
from onrecord.positions.values import Question
from tests.positions.made_positions import position, positions

CASE = positions(
    "Ann q1 + 2024-01-01", "Ari q1 + 2024-01-02", "Bo q1 - 2024-01-03", "Ben q1 - 2024-01-04",
    "Ann q2 + 2024-01-05", "Ari q2 + 2024-01-06", "Bo q2 + 2024-01-07", "Ben q2 + 2024-01-08",
    "Zoe q1 0 2024-01-09", "Bo q3 - 2020-01-01",
)  # fmt: skip


def test_camps_matrix_network_common_ground_and_bridges_belong_together() -> None:
    made = landscape(CASE, questions=[Question("q1", "A?"), Question("q2", "B?"), Question("q3", "C?")])
    assert made.camps.camps == (("ann", "ari"), ("ben", "bo"))
    assert [(one.name, one.camp) for one in made.matrix.actors] == [
        ("Ann", 1), ("Ari", 1), ("Bo", 2), ("Ben", 2), ("Zoe", None)
    ]  # fmt: skip
    assert {one.id: one.camp for one in made.network.nodes} == {"ann": 1, "ari": 1, "ben": 2, "bo": 2, "zoe": None}
    assert [one.question.name for one in made.common_ground] == ["B?"]
    # Agreement within: Ann-Ari 2, Ben-Bo 2; across on q2: 4 · 1.
    assert [(one.within, one.across) for one in made.bridges] == [(2, 2)] * 4
    # The ties of agreement less conflict across are 1 - 1, so that none is left.
    assert made.external_internal == -1


def test_only_what_is_selected_is_told() -> None:
    chosen = Selection(since=date(2024, 1, 1), exclude_questions=["q2"])
    made = landscape(CASE, selection=chosen)
    assert made.matrix.cell("bo", "q3") is None and [one.id for one in made.matrix.questions] == ["q1"]
    assert made.common_ground == () and made.bridges == ()


def test_who_repeats_a_thing_is_no_nearer_to_its_camp() -> None:
    loud = [position("Ann", "q1") for _ in range(30)]
    assert camps_of([*CASE, *loud], Selection()).camps == landscape(CASE).camps.camps


def test_nothing_is_an_empty_landscape() -> None:
    made = landscape([])
    assert (made.matrix.actors, made.network.edges, made.camps.camps, made.common_ground) == ((), (), (), ())
