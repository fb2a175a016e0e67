"""What a page says for machines: JSON-LD, meta elements and its address. Nothing is made up: what a page does not say
is None.

Which outlet a page belongs to.

Pages name it in several places, each of which now and then holds something else: a section ("U.S."), an address, the
headline, the company. A name that two of them agree on is believed first.

The article in the data from which a page's script builds what readers see.

Only data that the page marks as JSON is read, and of it only the object that carries the page's own headline: the same
data hold teasers, and other articles in full.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from onrecord.sources.addresses import address_key, normal_url
from onrecord.sources.page.class_names import roles_of
from onrecord.sources.page.markup import json_of, linked_data
from onrecord.sources.page.visible import collapse
from onrecord.sources.prose import UNSPACED, is_prose

_MARK = r"(?:[|·•»–—-]|::)"
_SUFFIX = re.compile(rf"(?<!\s)\s+{_MARK}\s+([^|·•»–—]{{2,40}})$")
_PREFIX = re.compile(rf"^([^|·•»–—:]{{2,40}}?)(?:\s+{_MARK}|:)\s+")
_ADDRESS = re.compile(r"^(?:https?:|www\.)|^@", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}", re.IGNORECASE)
_SECTION = re.compile(r"(?<!\s)\s+\|\s+[^|]{2,25}$")


def outlet_of(
    meta: Mapping[str, list[str]],
    publishers: Sequence[str],
    *,
    title: str | None,
    headlines: Iterable[str],
    url: str | None,
    fronts: Sequence[str] = (),
) -> str | None:
    """The outlet's name: of those that a page gives, in the order of their reliability, the one with most witnesses.
    `fronts` are the words of the links to the site's front. What a title ends or begins with needs a witness."""
    taken = {_key(headline) for headline in headlines if headline}
    given = (*meta.get("og:site_name", ())[:1], *publishers[:1], *meta.get("application-name", ())[:1])
    named = [name for name in given if _key(name) and not _ADDRESS.match(name) and _key(name) not in taken]
    ends: list[str] = [found[1] for pattern in (_SUFFIX, _PREFIX) if title and (found := pattern.search(title))]
    others = [_key(name) for name in (*meta.get("twitter:site", ()), *_hosts(url), *fronts) if _key(name)]
    names = [_key(name) for name in named if not _DOMAIN.fullmatch(name)]
    named += [
        name
        for name in ends
        if any(_agree(_key(name), other) for other in others)
        and _key(name) not in taken
        and not any(_agree(_key(name), other) for other in names)
    ]
    named.sort(key=lambda name: _DOMAIN.fullmatch(name) is not None)
    witnesses = [*map(_key, named), *map(_key, ends), *set(others)]
    counted = {name: sum(_agree(_key(name), witness) for witness in witnesses) for name in named}
    return max(named, key=lambda name: counted[name], default=None)


def without_outlet(headline: str, outlet: str | None) -> str:
    """A headline without the outlet's name that some pages append to it or put before it."""
    if not outlet or not _key(outlet):
        return headline
    suffix, prefix = _SUFFIX.search(headline), _PREFIX.search(headline)
    if suffix and (_key(outlet) in _key(suffix[1]) or _key(suffix[1]) in _key(outlet)):
        headline = headline[: suffix.start()]
        if "|" in suffix[0]:
            headline = _SECTION.sub("", headline)
    elif prefix and _key(prefix[1]) == _key(outlet):
        headline = headline[prefix.end() :]
    return headline


def _agree(name: str, witness: str) -> bool:
    short, long = sorted((name, witness), key=len)
    return short == long or (len(short) > 3 and short in long)


def _hosts(url: str | None) -> Iterator[str]:
    host = urlsplit(url).hostname if url else None
    if host:
        yield max(host.removeprefix("www.").split("."), key=len)


def _key(text: str) -> str:
    return re.sub(r"[\W_]|^the\b", "", text.casefold())


# schema.org's Article and its kinds; pages say WebPage where they know no better.
_ARTICLE = re.compile(r"(?:article|blogposting|liveblogposting|report|review|newsarticle)$", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MOST_FRONTS = 5
_LONGEST_NAME = 60
_UNLIKE = 0.15
"""Share of words in common with the page's titles below which a data set is about another article."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one page as its head and data tell them. `headlines` are those meant for machines and
    for sharing, the most reliable first; `title` is that of the window, `article` the JSON-LD of the page's own
    article, `page` that of the page around it."""

    meta: Mapping[str, list[str]] = field(repr=False)
    data: Mapping[str, Mapping[str, Any]] = field(repr=False)
    article: Mapping[str, Any] = field(repr=False)
    page: Mapping[str, Any] = field(repr=False)
    headlines: tuple[str, ...]
    title: str | None
    outlet: str | None
    publishers: tuple[str, ...]
    url: str | None

    @property
    def named(self) -> tuple[str, ...]:
        """Every title that the page's head gives, the most reliable first."""
        return (*self.headlines, *((self.title,) if self.title else ()))


def read_facts(tree: HtmlElement, *, url: str | None = None) -> Facts:
    """The facts of a parsed page fetched from `url`."""
    meta, data = _meta(tree), list(linked_data(tree))
    address = canonical_url(tree, meta, url)
    element = tree.find(".//head/title")
    title = plain(element.text_content()) if element is not None else None
    shown = [collapse(heading.text_content()) for heading in tree.iter("h1")]
    told = (plain(text) for name in ("og:title", "twitter:title") for text in meta.get(name, ())[:1])
    shared = [text for text in told if text]
    fronts = _fronts(tree)
    site = {text.casefold() for text in (*fronts, *meta.get("og:site_name", ())[:1])}
    titles = (text for text in (*shared, title, *shown) if text and " " in text)
    article = _article(data, address, [text for text in titles if text.casefold() not in site])
    by_id: dict[str, Mapping[str, Any]] = {}
    for found in data:
        if isinstance(name := found.get("@id"), str) and len(found) > len(by_id.get(name, ())):
            by_id[name] = found
    publishers = tuple(_publishers(article, by_id))
    named = [*shared, title or ""]
    outlet = outlet_of(meta, publishers, title=title, headlines=named, url=address, fronts=fronts)
    headlines = (_text(article.get("headline")), *shared)
    return Facts(
        meta=meta,
        data=by_id,
        article=article,
        page=_page(data, address),
        headlines=tuple(without_outlet(headline, outlet) for headline in headlines if headline),
        title=without_outlet(title, outlet) if title else None,
        outlet=outlet,
        publishers=publishers,
        url=address,
    )


def plain(text: str) -> str | None:
    """Words without mark-up and with their characters, also where a page has written both twice over."""
    for _ in range(2):
        text = _TAG.sub("", html.unescape(text))
    return collapse(text) or None


def likeness(first: str, second: str) -> float:
    """The share of words that two titles have in common."""
    one, other = set(_WORD.findall(first.casefold())), set(_WORD.findall(second.casefold()))
    return 2 * len(one & other) / (len(one) + len(other) or 1)


_WORD = re.compile(rf"{UNSPACED}|(?:(?!{UNSPACED})[^\W_])+")


def canonical_url(tree: HtmlElement, meta: Mapping[str, list[str]], url: str | None) -> str | None:
    """The address a page gives for itself, else the one it came from. A site's front page is not an
    article's address: some pages name it by mistake."""
    named = [
        link.get("href", "") for link in tree.iterfind(".//link[@rel]") if link.get("rel", "").lower() == "canonical"
    ]
    for candidate in (*named, *meta.get("og:url", ()), url or ""):
        absolute = _joined(url or "", candidate.strip())
        if absolute and (urlsplit(absolute).path.strip("/") or urlsplit(absolute).query):
            return normal_url(absolute)
    return normal_url(url) if url else None


def _joined(base: str, candidate: str) -> str | None:
    try:
        absolute = urljoin(base, candidate) if candidate else ""
        return absolute if urlsplit(absolute).scheme in ("http", "https") and urlsplit(absolute).hostname else None
    except ValueError:
        return None


def _fronts(tree: HtmlElement) -> list[str]:
    """The words, or those of the picture, in the links to the site's front."""
    links = (link for link in tree.iter("a") if "home" in roles_of("a", "", "", link.get("href", "-")))
    words = (
        collapse(link.text_content()) or next((image.get("alt", "") for image in link.iter("img")), "")
        for link in islice(links, _MOST_FRONTS)
    )
    return [text for text in words if 2 < len(text) <= _LONGEST_NAME]


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = collapse(html.unescape(element.get("content", "")))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _types(found: Mapping[str, Any]) -> list[str]:
    types = found.get("@type")
    return [kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)]


def _article(data: Iterable[dict[str, Any]], address: str | None, titles: list[str]) -> dict[str, Any]:
    """The data of the page's own article: by its address, else by its headline. Data of teasers are not."""
    articles = [found for found in data if any(_ARTICLE.search(kind) for kind in _types(found))]
    if not articles:
        return next((found for found in data if "datePublished" in found or "headline" in found), {})
    own = [found for found in articles if address and address_key(address) in map(address_key, _addresses(found))]
    if own:
        return own[0]
    best = max(articles, key=lambda found: _nearness(found, titles))
    return best if _nearness(best, titles) >= _UNLIKE else {}


def _nearness(found: Mapping[str, Any], titles: list[str]) -> float:
    headline = _text(found.get("headline") or found.get("name"))
    return max((likeness(headline, title) for title in titles), default=1.0) if headline else 0.5


def _page(data: Iterable[dict[str, Any]], address: str | None) -> dict[str, Any]:
    pages = [found for found in data if any(kind.endswith("WebPage") for kind in _types(found))]
    own = [found for found in pages if address and address_key(address) in map(address_key, _addresses(found))]
    return own[0] if own else pages[0] if len(pages) == 1 else {}


def _addresses(found: Mapping[str, Any]) -> Iterator[str]:
    page = found.get("mainEntityOfPage")
    for value in (found.get("url"), found.get("@id"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(value, str) and value.startswith("http"):
            yield value


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return plain(value) if isinstance(value, str) else None


def _publishers(article: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name in ("publisher", "sourceOrganization", "provider"):
        value = article.get(name)
        if isinstance(value, dict) and "name" not in value:
            value = by_id.get(str(value.get("@id")), value)
        if text := _text(value):
            yield text


_SITE = re.compile(r"(?<!\s)\s+[|·•»–—-]\s+[^|·•»–—]{2,40}$")
_LIMIT = 10_000_000
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|section|figure|br)\b[^<>]{0,500}>", re.IGNORECASE)
_DATA_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def payload(tree: HtmlElement, headlines: Iterable[str]) -> list[str]:
    """The paragraphs of the article with one of these headlines in a page's data. What follows the last mark in a
    title may be the site's name."""
    sought = {_key_of(words) for title in headlines for words in (title, _SITE.sub("", title))} - {""}
    found: list[str] = []
    for script in tree.iterfind(".//script[@type]") if sought else ():
        kind = script.get("type", "").lower()
        if "json" in kind and "ld+json" not in kind and script.text and len(script.text) <= _LIMIT:
            found = max(found, _paragraphs(json_of(script.text), sought), key=_weight)
    return found


def lines_of(text: str) -> list[str]:
    """The lines of a text that may carry mark-up, also where the mark-up is written as text."""
    for _ in range(2):
        text = unescape(_DATA_TAG.sub("", _BLOCK.sub("\n", text)))
    return [line for part in text.splitlines() if (line := collapse(part))]


def _weight(lines: list[str]) -> int:
    return sum(map(len, lines))


def _paragraphs(data: Any, headlines: Set[str]) -> list[str]:
    """The prose beside the headline, of the list or the field that has most of it."""
    best: list[str] = []
    for holder in _holders(data, headlines):
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for path, text in _strings(holder):
            lines = lines_of(text)
            groups[path] += lines if any(is_prose(line) for line in lines) else []
        best = max([best, *groups.values()], key=_weight)
    return best


def _holders(data: Any, headlines: Set[str]) -> Iterator[dict[str, Any]]:
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if any(isinstance(one, str) and _key_of(one) in headlines for one in value.values()):
                yield value
            else:
                stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)


def _strings(holder: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every string with its path as far as the first list: what lies in one list is one text."""
    stack: list[tuple[tuple[str, ...], bool, Any]] = [((), False, holder)]
    while stack:
        path, listed, value = stack.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            stack.extend(((path if listed else (*path, key)), listed, one) for key, one in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend((path, True, one) for one in reversed(value))


def _key_of(text: str) -> str:
    return re.sub(r"[\W_]+", "", unescape(_DATA_TAG.sub("", text[:1000]))).casefold()
