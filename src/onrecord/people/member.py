"""One actor of an article, while the article is read.

Acronyms and the names they stand for.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, pairwise

from onrecord.english.countries import places
from onrecord.english.words import (
    COMMON_ACRONYMS,
    NAME_SUFFIXES,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    RELATIVES,
    ROLES,
    Gender,
    common_words,
    first_names,
    gender_of_first_name,
    is_first_name,
)
from onrecord.model import ActorKind, Span, Words
from onrecord.people.names import Name
from onrecord.people.phrases import Token, stem, tokens

ACRONYM = re.compile(r"[A-Z]{2,6}")
"""A word of capitals alone."""
_BRACKETED = re.compile(r"\(([A-Z]{2,7})\)")
_BESIDE = re.compile(
    r"\b[Tt]he (?P<name>[A-Z][\w’'-]*(?: (?:(?:of|for|and|the) ){0,2}[A-Z][\w’'-]*){1,8}),"
    r" (?:(?:known as|or|called) )?(?P<acronym>[A-Z]{3,7})(?=[.,;](?! (?:and|or|the|as well) ))"
)
"""A body with the acronym by which it goes behind a comma: "the Norvian Medicines Agency, NAMA, said"."""
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
    for match in _BESIDE.finditer(text):
        if match["name"].split()[-1].lower() in ORGANIZATION_WORDS:
            found.setdefault(match["acronym"], match["name"])
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
_AFTER_SOMEBODY = ORGANIZATION_WORDS | NAME_SUFFIXES
"""Words behind the name of somebody who is not meant: "Ana Holt Foundation", "Jonas Berg Jr."."""
_BESIDE_HANDLE = re.compile(r"\s?\(@(?P<handle>\w{1,30})\)")
_LONG_ENOUGH, _LONGEST_MISSPELT = 6, 20
"""Letters of a surname that is known though it is misspelt."""
NEUTRAL = re.compile(
    r"\bthey\s?(?:/|and|or)\s?them\b|\b(?:goes|go|going|went) by (?:the pronouns? )?[“\"‘']?they\b"
    r"|\bpronouns? (?:is|are|was|were) [“\"‘']?they\b|\buses? (?:the pronouns? )?[“\"‘']?they\b",
    re.IGNORECASE,
)
"""What tells that somebody goes by "they"."""
MOST_ALIKE = 40
"""Names with one word in common that a shorter name is compared with, the first of the text."""
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
    by_given: set[int] = field(default_factory=set)
    """The places where only its first name stands."""
    in_full: int = 0
    by_surname: int = 0
    """How often a person is named by first name and surname, and by the surname alone."""
    introduced: int = 0
    """Where its fullest name stands first."""
    titles: set[str] = field(default_factory=set)
    """The words of titles that stand before it somewhere: "doctor", "mayor"."""
    spoke: bool = False
    """Whether it is named in full where somebody speaks."""
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

    def count(self, name: Name) -> None:
        """Note how a name, of which the place is known, calls it."""
        family = self.name.split()[1:]
        if self.kind != "person" or not family:
            return
        if name.words[-1] not in family:
            self.by_given.add(name.span.start)
        elif len(name.words) > 1:
            self.in_full += 1
        else:
            self.by_surname += 1

    @property
    def is_relative(self) -> bool:
        """Whether it is introduced as somebody's: "her son, Jonas Holt"."""
        return self.role is not None and not RELATIVES.isdisjoint(self.role.text.lower().split()[-1].split("-"))

    @property
    def role(self) -> Words | None:
        """The first role the article gives."""
        return self.roles[0] if self.roles else None


def spell_out(
    known: dict[str, str], members: Iterable[Member], found: Sequence[Name], all_tokens: Sequence[Token], text: str
) -> None:
    """Add to the `known` acronyms those that no bracket spells out but the initials of one organization do, its nation
    or its last words left out ("CHC" for the Norvian Customs and Harbour Control Board), or of words in a row."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for member in members:
        if member.kind == "organization" and " " in member.name:
            for acronym in spelled_by(member.name.split()):
                spelled[acronym].add(member.name)
    alone = {name.words[-1] for name in found if ACRONYM.fullmatch(name.words[-1])}
    unknown = sorted(alone - set(known) - set(COMMON_ACRONYMS))
    for acronym in unknown:
        if len(spelled[acronym]) == 1:
            known[acronym] = spelled[acronym].pop()
    for acronym in [one for one in unknown if len(one) > 2 and not spelled[one]][:MOST_ALIKE]:
        if words := spelled_among(all_tokens, acronym, text):
            known.setdefault(acronym, words)


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


def called_so(fitting: Sequence[Member], words: Sequence[str], place: int) -> list[Member]:
    """Of several persons whom a short name fits those whom it may mean. By a surname: who is named before it; not who
    goes by the first name and is no oftener named in full than another, nor who is introduced as a relative, if others
    are, but for the mother who speaks of somebody who nowhere does."""
    if len(fitting) < 2 or all(words[-1] not in one.name.split()[1:] for one in fitting):
        return list(fitting)
    named = [one for one in fitting if one.places and one.places[0] < place] or list(fitting)
    by_first = [one for one in named if len(one.by_given) > max(1, one.in_full + one.by_surname)]
    most = max((one.in_full for one in named if one not in by_first), default=0)
    kept = [one for one in named if one not in by_first or one.in_full > most]
    others = [one for one in kept if not one.is_relative]
    if not any(one.spoke or one.by_surname for one in others):
        others = [one for one in kept if one.spoke] or others
    return others or kept


def _back(places: Sequence[int], number: int) -> Iterator[int]:
    """The places before that of a number, the last first."""
    return (places[at] for at in range(number - 1, -1, -1))


def nearest(fitting: Sequence[Member], place: int) -> Member | None:
    """Who is named last before a place, else who is named first behind it. The first name does not count where one is
    nowhere called by the surname."""

    def distance(one: Member) -> tuple[int, int]:
        given = frozenset[int]() if one.by_surname else one.by_given
        before = bisect_right(one.places, place)
        last = next((at for at in islice(_back(one.places, before), MOST_ALIKE) if at not in given), None)
        following = one.places[before : before + MOST_ALIKE]
        first = next((at for at in following if at not in given), None)
        if last is None and first is None and before:
            last = one.places[before - 1]  # it is nowhere called otherwise
        if last is not None:
            return (0, place - last)
        return (1, (first or next(iter(following), one.introduced)) - place)

    return min(fitting, key=distance) if fitting else None


def spelling(surname: str) -> str:
    """What is the same for a surname with two letters in the wrong order, or one of a double letter left out: "Tinsely"
    and "Tinsley"; short ones and words as they are."""
    if (
        len(surname) < _LONG_ENOUGH
        or not surname[1:].islower()
        or surname.lower() in common_words()
        or is_place(surname)
    ):
        return surname
    once = "".join(letter for letter, before in zip(surname, " " + surname, strict=False) if letter != before)
    return surname[0] + "".join(sorted(once[1:])) + surname[-1] * (surname[-1] == "s")


def nearly(surname: str) -> Iterator[str]:
    """What is the same for a surname with one letter wrong, left out or too many, if it is a long one that is no other
    word: "Lindtqvist" and "Lindqvist"; its first letter is right."""
    yield spelling(surname)
    if spelling(surname) != surname and len(surname) <= _LONGEST_MISSPELT:
        plural = "|s" * surname.endswith("s")  # "the Hansens"
        yield f"{surname}?{plural}"
        for at in range(1, len(surname)):
            yield f"{surname[:at]}?{surname[at:]}{plural}"
            yield f"{surname[:at]}?{surname[at + 1 :]}{plural}"


def spelled_rightly(known: Mapping[str, Member], name: str) -> Member | None:
    """The person whose surname a name is, but for its spelling, by what the two have in common."""
    one = next((found for way in nearly(name) if (found := known.get(way))), None)
    return None if one is None or one.name.endswith(name) else one


def by_role(members: Iterable[Member]) -> dict[str, list[Member]]:
    """Persons by the words of their roles, the first of the text, and by the first word of their names."""
    found: dict[str, list[Member]] = defaultdict(list)
    for member in {id(one): one for one in members if one.kind == "person"}.values():
        said = [*(role.text for role in member.roles), member.name.split()[0]]
        words = {token.word for one in said for token in tokens(one)}
        for word in {stem(word) for word in words}:
            if len(found[word]) < MOST_ALIKE:
                found[word].append(member)
    return found


def beside_handles(text: str, found: Sequence[Name]) -> Iterator[tuple[Name, str]]:
    """The names with a handle in brackets behind them, and it in small letters."""
    ends = {name.span.end: name for name in found}
    for match in _BESIDE_HANDLE.finditer(text):
        if beside := ends.get(match.start()):
            yield beside, match["handle"].lower().replace("_", "")


def has_turn(name: Name, text: str) -> bool:
    """Whether a name is the label of a turn."""
    opens = not name.span.start or text[name.span.start - 1] == "\n"
    return opens and text.startswith(":", name.span.end)


def heads_of(found: Sequence[Name], sources: Iterable[Span], text: str) -> set[int]:
    """Where the whole names of persons stand that sources begin with, or end with behind a description."""
    starts = [name.span.start for name in found]
    heads = set()
    for source in sources:
        inside = found[bisect_left(starts, source.start) : bisect_left(starts, source.end)]
        if inside and len(inside[0].words) > 1 and not text.startswith(("’s", "'s"), inside[0].span.end):
            heads.add(inside[0].span.start)
    return heads


def like_roles(text: str, start: int, surnames: Collection[str], found: Sequence[Name]) -> list[Name]:
    """The places where a surname stands alone that would be taken for a role ("King", "Bishop")."""
    if not surnames:
        return []
    starts = [name.span.start for name in found]
    alone = []
    any_of_them = "|".join(map(re.escape, sorted(surnames)))
    for match in re.compile(rf"(?<![\w.-])(?<!the )(?:{any_of_them})\b(?!\s[A-Z])").finditer(text, start):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or found[before].span.end <= match.start():
            alone.append(Name(Span(*match.span()), (match.group(),), "person"))
    return alone


def completed(words: Sequence[Token], found: Sequence[Name]) -> list[Name]:
    """Whole names of those who are named by the surname alone, where the first name stands only in the headline or in a
    longer run of capitals: "Maybe Ana Holt’s Plan", "Ana Holt Live". Two first names tell of two, and nothing of it."""
    ends = {name.words[-1] for name in found if len(name.words) > 1}
    wanted = {name.words[0] for name in found if len(name.words) == 1 and name.kind != "organization"} - ends
    by_surname: dict[str, dict[str, Name]] = {}
    for at, (first, last) in enumerate(pairwise(words)):
        if last.word not in wanted or not first.capital or last.start - first.end != 1 or is_place(last.word):
            continue
        behind = [token.word.lower() for token in words[at + 2 : at + 5]]
        known = is_first_name(first.word) and first.word.lower() not in common_words()
        if known and not first.possessive and _AFTER_SOMEBODY.isdisjoint(behind):
            whole = first.word, last.word
            name = Name(Span(first.start, last.end), whole, "person", gender=gender_of_first_name(first.word))
            by_surname.setdefault(last.word, {}).setdefault(first.word, name)
    return [next(iter(named.values())) for named in by_surname.values() if len(named) == 1]
