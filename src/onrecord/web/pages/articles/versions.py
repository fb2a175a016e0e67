"""The versions of an article, and what changed from each to the next."""

from typing import Annotated

from fastapi import Depends, Request

from onrecord.exports import history
from onrecord.exports.fragments import web_address
from onrecord.web.records import Records
from onrecord.web.rendering import article_address, headline_address, versions_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()


@router.page("/versions/{article_id:path}", template="versions.html")
def versions(request: Request, article_id: str, records: Annotated[Records, Depends(records)]) -> Shown:
    """Every version of an article with its origin, and what changed: headline, statements, text, notices."""
    with records.reading() as record:
        found = record.versions(article_id)
    changes = history.changes_of(found)
    leading = history.latest_of(found)
    article = leading.reading.article
    values = {
        "article": article,
        "version": article.latest,
        "versions": found,
        "leading": leading,
        "steps": history.latest_first(found, changes),
        "original": web_address(article.url),
        "ways": [
            ("Article", article_address(article.id)),
            ("Headline check", headline_address(article.id)),
            ("JSON", f"{versions_address(article.id)}.json"),
        ],
    }
    return Shown(values, lambda: history.history_json(found, changes))
