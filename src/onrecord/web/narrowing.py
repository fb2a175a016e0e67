"""How a search is narrowed and widened by links: the facets of its hits, the filters that hold, what to try instead."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.record.searching.facets import Facets, Share
from onrecord.record.words import has_words, phrases
from onrecord.web.asked import Asked
from onrecord.web.rendering import actor_address

AT_ONCE = 6
"""Values of a facet that are shown; the others are folded."""
_NAMES = {
    "speaker": "speaker",
    "role": "role",
    "outlet": "outlet",
    "venue": "venue",
    "to": "said to",
    "act": "act",
    "kind": "kind",
    "type": "quoted",
    "since": "from",
    "until": "until",
    "when": "said in",
}
_TRUTHS = {("negated", True): "reported as not done", ("negated", False): "not negated", ("rejected", True): "rejected"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many hits have it, and the search with it or, where it holds already, without."""

    value: str
    count: int
    address: str
    holds: bool = False
    within: tuple["Choice", ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A facet: its name and its values, those with the most hits first."""

    name: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that holds, and the search without it."""

    name: str | None
    value: str
    address: str


@dataclass(frozen=True, slots=True)
class Try:
    """What to try where nothing was found."""

    text: str
    address: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An actor of whom a name is what was searched for."""

    name: str
    said: str
    page: str


def groups(asked: Asked, facets: Facets) -> list[Group]:
    """The facets that narrow a search. One of a single value that all hits have narrows nothing and is left out."""
    acts = (facets.acts, "act", lambda value: {"act": (value,)})
    shown: tuple[tuple[str, tuple[Share, ...], str, Callable[[str], dict[str, Any]]], ...] = (
        ("Speaker", facets.actors, "speaker", lambda value: {"speaker": value}),
        ("Role", facets.roles, "role", lambda value: {"role": value}),
        ("Outlet", facets.outlets, "outlet", lambda value: {"outlet": value}),
        ("Act", *acts),
        ("Quoted", facets.types, "type", lambda value: {"type": value}),
        ("Kind", facets.kinds, "kind", lambda value: {"kind": value}),
        ("Venue", facets.venues, "venue", lambda value: {"venue": value}),
    )
    made = [_group(name, [_choice(asked, of, one, to(one.value)) for one in some]) for name, some, of, to in shown]
    made.insert(2, _group("Date", [_year(asked, one, facets) for one in reversed(facets.years)]))
    return [one for one in made if _narrows(one, facets.total)]


def chips(asked: Asked) -> list[Chip]:
    """The filters that hold, in the order of the form."""
    return list(_chips(asked))


def instead(asked: Asked) -> list[Try]:
    """Searches that find more: without a word, without a filter, in whole articles."""
    words = phrases(asked.words)
    quoted = ['"' + one + '"' if " " in one else one for one in words]
    found = []
    if 1 < len(words) <= AT_ONCE:
        for at, one in enumerate(words):
            rest = " ".join(quoted[:at] + quoted[at + 1 :])
            found.append(
                Try("Without the words" if " " in one else "Without the word", asked.but(words=rest).at(), one)
            )
    elif len(words) > 1:
        found.append(
            Try("With the first words only:", asked.but(words=" ".join(quoted[:2])).at(), " ".join(quoted[:2]))
        )
    holding = chips(asked)
    found += [
        Try(f"Without the filter{f' {one.name}' if one.name else ''}:", one.address, one.value) for one in holding
    ]
    if len(holding) > 1:
        found.append(Try("Without any filter", asked.bare.at()))
    if asked.in_ == "statements" and words:
        found.append(Try("In whole articles, not only in what was said", asked.but(in_="articles").at()))
    return found


def suggested(asked: Asked, actors: Iterable[tuple[str, str]]) -> list[Suggested]:
    """The actors, by name and id, whose name is what was searched for, with what they said."""
    if not phrases(asked.words) or asked.speaker is not None or asked.in_ == "articles":
        return []
    named = [(name, id_) for name, id_ in actors if has_words(name, asked.words)]
    return [
        Suggested(name, asked.but(words="", speaker=name, sort=None).at(), actor_address(id_))
        for name, id_ in named[:3]
    ]


def _chips(asked: Asked) -> Iterator[Chip]:
    filters = asked.filters
    if asked.since and asked.since == asked.until:
        yield Chip("date", asked.since, asked.but(since=None, until=None).at())
        filters = {name: value for name, value in filters.items() if name not in ("since", "until")}
    for name, value in filters.items():
        if name == "act":
            for one in value:
                rest = tuple(other for other in value if other != one)
                yield Chip("act", one, asked.but(act=rest).at())
        elif isinstance(value, bool):
            without = {name: False if name == "rejected" else None}
            yield Chip(None, _TRUTHS[name, value], asked.but(**without).at())
        else:
            yield Chip(_NAMES[name], value, asked.but(**{name: None}).at())


def _choice(asked: Asked, of: str, share: Share, change: dict[str, Any]) -> Choice:
    now = getattr(asked, of)
    holds = share.value in now if isinstance(now, tuple) else (now or "").casefold() == share.value.casefold()
    if holds:
        change = {of: tuple(one for one in now if one != share.value) if isinstance(now, tuple) else None}
    return Choice(share.value, share.count, asked.but(**change).at(), holds)


def _year(asked: Asked, share: Share, facets: Facets) -> Choice:
    """A year and, where it is the only one or was chosen, its months."""
    chosen = asked.since if asked.since == asked.until else None
    opened = len(facets.years) == 1 or (chosen or "")[:4] == share.value
    months = [one for one in facets.months if one.value[:4] == share.value] if opened else []
    return _date(asked, share, within=tuple(_date(asked, one) for one in months))


def _date(asked: Asked, share: Share, *, within: tuple[Choice, ...] = ()) -> Choice:
    holds = asked.since == asked.until == share.value
    day = None if holds else share.value
    return Choice(share.value, share.count, asked.but(since=day, until=day).at(), holds, within)


def _group(name: str, choices: list[Choice]) -> Group:
    chosen = [one for one in choices[AT_ONCE:] if one.holds or one.within]
    rest = [one for one in choices[AT_ONCE:] if one not in chosen]
    return Group(name, (*choices[:AT_ONCE], *chosen), tuple(rest))


def _narrows(group: Group, total: int) -> bool:
    shown = group.first
    return len(shown) > 1 or any(one.holds or one.within or one.count < total for one in shown)
