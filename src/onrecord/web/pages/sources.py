"""Sources: where the record comes from, what failed or was skipped and why, and what was taken out."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.exports.articles import hit_json
from onrecord.record.values import Removal, Unread
from onrecord.record.watching import Followed, Watched
from onrecord.web.access.visitors import signature, visitor
from onrecord.web.background.rounds import Rounds
from onrecord.web.errors import BadValue
from onrecord.web.pages.adding import Known, job_json, rounds, to_job
from onrecord.web.pages.home import arrival_json
from onrecord.web.records import Records
from onrecord.web.rendering import article_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()
SHOWN = 30
_FEW = 5
_NOT_READ = 100
Behind = Annotated[Records, Depends(records)]
Going = Annotated[Rounds, Depends(rounds)]
Who = Annotated[str, Depends(signature)]


@router.page("/sources", template="sources.html")
def sources(
    request: Request,
    records: Behind,
    rounds: Going,
    jobs: Known,
    words: str = "",
    outlet: str = "",
    after: str | None = None,
) -> Shown:
    """The feeds with their rounds, the articles, the last added first, or those with words or of an outlet; and the
    last of what failed and what was removed. Raises BadCursor."""
    asked = {"words": words.strip(), "outlet": outlet.strip()}
    filtered = any(asked.values())
    with records.reading() as record:
        followed = record.followed()
        failed, removed = record.failed(limit=_FEW), record.removals(limit=_FEW)
        added = None if filtered else record.arrivals(limit=SHOWN, after=after)
        found = (
            record.search(asked["words"], in_="articles", outlet=asked["outlet"] or None, limit=SHOWN, after=after)
            if filtered
            else None
        )
    last = next(iter(jobs.listed("watching")), None)
    values = {
        "feeds": followed,
        "added": added,
        "found": found,
        "next": found.next if found else added.next if added else None,
        "asked": asked,
        "after": after,
        "failed": failed,
        "removed": removed,
        "last": last,
        "every": rounds.every,
        "waits": _waits,
    }

    def data() -> dict[str, Any]:
        listed = [arrival_json(one) for one in added.articles] if added else []
        return {
            "feeds": [_followed(one) for one in followed],
            "articles": listed or [hit_json(one) for one in found or ()],
            "next": values["next"],
            "failures": [_unread(one) for one in failed.failures],
            "removed": [_removal(one) for one in removed.removals],
            "last_round": job_json(last) if last else None,
        }

    return Shown(values, data)


@router.page("/sources/failures", template="failures.html")
def failures(request: Request, records: Behind, after: str | None = None) -> Shown:
    """What failed, and which articles were kept but not read, each with its reason. Raises BadCursor."""
    with records.reading() as record:
        failed, skipped = record.failed(limit=SHOWN, after=after), record.not_read(limit=_NOT_READ)
    values = {"failed": failed, "not_read": skipped, "after": after}
    return Shown(
        values,
        lambda: {
            "failures": [_unread(one) for one in failed.failures],
            "not_read": [_unread(one) for one in skipped],
            "next": failed.next,
        },
    )


@router.page("/sources/removed", template="removed.html")
def removed(request: Request, records: Behind, after: str | None = None) -> Shown:
    """The articles that persons took out of the record, with their reasons. Raises BadCursor."""
    with records.reading() as record:
        page = record.removals(limit=SHOWN, after=after)
    return Shown({"page": page}, lambda: {"removed": [_removal(one) for one in page.removals], "next": page.next})


@router.post("/sources/feeds", include_in_schema=False, response_model=None)
def follow(request: Request, rounds: Going, address: Annotated[str, Form()] = "") -> Response:
    """Watch a feed, and read it now. Raises BadValue or TooMuchWaiting."""
    return to_job(rounds.follow(address, who=visitor(request).name))


@router.post("/sources/feeds/remove", include_in_schema=False, response_model=None)
def leave(request: Request, records: Behind, address: Annotated[str, Form()] = "") -> Response:
    """Watch a feed no more; its articles stay."""
    with records.writing() as record:
        record.unwatch(address)
    return RedirectResponse("/sources#feeds", status_code=303)


@router.post("/sources/check", include_in_schema=False, response_model=None)
def check(request: Request, rounds: Going) -> Response:
    """Read all feeds now. Raises TooMuchWaiting."""
    return to_job(rounds.check(who=visitor(request).name))


@router.page("/sources/remove/{id:path}", template="remove.html")
def remove_page(request: Request, id: str, records: Behind) -> Shown:  # noqa: A002 - as the address names it
    """What would be removed, with the question why. Raises UnknownId, AmbiguousId or ArticleRemoved."""
    with records.reading() as record:
        reading = record.article(id)
    count = len(reading.statements)
    return Shown({"article": reading.article, "count": count}, lambda: {"article": reading.article.id})


@router.post("/sources/remove/{id:path}", include_in_schema=False, response_model=None)
def remove(request: Request, id: str, records: Behind, who: Who, reason: Annotated[str, Form()] = "") -> Response:  # noqa: A002
    """Take an article out of the record. Raises BadValue where no reason is given."""
    with records.writing() as record:
        record.remove(id, reason=_reason(reason), who=who)
    return RedirectResponse("/sources/removed", status_code=303)


@router.post("/sources/admit/{id:path}", include_in_schema=False, response_model=None)
def admit(request: Request, id: str, records: Behind, who: Who, reason: Annotated[str, Form()] = "") -> Response:  # noqa: A002
    """Let an article that was removed be added again. Raises BadValue where no reason is given."""
    with records.writing() as record:
        record.remove(id, reason=_reason(reason), who=who, undo=True)
    return RedirectResponse("/sources/removed", status_code=303)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise BadValue("Say why: the reason is kept in the log of the record, with your name.")
    return reason.strip()


def _waits(one: Watched) -> str:
    """How an address that is watched fares, in a word."""
    if one.failures:
        return f"failed {one.failures:,} time{'s' if one.failures > 1 else ''} in a row"
    return f"read {one.reads:,} time{'s' if one.reads > 1 else ''}" if one.reads else "not read yet"


def _followed(one: Followed) -> dict[str, Any]:
    return {**asdict(one.watched), "articles_due": one.articles, "next_article": one.next}


def _unread(one: Unread) -> dict[str, Any]:
    return asdict(one)


def _removal(one: Removal) -> dict[str, Any]:
    return {**asdict(one), "address": article_address(one.article_id)}
