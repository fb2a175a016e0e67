"""Stretches of a page's visible words, with their kinds.

A piece is cut from the words that a reader sees, so that every block made of it occurs in the stored page by
construction. (Only the body that a page carries as data, for pages whose text is built by script, is not: its
words stand in the page's scripts.)

What of an article's pieces is not the article's: its headline once more, prompts of the site, the author's box
and lists of other articles at the end.

The ground of an article: the part of its page in which it stands.

A page says so itself by its elements (`article`, `main`, an article body); where it does not, the ground is the
smallest element around the headline and the body. What lies outside is the site's, however much more it is.

What a site says to its readers, and no name of an element gives away: that it asks for their consent, by which rules
they may comment, on which terms it may be used.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from onrecord.model import BlockKind
from onrecord.sources.authors import clean_authors
from onrecord.sources.furniture import biography, has_credit, is_furniture, is_notice, opens_author_box, opens_link_list
from onrecord.sources.page.visible import DECLARED, Place, Segment, Visible
from onrecord.sources.prose import has_quotation, is_prose, is_sentence

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


_LONGEST_BYLINE = 120
_AROUND = 30
"""Characters that a player adds to the headline in its own heading: "Back to video"."""
_TAIL = 4
"""Pieces at the end among which an author's biography is looked for."""
_MOST_OPENERS = 20
"""Headings of which each may open what is no longer the article."""
_LONGEST_BOX = 3
"""Paragraphs of the longest author's box."""


def without_furniture(pieces: list[Piece], *, headline: str | None, authors: tuple[str, ...]) -> list[Piece]:
    """The pieces without the site's."""
    openers = (index for index in range(len(pieces) // 2, len(pieces)) if _opens_end(pieces[index]))
    end = next((index for index in islice(openers, _MOST_OPENERS) if _ends_article(pieces[index:])), len(pieces))
    pieces = [*pieces[:end], *(piece for piece in pieces[end:] if piece.kind == "note")]
    kept = [piece for piece in pieces if not _is_furniture(piece, headline)]
    tail = [piece for piece in kept[-_TAIL:] if not _is_biography(piece.text, authors)]
    kept = [*kept[:-_TAIL], *tail]
    while kept and _is_byline(kept[0].text, authors):
        kept.pop(0)
    while kept and kept[-1].kind == "subhead":
        kept.pop()
    return kept


def _ends_article(rest: list[Piece]) -> bool:
    """Whether the first of `rest` opens the author's box, or a list of teasers: as many titles as
    paragraphs follow. "Read more" also stands in the middle of articles, and so does "The author": what goes on to
    quote somebody is the article, but for the lines under titles that lead to others."""
    behind = rest[1:]
    quotes = any(piece.linked < LINKED and has_quotation(piece.text) and is_sentence(piece.text) for piece in behind)
    if opens_author_box(rest[0].text):
        long = sum(piece.linked < LINKED and is_sentence(piece.text) for piece in behind)
        return not quotes and long <= _LONGEST_BOX
    titles = [piece for piece in behind if piece.kind == "subhead" or piece.linked >= LINKED]
    leading = sum(piece.linked > 0 for piece in titles)
    return 2 * len(titles) >= len(behind) and (not quotes or 2 * leading > len(titles))


def _opens_end(piece: Piece) -> bool:
    return opens_author_box(piece.text) or (piece.kind == "subhead" and opens_link_list(piece.text))


def _is_furniture(piece: Piece, headline: str | None) -> bool:
    if piece.kind == "note":
        return False
    if piece.text == headline or is_furniture(piece.text):
        return True
    if headline and piece.kind == "subhead" and headline in piece.text and len(piece.text) < len(headline) + _AROUND:
        return True
    return piece.linked >= LINKED and piece.kind in ("paragraph", "caption", "quote")


def _is_byline(text: str, authors: tuple[str, ...]) -> bool:
    """Whether a line holds the authors' names and nothing to read."""
    found = clean_authors([text]) if len(text) < _LONGEST_BYLINE else ()
    return bool(found) and set(found) <= set(authors) and (text in authors or text[:3].lower() == "by ")


def _is_biography(text: str, authors: tuple[str, ...]) -> bool:
    return text in authors or (biography(text) is not None and any(author in text for author in authors))


_LINKED = 0.5
"""Share of a line inside links from which it is no sign that an article stands around it."""
_ROOT = frozenset(("html", "body"))


@dataclass(frozen=True, slots=True)
class Ground:
    """A range of a page's words. It is `declared` by an element that means an article."""

    start: int
    end: int
    declared: bool

    def holds(self, start: int) -> bool:
        """Whether words that begin there stand on the ground."""
        return self.start <= start < self.end


def ground_of(seen: Visible, headline: tuple[int, int] | None, body: Sequence[tuple[int, int]]) -> Ground:
    """The ground of the article with this headline, whose body is thought to be these ranges."""
    weights = _Weights([piece for piece in body if headline is None or piece[0] >= headline[1]])
    prose = [segment.start for segment in seen.segments if stands_alone(seen, segment)]
    declared = [place for place in seen.places if place.roles & DECLARED and place.end > place.start]
    held = max(declared, key=lambda place: (weights.of(place), -_length(place)), default=None)
    if held is not None and not (weights.whole and 2 * weights.of(held) >= weights.whole):
        held = None
    if headline is not None:
        behind = prose[bisect_left(prose, headline[1]) :][:1]
        around = [place for place in seen.places if place.start <= headline[0] < place.end]
        with_prose = [place for place in around if behind and behind[0] < place.end]
        own = min((place for place in with_prose if place.roles & DECLARED), key=_length, default=None)
        if own is not None and held is not None and not weights.of(own):
            return Ground(min(own.start, held.start), max(own.end, held.end), declared=True)
        if own is not None:
            return Ground(own.start, own.end, declared=True)
        if held is None:
            near = [place for place in with_prose if place.tag not in _ROOT]
            most = [place for place in around if weights.whole and 2 * weights.of(place) >= weights.whole]
            chosen = min(most or near or around, key=_length, default=seen.places[0])
            return Ground(chosen.start, chosen.end, declared=False)
    if held is not None:
        start = headline[0] if headline is not None and headline[0] < held.start else held.start
        return Ground(start, held.end, declared=True)
    return Ground(0, len(seen.text) + 1, declared=False)


def stands_alone(seen: Visible, segment: Segment) -> bool:
    """Whether a segment is prose of an article by its own looks and by where it stands."""
    return (
        not (segment.aside or segment.box or segment.caption)
        and segment.linked <= _LINKED * (segment.end - segment.start)
        and is_prose(seen.text[segment.start : segment.end])
    )


class _Weights:
    """How much of the body stands in a place."""

    def __init__(self, body: Sequence[tuple[int, int]]) -> None:
        ordered = sorted(body)
        self._starts = [start for start, _ in ordered]
        self._sums = [0, *accumulate(end - start for start, end in ordered)]
        self.whole = self._sums[-1]

    def of(self, place: Place) -> int:
        return self._sums[bisect_left(self._starts, place.end)] - self._sums[bisect_left(self._starts, place.start)]


def _length(place: Place) -> int:
    return place.end - place.start


_FEWEST = 4
"""Different words of one subject in a text that is about it."""
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|partners|vendors?|legitimate interest|personal data|your data|your device|your choices"
    r"|privacy|preferences|purposes|retention|opt[- ]out|advertising|measured?|tracking|store (?:and|or|small))\b",
    re.IGNORECASE,
)
_COMMENTING = re.compile(
    r"\b(?:comments?|commenting|commenters?|moderat\w+|rules|guidelines|forum|discussions?|conversation|respectful|polite"
    r"|civil|be kind|abus\w+|offensive|flag|report|readers|on[- ]topic|community|posts?|posting|registered|account)\b",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:(?:this|other|our|external) (?:web)?sites?|reproduc\w+|permission|publishers?|copyright|rights|terms"
    r"|complaints?|press (?:board|council|standards|complaints)|code of (?:practice|conduct)"
    r"|registered (?:office|in|company)|trade ?marks?|liab\w+|responsib\w+|the editor|accuracy)\b",
    re.IGNORECASE,
)
_TO_READERS = re.compile(r"\b(?:we|our|you|your)\b", re.IGNORECASE)


def with_site_marked(seen: Visible) -> Visible:
    """The page with the segments of each element whose prose is what the site says to its readers as the site's."""
    holders: dict[int, list[str]] = {}
    for segment in seen.segments:
        if not segment.site and is_prose(text := seen.text[segment.start : segment.end]):
            holders.setdefault(seen.places[segment.place].parent, []).append(text)
    speaking = {
        holder
        for number, (holder, texts) in enumerate(holders.items())
        if _is_about(texts, _CONSENT) or (number and not _is_of_article(seen, holder) and _gives_rules(texts))
    }
    if not speaking:
        return seen
    segments = tuple(
        replace(segment, box=True, site=True) if seen.places[segment.place].parent in speaking else segment
        for segment in seen.segments
    )
    return replace(seen, segments=segments)


def _is_of_article(seen: Visible, holder: int) -> bool:
    """Whether an element lies in one that is said to be an article."""
    return any(seen.places[number].roles & {"article", "body"} for number in seen.around(holder))


def _gives_rules(texts: list[str]) -> bool:
    """Whether paragraphs give the rules for comments, or the terms of use."""
    return _is_about(texts, _COMMENTING) or (len(texts) > 1 and _is_about(texts, _TERMS, to_readers=False))


def _is_about(texts: list[str], subject: re.Pattern[str], *, to_readers: bool = True) -> bool:
    """Whether each text speaks of a subject, most of them to the reader, and none quotes anybody."""
    words = [{found.casefold() for found in subject.findall(text)} for text in texts]
    spoken = sum(_TO_READERS.search(text) is not None for text in texts)
    return (
        len(set().union(*words)) >= _FEWEST
        and all(words)
        and (2 * spoken >= len(texts) or not to_readers)
        and not any(has_quotation(text) for text in texts)
    )
