"""Contents that are cut where one statement ends and the next begins: a learned choice.

The reader gives all that one cue has to one attribution: "told reporters that the road was open, and accused the mayor
of lying", a quotation and the one that opens the next paragraph, a heading in quotation marks behind both. Trees
trained on articles annotated for statements tell between which parts of a content one statement ends; which of the
pieces are statements is decided later, so that words that belong to none are left out.

Invariants: a piece has whole parts of the content, in their order; the time grows with the number of parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from onrecord.english.quotation_marks import quotation_at, type_of
from onrecord.model import Attribution, Span
from onrecord.reading.borders import cue_kind, cue_place
from onrecord.reading.words import BREAK, STOP, Words, says
from onrecord.trees import Integers, shipped

_NONE, _MOST = -1, 199
_ITEM = re.compile(r"[ \t]*(?:[–—•·*-]|\(?\d{1,2}[.)])[ \t]")
"""The sign of an item of a list, at the beginning of its line."""
_SIGN_REACH = 60
"""Characters before an item in which its line begins: no further, for a text that is one line with many parts."""
_TYPES = {"direct": 0, "mixed": 1, "indirect": 2}
_OF_CUT = (
    "gap between says_between cue_between source_between quoted_between cue_stands_between quoted_before quoted_behind "
    "opens_quotation closed_before single_mark kind_behind kind_before kind_next content_behind content_before begins "
    "content_around outside lower words_before words_behind sentences_before sentences_behind paragraphs from_cue "
    "paragraphs_from_cue fills_paragraph stop_behind cuts number"
).split()
_OF_ATTRIBUTION = "type said confidence words sentences quoted cue cue_kind cue_place".split()


def names() -> tuple[str, ...]:
    """The features in their order."""
    return (*_OF_CUT, *(f"attribution {name}" for name in _OF_ATTRIBUTION))


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where the content of an attribution, by its number, may be cut: before the part of this number, between
    these words."""

    owner: int
    part: int
    before: int
    behind: int


def divided(attributions: Sequence[Attribution], words: Words) -> list[Attribution]:
    """The attributions with their contents cut."""
    cuts = cuts_of(attributions, words)
    if not cuts:
        return list(attributions)
    trees = shipped("onrecord.reading", "cut")
    scores = trees.scores(features(attributions, words, cuts)).tolist()
    return cut_at(attributions, words, [cut for cut, score in zip(cuts, scores, strict=True) if score >= trees.least])


def cuts_of(attributions: Sequence[Attribution], words: Words) -> list[Cut]:
    """Where contents may be cut: between parts that have words, but for the items of a list, which one cue brings, and
    where a quotation goes on."""
    found = []
    for owner, one in enumerate(attributions):
        last = _NONE
        for part, span in enumerate(one.content):
            first, end = words.first_in(span), words.last_in(span)
            if end >= first:
                whole = last < 0 or _is_item(words.text, span) or _goes_on(words, last, first)
                found += [] if whole else [Cut(owner, part, last, first)]
                last = end
    return found


def _is_item(text: str, span: Span) -> bool:
    reach = max(0, span.start - _SIGN_REACH)
    line = text.rfind("\n", reach, span.start) + 1
    if line == 0 and reach > 0:
        return False
    sign = _ITEM.match(text, line)
    return sign is not None and sign.end() >= span.start


def _goes_on(words: Words, last: int, first: int) -> bool:
    """Whether what is quoted goes on there: "“The road,” said Holt, “is gone.”", or in the next paragraph behind a
    quotation that is left open, which is one statement in 35 of 36 annotated places."""
    if not words.quoted[last] or words.quoted[first] != 2:
        return False
    before = quotation_at(words.quotations, words.start[last])
    if before and not before.closed:
        return not words.text[before.end : words.start[first]].strip("“\"'‘ \n")
    comma = words.text.startswith(",", words.end[last])
    lower = words.text[words.start[first]].islower()
    return comma and lower and not bool((words.gap[last + 1 : first + 1] >= STOP).any())


def cut_at(attributions: Sequence[Attribution], words: Words, cuts: Sequence[Cut]) -> list[Attribution]:
    """The attributions, those with cuts in pieces."""
    of: dict[int, list[int]] = {}
    for cut in cuts:
        of.setdefault(cut.owner, []).append(cut.part)
    pieces = []
    for owner, one in enumerate(attributions):
        borders = [0, *of.get(owner, ()), len(one.content)]
        for start, end in pairwise(borders):
            content = one.content[start:end]
            kind = one.type if len(content) == len(one.content) else type_of(words.text, content, words.quotations)
            pieces.append(replace(one, content=content, type=kind))
    return pieces


def features(attributions: Sequence[Attribution], words: Words, cuts: Sequence[Cut]) -> Integers:
    """A row of whole numbers for each cut."""
    of: dict[int, list[Cut]] = {}
    for cut in cuts:
        of.setdefault(cut.owner, []).append(cut)
    rows = []
    for owner, mine in of.items():
        one = attributions[owner]
        told = _of_attribution(one, words)
        starts = [words.first_in(one.content[0]), *(cut.behind for cut in mine)]
        ends = [*(cut.before for cut in mine[1:]), words.last_in(one.content[-1])]
        for number, cut in enumerate(mine):
            rows.append([*_of_cut(one, words, cut, starts[number], ends[number]), len(mine), number, *told])
    return np.array(rows, dtype=np.int64)


def _of_cut(one: Attribution, words: Words, cut: Cut, start: int, end: int) -> list[int]:
    """Of a cut between words from `start` on and words up to `end`."""
    before, behind = cut.before, cut.behind
    first, last = words.first_in(one.content[0]), words.last_in(one.content[-1])
    between = slice(before + 1, behind)
    cue = words.first_in(one.cue[0]) if one.cue else _NONE
    closed, opened = (quotation_at(words.quotations, words.start[word]) for word in (before, behind))
    return [
        int(words.gap[before + 1]),
        min(_MOST, behind - before - 1),
        int(any(word in says() for word in words.word[between])),
        int(words.cue[between].max(initial=0)),
        int(words.source[between].max(initial=0)),
        int((words.quoted[between] > 0).any()),
        int(before < cue < behind),
        int(words.quoted[before] > 0),
        int(words.quoted[behind] > 0),
        int(words.quoted[behind] == 2),
        int(closed.closed) if closed else _NONE,
        int(opened is not None and words.text[opened.start] in "'‘"),
        int(words.kind[behind]),
        int(words.kind[before]),
        int(words.kind[behind + 1]) if behind + 1 < len(words) else _NONE,
        int(words.content[behind]),
        int(words.content[before]),
        int(words.begins[behind]),
        int(words.content[max(first, behind - 2) : behind + 3].min()),
        int(words.outside[behind]),
        int(words.text[words.start[behind]].islower()),
        min(_MOST, before - start + 1),
        min(_MOST, end - behind + 1),
        int(words.sentence[before] - words.sentence[first]),
        int(words.sentence[last] - words.sentence[behind]),
        int(words.paragraph[behind] - words.paragraph[before]),
        max(-_MOST, min(_MOST, behind - cue)) if cue >= 0 else _MOST,
        int(words.paragraph[behind] - words.paragraph[cue]) if cue >= 0 else _MOST,
        int(words.gap[behind] == BREAK and words.gap[end + 1] == BREAK),
        int(words.gap[end + 1] >= STOP),
    ]


def _of_attribution(one: Attribution, words: Words) -> list[int]:
    first, last = words.first_in(one.content[0]), words.last_in(one.content[-1])
    cue = (words.first_in(one.cue[0]), words.last_in(one.cue[-1])) if one.cue else (_NONE, _NONE)
    return [
        _TYPES[one.type],
        int(one.kind == "said"),
        int(1000 * one.confidence),
        min(_MOST, last - first),
        int(words.sentence[last] - words.sentence[first]) if last >= first else 0,
        int(1000 * (words.quoted[first : last + 1] > 0).mean()) if last >= first else 0,
        int(bool(one.cue)),
        cue_kind(words.word[cue[0] : cue[1] + 1]) if one.cue else 0,
        cue_place(cue[0], first, last) if one.cue else 0,
    ]
