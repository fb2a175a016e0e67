"""A PDF as its paragraphs: running heads dropped, lines joined, words that were divided at line ends mended.

A PDF has no paragraphs, only letters at places. The lines come from pypdf in the order in which the file has them,
which is the order of writing in what word processors, browsers and typesetting programs make, columns included.

The lines of a PDF, and which of them belong to the page and not to the text: running heads, page numbers, and what
browsers print around a page.

Lines of a PDF joined to paragraphs.

A paragraph ends where more space follows than between its lines, where the next line is indented or of another size,
where a list begins, and after a short line with the end of a sentence. It goes on over the end of a column or a page
where the sentence does.

Whether a hyphen at the end of a line belongs to the word or only divides it: "well-known", "re-build".
"""

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from onrecord.english.sentences import is_ended
from onrecord.problems.sources import InputTooLarge, NotAPdf, ScannedPdf
from onrecord.sources.documents.word import Document, Paragraph, Properties

_EDGE = 3
"""Lines from the top and from the bottom of a page among which running heads are looked for."""
_LONGEST_HEAD = 120
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.?|[-–—|])?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/|\|)\s*\d{1,4})?\s*[-–—|]?", re.IGNORECASE
)
# "06/05/2024, 10:11 Ferry stops" above and "https://… 1/3" below, as browsers print pages.
_PRINTED_ABOVE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}\b")
_PRINTED_BELOW = re.compile(r"(?:https?|file)://\S+(?:\s+\d{1,3}/\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its page, where it begins (y grows upwards), the size of most of its letters, its words."""

    page: int
    x: float
    y: float
    size: float
    text: str


def without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines of the text. A line at an edge is the page's where the same one, numbers aside, stands at about the
    same place of other pages, on a third of all of them at least."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    edges = {page: _edges(found) for page, found in pages.items()}
    seen = Counter(key for found in edges.values() for key in {_key(line) for line in found})
    enough = max(2, len(pages) / 3)
    printed = {page for page, found in edges.items() if any(_PRINTED_BELOW.fullmatch(line.text) for line in found)}
    dropped = {
        line
        for page, found in edges.items()
        for line in found
        if seen[_key(line)] >= enough or _is_of_page(line, found, printed=page in printed)
    }
    # Where pages are alike from top to bottom none of it is a head.
    if 2 * _letters(dropped) > _letters(lines):
        return list(lines)
    return [line for line in lines if line not in dropped]


def _letters(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _edges(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted((line for line in lines if len(line.text) <= _LONGEST_HEAD), key=lambda line: -line.y)
    # A page of few lines has no edges: its text would be taken for a head.
    highest, lowest = max(line.y for line in lines), min(line.y for line in lines)
    outer = (*ordered[:_EDGE], *ordered[-_EDGE:])
    reach = max(3 * max(line.size for line in lines), (highest - lowest) * 0.12)
    return [line for line in dict.fromkeys(outer) if highest - line.y <= reach or line.y - lowest <= reach]


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.casefold()), round(line.y / 4)


def _is_of_page(line: Line, edge: Iterable[Line], *, printed: bool) -> bool:
    outermost = line.y in (max(one.y for one in edge), min(one.y for one in edge))
    if outermost and _PAGE_NUMBER.fullmatch(line.text):
        return True
    return printed and bool(_PRINTED_ABOVE.match(line.text) or _PRINTED_BELOW.fullmatch(line.text))


# First and last parts of compounds that are written with a hyphen (the usual style books'): these stay divided where
# the text itself does not have the word.
_FIRST_PARTS = frozenset(
    """self well great one long short high low half full part ex non anti co pro semi quasi so two three four five six
    seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety mid cross old new hard far near
    left right ill middle north south east west day year month week all ever much better best worst first second
    third last multi inter vice post pre public private state government family single double man woman father
    mother brother sister son daughter e-mail e x-ray tax cost cash market world country city town home house
    life time work job school peace war arms air sea land front back side top bottom open closed free fair fast
    slow hand face eye blood heart mind""".split()
)
_LAST_PARTS = frozenset(
    """term time based led old year free like class style wide run owned backed elect general law hand off up in out by
    on to the down level day hour week month scale size speed range made known paid aged called bound born cut back
    aware friendly related minded sum profit job top end side line long looking held being control defence defense
    interest esteem employed sufficient governing determination righteous styled proclaimed imposed driven funded
    minister president chief secretary century third thirds quarter half fold page point man woman person member party
    way sector""".split()
)


def is_compound(first: str, second: str, words: Counter[str], *, likely: bool = False, soft: bool = False) -> bool:
    """Whether two parts of a word are written with a hyphen. The text itself decides, whose `words` are counted in
    small letters; then what is usual. `likely` tells that it is a name or has a hyphen already, `soft` that the hyphen
    is one that only divides."""
    first, second = first.casefold(), second.casefold()
    whole, compound = words[first + second], words[f"{first}-{second}"]
    if soft or whole != compound:
        return not soft and compound > whole
    doubled = second == "led" and first.endswith("l")  # "travel-led"
    return likely or first in _FIRST_PARTS or (second in _LAST_PARTS and not doubled)


_LARGER = 1.1
"""Letters that are so many times as large as the text's are a heading's."""
_WIDER = 1.3
"""Space between lines that is so many times the usual one divides paragraphs."""
_INDENT = 0.8
"""Sizes of a letter by which a first line is moved in, at least; more than `_FARTHEST` is another column or a table."""
_FARTHEST = 6
_SHORT = 0.7
"""A line so many times as long as the usual one, or shorter, is the last of its paragraph if it ends a sentence."""
_LONGEST_HEADING = 250
_BULLET = re.compile(r"[•‣◦▪●·]\s*|[*–—-]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
_DIVIDED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\u2010\u00ad]$")
_DASH = re.compile(r"\w[—–]$")
"""A dash that stands close to its words, so that the line's end is no space."""
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")


def paragraphs_of(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraphs with their kinds: large letters at the beginning are the headline, others are headings."""
    if not lines:
        return
    shape = _Shape(lines)
    groups: list[list[Line]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and shape.goes_on(before, line, groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    words = Counter(word.casefold() for line in lines for word in _whole_words(line.text))
    texts = [_joined(group, words) for group in groups]
    sizes = [max(line.size for line in group) for group in groups]
    headline = shape.headline(sizes, texts)
    for number, (size, text) in enumerate(zip(sizes, texts, strict=True)):
        if number == headline:
            yield Paragraph("headline", text)
        else:
            heading = size >= shape.size * _LARGER and len(text) <= _LONGEST_HEADING and not is_ended(text, also=":")
            yield Paragraph("subhead" if heading else "paragraph", text)


class _Shape:
    """The usual measures of a document's text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        letters: Counter[float] = Counter()
        for line in lines:
            letters[line.size] += len(line.text)
        self.size = max(letters, key=lambda size: (letters[size], size)) or 1.0
        text = [line for line in lines if abs(line.size - self.size) <= 0.1 * self.size]
        self._length = sorted(len(line.text) for line in text)[int(len(text) * 0.8)]
        steps = [
            first.y - second.y
            for first, second in pairwise(lines)
            if first.page == second.page and 0 < first.y - second.y < 3 * self.size and first.size == second.size
        ]
        self._step = median(steps) / self.size if steps else 1.2
        self._tight = min(steps, default=self._step) / self.size

    def goes_on(self, before: Line, line: Line, group: Sequence[Line]) -> bool:
        """Whether a line belongs to the paragraph of the one before it."""
        if abs(before.size - line.size) > 0.1 * max(before.size, line.size) or _BULLET.match(line.text):
            return False
        down = before.y - line.y
        if before.page != line.page or down < -line.size / 2 or down > 8 * line.size:
            return self._sentence_goes_on(before, line)
        if abs(down) <= 0.3 * line.size:
            return True  # pieces of one line
        step = (self._tight if line.size == self.size else self._step) * line.size
        if down > max(_WIDER * step, step + 0.25 * line.size):
            return False
        indent = (line.x - before.x) / line.size
        first = len(group) == 1
        if _INDENT <= indent <= _FARTHEST and not (first and _BULLET.match(before.text)):
            # A hanging second line belongs to the first; an indented one begins a paragraph.
            return not first and not is_ended(before.text, also=":")
        return not (is_ended(before.text, also=":") and len(before.text) <= _SHORT * self._length)

    def _sentence_goes_on(self, before: Line, line: Line) -> bool:
        if _DIVIDED.search(before.text) or line.text[:1].islower():
            return True
        return not is_ended(before.text, also=":") and before.size == self.size

    def headline(self, sizes: Sequence[float], texts: Sequence[str]) -> int | None:
        """The paragraph of the largest letters at the beginning that is more than a name."""
        large = [
            number
            for number, (size, text) in enumerate(zip(sizes[:8], texts[:8], strict=True))
            if size >= self.size * 1.15 and len(text.split()) >= 3 and len(text) <= _LONGEST_HEADING
        ]
        return max(large, key=lambda number: (sizes[number], -number), default=None)


def _whole_words(line: str) -> Iterator[str]:
    """The words of a line but for one that is divided at its end."""
    divided = _DIVIDED.search(line)
    for found in _WORD.finditer(line, 0, divided.start() if divided else len(line)):
        yield found.group().replace("\u2010", "-").replace("\u2011", "-")


def _joined(lines: Sequence[Line], words: Counter[str]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        divided = _DIVIDED.search(text)
        following = _WORD.match(line.text)
        if divided is None or following is None:
            text = f"{text}{'' if _DASH.search(text) else ' '}{line.text}"
        elif _is_compound(divided, following.group(), words):
            text = f"{text[:-1]}-{line.text}"
        else:
            text = f"{text[:-1]}{line.text}"
    return text


def _is_compound(divided: re.Match[str], following: str, words: Counter[str]) -> bool:
    """Whether the hyphen at a line's end belongs to the word, and not only the division."""
    second = re.split(r"[-\u2010\u2011]", following)[0]
    named = following[:1].isupper() or divided.string[: divided.start()].endswith("-")
    return is_compound(divided[1], second, words, likely=named, soft=divided.string.endswith("\u00ad"))


MEDIA_TYPE = "application/pdf"
MARK = b"%PDF-"
MOST_PAGES = 400
"""More is a book; reading one page takes some 20 ms."""
LARGEST_PAGE = 4_000_000
"""Bytes of the instructions that draw a page. Text has some 10,000; a map drawn in lines can have megabytes."""
_LARGEST_ALL = 20 * LARGEST_PAGE
_MOST_CHARACTERS = 3_000_000
_FEWEST_LETTERS = 20
"""Letters without which a PDF is pictures of pages."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_STAMP = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read_document(content: bytes) -> Document:
    """The paragraphs of a PDF. Raises NotAPdf, ScannedPdf and InputTooLarge."""
    reader = _opened(content)
    every = list(_lines(reader))
    lines = without_running_heads(every)
    if sum(character.isalpha() for line in lines for character in line.text) < _FEWEST_LETTERS:
        raise ScannedPdf
    kept = set(lines)
    around = dict.fromkeys(line.text for line in every if line not in kept)
    return Document(tuple(paragraphs_of(lines)), _properties(reader), tuple(around))


def _opened(content: bytes) -> Any:
    import logging

    from pypdf import PdfReader

    # What it mends in broken files it tells on standard error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotAPdf("it is protected by a password")
        pages = len(reader.pages)
    except NotAPdf:
        raise
    except Exception as error:
        raise NotAPdf(_reason(error)) from error
    if pages > MOST_PAGES:
        raise NotAPdf(f"it has {pages:,} pages, more than the limit of {MOST_PAGES} for one article")
    return reader


def _lines(reader: Any) -> Iterator[Line]:
    size, characters = 0, 0
    for number in range(len(reader.pages)):
        try:
            page = reader.pages[number]
            drawn = page.get_contents()
            length = len(drawn.get_data()) if drawn is not None else 0
            size += length
            if length > LARGEST_PAGE or size > _LARGEST_ALL:
                raise InputTooLarge(max(length, size), LARGEST_PAGE)
            lines = list(_lines_of(page, number))
        except InputTooLarge:
            raise
        except Exception as error:
            raise NotAPdf(f"page {number + 1}: {_reason(error)}") from error
        yield from lines
        characters += sum(len(line.text) for line in lines)
        if characters > _MOST_CHARACTERS:
            raise InputTooLarge(characters, _MOST_CHARACTERS)


def _lines_of(page: Any, number: int) -> Iterator[Line]:
    """The lines of a page. Words of one line come in pieces, each with its place and the size of its letters."""
    pieces: list[tuple[str, float, float, float]] = []

    def piece(text: str, outer: Any, matrix: Any, font: Any, size: Any) -> None:
        x = matrix[4] * outer[0] + matrix[5] * outer[2] + outer[4]
        y = matrix[4] * outer[1] + matrix[5] * outer[3] + outer[5]
        scale = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5 * (outer[2] ** 2 + outer[3] ** 2) ** 0.5
        pieces.append((text, x, y, abs(float(size or 0)) * scale))

    page.extract_text(visitor_text=piece)
    line: list[tuple[str, float, float, float]] = []
    for text, x, y, size in pieces:
        first, *others = text.split("\n")
        for part, ends in ((first, bool(others)), *((other, n < len(others) - 1) for n, other in enumerate(others))):
            line.append((part, x, y, size))
            if ends:
                yield from _line(line, number)
                line = []
    yield from _line(line, number)


def _line(pieces: list[tuple[str, float, float, float]], page: int) -> Iterator[Line]:
    text = " ".join("".join(part for part, *_ in pieces).translate(_LIGATURES).split())
    placed = [piece for piece in pieces if piece[0].strip()]
    if text and placed:
        widest = max(placed, key=lambda piece: len(piece[0]))
        yield Line(page, placed[0][1], placed[0][2], round(widest[3], 1), text)


def _properties(reader: Any) -> Properties:
    try:
        info = reader.metadata or {}
        texts = {name: str(info.get(f"/{name}") or "").strip() or None for name in ("Title", "Author", "CreationDate")}
    except Exception:
        return Properties()
    stamp = _STAMP.match(texts["CreationDate"] or "")
    return Properties(texts["Title"], texts["Author"], "-".join(stamp.groups()) if stamp else None)


def _reason(error: Exception) -> str:
    if type(error).__name__ == "DependencyError":
        return "it is encrypted"
    return " ".join(str(error).split())[:120] or type(error).__name__
