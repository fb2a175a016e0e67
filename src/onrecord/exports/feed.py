"""New hits of a saved search, and new positions on a question, as Atom feeds (RFC 4287).

An entry's id depends on the statement and its article only, or on the question, the statement and the actor, so that no
reader shows one twice; it is updated when its article was added, or when somebody decided about the position. What XML
cannot hold is left out of titles and words.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from onrecord.exports.escaping import xml_text
from onrecord.exports.fragments import web_address
from onrecord.exports.marked import deed
from onrecord.positions.days import in_words
from onrecord.positions.values import Question, Stance
from onrecord.record.positions.values import NewPosition
from onrecord.record.searching.saved import NewHit, SavedSearch
from onrecord.record.searching.sentences import sentence_around
from onrecord.record.values import Hit

ATOM = "http://www.w3.org/2005/Atom"
_TITLE_WORDS = 12
_UNKNOWN = "1970-01-01T00:00:00Z"
_STANDS: Mapping[Stance, str] = {
    "supports": "supports it",
    "opposes": "opposes it",
    "open": "leaves it open",
    "neutral": "takes no side",
}


def atom(saved: SavedSearch, hits: Iterable[NewHit], *, site: str, address: str, page: str | None = None) -> bytes:
    """The feed, in UTF-8. `site` is where the record is shown, "https://record.example/", `address` where the feed
    itself stands, and `page` where a person reads the same."""
    hits = tuple(hits)
    root = _root(saved.name, f"search|{saved.name}|{saved.created}", who=saved.who, address=address, page=page or site)
    _add(root, "updated", max((one.added_at for one in hits), default=saved.created))
    for one in hits:
        _entry(root, one, site=site)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def positions_atom(
    question: Question, positions: Iterable[NewPosition], *, site: str, address: str, page: str
) -> bytes:
    """The feed of a question; see `atom`. A category of an entry is the stance."""
    positions = tuple(positions)
    root = _root(question.text, f"question|{question.id}", who=question.asked_by or "", address=address, page=page)
    begun = question.asked_at or _UNKNOWN
    _add(root, "updated", max((one.since for one in positions if one.since), default=begun))
    for one in positions:
        _position(root, one, site=site, begun=begun)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _root(title: str, id_: str, *, who: str, address: str, page: str) -> etree._Element:
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]
    _add(root, "title", f"Onrecord: {title}")
    _add(root, "id", _id(id_))
    _link(root, "self", address, kind="application/atom+xml")
    _link(root, "alternate", page)
    _add(_add(root, "author"), "name", who or "Onrecord")
    return root


def _position(root: etree._Element, one: NewPosition, *, site: str, begun: str) -> None:
    position = one.position
    entry = _add(root, "entry")
    plain = position.act == "states" and not position.negated
    does = "" if plain else f"{deed(position)}: "
    _add(entry, "title", f"{position.name} {_STANDS[position.stance]}: {does}{_shortened(position.quote)}")
    _add(entry, "id", _id(f"{position.question}|{position.statement}|{position.actor}"))
    _add(entry, "updated", one.since or begun)
    _link(entry, "alternate", f"{site.rstrip('/')}/statement/{position.statement}")
    _add(_add(entry, "author"), "name", position.outlet or "unknown outlet")
    _add(entry, "category", term=position.stance)
    when = [f"{in_words(position.days)}{'' if position.is_dated else ' (published)'}"] if position.days else []
    told = [*when, *filter(None, (position.role, "relayed by others" if position.relayed else None))]
    decided = f"coded by {', '.join(position.decided_by)}" if position.decided_by else "proposed by a machine"
    _add(entry, "summary", f"{does}{position.quote} ({'; '.join((*told, decided))})", type="text")


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
    if address := web_address(hit.url):
        _link(entry, "via", address)
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
    said = _shortened(hit.quote)
    return f"{names}: {said}" if names else said


def _shortened(quote: str) -> str:
    words = quote.split()
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text is not None:
        element.text = xml_text(text)
    return element


def _link(parent: etree._Element, rel: str, href: str, *, kind: str | None = None) -> None:
    _add(parent, "link", rel=rel, href=xml_text(href), **({"type": kind} if kind else {}))


def _id(of: str) -> str:
    return uuid5(NAMESPACE_URL, f"onrecord|{of}").urn
