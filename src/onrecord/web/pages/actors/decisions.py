"""What reviewers decide about actors: two are one, one is two, and what is taken back. Each form asks once more."""

from typing import Annotated, Any

from fastapi import Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.exports.articles import hit_json
from onrecord.exports.views.actors import appearing_json, profile_json
from onrecord.problems.record import NotUndone
from onrecord.web.access.visitors import signature, visitor
from onrecord.web.deciding import taken_back
from onrecord.web.errors import BadValue
from onrecord.web.records import Records
from onrecord.web.rendering import actor_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()
Behind = Annotated[Records, Depends(records)]
Signed = Annotated[str, Depends(signature)]
Note = Annotated[str, Form(max_length=2000)]
Id = Annotated[str, Form(max_length=2000)]
_FOUND = 20
"""Actors that a search for the other one shows."""
_COUNTED = 200
"""Statements of each of them that are counted."""
_CHOICE = 30
"""Statements on a page of those that can be split off."""


@router.page("/merge/{actor_id:path}", template="merge.html")
def merge(
    request: Request,
    actor_id: str,
    records: Behind,
    words: Annotated[str, Query(max_length=500)] = "",
    other: Annotated[str, Query(max_length=500)] = "",
) -> Shown:
    """Who an actor is one with: search by `words`, choose `other`, and confirm. A program posts it to
    `/api/actors/merge`."""
    with records.reading() as record:
        profile = record.profile(actor_id)
        id_ = profile.actor.id
        second = record.profile(other) if other else None
        page = record.actors(words.strip(), limit=_FOUND + 1, most=_COUNTED) if words.strip() and not other else None
    if second and second.actor.id == id_:
        second = None
    found = [one for one in page.actors if one.actor.id != id_][:_FOUND] if page else []
    values = {"one": profile, "other": second, "found": found, "words": words.strip(), "searched": page is not None}
    data = {"post": "/api/actors/merge", "takes": ["actor", "into", "note"]}
    return Shown(values, lambda: {**data, "actors": [appearing_json(one) for one in found]})


@router.page("/split/{actor_id:path}", template="split.html")
def split(
    request: Request, actor_id: str, records: Behind, after: Annotated[str, Query(max_length=2000)] = ""
) -> Shown:
    """Which statements of an actor are another's: by a role, or one by one. A program posts it to
    `/api/actors/split`."""
    with records.reading() as record:
        profile = record.profile(actor_id)
        page = record.statements_of(profile.actor.id, limit=_CHOICE, after=after or None)
        known = list(record.known(page.hits))
    values = {"one": profile, "known": known, "next": page.next, "after": after}
    data = {"post": "/api/actors/split", "takes": ["actor", "statements", "role", "note"]}
    return Shown(
        values,
        lambda: {**data, **profile_json(profile), "hits": [hit_json(hit) for hit in page.hits], "next": page.next},
    )


@router.post("/actors/merge", include_in_schema=False, response_model=None)
def merged(records: Behind, who: Signed, actor: Id, other: Id, into: Id, note: Note = "") -> Response:
    """Two actors are one from now on, under the id of `into`, which is one of them."""
    if into not in (actor, other):
        raise BadValue("Choose under which of the two names they are merged.")
    with records.writing() as record:
        record.merge(other if into == actor else actor, into, who=who, note=note or None)
        id_ = record.actor(into).id
    return _to(id_)


@router.post("/actors/keep-apart", include_in_schema=False, response_model=None)
def kept_apart(records: Behind, who: Signed, actor: Id, other: Id, note: Note = "", back: Id = "") -> Response:
    """Two actors are two, and are no longer proposed as one."""
    with records.writing() as record:
        record.keep_apart(actor, other, who=who, note=note or None)
        id_ = record.actor(actor).id
    return _to(id_, back)


@router.post("/actors/split", include_in_schema=False, response_model=None)
def was_split(
    records: Behind,
    who: Signed,
    actor: Id,
    statement: Annotated[list[str] | None, Form()] = None,
    role: Annotated[str, Form(max_length=2000)] = "",
    note: Note = "",
) -> Response:
    """Some statements are another's of the same name, whose page follows. Raises NothingToSplit."""
    if bool(statement) == bool(role):
        raise BadValue("Choose statements, or a role, not both.")
    with records.writing() as record:
        made = record.split(actor, statements=statement or (), role=role or None, who=who, note=note or None)
    return _to(str((made.change or {})["split_into"]))


@router.post("/actors/separate", include_in_schema=False, response_model=None)
def separated(records: Behind, who: Signed, actor: Id, note: Note = "") -> Response:
    """An actor that was merged into another is its own again. Raises NotTwoActors."""
    with records.writing() as record:
        record.separate(actor, who=who, note=note or None)
    return _to(actor)


@router.post("/actors/undo", include_in_schema=False, response_model=None)
def undone(request: Request, records: Behind, who: Signed, decision: Annotated[int, Form(ge=1)], actor: Id) -> Response:
    """Take a decision about an actor back. Raises NotUndone, or RoleTooLow where it is another's."""
    with records.writing() as record:
        if all(one.number != decision for one in record.decisions(actor, subject="actor")):
            raise NotUndone(f"decision {decision} is not about actor {actor}")
        taken_back(record, decision, visitor=visitor(request), who=who)
    return _to(actor)


def _to(actor: str, back: str = "") -> Response:
    """The page to go on with: the list of proposals, where the decision came from there; else the actor's."""
    values: dict[str, Any] = {"url": "/actors/proposals" if back == "proposals" else actor_address(actor)}
    return RedirectResponse(**values, status_code=303)
