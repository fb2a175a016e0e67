"""A PDF as its paragraphs: running heads dropped, lines joined, words that were divided at line ends mended.

A PDF has no paragraphs, only letters at places. The lines come from pypdf in the order in which the file has them,
which is the order of writing in what word processors, browsers and typesetting programs make, columns included."""

import io
import re
from collections.abc import Iterator
from typing import Any

from onrecord.problems import InputTooLarge, NotAPdf, ScannedPdf
from onrecord.sources.pdf_lines import Line, without_running_heads
from onrecord.sources.pdf_paragraphs import paragraphs_of
from onrecord.sources.word import Document, Properties

MEDIA_TYPE = "application/pdf"
MARK = b"%PDF-"
MOST_PAGES = 400
"""More is a book; reading one page takes some 20 ms."""
LARGEST_PAGE = 4_000_000
"""Bytes of the instructions that draw a page. Text has some 10,000; a map drawn in lines can have megabytes."""
_LARGEST_ALL = 20 * LARGEST_PAGE
_MOST_CHARACTERS = 3_000_000
_FEWEST_LETTERS = 20
"""Letters without which a PDF is pictures of pages."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_STAMP = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read_document(content: bytes) -> Document:
    """The paragraphs of a PDF. Raises NotAPdf, ScannedPdf and InputTooLarge."""
    reader = _opened(content)
    every = list(_lines(reader))
    lines = without_running_heads(every)
    if sum(character.isalpha() for line in lines for character in line.text) < _FEWEST_LETTERS:
        raise ScannedPdf
    kept = set(lines)
    around = dict.fromkeys(line.text for line in every if line not in kept)
    return Document(tuple(paragraphs_of(lines)), _properties(reader), tuple(around))


def _opened(content: bytes) -> Any:
    import logging

    from pypdf import PdfReader

    # What it mends in broken files it tells on standard error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotAPdf("it is protected by a password")
        pages = len(reader.pages)
    except NotAPdf:
        raise
    except Exception as error:
        raise NotAPdf(_reason(error)) from error
    if pages > MOST_PAGES:
        raise NotAPdf(f"it has {pages:,} pages, more than the limit of {MOST_PAGES} for one article")
    return reader


def _lines(reader: Any) -> Iterator[Line]:
    size, characters = 0, 0
    for number in range(len(reader.pages)):
        try:
            page = reader.pages[number]
            drawn = page.get_contents()
            length = len(drawn.get_data()) if drawn is not None else 0
            size += length
            if length > LARGEST_PAGE or size > _LARGEST_ALL:
                raise InputTooLarge(max(length, size), LARGEST_PAGE)
            lines = list(_lines_of(page, number))
        except InputTooLarge:
            raise
        except Exception as error:
            raise NotAPdf(f"page {number + 1}: {_reason(error)}") from error
        yield from lines
        characters += sum(len(line.text) for line in lines)
        if characters > _MOST_CHARACTERS:
            raise InputTooLarge(characters, _MOST_CHARACTERS)


def _lines_of(page: Any, number: int) -> Iterator[Line]:
    """The lines of a page. Words of one line come in pieces, each with its place and the size of its letters."""
    pieces: list[tuple[str, float, float, float]] = []

    def piece(text: str, outer: Any, matrix: Any, font: Any, size: Any) -> None:
        x = matrix[4] * outer[0] + matrix[5] * outer[2] + outer[4]
        y = matrix[4] * outer[1] + matrix[5] * outer[3] + outer[5]
        scale = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5 * (outer[2] ** 2 + outer[3] ** 2) ** 0.5
        pieces.append((text, x, y, abs(float(size or 0)) * scale))

    page.extract_text(visitor_text=piece)
    line: list[tuple[str, float, float, float]] = []
    for text, x, y, size in pieces:
        first, *others = text.split("\n")
        for part, ends in ((first, bool(others)), *((other, n < len(others) - 1) for n, other in enumerate(others))):
            line.append((part, x, y, size))
            if ends:
                yield from _line(line, number)
                line = []
    yield from _line(line, number)


def _line(pieces: list[tuple[str, float, float, float]], page: int) -> Iterator[Line]:
    text = " ".join("".join(part for part, *_ in pieces).translate(_LIGATURES).split())
    placed = [piece for piece in pieces if piece[0].strip()]
    if text and placed:
        widest = max(placed, key=lambda piece: len(piece[0]))
        yield Line(page, placed[0][1], placed[0][2], round(widest[3], 1), text)


def _properties(reader: Any) -> Properties:
    try:
        info = reader.metadata or {}
        texts = {name: str(info.get(f"/{name}") or "").strip() or None for name in ("Title", "Author", "CreationDate")}
    except Exception:
        return Properties()
    stamp = _STAMP.match(texts["CreationDate"] or "")
    return Properties(texts["Title"], texts["Author"], "-".join(stamp.groups()) if stamp else None)


def _reason(error: Exception) -> str:
    if type(error).__name__ == "DependencyError":
        return "it is encrypted"
    return " ".join(str(error).split())[:120] or type(error).__name__
