"""Every page of a record, by its address, for tests that walk through all of them."""

from itertools import islice
from pathlib import Path

import onrecord
from onrecord.web.rendering import (
    article_address,
    family_address,
    headline_address,
    statement_address,
    versions_address,
)

ALONE = ("/about", "/agreement", "/check", "/conflicts", "/decisions", "/families", "/review")
"""Pages that stand at one address."""


def addresses(path: Path, *, articles: int = 1) -> list[str]:
    """One address of each page that the record can show; of those of an article so many articles'."""
    with onrecord.open_record(path, write=False) as record:
        readings = list(islice(record.readings(), articles))
        families = record.families(limit=1).families
    return [
        *ALONE,
        *(address for one in readings for address in _of_article(one)),
        *(family_address(one.id) for one in families),
    ]


def _of_article(reading: onrecord.ReadArticle) -> list[str]:
    id_, first = reading.article.id, reading.statements[:1]
    statements = [f"{statement_address(one.id)}?verify=1" for one in first]
    focused = [f"{article_address(id_)}?statement={one.id}" for one in first]
    return [f"{article_address(id_)}?version=1", *focused, headline_address(id_), versions_address(id_), *statements]
