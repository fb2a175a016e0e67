"""A quotation as words, each with its place, and with what stands before it.

What convention lets a writer change is gone here: capitals, quotation marks, dashes, punctuation, accents, figures or
words for a number, "percent" or "per cent", hesitations, and words in brackets. Contractions stay as they are: "don't"
for "do not" is a change of words.

The words of a statement that stand in quotation marks, at their places in it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.english.quotation_marks import quotations
from onrecord.english.sentences import NEVER_WORDS
from onrecord.families.reports import Report
from onrecord.model import Span

Gap = Literal["none", "sentence", "bracket", "part", "ellipsis"]
"""What stands before a word: nothing but space and commas, the end of a sentence, words in brackets, the end of one
quoted part and the beginning of the next, or an ellipsis. The later outweighs the earlier."""

_RANK: dict[Gap, int] = {"none": 0, "sentence": 1, "bracket": 2, "part": 3, "ellipsis": 4}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(),
        strict=True,
    )
)
NUMBERS = {word: number for number, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_TOKEN = re.compile(
    r"(?P<ellipsis>[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.)"
    r"|(?P<initial>\[[^\W\d_]{1,2}\][^\W\d_]+(?:['’ʼ`][^\W\d_]+)*)"
    r"|(?P<bracket>\[[^\[\]]*\])"
    r"|(?P<dotted>(?:[^\W\d_]\.){2,})"
    rf"|(?P<compound>\b(?:{'|'.join(_TENS)})[-‐‑\s](?:{'|'.join(_UNITS[1:10])})\b)"
    r"|(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:st|nd|rd|th)?(?![^\W_]))"
    r"|(?P<percent>%|\bper\s+cent\b)"
    r"|(?P<email>\be-mail(?:s|ed|ing)?\b)"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*|[^\W_]+)",
    re.IGNORECASE,
)
_NEXT_PART = re.compile(r"[\"”’'»]\s+[\"“‘'«„]|\n\s*\n")
_SENTENCE_END = re.compile(r"[.?!]")
_APOSTROPHES = str.maketrans("’ʼ`", "'''")
_HESITATIONS = frozenset("uh um uhm er erm hmm".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, where it stands, the number of its sentence, what stands before it, and the words in
    brackets among that."""

    text: str
    span: Span
    sentence: int
    gap: Gap = "none"
    bracketed: tuple[str, ...] = ()


@lru_cache(maxsize=1024)  # a word with its place takes 170 bytes, and paragraphs are among the texts
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text that are compared, in order."""
    words: list[Word] = []
    gap: Gap = "none"
    bracketed: list[str] = []
    end = sentence = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        between = text[end:start]
        end = match.end()
        if between != " ":
            gap = _stronger(gap, "part" if _NEXT_PART.search(between) else "none")
        if match.lastgroup in ("ellipsis", "bracket"):
            gap = _stronger(gap, "ellipsis" if match.lastgroup == "ellipsis" else "bracket")
            bracketed += _plain(match.group()).split()
            continue
        found = _compared(match.group(), match.lastgroup)
        if found in _HESITATIONS:
            continue
        parted = words and (between != " " or words[-1].span.end + 1 < start)
        if parted and _ends_sentence(text, words[-1], start):
            sentence += 1
            gap = _stronger(gap, "sentence")
        words.append(Word(found, Span(start, end), sentence, gap, tuple(bracketed)))
        gap, bracketed = "none", []
    return tuple(words)


@lru_cache(maxsize=65536)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared, without their places: all that most comparisons need, and small enough
    to be kept for very many texts."""
    tokens = (match for match in _TOKEN.finditer(text) if match.lastgroup not in ("ellipsis", "bracket"))
    words = (_compared(match.group(), match.lastgroup) for match in tokens)
    return tuple(word for word in words if word not in _HESITATIONS)


def _stronger(first: Gap, second: Gap) -> Gap:
    return first if _RANK[first] >= _RANK[second] else second


def _ends_sentence(text: str, before: Word, start: int) -> bool:
    if before.text in NEVER_WORDS or not _SENTENCE_END.search(text, before.span.end, start):
        return False
    return text[start] == "[" or not text[start].islower()


@lru_cache(maxsize=65536)
def _compared(found: str, sort: str | None) -> str:
    if sort == "percent":
        return "percent"
    if sort == "number":
        return found.replace(",", "").lower()
    if sort == "dotted" or found in ("US", "UK", "UN"):
        return f"{found.replace('.', '').lower()}."
    if sort == "compound":
        tens, unit = re.split(r"[-‐‑\s]", found.lower())
        return str(NUMBERS[tens] + NUMBERS[unit])
    return _spelled(_plain(found))


def _spelled(word: str) -> str:
    if word in NUMBERS:
        return str(NUMBERS[word])
    # The genitive of a name in -s is written either way; a closing nested mark looks the same.
    return _ORDINALS.get(word, word.removesuffix("'s") if word.endswith("s's") else word)


def _plain(found: str) -> str:
    folded = found.translate(_APOSTROPHES).casefold().replace("[", "").replace("]", "").replace("e-mail", "email")
    if folded.isascii():
        return folded
    return "".join(letter for letter in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(letter))


_LEFT_OPEN = re.compile(r"[\"“„«](?=[^\s\"”“„«»])[^\"”“„«»]*$")
_LEFT_CLOSED = re.compile(r"^[^\"”“„«»]*[^\s\"”“„«»][\"”»]")
_DOUBLED_OPEN = re.compile(r"(?<![^\s(\[—–-])(?:''|``)(?=\S)")
_DOUBLED_CLOSE = re.compile(r"(?<=\S)''")


def quoted_words(report: Report) -> str:
    """The quote with all that is not in quotation marks made blank, so that offsets stay; "" where nothing is.

    All of a direct statement counts as quoted, also a post or a line that stands without marks."""
    return report.quote if report.statement.type == "direct" else _quoted(report.quote)


@lru_cache(maxsize=32768)
def _quoted(text: str) -> str:
    text = _with_single_marks(text)
    spans = [Span(one.start, one.end) for one in quotations(text)]
    # A part of a quotation may have lost one of its marks where the reader cut the content.
    rest = _blank(text, spans, keep=False)
    spans += [Span(*match.span()) for match in (_LEFT_OPEN.search(rest), _LEFT_CLOSED.search(rest)) if match]
    return _blank(text, spans, keep=True) if spans else ""


def _with_single_marks(text: str) -> str:
    """Two apostrophes for a quotation mark as one mark, at the same offsets."""
    return _DOUBLED_CLOSE.sub('" ', _DOUBLED_OPEN.sub(' "', text)) if "''" in text else text


def _blank(text: str, spans: list[Span], *, keep: bool) -> str:
    inside = bytearray(len(text))
    for span in spans:
        inside[span.start : span.end] = b"\x01" * (span.end - span.start)
    return "".join(letter if bool(held) is keep else " " for letter, held in zip(text, inside, strict=True))
