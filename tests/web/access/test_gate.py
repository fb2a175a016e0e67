"""Each route by each role, and what else a request must pass."""

from pathlib import Path
from typing import Any

import anyio
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from onrecord.problems.access import AccessProblem, TooManyRequests
from onrecord.web.access.gate import WORKING, guard_for, guarded
from onrecord.web.access.policy import Access
from onrecord.web.access.store import Store
from onrecord.web.access.tokens import add_token
from onrecord.web.access.users import set_role
from onrecord.web.access.values import Role
from onrecord.web.errors import answer_to
from tests.web.access.made import (
    LOCAL,
    LOGIN,
    NOW,
    PUBLIC,
    RULES_HERE,
    Clock,
    application,
    client,
    signed_in,
)

READ = ("GET /read", "GET /read.json", "GET /form", "POST /check", "POST /api/read")
DECIDE = ("POST /decide", "POST /api/decide")
ADMIN = ("GET /admin",)


def asked(browser: TestClient, name: str, **headers: str) -> str:
    """What is said to a request that carries its form's secret: "yes", or the kind of refusal."""
    method, path = name.split(" ")
    if method == "POST":
        token = browser.get("/form").text
        headers |= {"x-form-token": token} if token.isascii() and "{" not in token else {}
    answered = browser.request(method, path, headers=headers)
    if answered.status_code == 200:
        return "yes"
    return str(answered.json()["kind"])


def told(browser: TestClient, **headers: str) -> dict[str, str]:
    return {name: asked(browser, name, **headers) for name in READ + DECIDE + ADMIN}


def expected(role: Role | None, *, refusal: str) -> dict[str, str]:
    allowed = {None: (), Role.READER: READ, Role.REVIEWER: READ + DECIDE, Role.ADMIN: READ + DECIDE + ADMIN}[role]
    return {name: "yes" if name in allowed else refusal for name in READ + DECIDE + ADMIN}


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("role", list(Role))
def test_a_signed_in_user_reaches_what_the_role_allows(store: Store, role: Role) -> None:
    assert told(signed_in(application(LOGIN, store), store, role)) == expected(role, refusal="RoleTooLow")


@pytest.mark.parametrize("role", list(Role))
def test_a_token_reaches_the_same(store: Store, role: Role) -> None:
    secret, _ = add_token(store, f"{role} park", label=None, role=None, now=NOW)
    browser = client(application(LOGIN, store))
    assert told(browser, **bearer(secret)) == expected(role, refusal="RoleTooLow")


def test_nobody_reaches_nothing_or_what_is_public(store: Store) -> None:
    assert told(client(application(LOGIN, store))) == expected(None, refusal="SignInNeeded")
    assert told(client(application(PUBLIC, store))) == expected(Role.READER, refusal="SignInNeeded")
    assert told(client(application(PUBLIC))) == expected(Role.READER, refusal="SignInNeeded")


def test_on_this_machine_everybody_reaches_everything() -> None:
    browser = client(application(LOCAL))
    assert told(browser) == expected(Role.ADMIN, refusal="")
    assert browser.get("/admin").json() == {"name": "ana", "by": "this machine"}


@pytest.mark.parametrize("access", [Access(login=False, read_only=True), Access(login=True, read_only=True)])
def test_where_the_record_is_only_shown_nobody_changes_it(access: Access, store: Store) -> None:
    browser = signed_in(application(access, store), store, Role.ADMIN)
    kinds = told(browser)
    assert {name for name, kind in kinds.items() if kind == "ServedReadOnly"} == set(DECIDE)
    assert {kind for name, kind in kinds.items() if name not in DECIDE} == {"yes"}


@pytest.mark.parametrize("access", [LOCAL, LOGIN, PUBLIC])
def test_a_route_without_a_rule_is_not_reached(access: Access, store: Store) -> None:
    for path in ("/unlisted", "/docs", "/redoc"):
        answered = client(application(access, store)).get(path)
        assert (answered.status_code, answered.json()) == (404, {"kind": "NoSuchPage"})


def test_whoever_signs_has_a_name(store: Store) -> None:
    app = application(LOGIN, store)
    assert asked(client(app), "GET /signed") == "SignInNeeded"
    assert signed_in(app, store, Role.READER).get("/signed").json() == {"name": "Reader Park"}
    assert client(application(LOCAL)).get("/signed").json() == {"name": "ana"}
    assert client(application(PUBLIC, store)).get("/signed").status_code == 401  # nobody's decisions are kept


def test_a_role_counts_as_it_is_now(store: Store) -> None:
    browser = signed_in(application(LOGIN, store), store, Role.REVIEWER)
    assert asked(browser, "POST /decide") == "yes"
    set_role(store, "Reviewer Park", Role.READER)
    assert asked(browser, "POST /decide") == "RoleTooLow"


@pytest.mark.parametrize("secret", ["", "x", "onrecord_" + "a" * 43])
def test_a_wrong_token_is_refused_also_where_reading_is_public(secret: str, store: Store) -> None:
    answered = client(application(PUBLIC, store)).get("/read", headers=bearer(secret))
    assert (answered.status_code, answered.json()) == (401, {"kind": "BadToken"})
    assert "invalid_token" in answered.headers["www-authenticate"]


def test_a_token_needs_no_form_and_comes_from_anywhere(store: Store) -> None:
    secret, _ = add_token(store, "Reviewer Park", label=None, role=None, now=NOW)
    headers = {**bearer(secret), "origin": "https://elsewhere.example"}
    done = client(application(LOGIN, store)).post("/api/decide", json={}, headers=headers)
    assert done.json() == {"name": "Reviewer Park", "by": "token"}


def test_a_person_is_led_to_sign_in_and_back(store: Store) -> None:
    browser = client(application(LOGIN, store))
    led = browser.get("/read?words=a%26b", headers={"accept": "text/html"})
    assert (led.status_code, led.headers["location"]) == (303, "/sign-in?next=%2Fread%3Fwords%3Da%2526b")
    for path, accept in (("/read", "*/*"), ("/read.json", "text/html")):
        refused = browser.get(path, headers={"accept": accept})
        assert refused.status_code == 401 and refused.headers["www-authenticate"] == "Bearer"


def test_more_than_the_address_takes_is_refused() -> None:
    browser = client(application(LOCAL))
    assert browser.post("/api/read", content=b"a" * 1000).status_code == 200
    assert browser.post("/api/read", content=b"a" * 1001).json() == {"kind": "RequestTooLarge"}
    assert browser.post("/api/read", content=iter([b"a" * 600, b"a" * 600])).status_code == 413


def test_what_a_visitor_may_not_send_is_not_read(store: Store) -> None:
    def never() -> Any:
        raise AssertionError("it is read")
        yield b""

    assert client(application(LOGIN, store)).post("/api/read", content=never()).status_code == 401


def test_an_address_that_asks_too_often_waits(store: Store) -> None:
    clock = Clock()
    browser = client(application(PUBLIC, store, clock))
    statuses = [browser.post("/api/read", json={}).status_code for _ in range(32)]
    assert statuses == [200] * 30 + [429] * 2
    refused = browser.post("/api/read", json={})
    assert refused.json() == {"kind": "TooManyRequests"} and refused.headers["retry-after"] == "1"
    assert browser.get("/read").status_code == 200  # counted by itself
    clock.passed = 3
    assert [browser.post("/api/read", json={}).status_code for _ in range(4)] == [200] * 3 + [429]


def test_a_user_who_asks_too_often_from_many_addresses_waits(store: Store) -> None:
    secret, _ = add_token(store, "Reader Park", label=None, role=None, now=NOW)
    app = application(LOGIN, store)
    statuses = []
    for number in range(32):
        browser = TestClient(app, base_url="http://news.example", client=(f"192.0.2.{number}", 1))
        statuses.append(browser.post("/api/read", json={}, headers=bearer(secret)).status_code)
    assert statuses == [200] * 30 + [429] * 2


def test_on_this_machine_reading_is_not_counted() -> None:
    browser = client(application(LOCAL))
    assert {browser.get("/read").status_code for _ in range(400)} == {200}


def test_nothing_but_http_is_spoken() -> None:
    with pytest.raises(WebSocketDisconnect), client(application(LOCAL)).websocket_connect("/read"):
        pass


def test_a_broken_file_of_users_is_told_and_lets_nobody_in(store: Store) -> None:
    app = application(PUBLIC, store)
    browser = signed_in(app, store, Role.ADMIN)
    store.path.write_bytes(b"x" * 5000)
    answered = browser.get("/read")
    assert (answered.status_code, answered.json()) == (503, {"kind": "UsersUnreadable"})


def test_a_guard_has_the_users_of_its_record_where_they_sign_in(store: Store) -> None:
    record = store.path.with_suffix("")
    assert guard_for(record, LOGIN).store == store
    assert guard_for(record, LOCAL).store is None
    assert guard_for(record, LOGIN).secret != guard_for(record, LOGIN).secret


def test_every_refusal_has_a_status_and_says_what_to_do() -> None:
    statuses = {kind.__name__: kind.status for kind in AccessProblem.__subclasses__()}
    assert len(statuses) == 15 and all(400 <= status < 500 for status in statuses.values())


def test_the_table_of_the_tests_is_walked_whole() -> None:
    walked = {*READ, *DECIDE, *ADMIN}
    assert {name for name, rule in RULES_HERE.items() if rule.least} == walked


def test_a_refusal_of_the_pages_tells_programs_when_to_come_again() -> None:
    request = Request({"type": "http", "method": "GET", "path": "/about.json", "headers": [], "query_string": b""})
    answered = answer_to(request, TooManyRequests(7))
    assert answered.status_code == 429 and answered.headers["retry-after"] == "7"


def test_few_requests_are_at_work_at_once_and_pages_do_not_wait() -> None:
    async def all_at_once() -> tuple[int, int]:
        """The most that were at work together, and how many pages were told while nobody could go on."""
        going, most, told, free = 0, 0, 0, anyio.Event()

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            nonlocal going, most, told
            if scope["method"] == "GET":
                told += 1
                if told == 3:
                    free.set()
                return
            going += 1
            most = max(most, going)
            await free.wait()
            going -= 1

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            raise AssertionError(message)

        gate = guarded(app, guard_for(Path("none.record"), LOCAL), answer=answer_to, rules=RULES_HERE)
        scope = {"type": "http", "headers": [(b"host", b"localhost:8000")], "query_string": b"", "scheme": "http"}
        scope |= {"client": ("127.0.0.1", 1), "server": ("localhost", 8000), "http_version": "1.1"}
        asked = [("POST", "/api/read")] * 5 + [("GET", "/read")] * 3

        async def ask(method: str, path: str) -> None:
            await gate({**scope, "method": method, "path": path}, receive, send)

        async with anyio.create_task_group() as group:
            for method, path in asked:
                group.start_soon(ask, method, path)
        return most, told

    with start_blocking_portal() as portal:  # a thread of its own: this one's loop may be a browser's
        assert portal.call(all_at_once) == (WORKING, 3)
