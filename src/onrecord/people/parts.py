"""A name taken apart, and when a shorter name may mean a longer one.

Names are compared by their parts and never as strings: a particle counts the same with a capital ("De Vries", "de
Vries"), an Arabic article the same with or without its hyphen, an accent or a full stop not at all; the suffix tells
father and son apart; a title that stays with a given name ("Sir Giles") is no part of the name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from anyascii import anyascii

from onrecord.english.names import PARTICLES
from onrecord.people.nicknames import also_called
from onrecord.people.words import GIVEN_TITLES, KEPT_HONORIFICS, NAME_SUFFIXES

_ARTICLE = re.compile(r"(?P<article>al|el|ad|an|ar|as|ash|at|ath|az|ed|es|ul)[-‐‑](?=\w)")
"""The Arabic article in its forms before another letter, joined to the name by a hyphen."""
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?")
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


def parted(words: Sequence[str], nicknames: Iterable[Sequence[str]] = ()) -> Parts:
    """A name taken apart. What is left over is never empty: "Prince" alone is a name."""
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
    return Fit.ONE_FAMILY if full.count > 2 and _is_within(mine, theirs) else None


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


def _is_within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return any(full[at : at + len(short)] == short for at in range(1, len(full) - len(short)))
