"""The words of stored bytes, by which `verify` proves that a block was not made up.

White space, and characters that are not seen, are left out on both sides: they are what extraction changes and what
tags inside a word insert. This is a way to the words of its own; it shares no code with the extraction it checks.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from onrecord.charsets import text_encoding
from onrecord.record.document_words import PdfWords, word_words

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
_NOTE = re.compile(r"(?:\A|(?<=\n)[^\S\n]*\n)NOTE(?:[ \t][^\n]*)?\n(?:(?![^\n]*-->)[^\S\n]*\S[^\n]*\n)*")
_NUMBER = re.compile(r"(?:\A|\n)(?:[^\S\n]*\n[^\n]*|[^\S\n]*\d+[^\S\n]*)\n\Z")
"""What numbers or names the next cue, before its times."""
_SHORT = 2
"""Words of a line that may be said again instead of staying on the screen."""
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
    *cues, last = _TIMES.split(_NOTE.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n")))[1:] or [""]
    for cue in (*(_NUMBER.sub("", cue) for cue in cues), last):
        plain = (unescape(_PLACED.sub("", _CUE_TAG.sub("", line))) for line in cue.split("\n"))
        lines = [" ".join(line.split()) for line in plain if line.strip()]
        stays = [line in before for line in lines]  # on the screen, and is one line, or was said again ("No. No.")
        for shown, most in zip(kept, (0, _SHORT, len(cue)), strict=True):
            shown += [line for line, stay in zip(lines, stays, strict=True) if not stay or len(line.split()) <= most]
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
