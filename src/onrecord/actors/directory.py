"""The directory: persons, organizations and countries across articles, found by name, or by office and day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from onrecord.actors.names import LEADERS, Post, post
from onrecord.english.countries import folded
from onrecord.model import ActorKind

RoleSource = Literal["article", "import"]
_SEEN_AROUND = timedelta(days=60)
"""How long before and after an article a role is taken to hold that only articles tell of. Most terms of office last
years, so that two months are seldom wrong; a hand-over in between shows as two holders."""
_LIKELY = 0.7
"""How sure one of several holders must be whom an article means that names none of them. A year in which an office
changed hands, where the source knows only the year, leaves the first weeks and months to the one who held it before."""
_SINGLE = LEADERS | {"governor", "vicepresident", "mayor", "secretarygeneral"}
"""Offices that one person holds at a time."""


@dataclass(frozen=True, slots=True)
class Role:
    """A title, whose it is where that is known apart, and the days from and until which it was held.

    `source` "import": the days are the term of office, None where open or unknown; a source that knows years only
    gives the first and the last day of the year. "article": the first and the last day on which articles gave it."""

    title: str
    organization: str | None = None
    start: date | None = None
    end: date | None = None
    source: RoleSource = "article"

    @property
    def post(self) -> Post:
        """The office and its places."""
        return post(self.title, self.organization)


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, organization or country across articles. `names` begins with `name`.

    `identifiers` are those of other collections by scheme, such as {"wikidata": "Q42"}."""

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def called(self, name: str) -> bool:
        """Whether this is one of its names, whatever the case and accents."""
        return folded(name) in {folded(one) for one in (self.name, *self.names)}


class Directory:
    """Actors to look up; a value like any other, made of the actors it is given."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = list(actors)
        self._by_name: dict[str, list[Actor]] = {}
        self._by_places: dict[frozenset[str], list[tuple[Role, Actor]]] = {}
        for actor in self._actors:
            for name in {folded(one) for one in (actor.name, *actor.names)}:
                self._by_name.setdefault(name, []).append(actor)
            for role in actor.roles:
                self._by_places.setdefault(role.post.places, []).append((role, actor))

    def __len__(self) -> int:
        return len(self._actors)

    def named(self, name: str) -> list[Actor]:
        """Those with this name in full; several where several bear it."""
        return list(self._by_name.get(folded(name), ()))

    def holder(self, description: str, on: date) -> list[Actor]:
        """Who held the office of a description on a day: "the Estonian prime minister", "Sen. from Ohio".

        The most likely first. Empty where nobody is known or the words name no particular office ("the minister",
        "a former president"); several where several hold it, or where the source knows only in which year one
        followed the other. `meant` chooses among them."""
        return [actor for actor, _ in self._held(description, on)]

    def meant(self, description: str, on: date, *, named: Iterable[str] = ()) -> tuple[Actor, float] | None:
        """Whom an article of a day means by a description that no name stands beside, and from 0 to 1 how sure it is
        that the one held the office that day.

        The only holder of the office; of several, the only one whom the article names, else the only one who is
        likely. None where that leaves more than one or nobody, so that the description stands as it is."""
        held, names = self._held(description, on), list(named)
        if len(held) > 1:
            spoken_of = [(actor, 1 - doubt) for actor, doubt in held if any(actor.called(name) for name in names)]
            likely = [(actor, 1 - doubt) for actor, doubt in held if 1 - doubt >= _LIKELY]
            found = spoken_of or likely
            return found[0] if len(found) == 1 else None
        return (held[0][0], 1 - held[0][1]) if held else None

    def _held(self, description: str, on: date) -> list[tuple[Actor, float]]:
        """Each holder with the doubt, the smallest first."""
        wanted = post(description)
        if wanted.past or not wanted.office or not wanted.particular:
            return []
        known = [(role, actor) for role, actor in self._by_places.get(wanted.places, ()) if _is_office(role, wanted)]
        held = [(doubt, actor) for role, actor in known if (doubt := _doubt(role, actor, known, on)) is not None]
        first: dict[str, tuple[Actor, float]] = {}
        for doubt, actor in sorted(held, key=lambda one: one[0]):
            first.setdefault(actor.id, (actor, doubt))
        return list(first.values())


def _is_office(role: Role, wanted: Post) -> bool:
    found = role.post
    if found.past:
        return False
    if wanted.office == {"leader"}:
        return found.office <= LEADERS and bool(found.office)
    return found.office == wanted.office


def _doubt(role: Role, actor: Actor, known: list[tuple[Role, Actor]], on: date) -> float | None:
    """From 0, certain, to 1; None where the role was not held that day."""
    if role.source == "article":
        first, last = (role.start or date.min), (role.end or date.max)
        return 0.5 if first - _SEEN_AROUND <= on <= last + _SEEN_AROUND else None
    end = role.end or _followed(role, actor, known)
    if (role.start and on < role.start) or (end and on > end):
        return None
    passed = on.timetuple().tm_yday / 366
    if role.start and _year_only(role.start) and on.year == role.start.year:
        return 1 - passed
    return passed if end and end.year == on.year and (end.month, end.day) == (12, 31) else 0.0


def _followed(role: Role, actor: Actor, known: list[tuple[Role, Actor]]) -> date | None:
    """When the next one took an office whose end the source leaves open, as it often does for those who left."""
    if not role.post.office <= _SINGLE or role.start is None:
        return None
    later = [
        other.start
        for other, holder in known
        if holder.id != actor.id
        and other.post.office == role.post.office
        and other.source == "import"
        and other.start
        and other.start > role.start
    ]
    if not later:
        return None
    follows = min(later)
    return date(follows.year, 12, 31) if _year_only(follows) else follows - timedelta(days=1)


def _year_only(day: date) -> bool:
    return (day.month, day.day) == (1, 1)
