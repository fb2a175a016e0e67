"""What an address gives. With connections.py the only module that opens a connection.

robots.txt is respected as RFC 9309 asks: no file (4xx) allows everything, a server fault (5xx) or no
answer forbids, a file of the host is asked again for every run. Time, size and redirects are limited; hosts that are
not public are refused at every step. A name and password in an address are sent to its host, and never shown.

What a site's robots.txt asks of programs (RFC 9309), read by protego.

The longest rule that matches decides, `*` stands for anything, `$` for the end of the address, and where an Allow and
a Disallow are equally long the Allow counts.
"""

import re
import time
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from http.client import BadStatusLine
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urldefrag, urljoin, urlsplit

import urllib3
from protego import Protego
from urllib3.exceptions import (
    HTTPError,
    LocationParseError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.exceptions import (
    TimeoutError as Urllib3TimeoutError,
)
from urllib3.response import BaseHTTPResponse

from onrecord.problems.sources import (
    AddressNotFetchable,
    CertificateRejected,
    ConnectionFailed,
    FetchProblem,
    FetchTimedOut,
    ForbiddenByRobots,
    HostNotFound,
    NotText,
    RedirectedElsewhere,
    ResponseTooLarge,
    StatusNotOk,
    TooManyRedirects,
)
from onrecord.sources.addresses import authorization, split, without_credentials
from onrecord.sources.connections import connections

AGENT = "onrecord"
"""The name that robots.txt files can address."""
ROBOTS_LIMIT = 500 * 1024
"""Bytes of a robots.txt that are read; RFC 9309, section 2.5, asks for at least so many."""


def robots_address(url: str) -> str:
    """Where the rules of an address's host stand."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def allows(rules: str, url: str) -> bool:
    """Whether the rules let this program fetch the address."""
    return Protego.parse(rules).can_fetch(url, AGENT)


def crawl_delay(rules: str | None) -> float:
    """The seconds between two requests that the rules ask for; 0 where they ask for none."""
    return Protego.parse(rules or "").crawl_delay(AGENT) or 0.0


_CHUNK = 65_536
_TEXT_TYPES = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/json",
    "application/x-ndjson",
    "application/ld+json",
)
_LAYERS = 4
"""Exceptions within one another, from the one of urllib3 to the one of the system."""
_LONGEST_HEADER = 512
_REDIRECTS = (301, 302, 303, 307, 308)
_SAME_METHOD = (307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take, and where it may lead. Seconds and bytes; bytes are counted after decompression.

    `total_seconds` ends a fetch whatever the server does. `allow_private` permits hosts that are not on the public
    internet: this machine, its network."""

    connect_seconds: float = 10.0
    total_seconds: float = 60.0
    size: int = 20_000_000
    redirects: int = 5
    respect_robots: bool = True
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: its final address after redirects, without name and password, bytes, media type, charset.

    `etag` and `last_modified` are what to ask with next time; `unchanged` is the answer to such a question, without
    bytes."""

    url: str
    content: bytes = field(repr=False)
    media_type: str
    charset: str | None
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Posted:
    """What a server answered to what was sent: `retry_after` is what it says about when to ask again."""

    status: int
    content: bytes = field(repr=False)
    retry_after: str | None = None


def user_agent() -> str:
    """What servers are told: name and version."""
    try:
        return f"{AGENT}/{version('onrecord')}"
    except PackageNotFoundError:
        return AGENT


def fetch(
    url: str,
    *,
    limits: Limits = Limits(),
    etag: str | None = None,
    last_modified: str | None = None,
    robots: MutableMapping[str, str | None] | None = None,
) -> Fetched:
    """The bytes of a page. Raises a FetchProblem that names what went wrong.

    Every address on a chain of redirects is checked against its own host's robots.txt. `etag` and `last_modified` are
    those of an earlier answer: where nothing changed since, the result is `unchanged`. `robots` keeps the rules of
    hosts by the address of their robots.txt, so that fetching many pages asks for them once."""
    deadline = time.monotonic() + limits.total_seconds
    asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {"User-Agent": user_agent(), "Accept-Encoding": "gzip, deflate"}
    with connections(seconds=limits.total_seconds, allow_private=limits.allow_private, headers=headers) as pool:
        current, credentials = _checked(url)
        for _ in range(limits.redirects + 1):
            if limits.respect_robots:
                _ask_robots(pool, current, limits, deadline, known={} if robots is None else robots)
            conditions = {name: value for name, value in asked.items() if value}
            sent = headers | conditions | ({"Authorization": credentials} if credentials else {})
            response = _request(pool, current, limits, deadline, asked=current, headers=sent)
            with response:
                target = response.headers.get("Location")
                if response.status not in _REDIRECTS or not target:
                    return _fetched(current, response, limits, deadline)
            current, credentials = _following(current, target, credentials)
    raise TooManyRedirects(without_credentials(url), limits.redirects)


def post(url: str, body: bytes, *, headers: dict[str, str], limits: Limits) -> Posted:
    """What a server that the user named answers to JSON, whatever the status.

    A redirect is followed only to another path of the same server, and only where it keeps the method. Raises a
    FetchProblem where there is no answer."""
    deadline = time.monotonic() + limits.total_seconds
    own = {"User-Agent": user_agent(), "Accept": "application/json", "Content-Type": "application/json"}
    with connections(seconds=limits.total_seconds, allow_private=limits.allow_private, headers=own) as pool:
        current, credentials = _checked(url)
        sent = own | ({"Authorization": credentials} if credentials else {}) | headers
        for _ in range(limits.redirects + 1):
            with _request(pool, current, limits, deadline, asked=current, headers=sent, body=body) as response:
                target = response.headers.get("Location")
                if response.status not in _REDIRECTS or not target:
                    content = _body(current, response, limits, deadline)
                    return Posted(response.status, content, _header(response, "Retry-After"))
            following, _ = _following(current, target, None)
            if response.status not in _SAME_METHOD or urlsplit(following)[:2] != urlsplit(current)[:2]:
                raise RedirectedElsewhere(current, following)
            current = following
    raise TooManyRedirects(without_credentials(url), limits.redirects)


def _checked(url: str) -> tuple[str, str | None]:
    """The address without fragment, name and password, and the header that these make."""
    parts = split(url)
    if parts is None or parts.scheme not in ("http", "https"):
        raise AddressNotFetchable(without_credentials(url))
    return urldefrag(without_credentials(url)).url, authorization(url)


def _following(current: str, target: str, credentials: str | None) -> tuple[str, str | None]:
    """Where a redirect leads. What was sent to one host is sent to no other."""
    try:
        joined = urljoin(current, target)
    except ValueError:
        raise AddressNotFetchable(without_credentials(target)) from None
    following, own = _checked(joined)
    same = urlsplit(following)[:2] == urlsplit(current)[:2]
    return following, own or (credentials if same else None)


def _request(
    pool: urllib3.PoolManager,
    url: str,
    limits: Limits,
    deadline: float,
    *,
    asked: str,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> BaseHTTPResponse:
    left = max(0.001, deadline - time.monotonic())
    timeout = urllib3.Timeout(connect=min(limits.connect_seconds, left), read=left)
    try:
        return pool.request(
            "GET" if body is None else "POST",
            url,
            body=body,
            headers=headers,
            timeout=timeout,
            redirect=False,
            preload_content=False,
        )
    except (LocationParseError, UnicodeError, ValueError):
        raise AddressNotFetchable(url) from None
    except HTTPError as error:
        raise _late(asked, limits, deadline) or _problem(asked, error, limits) from error


def _late(url: str, limits: Limits, deadline: float) -> FetchTimedOut | None:
    """A connection that was ended at the deadline reports anything: that it was reset, or that all was sent."""
    return FetchTimedOut(url, limits.total_seconds) if time.monotonic() >= deadline else None


def _problem(url: str, error: HTTPError, limits: Limits) -> FetchProblem:
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    if isinstance(cause, NameResolutionError):
        return HostNotFound(urlsplit(url).hostname or url)
    if isinstance(cause, SSLError):
        return CertificateRejected(url, _short(cause))
    # urllib3 derives a refused connection from its time-outs.
    if isinstance(cause, Urllib3TimeoutError) and not isinstance(cause, NewConnectionError):
        seconds = limits.total_seconds if isinstance(cause, ReadTimeoutError) else limits.connect_seconds
        return FetchTimedOut(url, seconds)
    return ConnectionFailed(url, _short(cause))


def _short(error: BaseException) -> str:
    """What the innermost cause says, without the classes and connections around it."""
    for _ in range(_LAYERS):
        inner = error.__cause__ or next((one for one in error.args if isinstance(one, BaseException)), None)
        error = inner or error
    if isinstance(error, BadStatusLine) and not isinstance(error, OSError):  # which quotes what the server sent
        return "the answer is not HTTP"
    said = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or str(error)
    return re.sub(r"^\[.*?\] ?|\(_ssl\.c:\d+\)$", "", said).strip()[:120] or type(error).__name__


def _fetched(url: str, response: BaseHTTPResponse, limits: Limits, deadline: float) -> Fetched:
    etag, last_modified = (_header(response, name) for name in ("ETag", "Last-Modified"))
    if response.status == 304:
        return Fetched(url, b"", "", None, etag, last_modified, unchanged=True)
    if response.status != 200:
        raise StatusNotOk(url, response.status, retry_after=_header(response, "Retry-After"))
    media_type, charset = _content_type(response.headers.get("Content-Type", ""))
    if media_type and not media_type.startswith(_TEXT_TYPES) and not media_type.endswith("+xml"):
        raise NotText(url, media_type)
    if (response.length_remaining or 0) > limits.size:
        raise ResponseTooLarge(url, limits.size)
    content = _body(url, response, limits, deadline)
    return Fetched(url, content, media_type or "text/html", charset, etag, last_modified)


def _header(response: BaseHTTPResponse, name: str) -> str | None:
    # What is longer is no date and no tag but an attempt to fill the record.
    value = response.headers.get(name, "")
    return value if 0 < len(value) <= _LONGEST_HEADER and value.isprintable() else None


def _body(url: str, response: BaseHTTPResponse, limits: Limits, deadline: float) -> bytes:
    content = bytearray()
    try:
        for chunk in response.stream(_CHUNK, decode_content=True):
            content += chunk
            if len(content) > limits.size:
                raise ResponseTooLarge(url, limits.size)
    except HTTPError as error:
        raise _late(url, limits, deadline) or _problem(url, error, limits) from error
    if late := _late(url, limits, deadline):
        raise late
    return bytes(content)


def _content_type(header: str) -> tuple[str, str | None]:
    media_type, *parameters = (part.strip() for part in header.split(";"))
    charsets = (part.partition("=")[2].strip("\"' ") for part in parameters if part.lower().startswith("charset"))
    return media_type.lower(), next(charsets, None) or None


def _ask_robots(
    pool: urllib3.PoolManager, url: str, limits: Limits, deadline: float, *, known: MutableMapping[str, str | None]
) -> None:
    address = robots_address(url)
    if address not in known:
        known[address] = _robots(pool, address, limits, deadline, asked=url)
    rules = known[address]
    if rules is None:
        raise ForbiddenByRobots(url, "the site's robots.txt could not be fetched, so the site must not be read")
    if not allows(rules, url):
        raise ForbiddenByRobots(url, "the site's robots.txt forbids it")


def _robots(pool: urllib3.PoolManager, url: str, limits: Limits, deadline: float, *, asked: str) -> str | None:
    """The rules; empty where there is no file, None where the server is at fault. Failures name the
    address that was asked for."""
    for _ in range(limits.redirects + 1):
        with _request(pool, url, limits, deadline, asked=asked) as response:
            target = response.headers.get("Location")
            if response.status in _REDIRECTS and target:
                url, _ = _following(url, target, None)
                continue
            if response.status >= 500 or response.status == 429:
                return None
            if response.status != 200:
                return ""
            return _beginning(asked, response, limits, deadline)
    return ""


def _beginning(url: str, response: BaseHTTPResponse, limits: Limits, deadline: float) -> str:
    content = bytearray()
    try:
        for chunk in response.stream(_CHUNK, decode_content=True):
            content += chunk
            if len(content) >= ROBOTS_LIMIT:
                break
    except HTTPError as error:
        raise _late(url, limits, deadline) or _problem(url, error, limits) from error
    if late := _late(url, limits, deadline):
        raise late
    return bytes(content[:ROBOTS_LIMIT]).decode("utf-8-sig", errors="replace")
