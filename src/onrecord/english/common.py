"""What a word of English may be: an ordinary one, in whatever form; another for a document; whom a pronoun means."""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.english.words import (
    DOCUMENTS,
    GROUPS,
    ORGANIZATION_NOUNS,
    SAME_DOCUMENT,
    SAME_GROUP,
    common_words,
    is_role,
)

_LONGEST_WORD = 30
_GROUPS_TOO = frozenset(word for group in SAME_GROUP for word in group)
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))
_AMERICAN = re.compile(r"our(?=s?$|ed$|ing$)")
"""The list has "neighbors"."""


def is_common(word: str) -> bool:
    """Whether English writes the word, or the word that it is a form of, small."""
    if len(word) > _LONGEST_WORD:
        return False
    lower = word.lower()
    known = common_words()
    if (
        lower in known
        or lower in GROUPS
        or lower in _GROUPS_TOO
        or (lower.endswith("s") and is_role(lower[:-1]))
        or _AMERICAN.sub("or", lower) in known
        or lower.endswith(("ness", "ments", "tion", "tions", "isms"))
    ):
        return True
    for ending, instead in _ENDINGS:
        if lower.endswith(ending) and len(lower) > len(ending) + 2 and lower[: -len(ending)] + instead in known:
            return True
    # "Stallholders": a plural put together of words.
    return lower.endswith("s") and any(lower[:at] in known and lower[at:] in known for at in range(4, len(lower) - 4))


def is_plural_role(word: str) -> bool:
    """Whether the word is the plural of a role: "candidates"."""
    return word.endswith("s") and is_role(word[:-1])


@cache
def same_document(noun: str) -> frozenset[str]:
    """A noun with those that may take up the same document."""
    return frozenset({noun}).union(*(words for words in SAME_DOCUMENT if noun in words))


_OF_PEOPLE = ("ers", "ors", "ists", "ants", "ents", "ians")
"""Endings of plurals that mostly mean people."""


def may_mean(sort: str | None, word: str) -> bool:
    """Whether a noun may be what a pronoun of that sort stands for."""
    if sort in ("m", "f"):
        return is_role(word) and word not in GROUPS
    if sort == "it":
        return word in ORGANIZATION_NOUNS or word in DOCUMENTS
    if word in GROUPS or is_plural_role(word) or word.endswith(_OF_PEOPLE):
        return True
    return sort == "who" and (is_role(word) or word in ORGANIZATION_NOUNS)


_BODIES_OF_TWO = frozenset({("coast", "guard"), ("national", "guard"), ("border", "guard"), ("parole", "board")})
_KINDS_OF_BODIES = frozenset("ministry party bank court airline hospital church newspaper university college".split())
"""Nouns for bodies of which none is another, but for a college that is a university."""


def is_body(words: Sequence[str]) -> bool:
    """Whether a description of these words in small letters is one of a body: "the port agency", "the coast guard"."""
    return bool(words) and (words[-1] in ORGANIZATION_NOUNS or tuple(words[-2:]) in _BODIES_OF_TWO)


def is_other_body(noun: str, name: str) -> bool:
    """Whether a body with this name is of another kind than the noun: "the ministry" is no Harbour Party."""
    last = name.rpartition(" ")[2].lower()
    return len({noun, last} & _KINDS_OF_BODIES) == 2 and {noun, last} != {"university", "college"}
