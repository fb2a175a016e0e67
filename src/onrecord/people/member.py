"""One actor of an article, while the article is read.

Acronyms and the names they stand for.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.english.countries import places
from onrecord.english.words import ORGANIZATION_NOUNS, ORGANIZATION_WORDS, ROLES, Gender, first_names
from onrecord.model import ActorKind, Span, Words
from onrecord.people.names import Name
from onrecord.people.phrases import Token

ACRONYM = re.compile(r"[A-Z]{2,6}")
"""A word of capitals alone."""
_BRACKETED = re.compile(r"\(([A-Z]{2,7})\)")
_BODY = re.compile(r"\b[Tt]he (?P<name>(?:[A-Z][\w’'-]*\s(?:(?:of|for|and|the)\s){0,2}){1,8})$")
_UNCOUNTED = frozenset("of and the for in on to de".split())


def acronyms(text: str) -> dict[str, str]:
    """Acronyms that the text spells out: "Customs and Harbour Control (CHC)".

    The shortest run of words before the bracket whose initials spell the acronym (after Schwartz and
    Hearst, "A simple algorithm for identifying abbreviation definitions", 2003)."""
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        acronym, before = match.group(1), text[max(0, match.start() - 120) : match.start()]
        if whole := _spelled(acronym, re.findall(r"[\w’'-]+", before)) or _bracketed_body(before):
            found.setdefault(acronym, whole)
    return found


def _spelled(acronym: str, words: Sequence[str]) -> str | None:
    """The last words whose initials spell the acronym, small words counted or not."""
    for start in range(len(words) - 1, max(-1, len(words) - 1 - 2 * len(acronym)), -1):
        if words[start].lower() in _UNCOUNTED:
            continue
        counted = [word for word in words[start:] if word.lower() not in _UNCOUNTED]
        if acronym in ("".join(word[0].upper() for word in some) for some in (counted, words[start:])):
            return " ".join(words[start:])
    return None


def _bracketed_body(before: str) -> str | None:
    """The body named with "the" directly before a bracket, whose acronym may be that of its name elsewhere."""
    body = _BODY.search(before)
    whole = body["name"].rstrip() if body else ""
    return whole if any(word.lower() in ORGANIZATION_WORDS for word in whole.split()) else None


def spelled_by(words: Sequence[str]) -> Iterator[str]:
    """The acronyms that a name's words spell, its nation or its last words left out."""
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) > 1 and 2 < len(words) < 8 and words[0][0].isupper() and words[-1][0].isupper():
        yield "".join(word[0].upper() for word in words)  # "DOR": Department of Roads
    for start in range(3):
        for end in range(max(start + 3, len(initials) - 2 + start), len(initials) + 1):
            yield initials[start:end]
    if len(initials) == 2:
        yield initials


def spelled_among(found: Sequence[Token], acronym: str, text: str) -> str | None:
    """The words in capitals that an acronym is the initials of, though "and" or "of" parts them: "Electoral and
    Boundaries Commission" for "EBC"."""
    run: list[Token] = []
    for token in (*found, None):
        joins = token is not None and (token.capital or token.word in _UNCOUNTED)
        if token is not None and joins and (not run or token.start - run[-1].end == 1):
            run.append(token)
            continue
        capitals = [one for one in run if one.capital]
        for first in range(len(capitals) - len(acronym) + 1):
            some = capitals[first : first + len(acronym)]
            if "".join(one.word[0] for one in some) == acronym:
                return text[some[0].start : some[-1].end]
        run = [token] if token is not None and token.capital else []
    return None


@cache
def acronym_of(name: str) -> frozenset[str]:
    """The acronyms that a name of several words spells."""
    words = name.split()
    return frozenset(spelled_by(words)) if 1 < len(words) < 16 else frozenset()


_BODY_BEHIND = re.compile(
    r",\s(?:the|an?|its|his|her|their)\s(?:[\w’'-]+\s){0,4}?(?P<noun>[a-z-]+)(?=[,.;]|\s(?:that|which|of|for|in)\s)"
)


def is_described(text: str, name: Span) -> bool:
    """Whether the words behind a name say that a body has it: "Unite, the dockers' union,"."""
    behind = _BODY_BEHIND.match(text, name.end, name.end + 100)
    return behind is not None and behind["noun"] in ORGANIZATION_NOUNS


_PLACE_WORDS = frozenset(
    "Street Avenue Road City County Beach Island Islands River Lake Park Valley Agreement Act".split()
)
"""Last words of what is no actor though it is named like one."""
_OF = re.compile(r"\s(?:of|for|to|at|in|with)\s|,")
_OWNED = re.compile(r"[’']s?\s")
"""What stands between an office and whose it is."""
_MOST_ROLES = 20
"""Roles of one person that are kept."""


@cache
def is_place(name: str) -> bool:
    """Whether the name is a country's, state's or capital's, or tells a street, a river or a treaty."""
    words = name.split()
    return bool(places(name)) or (words[-1] in _PLACE_WORDS and words[0] not in first_names())


@dataclass(slots=True)
class Member:
    """One actor of an article: the fullest name, the roles beside it, and where it is named."""

    name: str
    kind: ActorKind
    roles: list[Words] = field(default_factory=list)
    gender: Gender | None = None
    places: list[int] = field(default_factory=list)
    introduced: int = 0
    """Where its fullest name stands first."""
    titles: set[str] = field(default_factory=set)
    """The words of titles that stand before it somewhere: "doctor", "mayor"."""
    neutral: bool = False
    """Whether the text says that this person goes by "they"."""
    entered: bool = False
    """Whether it is somewhere named behind "in" or "at", as places are."""

    @property
    def uncertain(self) -> bool:
        """Whether the kind is a guess: nothing in the name or around it tells an organization."""
        words = self.name.split()
        plain = not any(word.lower() in ORGANIZATION_WORDS or ACRONYM.fullmatch(word) for word in words)
        guessed = self.kind == "organization" and plain and len(words) < 4 and not self.entered
        return guessed and not is_place(self.name)

    @property
    def role(self) -> Words | None:
        """The first role the article gives."""
        return self.roles[0] if self.roles else None


def note(member: Member, name: Name) -> None:
    """Keep what a place of its name tells of a member."""
    role = name.role.text if name.role else ""
    office = _OWNED.split(_OF.split(role, maxsplit=1)[0].lower())[-1]
    member.titles.update(name.titles, (word for word in office.split() if word in ROLES))
    if name.role and len(member.roles) < _MOST_ROLES and all(role != known.text for known in member.roles):
        member.roles.append(name.role)
    if name.kind == "person" and not is_place(member.name):
        member.kind = "person"
    if member.gender is None:
        member.gender = name.gender or _gender_of_role(role)


def with_titles(fitting: list[Member], titles: Collection[str]) -> list[Member]:
    """Of several members those who share most of the titles."""
    if len(fitting) < 2 or not titles:
        return fitting
    shared = [len(one.titles.intersection(titles)) for one in fitting]
    return [one for one, count in zip(fitting, shared, strict=True) if count == max(shared)]


def _gender_of_role(role: str) -> Gender | None:
    return next((ROLES[word] for word in reversed(role.lower().split()) if word in ROLES), None)
