"""Which stretches of a page's words are the article, and of what kind.

trafilatura finds the article; its blocks are then looked up among the page's visible words and cut from
there. So every block occurs in the stored page by construction, inline elements that trafilatura drops
come back, and captions, notices and parts of the article that it missed can be put in their places."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from onrecord.model import BlockKind
from onrecord.sources.furniture import biography, has_credit, is_furniture, opens_author_box, opens_link_list
from onrecord.sources.lookup import Lookup
from onrecord.sources.markup import article_bodies
from onrecord.sources.notice import is_notice
from onrecord.sources.visible import Segment, Visible, collapse

_KINDS: dict[str, BlockKind] = {"head": "subhead", "quote": "quote"}
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_DESCRIPTIONS = ".//meta[@name='description' or @property='og:description' or @name='twitter:description']"

_NEAR = 1500
"""Characters before the first and after the last block in which captions and notices still belong to
the article: a lead picture and its credit, a correction under the author's name."""
_LONGEST_CAPTION = 1000
_LONGEST_CREDIT = 300
_PROSE = 8
"""Words of the shortest prose."""
_LITTLE = 600
"""Characters of prose: with less, trafilatura may have taken a teaser or a menu for the article."""
_LINKED = 0.9
"""Share of a block inside links from which it leads to another article."""
_USUAL = 0.2
"""Share of the body in one kind of place from which other prose in such a place is the article's too."""
_TRUST = 0.6
"""Share of the body that must stay when boxes are left out; else a class name misled."""
_TAIL = 4
"""Pieces at the end among which an author's biography is looked for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page's visible words: its kind, range, words and the share of them in links."""

    kind: BlockKind
    start: int
    end: int
    text: str
    linked: float = 0.0


def pieces_of(tree: HtmlElement, seen: Visible, *, headline: str | None, authors: tuple[str, ...]) -> list[Piece]:
    """The article's pieces in reading order, without its headline and without the site's furniture."""
    begin = _end_of_headline(seen, headline)
    body = _body(tree, seen, begin)
    if _size(_prose(body)) < _LITTLE:
        body = max(body, _by_place(seen), key=lambda pieces: _size(_prose(pieces)))
        carried = _carried(tree)
        if sum(len(piece.text) for piece in carried) > 2 * _size(_prose(body)):
            return carried
    body = _without_overlap([*body, *_gaps(seen, body, begin)])
    chosen = _without_overlap([*body, *_beside(seen, body), *_standfirst(tree, seen, body)])
    return _without_furniture(chosen, headline=headline, authors=authors)


def _end_of_headline(seen: Visible, headline: str | None) -> int:
    for segment in seen.segments if headline else ():
        if segment.tag == "h1" and seen.text[segment.start : segment.end] == headline:
            return segment.end
    return 0


def _body(tree: HtmlElement, seen: Visible, begin: int) -> list[Piece]:
    # `fast` leaves out two slower extractors; `deduplicate` would drop what it saw on earlier pages.
    document = bare_extraction(tree, fast=True, deduplicate=False, include_comments=False, with_metadata=False)
    lookup = Lookup(seen.text, start=begin)
    elements = document.body if document is not None else ()
    body = _without_overlap(piece for element in elements for piece in _located(element, lookup, seen))
    kept = [piece for piece in body if not any(found.box for found in _between(seen.segments, piece.start, piece.end))]
    return kept if _size(kept) > _TRUST * _size(body) else body


def _located(element: _Element, lookup: Lookup, seen: Visible) -> Iterator[Piece]:
    kind = _KINDS.get(str(element.tag), "paragraph")
    for part in element if element.tag in ("list", "table") else (element,):
        for start, end in lookup.find("".join(str(text) for text in part.itertext())):
            yield from _cut(seen, start, end, kind)


def _cut(seen: Visible, start: int, end: int, kind: BlockKind) -> Iterator[Piece]:
    """The range as one piece a segment."""
    for segment in _between(seen.segments, start, end):
        first, last = max(start, segment.start), min(end, segment.end)
        words = seen.text[first:last]
        text = words.strip()
        if text:
            first += words.index(text)
            linked = segment.linked / (segment.end - segment.start)
            yield Piece(_kind(kind, segment, text), first, first + len(text), text, linked)


def _whole(seen: Visible, segment: Segment, kind: BlockKind) -> Piece:
    text = seen.text[segment.start : segment.end]
    return Piece(_kind(kind, segment, text), segment.start, segment.end, text, segment.linked / len(text))


def _kind(kind: BlockKind, segment: Segment, text: str) -> BlockKind:
    if is_notice(text):
        return "note"
    if segment.caption or (len(text) <= _LONGEST_CREDIT and has_credit(text)):
        return "caption"
    return "subhead" if segment.tag in _HEADINGS else kind


def _between(segments: tuple[Segment, ...], start: int, end: int) -> Iterator[Segment]:
    low, high = 0, len(segments)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if segments[middle].end <= start else (low, middle)
    while low < len(segments) and segments[low].start < end:
        yield segments[low]
        low += 1


def _size(pieces: Iterable[Piece]) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def _prose(pieces: Iterable[Piece]) -> Iterator[Piece]:
    return (piece for piece in pieces if _is_prose(piece.text))


def _is_prose(text: str) -> bool:
    return text.count(" ") >= _PROSE and text.rstrip("\"'”’)").endswith((".", "!", "?", "…", ":"))


def _by_place(seen: Visible) -> list[Piece]:
    """The prose of the kind of place where most of it stands: for pages whose mark-up is so broken that
    the article seems to lie in an aside."""
    places: dict[str, list[Piece]] = {}
    for segment in seen.segments:
        piece = _whole(seen, segment, "paragraph")
        if _is_prose(piece.text) and not segment.box and piece.linked < _LINKED:
            places.setdefault(segment.path, []).append(piece)
    return max(places.values(), key=_size, default=[])


def _carried(tree: HtmlElement) -> list[Piece]:
    """The article body that a page carries as JSON-LD, for pages whose text is built by script."""
    body = max(article_bodies(tree), key=len, default="")
    texts = [text for line in body.splitlines() if (text := collapse(line)) and not is_furniture(text)]
    return [Piece("note" if is_notice(text) else "paragraph", 0, 0, text) for text in texts]


def _gaps(seen: Visible, body: list[Piece], begin: int) -> Iterator[Piece]:
    """Prose that stands in the same kind of place as the body's but was not taken: articles are cut
    into several containers around advertisements, of which only some may have been taken."""
    places = Counter[str]()
    for piece in body:
        for segment in _between(seen.segments, piece.start, piece.end):
            places[segment.path] += piece.end - piece.start
    usual = {path for path, size in places.items() if size >= _USUAL * places.total() and _has_class(path)}
    for segment in seen.segments:
        if segment.path in usual and segment.start >= begin and not segment.aside and not segment.box:
            piece = _whole(seen, segment, "paragraph")
            if _is_prose(piece.text):
                yield piece


def _has_class(path: str) -> bool:
    # Elements without classes are alike all over a page.
    return any(part.partition(".")[2] for part in path.split(">"))


def _beside(seen: Visible, body: list[Piece]) -> Iterator[Piece]:
    """Captions and notices that were not taken as article, in and around its range."""
    first = min((piece.start for piece in body), default=0)
    last = max((piece.end for piece in body), default=0)
    for segment in _between(seen.segments, max(first - _NEAR, 0), last + _NEAR if body else 0):
        piece = _whole(seen, segment, "paragraph")
        in_range = segment.end < last and not segment.aside and len(piece.text) <= _LONGEST_CAPTION
        if piece.kind == "note" or (segment.caption and in_range):
            yield piece


def _standfirst(tree: HtmlElement, seen: Visible, body: list[Piece]) -> Iterator[Piece]:
    """The line under the headline, where it stands before the body and the page's head names it as the
    description."""
    first = min((piece.start for piece in body), default=0)
    named = {collapse(element.get("content", "")) for element in tree.xpath(_DESCRIPTIONS)}
    for segment in _between(seen.segments, max(0, first - _NEAR), first):
        if segment.tag != "h1" and seen.text[segment.start : segment.end] in named:
            yield _whole(seen, segment, "paragraph")
            return


def _without_overlap(pieces: Iterable[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept


def _without_furniture(pieces: list[Piece], *, headline: str | None, authors: tuple[str, ...]) -> list[Piece]:
    end = next((index for index in range(len(pieces) // 2, len(pieces)) if _ends_article(pieces[index:])), len(pieces))
    pieces = [*pieces[:end], *(piece for piece in pieces[end:] if piece.kind == "note")]
    kept = [piece for piece in pieces if not _is_furniture(piece, headline)]
    tail = [piece for piece in kept[-_TAIL:] if not _is_biography(piece.text, authors)]
    kept = [*kept[:-_TAIL], *tail]
    while kept and kept[-1].kind == "subhead":
        kept.pop()
    return kept


def _ends_article(rest: list[Piece]) -> bool:
    """Whether the first of `rest` opens the author's box, or a list of teasers: as many titles as
    paragraphs follow. "Read more" also stands in the middle of articles."""
    if opens_author_box(rest[0].text):
        return True
    titled = sum(piece.kind == "subhead" or piece.linked >= _LINKED for piece in rest[1:])
    return rest[0].kind == "subhead" and opens_link_list(rest[0].text) and 2 * titled >= len(rest) - 1


def _is_furniture(piece: Piece, headline: str | None) -> bool:
    if piece.kind == "note":
        return False
    if piece.text == headline or is_furniture(piece.text):
        return True
    return piece.linked >= _LINKED and piece.kind in ("paragraph", "caption", "quote")


def _is_biography(text: str, authors: tuple[str, ...]) -> bool:
    return text in authors or (biography(text) is not None and any(author in text for author in authors))
