"""Articles as JSON: `{"id", "url", "headline", "published", "authors", "outlet", "text"}`, all but
`text` optional. The text is taken as it is: offsets refer to it, nothing is removed or put before it.

The keys of other programs' exports (`body`, `title`, `date`, `link`, …) are taken where ours are missing.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from onrecord.model import Article, Block, Failure, Loaded, Span, Time, Version, sha256
from onrecord.problems import StageFailed
from onrecord.problems.sources import BadRecord, SourceProblem
from onrecord.sources.addresses import address_key, article_id, fetched_from, identified, normal_url
from onrecord.sources.furniture import is_notice, latest_notice_time
from onrecord.sources.prose import language
from onrecord.sources.tables.columns import (
    Columns,
    Field,
    cell_address,
    cell_names,
    cell_text,
    cell_time,
    printable_name,
    recognised,
    without_markup,
)
from onrecord.sources.times import DateOrder, given_time, iso_time
from onrecord.stages import stage

Told = Callable[[Columns], object]

MEDIA_TYPE = "application/json"

_LINE = re.compile(r"[^\n]+")
_LISTS = (
    "articles", "stories", "documents", "docs", "results", "hits", "items", "entries", "records", "news", "posts",
    "response", "data", "value",
)  # fmt: skip
"""Keys under which programs put a list of articles, or an object with one."""
_DEEPEST = 3
_KEYS_NAMED = 20
_ROW_DIGITS = 6
"""Digits of an `id` in a table up to which it is taken for the row's number; those of archives are longer."""
_JSON_NAMES = {list: "a list", str: "a string", int: "a number", float: "a number", bool: "true or false"}


def read_jsonl(
    lines: Iterable[bytes],
    *,
    origin: str,
    published: str | None = None,
    url: str | None = None,
    told: Told | None = None,
) -> Iterator[Loaded | Failure]:
    """An article for each line that is not empty; a line that is none becomes a Failure that names
    `origin` and the line's number, and the rest goes on. `url` is where the lines were fetched from; `told` is given
    the keys that were taken."""
    for number, line in enumerate(lines, start=1):
        content = line.strip(b"\r\n \t\xef\xbb\xbf")
        if not content:
            continue
        yield _tried(content, f"{origin}:{number}", published=published, url=url, several=True, told=told)


def read_json(
    content: bytes, *, origin: str, published: str | None = None, url: str | None = None, told: Told | None = None
) -> Iterator[Loaded | Failure]:
    """The article or the articles of one JSON file: one object, a list, or a list inside of an object, such as
    `{"articles": […]}`. The objects of a list are stored each by itself, as compact JSON. `url` is where it was
    fetched from."""
    try:
        value = _parsed(content)
    except SourceProblem as problem:
        yield Failure(origin, str(problem))
        return
    listed = _listed(value)
    records = [content] if listed is None else [stored(part) for part in listed]
    for number, record in enumerate(records, start=1):
        place = origin if listed is None else f"{origin}[{number}]"
        yield _tried(record, place, published=published, url=url, several=listed is not None, told=told)


def read_record(
    content: bytes,
    *,
    published: str | None = None,
    url: str | None = None,
    several: bool = False,
    told: Told | None = None,
) -> Loaded:
    """One article from the bytes of one JSON object, which are what is stored of it. `published` given
    by the caller wins over the object's. Raises BadRecord and PublishedNotATime.

    What a user gives may set `id` and `url` as it likes. What was fetched from an address, `url`, may not: an object
    that names no address of the same registered domain is known by that address, and, where it is one of `several`,
    by its id there, or its bytes."""
    value = _parsed(content)
    if not isinstance(value, dict):
        raise BadRecord(f"{_JSON_NAMES.get(type(value), 'null')} instead of an object")
    if recognised(value, [value]) is None:
        value = _flat(value)
    columns = _columns(value)
    if told is not None:
        told(columns)
    loaded = article_of(value, content, columns=columns, published=published, strict=True)
    return loaded if url is None else _served(loaded, _id(value, columns, strict=True), url=url, several=several)


def _served(loaded: Loaded, given: str | None, *, url: str, several: bool) -> Loaded:
    """The article as what a server said that is at `url`."""
    article, content = loaded.article, loaded.content
    known, claimed = identified(article.url, fetched=normal_url(url))
    version = replace(article.latest, origin=fetched_from(url, claimed=claimed))
    part = f"{address_key(url)}#{given or sha256(content)}" if several and known != article.url else None
    id_ = sha256(part)[:16] if part else article_id(content, known)
    return replace(loaded, article=Article(id_, known, (version,)))


def article_of(
    value: Mapping[str, Any],
    content: bytes,
    *,
    columns: Columns,
    published: str | None = None,
    order: DateOrder | None = None,
    strict: bool = False,
) -> Loaded:
    """The article that an object, or the row of a table, holds in these columns; `content` is what is stored of it.

    `strict` holds keys that are called as the field is to the type that the field has; what any other name holds and
    is of no use is left out. Raises BadRecord and PublishedNotATime."""
    text = _text(value, columns, strict=strict)
    url, time = _url(value, columns, strict=strict), _time(value, columns, order=order, strict=strict)
    given = given_time(published) or time
    blocks = tuple(_blocks(text))
    notes = [block.span.of(text) for block in blocks if block.kind == "note"]
    version = Version(
        text=text,
        bytes_sha256=sha256(content),
        media_type=MEDIA_TYPE,
        headline=_short(value, columns, "headline", strict=strict),
        authors=_authors(value, columns, strict=strict),
        outlet=_short(value, columns, "outlet", strict=strict),
        published=given,
        modified=latest_notice_time(notes, published=given.value if given else None),
        language=language(text),
        blocks=blocks,
    )
    address = normal_url(url) if url else None
    id_ = _id(value, columns, strict=strict)
    known = article_id(content, address, None if not strict and _is_row_number(id_) else id_)
    return Loaded(Article(known, address, (version,)), content)


def stored(value: Any) -> bytes:
    """A value as the compact JSON that is kept of it."""
    return json.dumps(value, ensure_ascii=False).encode("utf8", "surrogatepass")


def _tried(
    content: bytes, origin: str, *, published: str | None, url: str | None, several: bool, told: Told | None
) -> Loaded | Failure:
    """The article with its place as its origin, or why this object is none; the objects beside it are not affected."""
    try:
        with stage("parsing the input", passing=(SourceProblem,)):
            loaded = read_record(content, published=published, url=url, several=several, told=told)
            return replace(loaded, origin=origin)
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


def _listed(value: Any, depth: int = 0) -> list[Any] | None:
    """The list of objects that a file holds, as it stands or inside of an object that is none itself."""
    if isinstance(value, list):
        return [_unwrapped(part) for part in value]
    if not isinstance(value, dict) or recognised(value, [value]) is not None or depth == _DEEPEST:
        return None
    for name in _LISTS:
        inner = value.get(name)
        if isinstance(inner, dict) or (isinstance(inner, list) and any(isinstance(part, dict) for part in inner)):
            found = _listed(inner, depth + 1)
            if found is not None:
                return found
    return None


def _unwrapped(value: Any) -> Any:
    # Elasticsearch puts each document into an envelope.
    return value["_source"] if isinstance(value, dict) and isinstance(value.get("_source"), dict) else value


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    """The object with the keys of the objects in it as its own, as in `fields.bodyText`."""
    inner = {
        f"{name}.{key}": part for name, parts in value.items() if isinstance(parts, dict) for key, part in parts.items()
    }
    return {**inner, **value}


def _columns(value: dict[str, Any]) -> Columns:
    found = recognised(value, [value])
    own = value.get("text")
    if isinstance(own, str) and own.strip():
        return Columns({**(found.names if found else {}), "text": ("text",)})
    if found is None or not any(value.get(name) for name in found.names["text"]):
        keys = ", ".join(f"`{printable_name(key)}`" for key in list(value)[:_KEYS_NAMED])
        other = f", and so is a text under any other name that is known; its keys are {keys}" if keys else ""
        raise BadRecord(f"`text` is missing, empty or not a string{other}")
    return found


def _text(value: Mapping[str, Any], columns: Columns, *, strict: bool) -> str:
    names = columns.names["text"]
    parts = [value.get(name) for name in names]
    whole = ["\n".join(part) if _is_paragraphs(part) else part for part in parts]
    text = "\n".join(part for part in whole if isinstance(part, str) and part.strip())
    if not text.strip():
        raise BadRecord(f"`{names[-1]}` is missing, empty or not a string")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadRecord(f"`{names[-1]}` contains half of a surrogate pair, which is not a character")
    if strict and names == ("text",):
        return text
    # Each by itself: an element that the one leaves open does not go on in the other.
    text = "\n".join(without_markup(part) for part in whole if isinstance(part, str) and part.strip())
    if not text.strip():
        raise BadRecord(f"`{names[-1]}` contains no words")
    return text


def _is_paragraphs(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(isinstance(part, str) for part in value)


def _short(value: Mapping[str, Any], columns: Columns, field: Field, *, strict: bool) -> str | None:
    name = columns.first(field)
    if name is None:
        return None
    found = value.get(name)
    if strict and name == field and not isinstance(found, dict):
        return _string(value, name)
    address = cell_address(found) if field == "outlet" else None
    return (urlsplit(address).hostname if address else None) or cell_text(found)


def _url(value: Mapping[str, Any], columns: Columns, *, strict: bool) -> str | None:
    name = columns.first("url")
    if name is None:
        return None
    return _string(value, name) if strict and name == "url" else cell_address(value.get(name))


def _id(value: Mapping[str, Any], columns: Columns, *, strict: bool) -> str | None:
    name = columns.first("id")
    if name is None:
        return None
    found = value.get(name)
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return _string(value, name) if strict and name == "id" else cell_text(found)


def _is_row_number(given: str | None) -> bool:
    """Whether the `id` of a table's row only counts the rows, so that another table has the same."""
    return given is not None and given.isdigit() and len(given) <= _ROW_DIGITS


def _authors(value: Mapping[str, Any], columns: Columns, *, strict: bool) -> tuple[str, ...]:
    name = columns.first("authors")
    if name is None:
        return ()
    found = value.get(name)
    described = isinstance(found, list) and any(isinstance(author, dict) for author in found)
    if described or not (strict and name == "authors"):
        return cell_names(found)
    names = [found] if isinstance(found, str) else found or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadRecord("`authors` is not a list of strings")
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _time(value: Mapping[str, Any], columns: Columns, *, order: DateOrder | None, strict: bool) -> Time | None:
    name = columns.first("published")
    if name is None:
        return None
    if not (strict and name == "published"):
        known = cell_time(value.get(name), order=order)
        return Time(known, f"json {name}" if strict else f"column {name}") if known else None
    found = _string(value, name)
    if found is None:
        return None
    time = iso_time(found)
    if time is None:
        raise BadRecord(f"`published` is not a date or time: {found!r}")
    return Time(time, "json published")


def _string(value: Mapping[str, Any], name: str) -> str | None:
    found = value.get(name)
    if found is not None and not isinstance(found, str):
        raise BadRecord(f"`{name}` is not a string")
    return found.strip() or None if found else None


def _blocks(text: str) -> Iterator[Block]:
    for line in _LINE.finditer(text):
        words = line.group().strip()
        if words:
            start = line.start() + line.group().index(words)
            yield Block("note" if is_notice(words) else "paragraph", Span(start, start + len(words)))
