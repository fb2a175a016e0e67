"""Addresses of articles: their parts, what of them is shown, and what two spellings of one article have in common.

Two things are kept apart. The address that is stored and shown works when it is opened: of it only what no server
needs is taken. The key by which articles are told apart may be no address at all: without scheme and host prefixes,
final slashes and everything that says how a reader came. No function here raises for any text.
"""

import base64
import re
import unicodedata
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from onrecord.sources.trackers import is_tracker, is_variant

LONGEST = 8000
"""Characters of an address; servers take fewer."""
_HOST_PREFIXES = frozenset("www www1 www2 www3 m mobile amp touch wap".split())
_FIRST_PAGES = re.compile(r"(?:index|default)\.(?:html?|xhtml|shtml|php\d?|aspx?|jsp|cgi)", re.IGNORECASE)
_AMP_ENDING = re.compile(r"\.amp(?=(?:\.html?)?$)", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_ROUTE = re.compile(r"!|/")
"""Where a fragment is a place of its own: pages that are put together by a script."""
_WITHOUT_SCHEME = re.compile(r"(?://)?((?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d{1,5})?/.*)", re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_USER = re.compile(r"(?:(?<=://)|(?<=\A//))[^/?#]*@")
_USERS_IN_TEXT = re.compile(r"(?<=://)[^/?#\s@]{1,512}@")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "!$'()*,:@;=&+/"
_QUERY_SAFE = "!$'()*,:@/?"
# Caches that serve another site's page under an address which holds that of the page.
_CACHED = (
    (re.compile(r"(?:.+\.)?cdn\.ampproject\.org"), re.compile(r"/(?:[cv]|wp)/(?:s/)?(.+)")),
    (re.compile(r"(?:www\.)?google\.com"), re.compile(r"/amp/(?:s/)?(.+)")),
)


def split(url: str) -> SplitResult | None:
    """The parts of an http, https or other address with a host that can be asked; None for any other text."""
    if len(url) > LONGEST:
        return None
    try:
        parts = urlsplit(url.strip())
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if usable else None


def without_credentials(url: str) -> str:
    """The address without the name and password that stand before its host."""
    return _USER.sub("", url, count=1)


def without_any_credentials(text: str) -> str:
    """A text without the names and passwords of the addresses in it."""
    return _USERS_IN_TEXT.sub("", text)


def authorization(url: str) -> str | None:
    """The header by which a host is told the name and password that an address holds; None where it holds none."""
    parts = split(url)
    if parts is None or not (parts.username or parts.password):
        return None
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return f"Basic {base64.b64encode(pair.encode('utf8', 'replace')).decode('ascii')}"


def shown_address(url: str) -> str:
    """An address as it is stored and shown: it still works. Host in lower case, without name and password, default
    port, fragment, and parameters that only say how a reader came."""
    url = url.strip()
    parts = split(url)
    if parts is None or parts.scheme not in ("http", "https"):
        return _USER.sub("", url)  # no address, so that several may seem to stand in it
    port = _port(parts, default={"http": 80, "https": 443}[parts.scheme])
    kept = [pair for pair in _pairs(parts.query) if not is_tracker(pair.partition("=")[0])]
    query = quote(_STRAY.sub("%25", "&".join(kept)), safe=f"{_QUERY_SAFE}%~&=+;[]|", errors="surrogatepass")
    fragment = parts.fragment if _ROUTE.match(parts.fragment) else ""
    return urlunsplit((parts.scheme, f"{_host(parts)}{port}", _quoted(parts.path), query, fragment))


def address_key(url: str) -> str:
    """What all addresses of one article have in common. Of a plain address with https it is the address itself."""
    url = url.strip()
    bare = _WITHOUT_SCHEME.fullmatch(url)
    parts = split(f"https://{bare[1]}" if bare else url)
    if parts is None or parts.scheme not in ("http", "https"):
        return _USER.sub("", url)  # no address, so that several may seem to stand in it
    host = _host(parts)
    for cache, cached in _CACHED:
        held = cached.fullmatch(parts.path) if cache.fullmatch(host) else None
        if held and (inner := split(f"https://{held[1]}{'?' if parts.query else ''}{parts.query}")):
            parts, host = inner, _host(inner)
            break
    port = _port(parts, default=443) and _port(parts, default=80)
    path = _plain_path(parts.path)
    query = "&".join(sorted(_plain_pairs(parts.query, path=path)))
    fragment = f"#{parts.fragment}" if _ROUTE.match(parts.fragment) else ""
    root = "/" if not path and (query or fragment) else ""
    return f"https://{_without_prefixes(host)}{port}{path}{root}{'?' if query else ''}{query}{fragment}"


def domain(url: str) -> str | None:
    """The part of an address's host that one owner registered: `paper.co.uk` of `news.paper.co.uk`. A numeric address
    is its own; None where there is no host."""
    parts = split(url)
    return _registered(_host(parts)) if parts else None


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one registered domain, so that the one may speak for the other. A cache of pages
    belongs to the site whose page it serves."""
    first = domain(address_key(one))
    return first is not None and first == domain(address_key(other))


def _registered(host: str) -> str:
    # Read from a file inside the package; private suffixes count (anybody may have a page under github.io).
    from tld import get_fld

    if _is_numeric(host):
        return host
    found = get_fld(f"http://{host}/", fail_silently=True)
    return str(found) if found else ".".join(host.split(".")[-2:])


def _is_numeric(host: str) -> bool:
    try:
        ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return host.replace(".", "").isdigit()
    return True


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host


def _port(parts: SplitResult, *, default: int) -> str:
    return "" if parts.port in (None, default) else f":{parts.port}"


def _without_prefixes(host: str) -> str:
    """The host without labels that name a device, where what is left is a site of its own."""
    if _is_numeric(host) or "." not in host:
        return host
    labels = host.split(".")
    if _HOST_PREFIXES.isdisjoint(labels):
        return host
    kept = len(_registered(host).split("."))
    before = [label for label in labels[:-kept] if label not in _HOST_PREFIXES]
    return ".".join((*before, *labels[-kept:]))


def _quoted(path: str) -> str:
    """A path in characters that an address may hold; what is escaped stays so."""
    return quote(_STRAY.sub("%25", path), safe=f"{_PATH_SAFE}%~[]|", errors="surrogatepass")


def _plain_path(path: str) -> str:
    """A path in one spelling, without what stands for "the first page" or "for phones"."""
    path = _SESSION.sub("", _spelled(path, safe=_PATH_SAFE))
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in ("", "."):
            segments.append(segment)
    if segments and _FIRST_PAGES.fullmatch(segments[-1]):
        del segments[-1]
    if segments:
        segments[-1] = _AMP_ENDING.sub("", segments[-1]) or segments[-1]
    others = [segment for segment in segments if segment.lower() != "amp"]
    return "".join(f"/{segment}" for segment in others or segments)


def _pairs(query: str) -> Iterator[str]:
    for pair in query.replace("&amp;", "&").split("&"):
        if pair.strip("="):
            yield pair


def _plain_pairs(query: str, *, path: str) -> Iterator[str]:
    for pair in _pairs(query):
        name, _, value = pair.replace("+", "%20").partition("=")
        if not is_tracker(name) and not is_variant(name, value, path=path) and value:
            yield f"{_spelled(name, safe=_QUERY_SAFE)}={_spelled(value, safe=_QUERY_SAFE)}"


def _spelled(text: str, *, safe: str) -> str:
    """The text with only those characters escaped that must be, composed, in capital digits."""
    plain = _UNRESERVED.union(safe) - {"/"}

    def unescape(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in plain else match[0].upper()

    text = _ESCAPED.sub(unescape, _STRAY.sub("%25", unicodedata.normalize("NFC", text)))
    return quote(text, safe=f"{safe}%~", errors="surrogatepass")
