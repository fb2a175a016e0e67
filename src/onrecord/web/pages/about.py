"""About this record: what it holds, what read it, whether it was verified, and the whole of it to take away."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import Response

from onrecord import reading
from onrecord.exports.marked import counted
from onrecord.model import Failure
from onrecord.record.stats import Share, Stats
from onrecord.web.access.visitors import visitor
from onrecord.web.background.jobs import Job, Work
from onrecord.web.kept import Counting
from onrecord.web.pages.adding import Known, job_json, to_job
from onrecord.web.records import Records
from onrecord.web.routing import Pages, Shown, records
from onrecord.web.tables import has_parquet

router = Pages()


@router.page("/about", template="about.html")
def about(request: Request, records: Annotated[Records, Depends(records)], jobs: Known) -> Shown:
    """Counts of the record, by kind, type, outlet and reader, the periods that they span, and the last verification."""
    counting: Counting = request.app.state.counting
    latest = counting.counted()
    stats = latest.stats
    last = next(iter(jobs.listed("verifying")), None)
    files = (records.path, records.path.with_name(f"{records.path.name}-wal"))
    values = {
        "stats": stats,
        "counted_at": latest.at if latest.kept else None,
        "file": records.path.resolve(),
        "size": sum(one.stat().st_size for one in files if one.exists()),
        "shares_rows": _rows,
        "verified": last,
        "program": version("onrecord"),
        "reader": _reader(),
        "parquet": has_parquet(),
    }
    return Shown(values, lambda: _data(stats, last))


@router.post("/verify", include_in_schema=False, response_model=None)
def verify(request: Request, records: Annotated[Records, Depends(records)], jobs: Known) -> Response:
    """Begin to prove the record from its stored bytes, unless that is under way. Raises TooMuchWaiting."""
    going = next((one for one in jobs.listed("verifying") if one.progress.going), None)
    title = "Verifying the record"
    return to_job(going or jobs.submit("verifying", title, _verifying(records), who=visitor(request).name))


@cache
def _reader() -> str:
    return reading.name_of(reading.WEIGHTS)  # which reads all of the weights


def _rows(shares: Iterable[Share]) -> list[tuple[str, int, int]]:
    return [(one.name or "not known", one.articles, one.statements) for one in shares]


def _data(stats: Stats, verified: Job | None) -> dict[str, Any]:
    return {
        **asdict(stats),
        "program": version("onrecord"),
        "reader": _reader(),
        "verified": job_json(verified) if verified else None,
    }


def _verifying(records: Records) -> Work:
    """Proves the record from its stored bytes, until it is stopped."""

    def work(job: Job) -> None:
        with records.reading() as record:
            counts = record.counts()
            with closing(record.verify()) as faults:  # type: ignore[type-var]
                for fault in faults:
                    job.fail(Failure(f"{fault.kind} {fault.id}", fault.message))
                    if job.stopping.is_set():
                        return
        failed = job.progress.failed
        held = f"{counted(counts.versions, 'version')} of {counted(counts.articles, 'article')}"
        found = counted(failed, "fault") if failed else "no fault"
        job.change(told=f"Checked {held} with {counted(counts.all_statements, 'statement')}: {found}.")

    return work
