"""Every page of a record, by its address, for tests that walk through all of them."""

from itertools import islice
from pathlib import Path

import onrecord
from onrecord.web.rendering import (
    actor_address,
    address,
    article_address,
    family_address,
    headline_address,
    merge_address,
    question_address,
    search_address,
    split_address,
    statement_address,
    versions_address,
)

ALONE = (
    "/",
    "/about",
    "/actors",
    "/actors/proposals",
    "/adding",
    "/agreement",
    "/charts",
    "/check",
    "/common-ground",
    "/conflicts",
    "/decisions",
    "/families",
    "/matrix?order=camp",
    "/network?kind=affiliation&by=country",
    "/questions",
    "/review",
    "/review/positions",
    "/search?words=ferry",
    "/search?words=ferry&in=articles",
    "/search?words=ferry+unheard&act=denies&since=2023&until=2023",
    "/searches",
    "/sources",
    "/sources/failures",
    "/sources/removed",
)
"""Pages that stand at one address."""


def addresses(path: Path, *, articles: int = 1) -> list[str]:
    """One address of each page that the record can show; of those of an article so many articles'."""
    with onrecord.open_record(path, write=False) as record:
        readings = list(islice(record.readings(), articles))
        families = record.families(limit=1).families
        actors = [one.actor.id for one in record.actors(limit=2).actors]
        searches = record.saved_searches()
        questions = record.questions()[:2]
    return [
        *ALONE,
        *(place for one in readings for place in _of_article(one)),
        *(family_address(one.id) for one in families),
        *_of_actors(*actors),
        *(search_address(one.name) for one in searches),
        *(f"{question_address(one.id)}?doubtful=true" for one in questions),
        *(place for one in questions[:1] for place in _of_coding(one.id)),
    ]


def _of_actors(first: str, second: str) -> list[str]:
    merging = address(merge_address(first), words="a"), address(merge_address(first), other=second)
    return [actor_address(first), f"{actor_address(first)}?act=states&by=each", *merging, split_address(first)]


def _of_coding(question: str) -> list[str]:
    place = "/review/positions"
    return [
        address(place, question=question),
        address(place, question=question, blind="yes", unrelated="yes"),
        address(place, question=question, disputed="yes"),
    ]


def _of_article(reading: onrecord.ReadArticle) -> list[str]:
    id_, first = reading.article.id, reading.statements[:1]
    statements = [f"{statement_address(one.id)}?verify=1" for one in first]
    focused = [f"{article_address(id_)}?statement={one.id}" for one in first]
    return [f"{article_address(id_)}?version=1", *focused, headline_address(id_), versions_address(id_), *statements]
