"""A name taken apart, and when a shorter name may mean a longer one.

Names are compared by their parts and never as strings: a particle counts the same with a capital ("De Vries", "de
Vries"), an Arabic article the same with or without its hyphen, an accent or a full stop not at all; the suffix tells
father and son apart; a title that stays with a given name ("Sir Giles") is no part of the name.

Names without what a capital letter wrongly adds to them: openers of sentences, labels, articles.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

from onrecord.actors.joining import also_called
from onrecord.english.calendar import SHORT_MONTHS
from onrecord.english.common import is_common
from onrecord.english.words import (
    CORPORATE,
    GIVEN_TITLES,
    KEPT_HONORIFICS,
    NAME_SUFFIXES,
    PARTICLES,
    RANKS,
    common_words,
    first_names,
    gender_of_first_name,
    is_first_name,
)
from onrecord.model import Span
from onrecord.people.member import is_described, is_place
from onrecord.people.names import Name
from onrecord.people.phrases import is_plural

_ARTICLE = re.compile(r"(?P<article>al|el|ad|an|ar|as|ash|at|ath|az|ed|es|ul)[-‐‑](?=\w)")
"""The Arabic article in its forms before another letter, joined to the name by a hyphen."""
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?")
_REMEMBERED = 4096
"""Names whose parts are kept, since an article comes back to the same ones."""
_SMALL = PARTICLES - {"ben", "abu", "abou", "umm"}
"""What may be left out: Ben is a first name besides, and Umm Salim is not Abu Salim."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of a name in small letters without accents, title and suffix; its nicknames likewise."""

    words: tuple[str, ...]
    title: str | None = None
    suffix: str | None = None
    nicknames: tuple[tuple[str, ...], ...] = ()

    @property
    def count(self) -> int:
        """How many of the words are no particles."""
        return sum(word not in _SMALL for word in self.words)

    @property
    def surname(self) -> str:
        """The last word."""
        return self.words[-1]


@dataclass(slots=True)
class Form:
    """One spelling of a name of several words, and where it stands."""

    parts: Parts
    names: list[Name]

    @property
    def words(self) -> tuple[str, ...]:
        """As the text writes them, in small letters where it does so anywhere."""
        return min((name.words for name in self.names), key=lambda words: sum(word.isupper() for word in words))

    @property
    def shortness(self) -> tuple[bool, int, int]:
        """A sort key: the fullest first. Names that are all surname ("Van Wyk") may be somebody's and come last."""
        words = len(self.parts.words) + bool(self.parts.suffix)
        return self.refers, -words, -len(" ".join(self.words))

    @property
    def refers(self) -> bool:
        """Whether it is a short name, though of several words: "Van Wyk", "Sir Giles", "PC Holt"."""
        rank = len(self.words) == 2 and self.words[0] in RANKS
        return self.parts.count < 2 or self.parts.title is not None or rank


class Fit(IntEnum):
    """How a shorter name may mean a longer one, the surest first."""

    WHOLE = 0
    """The same name, but for middle names, initials and the spelling of the first: "Josh Holt", "Joshua P. Holt"."""
    FAMILY = 1
    """Its end: "Holt", "De la Cruz Peña"."""
    NICKNAME = 2
    """ "Dutch" or "Dutch Holt" for Theodore “Dutch” Holt."""
    ONE_FAMILY = 3
    """The first of two family names: "Mora" for Lucía Mora Castell."""
    GIVEN = 4
    """Its beginning: "Abdul Rahman", "Robin"."""
    COMPANY = 5
    """The beginning of a company's name: "Kolvik" for Kolvik Steel Corp."""


def parted(words: Sequence[str], nicknames: Iterable[Sequence[str]] = ()) -> Parts:
    """A name taken apart. What is left over is never empty: "Prince" alone is a name."""
    return _parted(tuple(words), tuple(map(tuple, nicknames)))


@lru_cache(maxsize=_REMEMBERED)
def _parted(words: tuple[str, ...], nicknames: tuple[tuple[str, ...], ...]) -> Parts:
    kept = [word for word in words if word != ","]
    suffix = title = None
    if len(kept) > 1 and kept[-1].lower() in NAME_SUFFIXES:
        suffix = kept.pop().lower().rstrip(".")
    if len(kept) > 1 and kept[0].lower() in KEPT_HONORIFICS:
        title = kept.pop(0).lower()
    return Parts(tuple(_folded(kept)), title, suffix, tuple(_bare(tuple(_folded(one))) for one in nicknames))


def fit(short: Parts, full: Parts) -> Fit | None:
    """How the shorter of two persons' names may mean the longer; None where it may not."""
    if short.suffix and short.suffix != full.suffix:
        return None
    mine, theirs = short.words, full.words
    if mine == theirs or _same_person(mine, theirs):
        return Fit.WHOLE
    if _ends(mine, theirs):
        return Fit.FAMILY
    for nickname in full.nicknames:
        if mine == nickname or (mine[: len(nickname)] == nickname and _ends(mine[len(nickname) :], theirs)):
            return Fit.NICKNAME
    if len(mine) >= len(theirs):
        return None
    if mine == theirs[: len(mine)] and len(mine[0]) > 1:
        return Fit.GIVEN
    within = any(theirs[at : at + len(mine)] == mine for at in range(1, len(theirs) - len(mine)))
    return Fit.ONE_FAMILY if full.count > 2 and within else None


def is_company(short: Parts, words: Sequence[str]) -> bool:
    """Whether a company of these words may be called by a beginning of its name: by one word only where that is a name
    and none of English ("General Tools Corp.")."""
    first = words[0]
    told = len(short.words) > 1 or not is_common(first) or (first.isupper() and len(first) > 1)
    return told and words[-1].lower() in CORPORATE


def order(found: Fit, short: Parts) -> int:
    """How early a fit is considered; the whole name and its end count alike, and with a title as "Sir" its
    beginning comes first."""
    if short.title in GIVEN_TITLES:
        return 0 if found in (Fit.WHOLE, Fit.GIVEN) else 1 + found
    if short.title:
        return 0 if found in (Fit.WHOLE, Fit.FAMILY) else len(Fit)
    return 0 if found in (Fit.WHOLE, Fit.FAMILY) else found


def same_first(one: str, other: str) -> bool:
    """ "Josh" and "Joshua", where one spelling begins the other, "Bill" and "William", "J" and "James"."""
    short, long = sorted((one, other), key=len)
    if one == other or (len(short) != 2 and long.startswith(short)):
        return True
    return len(short) > 2 and other in also_called(one)


def _bare(nickname: tuple[str, ...]) -> tuple[str, ...]:
    """ "The Wall" without its article, which no name has."""
    return nickname[1:] if len(nickname) > 1 and nickname[0] == "the" else nickname


def _folded(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        if _INITIALS.fullmatch(word):
            yield from word.lower().replace(".", "")
            continue
        plain = (word if word.isascii() else anyascii(word)).lower().rstrip(".")
        if article := _ARTICLE.match(plain):
            yield article["article"]
            plain = plain[article.end() :]
        yield plain


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same first and last word, and no middle name against it."""
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1] or not same_first(one[0], other[0]):
        return False
    shorter, longer = sorted(([w for w in name[1:-1] if w not in _SMALL] for name in (one, other)), key=len)
    rest = iter(longer)
    return all(
        any(word[0] == found[0] and (word == found or 1 in (len(word), len(found))) for found in rest)
        for word in shorter
    )


def _ends(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the one is the end of the other, the particles before it left out or not."""
    bare = short
    while len(bare) > 1 and bare[0] in _SMALL:
        if len(bare) < len(full) and full[-len(bare) :] == bare:
            return True
        bare = bare[1:]
    return 0 < len(bare) < len(full) and full[-len(bare) :] == bare


ARTICLE = re.compile(r"\b[Tt]he\s$")
"""The article directly before a name."""
_MARKS = frozenset(["", *'.!?:\n"“”‘«»„•*—–-('])
_NO_NAMES = frozenset(
    """like unlike besides given former several top local senior longtime many key plus absent alongside regarding
    across beneath beyond outside inside whereas whatever everything first second new old never half such following
    including team classic super radical mainstream leading presumptive democratic republican conservative liberal
    political american european african asian federal national international popular moderate progressive
    crooked""".split()
)
"""Openers of sentences and adjectives that stand before a surname."""
_SMALL_WORDS = re.compile(r"\b[^\W\d_A-Z][^\W\d_]*")
_OBJECT = re.compile(r"\s(?:the|an?|his|her|their|its|to|by|in|on)\s")
_LONGEST_ACRONYM = 6
_DATELINE = re.compile(r"(?:,[^\n(—–-]{1,40})?\s?(?:\([^()\n]{2,40}\))?\s?[—–-]{1,2}\s")
_MONTHS = frozenset((*SHORT_MONTHS, "sept")) - {"may"}
_DAY = re.compile(r"\.?\s\d")
_SIBLINGS = re.compile(r"\b(?:[Bb]rothers|[Ss]isters|[Ss]iblings|[Tt]wins|[Cc]ousins|[Cc]ouple|[Ss]pouses),?\s$")
_SURNAME = re.compile(r"(?:(?:Mc|Mac|[A-Z][’'])?[^\W\d_][^\W\d_A-Z]*(?:-|$))+")
"""A surname by its capitals: "Holt", "McHolt", "O'Holt-Berg"; not "NATO" or "WhatsApp"."""
_NATIONAL = re.compile(r"[a-z](?:ian|ean|can|ese|ish|ench|utch|man|woman)$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text tells about its capitalised words, gathered once: `small` has the words that it also writes small,
    `inside` those that stand with a capital where no sentence begins, `alone` the names of one word, `surnames`
    those of several by their last word."""

    small: frozenset[str]
    inside: frozenset[str]
    alone: frozenset[str]
    surnames: Mapping[str, frozenset[tuple[str, ...]]]

    @classmethod
    def of(cls, found: Sequence[Name], text: str) -> "Evidence":
        """From all names of a text."""
        inside: set[str] = set()
        surnames: dict[str, set[tuple[str, ...]]] = {}
        for name in found:
            inside.update(name.words[1:] if opens_sentence(text, name.span.start) else name.words)
            if len(name.words) > 1:
                surnames.setdefault(name.words[-1], set()).add(name.words)
        return cls(
            frozenset(_SMALL_WORDS.findall(text)),
            frozenset(inside),
            frozenset(name.words[0] for name in found if len(name.words) == 1),
            {last: frozenset(whole) for last, whole in surnames.items()},
        )

    def is_ordinary(self, word: str) -> bool:
        """Whether the first word of a sentence is no name: nothing but its capital speaks for one."""
        if word in self.inside or (word in first_names() and not is_common(word)):
            return False
        if word.lower() in self.small or word.endswith("ly"):
            return True
        if word.isupper() and len(word) > 1:
            return len(word) > _LONGEST_ACRONYM  # a dateline
        return is_common(word)


def opens_sentence(text: str, at: int) -> bool:
    """Whether an offset begins a sentence, a quotation or a line."""
    return text[max(0, at - 3) : at].rstrip(" \xa0")[-1:] in _MARKS if at else True


def cleaned(found: Sequence[Name], text: str) -> list[Name]:
    """The names of a text, each without the words that are no part of it."""
    evidence = Evidence.of(found, text)
    kept = [_without_opener(name, text, evidence) for name in found if not _is_opener(name, text, evidence)]
    full = {name.words for name in kept if len(name.words) > 1}
    return _with_shared_surnames([_with_article(_without_label(name, full), text) for name in kept], text)


def _with_article(name: Name, text: str) -> Name:
    """The name as no person's where it is one word behind "the"."""
    behind = len(name.words) == 1 and ARTICLE.search(text, max(0, name.span.start - 4), name.span.start)
    return replace(name, kind="unknown", role=None, title=False) if behind and name.kind == "person" else name


def _is_opener(name: Name, text: str, evidence: Evidence) -> bool:
    """Whether a single capitalised word begins its sentence and is no name, or the name is a dateline."""
    if name.full.isupper() and _is_dateline(name, text):
        return True
    if name.words[0].lower().rstrip(".") in _MONTHS and _DAY.match(text, name.span.end):
        return True
    if len(name.words) > 1 or name.kind == "person" or not opens_sentence(text, name.span.start):
        return False
    word = name.words[0]
    if word.endswith(("ing", "ed")) and _OBJECT.match(text, name.span.end):
        return True
    # "Unite, the dockers' union, …" has a name that is an ordinary word.
    return evidence.is_ordinary(word) and not is_described(text, name.span)


def _is_dateline(name: Name, text: str) -> bool:
    """ "KOLVIK (Newsline) -", "PORT ALVA, March 3 —" at the beginning of a line."""
    begins = not name.span.start or text[name.span.start - 1] == "\n"
    return begins and _DATELINE.match(text, name.span.end) is not None


def _without_opener(name: Name, text: str, evidence: Evidence) -> Name:
    """The name without a capitalised first word of its sentence ("Hosting Holt") where the rest is
    named by itself elsewhere and the first word is no first name."""
    first, rest = name.words[0], name.words[1:]
    if (
        len(rest) == 2
        and opens_sentence(text, name.span.start)
        and first.lower() in common_words()
        and first not in first_names()
        and rest[0] in first_names()
        and not (name.titles or name.nicknames)
    ):
        return _behind_first(name, text)  # "Ask Maria Holt"
    if (
        len(name.words) < 2
        or first.isupper()
        or first in first_names()
        or name.title
        or name.nicknames
        or name.words[-1] not in evidence.alone
    ):
        return name
    if not opens_sentence(text, name.span.start) or len(name.words) > 2 or _may_be_first_name(name.words, evidence):
        return name
    return _behind_first(name, text)


def _behind_first(name: Name, text: str) -> Name:
    start = name.span.end - len(text[name.span.start : name.span.end].split(" ", 1)[-1])
    return replace(name, span=Span(start, name.span.end), words=name.words[1:])


def _may_be_first_name(words: tuple[str, ...], evidence: Evidence) -> bool:
    """Whether the first of two words may be a first name that is not known as one ("Runa Holt"): a word that
    neither English nor the text has in lower case, before a surname."""
    first, last = words
    if first.lower() in KEPT_HONORIFICS or first.lower() in PARTICLES:
        return True
    if is_common(first) or is_plural(last) or not _SURNAME.fullmatch(last) or is_place(last) or _NATIONAL.search(last):
        return False
    if not first[1:].islower() or "-" in first or first.lower() in _NO_NAMES or first.endswith(("ing", "ed", "ly")):
        return False
    return first.lower() not in evidence.small and first.lower() not in common_words()


def _without_label(name: Name, full: set[tuple[str, ...]]) -> Name:
    """The name without a capitalised word before it ("Rival Maria Holt") where the text has it without, or the word is
    an ordinary one ("Tycoon Maria Holt")."""
    first = name.words[0]
    labels = next((at for at in range(1, len(name.words) - 1) if name.words[at] in first_names()), 1)
    rest = name.words[labels:]
    plain = len(rest) == 2 and name.words[labels - 1].lower() in common_words() and not name.nicknames
    plain &= labels == 1 or not all(map(is_common, rest))  # "Great Barrier Reef Marine Park"
    known = plain or rest in full or (len(rest) > 1 and _NATIONAL.search(first))
    if not known or name.kind == "organization" or first in first_names():
        return name
    if rest[0] not in first_names() or rest[0].lower() in PARTICLES:
        return name
    start = name.span.start + sum(len(word) + 1 for word in name.words[:labels])
    gender = gender_of_first_name(rest[0]) or name.gender
    return replace(name, span=Span(start, name.span.end), words=rest, kind="person", gender=gender)


def _is_given(name: Name, following: Name) -> bool:
    return following.kind == "person" and is_first_name(name.words[0]) and is_first_name(following.words[0])


def _with_shared_surnames(found: Sequence[Name], text: str) -> list[Name]:
    """The names, of which "Ana" in "Ana and Jonas Holt" has the surname too where the text introduces both so."""
    surnames = {name.words[-1] for name in found if len(name.words) > 1}
    seen: set[str] = set()
    kept = list(found)
    for at, (name, following) in enumerate(pairwise(found)):
        given, first = name.words[0], following.words[0]
        if (
            len(name.words) == 1
            and len(following.words) > 1
            and text[name.span.end : following.span.start] == " and "
            and not following.titles
            and (_is_given(name, following) or _SIBLINGS.search(text, max(0, name.span.start - 20), name.span.start))
            and given not in surnames
            and not seen.intersection((given, first))
        ):
            kept[at] = replace(
                name, words=(given, *following.words[1:]), kind="person", gender=gender_of_first_name(given)
            )
        seen.update(name.words)
    return kept
