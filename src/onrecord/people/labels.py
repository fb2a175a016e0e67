"""A label of a turn taken apart for who it names: name, title, role, office."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from onrecord.people.words import HONORIFICS, ROLE_MODIFIERS, ROLES, first_names
from onrecord.reading.transcripts import Named
from onrecord.sources.label_words import TITLES
from onrecord.sources.labels import holder_of, is_function, is_office, key_of

_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|JR|SR|II|III|IV|MP|MSP|MEP|QC|KC|CBE|OBE|M\.?D|Ph\.?D|Esq)\.?(?=,|\s|$)")
_NO_ROLE = frozenset({"mr", "mrs", "ms", "mx", "miss", "the", "hon", "the hon", "shri", "smt", "shrimati", "sri"})
"""Titles that tell no office."""

_BEHIND_TITLE = frozenset({"pro", "tem", "tempore", "emeritus", "emerita", "elect", "designate"})
"""Words of a title between the office and the name: "Mayor Pro Tem Holt"."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a label says. `office` is set where it has no name; `of` tells two of one surname apart ("of Ohio")."""

    name: str
    title: str = ""
    role: str | None = None
    office: str | None = None
    of: str = ""
    beside: str = ""
    """What a stroke joins to the name: another speaker, or the name's role or outlet."""


def parts_of(text: str, named: Named) -> Parts:
    """The label's words apart."""
    name = _SUFFIX.sub("", named.name.of(text).strip())
    role = named.role.of(text) if named.role else None
    brackets = [span.of(text) for span in named.brackets]
    if person := holder_of(name, brackets):
        return _titled(person, _without_article(name))
    if role and " " not in name and role in first_names():
        return _titled(f"{role} {name}", None)  # "Holt, Maria"
    if is_office(name) and (at := _name_at_end(name)):
        return _titled(name[at:], role or _without_article(name[:at].rstrip(" ,")))
    if is_office(name):
        return Parts(name, "", role, office=_without_article(name).lower())
    if role is None and len(brackets) == 1:
        role = brackets[0]
    behind = text[named.name.end : named.source.end].strip()
    found = _titled(name, role, of=behind if behind.startswith("of ") else "")
    return replace(found, beside=role) if role and behind.startswith("/") else found


def speakers_of(parts: Parts, surnames: Container[str]) -> list[Parts]:
    """The one whom a label names, or the two whom a stroke joins: "NAKAMURA/HOLT", where both speak elsewhere too."""
    key = key_of(parts.beside)
    if not key or key[-1] not in surnames:
        return [parts]
    return [replace(parts, role=None, beside=""), _titled(parts.beside, None)]


def _name_at_end(name: str) -> int:
    """Where a whole name begins behind an office: "Deputy Director for Water Kofi Brandt"; 0 where none does."""
    words = name.split()
    if len(words) < 4 or words[-2].capitalize() not in first_names() or is_function(words[-1]):
        return 0
    return len(name) - len(words[-2]) - len(words[-1]) - 1


def _titled(name: str, role: str | None, *, of: str = "") -> Parts:
    """Without the titles before a name: "U.S. Sen. Ruth Abara" has one up to its second word."""
    words = name.split()
    first = 0 if _begins_with_first_name(words, role) else _behind_titles(words)
    title = " ".join(words[:first])
    plain = title.lower().replace(".", "")
    tells = title and plain not in _NO_ROLE and plain not in HONORIFICS
    return Parts(" ".join(words[first:]), title, role or (title if tells else None), of=of)


def _begins_with_first_name(words: Sequence[str], role: str | None) -> bool:
    """ "DEAN HOLT, REPORTER" has his role behind his name; "DEAN HOLT" alone may be the dean."""
    first = words[0]
    if first.capitalize() not in first_names() or first.lower().strip(".") in TITLES:
        return False
    return not _is_title(first) or (role is not None and len(words) == 2)


def _behind_titles(words: Sequence[str]) -> int:
    first = max((at + 1 for at in range(len(words) - 1) if _is_title(words[at])), default=0)
    while first and first < len(words) - 1 and words[first].lower().strip(".,") in _BEHIND_TITLE:
        first += 1
    return first


def _is_title(word: str) -> bool:
    plain = word.lower().strip(".")
    return any(plain in words for words in (TITLES, HONORIFICS, ROLES, ROLE_MODIFIERS, _NO_ROLE))


def _without_article(name: str) -> str:
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)


def is_shouted(name: str) -> bool:
    """Whether a name, or its surname, is in capitals."""
    return any(len(word.strip(".")) > 2 and word[2:].isupper() for word in name.split()) or name.isupper()


def is_unnamed(name: str) -> bool:
    """Whether initials, or words in small letters, are all that a label has."""
    letters = name.replace(".", "").replace(" ", "")
    return (letters.isupper() and len(letters) <= 3) or (name.islower() and is_function(name))
