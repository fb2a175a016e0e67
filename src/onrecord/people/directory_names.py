"""The words of a name that count when names are compared, and the keys by which like names are found."""

import re
from functools import lru_cache

from onrecord.english.names import PARTICLES
from onrecord.model import ActorKind
from onrecord.people.countries import country, folded
from onrecord.people.words import ABBREVIATED_TITLES, HONORIFICS

_TITLES = frozenset(word.strip(".") for word in (*HONORIFICS, *ABBREVIATED_TITLES)) | {
    "president", "senator", "governor", "minister", "professor", "doctor", "general", "monsieur", "madame", "herr",
    "frau", "prasident", "shaikh", "sheikh", "sheik", "pope", "mayor", "judge", "chancellor", "secretary",
}  # fmt: skip
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_PASSED_OVER = PARTICLES | {"el", "ul", "ud", "ur", "bin", "ben", "ibn"}
_LEGAL_FORMS = frozenset(
    """inc incorporated corp corporation co company ltd limited llc llp lp plc pty gmbh ag aktiengesellschaft sa sas
    sarl spa srl bv nv ab as asa oy kg kk jsc ojsc
    pjsc cjsc oao ooo pao zao joint stock open public sociedad anonima
    societatea cu raspundere limitata""".split()
)
_SPELLINGS = (
    (re.compile(r"isation(s?)\b"), r"ization\1"),
    (re.compile(r"\bcentre(s?)\b"), r"center\1"),
    (re.compile(r"\b(def|off)ence\b"), r"\1ense"),
    (re.compile(r"\b(lab|harb|col|hon)our"), r"\1or"),
    (re.compile(r"\bprogramme\b"), "program"),
)
_SMALL_WORDS = frozenset("of for the and against in on to de la".split())


def joining_key(name: str, kind: ActorKind) -> str | None:
    """What names that may be joined without asking have in common; None where a name is never joined so.

    A person's first and last word, an organization's words, a country's code. Words in small letters ("the company",
    "several officials") name nobody beyond their article."""
    if kind == "person":
        words, _ = person_words(name)
        return f"{words[0]} {words[-1]}" if len(words) > 1 else None
    if kind not in ("organization", "group") or not any(letter.isupper() for letter in name):
        return None
    if kind == "group" and not all(word[0].isupper() or word in _SMALL_WORDS for word in name.split()):
        return None
    return country_key(name) or " ".join(organization_words(name)) or None


def proposing_key(name: str, kind: ActorKind) -> str | None:
    """What names that may be proposed have in common: a person's last word, an organization's initials."""
    if kind == "person":
        words, _ = person_words(name)
        return words[-1] if words else None
    return (acronym(name) if joining_key(name, kind) else None) or None


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[tuple[str, ...], str | None]:
    """The words that count, in usual order, and the suffix."""
    before, comma, after = name.partition(",")
    if comma and folded(after) not in _SUFFIXES:
        name = f"{after} {before}"
    words = [word for part in name.split() for word in _parts(part)]
    suffix = next((_SUFFIXES[word] for word in words[2:] if word in _SUFFIXES), None)
    words = [word for at, word in enumerate(words) if at < 2 or word not in _SUFFIXES]
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    kept = [word for at, word in enumerate(words) if at == 0 or word not in _PASSED_OVER or at == len(words) - 1]
    return tuple(kept), suffix


def _parts(word: str) -> list[str]:
    # "J.D." is two initials, "O'Neil" one word, "Jean-Marie" two.
    if re.fullmatch(r"(?:\w\.)+\w?\.?", word):
        return folded(word.replace(".", " ")).split()
    return folded(word.replace("'", "").replace("’", "").replace("`", "")).split()


@lru_cache(maxsize=65536)
def organization_words(name: str) -> tuple[str, ...]:
    """The words without "the" and legal forms, in American spelling."""
    text = folded(re.sub(r"\.(?=\w\b)|(?<=\b\w)\.", "", name.replace("&", " and ").replace("+", " and ")))
    for pattern, canonical in _SPELLINGS:
        text = pattern.sub(canonical, text)
    words = [word for word in text.split() if word != "the"]
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return tuple(kept or words)


@lru_cache(maxsize=65536)
def country_key(name: str) -> str | None:
    """What all names of one country share; None for what is no country."""
    code = country(name)
    return f"country {code}" if code else None


def acronym(name: str) -> str:
    """The initials of its words; a single word as it is."""
    words = [word for word in organization_words(name) if word not in _SMALL_WORDS]
    return words[0] if len(words) == 1 else "".join(word[0] for word in words)
