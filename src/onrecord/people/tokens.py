"""The words of a text with their places."""

import re
from dataclasses import dataclass

from onrecord.people.words import ABBREVIATED_TITLES, HONORIFICS, NAME_SUFFIXES, ORGANIZATION_WORDS

_TOKEN = re.compile(r"\w+(?:[-’'.&]\w+)*|['’]t(?=\s[A-Z])|[^\w\s]|\n")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_POSSESSIVE = re.compile(r"[’']s$")
_JOINED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|ath|az|ed|es|ul)[-‐‑][A-Z]|(?:d|l|dell|dall)[’'][A-Z]")
"""A small particle joined to a name: "al-Karimi", "d’Aragona"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place; a full stop that belongs to an abbreviation or initial is part of it."""

    start: int
    end: int
    word: str
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter, or with a small particle joined to one."""
        return self.word[0].isupper() or _JOINED.match(self.word) is not None


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words, marks and line ends between two offsets."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word, first, last = match.group(), match.start(), match.end()
        if word == "." and found and found[-1].end == first and _is_abbreviated(found[-1].word):
            found[-1] = Token(found[-1].start, last, found[-1].word + ".")
        elif possessive := _POSSESSIVE.search(word):
            found.append(Token(first, first + possessive.start(), word[: possessive.start()], possessive=True))
        else:
            found.append(Token(first, last, word))
    return found


def _is_abbreviated(word: str) -> bool:
    lower = f"{word.lower()}."
    return bool(
        lower in ABBREVIATED_TITLES
        or lower in HONORIFICS
        or lower in NAME_SUFFIXES
        or (lower in ORGANIZATION_WORDS and word.lower() not in ORGANIZATION_WORDS - {"inc", "corp", "co", "ltd"})
        or _INITIALS.fullmatch(word)
    )
