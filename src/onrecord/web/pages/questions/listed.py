"""The questions: which are followed, how much was found for each; and asking, changing and closing them."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.exports.views.positions import question_json
from onrecord.problems.access import NoSuchJob
from onrecord.record.positions.questions import MOST
from onrecord.record.positions.values import QuestionCounts
from onrecord.record.searching.filters import as_when
from onrecord.web.access.visitors import signature, visitor
from onrecord.web.background.jobs import REMEMBERED, Job
from onrecord.web.background.judging import judging
from onrecord.web.deciding import may_decide
from onrecord.web.errors import BadValue
from onrecord.web.pages.adding import REFRESHED, Known, job_json
from onrecord.web.pages.questions.asked import Asked
from onrecord.web.pages.questions.asked import Known as Kept
from onrecord.web.pages.questions.worked import whole
from onrecord.web.reading import Networks, networks
from onrecord.web.records import Records
from onrecord.web.rendering import question_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_LONGEST = 2000
_SYNONYMS = 50
EVERY = "All open questions"
"""What a job is called that judges for all of them."""
Behind = Annotated[Records, Depends(records)]
Who = Annotated[str, Depends(signature)]
Model = Annotated[Networks, Depends(networks)]
Words = Annotated[str, Form(max_length=_LONGEST)]


@router.page("/questions", template="questions.html")
def questions(request: Request, records: Behind, kept: Kept, example: bool = False) -> Shown:
    """The questions that are followed, those that are closed last: with how many statements were judged for each, are
    about it, and were coded, and how many actors take which stance on those that are open."""
    with records.reading() as record:
        asked, counts = record.questions(), record.question_counts()
        actors = len(record.actors(limit=1).actors) if not asked else 1
    made = whole(kept, Asked())
    ordered = sorted(asked, key=lambda one: one.closed)
    values = {
        "open": [one for one in ordered if not one.closed],
        "closed": [one for one in ordered if one.closed],
        "counts": counts,
        "nothing": QuestionCounts(),
        "tallies": made.tallies,
        "positions": {one.id: one.positions for one in made.matrix.questions},
        "empty": not actors,
        "example": example,
        "longest": MOST,
        "deciding": may_decide(request, records),
    }
    return Shown(
        values,
        lambda: {
            "questions": [
                question_json(one, counts.get(one.id)) | {"actors": dict(made.tallies.get(one.id, {}))}
                for one in ordered
            ]
        },
    )


@router.post("/questions", include_in_schema=False, response_model=None)
def ask(
    request: Request,
    records: Behind,
    jobs: Known,
    networks: Model,
    who: Who,
    text: Words = "",
    description: Words = "",
    synonyms: Words = "",
    since: Words = "",
) -> Response:
    """Follow a question, and begin to judge statements for it. Raises BadQuestion, BadValue or TooMuchWaiting."""
    first = _day(since)
    with records.writing() as record:
        asked = record.ask(text, description=description, synonyms=_several(synonyms), since=first, who=who)
    work = judging([asked.id], records=records, networks=networks)
    return _to_job(jobs.submit("judging", asked.text, work, who=visitor(request).name))


@router.post("/questions/judge", include_in_schema=False, response_model=None)
def again(
    request: Request, records: Behind, jobs: Known, networks: Model, question: Annotated[str, Form(max_length=600)] = ""
) -> Response:
    """Judge what is new for a question, or for all open ones. Raises UnknownQuestion or TooMuchWaiting."""
    with records.reading() as record:
        asked = [record.question(question)] if question else list(record.questions(closed=False))
    title = asked[0].text if question else EVERY
    work = judging([one.id for one in asked], records=records, networks=networks)
    return _to_job(jobs.submit("judging", title, work, who=visitor(request).name))


@router.post("/questions/change", include_in_schema=False, response_model=None)
def change(
    records: Behind,
    who: Who,
    question: Annotated[str, Form(max_length=600)] = "",
    description: Words = "",
    synonyms: Words = "",
    since: Words = "",
) -> Response:
    """Give a question another description, other synonyms or another start. Raises BadDecision where nothing
    changes, UnknownQuestion or BadValue."""
    first = _day(since)
    with records.writing() as record:
        one = record.question(question)
        record.change_question(one.id, description=description, synonyms=_several(synonyms), since=first or "", who=who)
    return RedirectResponse(question_address(one.id), status_code=303)


@router.post("/questions/close", include_in_schema=False, response_model=None)
def close(
    records: Behind,
    who: Who,
    question: Annotated[str, Form(max_length=600)] = "",
    closed: Annotated[bool, Form()] = True,
) -> Response:
    """Close a question, or open it again. Raises UnknownQuestion or BadDecision."""
    with records.writing() as record:
        one = record.question(question)
        if one.closed != closed:
            record.change_question(one.id, closed=closed, who=who)
    return RedirectResponse(question_address(one.id), status_code=303)


@router.page("/questions/judging/{number:int}", template="judging.html")
def progress(request: Request, number: int, records: Behind, jobs: Known, networks: Model) -> Shown:
    """How far the judging of a question is. Raises NoSuchJob."""
    job = _judging(jobs.get(number))
    told = job.progress  # of one moment
    with records.reading() as record:
        question = None if job.title == EVERY else record.question(job.title)
    waits = networks.line.waits(job.thread)
    values = {"job": job, "progress": told, "every": REFRESHED, "question": question, "waits": waits}
    return Shown(values, lambda: job_json(job) | {"waits": waits, "question": question and question.id})


@router.post("/questions/judging/{number:int}/stop", include_in_schema=False, response_model=None)
def stop(number: int, jobs: Known) -> Response:
    """Have the judging of a question end after the statements that it is at. Raises NoSuchJob."""
    return _to_job(jobs.stop(_judging(jobs.get(number)).number))


def _to_job(job: Job) -> Response:
    return RedirectResponse(f"/questions/judging/{job.number}", status_code=303)


def _judging(job: Job) -> Job:
    """A job, if it judges: the others are for those who add. Raises NoSuchJob."""
    if job.kind != "judging":
        raise NoSuchJob(job.number, remembered=REMEMBERED)
    return job


def _several(synonyms: str) -> tuple[str, ...]:
    """One on a line, or apart by commas."""
    found = tuple(one.strip() for line in synonyms.splitlines() for one in line.split(",") if one.strip())
    if len(found) > _SYNONYMS:
        raise BadValue(f"A question has at most {_SYNONYMS} synonyms; {len(found)} were given.")
    return found


def _day(since: str) -> date | None:
    try:
        found = as_when(since.strip() or None)
    except ValueError as error:
        raise BadValue(str(error)) from error
    return found.start if found else None
