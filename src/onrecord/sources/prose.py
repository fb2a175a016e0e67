"""What tells prose from titles, menus and labels, in any script."""

import re

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
