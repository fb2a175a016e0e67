"""Who appears in an article: names joined to their fullest form, with roles, gender and places."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import ActorKind, Span
from onrecord.people.names import Name, names
from onrecord.people.words import COMMON_ACRONYMS, NAME_SUFFIXES, ORGANIZATION_WORDS, ROLES, Gender, first_names, gender_of_first_name


@dataclass(slots=True)
class Member:
    """One actor of an article: the fullest name, the roles beside it, and where it is named."""

    name: str
    kind: ActorKind
    roles: list[str] = field(default_factory=list)
    gender: Gender | None = None
    places: list[int] = field(default_factory=list)

    @property
    def role(self) -> str | None:
        """The first role the article gives."""
        return self.roles[0] if self.roles else None


class Cast:
    """The actors named in a text, found once; the text is not changed or kept."""

    def __init__(self, text: str, *, headline_end: int = 0) -> None:
        # A headline in title case makes every word look like a name: its names only count where the
        # body has them too, which `member` gives them.
        self.names = names(text, headline_end)
        self._members: dict[tuple[str, ...], Member] = {}
        self._by_last: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        alone = {name.words[0] for name in self.names if len(name.words) == 1}
        self.names = [_without_opener(name, text, alone) for name in self.names]
        self._acronyms = acronyms(text)
        for name in self.names:
            if len(name.words) > 1:
                self._take(name, alone)
        for name in self.names:
            if len(name.words) == 1:
                self._take_single(name)

    @property
    def members(self) -> list[Member]:
        """Everyone, in no particular order."""
        return list(self._members.values())

    def member(self, words: Sequence[str], *, place: int, gender: Gender | None = None) -> Member | None:
        """Who is meant by a name at an offset of the text: the latest named before it that fits, else the
        first after it."""
        key = tuple(_bare(words))
        fitting = [self._members[full] for full in self._by_last.get(key[-1], ()) if full[-len(key) :] == key]
        fitting = [one for one in fitting if not gender or not one.gender or one.gender == gender]
        if not fitting and len(key) == 1:
            fitting = [one for full, one in self._members.items() if full[0] == key[0] and self._extends(full, one)]
        longer = [one for one in fitting if one.kind == "person" and one is not self._members.get(key)]
        return _nearest(longer or fitting, place) or self._members.get(key)

    def in_full(self, name: str) -> str:
        """A name whose last word is an acronym that this article spells out, in full ("the Norvian OHS");
        any other name as it is."""
        *before, last = name.split()
        if not before and last in COMMON_ACRONYMS:
            return COMMON_ACRONYMS[last]
        return " ".join([*before, self._acronyms.get(last, last)])

    def _take(self, name: Name, alone: set[str]) -> None:
        key = tuple(_bare(name.words))
        if not key:
            return
        same = self._same_person(key)
        member = self._members.get(same or key)
        if member is None:
            kind: ActorKind = "organization"
            if name.kind == "person" or (name.kind == "unknown" and key[-1] in alone and len(key) <= 4):
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
            kind: ActorKind = "person" if name.kind == "person" else "organization"
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
        return all(word.lower() in ORGANIZATION_WORDS for word in full[1:])


_BRACKETED = re.compile(r"\(([A-Z]{2,7})\)")
_UNCOUNTED = frozenset("of and the for in on to de".split())


def acronyms(text: str) -> dict[str, str]:
    """Acronyms that the text spells out: "Customs and Harbour Control (CHC)".

    The shortest run of words before the bracket whose initials spell the acronym (after Schwartz and
    Hearst, "A simple algorithm for identifying abbreviation definitions", 2003)."""
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        acronym = match.group(1)
        words = re.findall(r"[\w’'-]+", text[max(0, match.start() - 120) : match.start()])[-2 * len(acronym) :]
        for start in range(len(words) - 1, -1, -1):
            counted = [word for word in words[start:] if word.lower() not in _UNCOUNTED]
            if "".join(word[0].upper() for word in counted) == acronym and words[start].lower() not in _UNCOUNTED:
                found.setdefault(acronym, " ".join(words[start:]))
                break
    return found


def _without_opener(name: Name, text: str, alone: set[str]) -> Name:
    """The name without a capitalised first word of its sentence ("Hosting Holt") where the rest is
    named by itself elsewhere and the first word is no first name."""
    if len(name.words) < 2 or name.words[0] in first_names() or name.title or name.words[-1] not in alone:
        return name
    before = text[: name.span.start].rstrip(" ")[-1:]
    if before and before not in ".!?:\n\"“”‘•" or len(name.words) > 2:
        return name
    start = name.span.end - len(text[name.span.start : name.span.end].split(" ", 1)[-1])
    return replace(name, span=Span(start, name.span.end), words=name.words[1:])


def _same_first(one: str, other: str) -> bool:
    """ "Josh" and "Joshua"; one spelling begins the other."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) > 2 and long.startswith(short))


def _note(member: Member, name: Name) -> None:
    member.places.append(name.span.start)
    if name.role and name.role not in member.roles:
        member.roles.append(name.role)
    if name.kind == "person":
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


def _nearest(fitting: Sequence[Member], place: int) -> Member | None:
    def distance(one: Member) -> tuple[int, int]:
        before = [place - at for at in one.places if at <= place]
        return (0, min(before)) if before else (1, min((at - place for at in one.places), default=0))

    return min(fitting, key=distance) if fitting else None
