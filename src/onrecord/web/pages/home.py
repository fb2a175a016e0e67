"""Home: what to search for, what came in lately, and what waits for somebody to decide."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from onrecord.exports.articles import hit_json
from onrecord.exports.marked import LIKELY
from onrecord.exports.views.families import conflicting_json
from onrecord.record.searching.lately import Arrival
from onrecord.record.values import FamilyConflict, ReviewPage
from onrecord.web.access.visitors import visitor
from onrecord.web.records import Records
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_ARTICLES, _CHANGED, _CONFLICTS, _DOUBTFUL = 8, 5, 3, 3


@dataclass(frozen=True, slots=True)
class _Lately:
    recent: tuple[Arrival, ...]
    changed: tuple[Arrival, ...]
    conflicts: tuple[FamilyConflict, ...]
    review: ReviewPage

    def data(self) -> dict[str, Any]:
        """The same for a program."""
        left = self.review.left
        return {
            "recent": [arrival_json(one) for one in self.recent],
            "changed": [arrival_json(one) for one in self.changed],
            "conflicts": [conflicting_json(one) for one in self.conflicts],
            "to_review": {"count": left.count, "more": left.more, "hits": [hit_json(one) for one in self.review.hits]},
        }


@router.page("/", template="home.html", json="/home.json")
def home(request: Request, records: Annotated[Records, Depends(records)], example: bool = False) -> Shown:
    """The latest articles, changes and conflicts, and the most doubtful statements, of which somebody has to decide."""
    who = visitor(request).name or ""
    with records.reading() as record:
        lately = _Lately(
            record.recent(limit=_ARTICLES),
            record.changed(limit=_CHANGED),
            record.recent_conflicts(limit=_CONFLICTS),
            record.to_review(who, below=LIKELY, limit=_DOUBTFUL),
        )
        questions = record.questions(closed=False)
    values = {"lately": lately, "questions": questions, "example": example, "file": records.path.name}
    return Shown(values, lately.data)


def arrival_json(one: Arrival) -> dict[str, Any]:
    """An article that came in, as a program reads it."""
    return {
        "article": one.article_id,
        "url": one.url,
        "headline": one.headline,
        "outlet": one.outlet,
        "published": one.published.value if one.published else None,
        "added_at": one.added_at,
        "version": one.version,
        "statements": one.statements,
    }
