"""Proper names in a text: where they stand, which role stands beside them, and who they are in full.

A name is a run of capitalised words; whether it is a person's is told by the words around it, by its
first word, and by its last word standing alone elsewhere in the text. Rules, no model: what they
cannot tell stays `unknown`."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Literal

from onrecord.english.words import (
    CORPORATE,
    HONORIFICS,
    KEPT_HONORIFICS,
    NAME_SUFFIXES,
    OFFICES,
    OPENERS,
    OPENING_PARTICLES,
    ORGANIZATION_TOPICS,
    ORGANIZATION_WORDS,
    PARTICLES,
    POST_NOMINALS,
    PUBLIC_BODIES,
    RANKS,
    REPRESENTATIVES,
    ROLE_MODIFIERS,
    ROLES,
    SEATS,
    TITLE_FORMS,
    TRADES,
    VERBS,
    Gender,
    common_words,
    first_names,
    gender_of_first_name,
    is_first_name,
)
from onrecord.model import Span, Words
from onrecord.people.phrases import Token, has_title, has_trade, name_starts, role_after, role_before, tokens

NameKind = Literal["person", "organization", "unknown"]

_SENTENCE_MARKS = frozenset(".!?:;\n\"“”‘’'—–-•")
_ALSO_NAMES = frozenset({"will", "may", "june", "april", "august"})
_CONTRACTED = re.compile(r"[’'](?:ve|re|ll|m|d|t)$")
_ACRONYM = re.compile(r"[A-Z][A-Z&]+[A-Z]?")
_SERVANTS = frozenset("abd abdel abdal abdul abdou abu abou umm".split())
"""Words that begin the names of persons."""
_GIVEN_BEHIND = re.compile(r"[A-Z][a-z]{1,4}-[a-z]{2,5}")
"""A given name behind the family name: "Kim Ki-nam", "Lin Dah-wei"."""
_APOSTROPHES = frozenset("'’")
_MANY = frozenset("women men children people".split())
_OWNED_BODIES = frozenset(
    """office union guild council institute society association federation confederation party club trust fund hospital
    college school board bureau committee commission foundation alliance league court department service services
    academy assembly congress chamber lobby bank daily army republic front movement""".split()
)
"""Last words of what has its owners in its name: "Teachers' Union"."""
_GENERATIONS = frozenset({"jr", "jr.", "sr", "sr."})


_LONGEST = 12
"""Words of one name; a longer run of capitals is a heading or a list and is cut."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at one place. `role` is the phrase beside it ("Norvian Prime Minister"), `title` tells
    that an honorific or a role stands directly before it, `titles` which words of it are in capitals ("Mayor"). The
    words hold the suffix ("Jr.") and no nickname and no letters ("KC")."""

    span: Span
    words: tuple[str, ...]
    kind: NameKind
    role: Words | None = None
    title: bool = False
    gender: Gender | None = None
    nicknames: tuple[tuple[str, ...], ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """The words joined by spaces."""
        return " ".join(self.words)


def names(text: str, start: int = 0, end: int | None = None) -> list[Name]:
    """The names between two offsets, in order."""
    return names_among(tokens(text, start, end), text)


def names_among(found: Sequence[Token], text: str) -> list[Name]:
    """The names among the tokens of a text, in order."""
    return _with_nicknames(text, [name for first, last in _runs(found) if (name := _name(text, found, first, last))])


_MARKED = r"(?:[Tt]he )?[A-Z][\w.’'-]{0,20}?(?: (?:the |of )?[A-Z][\w.’'-]{0,20}?){0,2}"
_NICKNAME = re.compile(
    rf"(?:[ \xa0](?P<open>[“\"‘'(])[“\"‘']?(?P<inside>{_MARKED})[”\"’']?(?P<shut>[”\"’')])[ \xa0](?=[A-Z]|\w+ [A-Z]))"
    r"|(?:,? (?:(?:who is|better|also|widely|often|universally) ){0,2}"
    r"(?:known (?:to (?:[\w’']+ ){1,6}?)?as|nicknamed|called|dubbed|aka|a\.k\.a\.|who goes by(?: the name(?: of)?)?) "
    rf"[“\"‘'](?P<known>{_MARKED})[,.]?[”\"’'])"
)
"""A nickname inside a name, in marks or brackets, or told behind it."""
_SHUT = {"“": '”"', '"': '"', "‘": "’'", "'": "'’", "(": ")"}


def _with_nicknames(text: str, found: Sequence[Name]) -> list[Name]:
    """ "Maria “Mia” Holt" as one name with its nickname, "(Maria) Holt" as one name."""
    kept: list[Name] = []
    until = 0
    for name, following in zip_longest(found, found[1:]):
        if name.span.start < until:
            continue
        told = _NICKNAME.match(text, name.span.end) if name.kind != "organization" else None
        if told and told["known"]:
            kept.append(replace(name, kind="person", nicknames=(tuple(told["known"].split()),)))
            until = told.end()
        elif told and (rest := _behind(found, told.end())) and _is_nickname(name, told, rest):
            kept.append(replace(_merged(name, rest), nicknames=(tuple(told["inside"].split()),)))
            until = rest.span.end
        elif following and _is_bracketed(text, name, following):
            kept.append(_merged(name, following))
            until = following.span.end
        else:
            kept.append(name)
    return kept


def _behind(found: Sequence[Name], at: int) -> Name | None:
    """The name that begins at an offset."""
    place = bisect_left(found, at, key=lambda name: name.span.start)
    return found[place] if place < len(found) and found[place].span.start == at else None


def _is_nickname(name: Name, told: re.Match[str], rest: Name) -> bool:
    """Whether marked words between two names are a nickname; in brackets only one that looks like a first name."""
    inside = told["inside"]
    if told["shut"] not in _SHUT[told["open"]] or rest.kind == "organization" or len(name.words) > 3:
        return False
    if told["open"] != "(":
        return True
    return inside[1:].islower() and inside.isalpha() and len(inside) > 1 and len(rest.words) < 4


def _is_bracketed(text: str, name: Name, following: Name) -> bool:
    """ "(Maria) Holt"."""
    around = text[max(0, name.span.start - 1) : name.span.start], text[name.span.end : following.span.start]
    return around == ("(", ") ") and len(name.words) == 1 and name.words[0] in first_names()


def _merged(first: Name, last: Name) -> Name:
    gender = first.gender or last.gender or gender_of_first_name(first.words[0])
    return replace(
        first,
        span=Span(first.span.start, last.span.end),
        words=(*first.words, *last.words),
        kind="person",
        role=first.role or last.role,
        gender=gender,
    )


def _runs(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last token of every run of capitalised words."""
    at = 0
    while at < len(found):
        token = found[at]
        if not token.capital and (token.word not in OPENING_PARTICLES or not _opens_with_particle(found, at)):
            at += 1
            continue
        last = at
        organization = found[at].word.lower() in ORGANIZATION_WORDS or _founds_group(found, at)
        organization |= any(_is_office(found, place) for place in (at, at + 1))
        while last - at < _LONGEST and (step := _next_in_name(found, at, last, organization)):
            last += step
            organization |= found[last].word.lower() in ORGANIZATION_WORDS
        yield at, last
        at = last + 1


def _opens_with_particle(found: Sequence[Token], at: int) -> bool:
    """ "dos Anjos", "van der Berg": small particles at the beginning of a name whose first name is left out."""
    ahead = at
    while ahead < min(len(found), at + 3) and (ahead == at or found[ahead].word in PARTICLES):
        ahead += 1
        if ahead == len(found) or found[ahead].start - found[ahead - 1].end != 1:
            return False
        if found[ahead].capital:
            return found[ahead].word.lower() not in OPENERS
    return False


def _is_office(found: Sequence[Token], at: int) -> bool:
    """ "Secretary of State Ana Holt", "US Secretary of State": an office of something in capitals."""
    if at + 2 >= len(found) or not (found[at].capital and found[at + 2].capital):
        return False
    return found[at].word.lower() in OFFICES and found[at + 1].word in {"of", "for"}


def _founds_group(found: Sequence[Token], at: int) -> bool:
    """ "Doctors for the Poor", "Mothers Against Noise": a plural before "for" or "against"."""
    following = found[at + 1].word.lower() if at + 1 < len(found) else ""
    if found[at].word.lower() in REPRESENTATIVES:
        return False
    return found[at].word.endswith("s") and following in {"for", "against", "without"}


def _next_in_name(found: Sequence[Token], first: int, last: int, organization: bool) -> int:
    """How many tokens further the run goes on: 0 where it ends."""
    if found[last].possessive or (found[last + 1 : last + 2] and found[last + 1].word in _APOSTROPHES):
        return _owned_body(found, last)
    # "and" belongs to a name only behind its "of" or "for", else it joins two names.
    with_and = any(
        token.word in {"of", "for"} or token.word.lower() in ORGANIZATION_TOPICS for token in found[first : last + 1]
    )
    if last + 2 < len(found) and found[last + 1].word == "," and found[last + 2].word.lower() in _GENERATIONS:
        return 2  # "Samuel Kessler, Jr."
    joined = 1
    while last + joined < len(found) and joined <= 4:
        token = found[last + joined]
        gap = token.start - found[last + joined - 1].end
        if gap > 1 or token.word == "\n":
            return 0
        if token.capital and token.word[0].isalpha():
            # "Office of Budget and the Office of Personnel": two bodies.
            two = found[last + joined - 1].word == "the" and joined > 2 and token.word.lower() in ORGANIZATION_WORDS
            return 0 if two else joined
        lower = token.word.lower()
        if lower in {"of", "for"} and last > first and found[last].word.lower() in CORPORATE:
            return 0  # "Harbour Tools Inc. of Kolvik"
        connects = lower in PARTICLES or token.word == "&" or (organization and lower in {"of", "for", "the"})
        connects |= lower == "and" and with_and
        if not connects or gap == 0:
            return 0
        joined += 1
    return 0


def _owned_body(found: Sequence[Token], owner: int) -> int:
    """How many tokens further the body's name goes on behind those whose it is: "Police Chiefs’ Council", "Sheriff's
    Office"; 0 where what is owned is no body, or the owner somebody by name."""
    one = found[owner]
    first = owner + (1 if one.possessive else 2)
    lower = one.word.lower()
    plural = lower in _MANY or (lower.endswith("s") and not {lower, lower[:-1]}.isdisjoint(common_words()))
    saint = owner > 0 and found[owner - 1].word.rstrip(".") in {"St", "Saint"}
    if not (plural or saint or (one.possessive and lower in ROLES)) or lower in OPENERS or first >= len(found):
        return 0
    if found[first].start - one.end != (3 if one.possessive else 2):
        return 0
    for at in range(first, min(len(found), first + 3)):
        if not found[at].capital or (at > first and found[at].start - found[at - 1].end != 1):
            return 0
        if found[at].word.lower() in _OWNED_BODIES:
            return first - owner
    return 0


def _name(text: str, found: Sequence[Token], first: int, last: int) -> Name | None:
    while first <= last and _opens(found, first, last):
        first += 1
    # "Joost ten Have": behind a particle it is a name.
    while last >= first and found[last].word.lower() in OPENERS and found[last - 1].word.lower() not in PARTICLES:
        last -= 1
    if first > last or (first == last and found[first].word.lower() in NAME_SUFFIXES):
        return None
    end, last = last, last - _letters(found, first, last)
    lower = [token.word.lower() for token in found[first : last + 1]]
    noun = _organization_noun(found, last)
    office = lower[0] not in ORGANIZATION_WORDS and any(
        word in OFFICES and following in {"of", "for"} for word, following in pairwise(lower)
    )
    owned = any(token.possessive or token.word in _APOSTROPHES for token in found[first:last])
    organization = (
        owned
        or noun > 0
        or (lower[-1] in ORGANIZATION_WORDS and not office)
        or (len(lower) > 1 and any(word in ORGANIZATION_WORDS for word in lower) and not has_title(lower))
    )
    # "the Health and Safety Executive", "the Alvian Executive"; "the Chief Executive" is a person.
    body = lower[-1] == "executive" and len(lower) > 1 and lower[-2] not in ROLE_MODIFIERS and lower[-2] not in ROLES
    organization |= body and first > 0 and found[last].word[0].isupper() and found[first - 1].word.lower() == "the"
    organization &= not has_trade(text, found, first, last)
    head = 0 if organization else name_starts(lower)
    rank = found[first].word in RANKS or (lower[0] in TRADES and not is_first_name(found[first].word))
    if not head and rank and last - first > 1 and is_first_name(found[first + 1].word):
        head = 1  # "PC Darren Holt", "Plumber Ana Holt"
    if head > len(lower) - 1:
        return None
    if lower[:head] and lower[head - 1] not in KEPT_HONORIFICS and "of" in lower[head + 1 :]:
        last = end = first + lower.index("of", head + 1) - 1  # "Senator Ana Holt of Calder"
    last += noun
    end += noun
    words = tuple(token.word for token in found[first + head : last + 1] if token.word != ",")
    if owned:
        words = tuple(text[found[first + head].start : found[last].end].split())
    titles = lower[:head]
    if not {"of", "for"}.isdisjoint(lower[:head]):
        role: Words | None = Words.at(Span(found[first].start, found[first + head - 1].end), text)
    else:
        role = role_before(text, found, first, first + head) or role_after(text, found, end + 1)
    title = bool(titles) or end > last or (role is not None and not organization)
    if end + 2 < len(found) and (found[end + 1].word, found[end + 2].word) == (",", "who") and not organization:
        title = True
    gender = next((HONORIFICS[word] for word in titles if HONORIFICS.get(word)), None)
    gender = gender or next((ROLES[word] for word in reversed(titles) if ROLES.get(word)), None)
    if gender is None and len(words) > 1:
        gender = HONORIFICS.get(words[0].lower()) or gender_of_first_name(words[0])
    return Name(
        Span(found[first + head].start, found[end].end),
        words,
        _kind(words, organization=organization, title=title),
        role,
        title,
        gender,
        titles=tuple(TITLE_FORMS.get(plain, plain) for plain in (word.rstrip(".") for word in titles)),
    )


def _letters(found: Sequence[Token], first: int, last: int) -> int:
    """How many words at the end of a run are letters behind a person's name: "Ana Holt KC", "Ana Holt MP"."""
    count = 0
    while last - count - first > 1 and found[last - count].word in POST_NOMINALS:
        count += 1
    seat = last - count - first > 1 and found[last - count].word in SEATS
    particle = any(token.word in PARTICLES for token in found[first:last])
    given = is_first_name(found[first].word) and found[first].word.lower() not in ROLE_MODIFIERS
    return count + (seat and (given or particle))


def _organization_noun(found: Sequence[Token], last: int) -> int:
    """How many lower-case words behind a name make it an organization's: "the Norvian defense ministry"."""
    if found[last].possessive:
        return 0
    for count in (1, 2):
        token = found[last + count] if last + count < len(found) else None
        if token is None or token.start - found[last + count - 1].end != 1 or (token.possessive and count == 1):
            return 0
        if token.word in PUBLIC_BODIES:
            return count
        if token.word not in ROLE_MODIFIERS:
            return 0
    return 0


_COMPOUND = ("-based", "-born", "-led", "-backed", "-owned", "-listed")


def _opens(found: Sequence[Token], first: int, last: int) -> bool:
    """Whether the token is a sentence's first word or a modifier rather than part of the name."""
    word = found[first].word
    # "New York-based Kolvik"
    if any(one.word.endswith(_COMPOUND) for one in found[first : min(first + 3, last + 1)]):
        return True
    if _CONTRACTED.search(word):
        return True
    if word.lower()[:-1] in ROLES and word.endswith("s") and last > first and found[first + 1].word in first_names():
        return True  # "Candidates Maria Holt and …"
    if word.lower() not in OPENERS:
        return False
    # "Will", "May" or "June" before another capitalised word is a first name in mid-sentence, or as a subject.
    inside = first > 0 and found[first - 1].word not in _SENTENCE_MARKS
    named = last > first and word in first_names() and word.lower() in _ALSO_NAMES
    return not (named and (inside or _acts(found, last)))


def _acts(found: Sequence[Token], last: int) -> bool:
    """Whether a comma or a verb follows the run, as in "Will Holt said" and not in "Will Holt resign?"."""
    if last + 2 >= len(found):
        return False
    following, then = found[last + 1].word, found[last + 2].word
    return following in VERBS or following.endswith("ed") or (following == "," and then.isalpha())


def _kind(words: tuple[str, ...], *, organization: bool, title: bool) -> NameKind:
    if organization:
        return "organization"
    particles = sum(word in PARTICLES for word in words)
    if len(words) > 2 and any(word.lower() in OPENERS and word[0].isupper() for word in words[1:]):
        return "unknown"  # a title of a work
    if title or (len(words) == 2 and words[0].lower() in KEPT_HONORIFICS):
        return "person"
    if 1 < len(words) < 6 + particles and is_first_name(words[0]) and not _ACRONYM.fullmatch(words[-1]):
        return "person"
    if len(words) > 1 and words[0].lower() in _SERVANTS:
        return "person"
    if len(words) == 2 and _GIVEN_BEHIND.fullmatch(words[1]) and not _ACRONYM.fullmatch(words[0]):
        return "person"
    if len(words) == 1 and len(words[0]) <= 6 and _ACRONYM.fullmatch(words[0]):
        return "organization"
    return "unknown"
