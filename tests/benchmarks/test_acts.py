import json
from typing import get_args

from benchmarks import acts
from benchmarks.acts import Judged
from onrecord.model import Act


def judged(labels: tuple[Act, ...], given: Act, *, read: Act | None = None, negated: bool = False) -> Judged:
    return Judged(labels, given, read, negated, False, None if read is None else False, "")


def test_three_hundred_are_labelled_without_words() -> None:
    labels = [json.loads(line) for line in acts.LABELS.read_text(encoding="utf8").splitlines()]
    assert len(labels) == 300
    assert {act for label in labels for act in label["acts"]} == set(get_args(Act))
    assert all(set(label) == {"doc", "cue", "content", "acts", "negated"} for label in labels)


def test_any_of_several_labels_is_right() -> None:
    found = acts.figures(
        [
            judged(("states",), "states", read="states"),
            judged(("urges", "promises"), "promises", read="states"),
            judged(("urges",), "states", negated=True),
        ]
    )
    assert (found["accuracy"], found["macro"], found["negated right"]) == (66.7, 66.7, 66.7)
    assert found["act and negated right"] == 66.7
    assert (found["found by the reader"], found["accuracy, found by the reader"]) == (2, 50.0)
    assert found["accuracy, labelled promises (1)"] == 100.0
    assert found["labelled urges, taken as states"] == 1
