"""Common ground, bridges, and how divided a question is."""

from dataclasses import replace

import pytest

from onrecord.positions.networks.building import network
from onrecord.positions.networks.camps import find_camps
from onrecord.positions.networks.common import bridges, common_ground, divided
from onrecord.positions.networks.matrix import matrix
from tests.positions.made_positions import position, positions

# Ann, Ari and Ada are for q1, Bo, Ben and Bea against it; all but Ada and Bea, who say nothing, are for q2.
CASE = positions(
    "Ann q1 +", "Ari q1 +", "Ada q1 +", "Bo q1 -", "Ben q1 -", "Bea q1 -",
    "Ann q2 +", "Ari q2 +", "Bo q2 +", "Ben q2 +",
)  # fmt: skip
CAMPS = [("ada", "ann", "ari"), ("bea", "ben", "bo")]


def test_opposed_camps_agree_on_a_question_with_evidence_on_both_sides() -> None:
    (found,) = common_ground(matrix(CASE), CAMPS)
    assert (found.question.id, found.stance, found.opposed_on, found.thin) == ("q2", "supports", ("q1",), False)
    assert [[voice.actor.name for voice in side.voices] for side in found.sides] == [["Ann", "Ari"], ["Ben", "Bo"]]
    assert all(voice.cell.positions[0].statement for side in found.sides for voice in side.voices)


def test_silence_is_no_agreement() -> None:
    case = [one for one in CASE if not (one.question == "q2" and one.actor in ("bo", "ben"))]
    assert common_ground(matrix(case), CAMPS) == []
    neutral = [*case, *positions("Bo q2 0", "Ben q2 0")]
    assert common_ground(matrix(neutral), CAMPS) == []


def test_a_single_actor_or_a_single_utterance_is_thin() -> None:
    one_actor = [one for one in CASE if not (one.question == "q2" and one.actor == "ben")]
    assert [one.thin for one in common_ground(matrix(one_actor), CAMPS)] == [True]
    one_utterance = [
        replace(one, family="joint") if one.question == "q2" and one.actor in ("bo", "ben") else one for one in CASE
    ]
    assert [one.thin for one in common_ground(matrix(one_utterance), CAMPS)] == [True]
    copies = [*one_actor, position("Bo", "q2", family="f"), position("Bo", "q2", family="f")]
    assert [one.thin for one in common_ground(matrix(copies), CAMPS)] == [True]


def test_camps_that_are_not_opposed_have_no_common_ground_to_find() -> None:
    assert common_ground(matrix([one for one in CASE if one.question == "q2"]), CAMPS) == []


@pytest.mark.parametrize(("against", "found"), [(0, 1), (1, 1), (2, 0)])
def test_two_thirds_of_a_camp_make_its_stance(against: int, found: int) -> None:
    # Two of the first camp are for q2; one against it makes two of three, two against it two of four.
    others = [("ada", "q2"), ("ari", "q2")][:against]
    case = [*CASE, *positions("Ada q2 -", "Alf q2 -", "Alf q1 +")[: [0, 1, 3][against]]]
    made = common_ground(matrix(case), [(*CAMPS[0], "alf"), CAMPS[1]])
    assert len(made) == found
    if others and found:
        assert [voice.actor.name for voice in made[0].sides[0].others] == ["Ada"]


def test_who_took_both_stances_speaks_for_none() -> None:
    case = [*CASE, *positions("Bo q2 -")]
    (found,) = common_ground(matrix(case), CAMPS, share=0.5)
    assert [one.actor.name for one in found.sides[1].voices] == ["Ben"]
    assert [one.actor.name for one in found.sides[1].others] == ["Bo"]
    assert common_ground(matrix(case), CAMPS) == []


def test_bridges_agree_across_camps_and_those_who_leave_their_camp_come_first() -> None:
    case = [*CASE, *positions("Ann q3 -", "Ari q3 -", "Ada q3 +", "Bo q3 +", "Ben q3 +", "Bea q3 +")]
    made = matrix(case)
    found = bridges(network(case, "congruence"), made, CAMPS)
    # Ada agrees with three of the other camp on q3, and with two of her own on q1.
    first = found[0]
    assert (first.actor.name, first.camp, first.across, first.within) == ("Ada", 1, 3, 2)
    assert (first.share, first.shared, first.crossing) == (0.6, ("q3",), ("q3",))
    # Bo shares q2 with Ann and Ari, and q3 with Ada: 3; with Ben q1, q2 and q3 and with Bea q1 and q3: 5.
    bo = next(one for one in found if one.actor.name == "Bo")
    assert (bo.across, bo.within, bo.crossing) == (3, 5, ())
    assert set(bo.shared) == {"q2", "q3"}


def test_without_agreement_across_there_are_no_bridges() -> None:
    case = [one for one in CASE if one.question == "q1"]
    assert bridges(network(case, "congruence"), matrix(case), CAMPS) == []


def test_camps_that_are_found_have_the_common_ground() -> None:
    camps = find_camps(network(CASE, "subtract")).camps
    assert sorted(map(sorted, camps)) == [sorted(one) for one in CAMPS]
    assert [one.question.id for one in common_ground(matrix(CASE), camps)] == ["q2"]


def test_how_divided_a_question_is() -> None:
    assert divided(matrix(CASE), "q1") == pytest.approx(1)
    assert divided(matrix(CASE), "q2") == 0
    assert divided(matrix(CASE), "q9") == 0
    # Shares 3/4 and 1/4 at a distance of 2: 2 · ((3/4)² · 1/4 + (1/4)² · 3/4) = 3/8, of 1/2 at most.
    assert divided(matrix(positions("A q +", "B q +", "C q +", "D q -")), "q") == pytest.approx(0.75)
    # Half at 1, half at 0: half the distance. One who took both sides counts half for each.
    assert divided(matrix(positions("A q +", "B q ?")), "q") == pytest.approx(0.5)
    assert divided(matrix(positions("A q +", "A q -")), "q") == pytest.approx(1)
