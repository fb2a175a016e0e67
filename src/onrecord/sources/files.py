"""What is read of files: streams of bytes, compressed or not, up to a limit, however large they are; how many lines a
file has, exactly where that is cheap, else by its first part; and the files of a folder, with what is left out and why,
so that counts add up."""

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.problems.sources import BrokenCompression, InputTooLarge

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


COUNTED = 256 * 1024 * 1024
"""Bytes in which lines are counted, a fraction of a second's work; those of a larger file are estimated by them."""
_CHUNK = 1024 * 1024


def lines_of(path: Path, *, counted: int = COUNTED) -> int:
    """The lines of a file, at least 1; 1 where it cannot be read, or would have to be decompressed for it."""
    try:
        size = path.stat().st_size
        if path.suffix.lower() == ".gz" or not path.is_file():
            return 1
        lines, read, last = 0, 0, b""
        with path.open("rb") as file:
            while read < counted and (chunk := file.read(_CHUNK)):
                lines, read, last = lines + chunk.count(b"\n"), read + len(chunk), chunk[-1:]
    except OSError:
        return 1
    if read < size:
        return max(1, round(lines * size / read))
    return max(1, lines + (last not in (b"\n", b"")))


HIDDEN_FILE, HIDDEN_FOLDER = "hidden file", "hidden folder"
EMPTY_FOLDER, LINKED_BACK = "empty folder", "link to a folder that holds it"
UNREADABLE_FOLDER = "folder that cannot be read"
DATABASE = "record or other database"
NO_FILE = "pipe, socket or device"
"""Whoever opened one of these would wait for what may never come."""
_SQLITE = b"SQLite format 3\x00"
_BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the names of files that SQLite keeps beside a database while it is open."""


def walk(path: Path) -> Iterator[tuple[Path, str | None]]:
    """The file itself, also where it is missing; or everything in a folder in order of names, folders opened, each
    with the reason why it is left out, None where it is not."""
    yield from _walk(path, ()) if _is_folder(path) else ((path, None),)


def left_out(inputs: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """What of files and folders is left out, and why. A folder that cannot be read is a failure, and not among it."""
    for name in inputs:
        for path, reason in walk(name):
            if reason is not None and reason != UNREADABLE_FOLDER:
                yield path, reason


def _walk(folder: Path, above: tuple[Path, ...]) -> Iterator[tuple[Path, str | None]]:
    try:
        children, real = sorted(folder.iterdir()), folder.resolve()
    except OSError:
        yield folder, UNREADABLE_FOLDER
        return
    if real in above:
        yield folder, LINKED_BACK
        return
    if not children:
        yield folder, EMPTY_FOLDER
    for child in children:
        if child.name.startswith("."):
            yield child, HIDDEN_FOLDER if _is_folder(child) else HIDDEN_FILE
        elif _is_folder(child):
            yield from _walk(child, (*above, real))
        else:
            yield child, _special(child) or (DATABASE if _is_database(child) else None)


def _is_folder(path: Path) -> bool:
    """False also where the system does not tell: who opens it learns why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _special(file: Path) -> str | None:
    """Why what is neither a file nor missing is left out. A link to nothing is missing, and becomes a failure."""
    try:
        return NO_FILE if file.exists() and not file.is_file() else None
    except OSError:
        return None


def _is_database(file: Path) -> bool:
    """Whether a file is a record, as where the folder of articles is the working folder, or belongs to one."""
    for end in _BESIDE:
        if file.name.endswith(end):
            return _is_database(file.with_name(file.name.removesuffix(end)))
    try:
        if not file.is_file():
            return False
        with file.open("rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def up_to_words(stream: BinaryIO, limit: int) -> bytes:
    """The next lines, up to one that is not empty."""
    found = bytearray()
    while (line := next_line(stream, limit)) and not line.strip():
        found += line
        if len(found) > limit:
            raise InputTooLarge(len(found), limit)
    return bytes(found + line)


def named(path: Path) -> str:
    """A file as an input is named; with escapes where its name is not in UTF-8, which a record could not keep."""
    return str(path).encode("utf8", "backslashreplace").decode("utf8")
