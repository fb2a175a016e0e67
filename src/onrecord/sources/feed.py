"""A feed (RSS, Atom or JSON Feed) as its entries: addresses, and when and by whom the feed says they were published.

Only links with http or https are taken, and no words: the article is read from its own page. The parser is given bytes
to read, never a name: it would open addresses and files by itself.

Addresses that are named, or listed in files.
"""

import io
import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import feedparser

from onrecord.model import Failure
from onrecord.problems.sources import AddressNotFetchable, NotAFeed
from onrecord.sources.addresses import address_key, normal_url, split, without_credentials
from onrecord.sources.authors import clean_authors
from onrecord.sources.encoding import decode
from onrecord.sources.inputs import Inputs, names_of
from onrecord.sources.tables.columns import cell_names, cell_time

MOST_ENTRIES = 1000
"""Entries of a feed beyond these are left out. Most feeds hold 10 to 100; some hold everything ever published."""
LONGEST_ADDRESS = 2000
"""Longer links are left out: browsers and servers hardly take them."""

_JSON_FEED = "https://jsonfeed.org/version/"
_NAMED_ENCODING = re.compile(r"(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*[\"'][^\"']{0,40}[\"']", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_ADDRESS_LIKE = re.compile(r"https?://|/", re.IGNORECASE)
_NO_PERMALINK = re.compile(
    r"<guid\b[^>]{0,100}?\bispermalink\s*=\s*[\"']\s*false[^>]{0,100}>\s*([^<>\s]{1,2000})", re.IGNORECASE
)
_LONGEST_AUTHOR = 500
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s+\(([^()]{2,100})\)")


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands in an entry: anything at all as its link."""

    link: Any
    published: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed names it: its address, when it was published (ISO 8601) and by whom, where it says so."""

    link: str
    published: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed, each address once, in its order, and how many had none that can be read."""

    entries: tuple[Entry, ...]
    without_link: int = 0

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses of the entries."""
        return tuple(entry.link for entry in self.entries)


def read_feed(content: bytes, *, url: str) -> Feed:
    """The entries of a feed that came from `url`. A broken feed gives what can be read of it.

    Raises NotAFeed where that is nothing, unless the feed is sound and empty."""
    read = _json_entries(content) if content.lstrip()[:1] == b"{" else _entries(content)
    found = [_with_address(entry, url) for entry in read[:MOST_ENTRIES]]
    unique: dict[str, Entry] = {}
    for entry in filter(None, found):
        unique.setdefault(address_key(entry.link), entry)
    return Feed(tuple(unique.values()), found.count(None))


def _entries(content: bytes) -> list[_Read]:
    parsed = _parsed(content)
    if not parsed.entries and (not parsed.get("version") or parsed.get("bozo")):
        # The encoding that a feed names is not always the one it has.
        parsed = _parsed(_NAMED_ENCODING.sub(r"\1", decode(content), count=1).encode("utf8", "replace"))
    if not parsed.entries and (not parsed.get("version") or parsed.get("bozo")):
        reason = parsed.get("bozo_exception")
        raise NotAFeed(f"{reason}" if reason else "it is neither RSS nor Atom nor JSON Feed")
    version = str(parsed.get("version") or "")
    no_links = {unescape(found) for found in _NO_PERMALINK.findall(decode(content))}
    return [
        _Read(_link(entry, version, no_links), _published(entry, version), _authors(entry)) for entry in parsed.entries
    ]


def _parsed(content: bytes) -> Any:
    try:
        return feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise NotAFeed(f"{type(error).__name__}: {error}") from error


def _link(entry: Any, version: str, no_links: set[str]) -> Any:
    """The article's own address before one that counts clicks; an id only where the feed says that it is an address."""
    link, known = entry.get("link"), entry.get("id")
    original = entry.get("feedburner_origlink")
    if isinstance(original, str) and _WEB.match(original.strip()):
        return original
    if isinstance(link, str) and link.strip():
        # Without an attribute an RSS id is said to be an address, which bare numbers are not.
        return None if entry.get("guidislink") and link == known and not _ADDRESS_LIKE.match(link) else link
    is_link = version.startswith("rss") and isinstance(known, str) and _WEB.match(known) and known not in no_links
    return known if is_link else None


def _published(entry: Any, version: str) -> str | None:
    # RSS has dates of Dublin Core, which the parser calls updates; those of Atom are updates.
    # `dict.get`, because the parser's own gives one for the other.
    written = entry.get("published") or (None if version.startswith("atom") else dict.get(entry, "updated"))
    return cell_time(written) if isinstance(written, str) else None


def _authors(entry: Any) -> tuple[str, ...]:
    whole = entry.get("author")
    if isinstance(whole, str) and "@" in whole:
        # The parser cuts addresses of mail where their ends have more than four letters.
        mailed = _MAIL_AND_NAME.fullmatch(whole[:_LONGEST_AUTHOR].strip())
        return clean_authors([mailed[1]] if mailed else [])
    listed = entry.get("authors")
    names = [one.get("name") for one in listed if hasattr(one, "get")] if isinstance(listed, list) else [whole]
    return clean_authors(name for name in names if isinstance(name, str))


def _json_entries(content: bytes) -> list[_Read]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"{error}") from error
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list) or _JSON_FEED not in str(value.get("version")):
        raise NotAFeed("it is JSON, but not a JSON Feed")
    return [_item(item) if isinstance(item, dict) else _Read(None) for item in items]


def _item(item: dict[str, Any]) -> _Read:
    published, authors = item.get("date_published"), item.get("authors") or [item.get("author")]
    time = cell_time(published) if isinstance(published, str) else None
    return _Read(item.get("url"), time, cell_names(authors) if isinstance(authors, list) else ())


def _with_address(read: _Read, base: str) -> Entry | None:
    address = _address(read.link, base)
    return Entry(address, read.published, read.authors) if address else None


def _address(link: Any, base: str) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        address = urldefrag(urljoin(base, link.strip())).url
        # What tells the site who sends readers is no part of the address.
        address = urlsplit(address)._replace(query=urlsplit(normal_url(address)).query).geturl()
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except (ValueError, UnicodeError):
        return None
    return address if usable and address.isprintable() and len(address) <= LONGEST_ADDRESS else None


def addresses(sources: Inputs) -> tuple[list[str], list[Failure]]:
    """The addresses that are named or listed in files, one a line, and the lines that are none.

    Empty lines and those that begin with # are skipped."""
    found: dict[str, None] = {}
    failures = []
    for source in names_of(sources):
        if _is_address(source):
            if split(source):
                found[source] = None
            else:
                address = without_credentials(source)
                failures.append(Failure(address, str(AddressNotFetchable(address))))
            continue
        try:
            lines = Path(source).read_text("utf-8-sig", errors="replace").splitlines()
        except OSError as error:
            failures.append(Failure(source, f"The list cannot be read: {error.strerror}. Check its name."))
            continue
        for number, line in enumerate(lines, start=1):
            if _is_address(line.strip()) and split(line):
                found[line.strip()] = None
            elif line.strip() and not line.lstrip().startswith("#"):
                reason = (
                    "The line is not an address. Write one http or https address on each line, or start a comment "
                    "with #."
                )
                failures.append(Failure(f"{source}, line {number}", reason))
    return list(found), failures


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))
