"""The words of stored bytes, by which `verify` proves that a block was not made up.

White space, and characters that are not seen, are left out on both sides: they are what extraction changes and what
tags inside a word insert. This is a way to the words of its own; it shares no code with the extraction it checks.

The words of stored Word documents and PDFs, by which `verify` proves their blocks.

As for pages, this is a way to the words of its own. Of a PDF the library's plain text is taken, page by page. A
paragraph may go on over the end of a page, and words are divided at line ends: so it is also looked for where lines
that come again on other pages, page numbers and addresses are left out, and hyphens are not compared.
"""

import io
import json
import re
import struct
import unicodedata
import zlib
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from itertools import accumulate, islice
from lzma import LZMAError
from typing import Any
from zipfile import BadZipFile, ZipFile

from onrecord.sources.encoding import text_encoding

_TEXT_PART = re.compile(rb"<(?:[\w.-]+:)?(?:document|footnotes|endnotes)[\s>]")
_STYLES_PART = re.compile(rb"<(?:[\w.-]+:)?styles[\s>]")
_HEAD_OF_DOCUMENT, _LARGEST = 4096, 30_000_000
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

_NOT_SHOWN_IN_WORD = """
//*[local-name()='del' or local-name()='moveFrom' or local-name()='instrText' or local-name()='delText'
    or local-name()='delInstrText' or local-name()='rt' or local-name()='sdtPr' or local-name()='pPr'
    or local-name()='rPr']
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
            try:  # a broken part costs its own words
                content = package.read(part)
                if opening.search(content[:_HEAD_OF_DOCUMENT]):
                    yield etree.fromstring(content)
            except (*_BROKEN, etree.LxmlError):
                continue


def _part_words(root: Any, hidden: list[Any]) -> str:
    from lxml import etree

    _take_out([*root.xpath(_NOT_SHOWN_IN_WORD), *(one for style in hidden for one in root.xpath(_STYLED, style=style))])
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


_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\ufffd]+")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,500}>")
_CUE_TAG = re.compile(r"</?[\w:.][^<>]{0,500}>")
_TELLING = frozenset(("content", "alt", "title"))
_NOT_SHOWN = (
    "template", "noscript", "svg", "iframe", "object", "select", "datalist", "textarea", "canvas", "audio", "video",
    "map",
)  # fmt: skip
"""Elements whose words may stand inside of a paragraph and are no part of it."""
_LINE_MARK = re.compile(r"^[ \t]*(?:>+|[•‣◦▪●·*–#-]+(?=\s))", re.MULTILINE)
"""Marks of quotations, lists and headings in plain text, which stand inside a paragraph that spans lines."""
_PLACED = re.compile(r"\{\\[^{}]{0,40}\}")
_TIMES = re.compile(r"^.*-->.*\n?", re.MULTILINE)
_ASIDE = re.compile(
    r"(?:\A|(?<=\n)[^\S\n]*\n)(?:NOTE|STYLE|REGION)(?:[^\S\n][^\n]*)?\n(?:(?![^\n]*-->)[^\S\n]*\S[^\n]*\n)*"
)
_NUMBER = re.compile(r"(?:\A|\n)(?:[^\S\n]*\n[^\n]*|[^\S\n]*\d+[^\S\n]*)\n\Z")
"""What numbers or names the next cue, before its times."""
_AGAIN = re.compile(r"\S+(?:\s+\S+)?[.!?…][\"'”’)\]]*")
"""A line that may be said again instead of staying on the screen: "No.", "We looked."."""
_SPEAKER = re.compile(r"^\s*(?:>>+|[-–—])?\s*(?:[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){0,4}:\s+)?")
_HEAD = 4096
"""Bytes in which a page names its encoding; the standard asks for the first 1024, pages are looser."""


class PageWords:
    """The words of stored bytes: those that are seen, and, asked only where these fail, the page's data about itself.

    A headline may stand in a `meta` element or in JSON-LD alone."""

    def __init__(self, content: bytes, media_type: str) -> None:
        self._seen, self._unseen = _parts(content, media_type)
        given = _given(media_type)
        if given and not _fits(content, given):  # read so with what is broken in it replaced
            whole = content.decode(given, "replace").encode()
            seen, unseen = _parts(whole, _CHARSET.sub(b"charset=utf-8", media_type.encode()).decode())
            self._seen, self._unseen = self._seen + seen, self._unseen + unseen
        self._pdf = PdfWords(content, squeezed=squeezed) if media_type.startswith("application/pdf") else None

    def hold(self, words: str) -> bool:
        """Whether the words occur, one after the other."""
        sought = squeezed(words)
        if self._pdf is not None:
            return self._pdf.hold(words)
        return sought in self._seen or sought in self._unseen


def squeezed(text: str) -> str:
    """The text in composed characters (NFC) without white space and unseen characters."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def decoded(content: bytes, media_type: str = "") -> str:
    """The bytes as text: by their media type, their byte order mark, as UTF-8, as they say, else as Windows-1252."""
    for encoding in _encodings(content, media_type):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode(_given(media_type) or _marked(content) or "windows-1252", "replace")


def _encodings(content: bytes, media_type: str) -> Iterator[str]:
    if given := _given(media_type):
        yield given
    if marked := _marked(content):
        yield marked
    if marked == "utf-32":
        yield "utf-16"
    yield "utf-8-sig"
    named = _CHARSET.search(content[:_HEAD])
    known = text_encoding(named[1].decode("ascii")) if named else None
    if known and not known.startswith(("utf-16", "utf-32")):  # what says so in ASCII is not
        yield known


def _marked(content: bytes) -> str | None:
    """What a byte order mark tells."""
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    return "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else None


def _fits(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _given(media_type: str) -> str | None:
    given = _CHARSET.search(media_type.encode())
    return text_encoding(given[1].decode("ascii")) if given else None


def _parts(content: bytes, media_type: str) -> tuple[str, str]:
    if "json" in media_type:
        return _json_words(content)
    if media_type.startswith("application/pdf"):
        return "", ""
    if "wordprocessingml" in media_type:
        return squeezed(word_words(content)), ""
    if "html" in media_type or "xml" in media_type:
        return _html_words(decoded(content, media_type))
    text = decoded(content, media_type)
    if media_type.startswith(("text/vtt", "application/x-subrip")):
        return _caption_words(text), ""
    return squeezed(text), squeezed(_LINE_MARK.sub("", text))


def _caption_words(text: str) -> str:
    """The words of captions without numbers and times between them, then without names at the beginnings of lines too,
    and, behind these, as they stand."""
    kept: tuple[list[str], list[str], list[str]] = [], [], []
    before: list[str] = []
    *cues, last = _TIMES.split(_ASIDE.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n")))[1:] or [""]
    for cue in (*(_NUMBER.sub("", cue) for cue in cues), last):
        plain = (unescape(_PLACED.sub("", _CUE_TAG.sub("", line))) for line in cue.split("\n"))
        lines = [" ".join(line.split()) for line in plain if line.strip()]
        # What stays on the screen is one line, or was said again ("No. No."), or may be either.
        kept[0].extend(line for line in lines if line not in before)
        kept[1].extend(line for line in lines if line not in before or _AGAIN.fullmatch(line))
        kept[2].extend(lines)
        before = lines or before
    unnamed = ([_SPEAKER.sub("", line) for line in shown] for shown in kept)
    every = (*map("\n".join, (*kept, *unnamed)), unescape(_CUE_TAG.sub("", text)), unescape(text))
    return "\n".join(map(squeezed, every))


def _json_words(content: bytes) -> tuple[str, str]:
    """The strings as they are, and without the mark-up that those of some programs have."""
    try:
        # Half a surrogate pair in some other field must not change how the text is read.
        strings = list(_strings(json.loads(content.decode("utf-8-sig", "surrogatepass"))))
    except ValueError:
        return "", ""
    return squeezed("\n".join(strings)), squeezed("\n".join(unescape(_TAG.sub("", one)) for one in strings))


def _html_words(page: str) -> tuple[str, str]:
    # Only `verify` needs it, and it costs 20 ms at start.
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        tree = html.document_fromstring(page.replace("\0", "").encode("utf8", "replace"), parser=parser)
    except etree.ParserError:
        return "", ""
    scripts = [script.text or "" for script in tree.iter("script") if "json" in (script.get("type") or "")]
    attributes = [str(value) for element in tree.iter() for name, value in element.items() if name in _TELLING]
    data = "\n".join([*attributes, *_script_words(scripts)])
    etree.strip_elements(tree, "script", "style", with_tail=False)
    seen = [str(tree.xpath("string()"))]
    if next(tree.iter(*_NOT_SHOWN), None) is not None:
        etree.strip_elements(tree, *_NOT_SHOWN, with_tail=False)
        seen.append(str(tree.xpath("string()")))
    return squeezed("\n".join(seen)), squeezed(data)


def _script_words(scripts: list[str]) -> Iterator[str]:
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except ValueError:
            data = script
        for text in _strings(data):
            once = unescape(_TAG.sub("", text))
            yield once
            if "&" in once or "<" in once:  # mark-up that was written as text
                yield unescape(_TAG.sub("", once))


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _strings(value)
