"""The API's decisions about actors: what the forms of their pages do."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from onrecord.exports.views.decisions import decision_json
from onrecord.web.access.visitors import signature
from onrecord.web.api.statements import Body
from onrecord.web.errors import BadValue
from onrecord.web.records import Records
from onrecord.web.routing import only_known, operation_id, records

router = APIRouter(prefix="/api/actors", dependencies=[Depends(only_known)], generate_unique_id_function=operation_id)
Behind = Annotated[Records, Depends(records)]
Signed = Annotated[str, Depends(signature)]
Id = Annotated[str, Field(max_length=2000, description="An actor: its id, an identifier, or a name of nobody else.")]


class Merge(Body):
    """Two actors who are one."""

    actor: Id
    into: Id
    note: str | None = None


class KeepApart(Body):
    """Two actors who are two."""

    actor: Id
    other: Id
    note: str | None = None


class Separate(Body):
    """An actor that was merged into another."""

    actor: str = Field(max_length=2000, description="Its own id.")
    note: str | None = None


class Split(Body):
    """Statements of an actor that are another's: by their ids, or by a role that they give."""

    actor: Id
    statements: list[str] | None = Field(None, max_length=10_000)
    role: str | None = Field(None, max_length=2000, description="Words of the role.")
    note: str | None = None


@router.post("/merge")
def merge(asked: Merge, records: Behind, who: Signed) -> dict[str, Any]:
    """Two actors are one from now on, under the id of `into`. It is signed with the name of who asks."""
    with records.writing() as record:
        return decision_json(record.merge(asked.actor, asked.into, who=who, note=asked.note))


@router.post("/keep-apart")
def keep_apart(asked: KeepApart, records: Behind, who: Signed) -> dict[str, Any]:
    """Two actors are two, and are no longer proposed as one."""
    with records.writing() as record:
        return decision_json(record.keep_apart(asked.actor, asked.other, who=who, note=asked.note))


@router.post("/separate")
def separate(asked: Separate, records: Behind, who: Signed) -> dict[str, Any]:
    """An actor that was merged into another is its own again."""
    with records.writing() as record:
        return decision_json(record.separate(asked.actor, who=who, note=asked.note))


@router.post("/split")
def split(asked: Split, records: Behind, who: Signed) -> dict[str, Any]:
    """Some statements are those of a new actor of the same name, whose id `split_into` tells."""
    if bool(asked.statements) == bool(asked.role):
        raise BadValue("Give either statements or a role.")
    with records.writing() as record:
        made = record.split(asked.actor, statements=asked.statements or (), role=asked.role, who=who, note=asked.note)
    return decision_json(made)
