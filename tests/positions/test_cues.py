"""What single words tell of a stance."""

import pytest

from onrecord.positions.cues import counted, sign_of_act, stance_by_cues
from onrecord.positions.values import Label, Utterance


@pytest.mark.parametrize(
    ("utterance", "expected"),
    [
        (Utterance("the plan", cue="supports", act="agrees"), "supports"),
        (Utterance("the plan", cue="opposes", act="disagrees"), "opposes"),
        (Utterance("the plan", cue="does not oppose", act="disagrees", negated=True), "supports"),
        (Utterance("whether it is a good plan", cue="asked", act="asks"), "neutral"),
        (Utterance("it is a terrible mistake", cue="said"), "opposes"),
        (Utterance("it is good and necessary", cue="said"), "supports"),
        (Utterance("it depends on the costs", cue="said"), "open"),
        (Utterance("it is raining", cue="said"), "neutral"),
    ],
)
def test_stance_by_cues(utterance: Utterance, expected: Label) -> None:
    assert stance_by_cues(utterance) == expected


def test_counting_knows_short_negations() -> None:
    assert counted("It isn’t good, and it won't help")["negation"] == 2


def test_an_act_that_tells_nothing_has_no_sign() -> None:
    assert sign_of_act(Utterance("anything", act="states", negated=True)) == 0
