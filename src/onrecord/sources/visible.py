"""What a reader sees of a page: its words in order, by block-level element, white space collapsed.

The same bytes always give the same words, so that a block taken from a page can be looked up in it
again. Invariant: `Visible.text` is the segments joined by one line feed; a segment has no line feed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

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
_ASIDE = frozenset(("nav", "footer", "aside", "form", "menu", "dialog"))
_CAPTION_CLASS = re.compile(r"caption", re.IGNORECASE)
_BOX_CLASS = re.compile(
    r"(?:^|\s)[\w-]*?(?:(?:author|contributor|writer)s?[-_]{0,2}(?:bio|box|card|info|about|details?|profile|description)"
    r"|about[-_]{0,2}(?:the[-_]{0,2})?authors?|newsletter|comments?[-_](?:list|section|area|container|wrapper|form)|disqus)",
    re.IGNORECASE,
)
# Formatting characters without a glyph, which pages put inside words.
_INVISIBLE = {ord(character): None for character in "\u00ad\u200b\u200e\u200f\u2060\ufeff"}


@dataclass(frozen=True, slots=True)
class Segment:
    """The words of one block-level element, without those of its block-level children.

    `linked` counts the characters inside links; `aside` is set in navigation, footers, asides and
    forms; `caption` in figure captions and elements named so; `box` in author and newsletter boxes and
    comments. `path` names the element and the two around it with their classes: paragraphs of one
    article share it."""

    start: int
    end: int
    tag: str
    linked: int
    caption: bool
    aside: bool
    box: bool
    path: str


@dataclass(frozen=True, slots=True)
class Visible:
    """The words of a page and the segments they stand in, in order."""

    text: str
    segments: tuple[Segment, ...] = field(repr=False)


@dataclass(slots=True)
class _State:
    tag: str = "body"
    linked: bool = False
    caption: bool = False
    aside: bool = False
    box: bool = False
    names: tuple[str, str, str] = ("", "", "")


def visible(tree: HtmlElement) -> Visible:
    """The words of a parsed page that a reader sees; comments and hidden elements are not read."""
    segments: list[Segment] = []
    texts: list[str] = []
    offset = 0
    for run, state in _runs(tree):
        text = collapse("".join(run.texts))
        if text:
            end = offset + len(text)
            path = ">".join(state.names)
            linked = min(sum(len(collapse(part)) for part in run.linked), len(text))
            segments.append(Segment(offset, end, state.tag, linked, state.caption, state.aside, state.box, path))
            texts.append(text)
            offset = end + 1
    return Visible("\n".join(texts), tuple(segments))


def collapse(text: str) -> str:
    """Words separated by one space; characters without a glyph are left out."""
    return " ".join((text if text.isascii() else text.translate(_INVISIBLE)).split())


@dataclass(slots=True)
class _Run:
    """Text between two block borders, and those of its parts that are links."""

    texts: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)

    def add(self, text: str | None, state: _State) -> None:
        if text:
            self.texts.append(text)
            if state.linked:
                self.linked.append(text)


def _runs(tree: HtmlElement) -> Iterator[tuple[_Run, _State]]:
    """Runs of text with the state of the element they stand in.

    An own stack instead of recursion: pages nest deeper than Python's limit. An element is met twice, to
    enter it (with None) and to leave it (with the state around it)."""
    state, run = _State(), _Run()
    stack: list[tuple[HtmlElement, _State | None]] = [(tree, None)]
    while stack:
        element, outer = stack.pop()
        tag = element.tag
        if outer is not None:
            if tag not in _INLINE and run.texts:
                yield run, state
                run = _Run()
            state = outer
            run.add(element.tail, state)
            continue
        if not isinstance(tag, str) or tag in _HIDDEN:
            run.add(element.tail, state)
            continue
        block = tag not in _INLINE
        if run.texts and (block or (tag == "br" and _is_second_break(element))):
            yield run, state
            run = _Run()
        stack.append((element, state))
        state = _inner(tag, element.get("class", ""), state, block=block)
        if tag == "br":
            run.texts.append(" ")
        run.add(element.text, state)
        stack.extend([(child, None) for child in reversed(element)])
    if run.texts:
        yield run, state


def _inner(tag: str, name: str, outer: _State, *, block: bool) -> _State:
    if not block and tag != "a" and not name:
        return outer
    caption, box = _named(name)
    return _State(
        tag if block else outer.tag,
        outer.linked or tag == "a",
        outer.caption or caption or tag == "figcaption",
        outer.aside or tag in _ASIDE,
        outer.box or box,
        (outer.names[1], outer.names[2], f"{tag}.{name}") if block else outer.names,
    )


@lru_cache(maxsize=4096)
def _named(name: str) -> tuple[bool, bool]:
    return _CAPTION_CLASS.search(name) is not None, _BOX_CLASS.search(name) is not None


def _is_second_break(element: HtmlElement) -> bool:
    # "<br><br>" ends a paragraph where a page has no <p>.
    before = element.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()
