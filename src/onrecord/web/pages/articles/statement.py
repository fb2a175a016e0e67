"""A statement: its words, what proves them, who else reports them, how to cite it, and what was decided about it."""

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord.exports.citation import (
    Citation,
    citation_bibtex,
    citation_csl,
    citation_of,
    citation_text,
    claim_review,
)
from onrecord.exports.fragments import web_address
from onrecord.exports.marked import marked_blocks
from onrecord.exports.views.decisions import names_in
from onrecord.exports.views.evidence import StatementView, sentences, statement_view, view_json
from onrecord.exports.views.position_views import says_to, says_to_json
from onrecord.record.values import Evidence, Fault
from onrecord.web.deciding import may_decide
from onrecord.web.records import Records
from onrecord.web.rendering import statement_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_LOCAL = frozenset(("localhost", "127.0.0.1", "::1"))
_SHOWN = 20
"""Reports that a page of one statement shows; the page of the family has all."""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


FORMS: Mapping[str, tuple[str, str, Callable[[Citation], str]]] = {
    "cite.txt": ("Text", "text/plain", citation_text),
    "cite.bib": ("BibTeX", "application/x-bibtex", citation_bibtex),
    "cite.csl": ("CSL-JSON", "application/vnd.citationstyles.csl+json", lambda one: _json([citation_csl(one)])),
    "claim-review.jsonld": ("ClaimReview", "application/ld+json", lambda one: _json(claim_review(one))),
}
"""The files of a citation, each with its name and media type."""


@router.get("/statement/{statement_id:path}/{form}", response_model=None, include_in_schema=False)
def cite(request: Request, statement_id: str, form: str, records: Annotated[Records, Depends(records)]) -> Response:
    """The citation of a statement as a file."""
    if form not in FORMS:
        raise HTTPException(404)
    with records.reading() as record:
        evidence = record.evidence(statement_id)
    _, kind, written = FORMS[form]
    name = f"onrecord-{evidence.statement.id}.{form.removeprefix('cite.')}"
    return Response(
        written(_citation(request, evidence)),
        media_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.page("/statement/{statement_id:path}", template="statement.html")
def statement(
    request: Request, statement_id: str, records: Annotated[Records, Depends(records)], verify: bool = False
) -> Shown:
    """A statement with its evidence, the other reports of it, its conflicts, citations and decisions. With `verify` it
    is proved again from the stored bytes."""
    with records.reading() as record:
        view = statement_view(record, statement_id)
        says = says_to(record, view.evidence.statement.id)
        names = names_in(record, view.decisions)
        questions = record.questions(closed=False)
        faults = tuple(record.verify(statement=view.evidence.statement.id)) if verify else None
        length = len(record.content(view.evidence.reading.article.latest.bytes_sha256)) if verify and not faults else 0
    citation = _citation(request, view.evidence)
    values = _values(view, citation, faults, length) | {
        "says": says,
        "names": names,
        "questions": [one for one in questions if one.id not in {other.question.id for other in says}],
        "coding": may_decide(request, records),
    }
    told = {"positions": [says_to_json(one) for one in says], "citation": _cited(citation)}
    return Shown(values, lambda: view_json(view, faults=faults) | told)


def _citation(request: Request, evidence: Evidence) -> Citation:
    """The address of this page belongs to it where others can reach it."""
    one, base = evidence.statement, request.base_url
    address = None if (base.hostname or "") in _LOCAL else f"{str(base).rstrip('/')}{statement_address(one.id)}"
    return citation_of(evidence.reading, one, added_at=evidence.version.added_at, address=address)


def _cited(citation: Citation) -> dict[str, Any]:
    return {
        "text": citation_text(citation),
        "bibtex": citation_bibtex(citation),
        "csl": citation_csl(citation),
        "claim_review": claim_review(citation),
    }


def _values(view: StatementView, citation: Citation, faults: tuple[Fault, ...] | None, length: int) -> dict[str, Any]:
    evidence = view.evidence
    reading, one = evidence.reading, evidence.statement
    blocks = sentences(reading, one)
    return {
        "view": view,
        "evidence": evidence,
        "statement": one,
        "known": view.known,
        "article": reading.article,
        "version": reading.article.latest,
        "number": 1 + next(at for at, other in enumerate(reading.statements) if other.id == one.id),
        "blocks": marked_blocks(reading, focus=one.id, blocks=blocks),
        "members": view.family.members[:_SHOWN] if view.family else (),
        "original": web_address(reading.article.url),
        "live": web_address(citation.url),
        "cited": [(name, form, written(citation)) for form, (name, _, written) in FORMS.items()],
        "faults": faults,
        "length": length,
    }
