"""A draft as text: plain text, Markdown, HTML and Word, one paragraph a block, nothing left out.

A draft is its writer's own: unlike an article it has no site around it, so that nothing is taken for boilerplate, and
a quotation in a heading, a list, a table or a caption counts like any other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from onrecord.problems import EmptyInput, InputTooLarge, NoSuchInput, UnreadableInput
from onrecord.sources.divided_words import is_compound
from onrecord.sources.encoding import LIMIT, check_bytes, decode
from onrecord.sources.word import COMPOUND, ZIP, read_document

DraftKind = Literal["text", "markdown", "page", "word"]

_KINDS: dict[str, DraftKind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "page", ".htm": "page", ".xhtml": "page", ".docx": "word",
}  # fmt: skip
_MARKUP = re.compile(
    r"<!doctype html|<html[\s>]|<body[\s>]|<(?:div|article|p|h1|blockquote)(?:\s[^>]*)?>", re.IGNORECASE
)
_BROKEN = re.compile(r"\b(?P<first>\w{1,30})[-‐]\s+(?!(?:and|or|to|nor)\b)(?=(?P<second>[^\W\d_A-Z]\w{0,30}))")
_LOWER = re.compile(r"[^\W\d_A-Z]")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")


def load_draft(name: str, *, standard_input: BinaryIO | None = None) -> str:
    """The text of the draft in a file, or, with "-", in `standard_input`.

    Raises a SourceProblem: NoSuchInput, UnreadableInput, EmptyInput, BinaryInput, InputTooLarge, NotADocument."""
    if name == "-":
        if standard_input is None:
            raise NoSuchInput(name)
        return read_draft(standard_input.read())
    path = Path(name)
    if not path.exists():
        raise NoSuchInput(name)
    try:
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error)) from error
    return read_draft(content, kind=_KINDS.get(path.suffix.lower()))


def read_draft(content: bytes, *, kind: DraftKind | None = None) -> str:
    """The paragraphs joined by empty lines. What kind of file it is, is told by its first bytes unless given."""
    kind = _sniffed(content) if kind is None or content.startswith((ZIP, COMPOUND)) else kind
    if kind == "word":
        if len(content) > LIMIT:
            raise InputTooLarge(len(content), LIMIT)
        paragraphs = list(_word(content))
    else:
        check_bytes(content)
        paragraphs = list(_rejoined(list(_PARAGRAPHS[kind](decode(content)))))
    text = "\n\n".join(" ".join(one.split()) for one in paragraphs if one.strip())
    if not text:
        raise EmptyInput
    return text


def _rejoined(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs, with a quotation in one piece where a line end broke it, and words that were broken there.

    What goes on in small letters behind an open quotation mark is the same paragraph: one that goes on in the next
    begins with a mark of its own. "well- known" keeps its hyphen, "re- build" does not."""
    words = Counter(word.casefold() for paragraph in paragraphs for word in _WORD.findall(paragraph))
    parts: list[str] = []
    open_ = False
    for paragraph in paragraphs:
        if parts and not (open_ and _LOWER.match(paragraph.lstrip())):
            yield _mended(" ".join(parts), words)
            parts, open_ = [], False
        parts.append(paragraph.strip())
        last = max(paragraph.rfind("“"), paragraph.rfind("”"))
        open_ = paragraph[last] == "“" if last >= 0 else open_
    if parts:
        yield _mended(" ".join(parts), words)


def _mended(text: str, words: Counter[str]) -> str:
    def joined(broken: re.Match[str]) -> str:
        first = broken["first"]
        return f"{first}-" if is_compound(first, broken["second"], words) else first

    return _BROKEN.sub(joined, text)


def _sniffed(content: bytes) -> DraftKind:
    if content.startswith((ZIP, COMPOUND)):
        return "word"
    return "page" if _MARKUP.search(decode(content[:4096])) else "text"


def _text(text: str) -> Iterable[str]:
    from onrecord.sources.text import paragraphs

    return paragraphs(text)


def _markdown(text: str) -> Iterator[str]:
    from markdown_it import MarkdownIt

    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "inline":
            yield "".join(_inline(child.type, child.content) for child in token.children or ())
        elif token.type in ("fence", "code_block"):
            yield token.content


def _inline(kind: str, content: str) -> str:
    return " " if kind in ("softbreak", "hardbreak") else "" if kind == "html_inline" else content


def _page(text: str) -> Iterable[str]:
    from onrecord.sources.markup import parse
    from onrecord.sources.visible import visible

    return visible(parse(text.encode("utf8", "replace"), charset="utf-8")).text.split("\n")


def _word(content: bytes) -> Iterator[str]:
    for paragraph in read_document(content).paragraphs:
        yield paragraph.text


_PARAGRAPHS = {"text": _text, "markdown": _markdown, "page": _page}
