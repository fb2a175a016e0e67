"""What a page says for machines: JSON-LD, meta elements and its address. Nothing is made up: what a page does not say
is None."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from onrecord.sources.addresses import address_key
from onrecord.sources.class_names import roles_of
from onrecord.sources.identity import normal_url
from onrecord.sources.markup import linked_data
from onrecord.sources.outlets import outlet_of, without_outlet
from onrecord.sources.prose import UNSPACED
from onrecord.sources.visible import collapse

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
