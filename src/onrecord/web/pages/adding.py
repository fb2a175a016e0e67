"""Adding: what is pasted, chosen or dropped becomes a job, whose page tells how far it is."""

from dataclasses import asdict
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import Depends, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from onrecord.model import ArticleKind
from onrecord.sources.times import given_time
from onrecord.web.access.visitors import visitor
from onrecord.web.background.adding import Given, adding, given_of
from onrecord.web.background.jobs import Job, Jobs
from onrecord.web.background.rounds import Rounds
from onrecord.web.reading import Networks, networks
from onrecord.web.records import Records
from onrecord.web.routing import Pages, Shown, records

router = Pages()
REFRESHED = 2
"""Seconds after which a page without scripts is loaded again while its job goes on."""


def jobs(request: Request) -> Jobs:
    """The jobs of the application."""
    found: Jobs = request.app.state.jobs
    return found


def rounds(request: Request) -> Rounds:
    """The rounds over the feeds."""
    found: Rounds = request.app.state.rounds
    return found


Known = Annotated[Jobs, Depends(jobs)]


@router.page("/add", template="add.html")
def add_page(request: Request, example: bool = False) -> Shown:
    """The form for what is to be added. A program posts to `/api/add`."""
    return Shown({"example": example}, lambda: {"post": "/api/add", "takes": ["text", "address", "published", "kind"]})


@router.post("/add", include_in_schema=False, response_model=None)
def add(
    request: Request,
    records: Annotated[Records, Depends(records)],
    networks: Annotated[Networks, Depends(networks)],
    jobs: Known,
    rounds: Annotated[Rounds, Depends(rounds)],
    pasted: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
    published: Annotated[str, Form()] = "",
    kind: Annotated[ArticleKind | None, Form()] = None,
) -> Response:
    """Begin to add what was pasted, text or addresses, and the files. Raises BadValue, PublishedNotATime or
    TooMuchWaiting."""
    given_time(published or None)
    sent = tuple((PurePath(one.filename).name, one.file.read()) for one in files or () if one.filename)
    text, addresses = given_of(pasted, sent)
    given = Given(text, addresses, sent, published or None, kind, allow_private=rounds.allow_private)
    work = adding(given, records=records, networks=networks)
    return to_job(jobs.submit("adding", given.title, work, who=visitor(request).name, size=given.size))


@router.page("/adding", template="jobs.html")
def listed(request: Request, jobs: Known) -> Shown:
    """The jobs of this server, the last first."""
    found = jobs.listed()
    return Shown({"jobs": found}, lambda: {"jobs": [job_json(one) for one in found]})


@router.page("/adding/{number:int}", template="job.html")
def one(request: Request, number: int, jobs: Known, networks: Annotated[Networks, Depends(networks)]) -> Shown:
    """How far a job is. Raises NoSuchJob."""
    job = jobs.get(number)
    progress = job.progress  # of one moment
    waits = networks.line.waits(job.thread)
    values = {"job": job, "progress": progress, "every": REFRESHED, "waits": waits}
    return Shown(values, lambda: job_json(job) | {"waits": waits})


@router.post("/adding/{number:int}/stop", include_in_schema=False, response_model=None)
def stop(request: Request, number: int, jobs: Known) -> Response:
    """Have a job end after the article that it is at. Raises NoSuchJob."""
    return to_job(jobs.stop(number))


def to_job(job: Job) -> Response:
    """The way to the page of a job."""
    return RedirectResponse(f"/adding/{job.number}", status_code=303)


def job_json(job: Job) -> dict[str, Any]:
    """A job as a program reads it."""
    progress = job.progress
    return {
        "number": job.number,
        "kind": job.kind,
        "title": job.title,
        "asked": job.asked.isoformat(timespec="seconds"),
        "state": progress.state,
        "stopping": job.stopping.is_set() and progress.going,
        "total": progress.total,
        "done": progress.done,
        "counts": dict(progress.counts),
        "statements": progress.statements,
        "failed": progress.failed,
        "articles": [asdict(one) for one in progress.kept],
        "failures": [{"origin": one.origin, "reason": one.reason} for one in progress.failures],
        "told": progress.told,
    }
