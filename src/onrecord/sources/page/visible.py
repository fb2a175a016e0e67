"""What a reader sees of a page: its words in order, by block-level element, white space collapsed.

The same bytes always give the same words, so that a block taken from a page can be looked up in it
again. Invariant: `Visible.text` is the segments joined by one line feed; a segment has no line feed.
The elements around the words are kept as places, a tree of ranges of that text.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from onrecord.sources.page.class_names import Role, roles_of, sign_of

_HIDDEN = frozenset((
    "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "datalist",
    "textarea", "canvas", "audio", "video", "map",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rp", "rt",
    "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr",
))  # fmt: skip
# Formatting characters without a glyph, which pages put inside words.
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_INVISIBLE = {ord(character): None for character in "\u00ad\u200b\u200e\u200f\u2060\ufeff"}
DECLARED: frozenset[Role] = frozenset(("article", "main", "body"))
"""Roles of elements that a page declares to hold an article."""
_HARMLESS: frozenset[Role] = DECLARED | {"quote", "home"}
_DOUBTFUL: frozenset[Role] = frozenset(("box", "caption", "aside"))
_WORDS = 8
"""Words of a segment that counts as prose when the weight of an element in its page is told."""
_WHOLE = 0.5
"""Share of a page's prose from which an element is no caption, aside or box, however it is named: class names
also say how a page is laid out ("newsletter-below", "captions-on"), and forms enclose whole pages."""

_MUCH = 0.2
"""Share of a page's prose from which elements of a name that is called the article's text are believed, whatever is
around them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The words of one block-level element, without those of its block-level children.

    `linked` counts the characters inside links; `aside` is set in navigation, footers, asides and
    forms; `caption` in figure captions and elements named so; `box` in advertisements, teasers, author and
    newsletter boxes, and, with `site`, in consent texts, comments and the footer of the site; `quoted` in
    block quotations. `path` names the element and the two around it with their
    classes: paragraphs of one article share it. `place` is the number of the element it stands in."""

    start: int
    end: int
    tag: str
    linked: int
    caption: bool
    aside: bool
    box: bool
    site: bool
    quoted: bool
    path: str
    place: int


@dataclass(frozen=True, slots=True)
class Place:
    """An element: its parent's number, what it is, and the range of the page's words that it holds."""

    parent: int
    tag: str
    name: str
    roles: frozenset[Role]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """An element that may tell the author or the time, and where its words begin."""

    at: int
    element: HtmlElement


@dataclass(frozen=True, slots=True)
class Visible:
    """The words of a page, the segments they stand in, in order, the elements around them, parents before their
    children, and the elements that may be bylines and dates."""

    text: str
    segments: tuple[Segment, ...] = field(repr=False)
    places: tuple[Place, ...] = field(repr=False)
    marked: tuple[Marked, ...] = field(repr=False, compare=False)

    def around(self, place: int) -> Iterator[int]:
        """The numbers of a place and of those around it, from the inside outwards."""
        while place >= 0:
            yield place
            place = self.places[place].parent


def visible(tree: HtmlElement) -> Visible:
    """The words of a parsed page that a reader sees; comments and hidden elements are not read."""
    walk = _Walk()
    walk.through(tree)
    runs = [(run, text) for run in walk.runs if (text := collapse("".join(run.texts)))]
    starts: list[int] = []
    offset = 0
    for _, text in runs:
        starts.append(offset)
        offset += len(text) + 1
    places = _places(walk.elements, [run.number for run, _ in runs], starts, offset)
    ranges = [(start, start + len(text)) for start, (_, text) in zip(starts, runs, strict=True)]
    prose = [
        (start, end)
        for (start, end), (run, text) in zip(ranges, runs, strict=True)
        if text.count(" ") >= _WORDS - 1 and 2 * sum(map(len, run.linked)) < len(text)
    ]
    roles = _inherited(places, prose)
    segments = [
        Segment(
            start,
            end,
            run.tag,
            min(sum(len(collapse(part)) for part in run.linked), end - start),
            "caption" in roles[run.place],
            "aside" in roles[run.place],
            "box" in roles[run.place] or _is_of_site(roles[run.place]),
            _is_of_site(roles[run.place]),
            "quote" in roles[run.place],
            run.path,
            run.place,
        )
        for (start, end), (run, _) in zip(ranges, runs, strict=True)
    ]
    at = _Starts([run.number for run, _ in runs], starts, offset)
    marked = tuple(Marked(at.of(number), element) for number, element in walk.marked)
    return Visible("\n".join(text for _, text in runs), tuple(segments), tuple(places), marked)


def collapse(text: str) -> str:
    """Words separated by one space; characters without a glyph are left out."""
    return " ".join((text if text.isascii() else text.translate(_INVISIBLE)).split())


@dataclass(slots=True)
class _Run:
    """Text between two block borders, those of its parts that are links, and where it stands."""

    number: int
    texts: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    tag: str = "body"
    path: str = ""
    place: int = 0


@dataclass(slots=True)
class _Element:
    """An element while it is walked: `first` and `last` number the runs it holds."""

    parent: int
    tag: str
    name: str
    roles: frozenset[Role]
    first: int
    last: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    tag: str = "body"
    linked: bool = False
    names: tuple[str, str, str] = ("", "", "")
    place: int = -1


class _Walk:
    """The runs of a page's text, in order, and the elements around them.

    An own stack instead of recursion: pages nest deeper than Python's limit. An element is met twice, to
    enter it (with None) and to leave it (with the state around it)."""

    def __init__(self) -> None:
        self.runs: list[_Run] = []
        self.elements: list[_Element] = []
        self.marked: list[tuple[int, HtmlElement]] = []
        self._run = _Run(0)

    def through(self, tree: HtmlElement) -> None:
        """Keep the runs of text and the elements of a tree in the order of the page, however deep it is."""
        state = _State()
        stack: list[tuple[HtmlElement, _State | None]] = [(tree, None)]
        while stack:
            element, outer = stack.pop()
            tag = element.tag
            if outer is not None:
                if tag not in _INLINE:
                    self._flush(state)
                if state.place != outer.place:
                    self.elements[state.place].last = self._run.number + (1 if self._run.texts else 0)
                state = outer
                self._add(element.tail, state)
                continue
            if not isinstance(tag, str) or tag in _HIDDEN:
                self._add(element.tail, state)
                continue
            block = tag not in _INLINE
            if block or (tag == "br" and _is_second_break(element)) or (tag == "cite" and _is_own_line(element)):
                self._flush(state)
            stack.append((element, state))
            state = self._inner(tag, element, state, block=block)
            if tag == "br" and self._run.texts:
                self._run.texts.append(" ")
            self._add(element.text, state)
            stack.extend([(child, None) for child in reversed(element)])
        self._flush(state)

    def _add(self, text: str | None, state: _State) -> None:
        # In preformatted text an empty line ends a paragraph.
        for number, part in enumerate(_EMPTY_LINE.split(text) if text and state.tag == "pre" else [text]):
            if number:
                self._flush(state)
            if part:
                self._run.texts.append(part)
                if state.linked:
                    self._run.linked.append(part)

    def _flush(self, state: _State) -> None:
        run = self._run
        if run.texts:
            run.tag, run.path, run.place = state.tag, ">".join(state.names), max(state.place, 0)
            self.runs.append(run)
            self._run = _Run(run.number + 1)

    def _inner(self, tag: str, element: HtmlElement, outer: _State, *, block: bool) -> _State:
        name = element.get("class", "")
        named = f"{name} {element.get('id', '')} {element.get('itemprop', '')} {element.get('rel', '')}"
        if tag == "time" or sign_of(named) is not None:
            self.marked.append((self._run.number, element))
        if not block and tag != "a" and not name:
            return outer
        roles = roles_of(tag, named, element.get("role", ""), element.get("href", "-"))
        self.elements.append(_Element(outer.place, tag, name, roles, self._run.number))
        return _State(
            tag if block else outer.tag,
            outer.linked or tag == "a",
            (outer.names[1], outer.names[2], f"{tag}.{name}") if block else outer.names,
            len(self.elements) - 1,
        )


class _Starts:
    """Where the first words at or behind a numbered run begin; runs without words have gone."""

    def __init__(self, numbers: list[int], starts: list[int], end: int) -> None:
        self._starts: list[int] = []
        for number, start in zip(numbers, starts, strict=True):
            self._starts.extend([start] * (number + 1 - len(self._starts)))
        self._end = end

    def of(self, number: int) -> int:
        return self._starts[number] if number < len(self._starts) else self._end


def _places(elements: list[_Element], numbers: list[int], starts: list[int], end: int) -> list[Place]:
    at = _Starts(numbers, starts, end)
    return [
        Place(one.parent, one.tag, one.name, one.roles, at.of(one.first), max(at.of(one.last) - 1, at.of(one.first)))
        for one in elements
    ] or [Place(-1, "body", "", frozenset(), 0, max(end - 1, 0))]


def _inherited(places: list[Place], prose: list[tuple[int, int]]) -> list[frozenset[Role]]:
    """The roles of each place with those of the places around it, less those of places that hold the article."""
    sizes = [0]
    for start, end in prose:
        sizes.append(sizes[-1] + end - start)
    first = [start for start, _ in prose]
    heads = sorted(place.start for place in places if place.tag == "h1" and place.end > place.start)
    bodies = Counter[str]()
    for place in places:
        if "body" in place.roles:
            bodies[place.name] += _held(place, first, sizes)
    quoting = {figure for place in places if "quote" in place.roles and (figure := _figure(places, place)) is not None}
    found: list[frozenset[Role]] = []
    for place in places:
        outer = found[place.parent] if place.parent >= 0 else frozenset()
        own = place.roles
        if place.tag == "figcaption" and _figure(places, place) in quoting:
            own = own - {"caption"} | {"quote"}  # it names the speaker, and describes no picture
        if own - outer - _HARMLESS:
            headed = bisect_left(heads, place.end) > bisect_left(heads, place.start)
            of_site = bool(own & {"foot", "site"})
            if headed or (not of_site and _held(place, first, sizes) > _WHOLE * sizes[-1]):
                own = own & _HARMLESS
        if "body" in own and outer & _DOUBTFUL and bodies[place.name] > _MUCH * sizes[-1]:
            outer = outer - _DOUBTFUL
        found.append(outer | own if own - outer else outer)
    return found


def _figure(places: list[Place], place: Place) -> int | None:
    """The figure that an element stands in, or that the element around it does."""
    for number in (place.parent, places[place.parent].parent if place.parent >= 0 else -1):
        if number >= 0 and places[number].tag == "figure":
            return number
    return None


def _is_of_site(roles: frozenset[Role]) -> bool:
    # An article's own footer may hold what is the article's, such as a correction.
    return "site" in roles or ("foot" in roles and not roles & {"article", "main"})


def _held(place: Place, first: list[int], sizes: list[int]) -> int:
    return sizes[bisect_left(first, place.end)] - sizes[bisect_left(first, place.start)]


def _is_own_line(element: HtmlElement) -> bool:
    # "<br><cite>Name</cite>" under the words of a quotation is the speaker's line.
    before = element.getprevious()
    last = element.getnext() is None and not (element.tail or "").strip()
    return last and before is not None and before.tag == "br" and not (before.tail or "").strip()


def _is_second_break(element: HtmlElement) -> bool:
    # "<br><br>" ends a paragraph where a page has no <p>.
    before = element.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()
