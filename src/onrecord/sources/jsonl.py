"""Articles as JSON: `{"id", "url", "headline", "published", "authors", "outlet", "text"}`, all but
`text` optional. The text is taken as it is: offsets refer to it, nothing is removed or put before it."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from onrecord.model import Article, Block, Failure, Loaded, Span, Time, Version, sha256
from onrecord.problems import BadRecord, SourceProblem, StageFailed
from onrecord.sources.identity import article_id, normal_url
from onrecord.sources.language import language
from onrecord.sources.notice import is_notice, latest_notice_time
from onrecord.sources.times import given_time, iso_time
from onrecord.stages import stage

MEDIA_TYPE = "application/json"

_LINE = re.compile(r"[^\n]+")


def read_jsonl(lines: Iterable[bytes], *, origin: str, published: str | None = None) -> Iterator[Loaded | Failure]:
    """An article for each line that is not empty; a line that is none becomes a Failure that names
    `origin` and the line's number, and the rest goes on."""
    for number, line in enumerate(lines, start=1):
        content = line.strip(b"\r\n \t\xef\xbb\xbf")
        if not content:
            continue
        yield _tried(content, f"{origin}:{number}", published)


def read_json(content: bytes, *, origin: str, published: str | None = None) -> Iterator[Loaded | Failure]:
    """The article or the list of articles of one JSON file. The objects of a list are stored each by
    itself, as compact JSON."""
    try:
        value = _parsed(content)
    except SourceProblem as problem:
        yield Failure(origin, str(problem))
        return
    records = (
        [json.dumps(part, ensure_ascii=False).encode("utf8", "surrogatepass") for part in value]
        if isinstance(value, list)
        else [content]
    )
    for number, record in enumerate(records, start=1):
        yield _tried(record, f"{origin}[{number}]" if isinstance(value, list) else origin, published)


def read_record(content: bytes, *, published: str | None = None) -> Loaded:
    """One article from the bytes of one JSON object, which are what is stored of it. `published` given
    by the caller wins over the object's. Raises BadRecord and PublishedNotATime."""
    value = _parsed(content)
    if not isinstance(value, dict):
        raise BadRecord(f"a {type(value).__name__} instead of an object")
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadRecord("`text` is missing, empty or no string")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadRecord("`text` has half of a surrogate pair, which is no character")
    url, given = _string(value, "url"), given_time(published) or _time(value)
    blocks = tuple(_blocks(text))
    notes = [block.span.of(text) for block in blocks if block.kind == "note"]
    version = Version(
        text=text,
        bytes_sha256=sha256(content),
        media_type=MEDIA_TYPE,
        headline=_string(value, "headline"),
        authors=_names(value.get("authors")),
        outlet=_string(value, "outlet"),
        published=given,
        modified=latest_notice_time(notes, published=given.value if given else None),
        language=language(text),
        blocks=blocks,
    )
    address = normal_url(url) if url else None
    return Loaded(Article(article_id(content, address, _id(value)), address, (version,)), content)


def _tried(content: bytes, origin: str, published: str | None) -> Loaded | Failure:
    """The article with its place as its origin, or why this object is none; the objects beside it are not affected."""
    try:
        with stage("taking the input apart", passing=(SourceProblem,)):
            return replace(read_record(content, published=published), origin=origin)
    except (SourceProblem, StageFailed) as problem:
        return Failure(origin, str(problem))


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except UnicodeDecodeError:
        raise BadRecord("it is not in UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadRecord(f"it cannot be parsed ({error.msg} at character {error.pos + 1})") from None
    except RecursionError:
        raise BadRecord("it is nested too deeply") from None


def _string(value: dict[str, Any], name: str) -> str | None:
    found = value.get(name)
    if found is not None and not isinstance(found, str):
        raise BadRecord(f"`{name}` is no string")
    return found.strip() or None if found else None


def _id(value: dict[str, Any]) -> str | None:
    found = value.get("id")
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return _string(value, "id")


def _names(value: Any) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadRecord("`authors` is no list of strings")
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _time(value: dict[str, Any]) -> Time | None:
    found = _string(value, "published")
    if found is None:
        return None
    time = iso_time(found)
    if time is None:
        raise BadRecord(f"`published` is no date or time: {found!r}")
    return Time(time, "json published")


def _blocks(text: str) -> Iterator[Block]:
    for line in _LINE.finditer(text):
        words = line.group().strip()
        if words:
            start = line.start() + line.group().index(words)
            yield Block("note" if is_notice(words) else "paragraph", Span(start, start + len(words)))
