"""Sources that are described and not named: "the Norvian leader", "the company", "several officials"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Span
from onrecord.people.article import ArticleCast, Choice, Told
from onrecord.people.documents import by_document
from onrecord.people.groups import COLLECTIVE, by_group
from onrecord.people.member import Member
from onrecord.people.names import Name, names
from onrecord.people.organizations import ORGANIZATION, STANDS, by_organization_noun
from onrecord.people.phrases import (
    DEFINITE,
    DETERMINERS,
    described,
    head_phrase,
    is_age,
    is_plural,
    is_plural_role,
    placed,
    stem,
    words_of,
)
from onrecord.people.pronouns import organization_called
from onrecord.people.tokens import tokens
from onrecord.people.words import (
    ANYONE,
    DOCUMENTS,
    GROUPS,
    NAMELESS,
    OFFICES,
    ORGANIZATION_NOUNS,
    ROLE_MODIFIERS,
    ROLES,
    SAME_OFFICE,
    Gender,
    is_role,
)

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
        return by_document(article, told, span, words)
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
    retired = head in NAMELESS and not _PERSONAL.isdisjoint(words) and not _is_introduced(article, span, head)
    one = (head in ROLES and head not in NAMELESS) or is_age(head)
    if first == "the" and not owned and (retired or one):
        person = _person_before(article, span, ROLES.get(head))
        if person:
            return Choice(person.name, person.kind, NEAREST, person.role or placed(plain[4:], article.text, span.start))
    return Choice(described(plain), "unnamed", STANDS)


def _is_introduced(article: ArticleCast, span: Span, head: str) -> bool:
    """Whether somebody of that description was mentioned without a name: "a retired teacher"."""
    before = article.text[max(article.body, span.start - _REACH) : span.start]
    return re.search(rf"\b[Aa]n?\s(?:[\w’'-]+\s){{0,3}}{re.escape(head)}\b", before) is not None


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
