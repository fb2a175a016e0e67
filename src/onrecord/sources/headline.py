"""The headline that readers see.

What a page's head says is a headline for machines: shortened, or written for searches. The printed one is among the
headings, and so are the site's name and a section's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.sources.class_names import names_headline
from onrecord.sources.metadata import Facts, likeness
from onrecord.sources.prose import count_words
from onrecord.sources.visible import DECLARED, Place, Visible

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
