"""Stances against those that a person gave: a file of questions with utterances and labels in, figures out."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.english.acts import Said, cue_act
from onrecord.positions.values import LABELS, Judgement, Label, Utterance

BINS = 10
_QUOTES = "“\"‘'"


@dataclass(frozen=True, slots=True)
class Judged:
    """An utterance whose stance on a question a person gave; `place` is its place among the question's."""

    id: str
    question: str
    place: int
    utterance: Utterance
    label: Label


def read_positions(path: Path) -> list[Judged]:
    """The items of a file of the form `{"questions": [{"id", "question", "items": [...]}]}`."""
    return list(_judged(json.loads(path.read_text(encoding="utf8"))))


def _judged(told: Mapping[str, Any]) -> Iterator[Judged]:
    for question in told["questions"]:
        for place, item in enumerate(question["items"]):
            yield Judged(question["id"], question["question"], place, utterance_of(item), item["label"])


def utterance_of(item: Mapping[str, Any]) -> Utterance:
    """The utterance of an item of such a file, with its act by the words of its cue."""
    content, cue, source = (item.get(name) or "" for name in ("content", "cue", "source"))
    quoted = content.lstrip()[:1] in _QUOTES if content.strip() else False
    act, negated = cue_act(cue, said=Said(content, quoted=quoted), source=source) if cue else ("states", False)
    return Utterance(content, cue, source, item.get("paragraph") or "", act, negated, holder=_holder(item))


def _holder(item: Mapping[str, Any]) -> str:
    """Who holds it, and in which article where that is told; nothing where the holder is not."""
    article = (item.get("ref") or item).get("article") or ""
    return f"{article} {item['holder']}" if item.get("holder") else ""


def figures(labels: Sequence[Label], found: Sequence[Judgement]) -> dict[str, float]:
    """In per cent: accuracy, macro F1 over all labels, accuracy of the sign where both take a side, sides taken where
    the person took none, and how far confidence is from being right (expected calibration error)."""
    table = Counter(zip(labels, (one.label for one in found), strict=True))
    sides = LABELS[:2]
    both = sum(table[one, other] for one in sides for other in sides)
    aside = [one.label for label, one in zip(labels, found, strict=True) if label not in sides]
    return {
        "accuracy": _share(sum(table[one, one] for one in LABELS), len(labels)),
        "macro F1": sum(_f1(table, one) for one in LABELS) / len(LABELS),
        "sign accuracy": _share(sum(table[one, one] for one in sides), both),
        "side taken where there is none": _share(sum(one in sides for one in aside), len(aside)),
        "calibration error": calibration_error(labels, found),
    }


def _share(part: float, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _f1(table: Mapping[tuple[Label, Label], int], label: Label) -> float:
    said = sum(table[other, label] for other in LABELS)
    wanted = sum(table[label, other] for other in LABELS)
    return _share(2 * table[label, label], said + wanted)


def calibration_error(labels: Sequence[Label], found: Sequence[Judgement]) -> float:
    """Mean distance of confidence and accuracy over bins of like confidence, in points."""
    bins: dict[int, list[float]] = {}
    for label, one in zip(labels, found, strict=True):
        bins.setdefault(min(BINS - 1, int(one.confidence * BINS)), []).append((one.label == label) - one.confidence)
    return _share(sum(abs(sum(apart)) for apart in bins.values()), len(labels))
