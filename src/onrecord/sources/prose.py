"""What tells prose from titles, menus and labels in any script; which language a text is in, decided offline by its
frequent words, or else its letter sequences; and how texts in order become one text and its blocks."""

import re
from collections.abc import Iterable

from onrecord.model import Block, BlockKind, Span

SHORTEST = 9
"""Words of the shortest prose."""
_STOP = re.compile(r"[.!?…:。！？：۔।॥།။។؟][\"'”’»«」』）)\]]*\s*$")
# Scripts without spaces between words: a character or two of them is a word.
UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]"
_UNSPACED = re.compile(UNSPACED)
_CLOSED = re.compile(r"[.!?。！？][\"'”’»」』）)\]]*\s*$")


def count_words(text: str) -> int:
    """The number of words; in scripts without spaces two characters count as one."""
    spaced = text.count(" ") + 1 if text else 0
    return spaced if text.isascii() else spaced + len(_UNSPACED.findall(text)) // 2


def is_prose(text: str) -> bool:
    """Whether a line is so long, and ends so, as a sentence of an article does."""
    return count_words(text) >= SHORTEST and _STOP.search(text[-12:]) is not None


def is_sentence(text: str) -> bool:
    """Whether a line is a statement in full: one that a heading or a title is not."""
    return count_words(text) >= SHORTEST and _CLOSED.search(text[-12:]) is not None and not text.rstrip().endswith("?")


_OPENING = re.compile(r"(?:^|[\s(\[—–-])[“\"«„‘「『](?=[^\s\"”])|^[“\"«„‘「『]|\u201c")


def has_quotation(text: str) -> bool:
    """Whether somebody is quoted."""
    return _OPENING.search(text) is not None


FEWEST_LETTERS = 60
"""Fewer letters than this leave short names and loan words in charge of the answer."""

FEWEST_OF_ANOTHER_SCRIPT = 10
"""Letters of another script, which loan words are not written in."""

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
    letters = _NOT_LETTERS.sub("", beginning)
    if len(letters) < (FEWEST_OF_ANOTHER_SCRIPT if _is_another_script(letters) else FEWEST_LETTERS):
        return None
    # Loading the model of letter sequences takes half a second, which who reads English articles should not wait for.
    return "en" if _plainly_english(beginning) or _has_english_words(beginning) else _classified(beginning)


def _is_another_script(letters: str) -> bool:
    """Whether most letters are not those of the Latin alphabet, with which a short text cannot be English either."""
    return not letters.isascii() and 2 * sum(letter >= "\u0370" for letter in letters) > len(letters)


def _has_english_words(text: str) -> bool:
    """Whether words that English alone has are frequent: a few sentences about Francesca della Porta and Leonardo Di
    Bella look Italian by their letters."""
    words = [word.strip(".,;:!?\"“”‘’'()") for word in text.casefold().split()]
    found = [word for word in words if word in _ENGLISH]
    return len(set(found)) >= _LEAST_DIFFERENT and len(found) >= _LEAST_ENGLISH * len(words)


def _plainly_english(text: str) -> bool:
    # "the", "and" and "of" together make up 8 to 12 % of English prose and of no other.
    words = text.casefold().split()
    counts = {word: words.count(word) for word in ("the", "and", "of")}
    return len(words) >= 60 and all(counts.values()) and sum(counts.values()) >= 0.07 * len(words)


def _classified(text: str) -> str:
    # Imported here: only when a text needs it.
    from onrecord.sources.letters import language_by_letters

    return language_by_letters(text)


def joined(pieces: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """Texts joined by one empty line, and the blocks that they are in the result."""
    blocks: list[Block] = []
    texts: list[str] = []
    offset = 0
    for kind, text in pieces:
        blocks.append(Block(kind, Span(offset, offset + len(text))))
        texts.append(text)
        offset += len(text) + 2
    return "\n\n".join(texts), tuple(blocks)
