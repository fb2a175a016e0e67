"""Noun phrases, as far as a newsroom's plain sentences need them: read word by word until something ends them."""

import re

from onrecord.english.sentences import ABBREVIATIONS

_TOKEN = re.compile(r" ?((?:\d,\d{3}|[^\s,;:()\x00“”\"‘—–\[\]])+)")
_DETERMINERS = frozenset([
    "a", "an", "the", "his", "her", "its", "their", "my", "our", "your", "this", "these", "those", "some",
    "several", "many", "all", "both", "one", "two", "three", "another",
])  # fmt: skip
_ENDS = frozenset(
    [
        "that", "to", "in", "on", "at", "during", "for", "as", "when", "while", "after", "before", "how", "why",
        "what", "whether", "if", "about", "with", "via", "by", "from", "because", "who", "which", "whom", "whose",
        "where", "he", "she", "it", "they", "i", "we", "you", "said", "says", "say", "told", "tells", "saying",
        "adding", "added", "earlier", "later", "last", "this", "next", "early", "late", "is", "are", "was",
        "were", "has", "have", "had", "will", "would", "could", "should", "can", "may", "might", "over",
        "through", "following", "amid", "ahead", "since", "until", "into", "upon", "against", "not", "there",
        "then", "also", "just", "recently", "but", "or", "than", "without", "within", "under"
    ]
)  # fmt: skip
_NEVER_FIRST = _ENDS - {"it", "you", "this", "he", "she", "they"} | frozenset(["of", "and", "so", "be"])
_PRONOUNS = frozenset(["me", "us", "him", "them", "her", "you", "it", "himself", "herself", "themselves"])
_LONGEST = 12
"""Words; a longer phrase is a sentence that was not recognised as one."""


def noun_phrase(words: str, start: int, *, stops: frozenset[int] = frozenset()) -> int:
    """End of the noun phrase that begins at `start` (a space may precede it), or `start` where none does.

    `stops` are places where something else begins, such as a time expression."""
    end, count, capital = start, 0, False
    while count < _LONGEST:
        token = _TOKEN.match(words, end)
        if token is None or token.start(1) in stops:
            break
        word = token[1]
        lower = word.lower().rstrip(".'’")
        if count == 0 and (
            lower in _NEVER_FIRST or (token.start() == token.start(1) and start and words[start - 1].isalnum())
        ):
            return start
        if count and (lower in _ENDS or (lower == "and" and not _joins(words, token.end(), capital))):
            break
        end, count, capital = token.end(), count + 1, word[0].isupper()
        if count == 1 and lower in _PRONOUNS and not _possessive(words, end, lower):
            break
        if word.endswith((".", "!", "?")) and not _abbreviation(word):
            end -= 1
            break
    return (
        end
        if words[start:end].strip().lower() not in _DETERMINERS - {"several", "many", "all", "both", "her"}
        else start
    )


def _possessive(words: str, end: int, lower: str) -> bool:
    """Whether "her" goes on: "her supporters"."""
    following = _TOKEN.match(words, end)
    return lower == "her" and following is not None and following[1].lower() not in _ENDS


def _abbreviation(word: str) -> bool:
    return word.rstrip(".").lower() in ABBREVIATIONS or bool(re.fullmatch(r"(?:[A-Za-z]\.)+", word))


def _joins(words: str, place: int, capital: bool) -> bool:
    """Whether "and" at this place joins two nouns, not two clauses."""
    first = _TOKEN.match(words, place)
    if first is None:
        return False
    word = first[1]
    if capital and word[0].isupper():
        return True
    if word.lower() in _ENDS or word.endswith(("ed", "ing")):
        return False
    second = _TOKEN.match(words, first.end())
    return second is None or second[1].lower() in _ENDS or word.lower() in _DETERMINERS
