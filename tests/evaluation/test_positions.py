"""Stances against those that a person gave."""

import json
from pathlib import Path

import pytest

from onrecord.evaluation.positions import calibration_error, figures, read_positions
from onrecord.positions.values import LABELS, Judgement, Label

FILE = {
    "questions": [
        {
            "id": "q1",
            "question": "Should the bridge be closed?",
            "items": [
                {
                    "content": "closing it",
                    "cue": "opposes",
                    "source": "she",
                    "paragraph": "She opposes closing it.",
                    "label": "opposes",
                },
                {"content": "“Close it!”", "label": "supports"},
            ],
        }
    ]
}


def sure(label: Label, confidence: float = 1.0) -> Judgement:
    rest = (1 - confidence) / (len(LABELS) - 1)
    return Judgement(tuple(confidence if one == label else rest for one in LABELS))


def test_items_are_read_with_the_act_of_their_cue(tmp_path: Path) -> None:
    path = tmp_path / "positions.json"
    path.write_text(json.dumps(FILE), encoding="utf8")
    one, other = read_positions(path)
    assert (one.id, one.place, one.label, one.utterance.act) == ("q1", 0, "opposes", "disagrees")
    assert (other.place, other.utterance.cue, other.utterance.act) == (1, "", "states")


def test_figures() -> None:
    labels: list[Label] = ["supports", "opposes", "neutral", "unrelated"]
    found = figures(labels, [sure("supports"), sure("supports"), sure("opposes"), sure("unrelated")])
    assert found["accuracy"] == 50
    assert found["sign accuracy"] == 50
    assert found["side taken where there is none"] == 50
    assert found["macro F1"] == pytest.approx((200 / 3 + 0 + 0 + 0 + 100) / 5)


def test_whoever_is_as_sure_as_right_has_no_calibration_error() -> None:
    labels: list[Label] = ["supports", "supports", "supports", "opposes"]
    assert calibration_error(labels, [sure("supports", 0.75)] * 4) == pytest.approx(0)
    assert calibration_error(labels, [sure("supports", 0.95)] * 4) == pytest.approx(20)


def test_nothing_has_figures_of_nothing() -> None:
    assert figures([], [])["macro F1"] == 0
