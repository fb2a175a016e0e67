"""The application over one record: its pages, the API, and what stands around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from onrecord.web import errors
from onrecord.web.access.gate import Guard, guard_for, guarded
from onrecord.web.access.policy import Access
from onrecord.web.access.signing import signing_routes
from onrecord.web.api import actors, statements
from onrecord.web.api.described import describe
from onrecord.web.background.jobs import Jobs
from onrecord.web.background.learning import Learning
from onrecord.web.background.rounds import Rounds
from onrecord.web.kept import ACTORS, DRAWINGS, Counting, Kept
from onrecord.web.pages import ROUTERS
from onrecord.web.reading import Networks
from onrecord.web.records import Records
from onrecord.web.rendering import render, static_file
from onrecord.web.tables import Tables

AT_ONCE = 8
"""Requests that are answered at the same time; each may hold a reader of the record, some 10 MB."""
_A_YEAR = "public, max-age=31536000, immutable"


def application(
    record: Path, access: Access, *, every: timedelta | None = None, allow_private: bool = False
) -> ASGIApp:
    """The application for the record in a file, behind the gate that `access` describes; feeds are read at each
    interval `every`, where there is one. `allow_private` permits addresses that lead to this machine or its network.

    Raises what `open_record` does, and UsersUnreadable."""
    guard = guard_for(record, access)
    networks, jobs = Networks(), Jobs()
    records = Records(record, writable=not access.read_only, sentences=networks.sentences)
    networks.at_rest(records.rest)
    rounds = Rounds(records, networks, jobs, every=every, allow_private=allow_private)
    return guarded(_pages(records, networks, jobs, rounds, guard), guard, answer=errors.answer_to)


def _pages(records: Records, networks: Networks, jobs: Jobs, rounds: Rounds, guard: Guard) -> FastAPI:
    with records.writing() if records.writable else records.reading():
        pass  # made, or brought up to date, before the first page is asked for

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        """What begins before the first page and ends after the last."""
        anyio.to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        rounds.start()
        yield
        rounds.close()
        await anyio.to_thread.run_sync(app.state.learning.close)
        await anyio.to_thread.run_sync(jobs.close)
        await anyio.to_thread.run_sync(networks.close)
        await anyio.to_thread.run_sync(app.state.tables.close)
        app.state.drawn.close()
        app.state.standing.close()
        app.state.kept.close()
        records.close()

    app = FastAPI(
        title="Onrecord",
        version=version("onrecord"),
        summary="Who said what, to whom, when and where, with the words that prove it.",
        docs_url=None,  # its page asks another host for scripts
        redoc_url=None,
        openapi_url="/openapi.json",
        lifespan=lifespan,
    )
    app.state.records, app.state.networks, app.state.jobs, app.state.rounds = records, networks, jobs, rounds
    app.state.counting, app.state.learning, app.state.tables = Counting(records), Learning(records), Tables()
    app.state.kept, app.state.drawn = Kept(records), Kept(records, most=DRAWINGS)
    app.state.standing = Kept(records, most=ACTORS)
    errors.install(app)
    for router in (statements.router, actors.router, *ROUTERS):
        # Each route as it is: to include a router builds them all again, a tenth of a second of the first page.
        app.router.routes.extend(router.routes)
    app.include_router(signing_routes(guard, render=render))
    describe(app)
    app.add_api_route("/static/{name}", static, include_in_schema=False, response_model=None)
    return app


def static(request: Request, name: str) -> Response:
    """A style or a script of the pages."""
    found = static_file(name)
    if found is None:
        raise HTTPException(404)
    content, kind = found
    return Response(content, media_type=kind, headers={"Cache-Control": _A_YEAR} if request.url.query else None)
