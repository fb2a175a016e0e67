"""Signing in and out. An answer, and the time that it takes, never tell whether there is a user of a name."""

from collections.abc import Mapping
from typing import Annotated, Any, Protocol

import anyio.to_thread
from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from onrecord.problems.access import TooManyRequests
from onrecord.web.access.gate import Guard
from onrecord.web.access.rates import BY_NAME
from onrecord.web.access.sessions import begin_session, end_session
from onrecord.web.access.users import key_of, known_by
from onrecord.web.access.visitors import SESSION_COOKIE, cookie_name, form_token, set_cookie, visitor

WRONG = "The name or the password is wrong. Whoever runs this server can give you a new password."


class Render(Protocol):
    """Draws a page by its template."""

    def __call__(self, request: Request, template: str, view: Mapping[str, Any], *, status: int = 200) -> Response:
        """The page with the values of `view`."""


def signing_routes(guard: Guard, *, render: Render) -> APIRouter:
    """`/sign-in` and `/sign-out`. Without a login they lead home."""
    routes = APIRouter(include_in_schema=False)

    def page(request: Request, *, name: str = "", next_: str = "/", wrong: str | None = None) -> Response:
        view = {"name": name, "next": safe_path(next_), "wrong": wrong, "form_token": form_token(request)}
        return render(request, "sign-in.html", view, status=403 if wrong else 200)

    @routes.get("/sign-in")
    def sign_in_page(request: Request) -> Response:
        next_ = request.query_params.get("next", "/")
        if not guard.store or visitor(request).by == "session":
            return _led_to(safe_path(next_))
        return page(request, next_=next_)

    @routes.post("/sign-in")
    async def sign_in(
        request: Request,
        name: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        next_: Annotated[str, Form(alias="next")] = "/",
    ) -> Response:
        """Begin a session and go on to where the visitor wanted, or show the form again. Raises TooManyRequests."""
        if not guard.store:
            return _led_to("/")
        if seconds := guard.buckets.take(f"name: {key_of(name)[:100]}", BY_NAME):
            raise TooManyRequests(seconds)
        old = request.cookies.get(cookie_name(request, SESSION_COOKIE))
        secret = await anyio.to_thread.run_sync(_signed_in, guard, name, password, old, limiter=guard.hashing)
        if secret is None:
            return page(request, name=name, next_=next_, wrong=WRONG)
        response = _led_to(safe_path(next_))
        set_cookie(request, response, SESSION_COOKIE, secret)
        return response

    @routes.get("/sign-out")
    def sign_out_page(request: Request) -> Response:
        if visitor(request).by != "session":
            return _led_to("/")
        view = {"name": visitor(request).name, "form_token": form_token(request)}
        return render(request, "sign-out.html", view)

    @routes.post("/sign-out")
    def sign_out(request: Request) -> Response:
        secret = request.cookies.get(cookie_name(request, SESSION_COOKIE))
        if guard.store and secret:
            end_session(guard.store, secret)
        response = _led_to("/")
        set_cookie(request, response, SESSION_COOKIE, None)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response

    return routes


def safe_path(path: str) -> str:
    """The path on this server to go on to; home where it leads elsewhere, as `//other.example` does."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\", "/sign-"))
    return path if inside and path.isprintable() and len(path) <= 2000 else "/"


def _signed_in(guard: Guard, name: str, password: str, old: str | None) -> str | None:
    """The id of a new session; one that the browser had before ends, so that nobody else can have chosen it."""
    store = guard.store
    user = known_by(store, name, password) if store else None
    if not (store and user):
        return None
    if old:
        end_session(store, old)
    return begin_session(store, user, now=guard.now())


def _led_to(path: str) -> Response:
    return RedirectResponse(path, status_code=303)
