"""A text as words with what stands around each: what decides over contents looks at words, not at characters.

Invariants: all arrays have an entry for every word, in reading order, and `gap` and `sentence` one more for the end of
the text; the time to make them grows with the length of the text."""

import re
import tomllib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from onrecord.english.quotation_marks import Quotation, quotations
from onrecord.english.verbs import FORMS
from onrecord.model import Span
from onrecord.trees import Integers

OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
"""Numbers of the tags: O, then the beginning tag of each role; its inside tag is one more."""
TAGS = 7
_WORD = re.compile(r"[^\W_]+(?:[’'.\-][^\W_]+)*")
_MARKS = "\"'“”‘’«» \t"
SPACE, OTHER_MARK, COMMA, SEMICOLON, COLON, DASH, STOP, BREAK, BRACKET = 0, 1, 2, 3, 4, 5, 6, 7, 8
"""What stands between two words, but for quotation marks."""
_GAPS = {
    ",": COMMA, ";": SEMICOLON, ":": COLON, "—": DASH, "–": DASH, "-": DASH, ".": STOP, "!": STOP, "?": STOP, "…": STOP,
    "(": BRACKET, ")": BRACKET,
}  # fmt: skip
_LONGEST = 24
"""Characters of a word that tell its class."""
_SAYING, _NUMBER, _CAPITAL, _ED, _ING, _LY, _OTHER = 20, 21, 22, 23, 24, 25, 26


@dataclass(frozen=True, slots=True)
class Signs:
    """What the reader says of each of its words: where it begins, in thousandths the probability of each of its tags
    (words × tags), and of its being a cue of something said and not held."""

    start: Integers
    tags: Integers
    said: Integers


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: lower-cased, their first and last offset, their class, what stands before them, whether they
    are quoted (2 where a quotation begins), how many sentences and commas ended before them, their paragraph; and what
    the reader says of them in thousandths: of nothing, a source, a cue, the beginning of a content, a content, and of a
    cue that it is one of something said."""

    text: str
    word: list[str]
    start: list[int]
    end: list[int]
    kind: Integers
    gap: Integers
    quoted: Integers
    sentence: Integers
    comma: Integers
    paragraph: Integers
    outside: Integers
    source: Integers
    cue: Integers
    begins: Integers
    content: Integers
    said: Integers
    quotations: list[Quotation]

    def __len__(self) -> int:
        return len(self.word)

    def first_in(self, span: Span) -> int:
        """The first word that ends in or behind a span."""
        return bisect_right(self.end, span.start)

    def last_in(self, span: Span) -> int:
        """The last word that begins before the end of a span."""
        return bisect_left(self.start, span.end) - 1


def words_of(text: str, signs: Signs) -> Words:
    """The words of a text that the reader has read."""
    found = [match.span() for match in _WORD.finditer(text)]
    written = [text[start:end] for start, end in found]
    ends = [0, *(end for _, end in found)]
    starts = [*(start for start, _ in found), len(text)]
    between = (text[end:start] for end, start in zip(ends, starts, strict=True))
    gap = np.array([SPACE if one == " " else _gap(one) for one in between], dtype=np.int64)
    gap[0] = gap[-1] = BREAK
    quoted = quotations(text)
    begins = np.array(starts[:-1], dtype=np.int64)
    at = np.clip(np.searchsorted(signs.start, begins, side="right") - 1, 0, None)
    known = len(signs.start) > 0
    tags = signs.tags[at] if known else np.zeros((len(found), TAGS), dtype=np.int64)
    return Words(
        text=text,
        word=[one.lower().replace("’", "'") for one in written],
        start=starts[:-1],
        end=ends[1:],
        kind=np.array([_kind(one[:_LONGEST]) for one in written], dtype=np.int64),
        gap=gap,
        quoted=_inside(begins, quoted),
        sentence=np.cumsum(gap >= STOP) - np.cumsum(gap == BRACKET),
        comma=np.cumsum((gap == COMMA) | (gap == SEMICOLON) | (gap == DASH)),
        paragraph=np.cumsum(gap == BREAK),
        outside=tags[:, OUTSIDE],
        source=tags[:, SOURCE] + tags[:, SOURCE + 1],
        cue=tags[:, CUE] + tags[:, CUE + 1],
        begins=tags[:, CONTENT],
        content=tags[:, CONTENT] + tags[:, CONTENT + 1],
        said=signs.said[at] if known else np.zeros(len(found), dtype=np.int64),
        quotations=quoted,
    )


def _inside(starts: Integers, quoted: list[Quotation]) -> Integers:
    inside = np.zeros(len(starts), dtype=np.int64)
    firsts = np.searchsorted(starts, [one.start for one in quoted])
    lasts = np.searchsorted(starts, [one.end for one in quoted])
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        inside[first:last] = 1
        inside[first : first + 1] = 2
    return inside


def _gap(between: str) -> int:
    if "\n" in between:
        return BREAK
    left = between.strip(_MARKS)
    if not left:
        return SPACE if not between.strip() else OTHER_MARK
    return _GAPS.get(left[0], OTHER_MARK)


@lru_cache(maxsize=20_000)
def _kind(word: str) -> int:
    """The class of a word as it is written, by its number."""
    low = word.lower().replace("’", "'")
    known = _classes().get(low)
    if known is not None:
        return known
    if word[0].isdigit():
        return _NUMBER
    if word[0].isupper():
        return _CAPITAL
    ending = {"ed": _ED, "ng": _ING, "ly": _LY}.get(low[-2:], _OTHER)
    return _OTHER if ending == _ING and not low.endswith("ing") else ending


@cache
def _told() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("onrecord.reading").joinpath("words.toml").read_text("utf8"))


@cache
def _classes() -> dict[str, int]:
    saying = dict.fromkeys(says(), _SAYING)
    return saying | {
        word: number
        for number, name in reversed(list(enumerate(_told()["classes"], 1)))
        for word in _told()["classes"][name].split()
    }


@cache
def group(name: str) -> frozenset[str]:
    """The words of a group of words.toml."""
    return frozenset(_told()["groups"][name].split())


@cache
def says() -> frozenset[str]:
    """Verbs of saying in all their forms."""
    return frozenset(form for verb, forms in FORMS.items() for form in (verb, *forms))
