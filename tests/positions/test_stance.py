"""The shipped weights for stance, through the shipped runtime. Everyone and everything said here is invented."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.positions.stance import StanceReader, beside, shares
from onrecord.positions.values import Label, Utterance
from onrecord.problems import WeightsMissing

QUESTION = "Should the old bridge be closed to cars?"
CLEAR: list[tuple[Utterance, Label]] = [
    (Utterance("the old bridge should be closed to cars at once", "argued", act="states"), "supports"),
    (Utterance("closing the bridge to cars", "supports", act="agrees"), "supports"),
    (Utterance("closing the bridge to cars would be a terrible mistake", "said"), "opposes"),
    (Utterance("the plan to close the bridge to cars", "opposes", act="disagrees"), "opposes"),
    (Utterance("the football club has signed two new players", "said"), "unrelated"),
]


@pytest.fixture(scope="module")
def stances() -> StanceReader:
    return StanceReader(streams=1)


@pytest.mark.parametrize(("utterance", "expected"), CLEAR)
def test_clear_cases(stances: StanceReader, utterance: Utterance, expected: Label) -> None:
    assert stances.judge(QUESTION, [utterance])[0].label == expected


def test_a_judgement_is_made_of_probabilities(stances: StanceReader) -> None:
    (found,) = stances.judge(QUESTION, [CLEAR[0][0]])
    assert sum(found.scores) == pytest.approx(1)
    assert found.confidence == max(found.scores)


def test_nothing_is_judged_of_nothing(stances: StanceReader) -> None:
    assert stances.judge(QUESTION, []) == []


def test_an_utterance_is_judged_alike_whatever_comes_with_it(stances: StanceReader) -> None:
    utterances = [one for one, _ in CLEAR] * 3
    together = stances.judge(QUESTION, utterances)
    assert together == [stances.judge(QUESTION, [one])[0] for one in utterances]


def test_it_does_not_matter_who_holds_it(stances: StanceReader) -> None:
    told = "“Close it to cars today,” Maria Holt said. Holt lives beside it."
    one = Utterance("“Close it to cars today,”", "said", "Maria Holt", told)
    other = replace(
        one, source="Jonas Berg", paragraph=told.replace("Maria Holt", "Jonas Berg").replace("Holt", "Berg")
    )
    first, second = stances.judge(QUESTION, [one, other])
    assert first == second


def test_the_name_tells_the_weights(stances: StanceReader) -> None:
    assert stances.name == StanceReader().name
    assert stances.name.startswith("stance-")


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="No stance weights in"):
        StanceReader(weights=tmp_path)


def test_the_higher_the_temperature_the_more_alike() -> None:
    logits = np.array([[2.0, 0, 0, 0, 0]], np.float32)
    sharp, soft = (shares(logits, one)[0] for one in (1.0, 3.0))
    assert sharp[0] > soft[0] > soft[1] > sharp[1]
    assert soft.sum() == pytest.approx(1)


CLEARLY, HARDLY = [0.8, 0.1, 0.0, 0.1, 0.0], [0.35, 0.45, 0.0, 0.1, 0.1]


def test_a_doubtful_side_is_that_of_the_holders_other_utterances() -> None:
    found = beside(np.array([CLEARLY, HARDLY]), ["Holt", "Holt"])
    assert found[1, 0] > found[1, 1]
    assert found[1].tolist()[2:] == HARDLY[2:]
    assert found.sum(1) == pytest.approx(1)


def test_a_side_that_is_sure_stays_beside_a_doubtful_one() -> None:
    found = beside(np.array([CLEARLY, HARDLY]), ["Holt", "Holt"])
    assert found[0].argmax() == 0


@pytest.mark.parametrize("holders", [["Holt", "Berg"], ["", ""]])
def test_the_side_of_others_tells_nothing(holders: list[str]) -> None:
    scores = np.array([CLEARLY, HARDLY])
    assert (beside(scores, holders) == scores).all()


def test_utterances_without_any_side_stay_as_they_are() -> None:
    scores = np.array([[0.0, 0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 0.0, 1.0]])
    assert beside(scores, ["Holt", "Holt"]) == pytest.approx(scores)


def test_utterances_of_one_holder_are_judged_beside_each_other(stances: StanceReader) -> None:
    (clear, _), unclear = CLEAR[0], Utterance("there is nothing more to be said about it", "said")
    alone = stances.judge(QUESTION, [clear, unclear])[1]
    both = [replace(one, holder="two Holt") for one in (clear, unclear)]
    together = stances.judge(QUESTION, both)[1]
    assert together.scores[0] > alone.scores[0]
    assert together.scores[2:] == pytest.approx(alone.scores[2:])
