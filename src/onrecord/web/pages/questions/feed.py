"""The positions on a question that became known last, as a feed."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from onrecord.exports.feed import positions_atom
from onrecord.web.records import Records
from onrecord.web.rendering import question_address, question_feed_address
from onrecord.web.routing import Pages, records

router = Pages()


@router.get("/question/{question_id:path}.atom", response_model=None, response_class=Response)
def feed(request: Request, question_id: str, records: Annotated[Records, Depends(records)]) -> Response:
    """The positions on a question that became known last, as an Atom feed, without those of which the model is not
    sure."""
    with records.reading() as record:
        question = record.question(question_id)
        found = record.new_positions(question.id)
    site = str(request.base_url).rstrip("/")
    content = positions_atom(
        question,
        found,
        site=site,
        address=site + question_feed_address(question.id),
        page=site + question_address(question.id),
    )
    return Response(content, media_type="application/atom+xml")
