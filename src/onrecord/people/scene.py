"""What the sources of an article are compared with: its words by their stems, its paragraphs, who is named most, who
spoke before, and which phrases describe somebody."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.english.common import may_mean, same_document
from onrecord.english.words import DOCUMENTS, VERBS, Gender
from onrecord.model import ActorKind, Span
from onrecord.people.article import ArticleCast, Choice
from onrecord.people.member import Member
from onrecord.people.phrases import (
    DETERMINERS,
    DONE,
    Token,
    described,
    head_phrase,
    kind_of,
    stem,
    words_of,
)
from onrecord.people.source import OPENING, PLAIN, Source, first_of, is_name, opens_another

_SAME_HEAD, _TAIL, _DESCRIBED, _BESIDE = 10, 8, 80, 300
"""Earlier places of a noun that are looked at; words of a phrase behind its head; words before a pronoun
in which somebody described is looked for; characters around a noun in which the names of its sentence are."""
OFTEN = 3
"""Of those named most, so many are candidates of every source."""
_INDEFINITE = frozenset("a an one another".split())
_JOINING = frozenset("of for at from in by with on between and".split())
_OPENING = (_JOINING - {"and"}) | {"familiar", "close"}
_SAYING = {"suggest", "warn", "find", "believe", "argue", "recommend", "insist", "admit", "tell", "write", "say"}
_BEHIND_PHRASE = VERBS | (PLAIN - DETERMINERS - _JOINING) | _SAYING
"""Words that join more to a noun phrase, that open what is joined first, and that stand behind it."""
_DONE_BY = frozenset("by in on to at for from of with last this yesterday earlier out".split())
_ABOUT, _NOT_ABOUT = frozenset("to about into against over before".split()), frozenset[str]()
_VOICES = frozenset("statement post tweet message release".split())
"""What tells by whom, where or when something is done with a document, and whom or what it is to or about; documents of
which each is another."""
_FULLER, _LONGEST_CLAUSE = 4, 14
"""Fuller phrases that are looked at, and words of what is done behind a comma."""
_TAKING_UP = frozenset("the these those this that".split())
_WHOSE, _WHERE = frozenset("of from by familiar close".split()), frozenset("for at".split())
_IN_CAPITALS = frozenset("embassy consulate ministry department agency commission council committee institute".split())
_NEWS = frozenset({"new", "latest", "recent"})
_OWNED = frozenset("campaign government administration team office".split())
"""What takes up somebody who was introduced; what tells whose it is, in case of `_WHERE` before a name; words of a
source that an introduction need not have; bodies that are called by whose they are."""
INTRODUCED = 0.85
"""Certainty of who was introduced before."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a candidate is like whatever the source: features, and the words and gender that others come from.
    `kinds` are its stems, each once."""

    row: tuple[int, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    kinds: frozenset[str]
    roles: frozenset[str]
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where somebody is named or described, and what is `told` of the mention: that it opens its sentence, that a verb
    follows, an "s" of possession, that a preposition or a list stands before it, that it is quoted, that it is the
    first of its sentence."""

    end: int
    sentence: int
    paragraph: int
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """Who has the statements around one: `chosen` those before it in order; of all, their sources and where they end;
    `behind` whom the sources of those behind it name by themselves."""

    sources: Sequence[Source]
    ends: Sequence[int]
    chosen: Sequence[Choice | None]
    behind: Sequence[Choice | None]


@dataclass(frozen=True, slots=True)
class Story:
    """Who spoke before, by name: at how many statements' distance last, how often, as "he" or as "she", and the latest
    by a name, by a like pronoun, and by the same words; whom the sources of the two statements `behind` name, and the
    `previous` source."""

    last: dict[str, int]
    times: dict[str, int]
    genders: dict[str, str]
    named: str | None
    alike: str | None
    same: str | None
    encloses: str | None
    behind: tuple[str | None, str | None]
    previous: Source | None

    @classmethod
    def of(cls, source: Source, before: Before) -> "Story":
        """Who spoke before a source."""
        last: dict[str, int] = {}
        times: dict[str, int] = {}
        genders: dict[str, str] = {}
        named = alike = same = encloses = None
        count = len(before.chosen)
        for number in range(count - 1, max(-1, count - 40), -1):
            choice, other = before.chosen[number], before.sources[number]
            name = choice.name if choice else ""
            last.setdefault(name, count - 1 - number)
            times[name] = times.get(name, 0) + 1
            if other.sort in ("m", "f"):
                genders.setdefault(name, other.sort)
            if named is None and other.span and other.sort is None:
                named = name
            if alike is None and source.sort and other.sort == source.sort:
                alike = name
            if same is None and source.sort is None and other.span and source.stems and other.stems == source.stems:
                same = name
            if encloses is None and before.ends[number] > source.place:
                encloses = name
        behind = [choice.name if choice else None for choice in (*before.behind[:2], None, None)]
        previous = before.sources[count - 1] if count else None
        return cls(last, times, genders, named, alike, same, encloses, (behind[0], behind[1]), previous)


@dataclass(slots=True)
class Scene:
    """An article with what its sources are compared with, found once; `told` are those sources that are no pronouns."""

    article: ArticleCast
    tokens: list[Token]
    starts: list[int]
    _by_stem: dict[str, list[int]]
    paragraphs: list[int]
    often: list[Member]
    told: list[Span]
    facts: dict[tuple[int, str, str], Facts] = field(default_factory=dict)
    _placed: dict[int, Placed] = field(default_factory=dict)

    @classmethod
    def of(cls, article: ArticleCast, sources: Iterable[Source]) -> "Scene":
        """The scene of an article with these sources; no words but their heads are looked up."""
        found = article.cast.tokens
        all_told = list(sources)
        heads = {word for one in all_told if len(one.head) > 2 for word in same_document(one.head)}
        beginnings = {stem(word)[:2] for word in heads}
        by_stem: dict[str, list[int]] = defaultdict(list)
        for number, token in enumerate(found):
            word = token.word
            # "Co-founder" has the stem of "founder".
            if (word[:2].lower() in beginnings or word[2:3] == "-") and word[0].isalpha():
                by_stem[stem(word)].append(number)
        members = list({id(one): one for one in (mention.member for mention in article.mentions)}.values())
        often = sorted(members, key=lambda one: (one.kind != "person", -len(one.places)))[:OFTEN]
        ends = [match.start() for match in re.finditer(r"\n", article.text)]
        told = sorted((one.span for one in all_told if one.span and not one.sort), key=lambda span: span.start)
        return cls(article, found, [token.start for token in found], by_stem, ends, often, told)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that an offset lies in."""
        return bisect_right(self.paragraphs, at)

    def paragraph_start(self, at: int) -> int:
        """Where the paragraph of an offset begins."""
        number = self.paragraph(at)
        return self.paragraphs[number - 1] + 1 if number > 0 else 0

    def seen(self, source: Source) -> tuple[int, int]:
        """How often the head of a source stands before it and behind it, up to five times."""
        if source.span is None or source.sort or len(source.head) < 3:
            return 0, 0
        places = self._by_stem.get(stem(source.head), [])
        before = bisect_left(places, bisect_left(self.starts, source.span.start))
        behind = len(places) - bisect_left(places, bisect_left(self.starts, source.span.end))
        return min(5, before), min(5, behind)

    def placed(self, number: int) -> Placed:
        """The mention of a number."""
        known = self._placed.get(number)
        if known is None:
            article = self.article
            one, before = article.mentions[number], article.mentions[number - 1] if number else None
            same = before and article.sentence_number(before.span.start) == article.sentence_number(one.span.start)
            told = (one.opens, one.acts, one.owner, one.governed, one.listed, one.quoted, not same)
            known = self._placed[number] = replace(self.place_of(one.span), told=tuple(map(int, told)))
        return known

    def place_of(self, span: Span) -> Placed:
        """Where somebody is described, of which nothing more is told."""
        start = span.start
        return Placed(span.end, self.article.breaks_before(start), self.paragraph(start), (-1,) * 7)

    def fitting(self, source: Source) -> list[Member]:
        """Everyone whom the last word of a source may name."""
        return [] if source.sort or source.span is None else self.article.cast.fitting(source.plain.split()[-1:])

    def last_inside(self, start: int, end: int) -> Member | None:
        """The last who is named between two offsets."""
        inside = self.article.between(start, end)
        return inside[-1].member if inside else None

    def fuller(self, source: Source) -> list[Span]:
        """The phrases of the article with the head of a source that are longer than it."""
        if not source.head or len(source.head) < 4 or source.span is None:
            return []
        found: dict[str, tuple[bool, int, Span]] = {}
        bare = len(source.plain.partition(",")[0].split())
        for noun in (source.head, *sorted(same_document(source.head) - {source.head})):
            places = self._by_stem.get(stem(noun), [])
            before = bisect_left(places, bisect_left(self.starts, source.span.start))
            near = (*places[max(0, before - _SAME_HEAD) : before], *places[before + 1 : before + 3])
            for span in (one for number in (*places[:2], *near) for one in self._lengths(number)):
                phrase = described(span.of(self.article.text))
                if len(phrase.split()) > bare:
                    found.setdefault(phrase, (noun != source.head, -len(phrase.split()), span))
        spans = [one[2] for _, one in sorted(found.items(), key=lambda item: (item[1][:2], item[0]))]
        same = sum(not one[0] for one in found.values())
        return [*spans[: min(same, _FULLER)], *spans[same : same + _FULLER]]

    def _lengths(self, number: int) -> list[Span]:
        """The noun phrase around the token of a head, and with what is done behind a comma: "a letter, dated May 4"."""
        span = self._place_of(number)
        comma = bisect_left(self.starts, span.end)
        head = self.tokens[number].word.lower()
        if comma + 2 >= len(self.tokens) or self.tokens[comma].word != "," or not self._is_done(comma + 1, head):
            return [span]
        last = comma + 1
        while (
            last + 1 < len(self.tokens) and last - comma < _LONGEST_CLAUSE and self.tokens[last + 1].word[0].isalnum()
        ):
            last += 1
        return [span, Span(span.start, self.tokens[last].end)]

    def introduced(self, source: Source) -> Choice | None:
        """The group or the document that the article introduced more fully than a source takes it up: "researchers at
        Harbour College", "a report by the port": then "the researchers", "the report"; of bodies without names whose
        they are, "Holt's campaign". The introduction has all words of the source, the same number, and tells whose it
        is; of several, the one that is a source, then the last."""
        kind = kind_of(source.words)
        takes_up = source.words[:1] and source.words[0] in _TAKING_UP and len(source.plain.split()) == len(source.words)
        owned = source.head in _OWNED
        if source.span is None or source.sort or not takes_up or source.capitals:
            return None
        return self._introduction(source, kind, owned=owned) if owned or kind in ("group", "document") else None

    def in_capitals(self, source: Source) -> Choice | None:
        """The body that a source takes up by its noun in capitals, "the Embassy": as the article introduced it."""
        takes_up = source.words[:1] == ("the",) and source.head in _IN_CAPITALS and len(source.plain.split()) == 2
        return self._introduction(source, "organization", owned=False) if takes_up and source.capitals else None

    def headed(self, source: Source, start: int, end: int) -> list[Span]:
        """The phrases between two offsets that have the head of a source."""
        places = self._by_stem.get(stem(source.head), [])
        first, last = (bisect_left(places, bisect_left(self.starts, at)) for at in (start, end))
        return [self._place_of(number) for number in places[first:last]]

    def _introduction(self, source: Source, kind: ActorKind, *, owned: bool) -> Choice | None:
        if source.span is None:
            return None
        places = self._by_stem.get(stem(source.head), [])
        before = bisect_left(places, bisect_left(self.starts, source.span.start))
        found: list[tuple[bool, int, Span]] = []
        for number in places[max(0, before - _SAME_HEAD) : before]:
            at = self.starts[number]
            own = self._source_at(at)
            span = own or self._place_of(number)
            told = {stem(word) for word in words_of(span.of(self.article.text))}
            same = self.tokens[number].word.lower() == source.head and source.stems - _NEWS <= told
            if same and _tells_whose(self.tokens, number, span, owned=owned) and not self.article.is_quoted(span.start):
                found.append((own is not None, span.start, span))
            elif kind == "document" and self.tokens[first_of(self.tokens, number)].word.lower() in _INDEFINITE:
                found.clear()  # "in a statement" tells of another
        return Choice(described(max(found)[2].of(self.article.text)), kind, INTRODUCED) if found else None

    def _source_at(self, at: int) -> Span | None:
        """The source at an offset; none where it has commas or asides, with which more than a phrase is told."""
        number = bisect_right(self.told, at, key=lambda span: span.start) - 1
        span = self.told[number] if number >= 0 else None
        if span is None or span.end <= at or any(mark in span.of(self.article.text) for mark in ",—–("):
            return None
        return span

    def is_introduced(self, source: Source) -> bool:
        """Whether somebody was described before by the head of a source and "a", as who is not named is."""
        return self.introduction(source) is not None

    def introduction(self, source: Source) -> int | None:
        """Where somebody was described so before last."""
        if source.span is None or source.sort or len(source.head) < 3:
            return None
        places = self._by_stem.get(stem(source.head), [])
        before = bisect_left(places, bisect_left(self.starts, source.span.start))
        firsts = (first_of(self.tokens, number) for number in reversed(places[max(0, before - 4) : before]))
        return next((self.starts[at] for at in firsts if self.tokens[at].word.lower() in _INDEFINITE), None)

    def beside(self, source: Source) -> dict[int, tuple[int, int]]:
        """Of each member in a sentence that has the head of a source: in how many of these sentences, and how near the
        two come: 1 in the sentence, 2 within a clause, 3 side by side."""
        if source.span is None or source.sort or len(source.head) < 3:
            return {}
        places = self._by_stem.get(stem(source.head), [])
        before = bisect_left(places, bisect_left(self.starts, source.span.start))
        result: dict[int, tuple[int, int]] = {}
        around = (*places[:2], *places[max(2, before - _SAME_HEAD) : before], *places[before : before + 4])
        for at in (self.starts[number] for number in around):
            if source.span.start <= at < source.span.end or self.article.is_quoted(at):
                continue
            end = at + len(source.head)
            nearest: dict[int, int] = {}
            first, last = self.article.sentence(at)
            for mention in self.article.between(max(first, at - _BESIDE), min(last, end + _BESIDE)):
                gap = mention.span.start - end if mention.span.start >= at else at - mention.span.end
                near = 3 if gap < 8 else 2 if gap < 45 else 1
                nearest[id(mention.member)] = max(nearest.get(id(mention.member), 0), near)
            for member, near in nearest.items():
                count, best = result.get(member, (0, 0))
                result[member] = count + 1, max(best, near)
        return result

    def described(self, source: Source) -> list[tuple[Span, Choice]]:
        """Those whom the text describes directly before a pronoun, the nearest first."""
        last, sort = bisect_left(self.starts, source.place), "they" if source.is_some_of else source.sort
        found: list[tuple[Span, Choice]] = []
        for number in range(last - 1, max(-1, last - _DESCRIBED), -1):
            word = self.tokens[number].word
            if not word.islower() or len(word) < 3 or not may_mean(sort, word):
                continue
            if number + 1 < len(self.tokens) and may_mean(sort, self.tokens[number + 1].word):
                continue
            for span in self._lengths(number):
                words = words_of(head_phrase(span.of(self.article.text)))
                if span.end <= source.place and words:
                    found.append((span, Choice(described(span.of(self.article.text)), kind_of(words), 1.0)))
            if len(found) >= 4:
                break
        return found

    def _is_done(self, number: int, head: str) -> bool:
        """Whether a token behind the head of a document tells what is done with it: "a letter sent to the port"."""
        if head not in DOCUMENTS or number + 1 >= len(self.tokens):
            return False
        behind = self.tokens[number + 1]
        return self.tokens[number].word in DONE and (behind.capital or behind.word.lower() in _DONE_BY)

    def _place_of(self, number: int) -> Span:
        """Where the noun phrase around the token of a head stands."""
        found = self.tokens
        first = first_of(self.tokens, number)
        last = number
        done = self._is_done(number + 1, found[number].word.lower())
        about = _ABOUT if found[number].word.lower() in DOCUMENTS else _NOT_ABOUT
        if done or (number + 1 < len(found) and found[number + 1].word.lower() in _OPENING | about):
            last += 2 * done
            while last + 1 < len(found) and last - number < _TAIL:
                word = found[last + 1].word
                lower = word.lower()
                if not word[0].isalnum() or lower in _BEHIND_PHRASE - about:
                    break
                if (word.endswith("ed") and word.islower()) or (lower == "and" and opens_another(found, last + 2)):
                    break
                last += 1
            while last > number and found[last].word.lower() in PLAIN:
                last -= 1
        while first < number and found[first].word.lower() in OPENING | _SAYING:
            first += 1
        return Span(found[first].start, found[last].end)


def _tells_whose(found: Sequence[Token], head: int, span: Span, *, owned: bool) -> bool:
    """Whether a phrase tells behind its head or by a name before it whose or of where it is; if it must be `owned`, by
    a name that has it."""
    if owned:
        return any(found[at].possessive and found[at].capital for at in (head - 1, head - 2) if at >= 0)
    behind = found[head + 1] if head + 2 < len(found) else None
    if behind and behind.start < span.end:
        word, named = behind.word.lower(), any(token.capital for token in found[head + 2 : head + 4])
        by_whom = word in DONE and found[head + 2].word.lower() in _DONE_BY
        if word in _WHOSE or (word in _WHERE and named) or (by_whom and found[head].word.lower() not in _VOICES):
            return True
    before = range(head - 1, max(-1, head - 1 - _TAIL), -1)
    return any(is_name(found, at) for at in before if found[at].start >= span.start)
