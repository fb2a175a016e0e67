"""Lines of a PDF joined to paragraphs.

A paragraph ends where more space follows than between its lines, where the next line is indented or of another size,
where a list begins, and after a short line with the end of a sentence. It goes on over the end of a column or a page
where the sentence does."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from onrecord.sources.divided_words import is_compound
from onrecord.sources.pdf_lines import Line
from onrecord.sources.word import Paragraph

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
_STOP = re.compile(r"[.?!…:][\"”’»')\]]*$")
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
            heading = size >= shape.size * _LARGER and len(text) <= _LONGEST_HEADING and not _STOP.search(text)
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
            return not first and not _STOP.search(before.text)
        return not (_STOP.search(before.text) and len(before.text) <= _SHORT * self._length)

    def _sentence_goes_on(self, before: Line, line: Line) -> bool:
        if _DIVIDED.search(before.text) or line.text[:1].islower():
            return True
        return not _STOP.search(before.text) and before.size == self.size

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
