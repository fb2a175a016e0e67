"""Bytes to characters, from the bytes alone (and the charset that came with them), so that what was
read once can be read again from what is stored.

Which names of encodings are believed.

A page names its encoding itself, and Python knows codecs that are none of the web ("punycode", "unicode_escape",
"base64"): decoded by these, a page becomes another text, or an error. Invariant: what `text_encoding` returns decodes
bytes to text, one character for one or a few bytes.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from onrecord.problems.sources import BinaryInput, EmptyInput, InputTooLarge

# The encodings of the WHATWG Encoding Standard (section 4.2) by Python's names. UTF-7 is left out there on purpose.
_OF_THE_WEB = frozenset((
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig",
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp874",
    "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10",
    "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
    "gbk", "gb18030", "big5", "big5hkscs", "euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr", "cp949",
))  # fmt: skip
# What names mean on the web, or what Python does not know by that name.
_WEB_NAMES = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
    "gb2312": "gbk", "euc_kr": "cp949", "shift_jis": "cp932", "x-mac-roman": "mac-roman", "windows-874": "cp874",
    "x-gbk": "gbk", "x-sjis": "cp932", "x-euc-jp": "euc_jp", "unicode": "utf-16", "x-mac-cyrillic": "mac-cyrillic",
}  # fmt: skip


def text_encoding(name: str) -> str | None:
    """Python's name of an encoding of text that a page or server names; None where it is none, or unknown."""
    sought = name.strip().strip("\"'").lower()
    if not sought.isascii() or len(sought) > 40:
        return None
    try:
        found = codecs.lookup(_WEB_NAMES.get(sought, sought)).name
    except (LookupError, ValueError):
        return None
    found = _WEB_NAMES.get(found, found)
    return found if found in _OF_THE_WEB else None


LIMIT = 20_000_000
"""Bytes of one article's page or text. The largest page among 73 of 45 outlets had 1.7 MB."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"RIFF", "a picture, sound or video"),
    (b"ID3", "sound"),
    (b"OggS", "sound or video"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"{\\rtf", "a document in Rich Text Format (RTF)"),
    (b"bplist00", "a web archive of Safari or another property list"),
)
_BROKEN_SHARE = 0.01
_LANGUAGE = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)
# Which encoding of Latin letters browsers take where nothing fits (WHATWG HTML, "locale-specific default").
_LATIN = {
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), "cp1250"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    **dict.fromkeys(("az", "ku", "tr"), "cp1254"),
    "vi": "cp1258",
}


def check_bytes(content: bytes) -> None:
    """Raises EmptyInput, BinaryInput or InputTooLarge where bytes cannot be text of an article."""
    if len(content) > LIMIT:
        raise InputTooLarge(len(content), LIMIT)
    if not content.strip():
        raise EmptyInput
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise BinaryInput(name)
    if marked_encoding(content) is None and b"\x00" in content[:4096]:
        raise BinaryInput


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of bytes and by which encoding they were read; `evident` where the bytes alone, or what they
    say of themselves, lead everybody to it."""

    text: str
    encoding: str
    evident: bool

    def media_type(self, kind: str, charset: str | None = None) -> str:
        """The media type by which the bytes are read so again: with the encoding where it is not evident, or where a
        server named one."""
        if charset and text_encoding(charset) == self.encoding:
            return f"{kind}; charset={charset}"
        return kind if self.evident and not charset else f"{kind}; charset={self.encoding}"


def marked_encoding(content: bytes) -> str | None:
    """The encoding that the first bytes tell: by a byte order mark, or because every other byte is zero."""
    return _marked_encoding(content) or _utf16_without_mark(content)


def decode(content: bytes, *, charset: str | None = None) -> str:
    """The characters of bytes."""
    return decoded(content, charset=charset).text


def decoded(content: bytes, *, charset: str | None = None) -> Decoded:
    """The characters: by byte order mark, as UTF-8 where that fits, as declared (`charset`, then the
    page), else as guessed. Never fails: what fits nothing is replaced by U+FFFD."""
    if marked := _marked_encoding(content):
        return Decoded(content.decode(marked, errors="replace"), marked, evident=True)
    if unmarked := _utf16_without_mark(content):
        return Decoded(content.decode(unmarked, errors="replace"), unmarked, evident=False)
    for name in _candidates(content, charset):
        text = _strictly(content, name)
        if text is not None:
            return Decoded(text, name, evident=not charset)
    return _repaired(content)


def _candidates(content: bytes, charset: str | None) -> Iterator[str]:
    yield "utf-8"
    if charset and (named := text_encoding(charset)):
        yield named
    declared = _META_CHARSET.search(content[:4096])
    named = text_encoding(declared[1].decode("ascii")) if declared else None
    # A page whose declaration can be read as ASCII is none of these.
    if named and not named.startswith(("utf-16", "utf-32")):
        yield named


def _strictly(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _repaired(content: bytes) -> Decoded:
    as_utf8 = content.decode("utf-8", errors="replace")
    if as_utf8.count("\ufffd") <= _BROKEN_SHARE * sum(byte > 127 for byte in content[:100_000]) + 1:
        return Decoded(as_utf8, "utf-8", evident=False)
    # The beginning decides: guessing over megabytes takes seconds and changes nothing.
    best = from_bytes(content[:20_000]).best()
    guess = text_encoding(best.encoding) if best else None
    if guess is None or _is_latin(content[:20_000].decode(guess, errors="replace")):
        # Letter frequencies do not tell the Latin encodings apart ("Sřren" for "Søren"): the language does.
        named = _LANGUAGE.search(content[:4096])
        guess = _LATIN.get(named[1].decode("ascii").lower(), "cp1252") if named else "cp1252"
    return Decoded(content.decode(guess, errors="replace"), guess, evident=False)


def _is_latin(text: str) -> bool:
    foreign = [character for character in text if ord(character) > 127 and character.isalpha()]
    return 2 * sum(ord(character) < 0x0250 for character in foreign) >= len(foreign)


def _marked_encoding(content: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), None)


def _utf16_without_mark(content: bytes) -> str | None:
    beginning = content[:200]
    if len(beginning) < 8:
        return None
    even, odd = beginning[0::2].count(0), beginning[1::2].count(0)
    if odd > 0.7 * len(beginning[1::2]) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * len(beginning[0::2]) and not odd else None
