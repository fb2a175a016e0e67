"""The user's inputs, opened: files, folders, http(s) addresses and standard input."""

import gzip
import io
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.model import ArticleKind, Failure, Loaded, Origin, OriginKind
from onrecord.problems.sources import (
    BrokenCompression,
    EmptyInput,
    FeedAsArticle,
    NoSuchInput,
    NotATable,
    NotTakenApart,
    SourceProblem,
    TableAtAddress,
    UnreadableInput,
)
from onrecord.sources import files, kinds
from onrecord.sources.addresses import without_credentials
from onrecord.sources.documents import read_pdf, read_word
from onrecord.sources.documents.packed import unpacked
from onrecord.sources.encoding import LIMIT, check_bytes
from onrecord.sources.files import beginning, decompressed, lines_of, next_line, seekable, up_to_words, whole
from onrecord.sources.kinds import BEFORE, Kind, is_feed, is_plain, kind_by_first_bytes, kind_by_name, sniffed_kind
from onrecord.sources.page import read_page
from onrecord.sources.tables import HEAD, Following, Tell, is_table, read_parquet, read_table, shown
from onrecord.sources.tables.columns import Columns
from onrecord.sources.tables.jsonl import Told, read_json, read_jsonl
from onrecord.sources.text import read_text
from onrecord.sources.times import given_time, time_text
from onrecord.sources.turns.captions import read_transcript
from onrecord.sources.turns.interviews import is_interview

if TYPE_CHECKING:
    from onrecord.sources.fetch import Fetched

Inputs = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""What a user names as input: one string or path, or several."""

_ADDRESS = re.compile(r"[a-z][a-z\d+.-]{1,20}://", re.IGNORECASE)
"""Also those that cannot be fetched: as paths they would not be found, and a password in them would be kept."""
_ALONE = ("page", "text", "vtt", "srt", "word", "pdf")  # kinds of files that hold one article
_TABLES = ("text/csv", "text/tab-separated-values")
_LARGEST_PARQUET = 50 * LIMIT
"""Bytes of a Parquet file that comes through a pipe or compressed, and must be held whole."""


def load(
    inputs: Inputs,
    *,
    published: str | date | None = None,
    standard_input: BinaryIO | None = None,
    kind: ArticleKind | None = None,
    allow_private: bool = False,
    tell: Tell | None = None,
) -> Iterator[Loaded | Failure]:
    """The articles of all inputs in order, each as soon as it is read; a Failure for each input that is not an article.

    Inputs are files (.html, .txt, .md, .jsonl, .json, .csv, .tsv, .parquet, .vtt, .srt, .docx, .pdf, also with .gz;
    others are recognized by their bytes), folders (walked in order of names, leaving out hidden files and
    records), http and https addresses, and "-" for `standard_input`, a binary file. `published` is the publication time
    of all of them, such as "2024-03-01", overriding what they say themselves; `kind` is what all of them are:
    "article", "interview", "transcript" or "official" (a statement that its issuer publishes). Without it, captions
    (.vtt, .srt) are transcripts, what is printed as questions and answers is an interview, and everything else is an
    article. `tell` is called with a sentence on which columns of a table, or keys of foreign JSON, were used for what.
    `allow_private` permits addresses that lead to this machine or its network.

    One string or path is one input. Raises, before anything is read, PublishedNotATime if `published` is not a time and
    ValueError for another kind; TypeError for an input that is neither a string nor a path."""
    manner: dict[str, Any] = {"published": published, "kind": kind, "allow_private": allow_private, "tell": tell}
    return opened(to_load(inputs, standard_input=standard_input, **manner))


@dataclass(frozen=True, slots=True)
class Unopened:
    """A file of one article that is yet to be opened, which any process may do."""

    path: Path
    published: str | None
    kind: ArticleKind | None = None

    def load(self) -> Loaded | Failure:
        """The article that the file holds."""
        found = _guarded(files.named(self.path), _from_file(self.path, _Manner(self.published)))
        return _told_kind(next(found), self.kind, self.published)


def to_load(
    inputs: Inputs,
    *,
    published: str | date | None = None,
    standard_input: BinaryIO | None = None,
    kind: ArticleKind | None = None,
    allow_private: bool = False,
    tell: Tell | None = None,
) -> Iterator["Given"]:
    """What `load` gives; files of one article each are not opened."""
    time = time_text(published)
    given_time(time)
    kinds.check_article_kind(kind)
    manner = _Manner(time, tell, allow_private)
    return (_of_kind(one, kind, time) for name in names_of(inputs) for one in _load_one(name, manner, standard_input))


Given = Loaded | Failure | Unopened  # what an input gives


def opened(given: Iterable[Given]) -> Iterator[Loaded | Failure]:
    """The same, opened."""
    return (one.load() if isinstance(one, Unopened) else one for one in given)


def names_of(inputs: Inputs) -> Iterator[str]:
    """The inputs as strings, each as it is come to. Raises TypeError for what is neither a string nor a path."""
    given = (inputs,) if isinstance(inputs, (str, os.PathLike)) else inputs
    if isinstance(given, (bytes, bytearray, memoryview)):
        raise TypeError("Bytes are not an input: give the path of a file, or `onrecord.sources.read_page(bytes)`.")
    if not isinstance(given, Iterable):
        raise TypeError(f"{given!r} is not an input: give a path or an address, or several of them.")
    return map(_name, given)


def _name(one: str | os.PathLike[str]) -> str:
    name = os.fspath(one) if isinstance(one, (str, os.PathLike)) else one
    if not isinstance(name, str):
        raise TypeError(f"{one!r} is not an input: give a path or an address as a string, or a Path.")
    # A path is a file of that name, whatever a string would mean.
    return os.path.join(".", name) if name == "-" and not isinstance(one, str) else name  # noqa: PTH118


@dataclass(frozen=True, slots=True)
class _Manner:
    """What was asked for beside the inputs; `told` are the keys that were said to be taken."""

    published: str | None = None
    tell: Tell | None = None
    allow_private: bool = False
    told: set[str] = field(default_factory=set)

    def keys(self, origin: str) -> Told | None:
        """What is to be given the keys of each object of a file of JSON."""
        if self.tell is None:
            return None
        tell, told = self.tell, self.told

        def one(columns: Columns) -> None:
            if not columns.own and columns.told() not in told:
                told.add(columns.told())
                tell(f"{shown(origin)} is read as articles: {columns.told()}.")

        return one


def _of_kind(result: "Given", kind: ArticleKind | None, published: str | None) -> "Given":
    if isinstance(result, Unopened):
        return replace(result, kind=kind)
    return _told_kind(result, kind, published)


def _told_kind(result: Loaded | Failure, kind: ArticleKind | None, published: str | None) -> Loaded | Failure:
    if isinstance(result, Failure) or kind is None:
        return result
    if kind == "transcript" and result.article.latest.media_type.partition(";")[0] == "text/plain":
        again = read_text(result.content, published=published, url=result.article.url, whole=True)
        version = replace(again.article.latest, origin=result.article.latest.origin)
        result = replace(again, article=replace(again.article, versions=(version,)), origin=result.origin)
    version = replace(result.article.latest, kind=kind)
    return replace(result, article=replace(result.article, versions=(version,)))


def load_fetched(fetched: "Fetched", *, origin: str) -> Iterator[Loaded | Failure]:
    """The articles of an address, `origin`, that was fetched already."""
    return _guarded(without_credentials(origin), _from_fetched(fetched, without_credentials(origin), _Manner()))


def load_bytes(
    content: bytes, *, name: str | None = None, published: str | None = None, kind: ArticleKind | None = None
) -> Iterator[Loaded | Failure]:
    """The articles in bytes that came without a file: pasted, or sent under a `name`, whose ending then tells what they
    are where they do not show it themselves. Raises PublishedNotATime, or ValueError for a kind that there is not."""
    given_time(published)
    kinds.check_article_kind(kind)
    manner, origin = _Manner(published), name or "-"
    found = _guarded(origin, _from_named(content, kind_by_name(Path(name)) if name else None, origin, manner))
    return (_told_kind(one, kind, published) for one in found)


def _from_named(content: bytes, kind: Kind | None, origin: str, manner: _Manner) -> Iterator[Loaded | Failure]:
    stream = decompressed(io.BytesIO(content))
    if kind == "json lines":
        return _from_lines(stream, origin, manner)
    return _from_opened(stream, kind, origin=origin, manner=manner)


def count(inputs: Inputs) -> int:
    """How many articles `load` will give: the measure of progress. A file of JSON lines has one a line; what else holds
    several, an address or a list in JSON, counts as one."""
    return sum(1 if is_stream(name) or not name else _articles_in(Path(name)) for name in names_of(inputs))


def count_bytes(content: bytes, *, name: str | None = None) -> int | None:
    """How many articles `load_bytes` will give; None where only reading tells, as of a table."""
    kind = kind_by_name(Path(name)) if name else None
    if kind in ("table", "parquet", "json") or content.startswith(b"\x1f\x8b"):
        return None
    if kind == "json lines" or (kind is None and sniffed_kind(content) == "json lines"):
        return sum(1 for line in io.BytesIO(content) if line.strip())
    return 1


def left_out(inputs: Inputs) -> Iterator[tuple[Path, str]]:
    """What of the folders among the inputs `load` leaves out, such as hidden files, each with its reason."""
    return files.left_out(Path(name) for name in names_of(inputs) if name and not is_stream(name))


def _articles_in(path: Path) -> int:
    walked = (file for file, reason in files.walk(path) if reason in (None, files.UNREADABLE_FOLDER))
    return sum(lines_of(file) if kind_by_name(file) == "json lines" else 1 for file in walked)


def is_stream(name: str) -> bool:
    """Whether an input is standard input or an address, not a path."""
    return name == "-" or bool(_ADDRESS.match(name))


def _load_one(name: str, manner: _Manner, standard_input: BinaryIO | None) -> Iterator["Given"]:
    if name == "-":
        yield from _guarded("-", _from_stream(standard_input, manner))
    elif _ADDRESS.match(name):
        yield from _guarded(without_credentials(name), _from_address(name, manner))
    elif not name:  # as of a variable that is not set; pathlib takes it for the working folder
        yield Failure(name, str(NoSuchInput(name)))
    else:
        for path, left in files.walk(Path(name)):
            if left == files.UNREADABLE_FOLDER:
                yield Failure(
                    files.named(path), str(UnreadableInput("it is a folder that you have no permission to open"))
                )
            elif left is None and kind_by_name(path) in _ALONE:
                yield Unopened(path, manner.published)
            elif left is None:
                yield from _guarded(files.named(path), _from_file(path, manner))


def _guarded(origin: str, results: Iterator[Loaded | Failure]) -> Iterator[Loaded | Failure]:
    try:
        for result in results:
            yield _with_origin(result, origin) if isinstance(result, Loaded) else result
    except SourceProblem as problem:
        yield Failure(origin, str(problem))
    except OSError as error:
        yield Failure(origin, str(UnreadableInput(error.strerror or str(error))))
    except Exception as error:  # what lxml, trafilatura or htmldate do not foresee must not end the batch either
        yield Failure(origin, str(NotTakenApart(f"{type(error).__name__}: {error}")))


def _with_origin(loaded: Loaded, origin: str) -> Loaded:
    """The article with the input that gave it, and as an interview where it is printed as one. What came from no
    address is a copy of what it claims to be."""
    article, version = loaded.article, loaded.article.latest
    if version.kind == "article" and is_interview(version.text, version.blocks):
        version = replace(version, kind="interview")
    if version.origin is None:
        kind: OriginKind = "standard input" if origin == "-" else "file"
        version = replace(version, origin=Origin(kind, None if origin == "-" else origin, article.url))
    return replace(loaded, article=replace(article, versions=(version,)), origin=loaded.origin or origin)


def _from_file(path: Path, manner: _Manner) -> Iterator[Loaded | Failure]:
    if not path.exists():
        raise NoSuchInput(str(path))
    kind = kind_by_name(path)
    with path.open("rb") as file:
        opened = decompressed(file)
        if kind == "json lines":
            yield from _from_lines(opened, files.named(path), manner)
        else:
            yield from _from_opened(opened, kind, origin=files.named(path), manner=manner)


def _from_stream(stream: BinaryIO | None, manner: _Manner) -> Iterator[Loaded | Failure]:
    if stream is None:
        raise NoSuchInput("-")
    yield from _from_opened(decompressed(stream), None, origin="-", manner=manner)


def _from_opened(stream: BinaryIO, kind: Kind | None, *, origin: str, manner: _Manner) -> Iterator[Loaded | Failure]:
    """Tables are read row by row and JSON lines line by line, however many there are; anything else is read whole, up
    to the size of one article."""
    if kind is not None and kind not in ("table", "parquet"):
        yield from _from_bytes(whole(stream, LIMIT), kind, origin=origin, manner=manner)
        return
    head = beginning(stream, HEAD)
    rest: BinaryIO = io.BufferedReader(Following(head, stream))
    if head.startswith(b"PAR1"):
        # The library begins at the end of a file.
        file = stream if seekable(stream) else io.BytesIO(whole(rest, _LARGEST_PARQUET))
        yield from read_parquet(file, origin=origin, published=manner.published, tell=manner.tell)
    elif kind == "parquet":
        check_bytes(head)
        raise NotATable("it does not begin like one")
    elif (kind == "table" and kind_by_first_bytes(head) is None) or (is_plain(head) and is_table(head)):
        try:
            yield from read_table(rest, origin=origin, published=manner.published, tell=manner.tell)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BrokenCompression(str(error)) from None
    elif head.lstrip(BEFORE).startswith(b"{"):
        yield from _from_objects(rest, origin=origin, manner=manner)
    else:
        yield from _from_bytes(whole(rest, LIMIT), None, origin=origin, manner=manner)


def _from_objects(stream: BinaryIO, *, origin: str, manner: _Manner) -> Iterator[Loaded | Failure]:
    """One object of JSON; or one a line, where the first line may be a whole one and others follow."""
    first, second = up_to_words(stream, LIMIT), up_to_words(stream, LIMIT)
    again: BinaryIO = io.BufferedReader(Following(first + second, stream))
    if first.rstrip().endswith(b"}") and second.strip():
        yield from _from_lines(again, origin, manner)
    else:
        yield from _from_bytes(whole(again, LIMIT), "json", origin=origin, manner=manner)


def _from_address(url: str, manner: _Manner) -> Iterator[Loaded | Failure]:
    # urllib3 and TLS are loaded only by those who fetch.
    from onrecord.sources.fetch import Limits, fetch

    fetched = fetch(url, limits=Limits(allow_private=manner.allow_private))
    yield from _from_fetched(fetched, without_credentials(url), manner)


def _from_fetched(fetched: "Fetched", url: str, manner: _Manner) -> Iterator[Loaded | Failure]:
    if is_feed(fetched.content):
        raise FeedAsArticle(url)
    if fetched.media_type == "text/plain":
        yield read_text(fetched.content, published=manner.published, url=fetched.url)
    elif fetched.media_type in _TABLES:
        raise TableAtAddress(url)
    elif "json" in fetched.media_type:
        yield from _json_from_address(fetched, url, manner)
    else:
        yield read_page(fetched.content, url=fetched.url, published=manner.published, charset=fetched.charset)


def _json_from_address(fetched: "Fetched", url: str, manner: _Manner) -> Iterator[Loaded | Failure]:
    lines, published, told = fetched.content.splitlines(), manner.published, manner.keys(url)
    if sniffed_kind(fetched.content) == "json lines" and sum(1 for line in lines if line.strip()) > 1:
        yield from read_jsonl(lines, origin=url, published=published, url=fetched.url, told=told)
    else:
        check_bytes(fetched.content)
        yield from read_json(fetched.content, origin=url, published=published, url=fetched.url, told=told)


def _from_bytes(content: bytes, kind: Kind | None, *, origin: str, manner: _Manner) -> Iterator[Loaded | Failure]:
    published, charset = manner.published, None
    if is_feed(content):
        raise FeedAsArticle
    if part := unpacked(content):
        content, kind, charset = part.content, part.kind, part.charset
    kind = kind_by_first_bytes(content) or kind or sniffed_kind(content)
    if kind == "page":
        yield read_page(content, published=published, charset=charset)
    elif kind == "text":
        yield read_text(content, published=published)
    elif kind == "vtt" or kind == "srt":
        yield read_transcript(content, format_=kind, published=published)
    elif kind == "word":
        yield read_word(content, published=published)
    elif kind == "pdf":
        yield read_pdf(content, published=published)
    elif kind == "json":
        check_bytes(content)
        yield from read_json(content, origin=origin, published=published, told=manner.keys(origin))
    else:
        yield from read_jsonl(content.splitlines(), origin=origin, published=published, told=manner.keys(origin))


def _from_lines(stream: BinaryIO, origin: str, manner: _Manner) -> Iterator[Loaded | Failure]:
    yield from read_jsonl(_lines(stream), origin=origin, published=manner.published, told=manner.keys(origin))


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    begun = False
    while line := next_line(stream, LIMIT):
        if not begun and line.strip():
            check_bytes(line)
            begun = True
        yield line
    if not begun:
        raise EmptyInput
