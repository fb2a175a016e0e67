"""Acronyms and the names they stand for."""

import re
from collections.abc import Iterator, Sequence

ACRONYM = re.compile(r"[A-Z]{2,6}")
"""A word of capitals alone."""
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


def spelled_by(words: Sequence[str]) -> Iterator[str]:
    """The acronyms that a name's words spell, its nation or its last words left out."""
    initials = "".join(word[0] for word in words if word[0].isupper())
    for start in range(3):
        for end in range(max(start + 3, len(initials) - 2 + start), len(initials) + 1):
            yield initials[start:end]
    if len(initials) == 2:
        yield initials
