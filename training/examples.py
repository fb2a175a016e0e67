"""PolNeAR documents as training windows."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.windows import Ints, Pieces, Window, pieces_of, windows
from onrecord.reading.words import CONTENT, CUE, OUTSIDE, SOURCE
from training.kinds import kind_of_cue

SIZE = 256
"""Positions of a training window, as when reading."""
IGNORE = -100
"""Target of a position that trains nothing."""


@dataclass(frozen=True, slots=True)
class Example:
    """One window with the targets of its positions; links are positions, 0 as source meaning none."""

    pieces: Pieces
    window: Window
    tags: Ints
    cues: Ints
    sources: Ints
    said: Ints


def documents(path: Path) -> list[dict[str, Any]]:
    """The documents of a PolNeAR file."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def examples(document: dict[str, Any], tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of a document. Offsets index `document["text"]`."""
    text = document["text"]
    pieces = pieces_of(text, tokenizer)
    count = len(pieces)
    tags = np.where(pieces.word, OUTSIDE, IGNORE).astype(np.int32)
    cues, sources, said = (np.full(count, IGNORE, dtype=np.int32) for _ in range(3))

    def words(spans: list[list[int]]) -> list[list[int]]:
        """Per span, the pieces that begin its words."""
        found = [
            [int(p) for p in np.flatnonzero(pieces.word & (pieces.start < e) & (pieces.end > s))] for s, e in spans
        ]
        return [run for run in found if run]

    for attribution in document["attributions"]:
        cue_words = words(attribution["cue"])
        for role, key in ((SOURCE, "source"), (CUE, "cue"), (CONTENT, "content")):
            for run in words(attribution[key]):
                tags[run] = role + 1
                tags[run[0]] = role
        if not cue_words:
            continue
        cue = cue_words[0][0]
        for run in words(attribution["content"]):
            cues[run] = cue
        source_words = words(attribution["source"])
        sources[cue] = source_words[0][0] if source_words else -1
        kind = attribution.get("said")  # where a person told
        if kind is None:
            kind = kind_of_cue(" ".join(text[s:e] for s, e in attribution["cue"]))
        said[cue] = IGNORE if kind is None else kind
    for window in windows(pieces, size=SIZE):
        yield Example(
            pieces,
            window,
            _targets(tags, window),
            _positions(cues, window),
            _positions(sources, window),
            _targets(said, window),
        )


def _targets(values: Ints, window: Window) -> Ints:
    found = np.full(window.length, IGNORE, dtype=np.int32)
    found[window.start - window.context + 1 :] = values[window.start : window.end]
    return found


def _positions(values: Ints, window: Window) -> Ints:
    """Piece numbers as positions: -1 (none) becomes 0, what lies outside the window trains nothing."""
    found = _targets(values, window)
    seen = (found >= window.context) & (found < window.end)
    moved = np.where(seen, found - window.context + 1, IGNORE)
    result: Ints = np.where(found == -1, 0, moved).astype(np.int32)
    return result


def varied(text: str, chance: random.Random) -> str:
    """The text with other typography, character for character, so that offsets stay: quotation marks
    of other styles, one, some or all marks lost, headlines and whole texts in one case."""
    draw = chance.random()
    if draw < 0.5:
        return text
    if draw < 0.62:
        text = text.translate(str.maketrans("“”‘’", "\"\"''"))
    elif draw < 0.70:
        text = _curled(text)
    elif draw < 0.78:
        text = _curled(text).translate(str.maketrans("“”", "‘’"))
    elif draw < 0.82:
        text = _curled(text).translate(str.maketrans("“”", "«»"))
    elif draw < 0.85:
        text = re.sub('[“”"]', lambda mark: mark.group() if chance.random() < 0.7 else " ", text)
    elif draw < 0.88:
        text = re.sub('[“”"]', " ", text)
    elif draw < 0.98:
        text = "\n".join(unbalanced(paragraph, chance) for paragraph in text.split("\n"))
    draw = chance.random()
    first = len(text.split("\n", 1)[0])
    if draw < 0.15:
        text = _same_length(text[:first], str.upper) + text[first:]
    elif draw < 0.25:
        text = _same_length(text, str.lower)
    elif draw < 0.28:
        text = _same_length(text, str.upper)
    return text


def unbalanced(paragraph: str, chance: random.Random) -> str:
    """Without one of its marks, in half of the paragraphs that have any."""
    marks = [found.start() for found in re.finditer('[“”"]', paragraph)]
    if not marks or chance.random() < 0.5:
        return paragraph
    lost = chance.choice(marks)
    return paragraph[:lost] + " " + paragraph[lost + 1 :]


def _curled(text: str) -> str:
    text = re.sub(r'(?<![\w.,!?…])"(?=\S)', "“", text)
    return text.replace('"', "”")


def _same_length(text: str, change: Any) -> str:
    return "".join(changed if len(changed := change(c)) == 1 else c for c in text)
