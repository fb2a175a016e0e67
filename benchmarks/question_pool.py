"""Questions with labelled statements, among all statements of PolNeAR and of the gold articles.

A pool in which what is about a question must be found: of the questions of `gold/positions.json`, and of those that
annotators asked about training articles (`training/stance_labels_*.jsonl`, where they are)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, SHARED
from onrecord.positions.values import Label

GOLD = SHARED / "gold" / "positions.json"
LABELS = sorted((ROOT / "training").glob("stance_labels_*.jsonl"))
Key = tuple[str, str]
"""The article and the statement's id or number in it."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """A statement with what stands around it."""

    article: str
    start: int
    content: str
    cue: str
    source: str
    paragraph: str
    headline: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the labels of some statements, by their keys. `is_gold` tells gold from training labels."""

    text: str
    is_gold: bool
    labels: Mapping[Key, Label]

    @property
    def related(self) -> list[Key]:
        """Those that are about it."""
        return [key for key, label in self.labels.items() if label != "unrelated"]


def pool() -> dict[Key, Pooled]:
    """All statements by their keys."""
    found = dict(_polnear())
    for folder in ("gold", "gold_train", "gold_recent"):
        found |= dict(_gold(SHARED / folder))
    for question in _questions():
        for item in question["items"]:
            found.setdefault(_gold_key(item), _of_item(item))
    return found


def asked(files: list[Path] | None = None) -> list[Asked]:
    """The questions, those of the gold first. Several annotators of one question make one."""
    found = [
        Asked(one["question"], True, {_gold_key(item): item["label"] for item in one["items"]}) for one in _questions()
    ]
    labelled: dict[str, dict[Key, Label]] = {}
    for path in LABELS if files is None else files:
        for line in path.read_text(encoding="utf8").splitlines():
            one = json.loads(line)
            labelled.setdefault(one["question"], {}).update({_key(item): item["label"] for item in one["items"]})
    return [*found, *(Asked(text, False, labels) for text, labels in labelled.items())]


def _questions() -> list[Any]:
    return list(json.loads(GOLD.read_text(encoding="utf8"))["questions"])


def _gold_key(item: Mapping[str, Any]) -> Key:
    told = item["ref"]
    return told["article"], str(told.get("event", told.get("statement")))


def _key(item: Mapping[str, Any]) -> Key:
    return (item["doc"], item["id"]) if "doc" in item else (item["article"][:8], str(item["statement"]))


def _polnear() -> Iterator[tuple[Key, Pooled]]:
    for split in ("train", "dev"):
        with (SHARED / "data" / "polnear" / f"{split}.jsonl").open(encoding="utf8") as lines:
            for one in map(json.loads, lines):
                for told in one["attributions"]:
                    if told["content"]:
                        yield (one["doc"], told["id"]), _of_attribution(one, told)


def _of_attribution(article: Mapping[str, Any], told: Mapping[str, Any]) -> Pooled:
    text, start = article["text"], told["content"][0][0]
    content, cue, source = (" ".join(text[a:b] for a, b in told[part]) for part in ("content", "cue", "source"))
    around = _paragraph(text, start)
    return Pooled(article["doc"], start, content, cue, source, around, article.get("headline") or "")


def _gold(folder: Path) -> Iterator[tuple[Key, Pooled]]:
    with (folder / "articles.jsonl").open(encoding="utf8") as lines:
        texts = {one["id"]: one["text"] for one in map(json.loads, lines)}
    for path in sorted((folder / "articles").glob("*.gold.json")):
        article = json.loads(path.read_text(encoding="utf8"))
        text, name = texts.get(article["id"], ""), path.name.split(".")[0]
        for number, one in enumerate(article["statements"]):
            start = max(0, text.find(one["parts"][0]))
            told = " ".join(one["parts"]), one.get("cue") or "", one.get("speaker_mention") or ""
            yield (name, str(number)), Pooled(name, start, *told, _paragraph(text, start), article["headline"] or "")


def _of_item(item: Mapping[str, Any]) -> Pooled:
    told = item["content"], item["cue"] or "", item["source"] or ""
    return Pooled(item["ref"]["article"], 0, *told, item["paragraph"], "")


def _paragraph(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end].strip()
