"""The lines of a PDF, and which of them belong to the page and not to the text: running heads, page numbers, and what
browsers print around a page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
