"""What is known of a statement and of words that may tell its date, venue or addressee, in whole numbers.

How the two lie to each other, what kind of words they are, who speaks between them, and what stands beside the
statements around.

Invariants: for each statement the same small number of steps; no feature is a probability, so that none depends on the
arithmetic of a processor.
"""

import re
from bisect import bisect_right
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.model import Span
from onrecord.occasions.candidates import Around, Candidate, Ground, Sort, bare, venue_value
from onrecord.occasions.setting import Setting
from onrecord.trees import Integers

_FAR = 5000
"""Characters and more between a statement and a candidate are not told apart."""
_NEAR = 2000
"""Characters and more from a part of a statement are not told apart."""
_UNKNOWN = 1000
_LONGEST = 2000
_BEFORE = "on in since until by from for after before at last this of the to during and earlier late with a"
_BEHIND = "in at during after before that when to morning night with by said for on as and"
_PREVIOUS = {word: number for number, word in enumerate(_BEFORE.split(), start=1)}
_NEXT = {word: number for number, word in enumerate(_BEHIND.split(), start=1)}
_OPENING = {
    word: number
    for number, word in enumerate(
        "during soon after before when while later earlier then in on at by since but and as asked speaking last this"
        " meanwhile previously once however still also now".split(),
        start=1,
    )
}
_UTTERED = re.compile(
    r"\b(?:said|says|told|wrote|writes|tweeted|posted|announced|reported|testified|published|released|issued|spoke"
    r"|confirmed|statement|interview|letter|report|memo|email|conference|speech|remarks|poll|survey|study|hearing"
    r"|briefing|debate|post|tweet|asked|warned|urged|called|accused|denied)\b[^.;:]{0,45}$"
)
_OF_NOUN = re.compile(r"['’]s?\b(?!\s*(?:said|told))")
_DETERMINER = re.compile(r"(?:\b(?:a|an|the|his|her|its|their|this|that|another|any)|['’]s?) $")
_FIRST = re.compile(r"[a-z]+")
_LAST_WORD = re.compile(r"([a-z]+) ?$")
_FIRST_WORD = re.compile(r"[ ,]*([a-z]+)")

STATEMENT = (
    "type", "held", "present", "telling", "writing", "hearing", "perfect", "elsewhere", "cue length", "speaker kind",
    "before it", "behind it", "date beside", "venue beside", "addressee beside", "by the speaker",
    "candidates beside it",
)  # fmt: skip
CANDIDATE = (
    "word before", "word behind", "statements in sentence", "met", "said there", "in sentence", "share of text",
    "told again", "took it", "dated", "first of it", "first told at", "share took", "sentence", "paragraph", "number",
    "candidates", "values",
)  # fmt: skip
PAIR = (
    "distance", "characters", "same sentence", "in clause", "sentences", "paragraphs", "statements between",
    "candidates between", "nearest to it", "speaker beside it", "speaker named", "speaker is it", "beside this",
    "another beside this", "last told", "speaker's last told", "since told", "until told", "since speaker told",
    "until speaker told", "told by speaker", "others between", "other values between", "rank", "from cue",
    "speaker's next at", "speaker's last at", "in its cue", "in its source", "from source", "to content",
    "from content", "turns between", "to speaker's first", "beside the last", "date there",
)  # fmt: skip
_MARKS: dict[Sort, tuple[str, ...]] = {
    "date": ("kind", "days ago", "days long"),
    "venue": ("how", "sort", "medium", "setting", "determiner", "words", "capitals", "marks"),
    "addressee": ("how", "a pronoun", "hearers", "medium", "determiner", "words", "capitals", "marks"),
}


DATE = ("said before", "possessive", "determiner", "opening", "had")
"""Of dates alone."""


def names(sort: Sort) -> tuple[str, ...]:
    """The names of the columns."""
    return (*STATEMENT, *CANDIDATE, *_MARKS[sort], *PAIR, *(DATE if sort == "date" else ()))


def features(
    ground: Ground,
    candidates: Sequence[Candidate],
    owner: Integers,
    other: Integers,
    *,
    sort: Sort,
    days: Sequence[Span | None] | None = None,
) -> Integers:
    """A row of whole numbers for each pair; the columns are `names`. `days` are the words that date each attribution,
    where they are known."""
    page = ground.page
    values: dict[Hashable, int] = {}
    value = np.array([values.setdefault(one.value, len(values)) for one in candidates], dtype=np.int64)
    ruled = np.array([values.get(_ruled(one, page.text, sort), -1) for one in page.settings], dtype=np.int64)
    has_rule = np.array([_ruled(one, page.text, sort) is not None for one in page.settings], dtype=np.bool_)
    starts = np.array([one.span.start for one in candidates], dtype=np.int64)
    sentences = [ground.around(one.span.start) for one in candidates]
    of_candidate = _of_candidates(ground, candidates, sentences, value=value, ruled=ruled)
    beside = np.searchsorted(starts, ground.made_in)
    of_statement = np.column_stack([ground.statements, np.minimum(beside[:, 1] - beside[:, 0], 20)])
    marks = np.array([one.marks for one in candidates], dtype=np.int64)
    pair = (candidates, sentences, owner, other)
    of_pair = _of_pairs(ground, *pair, value=value[other], ruled=ruled, has_rule=has_rule)
    there = _date_there(ground, starts[other], owner, days)
    found = [of_statement[owner], of_candidate[other], marks[other], of_pair, there[:, None]]
    if sort == "date":
        found += [_times(candidates, sentences)[other], _frames(ground)[owner]]
    return np.hstack(found)


def _ruled(setting: Setting, text: str, sort: Sort) -> Hashable:
    """What the rules found, as the value of a candidate."""
    if sort == "date":
        return (setting.when.start, setting.when.end) if setting.when and setting.when.start else None
    span = setting.addressee if sort == "addressee" else setting.venue
    return (venue_value if sort == "venue" else bare)(span.of(text)) if span else None


def _date_there(ground: Ground, start: Integers, owner: Integers, days: Sequence[Span | None] | None) -> Integers:
    """How many sentences the candidate stands behind the words that date the statement; far where nothing does."""
    if days is None:
        return np.full(len(owner), _UNKNOWN, dtype=np.int64)
    dated = np.array([-1 if one is None else bisect_right(ground.page.starts, one.start) for one in days])
    apart = np.searchsorted(ground.starts, start, "right") - dated[owner]
    found: Integers = np.where(dated[owner] < 0, _UNKNOWN, np.clip(apart, -200, 200))
    return found


def _of_candidates(
    ground: Ground, candidates: Sequence[Candidate], sentences: Sequence[Around], *, value: Integers, ruled: Integers
) -> Integers:
    starts = np.array([one.span.start for one in candidates], dtype=np.int64)
    count, length, rows = len(candidates), max(1, len(ground.page.text)), []
    for one, sentence in zip(candidates, sentences, strict=True):
        start, end = one.span.start - sentence.start, one.span.end - sentence.start
        before = _LAST_WORD.search(sentence.lower, max(0, start - 15), start)
        behind = _FIRST_WORD.match(sentence.lower, end, end + 15)
        words = _PREVIOUS.get(before[1], 0) if before else 0, _NEXT.get(behind[1], 0) if behind else 0
        rows.append((*words, *sentence.marks, start))
    of_words = np.array(rows, dtype=np.int64)
    of_words[:, -1] = np.minimum(of_words[:, -1], _LONGEST)
    told, first = np.bincount(value), np.zeros(count, dtype=np.int64)
    first[value[::-1]] = starts[::-1]
    took = np.bincount(ruled[ruled >= 0], minlength=count)[value]
    dated = int((ruled >= 0).sum())
    return np.column_stack(
        [
            of_words,
            starts * 100 // length,
            told[value],
            took,
            np.full(count, dated * 100 // max(1, len(ruled))),
            first[value] == starts,
            first[value] * 100 // length,
            took * 100 // max(1, dated),
            np.searchsorted(ground.starts, starts, "right"),
            np.searchsorted(ground.paragraphs, starts, "right") - 1,
            np.minimum(np.arange(count), 100),
            np.full((count, 2), np.minimum((count, len(told)), 100)),
        ]
    )


def _times(candidates: Sequence[Candidate], sentences: Sequence[Around]) -> Integers:
    """Whether somebody says something shortly before a time, and whether it is told of a noun."""
    rows = []
    for one, sentence in zip(candidates, sentences, strict=True):
        start, end = one.span.start - sentence.start, one.span.end - sentence.start
        before = sentence.lower[max(0, start - 60) : start]
        is_of_noun = _OF_NOUN.match(sentence.lower, end) is not None
        rows.append((_UTTERED.search(before) is not None, is_of_noun, _DETERMINER.search(before) is not None))
    return np.array(rows, dtype=np.int64)


def _frames(ground: Ground) -> Integers:
    """With which word the sentence of a statement begins, and whether it is told in the past perfect."""
    rows = []
    for place in ground.page.places:
        sentence = ground.around(place)
        first = _FIRST.search(sentence.lower)
        at = place - sentence.start
        had = " had " in sentence.lower[max(0, at - 30) : at + 30]
        rows.append((_OPENING.get(first[0], 0) if first else 0, had))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def _of_pairs(
    ground: Ground,
    candidates: Sequence[Candidate],
    sentences: Sequence[Around],
    owner: Integers,
    other: Integers,
    *,
    value: Integers,
    ruled: Integers,
    has_rule: npt.NDArray[np.bool_],
) -> Integers:
    order, speaker, count = ground.order, ground.speaker, len(ground.order)
    starts = np.array([one.span.start for one in candidates], dtype=np.int64)
    ends = np.array([one.span.end for one in candidates], dtype=np.int64)
    place, start = ground.places[owner], starts[other]
    near = np.minimum(place, start), np.maximum(place, start)
    at, rank, mine = np.searchsorted(ground.ordered, starts)[other], ground.rank[owner], speaker[owner]
    low, high = np.minimum(at, rank), np.maximum(at, rank)
    nearest = _nearest(ground, starts, sentences)[other]
    sentence = np.searchsorted(ground.starts, starts, "right") - 1
    turns = np.concatenate([[0], np.cumsum(speaker[order][1:] != speaker[order][:-1])])
    first_said = np.zeros(2 * count, dtype=np.int64)
    first_said[speaker[order][::-1]] = ground.ordered[::-1]
    width, in_order = count + len(candidates), ruled[order]
    known = np.concatenate([[0], np.cumsum(in_order >= 0)])
    any_told = _Told(np.where(in_order >= 0, 0, -1))
    by_value, by_speaker = _Told(in_order), _Told(speaker[order])
    by_speaker_told = _Told(np.where(in_order >= 0, speaker[order], -1))
    by_both = _Told(np.where(in_order >= 0, speaker[order] * width + in_order, -1))
    both = mine * width + value
    cue_ends = ground.parts[0][owner, 1]
    last = any_told.around(np.zeros_like(rank), rank)[0]
    own_last = by_speaker_told.around(mine, rank)[0]
    return np.column_stack(
        [
            *_distances(ground, owner, place, start),
            np.minimum(high - low, 200),
            np.maximum(np.searchsorted(starts, near[1]) - np.searchsorted(starts, near[0], "right"), 0),
            nearest == owner,
            _holds(speaker, nearest, mine),
            *_speaker_words(ground, candidates, sentences, owner, other),
            ruled[owner] == value,
            (ruled[owner] != value) & has_rule[owner],
            _holds(in_order, last, value),
            _holds(in_order, own_last, value),
            *by_value.apart(value, rank),
            *by_both.apart(both, rank),
            np.minimum(by_both.among(both, np.zeros_like(rank), np.full_like(rank, count)), 50),
            np.minimum(high - low - by_speaker.among(mine, low, high), 200),
            np.minimum(known[high] - known[low] - by_value.among(value, low, high), 200),
            _ranks(owner, np.abs(start - place)),
            np.where(cue_ends > 0, np.clip(start - cue_ends, -_FAR, _FAR), 2 * _FAR),
            *by_speaker.apart(mine, at)[::-1],
            *_parts(ground, owner, start, ends[other]),
            np.abs(turns[np.minimum(at, count - 1)] - turns[rank]),
            np.clip(first_said[mine] - start, -_FAR, _FAR),
            (rank > 0) & (ground.sentence[order[rank - 1]] == sentence[other]),
        ]
    ).astype(np.int64)


def _parts(ground: Ground, owner: Integers, start: Integers, end: Integers) -> list[npt.NDArray[np.bool_] | Integers]:
    """How a candidate lies to the parts of a statement: whether it is in the cue or in the source, how far it is behind
    the source, before the content and behind it."""
    cue, source, content = (bounds[owner].T for bounds in ground.parts)
    return [
        (cue[0] < end) & (start < cue[1]),
        (source[0] < end) & (start < source[1]),
        np.where(source[1] > 0, np.clip(start - source[1], -_NEAR, _NEAR), _FAR),
        np.clip(content[0] - end, -_NEAR, _NEAR),
        np.clip(start - content[1], -_NEAR, _NEAR),
    ]


class _Told:
    """What is told at each rank, -1 for nothing, to find where something is told."""

    def __init__(self, told: Integers) -> None:
        self._width = len(told) + 1
        self._keys = np.sort((told + 1) * self._width + np.arange(len(told)))

    def among(self, wanted: Integers, low: Integers, high: Integers) -> Integers:
        """How often `wanted` is told from one rank to another."""
        first = (wanted + 1) * self._width
        found: Integers = np.searchsorted(self._keys, first + high) - np.searchsorted(self._keys, first + low)
        return found

    def around(self, wanted: Integers, at: Integers) -> tuple[Integers, Integers]:
        """The last rank before `at` and the first from it on at which `wanted` is told; -1 where there is none."""
        keys, width = self._keys, self._width
        here = np.searchsorted(keys, (wanted + 1) * width + at)
        after, before = keys[np.minimum(here, len(keys) - 1)], keys[np.maximum(here - 1, 0)]
        behind = np.where((here < len(keys)) & (after // width == wanted + 1), after % width, -1)
        return np.where((here > 0) & (before // width == wanted + 1), before % width, -1), behind

    def apart(self, wanted: Integers, at: Integers) -> tuple[Integers, Integers]:
        """How many statements before a rank `wanted` was last told, and how many behind it is told next."""
        before, behind = self.around(wanted, at)
        since, until = np.minimum(at - before, 99), np.minimum(behind - at, 99)
        return np.where(before < 0, 99, since), np.where(behind < 0, 99, until)


def _distances(ground: Ground, owner: Integers, place: Integers, start: Integers) -> list[npt.NDArray[Any]]:
    """How far a statement and a candidate are apart: in characters, by clause, in sentences and in paragraphs."""
    sentences = np.searchsorted(ground.starts, start, "right") - 1 - ground.sentence[owner]
    paragraphs = np.searchsorted(ground.paragraphs, start, "right") - np.searchsorted(ground.paragraphs, place, "right")
    clauses = ground.clauses[owner]
    return [
        np.clip(start - place, -_FAR, _FAR),
        np.minimum(np.abs(start - place), _FAR),
        sentences == 0,
        (clauses[:, 0] <= start) & (start < clauses[:, 1]),
        np.clip(sentences, -200, 200),
        np.clip(paragraphs, -100, 100),
    ]


def _nearest(ground: Ground, starts: Integers, sentences: Sequence[Around]) -> Integers:
    """For each candidate the statement nearest to it in its sentence; -1 where the sentence has none."""
    ordered, count = ground.ordered, len(ground.ordered)
    bounds = np.array([(one.start, one.end) for one in sentences], dtype=np.int64)
    at = np.searchsorted(ordered, starts)
    before, behind = np.maximum(at - 1, 0), np.minimum(at, count - 1)
    far = np.iinfo(np.int64).max
    back = np.where((at > 0) & (ordered[before] >= bounds[:, 0]), starts - ordered[before], far)
    ahead = np.where((at < count) & (ordered[behind] < bounds[:, 1]), ordered[behind] - starts, far)
    best = np.where(back <= ahead, before, behind)
    found: Integers = np.where(np.minimum(back, ahead) == far, -1, ground.order[best])
    return found


def _holds(told: Integers, number: Integers, wanted: Integers) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (number >= 0) & (told[number] == wanted)
    return found


def _ranks(owner: Integers, distance: Integers) -> Integers:
    """Of the candidates of one statement the how-manieth nearest it is."""
    found = np.zeros(len(owner), dtype=np.int64)
    by_owner = np.lexsort((distance, owner))
    firsts = np.searchsorted(owner[by_owner], owner[by_owner])
    found[by_owner] = np.arange(len(owner)) - firsts
    return found


def _speaker_words(
    ground: Ground, candidates: Sequence[Candidate], sentences: Sequence[Around], owner: Integers, other: Integers
) -> tuple[Integers, Integers]:
    """Whether the last word of the speaker's name stands in the candidate's sentence, and in the candidate."""
    lasts = [((name or "\n").split("; ")[0].lower().split() or ["\n"])[-1] for name in ground.page.speakers]
    known = {last: number for number, last in enumerate(dict.fromkeys(lasts))}
    which = np.array([known[last] for last in lasts], dtype=np.int64)[owner]
    pairs, back = np.unique(which * len(candidates) + other, return_inverse=True)
    words = [one.span.of(ground.page.text).lower() for one in candidates]
    spoken = list(known)
    which_words = ((spoken[pair // len(words)], pair % len(words)) for pair in pairs.tolist())
    found = np.array([(last in sentences[at].lower, last in words[at]) for last, at in which_words], dtype=np.int64)
    return found[back, 0], found[back, 1]
