"""The headline that readers see.

What a page's head says is a headline for machines: shortened, or written for searches. The printed one is among the
headings, and so are the site's name and a section's.

Who wrote an article: what its page says for machines, and what it prints.

What is printed on the article's ground tells which of the machines' names to believe: pages name the publisher, the
company or the writers of other articles as authors too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from onrecord.sources.authors import BY, clean_authors, is_organization, is_personal, surname_last
from onrecord.sources.furniture import biography
from onrecord.sources.page.class_names import names_headline, sign_of
from onrecord.sources.page.metadata import Facts, likeness
from onrecord.sources.page.pieces import Ground
from onrecord.sources.page.visible import DECLARED, Marked, Place, Segment, Visible, collapse
from onrecord.sources.prose import count_words

_ALIKE = 0.5
"""Share of words that a heading must have in common with a title in the page's head to be the headline: a
site's name or a section's has none."""
_WORDS = 3
"""Words of the shortest heading that is believed without any likeness."""
_LONGEST_NAME = 6
"""Words from which a heading that holds the outlet's name is about it."""
_MOST = 40
"""Headings, and links to the site's front, that are looked at."""
_HEADINGS = ("h1", "h2", "h3")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline and, where the page shows it, the range of its words."""

    text: str | None
    shown: tuple[int, int] | None = None


def headline_of(seen: Visible, facts: Facts, first: int) -> Headline:
    """The headline of an article whose body is thought to begin at `first`."""
    tops = _of_article(seen, facts)
    named = facts.named
    for name in named:
        best = max(tops, key=lambda found: likeness(found[1], name), default=None)
        if best and likeness(best[1], name) >= _ALIKE:
            return Headline(best[1], (best[0].start, best[0].end))
    printed = _printed(seen, tops, first)
    if printed is not None:
        return printed
    for name in named:
        if found := _among_headings(seen, name, contained=name == facts.title and not facts.headlines):
            return found
    if named:
        return Headline(named[0], _found(seen, named[0]))
    return Headline(tops[0][1], (tops[0][0].start, tops[0][0].end)) if len(tops) == 1 else Headline(None)


def _printed(seen: Visible, tops: Sequence[tuple[Place, str]], first: int) -> Headline | None:
    """The only h1 that stands above the body, in the part of the page that is declared to hold it."""
    holders = [place for place in seen.places if place.roles & DECLARED and place.start <= first < place.end]
    found = [
        (place, text)
        for place, text in tops
        if place.start < first
        and any(holder.start <= place.start for holder in holders)
        and count_words(text) >= _WORDS
    ]
    return Headline(found[0][1], (found[0][0].start, found[0][0].end)) if len(found) == 1 else None


def _of_article(seen: Visible, facts: Facts) -> list[tuple[Place, str]]:
    """The h1 that do not name the site: by the outlet's name, by that of the link to its front, or as that link."""
    links = [other for other in seen.places if "home" in other.roles and other.end > other.start][:_MOST]
    given = (*facts.publishers, facts.outlet or "", *(_words(seen, link) for link in links))
    names = {key for name in given if len(key := _key(name)) > 3}
    heads = [(place, text) for place in seen.places if place.tag == "h1" and (text := _words(seen, place))]
    return [
        (place, text)
        for place, text in heads[:_MOST]
        if not any(place.start <= link.start and link.end <= place.end for link in links)
        and _key(text) not in names
        and not (len(text.split()) < _LONGEST_NAME and any(name in _key(text) for name in names))
    ]


def _among_headings(seen: Visible, name: str, *, contained: bool) -> Headline | None:
    """A heading of lower rank that says the same as the page's title, or stands in it whole."""
    found: list[tuple[float, int, Place, str]] = []
    for number, place in enumerate(seen.places):
        if place.tag in _HEADINGS or names_headline(place.name):
            text = _words(seen, place)
            alike = likeness(text, name)
            whole = contained and count_words(text) >= _WORDS and f" {_spaced(text)} " in f" {_spaced(name)} "
            if alike >= _ALIKE or whole:
                found.append((alike, -number, place, text))
    best = max(found, default=None, key=lambda one: one[:2])
    return Headline(best[3], (best[2].start, best[2].end)) if best and (best[0] > 0.8 or contained) else None


def _found(seen: Visible, text: str) -> tuple[int, int] | None:
    start = seen.text.replace("\n", " ").find(text)
    return (start, start + len(text)) if start >= 0 else None


def _words(seen: Visible, place: Place) -> str:
    return seen.text[place.start : place.end].replace("\n", " ") if place.end - place.start < 500 else ""


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _key(text: str) -> str:
    return re.sub(r"[\W_]|^the\b", "", text.casefold())


_META = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "cxenseparse:author", "authors")
# Dublin Core and Google Scholar ask for "Surname, Forename".
_SURNAME_FIRST_META = ("citation_author", "dc.creator", "dcterms.creator", "dc.creator.aut", "creator")
_BY = re.compile(rf"^\W*(?:{BY})", re.IGNORECASE)
_POSTED = re.compile(r"^\W*(?:written|reported|story|posted|published|text) by\b[:\s]", re.IGNORECASE)
_OF_OTHERS = re.compile(r"photo|image|picture|credit|caption|media|video|comment|source", re.IGNORECASE)
"""Names of elements that name those who took the pictures, or wrote comments."""
_LONGEST = 120
_MOST_LINES = 8
"""Marked elements that are looked at: further ones are teasers'."""
_NEAR = 600
"""Characters behind the end of the body in which a byline still is the article's."""


def authors_of(seen: Visible, facts: Facts, ground: Ground, *, begin: int, first: int, last: int) -> tuple[str, ...]:
    """The names of the authors of an article whose headline ends at `begin` and whose body is a range of the page."""
    outlets = (facts.outlet,)
    marked = [one for one in seen.marked if _may_be_byline(one)]
    above = [one for one in marked if begin <= one.at <= first] or [
        one for one in marked if ground.start <= one.at <= first
    ]
    end = ground.end if ground.declared else last + _NEAR
    behind = [one for one in marked if last <= one.at < end]
    lines = [seen.text[one.start : one.end] for one in seen.segments if begin <= one.start <= first]
    after = [seen.text[one.start : one.end] for one in _behind(seen, last)]
    told = _names_in(above, outlets) or _by(lines, outlets) or _names_in(above, outlets, loosely=True)
    lone = _lone(seen, lines, outlets)
    given = [_clean(source, outlets) for source in _given(facts)]
    words = seen.text[max(0, min(ground.start, begin)) : max(ground.end, last)].casefold()
    for names in given:
        if names and not _is_doubtful(names, told, lone, words):
            return names
    printed = told or _names_in(behind, outlets) or _posted(after, outlets) or lone
    return printed or next((names for names in given if names), ()) or _introduced(after, facts.outlet)


def _is_doubtful(names: tuple[str, ...], told: tuple[str, ...], lone: tuple[str, ...], words: str) -> bool:
    """Whether the page prints other authors than it names, and names a company, or nobody whom it prints."""
    if {name.casefold() for name in names} & {name.casefold() for name in (*told, *lone)}:
        return False
    if all(is_organization(name) for name in names):
        return any(is_personal(name) for name in (*told, *lone))
    return (
        bool(told) and all(is_personal(name) for name in told) and not any(name.casefold() in words for name in names)
    )


def _clean(bylines: Iterable[str], outlets: Iterable[str | None]) -> tuple[str, ...]:
    names = clean_authors(bylines)
    for outlet in outlets:
        names = clean_authors(names, outlet=outlet)
    return names


def _given(facts: Facts) -> Iterator[list[str]]:
    yield _people(facts.article.get("author"), facts.data)
    yield _people(facts.article.get("creator"), facts.data)
    for name in _META:
        yield list(facts.meta.get(name, ()))
    for name in _SURNAME_FIRST_META:
        yield [surname_last(value) for value in facts.meta.get(name, ())]


def _people(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> list[str]:
    found: list[str] = []
    for person in value if isinstance(value, list) else [value]:
        if isinstance(person, dict) and "name" not in person:
            person = by_id.get(str(person.get("@id")), person)
        names = _name_of(person) if isinstance(person, Mapping) else person
        found.extend(name for name in (names if isinstance(names, list) else [names]) if isinstance(name, str))
    return found


def _name_of(person: Mapping[str, Any]) -> Any:
    parts = [person.get(name) for name in ("givenName", "additionalName", "familyName")]
    return person.get("name") or " ".join(part for part in parts if isinstance(part, str))


def _names_in(marked: Iterable[Marked], outlets: Iterable[str | None], *, loosely: bool = False) -> tuple[str, ...]:
    """The names in elements that are marked as bylines; `loosely` also in those that only their class calls so."""
    names = _clean([line for one in list(marked)[:_MOST_LINES] for line in _lines(one, loosely=loosely)], outlets)
    return names if any(" " in name for name in names) else ()


def _may_be_byline(one: Marked) -> bool:
    element = one.element
    return element.tag != "time" and sign_of(_names(one)) == "author"


def _names(one: Marked) -> str:
    return " ".join(one.element.get(name, "") for name in ("class", "id", "itemprop", "rel"))


def _lines(one: Marked, *, loosely: bool) -> Iterator[str]:
    """The lines of a byline that name people: those of a marked person whole, else those behind "By"; under a name
    stands what the person is or works for."""
    element = one.element
    sure = element.get("rel") == "author" or element.get("itemprop") == "author"
    lines = [line for line in (collapse(text) for text in _texts(element)) if line]
    if not 0 < sum(map(len, lines)) < _LONGEST:
        return
    text = " ".join(lines)
    if _BY.match(text):
        joined = "; ".join(line for line in lines if not _BY.fullmatch(f"{line} ")) if len(lines) > 1 else text
        people = [line for line in re.split("; ", joined) if _BY.match(line) or is_personal(_without_by(line))]
        yield from people or [text]
    elif sure:
        yield from [line for line in lines if is_personal(line)] or lines[:1]
    elif loosely and not _OF_OTHERS.search(_names(one)):
        yield from [line for line in lines if any(map(is_personal, clean_authors([line])[:1]))]


def _without_by(line: str) -> str:
    return _BY.sub("", re.sub(r"^(?:and|&)\s+|[,\s]+(?:and|&)?$", "", line)).strip()


def _texts(element: Any) -> Iterator[str]:
    """The text of an element, a line for each of the elements in it."""
    for part in element.iter():
        if isinstance(part.tag, str) and part.tag not in ("script", "style"):
            yield part.text or ""
        if part is not element:
            yield part.tail or ""


def _by(lines: Iterable[str], outlets: Iterable[str | None]) -> tuple[str, ...]:
    """The names in a line between headline and body that begins with "By"."""
    line = next((line for line in lines if len(line) < _LONGEST and _BY.match(line)), "")
    return tuple(name for name in _clean([line], outlets) if " " in name)


def _behind(seen: Visible, last: int) -> Iterator[Segment]:
    """The body's last line and those behind it; those of readers' comments, and of the footer, are none."""
    return islice((one for one in seen.segments if last <= one.end < last + _NEAR and not one.site), _MOST_LINES)


def _posted(lines: Iterable[str], outlets: Iterable[str | None]) -> tuple[str, ...]:
    """The names in a line behind the body that says by whom it was posted."""
    line = next((line for line in lines if len(line) < _LONGEST and _POSTED.match(line)), "")
    return tuple(name for name in _clean([line], outlets) if " " in name)


def _introduced(lines: Iterable[str], outlet: str | None) -> tuple[str, ...]:
    """Whom a line behind the body introduces as working for the outlet."""
    told = (found for line in lines if (found := biography(line)))
    own = (name for name, place in told if place and outlet and not clean_authors([place], outlet=outlet))
    return tuple(islice(own, 1))


def _lone(seen: Visible, lines: list[str], outlets: Iterable[str | None]) -> tuple[str, ...]:
    """A name in a line of its own right above the body, which stands nowhere else in the page, as those of
    sections, of places and of people in the news do."""
    name = next((line for line in reversed(lines[-3:]) if is_personal(line) and seen.text.count(line) == 1), "")
    return _clean([name], outlets)
