"""When an article was published and last changed: what its page says for machines, what it prints beside the headline,
and, where it says nothing, its address.

A time counts only where it is the article's: data and elements of teasers, the day's date in a site's header and
the time of an update are none of its publication.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement

from onrecord.model import Time
from onrecord.sources.page.metadata import Facts
from onrecord.sources.page.pieces import Ground
from onrecord.sources.page.visible import Marked, Visible, collapse
from onrecord.sources.prose import is_prose
from onrecord.sources.times import DateOrder, find_time, iso_time

PRINTED_UPDATE = "printed update"
"""The signal of a time at which a page tells its readers to have been updated."""

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
_PUBLISHED_KEYS = ("datePublished", "dateCreated", "uploadDate")
_DATED_ADDRESS = re.compile(r"/((?:19|20)\d\d)([/-])(\d\d|[a-z]{3})\2(\d\d)(?=/|$)")
_CHANGED = re.compile(r"(?:\blast\s+)?\b(?:updated?|modified|amended|revised|edited)\b", re.IGNORECASE)
_APPEARED = re.compile(r"\b(?:(?:first )?published|posted|publication date|created|issued)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:received|accepted|submitted|event|expires?|deadline|print (?:edition|issue)|copyright|©|born)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(rf"^\W*by\b|{_CHANGED.pattern}|{_APPEARED.pattern}", re.IGNORECASE)
"""By what a sentence above the body may be one about the article itself."""
_IN_SCRIPT = re.compile(
    r"[\"'](?:date_?published|publi(?:shed|sh|cation)_?(?:date|time|at|on)|first_?published(?:_?at)?|pub_?date|datetime_?published)"
    r"[\"']\s*:\s*[\"']?(?P<value>\d[\dT:.Z+ -]{7,34})",
    re.IGNORECASE,
)
_DATED_ATTRIBUTE = re.compile(r"title|datetime|data-[\w-]{0,30}(?:date|time|stamp|publish)[\w-]{0,20}", re.IGNORECASE)
_LONGEST = 200
_MOST = 60
"""Lines, and elements of one kind, that are looked at."""
_NEAR = 400
"""Characters above the headline and behind the body in which a date still is the article's."""
_MONTH_FIRST = frozenset(("en-us", "en-ph"))


def published_of(
    tree: HtmlElement, seen: Visible, facts: Facts, ground: Ground, *, begin: int, first: int, last: int
) -> Time | None:
    """The time of publication of an article whose headline ends at `begin` and whose body is a range of the page."""
    marked = [one for one in seen.marked if ground.start <= one.at < max(ground.end, last)]
    return (
        _linked_time(facts.article, _PUBLISHED_KEYS)
        or _meta_time(facts.meta, _PUBLISHED_META)
        or _marked_time(marked, "datePublished")
        or _marked_time(seen.marked, "datePublished")
        or _linked_time(facts.page, _PUBLISHED_KEYS[:1])
        or _time_element([one for one in marked if one.at <= first] or marked)
        or _written_in(marked, first)
        or _printed(tree, seen, ground, begin=begin, first=first, last=last)
        or _address_time(facts.url)
        or _scripted(tree)
        or _searched_time(tree, seen, ground, last)
    )


def modified_of(tree: HtmlElement, seen: Visible, facts: Facts, ground: Ground, *, first: int) -> Time | None:
    """The time of the last change: that which the page prints beside the headline, where it is not older than what
    its data say. A page that shows its readers the time of change alone has printed it too."""
    said = (
        _linked_time(facts.article, ("dateModified",))
        or _meta_time(facts.meta, _MODIFIED_META)
        or _marked_time(seen.marked, "dateModified")
    )
    days = _marked_days(seen) | ({said.value[:10]} if said else set())
    parts = ((line, _parts(line)[1]) for line in _lines(seen, ground.start, first))
    values = (_written(part, _orders(tree, line, days)) for line, part in parts if part)
    told = next((Time(value, PRINTED_UPDATE) for value in values if value), None)
    shown = [one.element for one in seen.marked if ground.start <= one.at <= first and one.element.tag == "time"][
        :_MOST
    ]
    if told is None and len(shown) > 1:
        changed = (iso_time(element.get("datetime", "")) for element in shown if _is_of_change(element))
        told = next((Time(time, PRINTED_UPDATE) for time in changed if time), None)
    times = (iso_time(element.get("datetime", "")) for element in shown)
    if told is None and said is not None and any(time and time[:10] == said.value[:10] for time in times):
        return Time(said.value, PRINTED_UPDATE)
    if told is None or (said is not None and said.value[:10] > told.value[:10]):
        return said
    return Time(said.value, PRINTED_UPDATE) if said is not None and said.value[:10] == told.value[:10] else told


def _linked_time(data: Mapping[str, Any], names: Iterable[str]) -> Time | None:
    for name in names:
        value = data.get(name)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("@value") if isinstance(value, dict) else value
        found = iso_time(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
        if found:
            return Time(found, f"json-ld {name}")
    return None


def _meta_time(meta: Mapping[str, list[str]], names: Iterable[str]) -> Time | None:
    for name in names:
        found = next((time for value in meta.get(name, ()) if (time := iso_time(value))), None)
        if found:
            return Time(found, f"meta {name}")
    return None


def _marked_time(marked: Iterable[Marked], name: str) -> Time | None:
    named = (one.element for one in marked if name in one.element.get("itemprop", "").split())
    for element in islice(named, _MOST):
        found = iso_time(element.get("datetime") or element.get("content") or element.text_content())
        if found:
            return Time(found, f"itemprop {name}")
    return None


def _time_element(marked: Iterable[Marked]) -> Time | None:
    # Only where the page is plain about it: teasers of other articles have <time> elements too.
    elements = [one.element for one in marked if one.element.tag == "time" and one.element.get("datetime")][:_MOST]
    elements = [element for element in elements if not _is_of_change(element)]
    found = {time for element in elements if (time := iso_time(element.get("datetime", "")))}
    if elements and (first := iso_time(elements[0].get("datetime", ""))) and len({time[:10] for time in found}) <= 2:
        return Time(first, "time element")
    return None


def _written_in(marked: Iterable[Marked], first: int) -> Time | None:
    """The time in an attribute of an element above the body that is called a date: "3 hours ago" for readers."""
    elements = (one.element for one in marked if one.at <= first and one.element.tag != "time")
    for element in islice(elements, _MOST):
        values = [value for name, value in element.items() if _DATED_ATTRIBUTE.fullmatch(name)]
        found = next((time for value in values if (time := iso_time(value))), None)
        if found and not _is_of_change(element):
            return Time(found, "attribute")
    return None


def _is_of_change(element: HtmlElement) -> bool:
    """Whether an element gives the time of a change, by its names, its words or those before it."""
    before = element.getprevious()
    parent = element.getparent()
    around = (
        *(element.get(name, "") for name in ("class", "id", "itemprop", "title")),
        (before.tail or "") if before is not None else (parent.text or "") if parent is not None else "",
        before.text_content()[-40:] if before is not None and isinstance(before.tag, str) and not before.tail else "",
        collapse(element.text_content())[:40],
    )
    return any(_CHANGED.search(text) and not _APPEARED.search(text) for text in around)


def _printed(tree: HtmlElement, seen: Visible, ground: Ground, *, begin: int, first: int, last: int) -> Time | None:
    """A date that the page prints: below the headline, else said to be of publication behind the body, else above
    the headline."""
    below = _lines(seen, begin, first)
    behind = [line for line in _lines(seen, last, last + _NEAR) if _APPEARED.search(line)]
    above = _lines(seen, max(ground.start, begin - _NEAR), begin)
    days = _marked_days(seen)
    for line in (*below, *behind, *above):
        if not _OTHER.search(line) or _APPEARED.search(line):
            found = _written(_parts(line)[0], _orders(tree, line, days))
            if found:
                return Time(found, "printed")
    return None


def _lines(seen: Visible, start: int, end: int) -> list[str]:
    """The short lines of a stretch, those that are called dates first; sentences that tell of other days are none."""
    found = [
        seen.text[one.start : one.end]
        for one in seen.segments
        if start <= one.start < end and not (one.box or one.caption) and one.end - one.start <= _LONGEST
    ]
    found = [line for line in found if not is_prose(line) or _TELLS.search(line)]
    return sorted(found[:_MOST], key=lambda line: _APPEARED.search(line) is None)


def _parts(line: str) -> tuple[str, str]:
    """What a line tells of the publication, and what of a change."""
    changed, appeared = _CHANGED.search(line), _APPEARED.search(line)
    if changed is None:
        return line, ""
    if appeared and appeared.start() > changed.start():
        return line[appeared.start() :], line[changed.start() : appeared.start()]
    return line[: changed.start()], line[changed.start() :]


def _written(text: str, orders: tuple[DateOrder, ...]) -> str | None:
    found = find_time(text) or next((found for order in orders if (found := find_time(text, order=order))), None)
    return found.value if found else None


def _marked_days(seen: Visible) -> frozenset[str]:
    """The days that a page's elements give for machines."""
    elements = (one.element for one in seen.marked if one.element.tag == "time")
    times = (iso_time(element.get("datetime", "")) for element in islice(elements, _MOST))
    return frozenset(time[:10] for time in times if time)


def _orders(tree: HtmlElement, line: str, days: Set[str]) -> tuple[DateOrder, ...]:
    """The order of day and month in a line's numeric dates: that by which one of them is a day that the page gives
    for machines, else that of its language."""
    parts = re.split(r"[|•·–—]", line)
    orders: tuple[DateOrder, DateOrder] = ("day first", "month first")
    for order in orders:
        if any((found := find_time(part, order=order)) and found.value[:10] in days for part in parts):
            return (order,)
    language = (tree.get("lang") or "").lower().replace("_", "-")
    if language in _MONTH_FIRST:
        return ("month first",)
    return ("day first",) if "-" in language or language not in ("", "en") else ()


def _address_time(address: str | None) -> Time | None:
    found = _DATED_ADDRESS.search(address or "")
    if found is None:
        return None
    year, _, month, day = found.groups()
    value = iso_time(f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}")
    return Time(value, "address") if value else None


def _scripted(tree: HtmlElement) -> Time | None:
    """The one day that the data of a page's scripts call that of publication."""
    found = [
        time
        for script in tree.iter("script")
        if "ld+json" not in script.get("type", "")
        for match in _IN_SCRIPT.finditer(script.text or "")
        if (time := iso_time(match["value"].strip()))
    ]
    return Time(found[0], "script data") if len({time[:10] for time in found}) == 1 else None


def _searched_time(tree: HtmlElement, seen: Visible, ground: Ground, last: int) -> Time | None:
    # htmldate's extensive search takes any date of the page; without it, it reads dates in marked places.
    found = find_date(tree, extensive_search=False, original_date=True)
    if found is None or found in _days(seen, lambda at: not ground.start <= at < max(ground.end, last)):
        return None
    return Time(found, "htmldate")


def _days(seen: Visible, where: Any) -> Iterator[str]:
    """The days that a page prints or marks in a part of it."""
    for one in seen.segments:
        if where(one.start) and one.end - one.start <= _LONGEST:
            found = find_time(seen.text[one.start : one.end])
            if found:
                yield found.value[:10]
    for element in seen.marked:
        if where(element.at) and (time := iso_time(element.element.get("datetime", ""))):
            yield time[:10]
