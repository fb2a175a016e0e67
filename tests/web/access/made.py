"""A small application behind the gate, and visitors of it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.testclient import TestClient

from onrecord.problems import Problem
from onrecord.problems.access import AccessProblem
from onrecord.web.access.gate import Guard, guarded
from onrecord.web.access.policy import Access, access_for
from onrecord.web.access.rates import Buckets
from onrecord.web.access.rules import RULES, Rule
from onrecord.web.access.sessions import begin_session
from onrecord.web.access.signing import signing_routes
from onrecord.web.access.store import Store
from onrecord.web.access.users import find_user
from onrecord.web.access.values import Role
from onrecord.web.access.visitors import SESSION_COOKIE, form_token, signature, visitor
from onrecord.web.errors import status_of

NOW = datetime(2031, 5, 2, 12, tzinfo=UTC)
PASSWORD = "wharf lantern gravel oboe"
ADDRESS = "http://localhost:8000"
SIGNING = {name: rule for name, rule in RULES.items() if "/sign-" in name}
RULES_HERE: Mapping[str, Rule] = {
    **SIGNING,
    "GET /read": Rule(Role.READER),
    "GET /read.json": Rule(Role.READER),
    "GET /form": Rule(Role.READER),
    "POST /check": Rule(Role.READER, kind="work"),
    "POST /decide": Rule(Role.REVIEWER, writes=True),
    "GET /admin": Rule(Role.ADMIN),
    "POST /api/read": Rule(Role.READER, kind="work", bytes=1000),
    "POST /api/decide": Rule(Role.REVIEWER, writes=True, kind="work"),
    "GET /fails": Rule(None),
    "GET /signed": Rule(None),
}
LOCAL = access_for("127.0.0.1", 8000, users=False, who="ana")
LOGIN = Access(login=True)
PUBLIC = Access(login=True, public=True)


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed

    def moment(self) -> datetime:
        return NOW + timedelta(seconds=self.passed)


def application(access: Access, store: Store | None = None, clock: Clock | None = None) -> Any:
    """Every route says who asks."""
    clock = clock or Clock()
    guard = Guard(access, store, buckets=Buckets(clock=clock), secret=b"s" * 32, now=clock.moment)
    app = FastAPI(openapi_url=None)
    app.add_exception_handler(Problem, answer)  # type: ignore[arg-type]
    app.include_router(signing_routes(guard, render=render))

    def whoever(request: Request) -> Response:
        return JSONResponse({"name": visitor(request).name, "by": visitor(request).by})

    def signed(who: Annotated[str, Depends(signature)]) -> Response:
        return JSONResponse({"name": who})

    special: dict[str, Callable[..., Response]] = {"/decide": signed, "/signed": signed}
    for name in RULES_HERE.keys() - SIGNING.keys() - {"GET /form", "GET /fails", "POST /check"}:
        method, path = name.split(" ")
        app.add_api_route(path, special.get(path, whoever), methods=[method], response_model=None)

    @app.get("/unlisted")
    def unlisted() -> str:
        raise AssertionError("nobody is let through")

    @app.get("/form", response_model=None)
    def form(request: Request) -> Response:
        return PlainTextResponse(form_token(request))

    @app.get("/fails", response_model=None)
    def fails() -> Response:
        raise RuntimeError

    @app.post("/check", response_model=None)
    async def check(request: Request) -> Response:
        return JSONResponse({"name": visitor(request).name, "bytes": len(await request.body())})

    return guarded(app, guard, answer=answer, rules=RULES_HERE)


def answer(request: Request, problem: Problem) -> Response:
    headers = problem.headers if isinstance(problem, AccessProblem) else {}
    return JSONResponse({"kind": type(problem).__name__}, status_of(problem), headers=headers)


def render(request: Request, template: str, view: Mapping[str, Any], *, status: int = 200) -> Response:
    return JSONResponse({"template": template, **view}, status_code=status)


def client(app: Any, address: str = ADDRESS, **options: Any) -> TestClient:
    return TestClient(app, base_url=address, client=("127.0.0.1", 50000), follow_redirects=False, **options)


def signed_in(app: Any, store: Store, role: Role) -> TestClient:
    """A browser in which the user of a role is signed in."""
    browser = client(app)
    user = find_user(store, f"{role} park")
    browser.cookies.set(SESSION_COOKIE, begin_session(store, user, now=NOW))
    return browser
