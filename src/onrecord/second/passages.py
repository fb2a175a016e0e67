"""A stretch of an article as a language model is shown it, and the way back: the words it quotes are found in the text.

Shown are single blanks, plain quotation marks, and [HOLDER] for whoever holds the view. What is found is a span of the
stored text, so that it can be proved like any other.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from onrecord.model import Span

HOLDER = "[HOLDER]"
LONGEST = 3000
"""Characters of a stretch that are shown."""
_DOUBLE = dict.fromkeys(map(ord, "“”„‟«»″〝〞＂"), '"')
_SINGLE = dict.fromkeys(map(ord, "‘’‚‛′´`‹›＇"), "'")
_PLAIN = _DOUBLE | _SINGLE | dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), "")
_AROUND = " \"'…"
_HITS = 100
"""Places at which words are looked at."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is shown; of each of its characters where in the text it begins and ends."""

    shown: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def find(self, words: str) -> Span | None:
        """Where the words stand as whole words, after blanks and quotation marks are made alike."""
        wanted = plain(words).strip(_AROUND)
        if sum(sign.isalnum() for sign in wanted.replace(HOLDER, "")) < 2:
            return None
        at = -1
        for _ in range(_HITS):
            at = self.shown.find(wanted, at + 1)
            if at < 0:
                return None
            if _is_whole(self.shown, at, at + len(wanted)):
                return Span(self.starts[at], self.ends[at + len(wanted) - 1])
        return None


def passage(text: str, span: Span, *, names: Iterable[str] = ()) -> Passage:
    """A stretch of a text; names in it are hidden, the longest first."""
    hidden = "|".join(map(re.escape, sorted(set(filter(None, names)), key=len, reverse=True)))
    hits = re.finditer(rf"(?<!\w)(?:{hidden})(?!\w)", span.of(text)) if hidden else ()
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(signs: str, start: int, end: int) -> None:
        for sign in signs:
            if sign != " " or (shown and shown[-1] != " "):
                shown.append(sign)
                starts.append(start)
                ends.append(end)

    def copy(start: int, end: int) -> None:
        for at in range(start, end):
            sign = text[at].translate(_PLAIN)
            add(" " if sign.isspace() or (sign and not sign.isprintable()) else sign, at, at + 1)

    at = span.start
    for hit in hits:
        start, end = span.start + hit.start(), span.start + hit.end()
        copy(at, start)
        add(HOLDER, start, end)
        at = end
    copy(at, span.end)
    return Passage("".join(shown), tuple(starts), tuple(ends))


def plain(words: str) -> str:
    """Words with single blanks and plain quotation marks."""
    return " ".join(words.translate(_PLAIN).split())


def around(text: str, block: Span, wanted: Span) -> Span:
    """Of a block that is too long, the part about what is wanted, from blank to blank."""
    if block.end - block.start <= LONGEST:
        return block
    start = max(block.start, min(wanted.start - LONGEST // 3, block.end - LONGEST))
    end = min(block.end, start + LONGEST)
    if start > block.start and (blank := text.find(" ", start, end)) >= 0:
        start = blank + 1
    if end < block.end and (blank := text.rfind(" ", start, end)) > start:
        end = blank
    return Span(start, end)


def fenced(told: str) -> str:
    """What is quoted from an article, between two lines that it cannot contain: they hold its own hash."""
    mark = sha256(told.encode("utf8", "replace")).hexdigest()[:12]
    return f"<text {mark}>\n{told}\n</text {mark}>"


def _is_whole(text: str, start: int, end: int) -> bool:
    def within(before: int, after: int) -> bool:
        return before >= 0 and after < len(text) and text[before].isalnum() and text[after].isalnum()

    return not within(start - 1, start) and not within(end - 1, end)
