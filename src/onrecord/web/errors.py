"""What a page or the API answers where something cannot be done: one shape, `{"error": {"kind", "message"}}`.

A Problem says itself what to do next. What nobody foresaw is told without its inside, which may hold words of others.
"""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from onrecord.problems import ApartEnded, Problem
from onrecord.problems import networks as of_networks
from onrecord.problems import record as of_record
from onrecord.problems.access import AccessProblem, UsersUnreadable
from onrecord.web.rendering import render

STATUS: Mapping[type[Problem], int] = {
    of_record.UnknownId: 404,
    of_record.UnknownActor: 404,
    of_record.UnknownDecision: 404,
    of_record.UnknownReader: 404,
    of_record.UnknownQuestion: 404,
    of_record.UnknownSearch: 404,
    of_record.RecordMissing: 404,
    of_record.AmbiguousId: 409,
    of_record.AmbiguousActor: 409,
    of_record.AmbiguousQuestion: 409,
    of_record.ArticleRemoved: 410,
    of_record.BadCursor: 400,
    of_record.BadDecision: 400,
    of_record.BadQuestion: 400,
    of_record.BadSearch: 400,
    of_record.RecordBusy: 503,
    of_record.RecordReadOnly: 403,
    of_record.RecordFailed: 500,
    ApartEnded: 503,
    of_record.RecordUnreadable: 500,
    of_networks.NetworkProblem: 400,
    UsersUnreadable: 503,
}
"""By the kind of problem, the nearest class that stands here; of all others 422: understood, but it cannot be done."""
_TITLES: Mapping[int, str] = {
    401: "Please sign in",
    403: "Not allowed",
    404: "Not found",
    410: "Removed",
    429: "Too many requests",
    500: "A fault of Onrecord",
    503: "Not at the moment",
}
"""What the page of an error is called, by its status; of all others that it did not work."""
FILES = (".csv", ".jsonl", ".parquet", ".atom")
"""What addresses end in whose answers are for programs; those who follow a link to them in a browser accept HTML."""
_log = logging.getLogger("onrecord.web")


class UnknownParameter(Problem):
    """An address asks for something by a name that the page does not have."""

    def __init__(self, names: list[str], known: list[str]) -> None:
        told = ", ".join(f"`{name}`" for name in known) or "none"
        super().__init__(f"Unknown parameter {', '.join(f'`{name}`' for name in names)}. This address takes {told}.")


class BadValue(Problem):
    """A value that cannot be what it stands for."""


def status_of(problem: Problem) -> int:
    """The HTTP status that tells of a problem."""
    if isinstance(problem, (UnknownParameter, BadValue)):
        return 400
    if isinstance(problem, AccessProblem):
        return problem.status
    return next((STATUS[kind] for kind in type(problem).__mro__ if kind in STATUS), 422)


def wants_json(request: Request) -> bool:
    """Whether a program asks: by the address, or by what it accepts."""
    path, accepted = request.url.path, request.headers.get("accept", "")
    if path.endswith(".json") or path.startswith("/api/"):
        return True
    return "text/html" not in accepted and ("application/json" in accepted or path.endswith(FILES))


def answer(
    request: Request, *, status: int, kind: str, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """An error as the asker can read it."""
    if wants_json(request):
        found: Response = JSONResponse({"error": {"kind": kind, "message": message}}, status_code=status)
    else:
        title = _TITLES.get(status, "That did not work")
        found = render(request, "error.html", {"title": title, "message": message, "status": status}, status=status)
    found.headers.update(headers or {})
    return found


def answer_to(request: Request, problem: Problem) -> Response:
    """A problem as the asker can read it."""
    headers = problem.headers if isinstance(problem, AccessProblem) else None
    return answer(
        request, status=status_of(problem), kind=type(problem).__name__, message=str(problem), headers=headers
    )


def install(app: FastAPI) -> None:
    """Answer all errors in the one shape."""

    app.add_exception_handler(Problem, answer_to)  # type: ignore[arg-type]

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(_wrong(one) for one in error.errors())
        return answer(request, status=400, kind="BadValue", message=f"The request cannot be read: {told}.")

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        message = _TOLD.get(error.status_code, str(error.detail))
        kind = HTTPStatus(error.status_code).phrase.title().replace(" ", "")
        return answer(request, status=error.status_code, kind=kind, message=message, headers=error.headers)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        message = "This is a bug in Onrecord. What happened stands in the log of the server; please report it."
        return answer(request, status=500, kind="StageFailed", message=message)


_OBJECT_NEEDED = "it takes one JSON object, sent with the header `content-type: application/json`"
_WRONG = {
    "missing": "`{name}` is missing",
    "extra_forbidden": "`{name}` is not a key that this address takes",
    "json_invalid": "its JSON is broken",
    "model_attributes_type": _OBJECT_NEEDED,
    "model_type": _OBJECT_NEEDED,
    "dict_type": _OBJECT_NEEDED,
}
"""By the kinds of errors of pydantic, whose own words are those of programmers in Python."""


def _wrong(error: Mapping[str, Any]) -> str:
    """What is wrong with one value of a request."""
    name = _name_in(error["loc"])
    if error["type"] in _WRONG and not (error["type"] in ("dict_type", "model_type") and name != "body"):
        return _WRONG[error["type"]].format(name=name)
    message = str(error["msg"]).removeprefix("Value error, ").replace("Input should", "it should")
    return message if name == "body" else f"`{name}`: {message}"


def _name_in(place: Sequence[str | int]) -> str:
    """The field or parameter, also where what is wrong is one of its values."""
    return next(one for one in (*reversed(place), "value") if isinstance(one, str))


_TOLD = {
    404: "There is no page at this address.",
    405: "This address cannot be used in that way.",
}
