"""The words that may tell when, where or to whom a statement was made, outside of all contents, and what is known of
the page around them.

Invariants: a candidate is a span of the text that has no word of a content; candidates stand in the order of the text;
no relative time is one without a day to count from, nor is a day after the day that follows the publication.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, get_args

import numpy as np

from onrecord.model import ActorKind, Attribution, Span, When
from onrecord.occasions.addressees import TELLING, URGING, addressed_in, hearers, provided_in
from onrecord.occasions.clauses import BLANK, Clause, noun_phrase
from onrecord.occasions.resolution import resolve
from onrecord.occasions.setting import Setting
from onrecord.occasions.times import TimeExpression, TimeKind, dates_post
from onrecord.occasions.venues import (
    GIVING,
    WORD,
    given_in,
    medium_word,
    names_occasion,
    occasion_noun,
    occasion_sort,
    postmodified,
    relayed_in,
    venues_in,
)
from onrecord.trees import Integers

Sort = Literal["date", "venue", "addressee"]
KINDS = get_args(TimeKind)
ACTOR_KINDS = get_args(ActorKind)
FAR = 10_000
"""Sentences: as far as the article goes."""
_NEAR = 5
"""Sentences in which a name behind a preposition may be where something was said."""
_FAR = 4000
"""Days before the publication that are told apart."""
_LONGEST = 2000
"""Characters of a sentence that are looked at."""
_NOTHING = BLANK + " \n"
_BEFORE_PHRASE = tuple(
    "in during at on to via from before with for by through into under outside inside aboard near over".split()
)
_ANY = ("tell", "to", "before", "with", "by", "from", "source", "rule", "urge")
"""How an addressee is named."""
_OF_NOUN = re.compile(r"\b(?:an?|his|her|its|their|this|another|['’]s) $", re.IGNORECASE)
"""Before a time that is told of a noun: "a November 2015 stop"."""
_MARKS = frozenset('"“‘')
_PUTTING = GIVING - {"put", "putting"} | frozenset(
    "out penned got received took signed attended addressed launched tweeted".split()
)
_SETTING = frozenset(
    "sitting seated standing speaking spoke talking talked interviewed met gathered appearing appeared sat".split()
)
"""Before the preposition of a place that may be the venue of a whole article: "sitting in a hotel room"."""
_OBJECT = len(_BEFORE_PHRASE) + 3
_VENUE_BEHIND = {word: how for how, word in enumerate(_BEFORE_PHRASE)}
_URGE = _ANY.index("urge")
_HEARER_BEHIND = {word: how for how, word in enumerate(_ANY[1:6], start=1)} | dict.fromkeys(TELLING, 0)
_HEARER_BEHIND |= dict.fromkeys(URGING, _URGE)
_DETERMINERS = ("a", "an", "the", "his", "her", "its", "their", "this", "that", "another", "one", "my", "our")
_PRONOUN = re.compile(r"(?:he|she|they|it|his|her|their|its|i|we)", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"(?:(?:the|this|that|its|his|her|their)\b)?(?: ?\b\w+){0,2}? ?\b(?:statement|letter|message|note|post|tweet"
    r"|e-?mail|memo|report|article|paper|study|release|text|filing|complaint|lawsuit|op-ed|editorial|column|thread"
    r"|caption|document)s?(?:,? (?:signed|sent|written|issued|released|which|dated)\b.*)?",
    re.IGNORECASE,
)
_CUES = tuple(
    frozenset(words.split())
    for words in (
        "say says tell tells ask asks argue argues add adds write writes believe believes think thinks warn warns note"
        " notes claim claims explain explains",
        "told tell tells telling asked warned urged informed assured",
        "wrote write writes writing written read reads posted posting tweeted tweeting shared",
        "testify testified testifying testifies pleaded ruled heard asked answered replied argued",
    )
)
"""Words of a cue: of the present, of telling somebody, of writing, of being heard."""
_AROUND = (
    frozenset(("has", "have", "'ve", "’ve")),
    frozenset("previously earlier once often repeatedly always later since past last".split()),
)
"""Words around a cue: of the perfect, and of another occasion."""
_SAID = frozenset(
    "said told wrote tweeted posted announced testified added asked called warned replied responded stated argued"
    " denied claimed urged spoke issued released published reported confirmed insisted accused demanded".split()
)
_MET = frozenset(
    "spoke speaking testified testifying questions addressed addressing appeared evidence questioned replied responded"
    " briefed interviewed hearing interview conference speech meeting rally trial debate court gathered met held opened"
    " began".split()
)
_LOWER = re.compile(r"['’]?[a-z]+")
_TYPES = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be chosen. `value` is equal for words that tell the same, `marks` describe them in whole
    numbers, `reach` is how many sentences away they may be from a statement, `when` is the day or interval of a
    time."""

    span: Span
    value: Hashable
    marks: tuple[int, ...]
    reach: int = FAR
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without contents: where it begins, each word in lower case with its end, the places where times begin
    that are told of no noun, and how many sentences it is away from the nearest statement."""

    start: int
    words: str
    ends: Sequence[tuple[str, int]]
    stops: frozenset[int]
    away: int

    def phrase(self, place: int) -> Span | None:
        """The noun phrase that begins at a place of the sentence."""
        words, end = self.words, noun_phrase(self.words, place, stops=self.stops)
        while place < end and words[place] == " ":
            place += 1
        return Span(place + self.start, end + self.start) if end > place else None


def sentences(
    masked: str, *, starts: Sequence[int], times: Sequence[TimeExpression], places: Sequence[int], cues: Sequence[int]
) -> Iterator[Sentence]:
    """The sentences of a text without its contents; `places` are where its attributions are made, `cues` are where
    their cues begin, over which no phrase goes on."""
    number, begun = 0, sorted(cues)
    held = sorted(bisect_right(starts, place) - 1 for place in places)
    for index, (start, behind) in enumerate(zip(starts, (*starts[1:], len(masked)), strict=True)):
        end = min(behind, start + _LONGEST)
        while number < len(times) and times[number].span.start < start:
            number += 1
        stops = []
        while number < len(times) and times[number].span.start < end:
            stop = times[number].span.start
            if not _OF_NOUN.search(masked, max(start, stop - 8), stop):
                stops.append(stop - start)
            number += 1
        stops += [cue - start for cue in begun[bisect_left(begun, start) : bisect_left(begun, end)]]
        at = bisect_left(held, index)
        away = min((abs(held[near] - index) for near in (at - 1, at) if 0 <= near < len(held)), default=FAR)
        words = masked[start:end]
        if words.strip(_NOTHING):
            ends = [(match[0].lower(), match.end()) for match in WORD.finditer(words)]
            yield Sentence(start, words, ends, frozenset(stops), away)


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of an article: what was said in it and what the words beside each statement tell of it. `masked` is
    the text without the contents, `starts` are the beginnings of its sentences, `places` are where each attribution is
    made: at its cue, else its source, else its content."""

    text: str
    masked: str
    starts: Sequence[int]
    anchor: date | None
    times: Sequence[TimeExpression]
    attributions: Sequence[Attribution]
    places: Sequence[int]
    sentences: Sequence[Sentence]
    clauses: Sequence[Clause | None]
    settings: Sequence[Setting]
    speakers: Sequence[str | None]
    kinds: Sequence[int]


def dates(page: Page) -> list[Candidate]:
    """The times that are a day or an interval and not ahead of the publication."""
    found = []
    for time in page.times:
        when = resolve(time, page.anchor, text=page.text)
        ahead = page.anchor and when.start and when.start - page.anchor > timedelta(days=1)
        if when.start is None or when.end is None or ahead:
            continue
        ago = (page.anchor - when.end).days if page.anchor else -2
        marks = (KINDS.index(time.kind), max(-30, min(ago, _FAR)), min((when.end - when.start).days, _FAR))
        reach = 1 if dates_post(page.text, time.span) else FAR
        found.append(Candidate(time.span, (when.start, when.end), marks, reach, when))
    return found


def venues(page: Page) -> list[Candidate]:
    """What the rules read as occasions, channels and media, every phrase behind a preposition, occasions that somebody
    gave, published or attended, and the documents that are sources."""
    found, set_in = dict[Span, int](), dict[int, int]()
    for sentence in page.sentences:
        said = {word for word, _ in sentence.ends}
        named = names_occasion(said)
        if not named and sentence.away > _NEAR:
            continue
        words, start, stops = sentence.words, sentence.start, sentence.stops
        ruled = venues_in(words, start, stops=stops)
        reads = (given_in, relayed_in) if named and not said.isdisjoint(GIVING) else (relayed_in,)
        ruled += [told for read in reads if (told := read(words, start, stops=stops))]
        found |= dict.fromkeys(ruled, len(_BEFORE_PHRASE))
        taken = {venue.start for venue in ruled}
        for before, (by, place) in zip(["", *(word for word, _ in sentence.ends)], sentence.ends, strict=False):
            how = _VENUE_BEHIND.get(by, _OBJECT if named and by in _PUTTING else None)
            if how is not None and (span := sentence.phrase(place)) and span.start not in taken:
                if how == _OBJECT and not occasion_noun(span.of(page.text)):
                    continue
                end = postmodified(words, span.end - start, stops) + start
                found.setdefault(Span(span.start, end), how)
                set_in.setdefault(span.start, 1 if before in _SETTING else 2 if not before else 0)
    for setting in page.settings:
        if setting.venue:
            found[setting.venue] = len(_BEFORE_PHRASE) + 1
    for one in page.attributions:
        if one.source and _DOCUMENT.fullmatch(one.source[0].of(page.text)):
            found.setdefault(one.source[0], len(_BEFORE_PHRASE) + 2)
    return [_venue(page, span, how, set_in.get(span.start, 0)) for span, how in _outside(page, found)]


def _venue(page: Page, span: Span, how: int, setting: int) -> Candidate:
    words = span.of(page.text)
    noun, medium, described = occasion_noun(words), medium_word(words), _described(words)
    sort = occasion_sort(noun)
    is_far = how >= len(_BEFORE_PHRASE) or sort or medium or setting == 1
    reach = FAR if is_far else _NEAR if described[2] or described[3] or setting else 1
    return Candidate(span, noun or bare(words), (how, sort, medium, setting, *described), reach)


def venue_value(words: str) -> str:
    """The noun of an occasion that the words are about, so that "the letter" is "a letter to the mayor"."""
    return occasion_noun(words) or bare(words)


def addressees(page: Page) -> list[Candidate]:
    """Whom the rules read as told something, whoever stands behind a verb of telling or behind "to" and its kin, and
    the sources of other statements."""
    found: dict[Span, int] = {}
    for sentence in page.sentences:
        for read in (addressed_in, provided_in):
            if named := read(sentence.words, sentence.start, stops=sentence.stops):
                found.setdefault(named, _ANY.index("rule"))
        before = ""
        for word, place in sentence.ends:
            is_call = word in ("on", "upon") and before.startswith("call")  # "called on Congress" tells Congress
            how, before = _URGE if is_call else _HEARER_BEHIND.get(word), word
            is_near = how in (0, _URGE) or sentence.away <= _NEAR
            if how is not None and is_near and (span := sentence.phrase(place)):
                found.setdefault(span, how)
    for setting in page.settings:
        if setting.addressee is not None and found.get(setting.addressee) != _URGE:
            found[setting.addressee] = _ANY.index("rule")
    for one in page.attributions:
        if one.source and not _PRONOUN.fullmatch(one.source[0].of(page.text)):
            found.setdefault(one.source[0], _ANY.index("source"))
    made = (_addressee(page, span, how) for span, how in _outside(page, found))
    return [one for one in made if one is not None]


def _addressee(page: Page, span: Span, how: int) -> Candidate | None:
    words = span.of(page.text)
    described, sort = _described(words), hearers(words)
    is_object = bool(_PRONOUN.fullmatch(words)) or words.lower() in ("him", "them", "me", "us")
    if _ANY[how] == "to" and not (sort or described[2] or is_object):
        return None
    is_far = _ANY[how] in ("tell", "rule") or (_ANY[how] == "with" and sort > 0)
    reach = FAR if is_far else _NEAR if described[2] else 1
    return Candidate(span, bare(words), (how, is_object, sort, medium_word(words), *described), reach)


def _outside(page: Page, found: dict[Span, int]) -> list[tuple[Span, int]]:
    """In the order of the text, without those inside a content, which the rules read for what is reported in it."""
    return [(span, how) for span, how in sorted(found.items()) if BLANK not in page.masked[span.start : span.end]]


def bare(words: str) -> str:
    """In lower case without the first determiner, so that "the interview" is "an interview"."""
    first, _, rest = words.lower().partition(" ")
    return rest if rest and first in _DETERMINERS else words.lower()


def _described(words: str) -> tuple[int, ...]:
    """Its determiner, its length, its capitals, whether it has a quotation mark."""
    parts = words.split()
    first = parts[0].lower() if parts else ""
    determiner = _DETERMINERS.index(first) if first in _DETERMINERS else len(_DETERMINERS)
    capitals = sum(part[:1].isupper() for part in parts[determiner < len(_DETERMINERS) :])
    return determiner, len(parts), capitals, not _MARKS.isdisjoint(words)


@dataclass(frozen=True, slots=True)
class Around:
    """A sentence: its words in lower case without contents, and as marks how many statements are made in it, whether
    it tells of a meeting, and whether somebody says something in it."""

    start: int
    end: int
    lower: str
    marks: tuple[int, bool, bool]


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
        count, known = len(page.speakers), dict[str, int]()  # nobody is nobody else
        given = [known.setdefault(one, len(known)) if one else count + at for at, one in enumerate(page.speakers)]
        self.speaker = np.array(given, dtype=np.int64)
        self.sentence = np.searchsorted(self.starts, self.places, "right") - 1
        self.clauses = np.array([(one.start, one.end) if one else (0, 0) for one in page.clauses], dtype=np.int64)
        self._sentences: dict[int, Around] = {}

    def around(self, place: int) -> Around:
        """The sentence that holds the place."""
        number = bisect_right(self.page.starts, place) - 1
        if (found := self._sentences.get(number)) is not None:
            return found
        page = self.page
        start = page.starts[number]
        end = page.starts[number + 1] if number + 1 < len(page.starts) else len(page.text)
        end = min(end, start + 2 * _LONGEST)
        lower = page.masked[start:end].lower()
        told = set(_LOWER.findall(lower))
        made = int(np.searchsorted(self.ordered, end) - np.searchsorted(self.ordered, start))
        found = Around(start, end, lower, (made, not told.isdisjoint(_MET), not told.isdisjoint(_SAID)))
        self._sentences[number] = found
        return found

    @cached_property
    def parts(self) -> tuple[Integers, Integers, Integers]:
        """Where the cue, the source and the content of each attribution begin and end; at 0 what there is not."""
        found = [(one.cue, one.source, one.content) for one in self.page.attributions]
        ends = [[(parts[0].start, parts[-1].end) if parts else (0, 0) for parts in one] for one in found]
        cue, source, content = np.array(ends, dtype=np.int64).reshape(-1, 3, 2).transpose(1, 0, 2)
        return cue, source, content

    @cached_property
    def made_in(self) -> Integers:
        """Where the sentence of each attribution begins and ends."""
        sentences = [self.around(place) for place in self.page.places]
        return np.array([(one.start, one.end) for one in sentences], dtype=np.int64).reshape(-1, 2)

    @cached_property
    def statements(self) -> Integers:
        """A row for each attribution, without what depends on the candidates."""
        page, spoke = self.page, Counter(self.page.speakers)
        rows = []
        for number, (one, place) in enumerate(zip(page.attributions, page.places, strict=True)):
            cue = one.cue[0].of(page.text)[:200].lower() if one.cue else ""
            said = set(_LOWER.findall(cue))
            around = set(_LOWER.findall(page.masked[max(0, place - 30) : place + len(cue) + 1].lower()))
            setting = page.settings[number]
            rows.append(
                (
                    _TYPES.index(one.type),
                    one.kind == "held",
                    *[not said.isdisjoint(words) for words in _CUES],
                    *[not around.isdisjoint(words) for words in _AROUND],
                    len(cue),
                    page.kinds[number],
                    self.rank[number],
                    len(page.places) - self.rank[number],
                    setting.when is not None and setting.when.start is not None,
                    setting.venue is not None,
                    setting.addressee is not None,
                    min(spoke[page.speakers[number]], 50) if page.speakers[number] else 0,
                )
            )
        return np.array(rows, dtype=np.int64)


CANDIDATES: dict[Sort, Callable[[Page], list[Candidate]]] = {"date": dates, "venue": venues, "addressee": addressees}
