"""What a page says about itself: headline, authors, outlet, times with the signal of each, address."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from onrecord.model import Time
from onrecord.sources.addresses import address_key
from onrecord.sources.authors import clean_authors, surname_last
from onrecord.sources.identity import normal_url
from onrecord.sources.markup import linked_data
from onrecord.sources.times import given_time, iso_time
from onrecord.sources.visible import collapse

# schema.org's Article and its kinds; pages say WebPage where they know no better.
_ARTICLE = re.compile(r"(?:article|blogposting|liveblogposting|report|review|newsarticle)$", re.IGNORECASE)
_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "parsely-pub-date", "sailthru.date", "datepublished", "dc.date.issued", "dcterms.created", "dc.date",
    "dcterms.date", "dc.date.created", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "citation_publication_date", "citation_online_date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "article.published", "published_time", "displaydate", "ptime", "date",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "article.updated", "utime",
)  # fmt: skip
_AUTHOR_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "cxenseparse:author", "authors",
)  # fmt: skip
# Dublin Core and Google Scholar ask for "Surname, Forename".
_SURNAME_FIRST_META = ("citation_author", "dc.creator", "dcterms.creator", "dc.creator.aut", "creator")
_DATED_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d|[a-z]{3})/(\d\d)(?=/|$)")
_TITLE_SUFFIX = re.compile(r"\s+(?:[|·•»–—-]|::)\s+[^|·•»–—]{2,40}$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts of one page; what it does not say is None. `headlines` are those meant for machines and
    for sharing, the most reliable first; `title` is that of the window."""

    headlines: tuple[str, ...]
    title: str | None
    authors: tuple[str, ...]
    outlet: str | None
    published: Time | None
    modified: Time | None
    url: str | None


def read_metadata(tree: HtmlElement, *, url: str | None = None, published: str | None = None) -> Metadata:
    """The metadata of a parsed page fetched from `url`. `published` given by the caller wins.

    Raises PublishedNotATime where `published` is none."""
    meta, data = _meta(tree), list(linked_data(tree))
    address = canonical_url(tree, meta, url)
    article = _article(data, address)
    outlet = _outlet(meta, data, article)
    return Metadata(
        headlines=tuple(_headlines(meta, article, outlet)),
        title=_title(tree, outlet),
        authors=_authors(tree, meta, data, article, outlet=outlet),
        outlet=outlet,
        published=given_time(published) or _published(tree, meta, article, address=address),
        modified=_modified(tree, meta, article),
        url=address,
    )


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


def _article(data: Iterable[dict[str, Any]], address: str | None) -> dict[str, Any]:
    articles = [found for found in data if any(_ARTICLE.search(kind) for kind in _types(found))]
    if not articles:
        return next((found for found in data if "datePublished" in found or "headline" in found), {})
    own = [found for found in articles if address and address_key(address) in map(address_key, _addresses(found))]
    return (own or articles)[0]


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
    return collapse(html.unescape(value)) or None if isinstance(value, str) else None


def _headlines(meta: Mapping[str, list[str]], article: Mapping[str, Any], outlet: str | None) -> Iterator[str]:
    named = (_text(article.get("headline")), *meta.get("og:title", ())[:1], *meta.get("twitter:title", ())[:1])
    return (without_outlet(headline, outlet) for headline in named if headline)


def _title(tree: HtmlElement, outlet: str | None) -> str | None:
    element = tree.find(".//head/title")
    title = collapse(element.text_content()) if element is not None else ""
    return without_outlet(title, outlet) if title else None


def without_outlet(headline: str, outlet: str | None) -> str:
    """A headline without the outlet's name that some pages append to it."""
    suffix = _TITLE_SUFFIX.search(headline)
    if (
        suffix
        and outlet
        and _key(outlet)
        and (_key(outlet) in _key(suffix.group()) or _key(suffix.group()) in _key(outlet))
    ):
        return headline[: suffix.start()]
    return headline


def _key(text: str) -> str:
    return re.sub(r"[\W_]|^the\b", "", text.casefold())


def _outlet(meta: Mapping[str, list[str]], data: Iterable[dict[str, Any]], article: Mapping[str, Any]) -> str | None:
    publisher = article.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher and "@id" in publisher:
        publisher = next((found for found in data if found.get("@id") == publisher["@id"]), None)
    named = (*meta.get("og:site_name", ())[:1], _text(publisher), *meta.get("application-name", ())[:1])
    return next((name for name in named if name and not name.startswith("http")), None)


def _authors(
    tree: HtmlElement,
    meta: Mapping[str, list[str]],
    data: Iterable[dict[str, Any]],
    article: Mapping[str, Any],
    *,
    outlet: str | None,
) -> tuple[str, ...]:
    by_id = {found["@id"]: found for found in data if isinstance(found.get("@id"), str)}
    sources = (
        _named(article.get("author"), by_id),
        _named(article.get("creator"), by_id),
        *(meta.get(name, []) for name in _AUTHOR_META),
        *([surname_last(value) for value in meta.get(name, ())] for name in _SURNAME_FIRST_META),
        _bylines(tree),
    )
    for source in sources:
        authors = clean_authors(source, outlet=outlet)
        if authors:
            return authors
    return ()


def _named(value: Any, by_id: Mapping[str, dict[str, Any]]) -> list[str]:
    people = value if isinstance(value, list) else [value]
    found: list[str] = []
    for person in people:
        if isinstance(person, dict) and "name" not in person:
            person = by_id.get(str(person.get("@id")), person)
        names = person.get("name") if isinstance(person, dict) else person
        found.extend(name for name in (names if isinstance(names, list) else [names]) if isinstance(name, str))
    return found


def _bylines(tree: HtmlElement) -> list[str]:
    marked = tree.xpath(".//*[@rel='author' or @itemprop='author']")
    named = tree.xpath(".//*[contains(@class, 'byline') or contains(@class, 'author')]")
    texts = [collapse(" ".join(element.itertext())) for element in (*marked[:6], *named[:20])]
    return [
        text
        for index, text in enumerate(texts)
        if 3 < len(text) < 80
        and (index < len(marked[:6]) or re.match(r"(?:written |reported )?by\b", text, re.IGNORECASE))
    ][:3]


def _published(
    tree: HtmlElement, meta: Mapping[str, list[str]], article: Mapping[str, Any], *, address: str | None
) -> Time | None:
    return (
        _linked_time(article, ("datePublished", "dateCreated", "uploadDate"))
        or _meta_time(meta, _PUBLISHED_META)
        or _marked_time(tree, "datePublished")
        or _time_element(tree)
        or _address_time(address)
        or _searched_time(tree)
    )


def _modified(tree: HtmlElement, meta: Mapping[str, list[str]], article: Mapping[str, Any]) -> Time | None:
    return (
        _linked_time(article, ("dateModified",))
        or _meta_time(meta, _MODIFIED_META)
        or _marked_time(tree, "dateModified")
    )


def _linked_time(article: Mapping[str, Any], names: Iterable[str]) -> Time | None:
    for name in names:
        value = _text(article.get(name))
        found = iso_time(value) if value else None
        if found:
            return Time(found, f"json-ld {name}")
    return None


def _meta_time(meta: Mapping[str, list[str]], names: Iterable[str]) -> Time | None:
    for name in names:
        found = next((time for value in meta.get(name, ()) if (time := iso_time(value))), None)
        if found:
            return Time(found, f"meta {name}")
    return None


def _marked_time(tree: HtmlElement, name: str) -> Time | None:
    for element in tree.xpath(".//*[@itemprop=$name]", name=name):
        value = element.get("datetime") or element.get("content") or element.text_content()
        found = iso_time(value)
        if found:
            return Time(found, f"itemprop {name}")
    return None


def _time_element(tree: HtmlElement) -> Time | None:
    # Only where the page is plain about it: teasers of other articles have <time> elements too.
    elements = tree.findall(".//article//time[@datetime]") or tree.findall(".//time[@datetime]")
    found = {time for element in elements if (time := iso_time(element.get("datetime", "")))}
    if elements and (first := iso_time(elements[0].get("datetime", ""))) and len({time[:10] for time in found}) <= 2:
        return Time(first, "time element")
    return None


def _address_time(address: str | None) -> Time | None:
    found = _DATED_ADDRESS.search(address or "")
    value = (
        iso_time(f"{found[3]} {found[2]} {found[1]}" if found[2].isalpha() else "-".join(found.groups()))
        if found
        else None
    )
    return Time(value, "address") if value else None


def _searched_time(tree: HtmlElement) -> Time | None:
    # htmldate's extensive search takes any date of the page; without it, it reads dates in marked places.
    found = find_date(tree, extensive_search=False, original_date=True)
    return Time(found, "htmldate") if found else None
