"""A page that a browser saved as a single file (MHTML), or an email: the page or the text within.

What is stored is the page as it was sent, with its encoding for transport undone, or the text in UTF-8. Parts
within parts are opened to a small depth, and so many of them that no page is missed and nobody waits.
"""

import binascii
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from itertools import islice
from typing import Literal

from onrecord.sources.encoding import decode

_LONGEST_HEAD = 32_768
"""Bytes of the lines that tell what follows; those of emails that went through many servers have 10,000."""
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_TOLD = re.compile(rb"^mime-version:\s*1", re.IGNORECASE | re.MULTILINE)
_FIRST_LINE = re.compile(rb"[!-9;-~]{1,76}:[ \t]")
_DEEPEST = 4
_MOST_PARTS = 1000
"""A page has some 100 pictures and style sheets, and stands before them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page or a text, and the encoding that its sender names."""

    content: bytes
    kind: Literal["page", "text"]
    charset: str | None


def unpacked(content: bytes) -> Part | None:
    """The first page within, else the first text; None where bytes are neither an email nor a page saved so."""
    if not _FIRST_LINE.match(content):
        return None
    head = _EMPTY_LINE.split(content[:_LONGEST_HEAD], maxsplit=1)[0]
    if not _TOLD.search(head):
        return None
    found = [part for part in islice(_parts(content, _DEEPEST), _MOST_PARTS) if part]
    return next((part for part in found if part.kind == "page"), found[0] if found else None)


def _parts(content: bytes, depth: int) -> Iterator[Part | None]:
    """The parts in their order; None for one that is neither a page nor a text."""
    end = _EMPTY_LINE.search(content[:_LONGEST_HEAD])
    if end is None:
        yield None
        return
    told = BytesHeaderParser().parsebytes(content[: end.start()])
    body = content[end.end() :]
    boundary = told.get_boundary()
    if told.get_content_maintype() == "multipart":
        yield None  # it counts too
        pieces = body.split(b"--" + boundary.encode("ascii", "replace"), _MOST_PARTS)[1:] if boundary and depth else ()
        for piece in pieces:
            yield from _parts(piece.lstrip(b"\r\n"), depth - 1)
        return
    unpacked, charset = _decoded(body, told), told.get_content_charset()
    match told.get_content_type():
        case "text/html":
            yield Part(unpacked, "page", charset)
        case "text/plain":
            # A text says nowhere which encoding it has, so it is kept in the one that everybody takes.
            yield Part(decode(unpacked, charset=charset).encode("utf8", "replace"), "text", None)
        case _:
            yield None


def _decoded(body: bytes, told: Message) -> bytes:
    match str(told.get("content-transfer-encoding", "")).strip().lower():
        case "quoted-printable":
            return quopri.decodestring(body)
        case "base64":
            try:
                return b64decode(body)
            except binascii.Error:
                return body
    return body
