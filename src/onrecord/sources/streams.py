"""Streams of bytes, compressed or not, taken up to a limit: no input is read further than it may be, however large."""

import gzip
import io
import zlib
from typing import BinaryIO

from onrecord.problems import BrokenCompression, InputTooLarge

_GZIP = b"\x1f\x8b"
_BROKEN = (EOFError, gzip.BadGzipFile, zlib.error)


def decompressed(stream: BinaryIO) -> BinaryIO:
    """The stream itself, or what it is the compressed form of."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Raw(stream))
    return gzip.GzipFile(fileobj=buffered) if buffered.peek(2)[:2] == _GZIP else buffered  # type: ignore[return-value]


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All bytes. One more than the limit is read and no further. Raises BrokenCompression and InputTooLarge."""
    content = beginning(stream, limit + 1)
    if len(content) > limit:
        raise InputTooLarge(_size(stream, len(content)), limit)
    return content


def beginning(stream: BinaryIO, length: int) -> bytes:
    """At most so many of the next bytes. Raises BrokenCompression."""
    try:
        return stream.read(length)
    except _BROKEN as error:
        raise BrokenCompression(str(error)) from None


def next_line(stream: BinaryIO, limit: int) -> bytes:
    """The next line; empty where there is none. Raises BrokenCompression and InputTooLarge."""
    try:
        line = stream.readline(limit + 1)
    except _BROKEN as error:
        raise BrokenCompression(str(error)) from None
    if len(line) > limit:
        raise InputTooLarge(len(line), limit)
    return line


def seekable(stream: BinaryIO) -> bool:
    """Whether one can go back in the stream without reading it again."""
    return not isinstance(stream, gzip.GzipFile) and stream.seekable()


def _size(stream: BinaryIO, least: int) -> int:
    # The size of what was compressed is not known without reading it all.
    return max(least, stream.seek(0, io.SEEK_END)) if seekable(stream) else least


class _Raw(io.RawIOBase):
    """Any binary stream as one that can be buffered."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
