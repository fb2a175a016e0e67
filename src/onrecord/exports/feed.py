"""New hits of a saved search as an Atom feed (RFC 4287).

An entry's id depends on the statement and its article only, so that no reader shows one twice; it is updated when its
article was added. What XML cannot hold is left out of titles and words.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from onrecord.exports.escaping import xml_text
from onrecord.record.searching.saved import NewHit, SavedSearch
from onrecord.record.searching.sentences import sentence_around
from onrecord.record.values import Hit

ATOM = "http://www.w3.org/2005/Atom"
_TITLE_WORDS = 12


def atom(saved: SavedSearch, hits: Iterable[NewHit], *, site: str, address: str, page: str | None = None) -> bytes:
    """The feed, in UTF-8. `site` is where the record is shown, "https://record.example/", `address` where the feed
    itself stands, and `page` where a person reads the same."""
    hits = tuple(hits)
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]
    _add(root, "title", f"Onrecord: {saved.name}")
    _add(root, "id", _id(f"search|{saved.name}|{saved.created}"))
    _add(root, "updated", max((one.added_at for one in hits), default=saved.created))
    _link(root, "self", address, kind="application/atom+xml")
    _link(root, "alternate", page or site)
    _add(_add(root, "author"), "name", saved.who)
    for one in hits:
        _entry(root, one, site=site)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _entry(root: etree._Element, one: NewHit, *, site: str) -> None:
    hit, statement = one.hit, one.hit.statement
    if statement is None:
        return
    entry = _add(root, "entry")
    _add(entry, "title", _title(hit))
    _add(entry, "id", _id(f"{hit.article_id}|{statement.id}"))
    _add(entry, "updated", one.added_at)
    if hit.published and _is_moment(hit.published.value):
        _add(entry, "published", hit.published.value)
    _link(entry, "alternate", f"{site.rstrip('/')}/statement/{statement.id}")
    if hit.url:
        _link(entry, "via", hit.url)
    _add(_add(entry, "author"), "name", hit.outlet or "unknown outlet")
    _add(entry, "summary", sentence_around(hit).text, type="text")


def _is_moment(value: str) -> bool:
    """Whether it is a time of one place, as the format asks for; a day is none."""
    try:
        return "T" in value and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _title(hit: Hit) -> str:
    statement = hit.statement
    names = ", ".join(one.name for one in statement.speakers) if statement else ""
    words = hit.quote.split()
    said = " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
    return f"{names}: {said}" if names else said


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text is not None:
        element.text = xml_text(text)
    return element


def _link(parent: etree._Element, rel: str, href: str, *, kind: str | None = None) -> None:
    _add(parent, "link", rel=rel, href=xml_text(href), **({"type": kind} if kind else {}))


def _id(of: str) -> str:
    return uuid5(NAMESPACE_URL, f"onrecord|{of}").urn
