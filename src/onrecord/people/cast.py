"""Who appears in an article: names joined to their fullest form, with roles, gender and places."""

import re
from collections import defaultdict
from collections.abc import Sequence

from onrecord.model import ActorKind, Span
from onrecord.people.acronyms import ACRONYM, acronyms, spells
from onrecord.people.cleaning import ARTICLE, cleaned
from onrecord.people.member import Member, is_place
from onrecord.people.names import Name, names
from onrecord.people.nicknames import also_called
from onrecord.people.words import (
    COMMON_ACRONYMS,
    NAME_SUFFIXES,
    ORGANIZATION_WORDS,
    RELATIVES,
    ROLES,
    Gender,
    first_names,
    gender_of_first_name,
)


class Cast:
    """The actors named in a text, found once; the text is not changed or kept. In a `transcript` who has a turn is a
    person where nothing in the name tells otherwise."""

    def __init__(self, text: str, *, headline_end: int = 0, transcript: bool = False) -> None:
        # A headline in title case makes every word look like a name: its names only count where the
        # body has them too, which `member` gives them.
        self.names = cleaned(names(text, headline_end), text)
        self._members: dict[tuple[str, ...], Member] = {}
        self._by_last: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._longer = _longer({tuple(_bare(name.words)) for name in self.names if len(name.words) > 1})
        self._acronyms = acronyms(text)
        alone = {name.words[0] for name in self.names if len(name.words) == 1}
        if transcript:
            alone |= {name.words[-1] for name in self.names if _has_turn(name, text)}
        for name in self.names:
            if len(name.words) > 1:
                # No person is named with an article: "the Norvian Guard".
                behind_article = ARTICLE.search(text, max(0, name.span.start - 4), name.span.start)
                self._take(name, set() if behind_article else alone)
        self.names = sorted([*self.names, *self._surnames_like_roles(text, headline_end)], key=lambda name: name.span)
        for name in self.names:
            if len(name.words) == 1:
                self._take_single(name)
        self._spell_out()
        self._note_places(text)

    @property
    def members(self) -> list[Member]:
        """Everyone, in no particular order."""
        return list(self._members.values())

    def member(self, words: Sequence[str], *, place: int, gender: Gender | None = None) -> Member | None:
        """Who is meant by a name at an offset of the text: the latest named before it that fits, else the
        first after it."""
        key = tuple(_bare(words))
        fitting = self.fitting(words, gender=gender)
        longer = [one for one in fitting if one.kind == "person" and one is not self._members.get(key)]
        # Relatives of the main actor are introduced as such and seldom go by the bare surname.
        longer = [one for one in longer if not _is_relative(one)] or longer
        return _nearest(longer or fitting, place) or self._members.get(key)

    def fitting(self, words: Sequence[str], *, gender: Gender | None = None) -> list[Member]:
        """Everyone whose name ends with these words, else whose name may be shortened to the one word."""
        key = tuple(_bare(words))
        found = [self._members[full] for full in self._by_last.get(key[-1], ()) if full[-len(key) :] == key]
        found = [one for one in found if not gender or not one.gender or one.gender == gender]
        if not found and len(key) == 1:
            found = [one for full, one in self._members.items() if full[0] == key[0] and self._extends(full, one)]
        return list({id(one): one for one in found}.values())

    def in_full(self, name: str) -> str:
        """A name whose last word is an acronym that this article spells out, in full ("the Norvian OHS");
        any other name as it is."""
        *before, last = name.split()
        if not before and last in COMMON_ACRONYMS:
            return COMMON_ACRONYMS[last]
        full = self._acronyms.get(last, last)
        return full if before and full.startswith(" ".join(before)) else " ".join([*before, full])

    def _note_places(self, text: str) -> None:
        for name in self.names:
            member = self.member(name.words, place=name.span.start)
            if member and _ENTERED.search(text[max(0, name.span.start - 12) : name.span.start]):
                member.entered = True

    def _surnames_like_roles(self, text: str, start: int) -> list[Name]:
        """The places where a surname stands alone that would be taken for a role ("King", "Bishop")."""
        taken = {name.span.start for name in self.names}
        found = []
        for key, member in list(self._members.items()):
            if member.kind != "person" or len(key) < 2 or key[-1].lower() not in ROLES:
                continue
            for match in re.finditer(rf"(?<![\w.-])(?<!the ){re.escape(key[-1])}\b(?!\s[A-Z])", text[start:]):
                at = start + match.start()
                inside = any(name.span.start <= at < name.span.end for name in self.names if len(name.words) > 1)
                if at not in taken and not inside:
                    found.append(Name(Span(at, at + len(key[-1])), (key[-1],), "person"))
        return found

    def _spell_out(self) -> None:
        """Acronyms that no bracket spells out but the initials of one organization do, its nation or its
        last words left out ("CHC" for the Norvian Customs and Harbour Control Board)."""
        alone = {name.words[-1] for name in self.names if ACRONYM.fullmatch(name.words[-1])}
        for acronym in sorted(alone - set(self._acronyms) - set(COMMON_ACRONYMS)):
            spelled = {
                member.name
                for key, member in self._members.items()
                if member.kind == "organization" and len(key) > 1 and spells(acronym, key)
            }
            if len(spelled) == 1:
                self._acronyms[acronym] = spelled.pop()

    def _take(self, name: Name, alone: set[str]) -> None:
        key = tuple(_bare(name.words))
        if not key:
            return
        key = self._longer.get(key, key)
        same = self._same_person(key)
        member = self._members.get(same or key)
        if member is None:
            kind: ActorKind = "organization"
            if _is_person(name, key, alone):
                kind = "person"
            member = self._members[key] = Member(" ".join(key), kind, gender=name.gender)
            self._by_last[key[-1]].append(key)
            initials = "".join(word[0] for word in key if word[0].isupper())
            if len(initials) > 2:
                self._acronyms.setdefault(initials, member.name)
        elif same != key:
            self._members[key] = member
            self._by_last[key[-1]].append(key)
            member.name = max(member.name, " ".join(key), key=len)
        _note(member, name)

    def _take_single(self, name: Name) -> None:
        member = self.member(name.words, place=name.span.start, gender=name.gender if name.title else None)
        if member is None:
            key = tuple(_bare(name.words))
            if not key:
                return
            kind: ActorKind = "person" if name.kind == "person" and not is_place(key[0]) else "organization"
            member = self._members[key] = Member(key[0], kind, gender=name.gender or gender_of_first_name(key[0]))
            self._by_last[key[-1]].append(key)
        _note(member, name)

    def _same_person(self, key: tuple[str, ...]) -> tuple[str, ...] | None:
        """The full name already known with the same first and last word ("Donald J. Trump")."""
        for full in self._by_last.get(key[-1], ()):
            if full == key or (len(full) > 1 and len(key) > 1 and _same_first(full[0], key[0])):
                return full
        return None

    def _extends(self, full: tuple[str, ...], one: Member) -> bool:
        """Whether a longer name may be shortened to its first word: persons by their first name,
        organizations by dropping the words that say what they are."""
        if one.kind == "person":
            return gender_of_first_name(full[0]) is not None or full[0][-1].isalpha()
        return all(word.lower() in ORGANIZATION_WORDS and word[0].isupper() for word in full[1:])


_ENTERED = re.compile(r"\b(?:in|at|near|across|outside|inside|throughout|on|via|the|an?)\s$")


def _longer(keys: set[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """For a name of several words the only longer one that ends with it ("Security Council")."""
    ends: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for key in keys:
        for start in range(1, len(key) - 1):
            # "Suu Kyi" is the end of one long name, "Maria Holt" is whole and stands behind something else.
            if key[start:] in keys and key[start] not in first_names() and len(key) <= _LONGEST:
                ends[key[start:]].add(key)
    return {short: next(iter(longer)) for short, longer in ends.items() if len(longer) == 1}


_LONGEST = 5
"""Words of a name to which a shorter one is joined; a title in capitals runs on."""


def _same_first(one: str, other: str) -> bool:
    """ "Josh" and "Joshua", where one spelling begins the other, or "Bill" and "William"."""
    short, long = sorted((one, other), key=len)
    if one == other or (len(short) > 2 and long.startswith(short)):
        return True
    return len(short) > 2 and other.lower() in also_called(one)


def _note(member: Member, name: Name) -> None:
    member.places.append(name.span.start)
    if name.role and name.role not in member.roles:
        member.roles.append(name.role)
    if name.kind == "person" and not is_place(member.name):
        member.kind = "person"
    if member.gender is None:
        member.gender = name.gender or _gender_of_role(name.role)


def _gender_of_role(role: str | None) -> Gender | None:
    for word in reversed((role or "").lower().split()):
        if ROLES.get(word):
            return ROLES[word]
    return None


def _bare(words: Sequence[str]) -> list[str]:
    kept = [word for word in words if word.lower() not in NAME_SUFFIXES]
    return kept or list(words)


def _is_person(name: Name, key: Sequence[str], alone: set[str]) -> bool:
    if is_place(" ".join(key)):
        return False
    surname = key[-1] in alone and len(key) <= 4 and not ACRONYM.fullmatch(key[-1])
    return name.kind == "person" or (name.kind == "unknown" and surname)


def _has_turn(name: Name, text: str) -> bool:
    opens = not name.span.start or text[name.span.start - 1] == "\n"
    return opens and text.startswith(":", name.span.end)


def _is_relative(one: Member) -> bool:
    return one.role is not None and one.role.lower().split()[-1] in RELATIVES


def _nearest(fitting: Sequence[Member], place: int) -> Member | None:
    def distance(one: Member) -> tuple[int, int]:
        before = [place - at for at in one.places if at <= place]
        return (0, min(before)) if before else (1, min((at - place for at in one.places), default=0))

    return min(fitting, key=distance) if fitting else None
