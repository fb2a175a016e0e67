"""Which language a text is in, decided offline by its letter sequences (py3langid)."""

import re

FEWEST_LETTERS = 60
"""Fewer letters than this leave short names and loan words in charge of the answer."""

ENOUGH = 2000
"""Characters that are looked at: more do not change the answer for an article, only the time taken."""

_ENGLISH = frozenset(
    "the and said with he she they his her their from were who which this that would not but it to you".split()
)
"""Frequent words, hardly any of which another language has too."""
_LEAST_ENGLISH, _LEAST_DIFFERENT = 0.15, 3
"""The share of them, and how many different ones, from which on a text is English whatever names it has."""
_NOT_LETTERS = re.compile(r"[\W\d_]+")


def language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or None where it is too short to tell."""
    beginning = text[:ENOUGH]
    if len(_NOT_LETTERS.sub("", beginning)) < FEWEST_LETTERS:
        return None
    if _plainly_english(beginning):
        return "en"
    code = _classified(beginning)
    return "en" if code != "en" and _has_english_words(beginning) else code


def _has_english_words(text: str) -> bool:
    """Whether words that English alone has are frequent: a few sentences about Francesca della Porta and Leonardo Di
    Bella look Italian by their letters."""
    words = [word.strip(".,;:!?\"“”‘’'()") for word in text.casefold().split()]
    found = [word for word in words if word in _ENGLISH]
    return len(set(found)) >= _LEAST_DIFFERENT and len(found) >= _LEAST_ENGLISH * len(words)


def _plainly_english(text: str) -> bool:
    # Loading py3langid's model takes half a second, which a user who reads one English article should
    # not wait for. "the", "and" and "of" together make up 8 to 12 % of English prose and of no other.
    words = text.casefold().split()
    counts = {word: words.count(word) for word in ("the", "and", "of")}
    return len(words) >= 60 and all(counts.values()) and sum(counts.values()) >= 0.07 * len(words)


def _classified(text: str) -> str:
    # Imported here, and its model read at the first call: only when a text needs it.
    import py3langid

    code: str = py3langid.classify(text)[0]
    return code
