"""Bytes to characters, from the bytes alone (and the charset that came with them), so that what was
read once can be read again from what is stored."""

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from onrecord.problems import BinaryInput, EmptyInput, InputTooLarge

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
# What the names mean on the web (WHATWG Encoding Standard, section 4.2).
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_BROKEN_SHARE = 0.01


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


def marked_encoding(content: bytes) -> str | None:
    """The encoding that the first bytes tell: by a byte order mark, or because every other byte is zero."""
    return _marked_encoding(content) or _utf16_without_mark(content)


def decode(content: bytes, *, charset: str | None = None) -> str:
    """The characters: by byte order mark, as UTF-8 where that fits, as declared (`charset`, then the
    page), else as guessed. Never fails: what fits nothing is replaced by U+FFFD."""
    marked = marked_encoding(content)
    if marked:
        return content.decode(marked, errors="replace")
    for name in _candidates(content, charset):
        decoded = _strictly(content, name)
        if decoded is not None:
            return decoded
    return _repaired(content)


def _candidates(content: bytes, charset: str | None) -> Iterator[str]:
    yield "utf-8"
    if charset:
        yield _WEB_NAMES.get(charset.strip().lower(), charset.strip())
    declared = _META_CHARSET.search(content[:4096])
    if declared:
        name = declared[1].decode("ascii")
        yield _WEB_NAMES.get(name.lower(), name)


def _strictly(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _repaired(content: bytes) -> str:
    as_utf8 = content.decode("utf-8", errors="replace")
    if as_utf8.count("\ufffd") <= _BROKEN_SHARE * sum(byte > 127 for byte in content[:100_000]) + 1:
        return as_utf8
    # The beginning decides: guessing over megabytes takes seconds and changes nothing.
    best = from_bytes(content[:20_000]).best()
    guess = _strictly(content, best.encoding) if best else None
    return guess if guess is not None else content.decode("cp1252", errors="replace")


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
