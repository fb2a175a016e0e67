"""How a page is asked for: at an address by a person, at the same address with `.json` by a program."""

import inspect
import os
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute

from onrecord.web.errors import FILES, UnknownParameter
from onrecord.web.records import Records
from onrecord.web.rendering import render

_turns = threading.BoundedSemaphore((os.cpu_count() or 1) + 1)
"""Pages that are worked out at the same time. More would only take the processors from each other: of 20 pages a second
on two cores the slowest twentieth takes twice as long with eight at once."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: the values of its template, and what a program is given, made only where one asks."""

    values: Mapping[str, Any]
    data: Callable[[], dict[str, Any]] = field(default=dict)
    status: int = 200


PageFunction = Callable[..., Shown | Response]
"""Takes `request` and what is asked. A Response, such as a redirection, is passed on as it is."""


def operation_id(route: APIRoute) -> str:
    """The name of an operation: that of its function, for those of the API with `api_` before it; of a file that of its
    address."""
    name = route.name.removesuffix("_json")
    if route.path.endswith(FILES):
        return "_".join(re.findall(r"[a-z]+", re.sub(r"{[^}]*}", "", route.path)))
    return f"api_{name}" if route.path.startswith("/api/") else name


class Pages(APIRouter):
    """Routes of pages. Parameters that a page does not know are an error: nobody is to believe that they narrow it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(dependencies=[Depends(only_known)], generate_unique_id_function=operation_id, **options)

    def page(
        self, path: str, *, template: str, json: str | None = None, **options: Any
    ) -> Callable[[PageFunction], PageFunction]:
        """Serve what a function gives at `path`, drawn by `template`, and at `path` with `.json` (or at `json`) as
        data."""

        def serve(function: PageFunction) -> PageFunction:
            """Give the function its two routes, and give it back."""

            @wraps(function)
            def as_data(request: Request, **asked: Any) -> Response:
                with _turns:
                    shown = function(request=request, **asked)
                    return JSONResponse(shown.data(), status_code=shown.status) if isinstance(shown, Shown) else shown

            @wraps(function)
            def as_page(request: Request, **asked: Any) -> Response:
                with _turns:
                    shown = function(request=request, **asked)
                    if isinstance(shown, Shown):
                        return render(request, template, shown.values, status=shown.status)
                    return shown

            name = function.__name__
            for one in (as_data, as_page):  # what a caller sees of them is what FastAPI asks for
                one.__signature__ = inspect.signature(function).replace(return_annotation=Response)  # type: ignore[attr-defined]
            # The address that ends in .json first: the other one would take it for an id.
            self.add_api_route(
                json or f"{path}.json",
                as_data,
                response_class=JSONResponse,
                response_model=None,
                name=f"{name}_json",
                **options,
            )
            self.add_api_route(path, as_page, response_model=None, include_in_schema=False, name=name, **options)
            return function

        return serve


def records(request: Request) -> Records:
    """The record that the application shows."""
    found: Records = request.app.state.records
    return found


def only_known(request: Request) -> None:
    """Raises UnknownParameter where an address has a parameter that its page does not take."""
    known = _names(request.scope["route"].dependant)
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        raise UnknownParameter(unknown, sorted(known))


def _names(dependant: Dependant) -> set[str]:
    found = {parameter.alias for parameter in dependant.query_params}
    return found.union(*(_names(one) for one in dependant.dependencies))
