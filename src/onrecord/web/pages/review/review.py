"""Review: one decision a screen, the most doubtful first. What is asked for stands in the address, also afterwards."""

from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any, get_args
from urllib.parse import quote

from fastapi import Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.exports.articles import hit_json
from onrecord.exports.views.decisions import decision_json, told, words_of
from onrecord.exports.views.review import PICKED_FROM, SUGGESTED, Fields, Reviewing, edit_of, reviewing
from onrecord.library import OpenRecord
from onrecord.model import Act, names_of
from onrecord.problems.record import BadDecision
from onrecord.record import Hit, ReviewPage, Stage
from onrecord.web.access.visitors import REVIEWER_COOKIE, checked_name, set_cookie, signature, visitor
from onrecord.web.deciding import may_decide, taken_back
from onrecord.web.errors import BadValue, wants_json
from onrecord.web.records import Records
from onrecord.web.rendering import address, render
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_BACK = 20
"""How many earlier places an address keeps, for "previous"."""

_STAGES = {
    "statement": "any statement",
    "speaker": "no speaker found",
    "when": "no date found",
    "second": "a second reader differs",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The state of the page: the filters, the place in the queue, and those before it."""

    actor: str | None = None
    article: str | None = None
    stage: Stage = "statement"
    below: float | None = None
    blind: bool = False
    after: str | None = None
    back: tuple[str, ...] = ()
    statement: str | None = None
    skipped: str | None = None

    @property
    def filters(self) -> dict[str, Any]:
        """Which queue it is."""
        return {name: getattr(self, name) for name in ("actor", "article", "stage", "below", "blind")}

    def at(self, path: str = "/review", **changes: Any) -> str:
        """The address of this state with changes. One statement is asked for once, and so is the one put off last."""
        told = asdict(replace(self, **{"statement": None, "skipped": None} | changes))
        told["stage"] = None if told["stage"] == "statement" else told["stage"]
        told["blind"] = "yes" if told["blind"] else None
        return address(path, told)


def asked_for(
    actor: Annotated[str, Query(max_length=500)] = "",
    article: Annotated[str, Query(max_length=2000)] = "",
    stage: Stage = "statement",
    below: Annotated[str, Query(description="A confidence, from 0 to 1.")] = "",
    blind: bool = False,
    after: str = "",
    back: Annotated[tuple[str, ...], Query()] = (),
    statement: str = "",
    skipped: str = "",
) -> Asked:
    """What stands in the address. Raises BadValue."""
    names = (actor.strip() or None, article.strip() or None)
    return Asked(*names, stage, _share(below), blind, after or None, back[-_BACK:], statement or None, skipped or None)


async def fields_of(request: Request) -> Fields:
    """What a form says of a statement; an empty field says that there is none of it."""
    form = await request.form()

    def all_of(name: str) -> list[str]:
        return [value for value in form.getlist(name) if isinstance(value, str)]

    def last(name: str) -> str | None:
        return next(reversed(all_of(name)), None)

    told = {name: last(name) for name in ("speaker", "when", "venue", "addressee", "act")}
    negated = last("negated")  # a box that is not ticked sends nothing, so a hidden field stands before it
    content = all_of("content") if "content" in form else None
    not_done = None if negated is None else negated == "yes"
    return Fields(other=last("other") or "", content=content, places=all_of("place"), negated=not_done, **told)


Page = Annotated[Asked, Depends(asked_for)]
Behind = Annotated[Records, Depends(records)]
Signed = Annotated[str, Depends(signature)]


@router.page("/review", template="review.html")
def review(request: Request, asked: Page, records: Behind) -> Shown:
    """The statement that is to be decided about next, or the one named `statement`; and how far the reviewer is."""
    who = visitor(request).name or ""
    with records.reading() as record:
        page = record.to_review(who, **asked.filters, limit=1, after=asked.after)
        one = _one(record, page, asked, who)
        last = record.latest_decisions(subject="statement", who=who, standing=True, limit=1).decisions if who else ()
        words = words_of(record, last[0], longest=60) if last else None
        second = record.second_readings_of(one.statement.id) if one else ()
    values = _view(request, records, asked, page, one) | {"last": last[0] if last else None, "last_words": words}
    return Shown(values | {"second": second}, lambda: _data(page, one) | {"second": [asdict(told) for told in second]})


@router.post("/review/decide", include_in_schema=False, response_model=None)
def decide(
    request: Request,
    asked: Page,
    records: Behind,
    who: Signed,
    id_: Annotated[str, Form(alias="id")],
    verdict: Annotated[str, Form()],
    seen: Annotated[int, Form()],
    fields: Annotated[Fields, Depends(fields_of)],
    note: Annotated[str, Form()] = "",
) -> Response:
    """Decide, and go on to the next statement. An edit has what differs in the fields; who accepts a statement with
    other fields edits it. What somebody decided meanwhile is shown first."""
    with records.writing() as record:
        one = reviewing(record, id_, who=who, blind=asked.blind)
        edit = edit_of(fields, one.statement, one.text) if verdict in ("accept", "edit") else {}
        given: Fields | None = fields
        try:
            if one.seen != seen:
                if not edit and _is_repeated(one, verdict, who):
                    return _to(asked.at())
                given = None  # said about something else
                last = one.decisions[-1].who if one.decisions else "somebody"
                raise BadDecision(f"{last} changed what is decided about it", "See below, and decide then.")
            verdict = "edit" if edit else verdict
            record.decide(one.statement.id, verdict, who=who, note=note or None, **edit)  # type: ignore[arg-type]
        except BadDecision as wrong:
            if wants_json(request):
                raise
            page = record.to_review(who, **asked.filters, limit=1, after=asked.after)
            values = _view(request, records, asked, page, one) | {"wrong": wrong, "given": given, "note": note}
            return render(request, "review.html", values, status=422 if given else 409)
    return _to(asked.at())


def _is_repeated(one: Reviewing, verdict: str, who: str) -> bool:
    """Whether a form says again what its sender just decided: it was sent twice."""
    last = one.decisions[-1] if one.decisions else None
    return last is not None and last.who == who and last.verdict == verdict


@router.post("/review/skip", include_in_schema=False, response_model=None)
def skip(
    asked: Page,
    records: Behind,
    who: Signed,
    id_: Annotated[str, Form(alias="id")],
    undo: Annotated[bool, Form()] = False,
) -> Response:
    """Put a statement off, or take that back."""
    with records.writing() as record:
        record.skip(id_, who=who, undo=undo)
    return _to(asked.at(statement=id_) if undo else asked.at(skipped=id_))


@router.post("/review/undo", include_in_schema=False, response_model=None)
def undo(request: Request, asked: Page, records: Behind, who: Signed, decision: Annotated[int, Form(ge=1)]) -> Response:
    """Take one's own last decision back, and show its statement. Raises NotUndone, or RoleTooLow."""
    with records.writing() as record:
        taken_back(record, decision, visitor=visitor(request), who=who)
        found = record.decision(decision)
    return _to(asked.at(statement=found.subject_id if found.subject == "statement" else None))


@router.post("/review/name", include_in_schema=False, response_model=None)
def name(request: Request, asked: Page, who: Annotated[str, Form()] = "") -> Response:
    """Where nobody signs in, a reviewer says who it is that decides from now on in this browser. Raises BadValue."""
    if visitor(request).by != "this machine":
        raise BadValue("Decisions are signed with the name of the user who is signed in.")
    found = checked_name(who)
    if found is None and who.strip():
        raise BadValue("A name has at most 80 characters, all of them printable.")
    answer = _to(asked.at(after=None, back=()))  # a place in the queue is that of one reviewer
    set_cookie(request, answer, REVIEWER_COOKIE, quote(found) if found else None)
    return answer


def _one(record: OpenRecord, page: ReviewPage, asked: Asked, who: str) -> Reviewing | None:
    id_ = asked.statement or next((hit.statement.id for hit in page.hits if hit.statement), None)
    return reviewing(record, id_, who=who, blind=asked.blind) if id_ else None


def _view(request: Request, records: Records, asked: Asked, page: ReviewPage, one: Reviewing | None) -> dict[str, Any]:
    following: dict[str, Any] = {"after": page.next, "back": (*asked.back, asked.after or "first")}
    before = asked.back[-1] if asked.back else None
    return {
        "asked": asked,
        "page": page,
        "one": one,
        "may": may_decide(request, records),
        "writable": records.writable,
        "following": asked.at(**(following if page.next and not asked.statement else {})),
        "previous": asked.at(after=None if before == "first" else before, back=asked.back[:-1]) if before else None,
        "stages": _STAGES,
        "narrowed": _narrowed(asked),
        "acts": get_args(Act),
        "picked": one.others[:PICKED_FROM] if one else (),
        "suggested": one.others[:SUGGESTED] if one else (),
        "names_of": names_of,
        "told": told,
        "last": None,
        "second": (),
        "given": None,
        "wrong": None,
        "note": "",
    }


def _narrowed(asked: Asked) -> list[str]:
    """What the queue is narrowed to, in words."""
    told = [f"about {asked.actor}" if asked.actor else "", "of one article" if asked.article else ""]
    told += [_STAGES[asked.stage] if asked.stage != "statement" else ""]
    told += [f"below {asked.below:.0%}" if asked.below is not None else "", "blind" if asked.blind else ""]
    return [one for one in told if one]


def _data(page: ReviewPage, one: Reviewing | None) -> dict[str, Any]:
    return {
        "statement": _hit_json(one) if one else None,
        "decisions": [decision_json(decision) for decision in one.decisions] if one else [],
        "decided": asdict(page.decided),
        "left": asdict(page.left),
        "skipped": page.skipped,
        "next": page.next,
    }


def _hit_json(one: Reviewing) -> dict[str, Any]:
    article, version = one.reading.article, one.reading.article.latest
    facts = (article.id, article.url, version.headline, version.outlet, version.published)
    return hit_json(Hit(*facts, one.statement, one.statement.quote(one.text), text=one.text))


def _to(place: str) -> Response:
    return RedirectResponse(place, status_code=303)


def _share(told: str) -> float | None:
    """A confidence. Raises BadValue."""
    if not told.strip():
        return None
    try:
        found = float(told)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise BadValue(f"{told!r} is not a confidence; it is from 0 to 1, such as 0.8.")
    return found
