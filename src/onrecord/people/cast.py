"""Who appears in an article: names joined to their fullest form, with roles, gender and places."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.english.common import is_common
from onrecord.english.words import (
    COMMON_ACRONYMS,
    CORPORATE,
    FAMILY_FIRST,
    HONORIFICS,
    OPENERS,
    ORGANIZATION_WORDS,
    PARTICLES,
    RELATIVES,
    ROLES,
    Gender,
    first_names,
    gender_of_first_name,
    is_first_name,
)
from onrecord.model import ActorKind, Span
from onrecord.people.member import (
    ACRONYM,
    MOST_ALIKE,
    Member,
    acronyms,
    beside_handles,
    by_role,
    called_so,
    completed,
    has_turn,
    heads_of,
    is_place,
    like_roles,
    nearest,
    nearly,
    note,
    spell_out,
    spelled_rightly,
    with_titles,
)
from onrecord.people.names import Name, names_among
from onrecord.people.parts import ARTICLE, Fit, Form, Parts, cleaned, fit, is_company, order, parted
from onrecord.people.phrases import is_of_body, is_without_of, tokens

_ENTERED = re.compile(r"\b(?:in|at|near|across|outside|inside|throughout|on|via|the|an?)\s$")
_INSIDE = re.compile(
    r"(?<!hares )(?<!tocks )(?<!take )(?<!nvest )(?<!nvested )(?<!nvestment )\b(?:in|at|near|across|outside)\s$"
)
_NUMBER = re.compile(r"\s\d")
"""What stands before places, and behind "Article" in "Article 12"."""
_BY_AGE = re.compile(r"\b(?:elder|younger|older)\s(\w+)|\b(\w+)\sthe\s(?:elder|younger)\b")
Spans = Collection[Span]
_MISTER = frozenset({"mr", "mrs", "ms"})
_LONGEST = 5
"""Words of a name to which a shorter one is joined; a title in capitals runs on."""


@dataclass(frozen=True, slots=True)
class _Entry:
    parts: Parts
    words: tuple[str, ...]
    member: Member


class Cast:
    """The actors named in a text, found once; of the text only its `tokens` are kept. A `headline` that the text lacks
    tells first names. In a `transcript` who has a turn is a person where nothing in the name tells otherwise. Who is
    named in full in `sources` speaks.

    Names of several words make the members, the longest first, so that a shorter one finds what it is short for;
    then every name of the text, in order, is given to a member, so that of two that fit the one named last is meant."""

    def __init__(
        self, text: str, *, headline_end: int = 0, headline: str = "", transcript: bool = False, sources: Spans = ()
    ) -> None:
        # A headline in title case makes every word look like a name: its names only count where the
        # body has them too, which `member` gives them.
        self.tokens = tokens(text)
        body = bisect_left(self.tokens, headline_end, key=lambda token: token.start)
        self.names = cleaned(names_among(self.tokens[body:], text), text)
        self._exact: dict[Parts, Member] = {}
        self._by_word: dict[str, list[_Entry]] = defaultdict(list)
        self._acronyms = acronyms(text)
        self._told_apart = {one or other for one, other in _BY_AGE.findall(text)}
        parts = [parted(name.words, name.nicknames) for name in self.names]
        alone = {one.surname for one in parts if one.count < 2}
        self._entered = {
            one.words
            for one, name in zip(parts, self.names, strict=True)
            if _INSIDE.search(text, max(0, name.span.start - 16), name.span.start)
        }
        alone_at = [one for one in zip(parts, self.names, strict=True) if one[0].count == 1]
        titled = {one.words for one, name in alone_at if name.kind == "person"}
        said = {one.words for one, name in alone_at if name.span in sources} - titled
        self._speaking = {one.words: name.span.start for one, name in reversed(alone_at) if one.words in said}
        self._with_mister = {name.words[-1] for name in self.names if not _MISTER.isdisjoint(name.titles)}
        if transcript:
            alone |= {one.surname for one, name in zip(parts, self.names, strict=True) if has_turn(name, text)}
        whole = completed([*tokens(headline), *self.tokens], self.names)
        made = [*zip(self.names, parts, strict=True), *((name, parted(name.words)) for name in whole)]
        self._make_members(made, alone, text)
        speaking = heads_of(self.names, sources, text)
        for known in (known for name, known in made if name.span.start in speaking and known in self._exact):
            self._exact[known].spoke = True
        for name in self.names:
            self._tell_from_relatives(name)
        persons = (one for one in self.members if one.kind == "person" and " " in one.name)
        self._surnames = {way: one for one in persons for way in nearly(one.name.split()[-1])}
        roles = like_roles(text, headline_end, self._surnames_like_roles(), self.names)
        self.names = sorted([*self.names, *roles], key=lambda name: name.span)
        self._starts = [name.span.start for name in self.names]
        for name in self.names:
            self._place(name, text)
        spell_out(self._acronyms, self.members, self.names, self.tokens, text)
        self._alone = {name.full for name in self.names if not text.startswith(" and", name.span.end)}
        self._by_role = by_role(self.members)
        self._by_name = {name: one for one in self.members for name in (self.in_full(one.name), one.name)}
        self._handles: dict[str, Member] = {}
        for known, member in self._exact.items():
            if member.kind == "person" and known.count > 1:
                self._handles.setdefault("".join(known.words), member)
        for beside, handle in beside_handles(text, self.names):
            if owner := self.of(beside):
                self._handles.setdefault(handle, owner)

    @property
    def members(self) -> list[Member]:
        """Everyone, in no particular order."""
        return list(self._exact.values())

    def names_from(self, start: int, reach: int) -> Sequence[Name]:
        """The names that begin at an offset or at most `reach` characters behind it."""
        first = bisect_left(self._starts, start)
        return self.names[first : bisect_left(self._starts, start + reach)]

    def of(self, name: Name) -> Member | None:
        """Who is meant by a name of the text."""
        if len(name.words) == 1 and not name.titles and name.full in self._with_mister:
            # Where persons have a title, the name without one is the company's.
            entries = (one for one in self._by_word.get(parted(name.words).surname, ()) if one.member.kind != "person")
            named = {id(one.member): one.member for one in entries if fit(parted(name.words), one.parts) is Fit.GIVEN}
            if len(named) == 1 and (company := next(iter(named.values()))).name.split()[-1].lower() in CORPORATE:
                return company
        gender = name.gender if name.title else None
        return self.member(name.words, place=name.span.start, gender=gender, titles=name.titles)

    def member(
        self, words: Sequence[str], *, place: int, gender: Gender | None = None, titles: Collection[str] = ()
    ) -> Member | None:
        """Who is meant by a name at an offset of the text: the latest named before it that fits, else the
        first after it. Of several that fit those with the title before the name are meant: "Mayor Holt"."""
        exact = self._exact.get(parted(words))
        fitting = with_titles(self.fitting(words, gender=gender), titles)
        longer = [one for one in fitting if one.kind == "person" and one is not exact]
        if longer and all(one.is_relative for one in longer) and exact:
            return exact  # "President Holt", whose daughter is Ana Holt
        if longer and len(words) == 1 and all(one.introduced > place for one in longer):
            longer = self._by_given(words[0], place) or longer
        return nearest(called_so(longer, words, place) or fitting, place) or exact

    def fitting(self, words: Sequence[str], *, gender: Gender | None = None) -> list[Member]:
        """Everyone whom the name may mean in the surest way that it means anybody: by the whole name or its end,
        by a nickname, by the first of two family names, by the first name."""
        short = parted(words)
        gender = gender or HONORIFICS.get(short.title or "")
        found = self._fitting(short, gender)
        if not found and short.suffix:
            found = self._fitting(Parts(short.words, short.title), gender)
        # An abbreviation before a surname that is known with a first name is a title: "MEC Holt".
        if not found and len(words) > 1 and words[0].isupper() and 1 < len(words[0]) < 5:
            found = [one for one in self._fitting(parted(words[1:]), gender) if one.kind == "person"]
        return found

    def _fitting(self, short: Parts, gender: Gender | None) -> list[Member]:
        ways: dict[int, list[Member]] = defaultdict(list)
        for entry in self._by_word.get(short.surname, ()):
            if gender and entry.member.gender and entry.member.gender != gender:
                continue
            way = self._fit(short, entry)
            if way is not None:
                ways[order(way, short)].append(entry.member)
        found = list({id(one): one for one in ways[min(ways)]}.values()) if ways else []
        found = [one for one in found if gender and one.gender == gender] or found
        return [] if len(found) > 1 and min(ways) == Fit.COMPANY else found

    def _fit(self, short: Parts, entry: _Entry) -> Fit | None:
        way = fit(short, entry.parts)
        if way is None or way in (Fit.WHOLE, Fit.FAMILY):
            inside = entry.words[1:-1] if entry.member.kind != "person" else ()
            if way is Fit.FAMILY and any(word.lower() in OPENERS and word[0].isupper() for word in inside):
                return None  # "Dance With Kolvik" is a title of a work
            two = way is Fit.FAMILY and entry.member.kind != "person" and len(entry.words) == 2
            return None if two and is_common(entry.words[0]) and not is_common(entry.words[1]) else way  # "Camp Strava"
        if entry.member.kind == "person":
            # What is called after somebody, or a land, has the name and one word more: "Jimmy Kimmel Live".
            after = way is Fit.ONE_FAMILY or (way is Fit.GIVEN and is_place(entry.words[0]))
            return None if after and is_common(entry.words[-1]) else way
        # Organizations drop what says what they are, no lands ("Israel Committee"); of two words that are not English
        # the first may be a person's given name.
        first, *rest = entry.words
        named_so = len(rest) == 1 or not is_place(first)
        generic = all(word.lower() in ORGANIZATION_WORDS and word[0].isupper() for word in rest)
        generic |= len(rest) == 1 and not any(is_common(word) or ACRONYM.fullmatch(word) for word in entry.words)
        shortened = way is Fit.GIVEN and len(short.words) == 1 and generic and named_so
        if shortened or is_without_of(short.words, entry.parts.words):
            return way
        # Who speaks by one word and is introduced in full: "Kolvik" of Kolvik Heritage Ventures.
        speaks = entry.member.introduced < self._speaking.get(short.words, 0) and entry.words[-1][:2].istitle()
        called = is_company(short, entry.words) or (speaks and not (is_common(first) or is_first_name(first)))
        company = way is Fit.GIVEN and short.words not in self._entered and called
        return Fit.COMPANY if company and not is_place(" ".join(entry.words[: len(short.words)])) else None

    def _by_given(self, word: str, place: int) -> list[Member]:
        """The persons of a first name who are introduced before a place: nobody is meant by a surname before that."""
        short = parted((word,))
        known = (one for one in self._by_word.get(short.surname, ()) if one.member.kind == "person")
        given = (one.member for one in known if fit(short, one.parts) is Fit.GIVEN)
        return [one for one in given if one.introduced < place]

    def in_full(self, name: str) -> str:
        """A name whose last word is an acronym that this article spells out, in full ("the Norvian OHS");
        any other name as it is."""
        *before, last = name.split()
        if not before and last in COMMON_ACRONYMS:
            return COMMON_ACRONYMS[last]
        full = self._acronyms.get(last, last)
        return full if before and full.startswith(" ".join(before)) else " ".join([*before, full])

    def named(self, name: str) -> Member | None:
        """The member of this name, written so or in full."""
        return self._by_name.get(name)

    def called(self, handle: str) -> Member | None:
        """The person whose name, written in one word, a handle is: "@mariaholt"."""
        return self._handles.get(handle.lower().replace("_", ""))

    def with_role(self, heads: Collection[str]) -> list[Member]:
        """The persons one of whose roles has one of the words, as `stem` gives them."""
        found = {id(one): one for head in heads for one in self._by_role.get(head, ())}
        return list(found.values())

    def stands_alone(self, name: str) -> bool:
        """Whether a name stands somewhere without "and" behind it."""
        return name in self._alone

    def is_told_apart(self, member: Member) -> bool:
        """Whether the text has an elder and a younger of the member's surname."""
        return not self._told_apart.isdisjoint(member.name.split())

    def _make_members(self, found: Sequence[tuple[Name, Parts]], alone: set[str], text: str) -> None:
        forms: dict[Parts, Form] = {}
        for name, parts in found:
            if len(name.words) > 1 and len(parts.words) > 0:
                forms.setdefault(parts, Form(parts, [])).names.append(name)
        for form in sorted(forms.values(), key=lambda form: form.shortness):
            is_person = any(_is_person(name, form.parts, alone, text) for name in form.names)
            same = self.fitting(form.words) if form.refers else self._same(form, is_person=is_person)
            if (form.refers and same) or len(same) > 1:
                continue  # each place of it is somebody's, who is found when all are known
            member = (
                same[0] if same else Member(" ".join(form.words), "organization", introduced=form.names[0].span.start)
            )
            initials = "".join(word[0] for word in form.words if word[0].isupper())
            if len(initials) > 2 and not same:
                self._acronyms.setdefault(initials, member.name)
            if is_person:
                member.kind = "person"
            member.gender = member.gender or next((name.gender for name in form.names if name.gender), None)
            self._enter(form.parts, form.words, member)
        for name, parts in found:
            if len(name.words) > 1 and parts in self._exact:
                note(self._exact[parts], name)

    def _enter(self, parts: Parts, words: tuple[str, ...], member: Member) -> None:
        self._exact[parts] = member
        self._index(_Entry(parts, words, member))

    def _index(self, entry: _Entry) -> None:
        parts = entry.parts
        for word in {*parts.words, *(word for nickname in parts.nicknames for word in nickname)}:
            entries = self._by_word[word]
            if word not in PARTICLES and len(entries) < MOST_ALIKE:
                entries.append(entry)

    def _same(self, form: Form, *, is_person: bool) -> list[Member]:
        """Those with longer names that a name of several words is also the name of: one, or several of whom any may
        be meant where it is as full as theirs."""
        found: dict[bool, dict[int, Member]] = {True: {}, False: {}}
        for entry in self._by_word.get(form.parts.surname, ()):
            if self._is_same(form, entry, is_person=is_person):
                whole = fit(form.parts, entry.parts) is Fit.WHOLE
                found[whole][id(entry.member)] = entry.member
        if found[True]:
            return list(found[True].values())
        return list(found[False].values()) if len(found[False]) == 1 else []

    def _is_same(self, form: Form, entry: _Entry, *, is_person: bool) -> bool:
        short, full = form.parts, entry.parts
        way = self._fit(short, entry)
        if way is Fit.WHOLE:
            return short.suffix == full.suffix or not self._is_other_generation(form, entry)
        if way is Fit.FAMILY:
            # "Suu Kyi" is the end of one long name, "Maria Holt" is whole and stands behind something else.
            whole = form.words[0] in first_names() and form.words[0].lower() not in PARTICLES
            whole &= full.words[0] not in FAMILY_FIRST
            return not whole and full.count <= _LONGEST
        if way is Fit.NICKNAME or (way in (Fit.GIVEN, Fit.COMPANY) and entry.member.kind != "person"):
            return True
        # "Iker Salas" of Iker Salas Goñi, whom the text introduces by all of his name.
        is_person |= entry.member.kind == "person" and all(name.kind == "unknown" for name in form.names)
        longer = way is Fit.GIVEN and is_person and full.count == short.count + 1
        return longer and not is_common(entry.words[-1]) and not is_place(entry.words[-1])

    def _is_other_generation(self, form: Form, entry: _Entry) -> bool:
        """Whether a name without a suffix is the father's or the son's of the one with it."""
        relatives = any(name.role and RELATIVES.intersection(name.role.text.lower().split()) for name in form.names)
        return relatives or self.is_told_apart(entry.member)

    def _place(self, name: Name, text: str) -> None:
        """Give a name of the text to its member, whom it makes where nobody fits."""
        parts = parted(name.words, name.nicknames)
        member = self._exact.get(parts) if len(name.words) > 1 else None
        if member is None:
            member = self.of(name)
            if member is None and (member := spelled_rightly(self._surnames, name.full)):
                self._enter(parts, name.words, member)
            if member is None:
                kind: ActorKind = "person" if name.kind == "person" and not is_place(name.full) else "organization"
                member = Member(name.full, kind, gender=name.gender or gender_of_first_name(name.words[0]))
                self._enter(parts, name.words, member)
            note(member, name)
        if name.nicknames and len(name.words) == 1:
            whole = member.name.split()
            self._index(_Entry(parted(whole, name.nicknames), tuple(whole), member))
        member.places.append(name.span.start)
        member.count(name)
        numbered = _NUMBER.match(text, name.span.end) and is_common(name.full)
        if numbered or _ENTERED.search(text, max(0, name.span.start - 12), name.span.start):
            member.entered = True

    def _surnames_like_roles(self) -> set[str]:
        return {
            entry.words[-1]
            for role in ROLES
            for entry in self._by_word.get(role, ())
            if entry.member.kind == "person" and len(entry.words) > 1 and entry.words[-1].lower() == role
        }

    def _tell_from_relatives(self, name: Name) -> None:
        """Make a member of "President Holt", of whose surname the text names in full only relatives: "his daughter"."""
        offices = (ROLES.keys() - RELATIVES).intersection(name.titles)
        fitting = self.fitting(name.words) if len(name.words) == 1 and offices else []
        if fitting and all(one.is_relative and offices.isdisjoint(one.titles) for one in fitting):
            self._enter(parted(name.words), name.words, Member(name.full, "person"))


def _is_person(name: Name, parts: Parts, alone: set[str], text: str) -> bool:
    """Whether a name of several words is a person's: its form tells, or its surname stands alone elsewhere."""
    if is_place(name.full):
        return False
    # No person is named with an article: "the Norvian Guard".
    if name.kind != "unknown" or ARTICLE.search(text, max(0, name.span.start - 4), name.span.start):
        return name.kind == "person"
    families = [word for word in parts.words[1:] if word not in PARTICLES][-2:] if parts.count > 2 else [parts.surname]
    first, last = name.words[0], name.words[-1]
    if (
        parts.count == 2
        and parts.words[0] in alone
        and (parts.words[0] in FAMILY_FIRST or (is_first_name(last) and not is_first_name(first)))
    ):
        return True  # "Tóth Gábor", later "Tóth"; "Liu Xiaoming", later "Liu"
    if is_common(first) and not is_first_name(first):
        return False  # "Camp Strava"
    if parts.count == 2 and is_of_body(text, name.span.end):
        return True
    return not alone.isdisjoint(families) and parts.count <= 4 and not ACRONYM.fullmatch(name.words[-1])
