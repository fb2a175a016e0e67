"""Short texts made from PolNeAR documents: excerpts, exchanges of several speakers, lists behind a colon.

The articles are long, and a network that saw nothing else loses statements in texts of a few sentences."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
"""`text`, and `attributions` with lists of [start, end) by role."""
ROLES = ("source", "cue", "content")
LONGEST_TURN = 45
"""Words of a sentence that may become a turn."""
BULLETS = ("- ", "• ", "* ", "– ", "")

_SENTENCE_END = re.compile(r"[.!?]['”’\"]*(?=\s|$)")
_FOLLOWS_SENTENCE = re.compile(r"(?:^|[.!?]['”’\"]*\s+|\n\s*)$")
_MARKS = '“”" '


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with the attributions in them; offsets count from its own beginning."""

    text: str
    attributions: tuple[Document, ...]

    @property
    def words(self) -> int:
        return len(self.text.split())


def excerpts(document: Document, chance: random.Random) -> Iterator[Document]:
    """The document in runs of one to four paragraphs, each a text of its own."""
    text = document["text"]
    bounds = [(line.start(), line.end()) for line in re.finditer(r"[^\n]*\S[^\n]*", text)]
    while bounds:
        count = chance.randint(1, 4)
        run, bounds = bounds[:count], bounds[count:]
        passage = _cut(document, run[0][0], run[-1][1])
        yield {"text": passage.text, "attributions": list(passage.attributions)}


def exchanges(turns_: Sequence[Passage], chance: random.Random, *, count: int) -> Iterator[Document]:
    """Texts of two to six turns, short ones more often than long ones, in one paragraph or one for each turn."""
    if not turns_:
        return
    weights = [1 / turn.words for turn in turns_]
    for _ in range(count):
        chosen = chance.choices(turns_, weights, k=chance.randint(2, 6))
        yield _joined(chosen, chance.choice((" ", " ", "\n")))


def turns(document: Document) -> Iterator[Passage]:
    """The sentences, or runs of them, that one attribution fills, with source, cue and content."""
    text = document["text"]
    hulls = [_hull(attribution) for attribution in document["attributions"]]
    for attribution, (start, end) in zip(document["attributions"], hulls, strict=True):
        if not all(attribution[role] for role in ROLES) or "\n" in text[start:end]:
            continue
        stop = _SENTENCE_END.search(text, max(start, end - 2))
        if stop is None or stop.end() - end > 40 or not _FOLLOWS_SENTENCE.search(text[max(0, start - 6) : start]):
            continue
        if sum(s < stop.end() and e > start for s, e in hulls) == 1:
            passage = _cut(document, start, stop.end())
            if "\n" not in passage.text and passage.words <= LONGEST_TURN:
                yield passage


def lists(turns_: Sequence[Passage], chance: random.Random, *, count: int) -> Iterator[Document]:
    """Source and cue of one turn, a colon, and as list items the contents of two to five others."""
    heads = [head for turn in turns_ if (head := _head(turn))]
    for _ in range(count if heads else 0):
        head = chance.choice(heads)
        bullet = chance.choice(BULLETS)
        marks = ("“", "”") if chance.random() < 0.2 else ("", "")
        made, spans = head.text + ":", []
        for number, turn in enumerate(chance.choices(turns_, k=chance.randint(2, 5)), 1):
            item = _content(turn).join(marks)
            made += "\n" + (bullet or f"{number}. ")
            spans.append([len(made), len(made) + len(item)])
            made += item
        yield {"text": made, "attributions": [{**head.attributions[0], "content": spans}]}


def _head(turn: Passage) -> Passage | None:
    """What stands before the content, where that is source and cue and could stand before a colon."""
    (attribution,) = turn.attributions
    before = turn.text[: attribution["content"][0][0]].rstrip(_MARKS + ",:")
    last = max(end for role in ("source", "cue") for _, end in attribution[role])
    return Passage(before, turn.attributions) if last == len(before) else None


def _content(turn: Passage) -> str:
    spans = turn.attributions[0]["content"]
    words = turn.text[spans[0][0] : spans[0][1]].strip(_MARKS + ",").removeprefix("that ")
    return words[:1].upper() + words[1:]


def _hull(attribution: Document) -> tuple[int, int]:
    spans = [span for role in ROLES for span in attribution[role]]
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (0, 0)


def _cut(document: Document, start: int, end: int) -> Passage:
    """What lies from `start` to `end`, with what of each attribution is there."""

    def inside(spans: list[list[int]]) -> list[list[int]]:
        return [[max(s, start) - start, min(e, end) - start] for s, e in spans if s < end and e > start]

    kept = ({role: inside(attribution[role]) for role in ROLES} for attribution in document["attributions"])
    return Passage(document["text"][start:end], tuple(one for one in kept if any(one.values())))


def _joined(passages: Sequence[Passage], between: str) -> Document:
    text, attributions = "", []
    for passage in passages:
        text += between if text else ""
        attributions += [
            {role: [[s + len(text), e + len(text)] for s, e in one[role]] for role in ROLES}
            for one in passage.attributions
        ]
        text += passage.text
    return {"text": text, "attributions": attributions}
