"""Check: a draft's quotations, each beside what the record has of it. Nothing of a draft is kept."""

from contextlib import closing
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import Depends, Form, Request, Response, UploadFile

from onrecord.checking.drafts import check as check_draft
from onrecord.checking.values import CheckedDraft
from onrecord.exports.pages import draft_page
from onrecord.exports.views import checked as views
from onrecord.heap import forget, give_back
from onrecord.problems.sources import SourceProblem
from onrecord.sources.documents import DRAFTS, read_draft
from onrecord.web.errors import BadValue, status_of, wants_json
from onrecord.web.reading import Networks, networks
from onrecord.web.records import Records
from onrecord.web.rendering import render
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_EMPTY = {"checked": None, "draft": "", "published": "", "title": "Draft", "before": 0, "wrong": None}


@router.page("/check", template="check.html")
def check(request: Request, networks: Annotated[Networks, Depends(networks)]) -> Shown:
    """The form for a draft. A program posts it to `/api/check`."""
    return Shown(
        _EMPTY | {"before": networks.line.length}, lambda: {"post": "/api/check", "takes": ["text", "published"]}
    )


@router.post("/check", include_in_schema=False, response_model=None)
def checked(
    request: Request,
    records: Annotated[Records, Depends(records)],
    networks: Annotated[Networks, Depends(networks)],
    draft: Annotated[str, Form()] = "",
    file: UploadFile | None = None,
    published: Annotated[str, Form()] = "",
    answer: Annotated[str, Form()] = "page",
) -> Response:
    """The draft that was pasted or chosen, with a verdict and evidence beside each quotation; with `answer=report` as
    one page to keep. What is not a draft is told above the form. Raises
    PublishedNotATime."""
    try:
        title, text = _text(draft, file)
    except (BadValue, SourceProblem) as wrong:
        if wants_json(request):
            raise
        values = _EMPTY | {"wrong": wrong, "draft": draft, "published": published}
        return render(request, "check.html", values, status=status_of(wrong))
    result = looked_up(text, published or None, records=records, networks=networks)
    if answer == "report":
        headers = {"Content-Disposition": 'attachment; filename="checked.html"'}
        return Response(draft_page(result, title=title), media_type="text/html; charset=utf-8", headers=headers)
    values = {**_EMPTY, **view(result), "title": title, "draft": text, "published": published}
    return render(request, "check.html", values)


def looked_up(text: str, published: str | None, *, records: Records, networks: Networks) -> CheckedDraft:
    """A draft, checked against the record as it is now. What was looked at of it, up to 50 MB, is not kept."""
    with networks.line.turn():
        try:
            with closing(records.opened(write=False)) as record:
                return check_draft(text, record=record, reader=networks.reader, published=published)
        finally:
            forget()
            give_back()


def view(result: CheckedDraft) -> dict[str, Any]:
    """What the template of a checked draft shows."""
    return {
        "checked": result,
        "blocks": views.draft_blocks(result),
        "counts": views.counts(result),
        "summary": views.summary(result),
        "unchecked": views.unchecked(result),
    }


def _text(draft: str, file: UploadFile | None) -> tuple[str, str]:
    """Title and text of what was sent: of a file, where one was chosen."""
    if file is not None and file.filename:
        name = PurePath(file.filename).name
        return name, read_draft(file.file.read(), kind=DRAFTS.get(PurePath(name).suffix.lower()))
    if not draft.strip():
        raise BadValue("There is nothing to check: paste the text of a draft, or choose a file.")
    return "Draft", read_draft(draft.encode("utf8", "surrogatepass"), kind="text")
