"""Stretches of a page's visible words, with their kinds.

A piece is cut from the words that a reader sees, so that every block made of it occurs in the stored page by
construction. (Only the body that a page carries as data, for pages whose text is built by script, is not: its
words stand in the page's scripts.)"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model import BlockKind
from onrecord.sources.furniture import has_credit
from onrecord.sources.notice import is_notice
from onrecord.sources.prose import is_prose
from onrecord.sources.visible import Segment, Visible

LINKED = 0.9
"""Share of a block inside links from which it leads to another article."""
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LONGEST_CREDIT = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page's visible words: its kind, range, words and the share of them in links."""

    kind: BlockKind
    start: int
    end: int
    text: str
    linked: float = 0.0


def cut(seen: Visible, start: int, end: int, kind: BlockKind) -> Iterator[Piece]:
    """The range as one piece a segment."""
    for segment in between(seen.segments, start, end):
        first, last = max(start, segment.start), min(end, segment.end)
        if segment.tag in _HEADINGS and 2 * (last - first) > segment.end - segment.start:
            first, last = segment.start, segment.end  # the time of a post in its heading
        words = seen.text[first:last]
        text = words.strip()
        if text:
            first += words.index(text)
            linked = segment.linked / (segment.end - segment.start)
            yield Piece(_kind(kind, segment, text), first, first + len(text), text, linked)


def whole(seen: Visible, segment: Segment, kind: BlockKind = "paragraph") -> Piece:
    """The segment as a piece."""
    text = seen.text[segment.start : segment.end]
    return Piece(_kind(kind, segment, text), segment.start, segment.end, text, segment.linked / len(text))


def between(segments: tuple[Segment, ...], start: int, end: int) -> Iterator[Segment]:
    """The segments that have words in a range."""
    low, high = 0, len(segments)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if segments[middle].end <= start else (low, middle)
    while low < len(segments) and segments[low].start < end:
        yield segments[low]
        low += 1


def size(pieces: Iterable[Piece]) -> int:
    """The characters of pieces."""
    return sum(piece.end - piece.start for piece in pieces)


def prose(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Those of the pieces that are prose."""
    return (piece for piece in pieces if is_prose(piece.text))


def without_overlap(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces in reading order, each word in one of them."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept


def _kind(kind: BlockKind, segment: Segment, text: str) -> BlockKind:
    if is_notice(text):
        return "note"
    if segment.caption or (len(text) <= _LONGEST_CREDIT and has_credit(text)):
        return "caption"
    if segment.tag in _HEADINGS or kind == "subhead":
        return "subhead"
    if segment.tag == "pre":
        return "paragraph"
    return "quote" if segment.quoted else kind
