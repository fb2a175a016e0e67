"""Search: statements, or articles, by words and filters, with what the hits are and how they may be narrowed."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.exports.views.found import found_json
from onrecord.library import OpenRecord
from onrecord.record.searching.facets import Facets
from onrecord.record.searching.sentences import Piece, sentence_around
from onrecord.record.values import Hit
from onrecord.results import Hits
from onrecord.web.asked import Asked, asked
from onrecord.web.deciding import may_decide
from onrecord.web.narrowing import Suggested, chips, groups, instead, suggested
from onrecord.web.pages.search.downloads import MOST_ROWS
from onrecord.web.records import Records
from onrecord.web.routing import Pages, Shown, records

router = Pages()


@router.page("/search", template="search.html")
def search(
    request: Request,
    asked: Annotated[Asked, Depends(asked)],
    records: Annotated[Records, Depends(records)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    after: str | None = None,
) -> Shown | Response:
    """Statements of the latest versions that hold every word, or articles; the filters are those of `onrecord search`,
    and so are `hits` and `next`. `total` and `facets` count the hits, 5,000 at most: `complete` tells."""
    if any(value == "" for value in request.query_params.values()):  # a form sends what was left empty, too
        return RedirectResponse(_without_empty(request), status_code=303)
    with records.reading() as record:
        page = record.search(**asked.told(), limit=limit, after=after)
        facets = record.facets(**{name: value for name, value in asked.told().items() if name != "sort"})
        empty = not page.hits and not record.recent(limit=1)
        found = _suggested(record, asked, facets)
    values = {
        "asked": asked,
        "page": page,
        "after": after,
        "limit": None if limit == 20 else limit,
        "pieces": pieces,
        "total": told(page, facets, first=after is None, what=asked.in_.rstrip("s")),
        "facets": facets,
        "groups": groups(asked, facets),
        "chips": chips(asked),
        "instead": [] if page.hits else instead(asked),
        "empty": empty,
        "suggested": found,
        "most_rows": MOST_ROWS,
        "may_save": may_decide(request, records) and asked.in_ == "statements",
    }
    return Shown(values, lambda: found_json(page, facets))


def told(page: Hits, facets: Facets, *, first: bool, what: str) -> str:
    """How many hits there are: "1 statement", "1,234 statements", "5,000+ statements"."""
    count = max(facets.total, len(page.hits)) if first else facets.total
    complete = facets.complete and count == facets.total
    return f"{count:,}{'' if complete else '+'} {what if count == 1 and complete else what + 's'}"


def pieces(hit: Hit) -> tuple[Piece, ...]:
    """The sentence around a statement, by its parts."""
    return tuple(sentence_around(hit).pieces())


def _suggested(record: OpenRecord, asked: Asked, facets: Facets) -> list[Suggested]:
    """Of those who speak in the hits; where there is none, of all actors."""
    if facets.total or not asked.words:
        return suggested(asked, ((one.value, one.id or "") for one in facets.actors))
    named = record.actors(asked.words, limit=3).actors
    return suggested(asked, ((one.actor.name, one.actor.id) for one in named))


def _without_empty(request: Request) -> str:
    kept = [one for one in request.query_params.multi_items() if one[1] != "" and one != ("in", "statements")]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path
