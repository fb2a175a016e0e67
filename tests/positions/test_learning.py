"""What decisions on a question teach about the rest of it. The embedding is made up: one direction a topic."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.positions.learning import LEAST, Decided, Learned, learn, macro_f1
from onrecord.positions.values import LABELS, Judgement, Label, Utterance

TOPICS = ("trial", "law", "weather")
UNSURE = Judgement((0.3, 0.25, 0.15, 0.2, 0.1))


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.array([[topic in text for topic in TOPICS] for text in texts], np.float32)


def decided(topic: str, label: Label, *, judgement: Judgement = UNSURE, number: int = 0) -> Decided:
    return Decided(Utterance(f"{number} about the {topic}"), judgement, label)


def sure_of(label: Label) -> Judgement:
    return Judgement(tuple(0.8 if one == label else 0.05 for one in LABELS))


LABELLED: dict[str, Label] = {"trial": "opposes", "law": "supports", "weather": "unrelated"}
PECULIAR = [decided(topic, label, number=number) for number in range(8) for topic, label in LABELLED.items()]


def learned_of(some: list[Decided]) -> Learned:
    found = learn(some, embed=embed)
    assert found is not None
    return found


@pytest.mark.parametrize("count", [0, LEAST - 1])
def test_a_few_decisions_teach_nothing(count: int) -> None:
    assert learn(PECULIAR[:count], embed=embed) is None


def test_decisions_that_all_say_the_same_teach_nothing() -> None:
    assert learn([decided("law", "supports", number=n) for n in range(30)], embed=embed) is None


def test_what_is_peculiar_to_a_question_is_learned_and_used() -> None:
    found = learned_of(PECULIAR)
    assert (found.decisions, found.used) == (24, True)
    assert found.before < 50 < 90 < found.after
    rest = [Utterance("new words about the trial"), Utterance("about the law"), Utterance("the weather")]
    corrected = found.judge(rest, [UNSURE] * 3)
    assert [one.label for one in corrected] == ["opposes", "supports", "unrelated"]
    assert all(sum(one.scores) == pytest.approx(1) for one in corrected)


def test_what_does_not_help_is_not_used_and_says_so() -> None:
    labels: tuple[Label, ...] = ("supports", "opposes", "neutral")
    some = [
        decided(TOPICS[n % 2], labels[n % 3], judgement=sure_of(labels[n % 3]), number=n) for n in range(30)
    ]  # the model is right already
    found = learned_of(some)
    assert (found.before, found.used) == (100, False)
    assert found.judge([some[0].utterance], [some[1].judgement]) == [some[1].judgement]
    assert "proposals stay as they are" in str(found)


def test_the_gain_is_told_in_words() -> None:
    found = learned_of(PECULIAR)
    assert str(found).startswith("macro F1 on 24 decisions")
    assert f"{found.before:.0f} as proposed, {found.after:.0f} with" in str(found)


def test_it_is_the_same_each_time() -> None:
    one, other = learned_of(PECULIAR), learned_of(PECULIAR)
    assert one == other
    asked = [Utterance("about the law")], [UNSURE]
    assert one.judge(*asked) == other.judge(*asked)


def test_no_utterances_have_no_judgements() -> None:
    assert learned_of(PECULIAR).judge([], []) == []


def test_macro_f1_is_over_the_labels_that_occur() -> None:
    labels = np.array([0, 0, 1, 1])
    assert macro_f1(labels, labels) == 100
    assert macro_f1(labels, np.array([0, 0, 0, 0])) == pytest.approx(100 * (2 / 3) / 2)
    assert macro_f1(labels, np.array([4, 4, 1, 1])) == 50
