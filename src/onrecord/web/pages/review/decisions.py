"""The log of decisions, and what is made of it: agreement of reviewers, and articles to train on."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal

from fastapi import Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from onrecord.evaluation.agreement import agreement as measured
from onrecord.evaluation.agreement import agreement_json, rounded
from onrecord.evaluation.coding import CodingAgreement, coding_agreement
from onrecord.exports.articles import with_format
from onrecord.exports.views.decisions import decision_json, names_in, to_corrections, told, words_of
from onrecord.exports.views.positions import question_json
from onrecord.library import OpenRecord
from onrecord.positions.values import Question
from onrecord.record import Decision
from onrecord.record.positions.values import Coded
from onrecord.web.access.visitors import signature, visitor
from onrecord.web.deciding import may_undo, taken_back
from onrecord.web.records import Records
from onrecord.web.rendering import (
    actor_address,
    address,
    article_address,
    family_address,
    question_address,
    statement_address,
)
from onrecord.web.routing import Pages, Shown, records

router = Pages()
Behind = Annotated[Records, Depends(records)]
About = Literal["", "statement", "article", "actor", "family", "question", "position", "decision"]
_SHOWN = 20
_LONGEST = 160
"""Characters that the list shows of what was decided about."""
_ADDRESSES: Mapping[str, Callable[[str], str]] = {
    "statement": statement_address,
    "article": article_address,
    "actor": actor_address,
    "family": family_address,
    "question": question_address,
    "position": lambda id_: statement_address(id_.split("/")[1]),
}


@router.page("/decisions", template="decisions.html")
def decisions(
    request: Request,
    records: Behind,
    who: Annotated[str, Query(max_length=500)] = "",
    subject: About = "",
    id_: Annotated[str, Query(alias="id", max_length=2000)] = "",
    after: str = "",
) -> Shown:
    """What persons decided, the newest first: all, by a person, of a kind, or about the statement, article or actor
    with an id or its beginning."""
    asked: dict[str, Any] = {"who": who.strip() or None, "subject": subject or None}
    with records.reading() as record:
        page = record.latest_decisions(id_.strip() or None, **asked, limit=_SHOWN, after=after or None)
        names = names_in(record, page.decisions)
        quotes = {one.number: words_of(record, one, longest=_LONGEST) for one in page.decisions}
    values = {
        "asked": asked | {"id": id_.strip() or None},
        "page": page,
        "quotes": quotes,
        "about": _about,
        "told": lambda one: told(one, names=names),
        "again": _again,
        "may": lambda one: records.writable and may_undo(one, visitor(request)),
        "later": bool(after),
    }
    data = {"decisions": [decision_json(one) for one in page.decisions], "next": page.next}
    return Shown(values, lambda: data)


@router.post("/decisions/undo", include_in_schema=False, response_model=None)
def undo(
    request: Request,
    records: Behind,
    who: Annotated[str, Depends(signature)],
    decision: Annotated[int, Form(ge=1)],
) -> Response:
    """Take a decision back. Raises NotUndone, or RoleTooLow where it is another's."""
    with records.writing() as record:
        taken_back(record, decision, visitor=visitor(request), who=who)
        found = record.decision(decision)
    kept = {"id": found.subject_id} if found.subject != "family" else {}
    return RedirectResponse(address("/decisions", kept), status_code=303)


@router.page("/agreement", template="agreement.html")
def agreement(request: Request, records: Behind) -> Shown:
    """How far the reviewers agree who decided about the same statements, and the coders of the same positions."""
    with records.reading() as record:
        found = measured(record.reviews())
        coded = _coded(record)
    told = [{"question": question_json(one), **rounded(of)} for one, of in coded]
    return Shown({"found": found, "coded": coded}, lambda: agreement_json(found) | {"positions": told})


@router.get("/corrections.jsonl", response_class=StreamingResponse)
def corrections(records: Behind) -> Response:
    """The articles about which somebody decided, one a line, in the form in which the reader is trained."""
    headers = {"Content-Disposition": 'attachment; filename="corrections.jsonl"'}
    return StreamingResponse(_lines(records), media_type="application/x-ndjson", headers=headers)


def _coded(record: OpenRecord) -> list[tuple[Question, CodingAgreement]]:
    """The agreement of coders, by question."""
    asked = {one.id: one for one in record.questions()}
    found: dict[str, list[Coded]] = {}
    for one in record.codings(by=2):
        found.setdefault(one.question, []).append(one)
    return [(asked[question], coding_agreement(some)) for question, some in found.items()]


def _about(one: Decision) -> str | None:
    """Where that stands which was decided about; of what takes one back, the decision itself."""
    if one.subject == "decision":
        return None
    return _ADDRESSES[one.subject](one.subject_id) if one.subject in _ADDRESSES else None


def _again(one: Decision) -> str | None:
    """Where it is decided again."""
    if one.subject == "position":
        question, statement = one.subject_id.split("/")[:2]
        return address("/review/positions", question=question, statement=statement)
    return address("/review", statement=one.subject_id) if one.subject == "statement" else None


def _lines(records: Records) -> Iterator[bytes]:
    with records.reading() as record:
        for one in to_corrections(record):
            line = json.dumps(with_format(one), ensure_ascii=False) + "\n"
            yield line.encode("utf8", "backslashreplace")
