"""Actors: who speaks in the record, and who of them may be one."""

from typing import Annotated

from fastapi import Depends, Query, Request

from onrecord.exports.views.actors import appearing_json, proposal_json
from onrecord.web.deciding import may_decide
from onrecord.web.records import Records
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_LISTED = 30
_COUNTED = 300
"""Statements of each actor in the list that are counted; more are told as "300+"."""
_PROPOSED = 30
"""Pairs on a page; whoever decides about them sees the next ones."""


@router.page("/actors/proposals", template="proposals.html")
def proposals(
    request: Request,
    records: Annotated[Records, Depends(records)],
    after: Annotated[str, Query(max_length=500)] = "",
) -> Shown:
    """Pairs of actors who may be one and about whom nobody has decided, the likeliest first; of some surnames. `after`
    is the `next` of the surnames before."""
    with records.reading() as record:
        page = record.proposal_page(after=after or None)
    values = {"page": page, "shown": page.proposals[:_PROPOSED], "after": after}
    data = {"proposals": [proposal_json(one) for one in page.proposals], "next": page.next}
    return Shown(values | {"deciding": may_decide(request, records)}, lambda: data)


@router.page("/actors", template="actors.html")
def actors(
    request: Request,
    records: Annotated[Records, Depends(records)],
    words: Annotated[str, Query(max_length=500)] = "",
    after: Annotated[str, Query(max_length=500)] = "",
) -> Shown:
    """Who speaks, those in the most statements first; with `words` those with a name that has all of them. `after` is
    the `next` of the same list."""
    with records.reading() as record:
        page = record.actors(words.strip() or None, limit=_LISTED, after=after or None, most=_COUNTED)
    values = {"page": page, "words": words.strip(), "after": after}
    return Shown(values, lambda: {"actors": [appearing_json(one) for one in page.actors], "next": page.next})
