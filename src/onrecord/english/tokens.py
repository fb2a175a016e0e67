"""Which signs make a word: the one place for it.

The questions differ on purpose, and so do the answers: what is looked up is cut as the index cuts it, "don't" into two;
what is compared has no underscores either; what tells something by its words keeps "isn't" and "co-op" whole. What is
changed by convention when words are quoted is for `families.tokens`, the words of names and roles for `people.phrases`.
"""

import re

_RUN = re.compile(r"\w+")
_PLAIN = re.compile(r"[^\W_]+")
_WHOLE = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def indexed_words(text: str) -> list[str]:
    """The runs of letters, digits and underscores, as the full text index and the embeddings have them."""
    return _RUN.findall(text)


def bare_words(text: str) -> list[str]:
    """The runs of letters and digits: what two names have in common, or a quotation and an article."""
    return _PLAIN.findall(text)


def whole_words(text: str) -> list[str]:
    """Words in small letters, whole and with one apostrophe: "isn't", "co-op"."""
    return [word.lower().replace("’", "'") for word in _WHOLE.findall(text)]
