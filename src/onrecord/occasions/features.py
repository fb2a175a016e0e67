"""What is known of a statement and of words that may tell its date, venue or addressee, in whole numbers.

How the two lie to each other, what kind of words they are, who speaks between them, and what the rules found.

Invariants: for each statement the same small number of steps; no feature is a probability, so that none depends on the
arithmetic of a processor.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from onrecord.model import Span
from onrecord.occasions.candidates import Candidate, Page, bare, venue_value
from onrecord.occasions.known import Setting, is_pronoun
from onrecord.trees import Integers

Sort = Literal["date", "venue", "addressee"]
_FAR = 5000
"""Characters and more between a statement and a candidate are not told apart."""
_UNKNOWN = 1000
_LONGEST = 2000
_PRESENT = re.compile(
    r"\b(?:says?|tells?|asks?|argues?|adds?|writes?|believes?|thinks?|warns?|notes?|claims?|explains?)\b"
)
_PERFECT, _PLUPERFECT = re.compile(r"\b(?:has|have|['’]ve)\b"), re.compile(r"\bhad\b")
_SAID = re.compile(
    r"\b(?:said|told|wrote|tweeted|posted|announced|testified|added|asked|called|warned|replied|responded|stated|argued"
    r"|denied|claimed|urged|spoke|issued|released|published|reported|confirmed|insisted|accused|demanded)\b"
)
_MET = re.compile(
    r"\b(?:spoke|speaking|testified|testifying|questions|addressed|addressing|appeared|evidence|questioned|replied"
    r"|responded|briefed|interviewed|hearing|interview|conference|speech|meeting|rally|trial|debate|court|gathered"
    r"|met|meeting|held|opened|began)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:previously|earlier|once|often|repeatedly|always|later|since|in the past|last)\b", re.IGNORECASE
)
_TELLING = re.compile(r"\b(?:told|tells?|telling|asked|warned|urged|informed|assured)\b", re.IGNORECASE)
_WRITING = re.compile(
    r"\b(?:wrote|writes?|writing|written|reads?|posted|posting|tweeted|tweeting|shared)\b", re.IGNORECASE
)
_HEARING = re.compile(r"\b(?:testif\w+|pleaded|ruled|heard|asked|answered|replied|argued)\b", re.IGNORECASE)
_PREVIOUS = tuple(
    "on in since until by from for after before at last this of the to during and earlier late with a".split()
)
_NEXT = tuple("in at during after before that when to morning night with by said for on as and".split())
_LAST_WORD = re.compile(r"([A-Za-z]+) ?$")
_FIRST_WORD = re.compile(r"[ ,]*([a-z]+)")
_TYPES = ("direct", "mixed", "indirect")

STATEMENT = (
    "type", "held", "no cue", "no source", "present", "perfect", "pluperfect", "said", "elsewhere", "telling",
    "cue length", "speaker kind", "pronoun", "before it", "behind it", "ruled date", "ruled venue", "ruled addressee",
    "by the speaker", "candidates beside it", "writing", "hearing",
)  # fmt: skip
CANDIDATE = (
    "word before", "word behind", "in sentence", "opens", "statements in sentence", "met", "said there", "candidates",
    "share of text", "paragraph", "told again", "rules took it",
    "number", "values", "dated by rules", "a time there",
)  # fmt: skip
PAIR = (
    "distance", "characters", "same sentence", "in clause", "sentences", "paragraphs", "statements between",
    "candidates between", "nearest to it", "speaker beside it", "speaker before it", "speaker behind it",
    "speaker named", "rules here", "rules beside it", "rules for speaker before", "rules before", "others between",
    "other values between",
    "rank", "from cue", "speaker is it", "rules differ", "speaker from it", "speaker before it at", "date there",
)  # fmt: skip


def features(
    page: Page,
    candidates: Sequence[Candidate],
    owner: Integers,
    other: Integers,
    *,
    sort: Sort,
    days: Sequence[Span | None] | None = None,
) -> Integers:
    """A row of whole numbers for each pair; the columns are `names`."""
    values = {value: number for number, value in enumerate(dict.fromkeys(one.value for one in candidates))}
    ruled = np.array([values.get(_ruled(setting, page.text, sort), -1) for setting in page.settings], dtype=np.int64)
    of_statement = _of_statements(page, candidates)
    of_candidate = _of_candidates(page, candidates, values, ruled)
    of_pair = _of_pairs(page, candidates, owner, other, values=values, ruled=ruled, sort=sort)
    marks = np.array([one.marks for one in candidates], dtype=np.int64)
    there = date_there(page, candidates, owner, other, days=days or [None] * len(page.attributions))
    return np.hstack([of_statement[owner], of_candidate[other], marks[other], of_pair, there[:, None]])


def date_there(
    page: Page, candidates: Sequence[Candidate], owner: Integers, other: Integers, *, days: Sequence[Span | None]
) -> Integers:
    """How many sentences the candidate stands behind the words that date the statement; far where nothing does."""
    starts = np.array(page.starts, dtype=np.int64)
    there = np.searchsorted(starts, np.array([one.span.start for one in candidates], dtype=np.int64), "right")
    day = np.array([-1 if one is None else bisect_right(page.starts, one.start) for one in days], dtype=np.int64)
    found: Integers = np.where(day[owner] < 0, _UNKNOWN, np.clip(there[other] - day[owner], -200, 200))
    return found


def names(sort: Sort) -> tuple[str, ...]:
    """The names of the columns."""
    marks = {
        "date": ("kind", "days ago", "days long"),
        "venue": ("how", "sort", "medium", "determiner", "words", "capitals", "digit", "marks"),
        "addressee": ("how", "a pronoun", "hearers", "medium", "determiner", "words", "capitals", "digit", "marks"),
    }
    return (*STATEMENT, *CANDIDATE, *marks[sort], *PAIR)


def places_of(page: Page) -> list[int]:
    """Where each attribution is made: at its cue, else its source, else its content."""
    return [(one.cue or one.source or one.content)[0].start for one in page.attributions]


def _ruled(setting: Setting, text: str, sort: Sort) -> Hashable:
    """What the rules found, as the value of a candidate."""
    if sort == "date":
        return (setting.when.start, setting.when.end) if setting.when and setting.when.start else None
    span = setting.addressee if sort == "addressee" else setting.venue.span if setting.venue else None
    return (venue_value if sort == "venue" else bare)(span.of(text)) if span else None


def _of_statements(page: Page, candidates: Sequence[Candidate]) -> Integers:
    count = len(page.attributions)
    spoke = Counter(page.speakers)
    starts = [one.span.start for one in candidates]
    order = {number: rank for rank, number in enumerate(_order(page))}
    rows = []
    for number, (one, place) in enumerate(zip(page.attributions, places_of(page), strict=True)):
        cue = one.cue[0].of(page.text)[:200] if one.cue else ""
        around = page.masked[max(0, place - 30) : place + len(cue) + 1]
        setting = page.settings[number]
        _, sentence, behind = _sentence(page, place)
        rows.append(
            (
                _TYPES.index(one.type),
                one.kind == "held",
                not one.cue,
                not one.source,
                bool(_PRESENT.search(cue)),
                bool(_PERFECT.search(around)),
                bool(_PLUPERFECT.search(around)),
                bool(_SAID.search(cue)),
                bool(_ELSEWHERE.search(around)),
                bool(_TELLING.search(cue)),
                len(cue),
                page.kinds[number],
                bool(one.source and is_pronoun(one.source[0].of(page.text))),
                order[number],
                count - order[number],
                setting.when is not None and setting.when.start is not None,
                setting.venue is not None,
                setting.addressee is not None,
                min(spoke[page.speakers[number]], 50) if page.speakers[number] else 0,
                min(bisect_left(starts, behind) - bisect_left(starts, sentence), 20),
                bool(_WRITING.search(cue)),
                bool(_HEARING.search(cue)),
            )
        )
    return np.array(rows, dtype=np.int64)


def _order(page: Page) -> list[int]:
    """The numbers of the attributions in reading order."""
    places = places_of(page)
    return sorted(range(len(places)), key=lambda number: (places[number], page.attributions[number].content))


def _of_candidates(
    page: Page, candidates: Sequence[Candidate], values: dict[Hashable, int], ruled: Integers
) -> Integers:
    places, told = sorted(places_of(page)), Counter(one.value for one in candidates)
    paragraphs = _paragraphs(page.text)
    took = Counter(int(number) for number in ruled)
    times = [one.span.start for one in page.times]
    dated = sum(one.when is not None for one in page.settings) * 100 // max(1, len(page.settings))
    rows = []
    for index, one in enumerate(candidates):
        start, end = one.span.start, one.span.end
        number, sentence, behind = _sentence(page, start)
        words = page.masked[sentence:behind]
        before = _LAST_WORD.search(page.masked[max(sentence, start - 15) : start].lower())
        after = _FIRST_WORD.match(page.masked[end : end + 15].lower())
        rows.append(
            (
                _index(_PREVIOUS, before),
                _index(_NEXT, after),
                min(start - sentence, _LONGEST),
                not page.masked[sentence:start].strip() or start - sentence < 4,
                bisect_left(places, behind) - bisect_left(places, sentence),
                bool(_MET.search(words)),
                bool(_SAID.search(words)),
                min(len(candidates), 100),
                number * 100 // len(page.starts),
                bisect_right(paragraphs, start) - 1,
                told[one.value],
                took[values[one.value]],
                min(index, 100),
                min(len(values), 100),
                dated,
                bisect_left(times, behind) - bisect_left(times, sentence),
            )
        )
    return np.array(rows, dtype=np.int64)


def _sentence(page: Page, place: int) -> tuple[int, int, int]:
    """The number of the sentence that holds the place, where it begins and how far it is looked at."""
    number = bisect_right(page.starts, place) - 1
    start = page.starts[number]
    behind = page.starts[number + 1] if number + 1 < len(page.starts) else len(page.text)
    start = max(start, place - _LONGEST)
    return number, start, min(behind, start + 2 * _LONGEST)


def _paragraphs(text: str) -> list[int]:
    return [found.start() for found in re.finditer(r"[^\n]+", text)] or [0]


def _index(words: Sequence[str], found: re.Match[str] | None) -> int:
    return words.index(found[1]) + 1 if found and found[1] in words else 0


def _of_pairs(
    page: Page,
    candidates: Sequence[Candidate],
    owner: Integers,
    other: Integers,
    *,
    values: dict[Hashable, int],
    ruled: Integers,
    sort: Sort,
) -> Integers:
    places = np.array(places_of(page), dtype=np.int64)
    spans = np.array([(one.span.start, one.span.end) for one in candidates], dtype=np.int64)
    order = np.array(_order(page), dtype=np.int64)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    place, start, end = places[owner], spans[other, 0], spans[other, 1]

    at = np.searchsorted(places[order], spans[:, 0])
    low, high = np.minimum(at[other], rank[owner]), np.maximum(at[other], rank[owner])
    between = high - low
    nearest = _nearest(page, candidates, order, places)
    before = np.where(at > 0, order[np.maximum(at - 1, 0)], -1)
    behind = np.where(at < len(order), order[np.minimum(at, len(order) - 1)], -1)

    speaker = _numbers(page.speakers)
    value = np.array([values[one.value] for one in candidates], dtype=np.int64)[other]
    same = _among(speaker[order], speaker[owner], low, high)
    this = _among(ruled[order], value, low, high)
    known = np.concatenate([[0], np.cumsum(ruled[order] >= 0)])
    others_told = known[high] - known[low] - this

    has_rule = np.array([_ruled(one, page.text, sort) is not None for one in page.settings])
    earlier, last = _earlier(speaker, order), np.where(rank > 0, order[np.maximum(rank - 1, 0)], -1)
    cue_ends = np.array([one.cue[-1].end if one.cue else 0 for one in page.attributions], dtype=np.int64)[owner]
    named, is_it = _speaker_words(page, candidates, owner, other)
    return np.column_stack(
        [
            *_apart(page, owner, place, start),
            np.minimum(between, 200),
            _candidates_between(spans[:, 0], place, start, end),
            nearest[other] == owner,
            _holds(speaker, nearest[other], speaker[owner]),
            _holds(speaker, before[other], speaker[owner]),
            _holds(speaker, behind[other], speaker[owner]),
            named,
            ruled[owner] == value,
            _holds(ruled, nearest[other], value),
            _holds(ruled, earlier[owner], value),
            _holds(ruled, last[owner], value),
            np.minimum(between - same, 200),
            np.minimum(others_told, 200),
            _ranks(owner, np.abs(start - place)),
            np.where(cue_ends > 0, np.clip(start - cue_ends, -_FAR, _FAR), 2 * _FAR),
            is_it,
            (ruled[owner] != value) & has_rule[owner],
            *_from_speaker(speaker, order, speaker[owner], at[other]),
        ]
    ).astype(np.int64)


def _apart(page: Page, owner: Integers, place: Integers, start: Integers) -> list[npt.NDArray[Any]]:
    """How far a statement and a candidate are apart: in characters, by clause, in sentences and in paragraphs."""
    starts = np.array(page.starts, dtype=np.int64)
    paragraphs = np.array(_paragraphs(page.text), dtype=np.int64)
    sentences = np.searchsorted(starts, start, "right") - np.searchsorted(starts, place, "right")
    far = np.searchsorted(paragraphs, start, "right") - np.searchsorted(paragraphs, place, "right")
    clauses = np.array([(one.start, one.end) if one else (0, 0) for one in page.clauses], dtype=np.int64)
    return [
        np.clip(start - place, -_FAR, _FAR),
        np.minimum(np.abs(start - place), _FAR),
        sentences == 0,
        (clauses[owner, 0] <= start) & (start < clauses[owner, 1]),
        np.clip(sentences, -200, 200),
        np.clip(far, -100, 100),
    ]


def _nearest(page: Page, candidates: Sequence[Candidate], order: Integers, places: Integers) -> Integers:
    """For each candidate the statement nearest to it in its sentence; -1 where the sentence has none."""
    found = []
    ordered = places[order].tolist()
    for one in candidates:
        _, start, end = _sentence(page, one.span.start)
        at = bisect_left(ordered, one.span.start)
        near = [number for number in (at - 1, at) if 0 <= number < len(ordered) and start <= ordered[number] < end]
        best = min(near, key=lambda number: abs(ordered[number] - one.span.start), default=None)
        found.append(-1 if best is None else int(order[best]))
    return np.array(found, dtype=np.int64)


def _numbers(speakers: Sequence[str | None]) -> Integers:
    """A number for each speaker; nobody is nobody else."""
    known: dict[str, int] = {}
    return np.array(
        [
            known.setdefault(name, len(known)) if name else len(speakers) + number
            for number, name in enumerate(speakers)
        ],
        dtype=np.int64,
    )


def _among(told: Integers, wanted: Integers, low: Integers, high: Integers) -> Integers:
    """How often `wanted` is told from one rank to another."""
    width = len(told) + 1
    keys = np.sort((told + 1) * width + np.arange(len(told)))
    found: Integers = np.searchsorted(keys, (wanted + 1) * width + high) - np.searchsorted(
        keys, (wanted + 1) * width + low
    )
    return found


def _from_speaker(speaker: Integers, order: Integers, wanted: Integers, at: Integers) -> tuple[Integers, Integers]:
    """How many statements behind a place the wanted speaker's next is, and how many before it the last one."""
    width = len(order) + 1
    keys = np.sort(speaker[order] * width + np.arange(len(order)))
    here = wanted * width + at
    found = np.searchsorted(keys, here)
    after, before = keys[np.minimum(found, len(keys) - 1)], keys[np.maximum(found - 1, 0)]
    behind = np.where((found < len(keys)) & (after // width == wanted), after - here, 99)
    ahead = np.where((found > 0) & (before // width == wanted), here - before, 99)
    return np.minimum(behind, 99), np.minimum(ahead, 99)


def _holds(told: Integers, number: Integers, wanted: Integers) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (number >= 0) & (told[number] == wanted)
    return found


def _earlier(speaker: Integers, order: Integers) -> Integers:
    """For each statement the one before it of the same speaker; -1 where there is none."""
    found = np.full(len(order), -1, dtype=np.int64)
    latest: dict[int, int] = {}
    for number in order.tolist():
        found[number] = latest.get(int(speaker[number]), -1)
        latest[int(speaker[number])] = number
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
    page: Page, candidates: Sequence[Candidate], owner: Integers, other: Integers
) -> tuple[Integers, Integers]:
    """Whether the last word of the speaker's name stands in the candidate's sentence, and in the candidate."""
    sentences = []
    for one in candidates:
        _, start, end = _sentence(page, one.span.start)
        sentences.append(page.masked[start:end].lower())
    words = [one.span.of(page.text).lower() for one in candidates]
    lasts = [(name or "\n").split("; ")[0].lower().split()[-1:] for name in page.speakers]
    rows = zip(owner.tolist(), other.tolist(), strict=True)
    found = [(last[0] in sentences[b], last[0] in words[b]) if (last := lasts[a]) else (False, False) for a, b in rows]
    both = np.array(found, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]
