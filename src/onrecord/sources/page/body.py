"""Which stretches of a page's words are the article.

trafilatura finds the article; its blocks are then looked up among the page's visible words and cut from
there, so that inline elements that it drops come back. Where the page says by its elements where its article stands,
and trafilatura took something else (a consent text, the rules for comments), the page is believed. Parts of
the article that were missed are put in their places.

Where in a page's words a block stands that another program took from the page.

White space is not compared: programs lose and add it around inline elements. What was dropped from
inside a block (a button, a time) is bridged where both ends are found close together.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice

from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from onrecord.model import BlockKind
from onrecord.sources.furniture import is_furniture, is_notice
from onrecord.sources.page.class_names import opens_article
from onrecord.sources.page.metadata import Facts, lines_of, payload
from onrecord.sources.page.pieces import (
    LINKED,
    Ground,
    Piece,
    between,
    cut,
    prose,
    size,
    stands_alone,
    whole,
    without_overlap,
)
from onrecord.sources.page.visible import Visible, collapse
from onrecord.sources.prose import has_quotation, is_prose, is_sentence

_ENDS = 24
"""Characters, white space aside, by which an altered block is found: shorter ones occur by chance."""
_STRETCH = 1.4
"""An altered block may be so much longer in the page than in the extract."""


class Lookup:
    """Finds blocks from a starting point onwards, in reading order, then anywhere."""

    def __init__(self, text: str, *, start: int = 0) -> None:
        self._flat = text.replace("\n", " ")
        self._cursor = start

    def find(self, block: str) -> list[tuple[int, int]]:
        """The half-open ranges of the page's words that a block covers; none where it is not there."""
        words = " ".join(block.split())
        if not words:
            return []
        found = self._exactly(words) or self._squeezed(words) or self._by_ends(words)
        if found:
            self._cursor = found[1]
            return [found]
        return self._in_lines(block)

    def _in_lines(self, block: str) -> list[tuple[int, int]]:
        lines = [line for line in block.splitlines() if line.strip()]
        return [found for line in lines for found in self.find(line)] if len(lines) > 1 else []

    def _exactly(self, words: str) -> tuple[int, int] | None:
        start = self._flat.find(words, self._cursor)
        if start < 0:
            start = self._flat.find(words, 0, self._cursor)
        return (start, start + len(words)) if start >= 0 else None

    def _squeezed(self, words: str) -> tuple[int, int] | None:
        sought = words.replace(" ", "")
        start = self._letters.find(sought, self._rank(self._cursor))
        if start < 0:
            start = self._letters.find(sought)
        return (self._places[start], self._places[start + len(sought) - 1] + 1) if start >= 0 else None

    def _by_ends(self, words: str) -> tuple[int, int] | None:
        sought = words.replace(" ", "")
        if len(sought) < 2 * _ENDS:
            return None
        start = self._letters.find(sought[:_ENDS], self._rank(self._cursor))
        if start < 0:
            start = self._letters.find(sought[:_ENDS])
        limit = start + int(len(sought) * _STRETCH) + _ENDS
        last = self._letters.find(sought[-_ENDS:], start + len(sought) // 2, limit) if start >= 0 else -1
        return (self._places[start], self._places[last + _ENDS - 1] + 1) if last >= 0 else None

    @cached_property
    def _letters(self) -> str:
        return self._flat.replace(" ", "")

    @cached_property
    def _places(self) -> list[int]:
        return [index for index, character in enumerate(self._flat) if character != " "]

    def _rank(self, position: int) -> int:
        return position - self._flat.count(" ", 0, position)


_KINDS: dict[str, BlockKind] = {"head": "subhead", "quote": "quote"}
_DESCRIPTIONS = ".//meta[@name='description' or @property='og:description' or @name='twitter:description']"
_NUMBER = re.compile(r"[0-9]+")
_SIGNATURE = re.compile(r"(?:[—–]|--?) ?\w[^!?\n]{1,120}(?<![.!?])$")
_NEAR = 1500
"""Characters before the first and after the last block in which captions and notices still belong to
the article: a lead picture and its credit, a correction under the author's name."""
_LONGEST_CAPTION = 1000
_LITTLE = 600
"""Characters of prose: with less, trafilatura may have taken a teaser or a menu for the article."""
_MORE = 2
"""How many times the body that a page carries as data must be longer than what it shows."""
_SAME = 0.6
"""Share of the words shown that stand in what the page carries where both are one article."""
_USUAL = 0.2
"""Share of the body in one kind of place from which other prose in such a place is the article's too."""
_HEADED = 0.3
"""Share of the prose in headings from which a page marks its paragraphs as headings."""
_MOST_BESIDE = 200
"""Quotations beside the body that are looked for in it: comparing more takes time that no article needs."""
_KNOTTED = 20_000
"""Articles in articles, each counted once for every one around it; the pages measured have fewer than 100."""
_CRUMBLED = 10_000_000
"""Elements of a paragraph by themselves, summed over all: 3,000 in one, or 100 in each of 1,000."""
_TRUST = 0.6
"""Share of the body that must stay when boxes are left out; else a class name misled."""


def body_of(tree: HtmlElement, seen: Visible, begin: int) -> list[Piece]:
    """The pieces that trafilatura takes for the article; they are looked for from `begin`, the end of the headline."""
    if _is_knotted(seen) or _is_crumbled(tree):
        return []
    # `fast` leaves out two slower extractors; `deduplicate` would drop what it saw on earlier pages.
    document = bare_extraction(tree, fast=True, deduplicate=False, include_comments=False, with_metadata=False)
    lookup = Lookup(seen.text, start=begin)
    elements = document.body if document is not None else ()
    body = without_overlap(piece for element in elements for piece in _located(element, lookup, seen))
    body = [piece for piece in body if not any(found.site for found in between(seen.segments, piece.start, piece.end))]
    kept = [piece for piece in body if not any(found.box for found in between(seen.segments, piece.start, piece.end))]
    return kept if size(kept) > _TRUST * size(body) else body


def _is_knotted(seen: Visible) -> bool:
    """Whether articles lie in articles so often that trafilatura, which reads each of them whole, would not end."""
    depths: list[int] = []
    for place in seen.places:
        depths.append((depths[place.parent] if place.parent >= 0 else 0) + (place.tag == "article"))
    return sum(depth for depth, place in zip(depths, seen.places, strict=True) if place.tag == "article") > _KNOTTED


def _is_crumbled(tree: HtmlElement) -> bool:
    """Whether paragraphs have so many elements in them that trafilatura, which counts them for each, would not end."""
    return sum(sum(1 for _ in paragraph.iter()) ** 2 for paragraph in tree.iter("p")) > _CRUMBLED


def pieces_of(
    tree: HtmlElement, seen: Visible, body: list[Piece], ground: Ground, *, begin: int, facts: Facts
) -> list[Piece]:
    """The article's pieces in reading order: the body, and what of the article stands on its ground beside it. The
    words before `begin`, the end of the headline, are none of it."""
    if ground.declared:
        body = [piece for piece in body if ground.holds(piece.start)]
    if size(prose(body)) < _LITTLE:
        body = max(body, _by_place(seen, ground), key=lambda pieces: size(prose(pieces)))
    if size(prose(body)) < _LITTLE:
        body = without_overlap([*body, *_on_ground(seen, ground, begin)])
    body = without_overlap([*body, *_gaps(seen, body, begin)])
    body = without_overlap([*_told_by_links(seen, body, begin), *body, *_among(seen, body, ground)])
    body = without_overlap([*body, *_bare(seen, body, ground, begin)])
    body = without_overlap([*body, *_under_quotations(seen, body, ground)])
    if size(prose(body)) < _LITTLE or ground.declared:
        carried = _carried(tree, facts)
        if sum(len(piece.text) for piece in prose(carried)) > _MORE * size(prose(body)) and _covers(carried, body):
            return carried
    return _without_headed_paragraphs(without_overlap([*body, *_beside(seen, body)]))


def _without_headed_paragraphs(pieces: list[Piece]) -> list[Piece]:
    """The pieces with those headings as paragraphs that are sentences, on a page that marks its paragraphs so."""
    headed = [piece for piece in pieces if piece.kind == "subhead" and is_sentence(piece.text)]
    if size(headed) < _HEADED * size(prose(pieces)) or not headed:
        return pieces
    return [
        replace(piece, kind="paragraph") if piece.kind == "subhead" and is_sentence(piece.text) else piece
        for piece in pieces
    ]


def _located(element: _Element, lookup: Lookup, seen: Visible) -> Iterator[Piece]:
    kind = _KINDS.get(str(element.tag), "paragraph")
    for part in element if element.tag in ("list", "table") else (element,):
        for start, end in lookup.find("".join(str(text) for text in part.itertext())):
            yield from cut(seen, start, end, kind)


def _on_ground(seen: Visible, ground: Ground, begin: int) -> list[Piece]:
    found = [segment for segment in seen.segments if segment.start >= begin and ground.holds(segment.start)]
    return [whole(seen, segment) for segment in found if stands_alone(seen, segment)]


def _by_place(seen: Visible, ground: Ground) -> list[Piece]:
    """The prose of the kind of place where most of it stands: for pages whose mark-up is so broken that
    the article seems to lie in an aside."""
    places: dict[str, list[Piece]] = {}
    for segment in seen.segments:
        if not segment.box and (ground.holds(segment.start) or not ground.declared):
            piece = whole(seen, segment)
            if is_prose(piece.text) and piece.linked < LINKED:
                places.setdefault(segment.path, []).append(piece)
    return max(places.values(), key=size, default=[])


def _carried(tree: HtmlElement, facts: Facts) -> list[Piece]:
    """The article that a page carries as data, for pages whose text is built by script or cut off."""
    body = facts.article.get("articleBody")
    lines = lines_of(body) if isinstance(body, str) else []
    lines = lines or payload(tree, facts.named)
    texts = [line for line in lines if line and not is_furniture(line) and line[0] not in "{[<"]
    return [Piece("note" if is_notice(text) else "paragraph", 0, 0, text) for text in texts]


def _covers(carried: list[Piece], body: list[Piece]) -> bool:
    """Whether what the page carries is the same article as what it shows."""
    words = {word for piece in carried for word in piece.text.split()}
    shown = [word for piece in prose(body) for word in piece.text.split()]
    return sum(word in words for word in shown) >= _SAME * len(shown)


def _gaps(seen: Visible, body: list[Piece], begin: int) -> Iterator[Piece]:
    """Prose that stands in the same kind of place as the body's but was not taken: articles are cut
    into several containers around advertisements, of which only some may have been taken."""
    places = Counter[str]()
    for piece in body:
        for segment in between(seen.segments, piece.start, piece.end):
            places[segment.path] += piece.end - piece.start
    usual = [path for path, weight in places.items() if weight >= _USUAL * places.total() and _has_class(path)]
    for segment in seen.segments:
        if segment.start >= begin and not segment.aside and not segment.box:
            piece = whole(seen, segment)
            if is_prose(piece.text) and any(_is_alike(segment.path, path) for path in usual):
                yield piece


@lru_cache(maxsize=4096)
def _is_alike(path: str, other: str) -> bool:
    """Whether two paths have the same elements, each with a name in common: further names, and numbers, tell the first
    part of an article from the second ("text", "text no-review", "part-1", "part-2")."""
    ones, others = _steps(path), _steps(other)
    return len(ones) == len(others) and all(
        tag == other_tag and (names == other_names or bool(names & other_names))
        for (tag, names), (other_tag, other_names) in zip(ones, others, strict=True)
    )


@lru_cache(maxsize=4096)
def _steps(path: str) -> list[tuple[str, frozenset[str]]]:
    steps = (part.partition(".") for part in path.split(">"))
    return [(tag, frozenset(_NUMBER.sub("", names).split())) for tag, _, names in steps]


def _has_class(path: str) -> bool:
    # Elements without classes are alike all over a page.
    return any(part.partition(".")[2] for part in path.split(">"))


def _among(seen: Visible, body: list[Piece], ground: Ground) -> Iterator[Piece]:
    """What stands between the body's pieces, was not taken, and is the article's by its neighbours or by what it says:
    paragraphs and subheads beside others of the body, block quotations, and quotations in asides."""
    taken = {segment.start for piece in body for segment in between(seen.segments, piece.start, piece.end)}
    rows = [segment for segment in seen.segments if segment.start in taken]
    beside = {(seen.places[segment.place].parent, tag) for segment in rows for tag in (segment.tag, "")}
    said = _squeezed(" ".join(piece.text for piece in body))
    first, last = min((piece.start for piece in body), default=0), max((piece.end for piece in body), default=0)
    found = [segment for segment in between(seen.segments, first, last) if ground.holds(segment.start)]
    left = _MOST_BESIDE
    for segment, following in zip(found, [*found[1:], None], strict=False):
        if segment.start in taken or segment.box or segment.caption:
            continue
        piece = whole(seen, segment)
        unlinked = piece.linked < LINKED
        tag = "" if piece.kind == "subhead" else segment.tag
        sibling = (seen.places[segment.place].parent, tag) in beside and not segment.aside
        opens = following is not None and following.start in taken
        if (sibling and unlinked and (is_prose(piece.text) or (piece.kind == "subhead" and opens))) or (
            unlinked and (segment.quoted or (is_prose(piece.text) and has_quotation(piece.text)))
        ):
            left -= not sibling
            if sibling or (left >= 0 and _squeezed(piece.text) not in said):
                yield piece


def _under_quotations(seen: Visible, body: list[Piece], ground: Ground) -> Iterator[Piece]:
    """The rest of block quotations of the body, and the speaker's line ("— Name, mayor") behind one."""
    taken = {segment.start for piece in body for segment in between(seen.segments, piece.start, piece.end)}
    under = False
    for segment in between(seen.segments, min(taken, default=0), len(seen.text)):
        signed = segment.quoted or _SIGNATURE.match(seen.text, segment.start, segment.end)
        if segment.start not in taken and under and signed and ground.holds(segment.start) and not segment.box:
            yield whole(seen, segment)
            under = segment.quoted
        else:
            under = segment.start in taken and segment.quoted


def _bare(seen: Visible, body: list[Piece], ground: Ground, begin: int) -> Iterator[Piece]:
    """Prose that stands without an element of its own between the paragraphs of the body."""
    rows = (segment for piece in body for segment in between(seen.segments, piece.start, piece.end))
    holders = {seen.places[segment.place].parent for segment in rows}
    for segment in seen.segments:
        bare = segment.start >= begin and segment.place in holders and ground.holds(segment.start)
        if bare and stands_alone(seen, segment):
            yield whole(seen, segment)


def _told_by_links(seen: Visible, body: list[Piece], begin: int) -> Iterator[Piece]:
    """Paragraphs that are one link each and stand, as sentences, before or between others of the body: titles of other
    articles are links too, but no sentences, and lists of them stand apart or at the end."""
    rows = [(piece, next(between(seen.segments, piece.start, piece.end))) for piece in body]
    last = {(seen.places[one.place].parent, one.tag): one.start for piece, one in rows if piece.linked < LINKED}
    for segment in between(seen.segments, begin, max(last.values(), default=begin)):
        piece = whole(seen, segment)
        ends = last.get((seen.places[segment.place].parent, segment.tag), -1)
        told = piece.kind == "paragraph" and is_sentence(piece.text) and not (segment.box or segment.aside)
        if told and piece.linked >= LINKED and segment.start < ends:
            yield replace(piece, linked=0.0)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _beside(seen: Visible, body: list[Piece]) -> Iterator[Piece]:
    """Captions and notices that were not taken as article, in and around its range."""
    first = min((piece.start for piece in body), default=0)
    last = max((piece.end for piece in body), default=0)
    for segment in between(seen.segments, max(first - _NEAR, 0), last + _NEAR if body else 0):
        piece = whole(seen, segment)
        in_range = segment.end < last and not segment.aside and len(piece.text) <= _LONGEST_CAPTION
        if piece.kind == "note" or (segment.caption and in_range):
            yield piece


def is_opening(seen: Visible, piece: Piece) -> bool:
    """Whether the class of its element says that an article's opening lines stand in it."""
    holders = (segment.place for segment in islice(between(seen.segments, piece.start, piece.end), 1))
    return any(
        opens_article(seen.places[number].name) for holder in holders for number in islice(seen.around(holder), 2)
    )


def opening_of(tree: HtmlElement, seen: Visible, body: list[Piece], ground: Ground, *, begin: int) -> Iterator[Piece]:
    """The line under the headline, where it stands before the body and the page's head names it as the description, or
    the class of its element as the article's opening."""
    first = min((piece.start for piece in body if piece.start >= begin), default=0)
    named = {collapse(element.get("content", "")) for element in tree.xpath(_DESCRIPTIONS)}
    for segment in between(seen.segments, max(begin, first - _NEAR), first):
        words = seen.text[segment.start : segment.end]
        opens = stands_alone(seen, segment) and is_opening(seen, whole(seen, segment))
        if segment.tag != "h1" and (words in named or (opens and ground.holds(segment.start))):
            yield whole(seen, segment)
            return
