"""Positions judged by hand for training: `stance_labels_*.jsonl` and others as examples.

Each line has a question and items that point to an attribution of PolNeAR's training split (`doc`, `id`), to a
statement of gold_train or gold_recent (`set`, `article`, `statement`), or have their words themselves.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.common import SHARED
from onrecord.evaluation.positions import utterance_of
from training.stance_data import Example

FOLDER = Path(__file__).parent


NAMES = ("stance_labels_*.jsonl", "stance_flipped_*.jsonl", "stance_made*.jsonl")


def labelled(folder: Path = FOLDER) -> list[Example]:
    """The examples of all files. Questions that have an article in common are one group."""
    found = [row for name in NAMES for path in sorted(folder.glob(name)) for row in _examples(path)]
    owner: dict[str, str] = {}

    def top(name: str) -> str:
        while owner.setdefault(name, name) != name:
            name = owner[name]
        return name

    for article, example in found:
        owner[top(article)] = top(example.question)
    return [replace(example, group=top(example.question)) for _, example in found]


def _examples(path: Path) -> Iterator[tuple[str, Example]]:
    """With what stands for the article."""
    for line in path.read_text(encoding="utf8").splitlines():
        told = json.loads(line)
        for item in told["items"]:
            words = _words(item)
            if words is not None and words["content"].strip():
                article = str(item.get("doc") or item.get("article") or told["question"])
                yield article, Example(told["question"], utterance_of(words), (item["label"],), "")


def _words(item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if "content" in item:
        return item
    if "doc" in item:
        return _of_polnear(item["doc"], str(item["id"]))
    return _of_gold(item["set"], str(item["article"]), int(item["statement"]))


@cache
def _polnear() -> Mapping[str, Mapping[str, Any]]:
    lines = (SHARED / "data" / "polnear" / "train.jsonl").read_text(encoding="utf8").splitlines()
    return {told["doc"]: told for told in map(json.loads, lines)}


def _of_polnear(doc: str, name: str) -> Mapping[str, Any] | None:
    told = _polnear().get(doc)
    found = next((row for row in told["attributions"] if row["id"] == name), None) if told else None
    if told is None or found is None:
        return None
    text = told["text"]
    words = {key: " ".join(text[start:end] for start, end in found[key] or []) for key in ("source", "cue", "content")}
    at = (found["content"] or found["cue"] or [[0, 0]])[0][0]
    return {**words, "paragraph": _block(text, at)}


def _block(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


@cache
def _texts(folder: str) -> Mapping[str, str]:
    lines = (SHARED / folder / "articles.jsonl").read_text(encoding="utf8").splitlines()
    return {told["id"][:8]: told["text"] for told in map(json.loads, lines)}


@cache
def _statements(folder: str, article: str) -> list[Mapping[str, Any]]:
    path = SHARED / folder / "articles" / f"{article[:8]}.gold.json"
    found: list[Mapping[str, Any]] = json.loads(path.read_text(encoding="utf8"))["statements"]
    return found


def _of_gold(folder: str, article: str, number: int) -> Mapping[str, Any] | None:
    statements = _statements(folder, article)
    if number >= len(statements):
        return None
    found = statements[number]
    text = _texts(folder)[article[:8]]
    at = text.find(found["parts"][0])
    return {
        "content": " ".join(found["parts"]),
        "cue": found.get("cue") or "",
        "source": found.get("speaker_mention") or "",
        "paragraph": _block(text, at) if at >= 0 else "",
    }
