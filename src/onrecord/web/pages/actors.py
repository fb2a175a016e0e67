"""Actors: who speaks in the record, and who of them may be one."""

from itertools import islice
from typing import Annotated

from fastapi import Depends, Query, Request

from onrecord.exports.actors import appearing_json, proposal_json
from onrecord.web.pages.actor_decisions import may_decide
from onrecord.web.records import Records
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_LISTED = 30
_COUNTED = 1_000
"""Statements of each actor in the list that are counted; more are told as "1,000+"."""
_PROPOSED = 30
"""Pairs on a page; whoever decides about them sees the next ones."""


@router.page("/actors/proposals", template="proposals.html")
def proposals(request: Request, records: Annotated[Records, Depends(records)]) -> Shown:
    """Pairs of actors who may be one and about whom nobody has decided, the likeliest first."""
    with records.reading() as record:
        found = list(islice(record.proposals(), _PROPOSED + 1))
    shown, more = found[:_PROPOSED], len(found) > _PROPOSED
    values = {"proposals": shown, "more": more, "deciding": may_decide(request, records)}
    return Shown(values, lambda: {"proposals": [proposal_json(one) for one in shown], "more": more})


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
