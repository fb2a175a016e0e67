"""Where each content begins and ends: a learned choice among the words near the borders that the reader found.

The reader learned from annotators that leave "that" in, take "but" along and leave out whom something was told. What
was said begins and ends elsewhere: trees trained on articles annotated for statements score every word near a border.

Invariants: a chosen border is that of a word in the same paragraph; no content comes to reach into its own source or
cue, or into a content that stood apart from it; for each border no more than a fixed number of words is looked at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from onrecord.english.quotation_marks import quotation_at, type_of
from onrecord.model import Attribution, Span
from onrecord.reading.conventions import BEGINS_CLAUSE, without_link
from onrecord.reading.words import COMMA, Words, group, says
from onrecord.trees import Integers, shipped

Side = Literal["start", "end"]
OUT = {"start": 12, "end": 25}
"""Words outside of the found content that are looked at."""
INTO = {"start": 25, "end": 35}
"""Words inside of it."""
_FAR = 99
_ADVERB = re.compile(
    r"(?:however|meanwhile|still|also|in addition|additionally|moreover|furthermore|nevertheless|nonetheless|instead"
    r"|that said|for what it[’']s worth), (?=[\w“\"‘])",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_a-z.'’-]{2,30}(?:,? [A-Z][\w.'’-]{0,30}){0,4}"
    r"(?:, (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?)?(?: ?\([^()\n]{2,60}\))?"
    r"|[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,3} \((?:AP|AFP|Reuters|Xinhua|UPI|CNN|PTI|dpa)\))"
    r" ?(?:[—–:]|--?) ?(?=[\"“‘'A-Z])"
)
"""Where a report was written, at the beginning of its first paragraph: "HARWICH, England (AP) — "."""
_LONGEST_DATELINE = 160
_HOW = re.compile(rf"how (?!(?:to|many|much|long|often|far)\b)(?={BEGINS_CLAUSE})")
_DESCRIBES = frozenset(("describe", "describes", "described", "describing"))
_FACT = re.compile(
    r"(?:(?:the|his|her|their|its) )?(?:fact|belief|claims?|view|possibility|assertions?|opinion|hopes?"
    rf"|concerns?|fears?|rumou?rs?|allegations?|accusations?|suggestions?) that (?={BEGINS_CLAUSE})"
)
_OPENING, _CLOSING = frozenset("$£€#@(["), frozenset("%)]")
_TYPES = {"direct": 0, "mixed": 1, "indirect": 2}
_OF_ATTRIBUTION = "type said confidence parts cue cue_place source_place words sentences".split()
_OF_WORDS = (
    [f"{name} {place}" for name in ("kind", "content") for place in ("here", "before", "behind", "two before")]
    + [f"gap {place}" for place in ("here", "before", "behind")]
    + "quoted quoted_before sentences_off commas_off commas_between off from_cue from_start to_end".split()
    + "found_gap found_kind found_kind_behind begins cue_before source_before outside outside_before".split()
)


def names() -> tuple[str, ...]:
    """The features in their order."""
    return (*_OF_WORDS, *(f"attribution {name}" for name in _OF_ATTRIBUTION))


@dataclass(frozen=True, slots=True)
class Borders:
    """The words at which the contents of attributions may begin, or end: whose, which word, and for each attribution
    the word that was found (-1 where it has no words)."""

    owner: Integers
    place: Integers
    found: Integers


def bordered(attributions: Sequence[Attribution], words: Words) -> list[Attribution]:
    """The attributions with the best start and end of their contents."""
    chosen = list(attributions)
    sides: tuple[Side, ...] = ("start", "end")
    for side in sides:
        borders = borders_of(attributions, words, side)
        if not len(borders.owner):
            continue
        scores = shipped("onrecord.reading", side).scores(features(attributions, words, borders, side))
        for number, place in enumerate(best(borders, scores)):
            if place not in (-1, borders.found[number]):
                chosen[number] = moved(chosen[number], words, place, side)
    return chosen


def best(borders: Borders, scores: Integers) -> list[int]:
    """For each attribution the best word; of equal ones the one next to what was found."""
    off = -np.abs(borders.place - borders.found[borders.owner])
    places: list[int] = borders.found.tolist()
    for number in np.lexsort((-borders.place, off, scores)).tolist():
        places[borders.owner[number]] = int(borders.place[number])
    return places


def borders_of(attributions: Sequence[Attribution], words: Words, side: Side) -> Borders:
    """The words near each border that it may be moved to."""
    parts = [
        (words.first_in(part), words.last_in(part))
        for one in attributions
        for part in (*one.content, *one.source, *one.cue)
    ]
    firsts = np.sort(np.array([first for first, _ in parts], dtype=np.int64))
    lasts = np.sort(np.array([last for _, last in parts], dtype=np.int64))
    breaks = np.flatnonzero(np.diff(words.paragraph)) if len(words) else np.zeros(0, dtype=np.int64)
    owner: list[int] = []
    place: list[int] = []
    found = np.full(len(attributions), -1, dtype=np.int64)
    for number, one in enumerate(attributions):
        part = one.content[0 if side == "start" else -1]
        first, last = words.first_in(part), words.last_in(part)
        if last < first:
            continue
        own = [(words.first_in(span), words.last_in(span)) for span in (*one.source, *one.cue)]
        if side == "start":
            before = lasts[: np.searchsorted(lasts, first)][-1:].tolist() + breaks[breaks < first][-1:].tolist()
            low = max([0, first - OUT[side], *(at + 1 for at in before)])
            high = min([last, first + INTO[side], *(at - 1 for at, _ in own if at > first)])
        else:
            behind = firsts[np.searchsorted(firsts, last, side="right") :][:1].tolist()
            ends = breaks[np.searchsorted(breaks, last) :][:1].tolist()
            high = min([len(words) - 1, last + OUT[side], *(at - 1 for at in behind), *ends])
            low = max([first, last - INTO[side], *(at + 1 for _, at in own if at < last)])
        found[number] = first if side == "start" else last
        owner += [number] * (high - low + 1)
        place += range(low, high + 1)
    return Borders(np.array(owner, dtype=np.int64), np.array(place, dtype=np.int64), found)


def features(attributions: Sequence[Attribution], words: Words, borders: Borders, side: Side) -> Integers:
    """A row of whole numbers for each word that a border may be moved to."""
    owner = borders.owner
    told = np.array([_told(one, words) for one in attributions], dtype=np.int64)[owner]
    of_attribution, (first, last, cue) = told[:, :-3], told[:, -3:].T
    found = borders.found[owner] + (side == "end")
    # A border stands before the word `here`: that of an end is the one behind the place.
    here = borders.place + (side == "end")
    commas = np.cumsum(words.gap == COMMA)
    columns = [
        *(_at(values, here + shift) for values in (words.kind, words.content) for shift in (0, -1, 1, -2)),
        *(_at(words.gap, here + shift) for shift in (0, -1, 1)),
        _at(words.quoted, here),
        _at(words.quoted, here - 1),
        _at(words.sentence, here - 1) - _at(words.sentence, found - 1),
        _at(words.comma, here - 1) - _at(words.comma, found - 1),
        np.abs(_at(commas, here) - _at(commas, found)),
        here - found,
        np.where(cue >= 0, here - cue, _FAR),
        here - first,
        last - here,
        _at(words.gap, found),
        _at(words.kind, found),
        _at(words.kind, found + 1),
        _at(words.begins, here),
        _at(words.cue, here - 1),
        _at(words.source, here - 1),
        _at(words.outside, here),
        _at(words.outside, here - 1),
    ]
    return np.column_stack([*columns, of_attribution])


def _at(values: Integers, places: Integers) -> Integers:
    """The values at places; 0 outside."""
    inside = (places >= 0) & (places < len(values))
    return np.where(inside, values[np.clip(places, 0, len(values) - 1)], 0)


def _told(one: Attribution, words: Words) -> list[int]:
    """What is told of an attribution; at last the first and the last word of its content and the last of its cue."""
    first, last = words.first_in(one.content[0]), words.last_in(one.content[-1])
    cue = (words.first_in(one.cue[0]), words.last_in(one.cue[-1])) if one.cue else (-1, -1)
    source = words.first_in(one.source[0]) if one.source else -1
    sentences = words.sentence[last] - words.sentence[first] if last >= first else 0
    return [
        _TYPES[one.type],
        int(one.kind == "said"),
        int(1000 * one.confidence),
        len(one.content),
        cue_kind(words.word[cue[0] : cue[1] + 1]) if one.cue else 0,
        cue_place(cue[0], first, last) if one.cue else 0,
        0 if not one.source else 1 if source < first else 2,
        last - first,
        int(sentences),
        first,
        last,
        cue[1],
    ]


def cue_place(cue: int, first: int, last: int) -> int:
    """Whether a cue stands before the content (1), behind it (2) or within (3)."""
    return 1 if cue < first else 2 if cue > last else 3


def cue_kind(cue: Sequence[str]) -> int:
    """Of a cue: plain saying (1), whom it is told to follows (2), another verb of saying at its end (3), other (4)."""
    if cue and cue[-1] in group("plain"):
        return 1
    if any(word in group("tell") for word in cue):
        return 2
    return 3 if cue and cue[-1] in says() else 4


def moved(one: Attribution, words: Words, place: int, side: Side) -> Attribution:
    """With its first part beginning, or its last part ending, at that word and the marks around it."""
    parts = list(one.content)
    number = 0 if side == "start" else -1
    part = parts[number]
    start = _opened(words, place) if side == "start" else part.start
    end = _closed(words, place) if side == "end" else part.end
    if start >= end:
        return one
    parts[number] = Span(start, end)
    content = tuple(parts)
    return replace(one, content=content, type=type_of(words.text, content, words.quotations))


def _opened(words: Words, place: int) -> int:
    """Where the word begins, with the mark that opens a quotation there, and with signs such as of money."""
    start, floor = words.start[place], words.end[place - 1] if place else 0
    quotation = quotation_at(words.quotations, start)
    if quotation and quotation.start >= floor:
        return quotation.start
    while start > floor and words.text[start - 1] in _OPENING:
        start -= 1
    return start


def _closed(words: Words, place: int) -> int:
    """Where the word ends, with the marks that end a quotation there, and with signs such as of shares."""
    end = words.end[place]
    limit = words.start[place + 1] if place + 1 < len(words) else len(words.text)
    quotation = quotation_at(words.quotations, end)
    if quotation and quotation.end <= limit:
        return quotation.end
    while end < limit and words.text[end] in _CLOSING:
        end += 1
    return end


def trimmed(one: Attribution, words: Words) -> Attribution:
    """An attribution, its borders chosen, without what is no part of what was said: a dateline, an adverb of the
    author's, "how" behind "warned", "the fact that", the address of a picture."""
    text, told = words.text, without_link(words.text, one)
    first, *others = content = _without_dateline(text, told.content)
    begins = [_ADVERB, _FACT]
    cue = one.cue[-1].of(text).lower().split()[-1:] if one.cue and one.cue[-1].end <= first.start else []
    if cue and cue[0] in (says() | _DESCRIBES) - group("ask") - group("show"):
        begins.append(_HOW)
    found = next((at for at in (form.match(text, first.start, first.end) for form in begins) if at), None)
    if found:
        content = (Span(found.end(), first.end), *others)
    if content == one.content:
        return one
    return replace(told, content=content, type=type_of(text, content, words.quotations))


def _without_dateline(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    start = content[0].start
    opens = start == 0 or text[start - 1] == "\n"
    found = _DATELINE.match(text, start, start + _LONGEST_DATELINE) if opens else None
    if found is None:
        return content
    return tuple(Span(max(part.start, found.end()), part.end) for part in content if part.end > found.end()) or content
