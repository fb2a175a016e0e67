"""About this record: what it holds, what read it, whether it was verified, and the whole of it to take away."""

import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import Response

from onrecord import reading
from onrecord.record.stats import Share, Stats
from onrecord.web.access.visitors import visitor
from onrecord.web.jobs import Job
from onrecord.web.pages.adding import Known, job_json, to_job
from onrecord.web.pages.downloads import has_parquet
from onrecord.web.records import Records
from onrecord.web.routing import Pages, Shown, records
from onrecord.web.verifying import verifying

router = Pages()
LONG = 0.5
"""Seconds of counting from which the counts are kept for a while: those of a million statements take some."""
_KEPT_FOR = 60.0


@dataclass(frozen=True, slots=True)
class _Counted:
    stats: Stats
    until: float


@router.page("/about", template="about.html")
def about(request: Request, records: Annotated[Records, Depends(records)], jobs: Known) -> Shown:
    """Counts of the record, by kind, type, outlet and reader, the periods that they span, and the last verification."""
    stats = _stats(request, records)
    last = next(iter(jobs.listed("verifying")), None)
    values = {
        "stats": stats,
        "file": records.path.resolve(),
        "size": sum(one.stat().st_size for one in _files(records) if one.exists()),
        "shares_rows": _rows,
        "verified": last,
        "program": version("onrecord"),
        "reader": reading.name_of(reading.WEIGHTS),
        "parquet": has_parquet(),
    }
    return Shown(values, lambda: _data(stats, last))


@router.post("/verify", include_in_schema=False, response_model=None)
def verify(request: Request, records: Annotated[Records, Depends(records)], jobs: Known) -> Response:
    """Begin to prove the record from its stored bytes, unless that is under way. Raises TooMuchWaiting."""
    going = next((one for one in jobs.listed("verifying") if one.progress.going), None)
    title = "Verifying the record"
    return to_job(going or jobs.submit("verifying", title, verifying(records), who=visitor(request).name))


def _stats(request: Request, records: Records) -> Stats:
    kept: _Counted | None = getattr(request.app.state, "counted", None)
    began = time.monotonic()
    if kept is not None and began < kept.until:
        return kept.stats
    with records.reading() as record:
        stats = record.stats()
    ended = time.monotonic()
    if ended - began > LONG:
        request.app.state.counted = _Counted(stats, ended + _KEPT_FOR)
    return stats


def _files(records: Records) -> Iterable[Any]:
    return (records.path, records.path.with_name(f"{records.path.name}-wal"))


def _rows(shares: Iterable[Share]) -> list[tuple[str, int, int]]:
    return [(one.name or "not known", one.articles, one.statements) for one in shares]


def _data(stats: Stats, verified: Job | None) -> dict[str, Any]:
    return {
        **asdict(stats),
        "program": version("onrecord"),
        "reader": reading.name_of(reading.WEIGHTS),
        "verified": job_json(verified) if verified else None,
    }
