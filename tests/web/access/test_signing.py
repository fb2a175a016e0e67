from collections import Counter

import pytest
from argon2.exceptions import VerificationError
from httpx2 import Response
from starlette.testclient import TestClient

from onrecord.web.access import passwords
from onrecord.web.access.sessions import find_session
from onrecord.web.access.signing import WRONG, safe_path
from onrecord.web.access.store import Store
from onrecord.web.access.users import remove_user
from onrecord.web.access.values import Role
from onrecord.web.access.visitors import SESSION_COOKIE
from tests.web.access.made import LOCAL, LOGIN, NOW, PASSWORD, Clock, application, client, signed_in


def sign_in(browser: TestClient, name: str = "admin park", password: str = PASSWORD, **more: str) -> Response:
    token = browser.get("/sign-in").json()["form_token"]
    return browser.post("/sign-in", data={"name": name, "password": password, "form_token": token, **more})


@pytest.fixture
def browser(store: Store) -> TestClient:
    return client(application(LOGIN, store))


def test_a_user_signs_in_and_goes_on_to_what_was_asked_for(browser: TestClient) -> None:
    done = sign_in(browser, next="/read?words=ferry")
    assert (done.status_code, done.headers["location"]) == (303, "/read?words=ferry")
    told = done.headers["set-cookie"]
    assert "HttpOnly" in told and "SameSite=lax" in told and "Max-Age=604800" in told and "Path=/" in told
    assert browser.get("/read").json() == {"name": "Admin Park", "by": "session"}


def test_over_https_the_cookie_is_secure_and_this_hosts_alone(store: Store) -> None:
    browser = client(application(LOGIN, store), "https://news.example")
    told = sign_in(browser).headers["set-cookie"]
    assert told.startswith(f"__Host-{SESSION_COOKIE}=") and "Secure" in told
    assert browser.get("/read").json()["name"] == "Admin Park"


@pytest.mark.parametrize(
    ("name", "password"),
    [("admin park", "wrong"), ("nobody", PASSWORD), ("", ""), ("reader park", PASSWORD), ("admin park", "a" * 9000)],
)
def test_what_is_wrong_is_not_told(browser: TestClient, store: Store, name: str, password: str) -> None:
    remove_user(store, "Reader Park", now=NOW)
    refused = sign_in(browser, name, password, next="/read")
    assert refused.status_code == 403 and "set-cookie" not in refused.headers
    view = refused.json()
    assert (view["template"], view["wrong"], view["name"], view["next"]) == ("sign-in.html", WRONG, name, "/read")
    assert browser.get("/read").status_code == 401


def test_a_hash_is_computed_whether_or_not_there_is_a_user(
    browser: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed = Counter[str]()

    class Counted:
        def verify(self, kept: str, password: str) -> bool:
            computed[kept] += 1
            raise VerificationError

    monkeypatch.setattr(passwords, "_HASHER", Counted())
    for name in ("admin park", "nobody", "somebody"):
        sign_in(browser, name)
    assert sorted(computed.values()) == [1, 2] and computed[passwords.NOBODYS] == 2


def test_signing_in_begins_a_new_session_and_ends_the_old(browser: TestClient, store: Store) -> None:
    sign_in(browser)
    first = browser.cookies[SESSION_COOKIE]
    token = browser.get("/form").text
    again = browser.post("/sign-in", data={"name": "reader park", "password": PASSWORD, "form_token": token})
    assert again.status_code == 303 and browser.cookies[SESSION_COOKIE] != first
    assert find_session(store, first, now=NOW) is None
    assert browser.get("/form").text != token
    assert browser.get("/read").json()["name"] == "Reader Park"


def test_an_id_that_somebody_else_chose_becomes_no_session(browser: TestClient, store: Store) -> None:
    browser.cookies.set(SESSION_COOKIE, "chosen-by-somebody-else")
    done = sign_in(browser)
    assert "chosen-by-somebody-else" not in done.headers["set-cookie"]
    assert find_session(store, "chosen-by-somebody-else", now=NOW) is None


def test_signing_in_needs_the_secret_of_the_page(browser: TestClient) -> None:
    refused = browser.post("/sign-in", data={"name": "admin park", "password": PASSWORD})
    assert (refused.status_code, refused.json()) == (403, {"kind": "FormNotOurs"})


def test_signing_out_ends_the_session(store: Store) -> None:
    browser = signed_in(application(LOGIN, store), store, Role.ADMIN)
    secret = browser.cookies[SESSION_COOKIE]
    page = browser.get("/sign-out").json()
    assert page["template"] == "sign-out.html"
    done = browser.post("/sign-out", data={"form_token": page["form_token"]})
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert done.headers["clear-site-data"] == '"cache"' and "Max-Age=0" in done.headers["set-cookie"]
    assert find_session(store, secret, now=NOW) is None
    assert browser.get("/read").status_code == 401
    assert browser.get("/sign-out").headers["location"] == "/"


def test_another_site_signs_nobody_out(store: Store) -> None:
    browser = signed_in(application(LOGIN, store), store, Role.ADMIN)
    assert browser.post("/sign-out").status_code == 403
    assert browser.get("/read").status_code == 200


def test_who_is_signed_in_is_led_on(store: Store) -> None:
    browser = signed_in(application(LOGIN, store), store, Role.ADMIN)
    assert browser.get("/sign-in?next=/read").headers["location"] == "/read"


def test_on_this_machine_there_is_nothing_to_sign_in_to() -> None:
    browser = client(application(LOCAL))
    assert browser.get("/sign-in").headers["location"] == "/"
    token = browser.get("/form").text
    done = browser.post("/sign-in", data={"name": "a", "password": "b", "form_token": token})
    assert done.headers["location"] == "/" and SESSION_COOKIE not in browser.cookies


def test_an_address_that_guesses_waits(store: Store) -> None:
    clock = Clock()
    browser = client(application(LOGIN, store, clock))
    statuses = [sign_in(browser, "reader park", "wrong").status_code for _ in range(12)]
    assert statuses == [403] * 10 + [429] * 2
    clock.passed = 10
    assert sign_in(browser).status_code == 303


def test_a_name_that_is_guessed_from_many_addresses_waits(store: Store) -> None:
    app = application(LOGIN, store)
    statuses = []
    for number in range(22):
        browser = TestClient(app, base_url="http://news.example", client=(f"192.0.2.{number}", 1))
        statuses.append(sign_in(browser, "ADMIN park", "wrong").status_code)
    assert statuses == [403] * 20 + [429] * 2


@pytest.mark.parametrize("path", ["/", "/search?words=a&actor=b", "/article/https%3A%2F%2Fa.example"])
def test_the_way_on_is_on_this_server(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["", "//attacker.example", "/\\attacker.example", "https://attacker.example", "javascript:alert(1)", "read",
     "/a\r\nSet-Cookie: a=b", "/\t/attacker.example", "/sign-in", "/sign-out", "/" + "a" * 3000],
)  # fmt: skip
def test_and_nowhere_else(path: str, browser: TestClient) -> None:
    assert safe_path(path) == "/"
    assert sign_in(browser, next=path).headers["location"] == "/"
