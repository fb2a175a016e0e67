"""What is known of a statement and of words that may tell its date, venue or addressee, in whole numbers.

How the two lie to each other, what kind of words they are, who speaks between them, and what stands beside the
statements around.

Invariants: for each statement the same small number of steps; no feature is a probability, so that none depends on the
arithmetic of a processor.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from onrecord.model import Span
from onrecord.occasions.candidates import FAR, Candidate, Page, bare, is_pronoun, venue_value
from onrecord.occasions.dating import Setting
from onrecord.trees import Integers

Sort = Literal["date", "venue", "addressee"]
_FAR = 5000
"""Characters and more between a statement and a candidate are not told apart."""
_UNKNOWN = 1000
_REACH = 5
"""Sentences, the farthest of those that do not reach as far as the article goes."""
_MOST_NEAR = 200
_LONGEST = 2000
BEFORE, BEHIND = 24, 8
"""How many candidates before and behind a statement are looked at, beside those of its own few sentences."""
_CUES = tuple(
    frozenset(words.split())
    for words in (
        "say says tell tells ask asks argue argues add adds write writes believe believes think thinks warn warns note"
        " notes claim claims explain explains",
        "said told wrote tweeted posted announced testified added asked called warned replied responded stated argued"
        " denied claimed urged spoke issued released published reported confirmed insisted accused demanded",
        "told tell tells telling asked warned urged informed assured",
        "wrote write writes writing written read reads posted posting tweeted tweeting shared",
        "testify testified testifying testifies pleaded ruled heard asked answered replied argued",
    )
)
"""Words of a cue: of the present, of the past, of telling somebody, of writing, of being heard."""
_AROUND = tuple(
    frozenset(words.split())
    for words in ("has have 've ’ve", "had", "previously earlier once often repeatedly always later since past last")
)
"""Words around a cue: of the perfect, of the pluperfect, of another occasion."""
_MET = frozenset(
    "spoke speaking testified testifying questions addressed addressing appeared evidence questioned replied responded"
    " briefed interviewed hearing interview conference speech meeting rally trial debate court gathered met held opened"
    " began".split()
)
_PREVIOUS = tuple(
    "on in since until by from for after before at last this of the to during and earlier late with a".split()
)
_NEXT = tuple("in at during after before that when to morning night with by said for on as and".split())
_WORD = re.compile(r"['’]?[a-z]+")
_LAST_WORD = re.compile(r"([a-z]+) ?$")
_FIRST_WORD = re.compile(r"[ ,]*([a-z]+)")
_TYPES = ("direct", "mixed", "indirect")

STATEMENT = (
    "type", "held", "no cue", "no source", "present", "past", "telling", "writing", "hearing", "perfect", "pluperfect",
    "elsewhere", "cue length", "speaker kind", "pronoun", "before it", "behind it", "date beside", "venue beside",
    "addressee beside", "by the speaker", "candidates beside it",
)  # fmt: skip
CANDIDATE = (
    "word before", "word behind", "in sentence", "opens", "statements in sentence", "met", "said there", "sentence",
    "share of text", "paragraph", "a time there", "told again", "took it", "number", "candidates", "values",
    "dated", "first of it", "first told at", "share took",
)  # fmt: skip
PAIR = (
    "distance", "characters", "same sentence", "in clause", "sentences", "paragraphs", "statements between",
    "candidates between", "nearest to it", "speaker beside it", "speaker before it", "speaker behind it",
    "speaker named", "speaker is it", "beside this", "another beside this", "beside nearest", "last told",
    "next told", "speaker's last told", "speaker's next told", "since told", "until told", "since speaker told",
    "until speaker told", "told by speaker", "others between", "other values between", "rank", "from cue",
    "speaker's next at", "speaker's last at", "date there",
)  # fmt: skip
_MARKS: dict[Sort, tuple[str, ...]] = {
    "date": ("kind", "days ago", "days long"),
    "venue": ("how", "sort", "medium", "determiner", "words", "capitals", "digit", "marks"),
    "addressee": ("how", "a pronoun", "hearers", "medium", "determiner", "words", "capitals", "digit", "marks"),
}


def names(sort: Sort) -> tuple[str, ...]:
    """The names of the columns."""
    return (*STATEMENT, *CANDIDATE, *_MARKS[sort], *PAIR)


class Ground:
    """What the three sorts share of a page: where its statements and sentences are, who speaks, which words."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.places = np.array(page.places, dtype=np.int64)
        order = sorted(range(len(page.places)), key=lambda at: (page.places[at], page.attributions[at].content))
        self.order = np.array(order, dtype=np.int64)
        self.rank = np.empty_like(self.order)
        self.rank[self.order] = np.arange(len(order))
        self.ordered = self.places[self.order]
        self.starts = np.array(page.starts, dtype=np.int64)
        self.paragraphs = np.array([one.start() for one in re.finditer(r"[^\n]+", page.text)] or [0], dtype=np.int64)
        self.speaker = _numbers(page.speakers)
        self.sentence = np.searchsorted(self.starts, self.places, "right") - 1
        self._sentences: dict[int, tuple[int, int, str, int, int, int, int]] = {}

    def around(self, place: int) -> tuple[int, int, str, int, int, int, int]:
        """Of the sentence that holds the place: where it begins, how far it is looked at, its words in lower case, how
        many statements and times it has, whether it tells of a meeting and whether somebody says something in it."""
        number = bisect_right(self.page.starts, place) - 1
        if (found := self._sentences.get(number)) is not None:
            return found
        page = self.page
        start = page.starts[number]
        end = page.starts[number + 1] if number + 1 < len(page.starts) else len(page.text)
        end = min(end, start + 2 * _LONGEST)
        lower = page.masked[start:end].lower()
        told = set(_WORD.findall(lower))
        made = int(np.searchsorted(self.ordered, end) - np.searchsorted(self.ordered, start))
        times = bisect_left(self.times, end) - bisect_left(self.times, start)
        found = (start, end, lower, made, times, not told.isdisjoint(_MET), not told.isdisjoint(_CUES[1]))
        self._sentences[number] = found
        return found

    @cached_property
    def times(self) -> list[int]:
        """Where times begin."""
        return [one.span.start for one in self.page.times]

    @cached_property
    def statements(self) -> Integers:
        """A row for each attribution, without what depends on the candidates."""
        page, spoke = self.page, Counter(self.page.speakers)
        rows = []
        for number, (one, place) in enumerate(zip(page.attributions, page.places, strict=True)):
            cue = one.cue[0].of(page.text)[:200].lower() if one.cue else ""
            said = set(_WORD.findall(cue))
            around = set(_WORD.findall(page.masked[max(0, place - 30) : place + len(cue) + 1].lower()))
            setting = page.settings[number]
            rows.append(
                (
                    _TYPES.index(one.type),
                    one.kind == "held",
                    not one.cue,
                    not one.source,
                    *[not said.isdisjoint(words) for words in _CUES],
                    *[not around.isdisjoint(words) for words in _AROUND],
                    len(cue),
                    page.kinds[number],
                    bool(one.source and is_pronoun(one.source[0].of(page.text))),
                    self.rank[number],
                    len(page.places) - self.rank[number],
                    setting.when is not None and setting.when.start is not None,
                    setting.venue is not None,
                    setting.addressee is not None,
                    min(spoke[page.speakers[number]], 50) if page.speakers[number] else 0,
                )
            )
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(STATEMENT) - 1)


def pairs(ground: Ground, candidates: Sequence[Candidate], *, wanted: Sequence[bool]) -> tuple[Integers, Integers]:
    """The attributions that are wanted and the candidates that may tell of them, by their numbers."""
    if not candidates or not any(wanted):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    starts = np.array([one.span.start for one in candidates], dtype=np.int64)
    reach = np.array([one.reach for one in candidates], dtype=np.int64)
    sentence = np.searchsorted(ground.starts, starts, "right") - 1
    number = np.flatnonzero(np.array(wanted, dtype=np.bool_))
    far = np.flatnonzero(reach == FAR)
    at = np.searchsorted(starts[far], ground.places[number])[:, None] + np.arange(-BEFORE, BEHIND)
    is_far = (at >= 0) & (at < len(far))
    here = ground.sentence[number][:, None]
    first, last = np.searchsorted(sentence, here - _REACH), np.searchsorted(sentence, here + _REACH + 1)
    near = first + np.arange(min(_MOST_NEAR, int((last - first).max())))
    is_near = near < last
    near = np.minimum(near, len(candidates) - 1)
    is_near &= (np.abs(sentence[near] - here) <= reach[near]) & (reach[near] < FAR)
    owner = np.concatenate([np.nonzero(is_far)[0], np.nonzero(is_near)[0]])
    other = np.concatenate([far[at[is_far]], near[is_near]])
    order = np.lexsort((other, owner))
    return number[owner[order]], other[order]


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
    of_candidate = _of_candidates(ground, candidates, value, ruled)
    beside = [ground.around(place)[:2] for place in page.places]
    count = [[np.searchsorted(starts, end) - np.searchsorted(starts, start)] for start, end in beside]
    of_statement = np.hstack([ground.statements, np.minimum(np.array(count, dtype=np.int64), 20)])
    marks = np.array([one.marks for one in candidates], dtype=np.int64)
    of_pair = _of_pairs(ground, candidates, owner, other, value=value[other], ruled=ruled, has_rule=has_rule)
    there = _date_there(ground, starts[other], owner, days)
    return np.hstack([of_statement[owner], of_candidate[other], marks[other], of_pair, there[:, None]])


def _ruled(setting: Setting, text: str, sort: Sort) -> Hashable:
    """What the rules found, as the value of a candidate."""
    if sort == "date":
        return (setting.when.start, setting.when.end) if setting.when and setting.when.start else None
    span = setting.addressee if sort == "addressee" else setting.venue.span if setting.venue else None
    return (venue_value if sort == "venue" else bare)(span.of(text)) if span else None


def _date_there(ground: Ground, start: Integers, owner: Integers, days: Sequence[Span | None] | None) -> Integers:
    """How many sentences the candidate stands behind the words that date the statement; far where nothing does."""
    if days is None:
        return np.full(len(owner), _UNKNOWN, dtype=np.int64)
    dated = np.array([-1 if one is None else bisect_right(ground.page.starts, one.start) for one in days])
    apart = np.searchsorted(ground.starts, start, "right") - dated[owner]
    found: Integers = np.where(dated[owner] < 0, _UNKNOWN, np.clip(apart, -200, 200))
    return found


def _of_candidates(ground: Ground, candidates: Sequence[Candidate], value: Integers, ruled: Integers) -> Integers:
    page = ground.page
    counts, took = Counter(value.tolist()), Counter(ruled.tolist())
    dated = len(ruled) - took[-1]
    first: dict[int, int] = {}
    rows = []
    for index, (one, number) in enumerate(zip(candidates, value.tolist(), strict=True)):
        start, end = one.span.start, one.span.end
        at, _, lower, made, times, met, said = ground.around(start)
        before = _LAST_WORD.search(lower, max(0, start - at - 15), max(0, start - at))
        behind = _FIRST_WORD.match(lower, max(0, end - at), max(0, end - at) + 15)
        told_at = first.setdefault(number, start)
        rows.append(
            (
                _index(_PREVIOUS, before),
                _index(_NEXT, behind),
                min(start - at, _LONGEST),
                not lower[: max(0, start - at)].strip() or start - at < 4,
                made,
                met,
                said,
                bisect_right(page.starts, start),
                start * 100 // max(1, len(page.text)),
                int(np.searchsorted(ground.paragraphs, start, "right")) - 1,
                times,
                counts[number],
                took[number],
                min(index, 100),
                min(len(candidates), 100),
                min(len(counts), 100),
                dated * 100 // max(1, len(ruled)),
                told_at == start,
                told_at * 100 // max(1, len(page.text)),
                took[number] * 100 // max(1, dated),
            )
        )
    return np.array(rows, dtype=np.int64)


def _index(words: Sequence[str], found: re.Match[str] | None) -> int:
    return words.index(found[1]) + 1 if found and found[1] in words else 0


def _of_pairs(
    ground: Ground,
    candidates: Sequence[Candidate],
    owner: Integers,
    other: Integers,
    *,
    value: Integers,
    ruled: Integers,
    has_rule: npt.NDArray[np.bool_],
) -> Integers:
    order, speaker, count = ground.order, ground.speaker, len(ground.order)
    spans = np.array([(one.span.start, one.span.end) for one in candidates], dtype=np.int64)
    place, start, end = ground.places[owner], spans[other, 0], spans[other, 1]
    at, rank, mine = np.searchsorted(ground.ordered, spans[:, 0])[other], ground.rank[owner], speaker[owner]
    low, high = np.minimum(at, rank), np.maximum(at, rank)
    nearest = _nearest(ground, candidates)[other]
    before = np.where(at > 0, order[np.maximum(at - 1, 0)], -1)
    behind = np.where(at < count, order[np.minimum(at, count - 1)], -1)
    this = _among(ruled[order], value, low, high)
    known = np.concatenate([[0], np.cumsum(ruled[order] >= 0)])
    joined = np.where(ruled >= 0, speaker * (count + len(candidates)) + ruled, -1)
    wanted = mine * (count + len(candidates)) + value
    by_speaker = np.where(ruled >= 0, speaker, -1)
    last, following = _beside(np.where(ruled >= 0, 0, -1)[order], np.zeros_like(rank), rank)
    own_last, own_next = _beside(by_speaker[order], mine, rank)
    since, until = _apart(ruled[order], value, rank)
    since_speaker, until_speaker = _apart(joined[order], wanted, rank)
    ahead, further = _apart(speaker[order], mine, at)
    cue_ends = np.array([one.cue[-1].end if one.cue else 0 for one in ground.page.attributions], dtype=np.int64)[owner]
    in_order = ruled[order]
    return np.column_stack(
        [
            *_distances(ground, owner, place, start),
            np.minimum(high - low, 200),
            _candidates_between(spans[:, 0], place, start, end),
            nearest == owner,
            _holds(speaker, nearest, mine),
            _holds(speaker, before, mine),
            _holds(speaker, behind, mine),
            *_speaker_words(ground, candidates, owner, other),
            ruled[owner] == value,
            (ruled[owner] != value) & has_rule[owner],
            _holds(ruled, nearest, value),
            _holds(in_order, last, value),
            _holds(in_order, following, value),
            _holds(in_order, own_last, value),
            _holds(in_order, own_next, value),
            since,
            until,
            since_speaker,
            until_speaker,
            np.minimum(_among(joined[order], wanted, np.zeros_like(rank), np.full_like(rank, count)), 50),
            np.minimum(high - low - _among(speaker[order], mine, low, high), 200),
            np.minimum(known[high] - known[low] - this, 200),
            _ranks(owner, np.abs(start - place)),
            np.where(cue_ends > 0, np.clip(start - cue_ends, -_FAR, _FAR), 2 * _FAR),
            further,
            ahead,
        ]
    ).astype(np.int64)


def _distances(ground: Ground, owner: Integers, place: Integers, start: Integers) -> list[npt.NDArray[Any]]:
    """How far a statement and a candidate are apart: in characters, by clause, in sentences and in paragraphs."""
    sentences = np.searchsorted(ground.starts, start, "right") - 1 - ground.sentence[owner]
    paragraphs = np.searchsorted(ground.paragraphs, start, "right") - np.searchsorted(ground.paragraphs, place, "right")
    clauses = np.array([(one.start, one.end) if one else (0, 0) for one in ground.page.clauses], dtype=np.int64)[owner]
    return [
        np.clip(start - place, -_FAR, _FAR),
        np.minimum(np.abs(start - place), _FAR),
        sentences == 0,
        (clauses[:, 0] <= start) & (start < clauses[:, 1]),
        np.clip(sentences, -200, 200),
        np.clip(paragraphs, -100, 100),
    ]


def _nearest(ground: Ground, candidates: Sequence[Candidate]) -> Integers:
    """For each candidate the statement nearest to it in its sentence; -1 where the sentence has none."""
    found = []
    ordered = ground.ordered.tolist()
    for one in candidates:
        place = one.span.start
        start, end = ground.around(place)[:2]
        at = bisect_left(ordered, place)
        near = [number for number in (at - 1, at) if 0 <= number < len(ordered) and start <= ordered[number] < end]
        best = min(near, key=lambda number: abs(ordered[number] - place), default=None)
        found.append(-1 if best is None else int(ground.order[best]))
    return np.array(found, dtype=np.int64)


def _numbers(speakers: Sequence[str | None]) -> Integers:
    """A number for each speaker; nobody is nobody else."""
    known: dict[str, int] = {}
    given = ((known.setdefault(one, len(known)) if one else len(speakers) + at) for at, one in enumerate(speakers))
    return np.array(list(given), dtype=np.int64)


def _among(told: Integers, wanted: Integers, low: Integers, high: Integers) -> Integers:
    """How often `wanted` is told from one rank to another."""
    width = len(told) + 1
    keys = np.sort((told + 1) * width + np.arange(len(told)))
    found: Integers = np.searchsorted(keys, (wanted + 1) * width + high) - np.searchsorted(
        keys, (wanted + 1) * width + low
    )
    return found


def _found(told: Integers, wanted: Integers, at: Integers) -> tuple[Integers, Integers]:
    """The last rank before `at` and the first from it on at which `wanted` is told; -1 where there is none."""
    width = len(told) + 1
    keys = np.sort((told + 1) * width + np.arange(len(told)))
    here = np.searchsorted(keys, (wanted + 1) * width + at)
    after, before = keys[np.minimum(here, len(keys) - 1)], keys[np.maximum(here - 1, 0)]
    next_one = np.where((here < len(keys)) & (after // width == wanted + 1), after % width, -1)
    return np.where((here > 0) & (before // width == wanted + 1), before % width, -1), next_one


def _beside(told: Integers, wanted: Integers, rank: Integers) -> tuple[Integers, Integers]:
    """The last rank before and the first behind a rank at which `wanted` is told; -1 where there is none."""
    return _found(told, wanted, rank)[0], _found(told, wanted, rank + 1)[1]


def _apart(told: Integers, wanted: Integers, at: Integers) -> tuple[Integers, Integers]:
    """How many statements before a rank `wanted` was last told, and how many behind it is told next."""
    before, behind = _found(told, wanted, at)
    return np.where(before < 0, 99, np.minimum(at - before, 99)), np.where(behind < 0, 99, np.minimum(behind - at, 99))


def _holds(told: Integers, number: Integers, wanted: Integers) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (number >= 0) & (told[number] == wanted)
    return found


def _candidates_between(starts: Integers, place: Integers, start: Integers, end: Integers) -> Integers:
    low, high = np.minimum(place, start), np.maximum(place, start)
    found: Integers = np.searchsorted(starts, high, "left") - np.searchsorted(starts, low, "right")
    return np.maximum(found, 0)


def _ranks(owner: Integers, distance: Integers) -> Integers:
    """Of the candidates of one statement the how-manieth nearest it is."""
    found = np.zeros(len(owner), dtype=np.int64)
    by_owner = np.lexsort((distance, owner))
    firsts = np.searchsorted(owner[by_owner], owner[by_owner])
    found[by_owner] = np.arange(len(owner)) - firsts
    return found


def _speaker_words(
    ground: Ground, candidates: Sequence[Candidate], owner: Integers, other: Integers
) -> tuple[Integers, Integers]:
    """Whether the last word of the speaker's name stands in the candidate's sentence, and in the candidate."""
    text = ground.page.text
    lasts = [((name or "\n").split("; ")[0].lower().split() or ["\n"])[-1] for name in ground.page.speakers]
    known = {last: number for number, last in enumerate(dict.fromkeys(lasts))}
    words = [(ground.around(one.span.start)[2], one.span.of(text).lower()) for one in candidates]
    found = np.array([[(last in a, last in b) for a, b in words] for last in known], dtype=np.int64)
    which = np.array([known[last] for last in lasts], dtype=np.int64)[owner]
    return found[which, other, 0], found[which, other, 1]
