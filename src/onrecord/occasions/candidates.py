"""The words that may tell when, where or to whom a statement was made, outside of all contents.

Invariants: a candidate is a span of the text that has no word of a content; candidates stand in the order of the text;
no relative time is one without a day to count from, nor is a day after the day that follows the publication.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from onrecord.model import ActorKind, Attribution, Span, When
from onrecord.occasions.clauses import BLANK, Clause, noun_phrase
from onrecord.occasions.known import Setting, document_noun, is_pronoun
from onrecord.occasions.resolution import resolve
from onrecord.occasions.times import TimeExpression, TimeKind
from onrecord.occasions.venues import (
    addressed_in,
    addressee_of,
    given_in,
    hearers,
    medium_word,
    occasion_noun,
    occasion_sort,
    postmodified,
    provided_in,
    relayed_in,
    telling_verbs,
    venues_in,
)

KINDS = get_args(TimeKind)
ACTOR_KINDS = get_args(ActorKind)
_FAR = 4000
"""Days before the publication that are told apart."""
_LONGEST = 2000
"""Characters of a sentence that are looked at."""
_BEFORE_PHRASE = (
    "in",
    "during",
    "at",
    "on",
    "to",
    "via",
    "from",
    "before",
    "with",
    "for",
    "by",
    "through",
    "into",
    "under",
)
_PREPOSITION = re.compile(rf"\b(?P<by>{'|'.join(_BEFORE_PHRASE)})(?= )", re.IGNORECASE)
_ANY = ("tell", "to", "before", "with", "by", "from", "source", "rule", "name")
"""How an addressee is named."""
_AUDIENCE = re.compile(r"\b(?:to|before|with|by|from|asked by|pressed by)(?= )", re.IGNORECASE)
_DETERMINERS = ("a", "an", "the", "his", "her", "its", "their", "this", "that", "another", "one", "my", "our")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be chosen. `value` is equal for words that tell the same, `marks` describe them in whole
    numbers, `when` is the day or interval of a time."""

    span: Span
    value: Hashable
    marks: tuple[int, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of an article: what was said in it and what the rules tell of it. `masked` is the text without the
    contents, `starts` are the beginnings of its sentences."""

    text: str
    masked: str
    starts: Sequence[int]
    anchor: date | None
    times: Sequence[TimeExpression]
    attributions: Sequence[Attribution]
    clauses: Sequence[Clause | None]
    settings: Sequence[Setting]
    speakers: Sequence[str | None]
    kinds: Sequence[int]

    def sentences(self) -> Iterator[tuple[Span, str, frozenset[int]]]:
        """Each sentence with its words and the places in it where times begin."""
        number = 0
        for start, behind in zip(self.starts, (*self.starts[1:], len(self.text)), strict=True):
            end = min(behind, start + _LONGEST)
            while number < len(self.times) and self.times[number].span.start < start:
                number += 1
            stops = []
            while number < len(self.times) and self.times[number].span.start < end:
                stops.append(self.times[number].span.start - start)
                number += 1
            if start < end:
                yield Span(start, end), self.masked[start:end], frozenset(stops)


def dates(page: Page) -> list[Candidate]:
    """The times that are a day or an interval and not ahead of the publication."""
    found = []
    for time in page.times:
        when = resolve(time, page.anchor, text=page.text)
        if when.start is None or when.end is None:
            continue
        ago = (page.anchor - when.end).days if page.anchor else -2
        if page.anchor and when.start - page.anchor > timedelta(days=1):
            continue
        marks = (KINDS.index(time.kind), max(-30, min(ago, _FAR)), min((when.end - when.start).days, _FAR))
        found.append(Candidate(time.span, (when.start, when.end), marks, when))
    return found


def venues(page: Page) -> list[Candidate]:
    """What the rules read as occasions, channels and media, every phrase behind a preposition, and the documents that
    are sources."""
    found: dict[Span, int] = {}
    for sentence, words, stops in page.sentences():
        ruled = venues_in(words, sentence.start, stops=stops)
        ruled += [told for read in (given_in, relayed_in) if (told := read(words, sentence.start, stops=stops))]
        found |= {venue.span: len(_BEFORE_PHRASE) for venue in ruled}
        taken = {venue.span.start for venue in ruled}
        for match in _PREPOSITION.finditer(words):
            span = _phrase(words, sentence.start, match.end(), stops)
            if span and span.start not in taken:
                end = postmodified(words, span.end - sentence.start, stops) + sentence.start
                found.setdefault(Span(span.start, end), _BEFORE_PHRASE.index(match["by"].lower()))
    for setting in page.settings:
        if setting.venue:
            found[setting.venue.span] = len(_BEFORE_PHRASE) + 1
    for one in page.attributions:
        if one.source and document_noun(one.source[0].of(page.text)):
            found.setdefault(one.source[0], len(_BEFORE_PHRASE) + 2)
    return [_venue(page, span, how) for span, how in _outside(page, found)]


def _venue(page: Page, span: Span, how: int) -> Candidate:
    words = span.of(page.text)
    sort = occasion_sort(occasion_noun(words))
    return Candidate(span, venue_value(words), (how, sort, medium_word(words), *_described(words)))


def venue_value(words: str) -> str:
    """The noun of an occasion that the words are about, so that "the letter" is "a letter to the mayor"."""
    return occasion_noun(words) or bare(words)


def addressees(page: Page) -> list[Candidate]:
    """Whom the rules read as told something, whoever stands behind a verb of telling or behind "to" and its kin, and
    the sources of other statements."""
    found: dict[Span, int] = {}
    for sentence, words, stops in page.sentences():
        for read in (addressed_in, provided_in):
            if named := read(words, sentence.start, stops=stops):
                found.setdefault(named, _ANY.index("rule"))
        for end in telling_verbs(words):
            if span := _phrase(words, sentence.start, end, stops):
                found.setdefault(span, _ANY.index("tell"))
        for match in _AUDIENCE.finditer(words):
            if span := _phrase(words, sentence.start, match.end(), stops):
                found.setdefault(span, _ANY.index(match[0].lower().split()[-1]))
    for clause, setting in zip(page.clauses, page.settings, strict=True):
        told = setting.addressee or (addressee_of(clause, page.text) if clause else None)
        if told is not None:
            found[told] = _ANY.index("rule")
    for one in page.attributions:
        if one.source and not is_pronoun(one.source[0].of(page.text)):
            found.setdefault(one.source[0], _ANY.index("source"))
    return [
        Candidate(span, bare(words), (how, is_object(words), hearers(words), medium_word(words), *_described(words)))
        for span, how in _outside(page, found)
        for words in (span.of(page.text),)
    ]


def is_object(words: str) -> bool:
    """Whether the words are a pronoun."""
    return is_pronoun(words) or words.lower() in ("him", "them", "me", "us")


def _outside(page: Page, found: dict[Span, int]) -> list[tuple[Span, int]]:
    """In the order of the text, without those inside a content, which the rules read for what is reported in it."""
    return [(span, how) for span, how in sorted(found.items()) if BLANK not in page.masked[span.start : span.end]]


def _phrase(words: str, offset: int, place: int, stops: frozenset[int]) -> Span | None:
    end = noun_phrase(words, place, stops=stops)
    while place < end and words[place] == " ":
        place += 1
    return Span(place + offset, end + offset) if end > place else None


def bare(words: str) -> str:
    """In lower case without the first determiner, so that "the interview" is "an interview"."""
    first, _, rest = words.lower().partition(" ")
    return rest if rest and first in _DETERMINERS else words.lower()


def _described(words: str) -> tuple[int, ...]:
    """Its determiner, its length, whether it has a capital, a digit, a quotation mark."""
    parts = words.split()
    first = parts[0].lower() if parts else ""
    determiner = _DETERMINERS.index(first) if first in _DETERMINERS else len(_DETERMINERS)
    capitals = sum(part[:1].isupper() for part in parts[determiner < len(_DETERMINERS) :])
    return determiner, len(parts), capitals, any(c.isdigit() for c in words), any(c in '"“‘' for c in words)
