"""The application over one record: its pages, the API, and what stands around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord.web import errors
from onrecord.web.pages import about, article, check, families, headline, statement, versions
from onrecord.web.reading import SharedReader
from onrecord.web.records import Records
from onrecord.web.rendering import static_file

AT_ONCE = 8
"""Requests that are answered at the same time; each may hold a reader of the record, some 10 MB."""
_A_YEAR = "public, max-age=31536000, immutable"


def application(record: Path, *, writable: bool = True) -> FastAPI:
    """The application for the record in a file. Raises what `open_record` does."""
    records = Records(record, writable=writable)
    with records.writing() if writable else records.reading():
        pass  # made, or brought up to date, before the first page is asked for

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        yield
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
    app.state.records, app.state.reader = records, SharedReader()
    errors.install(app)
    for pages in (about, article, check, families, headline, statement, versions):
        app.include_router(pages.router)
    app.add_api_route("/static/{name}", static, include_in_schema=False, response_model=None)
    return app


def static(request: Request, name: str) -> Response:
    """A style or a script of the pages."""
    found = static_file(name)
    if found is None:
        raise HTTPException(404)
    content, kind = found
    return Response(content, media_type=kind, headers={"Cache-Control": _A_YEAR} if request.url.query else None)
