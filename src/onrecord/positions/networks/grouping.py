"""Whose a position is, where persons are joined by organization or country.

What the article says of the speaker comes first: "NATO spokesperson", "the Estonian Prime Minister"; then what is known
of the actor that day. Who held an office and holds it no more ("former president") speaks for it no more.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from onrecord.actors.directory import Actor, Directory
from onrecord.actors.names import post
from onrecord.english.countries import country, country_name, folded
from onrecord.positions.networks.counting import Grouping, Holder
from onrecord.positions.values import Position

By = Literal["person", "organization", "country"]
"""What the actors of a network are: all actors as they are, organizations, or countries."""
_LONGEST_NAME = 8
"""Words of the name of an organization that is looked for in a role."""


def grouping(by: By, actors: Iterable[Actor], organizations: Directory) -> Grouping:
    """Whose positions are: each actor's own (`person`), its organization's or its country's, by what is known of the
    actors, and of the organizations that roles name. What belongs to no organization or country is left out then."""
    known = {one.id: one for one in actors}
    if by == "organization":
        return by_organization(known, organizations)
    return by_country(known) if by == "country" else by_person(known)


def by_person(actors: Mapping[str, Actor]) -> Grouping:
    """Each actor's own, with its kind."""

    def found(position: Position) -> Holder | None:
        actor = actors.get(position.actor)
        return Holder(position.actor, position.name, actor.kind if actor else None)

    return found


def by_organization(actors: Mapping[str, Actor], organizations: Directory) -> Grouping:
    """An organization's own; of a person that of the organization named in its role. The longest name is meant: "the
    Bank of England governor" speaks for the Bank of England."""

    def found(position: Position) -> Holder | None:
        actor = actors.get(position.actor)
        if actor is not None and actor.kind == "organization":
            return Holder(actor.id, actor.name, "organization")
        return next(filter(None, (_named_in(role, organizations) for role in _roles(position, actor))), None)

    return found


def by_country(actors: Mapping[str, Actor]) -> Grouping:
    """A country's own; of others that of the one country named in the role or, of an organization, in its name. A state
    of the US stands for the US."""

    def found(position: Position) -> Holder | None:
        actor = actors.get(position.actor)
        code = country(position.name)
        if code is None and actor is not None and actor.kind in ("organization", "group"):
            code = _country_in(position.name)
        if code is None:
            code = next(filter(None, map(_country_in, _roles(position, actor))), None)
        return Holder(code, country_name(code), "country") if code else None

    return found


def _named_in(role: str, organizations: Directory) -> Holder | None:
    words = folded(role).split()
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            named = organizations.named(" ".join(words[at : at + length]))
            meant = [one for one in named if one.kind == "organization"]
            if len(meant) == 1:
                return Holder(meant[0].id, meant[0].name, "organization")
    return None


def _country_in(text: str) -> str | None:
    codes = {code.partition("-")[0] for code in post(text).places}
    return codes.pop() if len(codes) == 1 else None


def _roles(position: Position, actor: Actor | None) -> Iterator[str]:
    """The role given with the position, then those known of the actor that day."""
    if position.role and not post(position.role).past:
        yield position.role
    for role in actor.roles if actor else ():
        if _held(role.start, role.end, position.day) and not role.post.past:
            yield " ".join(filter(None, (role.title, role.organization)))


def _held(start: date | None, end: date | None, day: date | None) -> bool:
    return day is None or ((start is None or start <= day) and (end is None or day <= end))
