"""The JSON of what a search found: its hits and how to go on, as `onrecord search --format json` prints them, and how
many there are by each value of a facet."""

from dataclasses import asdict
from typing import Any

from onrecord.exports.articles import hit_json, with_format
from onrecord.record.searching.facets import Facets, Share
from onrecord.record.searching.saved import NewHit, SavedSearch
from onrecord.record.values import Page

FACETS = ("actors", "roles", "outlets", "types", "kinds", "acts", "venues", "years", "months")


def found_json(page: Page, facets: Facets) -> dict[str, Any]:
    """Hits, `next`, `total` of the hits that were counted, whether these are all (`complete`), and the facets."""
    counted = {name: [_share(one) for one in getattr(facets, name)] for name in FACETS}
    hits = [hit_json(hit) for hit in page.hits]
    told = {"hits": hits, "next": page.next, "total": facets.total, "complete": facets.complete, "facets": counted}
    return with_format(told)


def saved_json(saved: SavedSearch, *, new: int) -> dict[str, Any]:
    """A saved search, with how many of its hits are new."""
    return {"name": saved.name, "query": dict(saved.query), "who": saved.who, "created": saved.created, "new": new}


def new_hit_json(one: NewHit) -> dict[str, Any]:
    """A hit of a saved search, with when its article was added."""
    return hit_json(one.hit) | {"added_at": one.added_at, "new": one.new}


def _share(one: Share) -> dict[str, Any]:
    return {name: value for name, value in asdict(one).items() if value is not None}
