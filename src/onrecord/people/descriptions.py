"""Sources that are described and not named: "the Norvian leader", "the company", "several officials".

A noun refers to an organization named before only where it fits: because the name has the noun or one like it, because
the article describes the organization by it, or because nothing in a company's name speaks against it. A described body
that fits nobody ("the dockers' union") is an organization of its own, by its own words.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.english.common import is_plural_role
from onrecord.english.words import (
    ANYONE,
    COMPANIES,
    DOCUMENTS,
    GROUPS,
    NAMELESS,
    OFFICES,
    ORGANIZATION_NOUNS,
    PUBLIC_BODIES,
    ROLE_MODIFIERS,
    ROLES,
    SAME_GROUP,
    SAME_OFFICE,
    Gender,
    called_so,
    is_role,
)
from onrecord.model import Span
from onrecord.people.article import ArticleCast, Choice, Mention, Told
from onrecord.people.member import ACRONYM, Member, is_place
from onrecord.people.names import Name, names
from onrecord.people.phrases import (
    DEFINITE,
    DETERMINERS,
    described,
    head_phrase,
    is_age,
    is_plural,
    placed,
    stem,
    tokens,
    words_of,
)

_OPENS, _QUOTED, _SPOKE, _UNNAMED, _OFTEN, _OWNER = 1.0, 2.0, 2.0, 2.5, 0.4, 0.5
"""Credits of a candidate in sentences, tuned on the hand-made gold."""
_BODY_REACH = 3000
"""Characters that a noun looks back."""
_LAST_BODIES = 4
"""Attributions that it looks back."""


@dataclass(frozen=True, slots=True)
class _Body:
    """A possible antecedent with its score in sentences; the higher the better."""

    score: float
    place: int
    choice: Choice


def organization_before(
    article: ArticleCast, told: Sequence[Told], at: int, *, fits: Callable[[Mention], bool] | None = None
) -> Choice | None:
    """The organization most likely meant by "it" at an offset, or by a noun that only some organizations fit."""
    mentions = [m for m in article.before(at, _BODY_REACH) if m.member.kind == "organization" and (not fits or fits(m))]
    kinds = {"organization"} if fits else {"organization", "document"}
    named = {article.cast.in_full(m.member.name) for m in mentions}
    recent = [
        one for one in told[-_LAST_BODIES:] if one.choice.kind in kinds and (not fits or one.choice.name in named)
    ]
    return _best([*_named(article, mentions, at), *_spoken(article, recent, at)])


def organization_called(
    article: ArticleCast, told: Sequence[Told], at: int, noun: str, *, also: Sequence[str] = ()
) -> Choice | None:
    """The organization whose name has the noun: "the fund" for the Norvian Harbour Fund; of the words `also` before
    the noun it must have one, too."""

    def has(name: str) -> bool:
        words = name.lower().replace("’", "'").split()
        return noun in words and (not also or any(word.replace("’", "'") in words for word in also))

    mentions = [m for m in article.before(at, _BODY_REACH) if has(m.member.name)]
    recent = [one for one in told[-_LAST_BODIES:] if has(one.choice.name)]
    found = [*_named(article, mentions, at), *_spoken(article, recent, at)]
    return _best([one for one in found if one.choice.kind == "organization"])


def _named(article: ArticleCast, mentions: Iterable[Mention], at: int) -> list[_Body]:
    found = []
    for mention in mentions:
        member = mention.member
        score = _OPENS * mention.opens - _QUOTED * mention.quoted + _OFTEN * math.log2(len(member.places))
        score -= article.sentences_between(mention.span.start, at) + _OWNER * mention.owner
        found.append(
            _Body(score, mention.span.start, Choice(article.cast.in_full(member.name), member.kind, 1.0, member.role))
        )
    return found


def _spoken(article: ArticleCast, recent: Iterable[Told], at: int) -> list[_Body]:
    found = []
    for one in recent:
        attribution = one.attribution
        place = attribution.source[0].start if attribution.source else one.place
        if not at - _BODY_REACH <= place < at:
            continue
        parts = (*attribution.content, *attribution.cue, *attribution.source)
        end = min(at, max(part.end for part in parts if part.start < at))
        score = _SPOKE - article.sentences_between(end, at) - _UNNAMED * (one.choice.kind in ("unnamed", "group"))
        found.append(_Body(score, place, one.choice))
    return found


def _best(candidates: Sequence[_Body]) -> Choice | None:
    """The best candidate; its certainty falls where another name comes near."""
    if not candidates:
        return None
    best = max(candidates, key=lambda one: (one.score, one.place))
    rival = max((one.score for one in candidates if one.choice.name != best.choice.name), default=best.score - 4)
    certainty = 0.95 - 0.4 / (1 + math.exp(best.score - rival))
    return replace(best.choice, certainty=min(certainty, best.choice.certainty))


GROUP, TAKEN_UP = 0.85, 0.75
"""Certainty of a group as described, and of a group described before."""


COLLECTIVE = re.compile(r"(?:[Aa]|[Tt]he) (?:\w+ )?(?:group|coalition|team|number|dozen|handful) of (?:\w+ )??(\w+s)\b")
"""A group named by its members; the plural is the first group."""


def by_group(article: ArticleCast, told: Sequence[Told], span: Span, words: Sequence[str]) -> Choice:
    """The group a plural stands for; `words` are those of the source's head phrase in lower case."""
    plain = span.of(article.text)
    head, first = words[-1], words[0]
    collective = COLLECTIVE.match(plain)
    if collective or first in DEFINITE:
        noun = collective.group(1) if collective else head
        if not collective and (found := _told_before(told, noun)):
            return found
    return Choice(described(plain), "group", GROUP)


def same_group(noun: str) -> frozenset[str]:
    """The plural with those that may take up the same group."""
    return next((words for words in SAME_GROUP if noun in words), frozenset({noun}))


def _told_before(told: Sequence[Told], noun: str) -> Choice | None:
    """The group that spoke before under the same or a like noun."""
    wanted = same_group(noun)
    for one in reversed(told[-_LAST_TOLD:]):
        choice = one.choice
        held = set(re.findall(r"[\w-]+", choice.name.lower()))
        if choice.kind in ("group", "unnamed") and (
            held & wanted or (held & {"colleagues", "team"} and "team" in wanted)
        ):
            return replace(choice, certainty=min(choice.certainty, TAKEN_UP))
    return None


STANDS, ORGANIZATION = 0.85, 0.7
"""Certainty of a mention that stands as it is, and of the organization named last."""
_ANY = frozenset("company firm group organization organisation business outfit campaign".split())
"""Nouns that fit what is named in any way but a body of the state."""
_NO_COMPANIES = PUBLIC_BODIES | frozenset(
    """court authority council commission department office police board bureau committee congress senate parliament
    assembly university college institute school hospital union federation association society church museum party
    league foundation charity times post journal herald tribune guardian gazette chronicle nations""".split()
)
"""Words of names that no company has."""
_LEAST_ALIKE = 5
"""Letters that a noun and a word of the name begin with in common: "insurer", "Insurance"."""
_DATELINE = re.compile(r"\)\s[—–-]+\s")
_BEHIND = re.compile(r",?\s(?:an?|the|its|one of)\s(?:[\w’'-]+\s){0,6}?(?P<noun>[\w-]+)(?=[\s,.;])")


def by_organization_noun(article: ArticleCast, told: Sequence[Told], span: Span, words: Sequence[str]) -> Choice:
    """The organization named before that is meant, else the words as they stand; `words` are those of the mention's
    head phrase in lower case, the noun last."""
    found = None
    if words[0] in DEFINITE and not names(article.text, span.start, span.end):
        noun = words[-1]
        found = organization_called(article, told, span.start, noun, also=words[1:-1])
        if found is None and _may_be_any(words):
            found = organization_called(article, told, span.start, noun) or organization_before(
                article, told, span.start, fits=lambda mention: _fits(article, mention, noun)
            )
    if found:
        return replace(found, certainty=min(found.certainty, ORGANIZATION))
    return Choice(described(span.of(article.text)), "organization", STANDS)


def _may_be_any(words: Sequence[str]) -> bool:
    """Whether the organization meant need not have been called so: not where more than the noun tells which it is,
    as in "the dockers' union"; what sort of company it is says nothing new ("the tech giant")."""
    return len(words) == 2 or (words[-1] in COMPANIES | _ANY and not any("’" in word or "'" in word for word in words))


def _fits(article: ArticleCast, mention: Mention, noun: str) -> bool:
    """Whether an organization may be called by the noun."""
    member, text = mention.member, article.text
    words = member.name.lower().split()
    if text[max(0, mention.span.start - 1) : mention.span.start] == "(" and _DATELINE.match(text, mention.span.end):
        return False  # the agency that reports
    if any(is_place(part) for part in (member.name, *member.name.split("-"))):
        return False
    if any(_alike(noun, word) for word in words) or not called_so().get(noun, frozenset()).isdisjoint(words):
        return True
    if text[max(0, mention.span.start - len(noun) - 1) : mention.span.start].strip().lower() == noun:
        return True  # "the airline Norvair"
    behind = _BEHIND.match(text, mention.span.end, mention.span.end + 80)
    if behind and _alike(noun, behind["noun"]):
        return True
    if noun in COMPANIES or noun in _ANY:
        return _NO_COMPANIES.isdisjoint(words)
    return noun in called_so() and ACRONYM.fullmatch(member.name) is not None


@lru_cache(maxsize=4096)
def is_like(noun: str, name: str) -> bool:
    """Whether a body of that name is one that is called by the noun."""
    words = name.lower().split()
    like = called_so().get(noun, frozenset())
    alike = len(noun) > 5 and any(word[:5] == noun[:5] for word in words)
    if alike or not like.isdisjoint(words) or noun in words:
        return True
    return noun in COMPANIES | _ANY and _NO_COMPANIES.isdisjoint(words)


def _alike(noun: str, word: str) -> bool:
    return noun == word or (len(noun) > _LEAST_ALIKE and noun[:_LEAST_ALIKE] == word[:_LEAST_ALIKE])


DOCUMENT = 0.85
"""Certainty of a document."""


BY_ROLE, NEAREST, UNKNOWN = 0.85, 0.65, 0.6
"""Certainty of a person by a role, of the person named last, and of a word that is no name and describes nobody."""


_REACH, _LAST_TOLD = 6000, 50
"""Characters and statements that a description looks back."""
_BODIES = frozenset({("coast", "guard"), ("national", "guard"), ("border", "guard"), ("home", "guard")})
"""Bodies that are called like somebody who serves in them."""
_PERSONAL = frozenset("retired former veteran".split())
"""Adjectives that tell of one person before a role that many have."""
_LOWER = frozenset("deputy vice assistant associate former ex shadow acting".split())
"""Words by which an office is not the one that is named without them."""
_PLAIN = frozenset({"former", "new", "longtime", "veteran", "young", "old", "embattled"})
"""Adjectives before a role that need not have been said before."""


def by_description(article: ArticleCast, told: Sequence[Told], span: Span) -> Choice:
    """The speaker a description stands for; the description itself where it is nobody named."""
    plain = span.of(article.text)
    words = words_of(head_phrase(plain))
    if not words:
        return Choice(plain, "unnamed", 0.5)
    head, first = words[-1], words[0]
    if COLLECTIVE.match(plain):
        return by_group(article, told, span, words)
    if head in DOCUMENTS:
        return Choice(described(plain), "document", DOCUMENT)
    if head in ORGANIZATION_NOUNS:
        return by_organization_noun(article, told, span, words)
    if tuple(words[-2:]) in _BODIES:
        return by_organization_noun(article, told, span, words)
    if (is_role(head) and head not in GROUPS) or any(map(is_age, words)):
        return _by_role(article, told, span, words)
    if is_plural_role(head) or head in GROUPS or first in GROUPS or re.search(r"\band (?:his|her|their|its)\b", plain):
        return by_group(article, told, span, words)
    if first == "the" and len(words) == 2 and (named := organization_called(article, told, span.start, head)):
        return replace(named, certainty=min(named.certainty, ORGANIZATION))
    if is_plural(head):
        return _seen(told, plain, head) or Choice(described(plain), "group", STANDS)
    # A capital alone, as at the beginning of a sentence, makes nobody.
    sure = UNKNOWN if len(words) == 1 and plain[0].isupper() else STANDS
    return _seen(told, plain, head) or Choice(described(plain), "unnamed", sure)


def _by_role(article: ArticleCast, told: Sequence[Told], span: Span, words: Sequence[str]) -> Choice:
    plain = span.of(article.text)
    first, head = words[0], words[-1]
    inside = names(article.text, span.start, span.end)
    somebodys = first in {"his", "her", "their"} and head in NAMELESS
    # Headlines leave the article out: "says minister" means the one whom the body names.
    bare = first not in DETERMINERS and (plain[0].isupper() or span.end <= article.body)
    if (not somebodys and first in DEFINITE) or bare:
        person = (
            _person_before(article, span, ROLES.get(head))
            if any(map(is_age, words))
            else _with_role(article, words, inside, span)
        )
        if person:
            return Choice(person.name, person.kind, NEAREST if any(map(is_age, words)) else BY_ROLE, person.role)
        known = _seen(told, plain, head)
        if known:
            return known
    owned = (bool(inside) and '"' not in plain and "“" not in plain) or " of " in plain or " for " in plain
    retired = head in NAMELESS and not _PERSONAL.isdisjoint(words)
    one = (head in ROLES and head not in NAMELESS) or is_age(head)
    if first == "the" and not owned and (retired or one):
        person = _person_before(article, span, ROLES.get(head))
        if person:
            return Choice(person.name, person.kind, NEAREST, person.role or placed(plain[4:], article.text, span.start))
    return Choice(described(plain), "unnamed", STANDS)


_OF = re.compile(r"\s(?:for|of|to|at|in|with)\s")


def _with_role(article: ArticleCast, words: Sequence[str], inside: Sequence[Name], span: Span) -> Member | None:
    """The person one of whose roles has the same head and shares the other words."""
    head = words[-1]
    same = {head} | SAME_OFFICE.get(head, set()) | {known for known, others in SAME_OFFICE.items() if head in others}
    heads = {stem(word) for word in same}
    modifiers = {word for word in words[:-1] if word not in DETERMINERS and len(word) > 2}
    named = {word.lower() for name in inside for word in name.words}
    best: tuple[float, int, Member] | None = None
    for member in article.cast.with_role(heads):
        known = len(member.places) if span.end <= article.body else bisect_left(member.places, span.start)
        if not known:
            continue
        for role in (*(role.text for role in member.roles), member.name.split()[0]):
            words_of_role = {stem(token.word) for token in tokens(role)}
            # A spokesman for the minister is no minister: the office stands before what it is of or for.
            held = {stem(token.word) for token in tokens(_OF.split(role, maxsplit=1)[0])}
            shared = sum(stem(word) in words_of_role for word in modifiers)
            if not held & heads or (inside and not shared and head in OFFICES):
                continue
            # Only the same word bears a modifier that is new: "the band leader" is no president.
            if stem(head) not in held and not shared and modifiers - ROLE_MODIFIERS - _PLAIN - named:
                continue
            # A headline means whom the body names first, running text whom it named last.
            place = -member.places[0] if span.end <= article.body else member.places[known - 1]
            lower = not words_of_role.intersection(_LOWER).issubset(words)
            score = (2.0 * shared + (stem(head) in held) - lower, place, member)
            best = max(best, score, key=lambda item: item[:2]) if best else score
    return best[2] if best else None


def _person_before(article: ArticleCast, span: Span, gender: Gender | None) -> Member | None:
    for mention in reversed(article.before(span.start, _REACH)):
        member = mention.member
        if member.kind == "person" and not mention.quoted and member.gender in (None, gender or member.gender):
            return member
    return None


def _seen(told: Sequence[Told], plain: str, head: str) -> Choice | None:
    """The unnamed source described before with the same head ("a spokesperson", then "the spokesperson")."""
    if plain.split()[0].lower() not in DEFINITE:
        return None
    said = {stem(word) for word in words_of(plain) if word not in DETERMINERS}
    for one in reversed(told[-_LAST_TOLD:]):
        choice = one.choice
        if choice.kind != "unnamed" and choice.role is None:
            continue
        # What is said of the one must have been said before: "the foreign minister" is not the prime minister.
        known = {stem(token.word.lower()) for token in tokens(choice.role.text if choice.role else choice.name)}
        if (head in ANYONE and choice.kind == "unnamed") or (stem(head) in known and said <= known):
            return choice
    return None
