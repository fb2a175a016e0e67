"""Actors as JSON: what they are called, their roles, how often they appear, whom a name may mean, and their profile."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from onrecord.exports.fragments import web_address
from onrecord.exports.views.decisions import decision_json

if TYPE_CHECKING:
    from onrecord.actors.directory import Actor, Role
    from onrecord.record.actors.profile import Profile
    from onrecord.record.actors.values import Appearing, Meant, Proposal
    from onrecord.record.searching.facets import Crossed, Share
    from onrecord.record.searching.overview import Overview

_COLLECTIONS: Mapping[str, str] = {
    "wikidata": "https://www.wikidata.org/wiki/",
    "bioguide": "https://bioguide.congress.gov/search/bio/",
    "wikipedia": "https://en.wikipedia.org/wiki/",
    "isni": "https://isni.org/isni/",
    "viaf": "https://viaf.org/viaf/",
    "orcid": "https://orcid.org/",
    "lei": "https://search.gleif.org/#/record/",
}
"""Where a collection has its page of an identifier."""


def actor_json(actor: "Actor") -> dict[str, Any]:
    """An actor, in the shape that `actors import` reads."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "names": list(actor.names),
        "roles": [_role(role) for role in actor.roles],
        "identifiers": dict(actor.identifiers),
    }


def appearing_json(one: "Appearing") -> dict[str, Any]:
    """An actor with how often it appears. `complete` is false where only the statements added last were counted."""
    seen = {"statements": one.statements, "articles": one.articles, "first": one.first, "last": one.last}
    return actor_json(one.actor) | seen | {"complete": one.complete}


def proposal_json(one: "Proposal") -> dict[str, Any]:
    """Two actors who may be one."""
    return {"first": actor_json(one.first), "second": actor_json(one.second), "score": one.score, "reason": one.reason}


def choice_json(meant: "Sequence[Meant]") -> list[dict[str, Any]]:
    """Those whom a name may mean, with the number by which `who --pick` chooses one."""
    return [
        {
            "pick": number,
            "id": one.actors[0].id,
            "name": one.actors[0].name,
            "kind": one.actors[0].kind,
            "role": one.role,
            "statements": one.statements,
            "articles": one.articles,
            "ids": [actor.id for actor in one.actors],
        }
        for number, one in enumerate(meant, start=1)
    ]


def profile_json(profile: "Profile") -> dict[str, Any]:
    """An actor with its counts. `complete` is false where only the statements added last were counted."""
    return {
        **actor_json(profile.actor),
        "statements": profile.statements,
        "articles": profile.articles,
        "complete": profile.complete,
        "first": profile.first,
        "last": profile.last,
        "denied": profile.denied,
        "counts": {
            "names": _shares(profile.names),
            "roles": [asdict(one) for one in profile.roles],
            "years": _shares(profile.years),
            "months": _shares(profile.months),
            "acts": _shares(profile.acts),
            "types": _shares(profile.types),
            "outlets": _shares(profile.outlets),
            "venues": _shares(profile.venues),
            "acts_by_month": _crossed(profile.acts_by_month),
            "kinds_by_month": _crossed(profile.kinds_by_month),
        },
        "beside": [{"id": one.id, "name": one.value, "statements": one.count} for one in profile.beside],
        "merged": [asdict(one) for one in profile.merged],
        "decisions": [decision_json(one) for one in profile.decisions],
    }


def overview_json(overview: "Overview") -> dict[str, Any]:
    """The record as a whole, counted. `complete` is false where only the statements added last were counted."""
    return {
        "statements": overview.statements,
        "complete": overview.complete,
        "kinds_by_month": _crossed(overview.kinds_by_month),
        "acts_by_month": _crossed(overview.acts_by_month),
        "outlets": _shares(overview.outlets),
    }


def latest_roles(actor: "Actor") -> "list[Role]":
    """The roles of an actor, those that were held or told last first."""
    return sorted(
        actor.roles, key=lambda role: (role.end or role.start or date.min, role.start or date.min), reverse=True
    )


def identifier_address(scheme: str, value: str) -> str | None:
    """Where an identifier leads: to the page of its collection, or, if it is one, to that address of the web."""
    if found := web_address(value):
        return found
    return f"{_COLLECTIONS[scheme]}{quote(value, safe='')}" if scheme in _COLLECTIONS else None


def _crossed(counts: "Iterable[Crossed]") -> list[dict[str, Any]]:
    return [asdict(one) for one in counts]


def _shares(shares: "Iterable[Share]") -> list[dict[str, Any]]:
    return [{"value": one.value, "count": one.count} for one in shares]


def _role(role: "Role") -> dict[str, str | None]:
    return {
        "title": role.title,
        "organization": role.organization,
        "start": role.start.isoformat() if role.start else None,
        "end": role.end.isoformat() if role.end else None,
        "source": role.source,
    }
