"""A feed (RSS, Atom or JSON Feed) as the addresses of its entries.

Only links with http or https are taken, and nothing else of an entry: the article is read from its own page. The
parser is given bytes to read, never a name: it would open addresses and files by itself.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import feedparser

from onrecord.problems import NotAFeed
from onrecord.sources.addresses import address_key

MOST_ENTRIES = 1000
"""Entries of a feed beyond these are left out. Most feeds hold 10 to 100; some hold everything ever published."""
LONGEST_ADDRESS = 2000
"""Longer links are left out: browsers and servers hardly take them."""

_OPENING = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_MARKUP = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_JSON_FEED = "https://jsonfeed.org/version/"
_JSON_FEEDS = re.compile(rb'^\s*\{.*"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org', re.DOTALL)
_LOOKED_AT = 4096


@dataclass(frozen=True, slots=True)
class Feed:
    """The addresses of a feed's entries, each once, in its order, and how many entries had none that can be read."""

    links: tuple[str, ...]
    without_link: int = 0


def is_feed(content: bytes) -> bool:
    """Whether bytes look like a feed, by their beginning."""
    beginning = content[:_LOOKED_AT]
    if _JSON_FEEDS.search(beginning):
        return True
    opening = _OPENING.search(beginning)
    page = _MARKUP.search(beginning)
    return opening is not None and (page is None or opening.start() < page.start())


def read_feed(content: bytes, *, url: str) -> Feed:
    """The entries of a feed that came from `url`. A broken feed gives what can be read of it.

    Raises NotAFeed where that is nothing, unless the feed is sound and empty."""
    links = _json_links(content) if content.lstrip()[:1] == b"{" else _links(content)
    found = [_address(link, url) for link in links[:MOST_ENTRIES]]
    unique: dict[str, str] = {}
    for address in filter(None, found):
        unique.setdefault(address_key(address), address)
    return Feed(tuple(unique.values()), found.count(None))


def _links(content: bytes) -> list[Any]:
    try:
        parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise NotAFeed(f"{type(error).__name__}: {error}") from error
    if not parsed.entries and (not parsed.get("version") or parsed.get("bozo")):
        reason = parsed.get("bozo_exception")
        raise NotAFeed(f"{reason}" if reason else "it is neither RSS nor Atom nor JSON Feed")
    return [entry.get("link") for entry in parsed.entries]


def _json_links(content: bytes) -> list[Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"{error}") from error
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list) or _JSON_FEED not in str(value.get("version")):
        raise NotAFeed("it is JSON, but no JSON Feed")
    return list(_item_links(items))


def _item_links(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        yield item.get("url") if isinstance(item, dict) else None


def _address(link: Any, base: str) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        address = urldefrag(urljoin(base, link.strip())).url
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return None
    return address if usable and address.isprintable() and len(address) <= LONGEST_ADDRESS else None
