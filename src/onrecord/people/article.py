"""What the resolvers look at: an article's names in order, its quotations and its sentences; what of these a short
form, an office or a shop means.

All values are frozen; `Told`, what has been resolved so far, is passed beside the article."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from onrecord.english.common import is_common
from onrecord.english.sentences import breaks, ends_between
from onrecord.english.verbs import IN_SOURCE, either
from onrecord.english.words import (
    HONORIFICS,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    PARTICLES,
    PREPOSITIONS,
    ROLES,
    gender_of_first_name,
    is_first_name,
    is_role,
)
from onrecord.model import ActorKind, Attribution, Span, Version, Words
from onrecord.people.cast import Cast
from onrecord.people.member import ACRONYM, NEUTRAL, Member, is_place
from onrecord.people.names import Name
from onrecord.people.parts import opens_sentence, parted
from onrecord.people.phrases import has_role

_VERB = re.compile(
    r"(?:,(?:[^,.;]{1,120},)?)?\s(?:also |then |later |who )?"
    r"(?:\w+ed|was|is|were|are|has|had|have|did|does|said|says|told"
    r"|will|would|could|can|went|came|took|made|gave|became|began|wrote|won|left|met|got|saw|ran|led|held|found|felt"
    r"|thought|knew|kept|spoke|[a-z]+s)\s"
)
MEANT = 0.8
"""Certainty of those whom "both", "the former" or "they" means by what was named last."""
_REACH, _PAIR_REACH = 3000, 6
"""Characters and sentences that "both" and "the former" look back."""
_SENTENCES = re.compile(r"[.!?\n]\s*")
_CHILDREN = frozenset("son daughter grandson granddaughter nephew niece stepson stepdaughter".split())
_PARENTS = frozenset("father mother grandfather grandmother uncle aunt stepfather stepmother".split())


@dataclass(frozen=True, slots=True)
class Choice:
    """Who a source may be: the canonical name, the kind, and from 0 to 1 how sure that is.

    Where several are meant, `each` are they, and the name has the names of all, to be compared with; `mention` are
    the words by which a source of several names the one."""

    name: str
    kind: ActorKind
    certainty: float
    role: Words | None = None
    mention: Span | None = None
    each: tuple["Choice", ...] = ()

    @classmethod
    def of_several(cls, found: Sequence["Choice"]) -> "Choice":
        """Those found as one choice: each name once, as sure as the least sure."""
        if len(found) == 1:
            return found[0]
        each: dict[str, Choice] = {}
        for one in (one for choice in found for one in choice.each or (choice,)):
            each.setdefault(one.name, one)
        kinds, sure = {choice.kind for choice in found}, min(choice.certainty for choice in found)
        if len(each) == 1:
            return replace(found[0], certainty=sure, mention=None)
        return cls(" and ".join(each), kinds.pop() if len(kinds) == 1 else "group", sure, each=tuple(each.values()))


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a member is named. `opens` tells that it begins its sentence, `quoted` that it
    stands inside a quotation, `owner` that a possessive "s" follows, `acts` that a verb seems to follow,
    `governed` that a preposition stands before it, `listed` that "and" or a comma does."""

    span: Span
    member: Member
    opens: bool
    quoted: bool
    owner: bool
    acts: bool = False
    governed: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution that has been resolved, with the offset where it begins."""

    place: int
    attribution: Attribution
    choice: Choice


@dataclass(frozen=True, slots=True)
class ArticleCast:
    """One version's text with its cast; `body` is where the headline ends."""

    text: str
    body: int
    cast: Cast
    mentions: tuple[Mention, ...]
    quoted: tuple[Span, ...]
    _starts: tuple[int, ...]
    _quoted_starts: tuple[int, ...]
    _breaks: tuple[int, ...]

    @classmethod
    def of(cls, version: Version, attributions: Sequence[Attribution]) -> "ArticleCast":
        """The article as its resolvers need it."""
        text = version.text
        body = next((block.span.end for block in version.blocks if block.kind == "headline"), 0)
        cast = Cast(
            text,
            headline_end=body,
            headline=version.headline or "",
            transcript=version.kind == "transcript",
            sources={part for one in attributions for part in one.source},
        )
        quoted = tuple(sorted(span for a in attributions if a.type != "indirect" for span in a.content))
        starts = tuple(span.start for span in quoted)
        mentions = tuple(_mentions(text, cast, quoted))
        _note_neutral(text, mentions)
        direct = sorted(span for a in attributions if a.type == "direct" for span in a.content)
        _tell_genders(text, [one for one in mentions if one.member.kind == "person"], direct)
        return cls(
            text,
            body,
            cast,
            mentions,
            quoted,
            tuple(mention.span.start for mention in mentions),
            starts,
            tuple(one.start for one in breaks(text) if not _within(quoted, starts, one.end - 1)),
        )

    def before(self, at: int, reach: int) -> tuple[Mention, ...]:
        """The mentions that begin before an offset, at most `reach` characters back."""
        return self.mentions[bisect_left(self._starts, at - reach) : bisect_left(self._starts, at)]

    def number(self, at: int) -> int:
        """The number of the first mention that begins at an offset or behind it."""
        return bisect_left(self._starts, at)

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin between two offsets."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_quoted(self, at: int) -> bool:
        """Whether an offset lies in the content of a statement with quotation marks."""
        return _within(self.quoted, self._quoted_starts, at)

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence that an offset lies in begins and ends."""
        number = bisect_right(self._breaks, at)
        start = self._breaks[number - 1] if number else 0
        return start, self._breaks[number] if number < len(self._breaks) else len(self.text)

    def sentence_number(self, at: int) -> int:
        """The number of the sentence that an offset lies in."""
        return bisect_right(self._breaks, at)

    def sentences_between(self, start: int, end: int) -> int:
        """How many sentences end between two offsets; those inside one quotation count as one."""
        return max(0, self.breaks_before(end) - self.breaks_before(start))

    def breaks_before(self, at: int) -> int:
        """How many sentences end before an offset."""
        return bisect_left(self._breaks, at)


def _mentions(text: str, cast: Cast, quoted: Sequence[Span]) -> list[Mention]:
    found = []
    starts = [span.start for span in quoted]
    for name in cast.names:
        at = name.span.start
        member = cast.of(name)
        if member:
            found.append(_mention(text, name, member, quoted=_within(quoted, starts, at)))
    return found


def _mention(text: str, name: Name, member: Member, *, quoted: bool) -> Mention:
    at, end = name.span.start, name.span.end
    before = _SENTENCES.split(text[max(0, at - 60) : at])[-1]
    words = before.lower().split()
    # Titles and the article between a preposition and the name do not hide it.
    while words and (words[-1] in ROLES or words[-1] in HONORIFICS or words[-1] in {"the", "a"}):
        words.pop()
    return Mention(
        name.span,
        member,
        not before.strip(' "“‘') or bool(name.role and name.title),
        quoted,
        text[end : end + 2] in {"’s", "'s"},
        acts=bool(_VERB.match(text, end, end + 160)),
        governed=bool(words) and words[-1] in PREPOSITIONS,
        listed=before.rstrip().endswith((" and", ",", " &")),
    )


def _note_neutral(text: str, mentions: Sequence[Mention]) -> None:
    """Who goes by "they": the person named last before the words that say so, in their sentence."""
    starts = [one.span.start for one in mentions]
    for match in NEUTRAL.finditer(text):
        before = mentions[bisect_right(starts, match.start()) - 1] if starts and starts[0] <= match.start() else None
        if before and before.member.kind == "person" and not ends_between(text, before.span.end, match.start()):
            before.member.neutral = True


_LEAST_TOLD = 2
"""How often "he" must stand for one whom the list of first names calls a woman, or has not, and "she" never."""
_HE_SHE = re.compile(r"\b(?:(?P<m>[Hh]e|[Hh]is|[Hh]im)|[Ss]he|[Hh]ers?)\b")


def _tell_genders(text: str, persons: Sequence[Mention], quoted: Sequence[Span]) -> None:
    """The gender that "he" or "she" tells of those who are the only ones named in their paragraphs, where their names
    tell none or another."""
    starts = [span.start for span in quoted]
    lines = [0, *(found.end() for found in re.finditer("\n", text)), len(text)]
    told: dict[int, tuple[Member, list[int]]] = {}
    paragraph, first, alone = -1, None, True
    for one, following in zip_longest(persons, persons[1:]):
        if paragraph != (paragraph := bisect_right(lines, one.span.start)):
            first, alone = one.member, not one.owner
        alone &= one.member is first
        end = min(lines[min(paragraph, len(lines) - 1)], following.span.start if following else len(text))
        for found in _HE_SHE.finditer(text, one.span.end, end) if alone and not one.quoted else ():
            if not _within(quoted, starts, found.start()):
                told.setdefault(id(one.member), (one.member, [0, 0]))[1][found["m"] is None] += 1
    for member, (he, she) in told.values():
        if max(he, she) < _LEAST_TOLD or min(he, she):
            continue
        if member.gender in (None, gender_of_first_name(member.name.split()[0])):
            member.gender = "m" if he else "f"


def _within(spans: Sequence[Span], starts: Sequence[int], at: int) -> bool:
    # Quotations may nest: the few that begin last before the offset are enough.
    last = bisect_right(starts, at)
    return any(spans[number].end > at for number in range(max(0, last - 4), last))


def by_age(fitting: Sequence[Member], *, younger: bool) -> Member | None:
    """Of members of one surname the younger or the elder, as far as suffixes and "father" or "son" tell."""

    def generation(one: Member) -> int:
        suffix = parted(one.name.split()).suffix
        relatives = {word for role in one.roles for word in role.text.lower().split()[-1:]}
        return (
            bool(suffix and suffix != "sr")
            - (suffix == "sr")
            + (not relatives.isdisjoint(_CHILDREN))
            - (not relatives.isdisjoint(_PARENTS))
        )

    ordered = sorted(fitting, key=generation)
    if generation(ordered[0]) == generation(ordered[-1]):
        return None
    return ordered[-1] if younger else ordered[0]


_BOTH = re.compile(r"(?:both|(?:the|these) two|both of the)\s(?P<noun>[a-z-]+s)", re.IGNORECASE)
_LANDS = frozenset({"countries", "nations", "states", "governments"})


def kind_of_both(plain: str) -> ActorKind | Literal["place"] | None:
    """Of which kind the two are whom "both leaders", "the two airlines" or "both countries" means."""
    told = _BOTH.fullmatch(plain)
    if told is None:
        return None
    noun = told["noun"].lower()
    if noun in _LANDS:
        return "place"
    singular = {noun[:-1], noun[:-2], noun[:-3] + "y"}
    if not singular.isdisjoint(ORGANIZATION_NOUNS):
        return "organization"
    return "person" if any(map(is_role, singular)) else None


def pair_before(article: ArticleCast, at: int, sort: ActorKind | Literal["place"]) -> Choice | None:
    """The two of a sort named last."""
    kind: ActorKind = "organization" if sort == "place" else sort
    named = [
        one
        for one in article.before(at, _REACH)
        if one.member.kind == kind and not one.quoted and is_place(one.member.name) == (sort == "place")
    ]
    second = named[-1] if named else None
    first = next((m for m in reversed(named) if second and m.member is not second.member), None)
    if first is None or second is None or article.sentences_between(second.span.start, at) > _PAIR_REACH:
        return None
    both = [Choice(article.cast.in_full(one.member.name), kind, MEANT, one.member.role) for one in (first, second)]
    return replace(Choice.of_several(both), kind="group")


def neutral_before(article: ArticleCast, at: int) -> Choice | None:
    """The person named last who goes by "they"."""
    found = [one.member for one in article.before(at, _REACH) if one.member.neutral and not one.quoted]
    return Choice(article.cast.in_full(found[-1].name), "person", MEANT, found[-1].role) if found else None


def of_two_before(article: ArticleCast, at: int, *, first: bool) -> Choice | None:
    """Of the two named last, in one sentence, the former or the latter."""
    named = [m for m in article.before(at, _REACH) if not m.quoted]
    second = named[-1] if named else None
    former = next((m for m in reversed(named) if second and m.member is not second.member), None)
    if former is None or second is None or article.sentences_between(former.span.start, second.span.start):
        return None
    member = (former if first else second).member
    return Choice(article.cast.in_full(member.name), member.kind, MEANT, member.role)


_MATTERS = re.compile(
    r"(?:[Tt]he\s)?(?P<office>(?P<first>[A-Z][\w’'-]*(?:,?\s[A-Z][\w’'-]*){0,5}),?\s(?:and|&)\s(?:[A-Z][\w’'-]*\s){1,3}"
    r"[A-Z][a-z-]+)\s"
)
_OF_BODY = re.compile(
    r"(?:[Tt]he\s)?(?P<office>(?:[A-Z][\w’'-]*\s){0,3}?(?:University|College|Bank|Department|Ministry|Institute|Church|School"
    r"|Board|House|Chamber|Federation|Association|Museum|City|County)\s(?:of|for)\s(?:the\s)?(?:[A-Z][\w’'-]*\s(?:and\s)?){1,5}?"
    r"(?:[a-z][\w-]*\s){0,3}(?P<role>[A-Za-z][\w-]*))\s"
)
"""A body with "of" and an office of it: "University of Kolvik professor"."""
_ACTS = re.compile(rf"\s?(?:[,.;]|(?:also|has|had|{either(IN_SOURCE)})\b)")


def office_of_several(text: str, span: Span, inside: Sequence[Name]) -> Words | None:
    """ "Harbour and Crime Commissioner Ana Holt": one office for several matters before the name of its holder;
    two where "and" stands before the office: "Kolvik Police and Mayor Ana Holt"."""
    if not inside or inside[-1].kind != "person" or len(inside[-1].words) < 2 or inside[-1].span.end != span.end:
        return None
    office = _MATTERS.fullmatch(text, span.start, inside[-1].span.start)
    if of_body := _OF_BODY.fullmatch(text, span.start, inside[-1].span.start):
        return Words.at(Span(*of_body.span("office")), text) if is_role(of_body["role"]) else None
    if office is None or any(is_first_name(one.words[0]) and not is_common(one.words[0]) for one in inside[:-1]):
        return None
    *_, matter, role = office["office"].split()
    first = office["first"]
    apart = is_place(first) or ACRONYM.fullmatch(first) or matter.lower() in ORGANIZATION_WORDS
    return Words.at(Span(*office.span("office")), text) if is_role(role) and is_common(matter) and not apart else None


_AROUND = 3000
"""Characters around a name in which it is looked for without its possessive."""


def shop(text: str, name: Name, span: Span) -> str | None:
    """ "Holt’s" before what it does, "Holt’s of Kolvik": a name that stands nowhere without its possessive."""
    end = name.span.end + 2
    if len(name.words) > 1 or text[name.span.end : end] not in {"’s", "'s"} or is_place(name.full):
        return None
    behind = text[end : span.end].strip(" ,")
    around = text[max(0, name.span.start - _AROUND) : end + _AROUND]
    bare = re.search(rf"\b{re.escape(name.full)}\b(?![’']s)", around)
    goes_on = behind.startswith("of ") if behind else _ACTS.match(text, end)
    if bare or not goes_on:
        return None
    return text[name.span.start : span.end if behind else end].strip(" ,")


def with_family_name(article: ArticleCast, span: Span) -> Span:
    """The span with the rest of a name that a reader cut behind a particle, before what looks like a verb."""
    last = article.cast.names_from(span.start, span.end - span.start)[-1:]
    cut = last and last[0].span.end > span.end and article.text[: span.end].rsplit(None, 1)[-1] in PARTICLES
    return Span(span.start, last[0].span.end) if cut else span


def is_ordinary(article: ArticleCast, name: Name) -> bool:
    """Whether the one capitalised word of a source is a sentence's first and no name: "Stallholders"."""
    word = name.words[0]
    opens = len(name.words) == 1 and name.kind != "person" and opens_sentence(article.text, name.span.start)
    return opens and is_common(word) and article.cast.member(name.words, place=name.span.start) is None


def is_one_body(article: ArticleCast, pieces: Sequence[str]) -> bool:
    """ "the Harbour Oversight and Canal Reform Committee": the first half is nowhere named by itself."""
    first, second = pieces
    bare = re.sub(r"^the\s+", "", first, flags=re.IGNORECASE)
    ends = second.split()[-1].lower() in ORGANIZATION_WORDS and bare.split()[-1].lower() not in ORGANIZATION_WORDS
    apart = not bare[0].isupper() or article.cast.stands_alone(bare)
    return ends and not apart and not has_role(first)
