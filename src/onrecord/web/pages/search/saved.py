"""Saved searches: what they found anew, on a page and as a feed."""

from typing import Annotated

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.exports.feed import atom
from onrecord.exports.views.found import new_hit_json, saved_json
from onrecord.web.access.visitors import signature, visitor
from onrecord.web.asked import Asked, asked, asked_of
from onrecord.web.deciding import may_decide
from onrecord.web.errors import BadValue
from onrecord.web.narrowing import chips
from onrecord.web.pages.search.search import pieces
from onrecord.web.records import Records
from onrecord.web.rendering import feed_address, search_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()
MOST_NEW = 100
"""New hits that are counted."""
_LONGEST_NAME = 200
_ENDINGS = (".json", ".atom")
Behind = Annotated[Records, Depends(records)]
Name = Annotated[str, Form()]


@router.page("/searches", template="searches.html")
def searches(request: Request, records: Behind) -> Shown:
    """The saved searches, with how many hits each has that nobody has looked at; at most 100 are counted."""
    with records.reading() as record:
        new = [(one, record.new_in_search(one.name, most=MOST_NEW)) for one in record.saved_searches()]
    values = {
        "searches": [(one, asked_of(one.query), count) for one, count in new],
        "chips": chips,
        "most": MOST_NEW,
        "may_save": may_decide(request, records),
        "needs_token": visitor(request).by == "session",
    }
    return Shown(values, lambda: {"searches": [saved_json(one, new=count) for one, count in new]})


@router.post("/searches", include_in_schema=False, response_model=None)
def save(
    asked: Annotated[Asked, Depends(asked)], records: Behind, who: Annotated[str, Depends(signature)], name: Name = ""
) -> Response:
    """Keep the search that the address tells, over one of the same name. Raises BadValue for a name that is none."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or name.endswith(_ENDINGS):
        raise BadValue(
            f"A saved search needs a name of 1 to {_LONGEST_NAME} characters that does not end in .json or .atom."
        )
    if asked.in_ == "articles":
        raise BadValue("Searches for statements can be saved, not those for whole articles.")
    with records.writing() as record:
        record.save_search(name, asked.told(), who=who)
    return RedirectResponse("/searches", status_code=303)


@router.post("/searches/look", include_in_schema=False, response_model=None)
def look(records: Behind, name: Name = "") -> Response:
    """Count the hits of a saved search until now as looked at. Raises UnknownSearch."""
    with records.writing() as record:
        record.look_at_search(name)
    return RedirectResponse("/searches", status_code=303)


@router.post("/searches/remove", include_in_schema=False, response_model=None)
def remove(records: Behind, name: Name = "") -> Response:
    """Forget a saved search. Raises UnknownSearch."""
    with records.writing() as record:
        record.remove_search(name)
    return RedirectResponse("/searches", status_code=303)


@router.get("/searches/{name:path}.atom", response_model=None, response_class=Response)
def feed(request: Request, name: str, records: Behind) -> Response:
    """The hits of a saved search that were added last, as an Atom feed."""
    with records.reading() as record:
        saved, hits = record.saved_search(name), record.search_hits(name)
    site = str(request.base_url).rstrip("/")
    content = atom(saved, hits, site=site, address=site + feed_address(name), page=site + search_address(name))
    return Response(content, media_type="application/atom+xml")


@router.page("/searches/{name:path}", template="saved_search.html")
def saved_search(request: Request, name: str, records: Behind) -> Shown:
    """The hits of a saved search, the last added first; which of them are new."""
    with records.reading() as record:
        saved, hits = record.saved_search(name), record.search_hits(name)
        known = [found for _, found in record.known(one.hit for one in hits)]
        new = record.new_in_search(name, most=MOST_NEW)
    asked = asked_of(saved.query)
    values = {
        "saved": saved,
        "asked": asked,
        "chips": chips(asked),
        "hits": list(zip(hits, known, strict=True)),
        "new": new,
        "most": MOST_NEW,
        "pieces": pieces,
        "may_save": may_decide(request, records),
    }
    return Shown(values, lambda: saved_json(saved, new=new) | {"hits": [new_hit_json(one) for one in hits]})
