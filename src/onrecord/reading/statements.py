"""Which attributions report a statement: a learned choice, from what the reader and the words say of each.

The reader finds whatever annotators of attributions mark: what was said, what is believed or wanted, what somebody was
asked. Trees trained on articles annotated for statements tell how probable it is that one was said, whatever kind the
reader gave it; what it calls held and they do not call said stays held.

Invariant: the time grows with the length of the text and the number of attributions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import exp

import numpy as np

from onrecord.english.words import PRONOUNS
from onrecord.model import Attribution, Span
from onrecord.reading.borders import bordered, cue_kind, cue_place, trimmed
from onrecord.reading.divided import divided
from onrecord.reading.words import Signs, Words, group, says, words_of
from onrecord.trees import Integers, shipped

UNIT = 10_000
"""Of a score, in one of the log odds."""
_NONE, _FAR = -1, 199
_LONGEST_CUE = 64
_TYPES = {"direct": 0, "mixed": 1, "indirect": 2}
_GROUPS = ("tell", "think", "claim", "ask", "show", "reportedly")
_OF_CONTENT = (
    "parts words sentences quoted content content_least content_first content_last gap_before gap_behind kind_first "
    "kind_before asks to_do definite repeated overlaps cue_others cue_rank"
).split()
_OF_CUE = (
    "cue cue_words cue_place cue_gap cue_said cue_tags cue_same_sentence cue_says cue_kind cue_last_kind cue_negated "
    "cue_supposed cue_ing cue_being cue_of cue_longest cue_quoted"
).split()
_OF_SOURCE = (
    "source source_tags source_words source_pronoun source_capital source_several source_gap source_kind".split()
)


def names() -> tuple[str, ...]:
    """The features in their order."""
    known = ("type", "said", "confidence", "confidence_before", "confidence_behind", "source_author", "source_he")
    return (*known, *_OF_CONTENT, *_OF_CUE, *(f"cue_{name}" for name in _GROUPS), *_OF_SOURCE)


def decided(text: str, attributions: Sequence[Attribution], signs: Signs) -> list[Attribution]:
    """The attributions, cut where one statement ends, with the best borders, whether they were said, and how probable
    that is; those that are neither said nor held are left out."""
    words = words_of(text, signs)
    moved = [trimmed(one, words) for one in bordered(divided(attributions, words), words)]
    if not moved or not len(words):
        return []
    trees = shipped("onrecord.reading", "statement")
    kept = []
    for one, score in zip(moved, trees.scores(features(moved, words)).tolist(), strict=True):
        if score >= trees.least:
            kept.append(replace(one, kind="said", confidence=probability(score)))
        elif one.kind == "held":
            kept.append(one)
    return kept


def probability(score: int) -> float:
    """What a score says."""
    return round(1.0 / (1.0 + exp(-score / UNIT)), 4)


def features(attributions: Sequence[Attribution], words: Words) -> Integers:
    """A row of whole numbers for each attribution."""
    seen = _Seen(attributions, words)
    sure = [_NONE, *(int(1000 * one.confidence) for one in attributions), _NONE]
    sharing, before = Counter(one.cue for one in attributions), Counter[tuple[Span, ...]]()
    rows = []
    for number, one in enumerate(attributions):
        source = _source(one, words)
        said = [_TYPES[one.type], int(one.kind == "said"), sure[number + 1], sure[number], sure[number + 2]]
        who = [int(source[:1] in (["i"], ["we"])), int(source[-1:] in (["he"], ["she"]))]
        others = (sharing[one.cue] - 1, before[one.cue]) if one.cue else (0, 0)
        before[one.cue] += 1
        alike = [seen.repeated(number), _overlaps(attributions, number), *others]
        rows.append([*said, *who, *_of_content(one, words), *alike, *_of_cue(one, words), *_of_source(one, words)])
    return np.array(rows, dtype=np.int64)


def _of_content(one: Attribution, words: Words) -> list[int]:
    inside = _numbers(one.content, words)
    first, last = int(inside[0]), int(inside[-1])
    content = words.content[inside]
    opening = words.word[first : first + 1]
    return [
        len(one.content),
        len(inside),
        int(words.sentence[last] - words.sentence[first]),
        int(1000 * (words.quoted[inside] > 0).mean()),
        int(content.mean()),
        int(content.min()),
        int(content[0]),
        int(content[-1]),
        int(words.gap[first]),
        int(words.gap[last + 1]),
        int(words.kind[first]),
        int(words.kind[first - 1]) if first else _NONE,
        int(opening[0] in ("whether", "if", "what", "why", "how")),
        int(opening[0] == "to"),
        int(opening[0] in ("the", "a", "an", "his", "her", "its", "their")),
    ]


def _of_cue(one: Attribution, words: Words) -> list[int]:
    if not one.cue:
        return [0, 0, 0, _FAR, *[_NONE] * 13, *[0] * len(_GROUPS)]
    content = _numbers(one.content, words)
    first, last = int(content[0]), int(content[-1])
    inside = _numbers(one.cue, words)[:_LONGEST_CUE]
    begins, ends = int(inside[0]), int(inside[-1])
    cue = words.word[begins : ends + 1]
    around = words.word[max(0, begins - 4) : begins] + cue
    place = cue_place(begins, first, last)
    return [
        1,
        len(cue),
        place,
        {1: first - ends, 2: begins - last, 3: 0}[place],
        int(words.said[begins]),
        int(words.cue[inside].mean()),
        int(words.sentence[begins] - words.sentence[first]),
        int(any(word in says() for word in cue)),
        cue_kind(cue),
        int(words.kind[ends]),
        int(any(word in group("not") for word in around)),
        int(any(word in group("would") for word in around)),
        int(cue[-1].endswith("ing")),
        int(cue[0] in group("being")),
        int(cue[-1] in group("ofs")),
        max(len(word) for word in cue),
        int(words.quoted[begins] > 0),
        *(int(any(word in group(name) for word in cue)) for name in _GROUPS),
    ]


def _of_source(one: Attribution, words: Words) -> list[int]:
    if not one.source:
        return [0] * 6 + [_FAR, _NONE]
    inside = _numbers(one.source[:1], words)
    first, last = int(inside[0]), int(inside[-1])
    source = words.word[first : last + 1]
    beside = _numbers(one.cue or one.content, words)[0]
    return [
        1,
        int(words.source[inside].mean()),
        len(source),
        int(len(source) == 1 and source[0] in PRONOUNS),
        int(words.text[words.start[first]].isupper() or words.text[words.start[last]].isupper()),
        int(source[-1].endswith("s")),
        abs(first - int(beside)),
        int(words.kind[first]),
    ]


def _source(one: Attribution, words: Words) -> list[str]:
    inside = _numbers(one.source, words) if one.source else ()
    return [words.word[number] for number in inside]


def _numbers(parts: Sequence[Span], words: Words) -> Integers:
    """The words in spans; where there are none, the one next to them."""
    found = [np.arange(words.first_in(part), words.last_in(part) + 1) for part in parts]
    inside = np.concatenate(found)
    return inside if len(inside) else np.array([min(words.first_in(parts[0]), len(words) - 1)])


def _overlaps(attributions: Sequence[Attribution], number: int) -> int:
    """With how many of its neighbours an attribution shares content."""
    beside = (*attributions[max(0, number - 1) : number], *attributions[number + 1 : number + 2])
    mine = attributions[number].content
    return sum(any(part.overlaps(other) for part in mine[:8] for other in one.content[:8]) for one in beside)


class _Seen:
    """In how many attributions each three words in a row stand."""

    def __init__(self, attributions: Sequence[Attribution], words: Words) -> None:
        self._of = [_threes(one, words) for one in attributions]
        self._count = Counter(three for mine in self._of for three in mine)

    def repeated(self, number: int) -> int:
        """How much of an attribution's content others have as well, in thousandths."""
        mine = self._of[number]
        return 1000 * sum(self._count[three] > 1 for three in mine) // max(1, len(mine))


def _threes(one: Attribution, words: Words) -> frozenset[tuple[str, ...]]:
    inside = [words.word[number] for number in _numbers(one.content, words)]
    return frozenset(zip(inside, inside[1:], inside[2:], strict=False))
