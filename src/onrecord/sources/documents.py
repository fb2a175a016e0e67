"""Word documents and PDFs as articles with one version.

What a document says about itself (title, author, day) is often that of a template, a secretary or a printer. It
counts where the text agrees: a title that stands in it or is at least a sentence, an author who is named in it, a day
that is written in it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Loaded, Time, Version
from onrecord.problems import InputTooLarge
from onrecord.sources import pdf, word
from onrecord.sources.encoding import LIMIT
from onrecord.sources.text import read_paragraphs
from onrecord.sources.times import find_time, given_time, iso_time
from onrecord.sources.word import Document, Paragraph, Properties

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
