"""What a user names as input, opened: files, folders, http(s) addresses and standard input.

The kind of a file is told by its name, else by its first bytes."""

import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from onrecord.model import ArticleKind, Failure, Loaded
from onrecord.problems import (
    BrokenCompression,
    InputTooLarge,
    NoSuchInput,
    NotTakenApart,
    SourceProblem,
    UnreadableInput,
)
from onrecord.sources import folders
from onrecord.sources.counting import lines_of
from onrecord.sources.encoding import LIMIT, check_bytes, decode
from onrecord.sources.jsonl import read_json, read_jsonl
from onrecord.sources.page import read_page
from onrecord.sources.text import read_text
from onrecord.sources.times import given_time
from onrecord.sources.transcript import is_captions, read_transcript

if TYPE_CHECKING:
    from onrecord.sources.fetch import Fetched

Kind = Literal["page", "text", "json", "json lines", "vtt", "srt"]

_KINDS: dict[str, Kind] = {
    ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page",
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".jsonl": "json lines", ".ndjson": "json lines", ".json": "json",
    ".vtt": "vtt", ".srt": "srt",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_MARKUP = re.compile(
    r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|article|section|main|p|h1|meta)(?:\s[^>]*)?>",
    re.IGNORECASE,
)
_GZIP = b"\x1f\x8b"


def load(
    inputs: Iterable[str],
    *,
    published: str | None = None,
    standard_input: BinaryIO | None = None,
    kind: ArticleKind | None = None,
) -> Iterator[Loaded | Failure]:
    """The articles of all inputs in order, each as soon as it is read; a Failure for each that is none.

    Inputs are files (.html, .txt, .md, .jsonl, .json, also with .gz; others are told by their bytes),
    folders (walked in order of names, hidden files left out), http and https addresses, and "-" for
    `standard_input`. `published` is the publication time of all of them, over what they say; `kind` what all of them
    are. Without it captions (.vtt, .srt) are transcripts, and everything else is an article.

    Raises PublishedNotATime, before anything is read, where `published` is no time."""
    given_time(published)
    return (_of_kind(result, kind) for name in inputs for result in _load_one(name, published, standard_input))


def _of_kind(result: Loaded | Failure, kind: ArticleKind | None) -> Loaded | Failure:
    if isinstance(result, Failure) or kind is None:
        return result
    version = result.article.latest.of_kind(kind)
    return replace(result, article=replace(result.article, versions=(version,)))


def load_fetched(fetched: "Fetched", *, origin: str) -> Iterator[Loaded | Failure]:
    """The articles of an address, `origin`, that was fetched already."""
    return _guarded(origin, _from_fetched(fetched, origin, None))


def count(inputs: Iterable[str]) -> int:
    """How many articles `load` will give: the measure of progress. A file of JSON lines has one a line; what else holds
    several, an address or a list in JSON, counts as one."""
    return sum(1 if _is_stream(name) else _articles_in(Path(name)) for name in inputs)


def left_out(inputs: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """What of the folders among the inputs `load` leaves out, such as hidden files, each with its reason."""
    return folders.left_out(Path(name) for name in inputs if not _is_stream(name))


def _articles_in(path: Path) -> int:
    files = (file for file, reason in folders.walk(path) if reason in (None, folders.UNREADABLE_FOLDER))
    return sum(lines_of(file) if _kind_by_name(file) == "json lines" else 1 for file in files)


def _is_stream(name: str) -> bool:
    return name == "-" or _ADDRESS.match(name) is not None


def _load_one(name: str, published: str | None, standard_input: BinaryIO | None) -> Iterator[Loaded | Failure]:
    if name == "-":
        yield from _guarded("-", _from_stream(standard_input, published))
    elif _ADDRESS.match(name):
        yield from _guarded(name, _from_address(name, published))
    else:
        for path, left in folders.walk(Path(name)):
            if left == folders.UNREADABLE_FOLDER:
                yield Failure(str(path), str(UnreadableInput("it is a folder that may not be opened")))
            elif left is None:
                yield from _guarded(str(path), _from_file(path, published))


def _guarded(origin: str, results: Iterator[Loaded | Failure]) -> Iterator[Loaded | Failure]:
    try:
        for result in results:
            yield replace(result, origin=result.origin or origin) if isinstance(result, Loaded) else result
    except SourceProblem as problem:
        yield Failure(origin, str(problem))
    except OSError as error:
        yield Failure(origin, str(UnreadableInput(error.strerror or str(error))))
    except Exception as error:  # what lxml, trafilatura or htmldate do not foresee must not end the batch either
        yield Failure(origin, str(NotTakenApart(f"{type(error).__name__}: {error}")))


def _kind_by_name(path: Path) -> Kind | None:
    suffix = path.with_suffix("").suffix if path.suffix.lower() == ".gz" else path.suffix
    return _KINDS.get(suffix.lower())


def _from_file(path: Path, published: str | None) -> Iterator[Loaded | Failure]:
    if not path.exists():
        raise NoSuchInput(str(path))
    kind = _kind_by_name(path)
    with path.open("rb") as file:
        opened = _decompressed(file)
        if kind == "json lines":
            yield from _checked_lines(opened, str(path), published)
        else:
            yield from _from_bytes(_whole(opened), kind, origin=str(path), published=published)


def _from_stream(stream: BinaryIO | None, published: str | None) -> Iterator[Loaded | Failure]:
    if stream is None:
        raise NoSuchInput("-")
    yield from _from_bytes(_whole(_decompressed(stream), limit=None), None, origin="-", published=published)


def _from_address(url: str, published: str | None) -> Iterator[Loaded | Failure]:
    # urllib3 and TLS are loaded only by those who fetch.
    from onrecord.sources.fetch import fetch

    yield from _from_fetched(fetch(url), url, published)


def _from_fetched(fetched: "Fetched", url: str, published: str | None) -> Iterator[Loaded | Failure]:
    if fetched.media_type == "text/plain":
        yield read_text(fetched.content, published=published, url=fetched.url)
    elif "json" in fetched.media_type:
        yield from _from_bytes(fetched.content, None, origin=url, published=published)
    else:
        yield read_page(fetched.content, url=fetched.url, published=published, charset=fetched.charset)


def _from_bytes(content: bytes, kind: Kind | None, *, origin: str, published: str | None) -> Iterator[Loaded | Failure]:
    kind = kind or _sniffed(content)
    if kind == "page":
        yield read_page(content, published=published)
    elif kind == "text":
        yield read_text(content, published=published)
    elif kind == "vtt" or kind == "srt":
        yield read_transcript(content, format_=kind, published=published)
    elif kind == "json":
        check_bytes(content)
        yield from read_json(content, origin=origin, published=published)
    else:
        yield from read_jsonl(content.splitlines(), origin=origin, published=published)


def _sniffed(content: bytes) -> Kind:
    beginning = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith(b"["):
        return "json"
    if beginning.startswith(b"{"):
        first, _, rest = content.strip().partition(b"\n")
        return "json lines" if first.rstrip().endswith(b"}") or not rest else "json"
    text = decode(content[:4096])
    return is_captions(text) or ("page" if _MARKUP.search(text) else "text")


def _decompressed(stream: BinaryIO) -> BinaryIO:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Raw(stream))
    return gzip.GzipFile(fileobj=buffered) if buffered.peek(2)[:2] == _GZIP else buffered  # type: ignore[return-value]


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


def _whole(stream: BinaryIO, *, limit: int | None = LIMIT) -> bytes:
    """All bytes. One more than the limit is read and no further, however large the file is."""
    try:
        content = stream.read(-1 if limit is None else limit + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BrokenCompression(str(error)) from None
    if limit is not None and len(content) > limit:
        raise InputTooLarge(_size(stream, len(content)), limit)
    return content


def _size(stream: BinaryIO, least: int) -> int:
    # The size of what was compressed is not known without reading it all.
    if isinstance(stream, gzip.GzipFile):
        return least
    return max(least, stream.seek(0, io.SEEK_END)) if stream.seekable() else least


def _checked_lines(stream: BinaryIO, origin: str, published: str | None) -> Iterator[Loaded | Failure]:
    read = _lines(stream)
    try:
        yield from read_jsonl(read, origin=origin, published=published)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BrokenCompression(str(error)) from None


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    first = stream.readline(LIMIT + 1)
    check_bytes(first or b"")
    while first:
        if len(first) > LIMIT:
            raise InputTooLarge(len(first), LIMIT)
        yield first
        first = stream.readline(LIMIT + 1)
