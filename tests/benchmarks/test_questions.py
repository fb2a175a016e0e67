"""Questions put together, and the recall of related statements."""

import json
from collections.abc import Sequence

from benchmarks.question_learning import GROUPS, put_together, utterance
from benchmarks.question_pool import Asked, Key, Pooled
from benchmarks.questions import recall
from onrecord.positions.values import Label


def asked(text: str, *labels: Label, article: str = "a") -> Asked:
    keys: Sequence[Key] = [(article, str(number)) for number in range(len(labels))]
    return Asked(text, False, dict(zip(keys, labels, strict=True)))


def test_questions_that_ask_the_opposite_are_turned_round() -> None:
    text, others = next(iter(json.loads(GROUPS.read_text(encoding="utf8")).items()))
    same = next(one[2:] for one in others if one[0] == "+")
    (found,) = put_together([asked(text, "supports"), asked(same, "opposes", "neutral", article="b")])
    assert list(found.labels.values()) == ["supports", "opposes", "neutral"]
    opposite = "Should abortion stay legal?"
    (found,) = put_together([asked("Should abortion be outlawed?", "open"), asked(opposite, "supports", article="b")])
    assert list(found.labels.values()) == ["open", "opposes"]


def test_an_utterance_has_the_act_of_its_cue() -> None:
    one = Pooled("a", 0, "to send troops", "refused", "The minister", "The minister refused to send troops.", "")
    assert (utterance(one).act, utterance(one).negated) == ("refuses", False)


def test_recall_is_the_share_of_related_statements_among_the_first() -> None:
    question = asked("Should it?", "supports", "unrelated", "neutral")
    places = {key: number for number, key in enumerate(question.labels)}
    assert recall([question], places, lambda text: [0, 1]) == {"among 50": 50.0, "among 200": 50.0}
    assert recall([question], places, lambda text: [*range(5, 60), 0, 2])["among 50"] == 0
