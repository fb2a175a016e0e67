"""What every request passes, in this order: the host, the address, who asks, how often, the role, the size, the origin.

It stands in front of the application, so that nothing is parsed, and no route reached, for those who may not ask.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import anyio
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.problems import Problem
from onrecord.problems.access import SignInNeeded, TooManyRequests
from onrecord.web.access import rates
from onrecord.web.access.bodies import replayed, whole_body
from onrecord.web.access.headers import SecurityHeaders
from onrecord.web.access.other_sites import SAFE, check_form, check_host, check_origin
from onrecord.web.access.policy import Access, refused
from onrecord.web.access.rules import RULES, Rule, rule_for
from onrecord.web.access.store import Store, open_store
from onrecord.web.access.visitors import FORM_COOKIE, Seen, address_of, clock, seen, set_cookie

WORKING = 2
"""Requests that read articles or drafts at the same time. One process reads for all of them, and each takes memory
while it waits; what is left of the application's threads is for pages."""
Answer = Callable[[Request, Problem], Response]
"""How a refusal is told, as a page or as JSON, with the status and the headers of an AccessProblem."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What the access to one server needs: how it is used, its users, and what is kept in memory while it runs."""

    access: Access
    store: Store | None = None
    buckets: rates.Buckets = field(default_factory=rates.Buckets)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    now: Callable[[], datetime] = clock
    hashing: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(1))
    """Passwords are hashed one at a time: each takes 64 MiB."""
    working: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(WORKING))


def guard_for(record: Path, access: Access) -> Guard:
    """The guard of a record. Raises UsersUnreadable."""
    return Guard(access, open_store(record) if access.login else None)


def guarded(app: ASGIApp, guard: Guard, *, answer: Answer, rules: Mapping[str, Rule] = RULES) -> ASGIApp:
    """The application behind the gate: what a server is to serve."""
    return SecurityHeaders(Gate(app, guard, answer=answer, rules=rules))


class Gate:
    """Passes on what is allowed, and answers everything else itself."""

    def __init__(self, app: ASGIApp, guard: Guard, *, answer: Answer, rules: Mapping[str, Rule]) -> None:
        self.app, self.guard, self.answer, self.rules = app, guard, answer, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application do it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        request.state.seen = Seen(self.guard.access.unasked, "")  # until it is known who asks
        try:
            receive = await self._checked(request)
        except ClientDisconnect:
            return
        except Problem as problem:
            await self._refusal(request, problem)(scope, receive, _with_cookie(request, send))
            return
        if request.method not in SAFE and rule_for(request.method, scope["path"], rules=self.rules).kind == "work":
            async with self.guard.working:
                await self.app(scope, receive, _with_cookie(request, send))
        else:
            await self.app(scope, receive, _with_cookie(request, send))

    async def _checked(self, request: Request) -> Receive:
        """The request's body, read, where all is allowed. Raises an AccessProblem, or UsersUnreadable."""
        guard = self.guard
        check_host(guard.access, request.headers)
        rule = rule_for(request.method, request.scope["path"], rules=self.rules)
        self._count(address_of(request), rule)
        request.state.seen = seen(request, access=guard.access, store=guard.store, secret=guard.secret, now=guard.now())
        visitor = request.state.seen.visitor
        if visitor.by in ("session", "token"):
            self._count(f"user {visitor.name}", rule)
        if problem := refused(guard.access, visitor, rule):
            raise problem
        if request.method in SAFE:
            return request.receive
        if visitor.by != "token":
            check_origin(request.url.scheme, request.headers)
        body = await whole_body(request.headers, request.receive, limit=rule.bytes)
        if _may_be_forged(request):
            await check_form(request, body, expected=request.state.seen.form_token)
        return replayed(body, request.receive)

    def _count(self, who: str, rule: Rule) -> None:
        """Raises TooManyRequests."""
        rate = (rates.SHARED if self.guard.access.login else rates.LOCAL).get(rule.kind)
        if rate and (seconds := self.guard.buckets.take(f"{rule.kind}: {who}", rate)):
            raise TooManyRequests(seconds)

    def _refusal(self, request: Request, problem: Problem) -> Response:
        if isinstance(problem, SignInNeeded) and _by_a_person(request):
            asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?next={quote(asked, safe='')}", status_code=303)
        return self.answer(request, problem)


def _by_a_person(request: Request) -> bool:
    path = request.url.path
    page = request.method in SAFE and not path.startswith("/api/") and not path.endswith(".json")
    return page and "text/html" in request.headers.get("accept", "")


def _may_be_forged(request: Request) -> bool:
    """Whether something lends the request rights that its sender need not have: cookies, or the way it came. Of the
    API this holds for sessions alone: in other cases it is called by programs, and from browsers with an origin."""
    by = request.state.seen.visitor.by
    return by == "session" or (by != "token" and not request.url.path.startswith("/api/"))


def _with_cookie(request: Request, send: Send) -> Send:
    """Set the cookie of forms, where the page has one."""

    async def sending(message: Message) -> None:
        value = request.state.seen.new_cookie
        if message["type"] == "http.response.start" and value and getattr(request.state, "form_asked", False):
            carrier = Response()
            set_cookie(request, carrier, FORM_COOKIE, value)
            MutableHeaders(scope=message).append("set-cookie", carrier.headers["set-cookie"])
        await send(message)

    return sending
