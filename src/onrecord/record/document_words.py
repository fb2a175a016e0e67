"""The words of stored Word documents and PDFs, by which `verify` proves their blocks.

As for pages, this is a way to the words of its own. Of a PDF the library's plain text is taken, page by page. A
paragraph may go on over the end of a page, and words are divided at line ends: so it is also looked for where lines
that come again on other pages, page numbers and addresses are left out, and hyphens are not compared."""

import io
import re
import struct
import unicodedata
import zlib
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from lzma import LZMAError
from typing import Any
from zipfile import BadZipFile, ZipFile

_TEXT_PART = re.compile(rb"<(?:[\w.-]+:)?(?:document|footnotes|endnotes)[\s>]")
_STYLES_PART = re.compile(rb"<(?:[\w.-]+:)?styles[\s>]")
_HEAD, _LARGEST = 4096, 30_000_000
_BROKEN = (
    BadZipFile, LZMAError, zlib.error, struct.error, KeyError, EOFError, NotImplementedError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip
_HYPHENS = re.compile("[-\u00ad\u2010\u2011]")
_DIGITS = re.compile(r"\d+")
_AROUND = re.compile(
    r"\W*(?:page|p\.)?\W*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*|(?:https?|file)://\S+(?: +\d+/\d+)?"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}.*",
    re.IGNORECASE,
)
"""Page numbers, and what browsers print around a page."""
_LONGEST_AROUND = 500
_BEGINNING = 4
"""Letters by which places are found where words may begin."""
_MOST_PLACES = 500
_MOST_AROUND = 60
"""Lines in a row that may stand between two lines of a paragraph: the foot of a page, the head of the next, notes."""

_NOT_SHOWN = """
//*[local-name()='del' or local-name()='moveFrom' or local-name()='instrText' or local-name()='delText'
    or local-name()='rt']
| //*[local-name()='AlternateContent']/*[position()>1]
| //*[local-name()='sdt'][*[local-name()='sdtPr']/*[local-name()='showingPlcHdr']]
| //*[local-name()='p']//*[local-name()='r'][*[local-name()='rPr']/*[local-name()='vanish']
    [not(@*[local-name()='val'][.='0' or .='false' or .='off'])]]
"""
_TEXT = """
//*[local-name()='p']//*[local-name()='t' or local-name()='noBreakHyphen']
    [contains(namespace-uri(), 'wordprocessingml')]
"""
_HIDDEN_STYLES = "//*[local-name()='style'][*[local-name()='rPr']/*[local-name()='vanish']]/@*[local-name()='styleId']"
_STYLED = """
//*[local-name()='p']//*[local-name()='r']
    [*[local-name()='rPr']/*[local-name()='rStyle'][@*[local-name()='val'][. = $style]]]
| //*[local-name()='p'][*[local-name()='pPr']/*[local-name()='pStyle'][@*[local-name()='val'][. = $style]]]
"""


def word_words(content: bytes) -> str:
    """The words of a Word document, text boxes behind the rest; empty where it cannot be read."""
    from lxml import etree

    try:
        with ZipFile(io.BytesIO(content)) as package:
            styles = [style for tree in _trees(package, _STYLES_PART) for style in tree.xpath(_HIDDEN_STYLES)]
            return "\n".join(_part_words(tree, styles) for tree in _trees(package, _TEXT_PART))
    except (*_BROKEN, etree.LxmlError):
        return ""


def _trees(package: ZipFile, opening: re.Pattern[bytes]) -> Iterator[Any]:
    """The parts that begin with such an element, parsed."""
    from lxml import etree

    for part in package.infolist():
        if part.filename.endswith(".xml") and part.file_size <= _LARGEST:
            content = package.read(part)
            if opening.search(content[:_HEAD]):
                yield etree.fromstring(content)


def _part_words(root: Any, hidden: list[Any]) -> str:
    from lxml import etree

    _take_out([*root.xpath(_NOT_SHOWN), *(one for style in hidden for one in root.xpath(_STYLED, style=style))])
    # Boxes mostly stand inside of a paragraph, whose words go on behind them.
    in_place = _text(etree.ElementTree(root))
    boxes = root.xpath("//*[local-name()='txbxContent']")
    _take_out(boxes)
    # A path that begins with // looks through the whole tree that an element stands in.
    return "\n".join((in_place, *(_text(etree.ElementTree(one)) for one in (root, *boxes))))


def _text(tree: Any) -> str:
    return "".join(one.text or "-" for one in tree.xpath(_TEXT))


def _take_out(elements: list[Any]) -> None:
    for element in elements:
        if (parent := element.getparent()) is not None:
            parent.remove(element)


class PdfWords:
    """The words of a PDF, line by line. Lines that come again, page numbers and addresses may stand between two lines
    of a paragraph."""

    def __init__(self, content: bytes, *, squeezed: Callable[[str], str]) -> None:
        self._squeezed = squeezed
        lines = [line for text in _page_texts(content) for line in text.split("\n") if line.strip()]
        seen = Counter(map(_key, lines))
        self._lines = [self._plain(line) for line in lines]
        self._around = [seen[_key(line)] > 1 or _stands_around(line.strip()) for line in lines]
        self._text, self._starts = "".join(self._lines), [0, *accumulate(map(len, self._lines))]

    def hold(self, words: str) -> bool:
        """Whether the words occur, one after the other but for what stands around the text of pages."""
        sought = self._plain(words)
        return sought in self._text or any(self._goes_on(sought, place) for place in self._places(sought))

    def _places(self, sought: str) -> Iterator[int]:
        short = (n for n, line in enumerate(self._lines) if 0 < len(line) < _BEGINNING and sought.startswith(line))
        yield from (self._starts[number] for number in islice(short, _MOST_PLACES))
        place = -1
        for _ in range(_MOST_PLACES):
            place = self._text.find(sought[:_BEGINNING], place + 1)
            if place < 0:
                return
            yield place

    def _goes_on(self, sought: str, place: int) -> bool:
        number = bisect(self._starts, place) - 1
        offset = place - self._starts[number]
        reached, beside = {0}, 0  # a line that may stand between may also go on with the words
        for at_line in range(number, len(self._lines)):
            part, offset = self._lines[at_line][offset:], 0
            if any(part.startswith(sought[at : at + len(part)]) for at in reached if len(sought) - at <= len(part)):
                return True
            going_on = {at + len(part) for at in reached if sought.startswith(part, at)}
            reached = going_on | reached if self._around[at_line] else going_on
            beside = 0 if going_on else beside + 1
            if not reached or beside > _MOST_AROUND or len(reached) > _MOST_AROUND:
                return False
        return False

    def _plain(self, text: str) -> str:
        return _HYPHENS.sub("", self._squeezed(unicodedata.normalize("NFKC", text)))


def _stands_around(line: str) -> bool:
    return len(line) <= _LONGEST_AROUND and _AROUND.fullmatch(line) is not None


def _key(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()).casefold())


def _page_texts(content: bytes) -> Iterator[str]:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            reader.decrypt("")
        for page in reader.pages:
            yield page.extract_text()
    except Exception:
        return
