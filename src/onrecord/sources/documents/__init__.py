"""Word documents and PDFs as articles with one version.

What a document says about itself (title, author, day) is often that of a template, a secretary or a printer. It
counts where the text agrees: a title that stands in it or is at least a sentence, an author who is named in it, a day
that is written in it.

A draft as text: plain text, Markdown, HTML and Word, one paragraph a block, nothing left out.

A draft is its writer's own: unlike an article it has no site around it, so that nothing is taken for boilerplate, and
a quotation in a heading, a list, a table or a caption counts like any other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal

from onrecord.model import Loaded, Time, Version
from onrecord.problems.sources import BinaryInput, EmptyInput, InputTooLarge, NoSuchInput, NotADraft, UnreadableInput
from onrecord.sources.documents import pdf, word
from onrecord.sources.documents.pdf import is_compound
from onrecord.sources.documents.word import COMPOUND, ZIP, Document, Paragraph, Properties, read_document
from onrecord.sources.encoding import LIMIT, check_bytes, decode
from onrecord.sources.text import read_paragraphs
from onrecord.sources.times import find_time, given_time, iso_time

_NO_TITLE = re.compile(
    r"untitled|document\s*\d*$|microsoft\s|powerpoint|slide\s*\d|template|layout\s*\d|.*\.[a-z]{3,5}$|[\w-]*_[\w-]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:(?:press|news|media) (?:release|statement)|for immediate release)[:!.]?", re.IGNORECASE)
_FEWEST_WORDS = 4
"""A title in the properties that stands nowhere in the text is one from so many words on."""
_TOP, _END = 8, 4
"""Paragraphs from the start and from the end in which a document says who wrote it and when."""


def read_word(content: bytes, *, published: str | None = None) -> Loaded:
    """An article from a Word document. Raises NotADocument, NoArticleText, InputTooLarge and PublishedNotATime."""
    given = given_time(published)
    _check_size(content)
    document = word.read_document(content)
    return _article(document, content, media_type=word.MEDIA_TYPE, given=given)


def read_pdf(content: bytes, *, published: str | None = None) -> Loaded:
    """An article from a PDF. Raises NotAPdf, ScannedPdf, NoArticleText, InputTooLarge and PublishedNotATime."""
    given = given_time(published)
    _check_size(content)
    document = pdf.read_document(content)
    return _article(document, content, media_type=pdf.MEDIA_TYPE, given=given)


def _check_size(content: bytes) -> None:
    if len(content) > LIMIT:
        raise InputTooLarge(len(content), LIMIT)


def _article(document: Document, content: bytes, *, media_type: str, given: Time | None) -> Loaded:
    titled = _titled(_unlabelled(document.paragraphs), document.properties.title)
    pieces = ((paragraph.kind, paragraph.text) for paragraph in titled)
    loaded = read_paragraphs(pieces, content, media_type=media_type, published=given)
    edges = [*document.around[:_TOP], *(one.text for one in (*titled[:_TOP], *titled[-_END:]))]
    version = _completed(loaded.article.latest, document.properties, edges)
    return replace(loaded, article=replace(loaded.article, versions=(version,)))


def _unlabelled(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs without those at the beginning that only say what the document is."""
    first = next((n for n, one in enumerate(paragraphs) if not _LABEL.fullmatch(one.text)), len(paragraphs))
    return paragraphs[first:]


def _titled(paragraphs: Sequence[Paragraph], title: str | None) -> list[Paragraph]:
    """One headline at most: the paragraph that is the document's title, else the first that is styled as one."""
    named = " ".join((title or "").split()).casefold()
    found = next((n for n, one in enumerate(paragraphs[:_TOP]) if named and one.text.casefold() == named), None)
    if found is None:
        found = next((n for n, one in enumerate(paragraphs) if one.kind == "headline"), None)
    return [
        replace(one, kind="headline" if number == found else "subhead" if one.kind == "headline" else one.kind)
        for number, one in enumerate(paragraphs)
    ]


def _completed(version: Version, properties: Properties, edges: Sequence[str]) -> Version:
    return replace(
        version,
        headline=version.headline or _title(properties.title),
        authors=version.authors or _author(properties.author, edges),
        published=version.published or _day(properties.created, edges),
    )


def _title(title: str | None) -> str | None:
    words = " ".join((title or "").split())
    return words if words.count(" ") >= _FEWEST_WORDS - 1 and not _NO_TITLE.match(words) else None


def _author(author: str | None, edges: Sequence[str]) -> tuple[str, ...]:
    name = " ".join((author or "").split())
    named = name.count(" ") >= 1 and any(name.casefold() in text.casefold() for text in edges)
    return (name,) if named else ()


def _day(created: str | None, edges: Sequence[str]) -> Time | None:
    day = (iso_time(created or "") or "")[:10]
    written = (find_time(text) for text in edges if day)
    return Time(day, "document property and text") if any(one and one.value[:10] == day for one in written) else None


DraftKind = Literal["text", "markdown", "page", "word"]

DRAFTS: dict[str, DraftKind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "page", ".htm": "page", ".xhtml": "page", ".docx": "word",
}  # fmt: skip
"""What kind of draft a file is, by its ending."""
_MARKUP = re.compile(
    r"<!doctype html|<html[\s>]|<body[\s>]|<(?:div|article|p|h1|blockquote)(?:\s[^>]*)?>", re.IGNORECASE
)
_BROKEN = re.compile(r"\b(?P<first>\w{1,30})[-‐]\s+(?!(?:and|or|to|nor)\b)(?=(?P<second>[^\W\d_A-Z]\w{0,30}))")
_LOWER = re.compile(r"[^\W\d_A-Z]")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")


def load_draft(name: str, *, standard_input: BinaryIO | None = None) -> str:
    """The text of the draft in a file, or, with "-", in `standard_input`.

    Raises a SourceProblem: NoSuchInput, UnreadableInput, EmptyInput, NotADraft, InputTooLarge, NotADocument."""
    if name == "-":
        if standard_input is None:
            raise NoSuchInput(name)
        return read_draft(standard_input.read())
    path = Path(name)
    if not path.exists():
        raise NoSuchInput(name)
    if path.is_dir():
        raise UnreadableInput("it is a folder, not a draft")
    try:
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error)) from error
    return read_draft(content, kind=DRAFTS.get(path.suffix.lower()))


def read_draft(content: bytes, *, kind: DraftKind | None = None) -> str:
    """The paragraphs joined by empty lines. What kind of file it is, is told by its first bytes unless given.
    Raises EmptyInput, NotADraft, InputTooLarge or NotADocument."""
    kind = _sniffed(content) if kind is None or content.startswith((ZIP, COMPOUND)) else kind
    if kind == "word":
        if len(content) > LIMIT:
            raise InputTooLarge(len(content), LIMIT)
        paragraphs = list(_word(content))
    else:
        try:
            check_bytes(content)
        except BinaryInput as other:
            raise NotADraft(other.looks_like) from other
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
    from onrecord.sources.page.markup import parse
    from onrecord.sources.page.visible import visible

    return visible(parse(text.encode("utf8", "replace"), charset="utf-8")).text.split("\n")


def _word(content: bytes) -> Iterator[str]:
    for paragraph in read_document(content).paragraphs:
        yield paragraph.text


_PARAGRAPHS = {"text": _text, "markdown": _markdown, "page": _page}
