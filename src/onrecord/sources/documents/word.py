"""A Word document (.docx) as its paragraphs, as a reader sees them with all changes accepted.

What was inserted is in, what was deleted or moved away is out, and a paragraph whose mark was deleted goes on with the
next one. Hidden text is out. A text box stands behind the paragraph that holds it, once, though the file has it twice
(for old and for new programs). Footnotes and endnotes stand at the end. Comments, headers and footers are out: they
are not the author's text.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from lzma import LZMAError
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree

from onrecord.model import BlockKind
from onrecord.problems.sources import NotADocument, OtherFormat

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0"
"""How the older format of Word begins, and what Office makes of a document with a password."""
LARGEST_PART = 30_000_000
"""Bytes of a part after decompression. A book of 300,000 words has 20 MB of mark-up."""
_MOST_ENTRIES = 10_000
_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
# Placeholders of forms, phonetic marks, fields' codes and the properties of everything.
_LEFT_OUT = frozenset(("del", "moveFrom", "delText", "delInstrText", "instrText", "sdtPr", "rt", "pPr", "rPr"))
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_OFF = frozenset(("0", "false", "off"))
_HEADING = re.compile(r"heading\s*\d|subtitle", re.IGNORECASE)
_BROKEN = (
    LZMAError, zlib.error, struct.error, KeyError, EOFError, NotImplementedError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip
_OTHERS = {
    ("xl/", ""): ("a spreadsheet (.xlsx)", "Save it as CSV, with an article per row."),
    ("ppt/", ""): ("a slide show (.pptx)", "Save it as PDF, or its text as plain text."),
    ("META-INF/container", ".xml"): ("an e-book (.epub)", "Save its text as .docx, HTML or plain text."),
    ("Index/", ".iwa"): ("a document of Pages, Numbers or Keynote", "Export it as .docx, PDF or CSV."),
}
"""How the names of parts begin and end, by which other packages are known."""
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's words, white space collapsed, and what its style says that it is."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says about itself, as it is written there."""

    title: str | None = None
    author: str | None = None
    created: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Paragraphs in reading order, the document's properties, and what stands around the text of its pages."""

    paragraphs: tuple[Paragraph, ...]
    properties: Properties = field(default=Properties())
    around: tuple[str, ...] = ()


def read_document(content: bytes) -> Document:
    """The paragraphs of a Word document. Raises NotADocument."""
    if content.startswith(COMPOUND):
        raise NotADocument("it is encrypted, or in a format of Office before 2007")
    try:
        with ZipFile(io.BytesIO(content)) as package:
            return _document(_Package(package))
    except BadZipFile as error:
        raise NotADocument("it begins like one, or like another zip archive, and is cut off or damaged") from error
    except _BROKEN as error:
        raise NotADocument(str(error) or type(error).__name__) from error
    except (etree.LxmlError, SyntaxError, RecursionError) as error:
        raise NotADocument(f"its markup is broken ({getattr(error, 'msg', str(error))[:100]})") from error


class _Package:
    """The parts of a package, parsed; each is bounded, however small it was compressed."""

    def __init__(self, package: ZipFile) -> None:
        if len(package.namelist()) > _MOST_ENTRIES:
            raise NotADocument(f"it has more than {_MOST_ENTRIES:,} parts")
        self._package, self._names = package, set(package.namelist())

    def part(self, name: str) -> etree._Element | None:
        """A part; None where there is none."""
        if name not in self._names:
            return None
        if self._package.getinfo(name).file_size > LARGEST_PART:
            raise NotADocument(f"its part {name} is larger than {LARGEST_PART // 1_000_000} MB")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(self._package.read(name), parser)

    def other(self) -> OtherFormat:
        """What else the package is."""
        for (beginning, end), found in _OTHERS.items():
            if any(name.startswith(beginning) and name.endswith(end) for name in self._names):
                return OtherFormat(*found)
        if "mimetype" in self._names and self._package.read("mimetype").startswith(
            b"application/vnd.oasis.opendocument"
        ):
            return OtherFormat("an OpenDocument file", "Save it as .docx, PDF or plain text, or a spreadsheet as CSV.")
        return OtherFormat("a zip archive", "Unpack it, and give the folder or the files.")

    def related(self, name: str, kind: str) -> str | None:
        """The name of the part of a kind that another part refers to."""
        folder, _, file = name.rpartition("/")
        relations = self.part(join(folder, "_rels", f"{file}.rels"))
        for relation in relations if relations is not None else ():
            external = relation.get("TargetMode") == "External"
            if (relation.get("Type") or "").rpartition("/")[2] == kind and not external:
                target = relation.get("Target") or ""
                return normpath(target.lstrip("/") if target.startswith("/") else join(dirname(name), target))
        return None


def _document(package: _Package) -> Document:
    main = package.related("", "officeDocument") or "word/document.xml"
    body = package.part(main)
    if body is None:
        raise package.other()
    styles = _styles(package.part(package.related(main, "styles") or ""))
    paragraphs = list(_paragraphs(body, styles))
    for kind in ("footnotes", "endnotes"):
        notes = package.part(package.related(main, kind) or "")
        paragraphs += _notes(notes, styles) if notes is not None else ()
    core = package.part(package.related("", "core-properties") or "docProps/core.xml")
    return Document(tuple(paragraphs), _properties(core))


@dataclass(frozen=True, slots=True)
class _Styles:
    """Which styles hide their words, and what the styles of paragraphs are for, by their ids."""

    hidden: frozenset[str] = frozenset()
    kinds: dict[str, BlockKind] = field(default_factory=dict)


def _styles(part: etree._Element | None) -> _Styles:
    hidden: set[str] = set()
    kinds: dict[str, BlockKind] = {}
    for style in _children(part, "style"):
        known = _attribute(style, "styleId")
        name = next((_attribute(one, "val") for one in _children(style, "name")), "")
        if _is_hidden(style, frozenset()):
            hidden.add(known)
        if kind := _kind(name):
            kinds[known] = kind
    return _Styles(frozenset(hidden), kinds)


def _kind(style: str) -> BlockKind | None:
    name = style.casefold()
    if name == "title":
        return "headline"
    if _HEADING.match(name):
        return "subhead"
    return "caption" if name == "caption" else "quote" if name in ("quote", "intense quote") else None


def _notes(part: etree._Element, styles: _Styles) -> Iterator[Paragraph]:
    for note in part:
        # The others are the lines that separate notes from the text.
        if _local(note) in ("footnote", "endnote") and _attribute(note, "type") in ("", "normal"):
            yield from _paragraphs(note, styles)


@dataclass(slots=True)
class _Under:
    """The paragraph under way, and what hangs on it to come after it."""

    kind: BlockKind | None = None
    words: list[str] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)

    def finished(self) -> Iterator[Paragraph]:
        """The paragraph, in several where empty lines divide it, and the boxes that hang on it."""
        for stretch in _EMPTY_LINE.split("".join(self.words)):
            if text := " ".join(stretch.split()):
                yield Paragraph(self.kind or "paragraph", text)
        yield from self.boxes


def _paragraphs(element: etree._Element, styles: _Styles) -> Iterator[Paragraph]:
    """The paragraphs inside of an element."""
    under, box = _Under(), None
    for paragraph in _outermost(element):
        box, before = _box(paragraph), box
        if box is not before:  # no paragraph goes on outside of its box
            yield from under.finished()
            under = _Under()
        style = _style(paragraph)
        if not under.words:
            under.kind = styles.kinds.get(style)
        if style not in styles.hidden:
            _read_runs(paragraph, under, styles)
        if not _goes_on(paragraph):
            yield from under.finished()
            under = _Under()
    yield from under.finished()


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs that stand in no other paragraph, without what was left out or stands for something else."""
    for child in _shown(element):
        if _local(child) == "p":
            yield child
        else:
            yield from _outermost(child)


def _box(paragraph: etree._Element) -> etree._Element | None:
    return next((one for one in paragraph.iterancestors() if _local(one) == "txbxContent"), None)


def _shown(element: Iterable[etree._Element]) -> Iterator[etree._Element]:
    for child in element:
        local = _local(child)
        if local == "AlternateContent":
            # Choices for programs of several ages; every one of them has the same words.
            yield from _shown(list(child)[:1])
        elif local not in _LEFT_OUT and not (local == "sdt" and _is_placeholder(child)):
            yield child


def _read_runs(element: etree._Element, under: _Under, styles: _Styles) -> None:
    for child in _shown(element):
        local = _local(child)
        if local == "txbxContent":
            under.boxes += _paragraphs(child, styles)
        elif local == "t":
            under.words.append(child.text or "")
        elif local in _SIGNS:
            under.words.append(_SIGNS[local])
        elif not (local == "r" and _is_hidden(child, styles.hidden)):
            _read_runs(child, under, styles)


def _goes_on(paragraph: etree._Element) -> bool:
    """Whether the mark at the paragraph's end was deleted, so that the next one continues it."""
    marks = (mark for properties in _children(paragraph, "pPr") for mark in _children(properties, "rPr"))
    return any(_local(change) in ("del", "moveFrom") for mark in marks for change in mark)


def _style(paragraph: etree._Element) -> str:
    styles = (style for properties in _children(paragraph, "pPr") for style in _children(properties, "pStyle"))
    return next((_attribute(style, "val") for style in styles), "")


def _is_hidden(element: etree._Element, hidden: frozenset[str]) -> bool:
    for properties in _children(element, "rPr"):
        for one in properties:
            if _local(one) == "vanish":
                return _attribute(one, "val").casefold() not in _OFF
            if _local(one) == "rStyle" and _attribute(one, "val") in hidden:
                return True
    return False


def _is_placeholder(element: etree._Element) -> bool:
    return any(_children(properties, "showingPlcHdr") for properties in _children(element, "sdtPr"))


def _properties(core: etree._Element | None) -> Properties:
    found = Properties()
    for child in core if core is not None else ():
        text, local = (child.text or "").strip() or None, etree.QName(child).localname
        if local == "title":
            found = replace(found, title=text)
        elif local == "creator":
            found = replace(found, author=text)
        elif local == "created":
            found = replace(found, created=text)
    return found


def _children(element: etree._Element | None, local: str) -> list[etree._Element]:
    return [child for child in element if _local(child) == local] if element is not None else []


def _local(element: etree._Element) -> str:
    """The name of one of Word's own elements, or of what stands around text boxes; "" for anything else's text."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, local = tag[1:].rpartition("}")
    # "t" is a run's text in Word's own names only: formulas and drawings have a "t" too.
    return local if space in _WORDS or local in ("AlternateContent", "txbxContent") else f"other {local}"


def _attribute(element: etree._Element, name: str) -> str:
    return next((value for space in _WORDS if (value := element.get(f"{{{space}}}{name}")) is not None), "")
