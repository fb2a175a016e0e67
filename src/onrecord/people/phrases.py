"""The words of a source taken apart: its head, its determiner, what is kept of it as a description."""

import re

from onrecord.english.verbs import IN_SOURCE, either
from onrecord.model import Span, Words
from onrecord.people.tokens import tokens
from onrecord.people.words import GROUPS, VERBS, is_role

DETERMINERS = frozenset("the a an this that these those his her its their our my another one".split())
DEFINITE = frozenset("the this that these those his her its their".split())
_CUT = re.compile(
    r",|\(|\s(?:who|which|that|whose|of|for|at|in|with|from|on|to|by|behind|inside|under|close)\s|\s[-–—]"
    r"|\s\w+ing\s(?:to|the|a|an|his|her|their|in|for|on|with)\s"
)
_AROUND = " \t\n,;:\"“”'‘’"
_BEFORE = re.compile(rf"(?:(?:{either(IN_SOURCE)}|according to|as|by|but|and|from|while|whom)\s+)+", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:\s+(?:{either(IN_SOURCE)}|on|in|of|at|for|to|by|and|from|with|as|that|who|which|has|had|also))+$"
)
_TAIL = 100
"""Characters at the end of a phrase in which reporting words are looked for."""
_AGE = re.compile(r"\d+-year-old")


def trimmed(text: str, span: Span) -> Span:
    """The span without the marks, prepositions and reporting words that a reader may leave at its ends."""
    words = span.of(text)
    start, end = span.start + len(words) - len(words.lstrip(_AROUND)), span.start + len(words.rstrip(_AROUND))
    if start >= end:
        return span
    if (before := _BEFORE.match(text, start, end)) and before.end() < end:
        start = before.end()
    floor = max(start, end - _TAIL)
    if behind := _BEHIND.search(text[floor:end]):
        end = floor + behind.start()
    return Span(start, end) if start < end else span


def without_cue(phrase: str) -> str:
    """The phrase without reporting words and prepositions at its end."""
    bare = phrase.rstrip(_AROUND)
    return bare[:-_TAIL] + _BEHIND.sub("", bare[-_TAIL:])


def before_verb(phrase: str) -> str:
    """The phrase up to its first word that is or looks like a verb."""
    words = phrase.split(" ")
    ends = (
        number
        for number, word in enumerate(words)
        if word.lower() in VERBS or (number and word.endswith("ed") and words[number - 1].lower() not in DETERMINERS)
    )
    return " ".join(words[: next(ends, len(words))])


def head_phrase(plain: str) -> str:
    """The phrase up to its first comma, bracket or preposition."""
    return _CUT.split(plain, maxsplit=1)[0].strip()


def words_of(phrase: str) -> list[str]:
    """Its words in lower case, without marks."""
    return [token.word.lower() for token in tokens(phrase) if token.word[0].isalnum()]


def described(plain: str) -> str:
    """The phrase as the description of an unnamed source: without "the" and a dangling "who"."""
    words = plain.split(" ") if " " in plain else [plain]
    first = 1 if len(words) > 1 and words[0].lower() in {"the", "both"} else 0
    last = -1 if len(words) > first + 1 and words[-1].lower() in {"who", "which", "that"} else None
    return " ".join(words[first:last]).strip()


def placed(words: str, text: str, start: int, end: int | None = None) -> Words:
    """Words with the place where they stand between two offsets; without one where they do not."""
    at = text.find(words, start, len(text) if end is None else end) if words else -1
    return Words(words, Span(at, at + len(words)) if at >= 0 else None)


def stem(word: str) -> str:
    """The word without the plural's "s", the prefix "co-", and what it is of ("mother-of-two")."""
    plain = word.lower().removeprefix("co-").partition("-of-")[0].rstrip(".")
    return plain if plain.endswith("ss") else plain.rstrip("s")


def is_age(head: str) -> bool:
    """Whether the word is of the form "47-year-old"."""
    return bool(_AGE.fullmatch(head))


def has_role(phrase: str) -> bool:
    """Whether a word of the phrase is a role or an abbreviated title."""
    return any(is_role(token.word.rstrip(".")) or token.word.endswith(".") for token in tokens(phrase))


def is_plural_role(word: str) -> bool:
    """Whether the word is the plural of a role: "candidates"."""
    return word.endswith("s") and is_role(word[:-1])


def is_plural(head: str) -> bool:
    """Whether the head of a phrase names several, as far as its ending tells."""
    return head in GROUPS or (
        len(head) > 3 and head.endswith("s") and not head.endswith(("ss", "us", "is", "’s", "'s"))
    )
