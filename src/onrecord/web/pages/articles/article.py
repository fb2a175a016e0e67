"""An article: its text with the statements underlined, and beside each what is known of it; its versions with what
changed from each to the next; and its headline against the statements under it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from onrecord.checking.headlines import check_headline
from onrecord.exports import history
from onrecord.exports.articles import to_json
from onrecord.exports.fragments import text_fragment, web_address
from onrecord.exports.marked import counted, marked_blocks, shared_occasions, speakers
from onrecord.exports.views import headlines
from onrecord.exports.views.position_views import Says, beside, with_positions
from onrecord.model import Reading, Statement
from onrecord.problems.record import UnknownId
from onrecord.record.values import Known, VersionMark
from onrecord.web.reading import Networks, networks
from onrecord.web.records import Records
from onrecord.web.rendering import address, article_address, headline_address, versions_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_IN_FULL = 100
"""Statements up to which a page has all notes in full: of more only the one that is asked for, or it would grow past
150 kB; the pages of the statements have the rest."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a statement beyond its article: what the record knows, and where it is in the live page."""

    known: Known | None = None
    live: str | None = None
    positions: Says = ()


@router.page("/article/{article_id:path}", template="article.html")
def article(
    request: Request,
    article_id: str,
    records: Annotated[Records, Depends(records)],
    version: int | None = None,
    statement: str | None = None,
) -> Shown:
    """An article and its statements: the latest version, or the one with the number `version`. `statement` is the id of
    one to set apart in the page."""
    with records.reading() as record:
        marks = record.version_marks(article_id)
        latest = next(one for one in marks if one.latest)
        known: Mapping[str, Known] | None = None
        told: Mapping[str, Says] = {}
        if version in (None, latest.number):
            found = record.article(article_id)
            reading: Reading = found
            known, told = found.known, beside(record, found.article.id)
        else:
            reading = record.version(article_id, version)
    if statement is not None and statement not in {one.id for one in reading.statements}:
        raise UnknownId("statement in this version of the article", statement, len(reading.statements))
    return Shown(
        _view(reading, marks, known or {}, told, shown=version or latest.number, focus=statement),
        lambda: with_positions(to_json(reading, known=known), told),
    )


def _view(
    reading: Reading,
    marks: tuple[VersionMark, ...],
    known: Mapping[str, Known],
    told: Mapping[str, Says],
    *,
    shown: int,
    focus: str | None,
) -> dict[str, Any]:
    id_, everyone = reading.article.id, speakers(reading.statements)
    return {
        "reading": reading,
        "article": reading.article,
        "version": reading.article.latest,
        "blocks": marked_blocks(reading),
        "speakers": everyone,
        "named": sum(one is not None for one, _ in everyone),
        "actors": _actors(reading, known),
        "occasions": shared_occasions(reading),
        "original": web_address(reading.article.url),
        "focus": focus,
        "sparse": len(reading.statements) > _IN_FULL,
        "beyond": {
            one.id: _beside(one, reading, known.get(one.id), told.get(one.id, ())) for one in reading.statements
        },
        "ways": [
            (counted(len(marks), "version"), versions_address(id_)),
            ("Headline check", headline_address(id_)),
            ("JSON", address(f"{article_address(id_)}.json", {"version": shown if len(marks) > 1 else None})),
        ],
        "marks": marks,
        "shown": next(one for one in marks if one.number == shown),
    }


def _beside(
    statement: Statement,
    reading: Reading,
    known: Known | None,
    positions: Says,
) -> Beside:
    """Only what stands in the latest version is looked for in the live page."""
    url = web_address(reading.article.url)
    live = text_fragment(url, statement, reading.article.latest.text) if known and url else None
    return Beside(known, live, positions)


def _actors(reading: Reading, known: Mapping[str, Known]) -> dict[str, Any]:
    """Who the named speakers are, by the name that the article gives."""
    return {
        speaker.name: actor
        for one in reading.statements
        if one.id in known
        for speaker, actor in zip(one.speakers, known[one.id].speakers, strict=False)
        if actor is not None
    }


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
