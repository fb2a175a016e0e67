"""Every route of the application, as it is served, by everybody who may come: who is answered, and who is refused."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.web.access import passwords
from onrecord.web.access.policy import Access
from onrecord.web.access.rules import RULES, Rule
from onrecord.web.access.sessions import begin_session, find_session
from onrecord.web.access.store import Store, make_store
from onrecord.web.access.tokens import add_token
from onrecord.web.access.users import add_user, find_user
from onrecord.web.access.values import Role
from onrecord.web.access.visitors import SESSION_COOKIE, clock
from onrecord.web.app import application
from tests.web.access.conftest import CHEAP
from tests.web.access.made import PASSWORD

WITH_USERS = Access(login=True)
PUBLIC = Access(login=True, public=True)
READ_ONLY = Access(login=True, public=True, read_only=True)
LOCAL = Access(login=False)
READERS_POST = {"POST /api/check", "POST /api/read", "POST /check", "POST /sign-in", "POST /sign-out"}
"""What a reader may send, all of which leaves the record as it is."""
OTHERS = {
    "POST /adding/{number:int}/stop", "POST /questions/judging/{number:int}/stop", "POST /review/name", "POST /verify",
}  # fmt: skip
"""What leaves it so, too, but is for those who add or decide."""
SIGN_IN, LAST = "POST /sign-in", "POST /sign-out"
"""The first asks for a password, whoever comes, and has tests of its own."""


@dataclass(frozen=True)
class Comer:
    """Somebody who asks: at which server, with which role, and what a request of theirs carries."""

    access: Access
    role: Role | None
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    named: bool = True

    def may(self, rule: Rule) -> bool:
        """Whether they are to be answered."""
        if rule.writes and self.access.read_only:
            return False
        return rule.least is None or (self.role is not None and self.role.includes(rule.least))


def nobody(access: Access, role: Role | None) -> Callable[[Store], Comer]:
    return lambda store: Comer(access, role, named=False)


def session(role: Role, access: Access = WITH_USERS) -> Callable[[Store], Comer]:
    def comer(store: Store) -> Comer:
        secret = begin_session(store, find_user(store, f"{role} park"), now=clock())
        found = find_session(store, secret, now=clock())
        assert found
        return Comer(access, role, {"x-form-token": found.form_token}, {SESSION_COOKIE: secret})

    return comer


def token(of: Role, role: Role) -> Callable[[Store], Comer]:
    """With a token of a user that has no more than a role."""

    def comer(store: Store) -> Comer:
        secret, _ = add_token(store, f"{of} park", label=None, role=role, now=clock())
        return Comer(WITH_USERS, role, {"authorization": f"Bearer {secret}"})

    return comer


COMERS: Mapping[str, Callable[[Store], Comer]] = {
    "nobody": nobody(WITH_USERS, None),
    "nobody, where reading is public": nobody(PUBLIC, Role.READER),
    "nobody, where the record is only shown": nobody(READ_ONLY, Role.READER),
    "a reader": session(Role.READER),
    "a reviewer": session(Role.REVIEWER),
    "an admin": session(Role.ADMIN),
    "an admin, where the record is only shown": session(Role.ADMIN, READ_ONLY),
    "a reader's token": token(Role.READER, Role.READER),
    "a reviewer's token": token(Role.REVIEWER, Role.REVIEWER),
    "an admin's token for reading": token(Role.ADMIN, Role.READER),
    "this machine": lambda store: Comer(LOCAL, Role.ADMIN),
}


@pytest.fixture(scope="module")
def record(ferry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a user of each role."""
    path = tmp_path_factory.mktemp("roles") / "ferry.record"
    shutil.copy(ferry, path)
    store = make_store(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", CHEAP)
        for role in Role:
            add_user(store, f"{role} park", PASSWORD, role=role, now=clock())
    return path


@pytest.fixture(params=COMERS)
def comer(request: pytest.FixtureRequest, record: Path) -> Comer:
    return COMERS[request.param](make_store(record))


@pytest.fixture
def client(comer: Comer, record: Path) -> Iterator[TestClient]:
    app = application(record, comer.access)
    with TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False) as client:
        client.cookies.update(dict(comer.cookies))
        client.headers.update(comer.headers)
        if comer.access == LOCAL:
            client.headers["x-form-token"] = own_token(client)
        yield client


def own_token(client: TestClient) -> str:
    """What the forms carry of somebody who is not signed in."""
    found = re.search(r'name="form_token" value="([^"]+)"', client.get("/check").text)
    assert found
    return found[1]


def test_every_route_answers_whom_it_is_for_and_nobody_else(comer: Comer, client: TestClient) -> None:
    wrong = []
    for name, rule in sorted(RULES.items(), key=lambda one: one[0] == LAST):  # it ends a session
        if name == SIGN_IN:
            continue
        method, _, path = name.partition(" ")
        answer = client.request(method, filled(path))
        if answer.status_code >= 500 or refuses(answer.status_code) == may_ask(comer, name, rule):
            wrong.append((name, answer.status_code, answer.text[:200]))
    assert wrong == []


def may_ask(comer: Comer, name: str, rule: Rule) -> bool:
    """Forms of somebody who is not signed in need what their page carries, which only those at this machine asked for;
    and the API does nothing costly, and signs nothing, for nobody."""
    unsigned = not comer.named and name.startswith("POST /") and not name.startswith("POST /api/")
    return comer.may(rule) and not unsigned


def filled(path: str) -> str:
    """The path of a route with numbers and ids that nothing has."""
    return re.sub(r"{[^}]*}", "nothing", re.sub(r"{[^}]*:int}", "1", path))


def refuses(status: int) -> bool:
    return status in (401, 403, 429)


def test_what_a_reader_may_send_leaves_the_record_as_it_is() -> None:
    posts = {name: rule for name, rule in RULES.items() if not name.startswith("GET ")}
    assert {name for name, rule in posts.items() if Comer(WITH_USERS, Role.READER).may(rule)} == READERS_POST
    assert not [name for name in READERS_POST if RULES[name].writes]
    assert {name for name, rule in posts.items() if not rule.writes} == READERS_POST | OTHERS


def test_a_person_who_is_not_signed_in_is_led_there(record: Path) -> None:
    with TestClient(application(record, WITH_USERS), base_url="http://localhost", follow_redirects=False) as client:
        for name, rule in RULES.items():
            path = filled(name.removeprefix("GET "))
            if name.startswith("GET ") and rule.least and not path.startswith("/api/") and not path.endswith(".json"):
                answer = client.get(path, headers={"accept": "text/html"})
                assert answer.headers.get("location", "")[:13] == "/sign-in?next", (name, answer.status_code)
