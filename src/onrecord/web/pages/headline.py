"""A headline against the statements under it."""

from typing import Annotated

from fastapi import Depends, Request

from onrecord.checking.headlines import check_headline
from onrecord.exports import headlines
from onrecord.exports.pages import web_address
from onrecord.web.reading import Networks, networks
from onrecord.web.records import Records
from onrecord.web.rendering import article_address, headline_address, versions_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()


@router.page("/headline/{article_id:path}", template="headline.html")
def headline(
    request: Request,
    article_id: str,
    records: Annotated[Records, Depends(records)],
    networks: Annotated[Networks, Depends(networks)],
) -> Shown:
    """What an article says of each claim in its headline."""
    with records.reading() as record:
        reading = record.article(article_id)
    findings = check_headline(reading, sentences=networks.sentences)
    article = reading.article
    values = {
        "reading": reading,
        "article": article,
        "version": article.latest,
        "findings": findings,
        "nothing": headlines.nothing(reading),
        "summary": headlines.summary(findings),
        "original": web_address(article.url),
        "ways": [
            ("Article", article_address(article.id)),
            ("Versions", versions_address(article.id)),
            ("JSON", f"{headline_address(article.id)}.json"),
        ],
    }
    return Shown(values, lambda: headlines.headline_json(reading, findings))
