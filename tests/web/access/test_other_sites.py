import pytest
from starlette.datastructures import Headers

from onrecord.problems.access import OtherSite, WrongHost
from onrecord.web.access.other_sites import bound_token, check_host, check_origin, new_cookie
from onrecord.web.access.store import Store
from onrecord.web.access.values import Role
from onrecord.web.access.visitors import FORM_COOKIE
from tests.web.access.made import LOCAL, LOGIN, PASSWORD, PUBLIC, application, client, signed_in


@pytest.mark.parametrize("host", ["localhost:8000", "LocalHost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_is_asked_for_under_its_own_names(host: str) -> None:
    check_host(LOCAL, Headers({"host": host}))


@pytest.mark.parametrize(
    "host",
    ["attacker.example:8000", "localhost", "localhost:8001", "localhost.attacker.example:8000", "localhost:8000.", "",
     "localhost:8000@attacker.example", "192.168.0.1:8000"],
)  # fmt: skip
def test_no_name_of_elsewhere_leads_to_this_machine(host: str) -> None:
    with pytest.raises(WrongHost, match="localhost:8000"):
        check_host(LOCAL, Headers({"host": host}))
    assert client(application(LOCAL)).get("/read", headers={"host": host}).status_code == 421


def test_a_server_for_others_has_any_name() -> None:
    check_host(LOGIN, Headers({"host": "news.example"}))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://localhost:8000"},
        {"origin": "HTTP://LOCALHOST:8000"},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": "http://localhost:8000", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-origin"},  # of a page that tells nobody where one comes from
    ],
)
def test_own_pages_and_programs_may_ask(headers: dict[str, str]) -> None:
    check_origin("http", Headers({"host": "localhost:8000", **headers}))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://localhost:8001"},
        {"origin": "http://localhost"},
        {"origin": "http://attacker.example"},
        {"origin": "http://localhost:8000.attacker.example"},
        {"origin": "http://localhost:99999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://localhost:8000", "sec-fetch-site": "cross-site"},
    ],
)
def test_pages_of_elsewhere_may_not(headers: dict[str, str]) -> None:
    with pytest.raises(OtherSite):
        check_origin("http", Headers({"host": "localhost:8000", **headers}))


def test_a_proxy_may_take_https_off() -> None:
    check_origin("http", Headers({"host": "news.example", "origin": "https://news.example"}))
    with pytest.raises(OtherSite):
        check_origin("https", Headers({"host": "news.example", "origin": "https://news.example:444"}))


def test_a_token_is_bound_to_its_cookie_and_its_server() -> None:
    cookie = new_cookie()
    token = bound_token(cookie, secret=b"one")
    assert token == bound_token(cookie, secret=b"one") and cookie not in token
    assert token not in (bound_token(new_cookie(), secret=b"one"), bound_token(cookie, secret=b"two"))


@pytest.mark.parametrize("multipart", [False, True])
def test_a_form_with_the_secret_of_its_page_is_taken(multipart: bool) -> None:
    browser = client(application(LOCAL))
    token = browser.get("/form").text
    files = {"draft": ("draft.txt", b"words" * 1000)} if multipart else None
    done = browser.post("/check", data={"text": "ü", "form_token": token}, files=files)
    assert done.status_code == 200 and done.json()["name"] == "ana"
    assert done.json()["bytes"] > (5000 if multipart else 50)  # the page can read it again


@pytest.mark.parametrize("multipart", [False, True])
@pytest.mark.parametrize("sent", [None, "", "0" * 64, "other"])
def test_a_form_without_it_is_refused(sent: str | None, multipart: bool) -> None:
    app = application(LOCAL)
    browser = client(app)
    browser.get("/form")
    sent = client(app).get("/form").text if sent == "other" else sent
    files = {"draft": b"words"} if multipart else None
    refusal = browser.post("/check", data={} if sent is None else {"form_token": sent}, files=files)
    assert (refusal.status_code, refusal.json()) == (403, {"kind": "FormNotOurs"})


def test_a_script_sends_it_as_a_header() -> None:
    browser = client(application(LOCAL))
    token = browser.get("/form").text
    assert browser.post("/check", json={}, headers={"x-form-token": token}).status_code == 200
    assert browser.post("/check", json={}).status_code == 403
    assert browser.post("/check", json={}, headers={b"x-form-token": b"\xff"}).status_code == 403


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"words"),
        ("multipart/form-data; boundary=b", b"--b\r\nbroken"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
        ("application/x-www-form-urlencoded", b"&a=1" * 2000),
        ("text/plain", b"form_token=x"),
        ("", b"form_token=x"),
    ],
)
def test_broken_forms_are_refused(kind: str, body: bytes) -> None:
    refusal = client(application(LOCAL)).post("/check", content=body, headers={"content-type": kind})
    assert refusal.status_code in (400, 403) and refusal.json()["kind"] in ("BrokenForm", "FormNotOurs")


def test_only_a_page_with_a_form_sets_a_cookie_and_only_once() -> None:
    browser = client(application(PUBLIC))
    assert "set-cookie" not in browser.get("/read").headers
    told = browser.get("/form").headers["set-cookie"]
    assert told.startswith(f"{FORM_COOKIE}=") and "HttpOnly" in told and "SameSite=lax" in told and "Secure" not in told
    assert "set-cookie" not in browser.get("/form").headers


def test_over_https_the_cookie_is_this_hosts_alone() -> None:
    told = client(application(PUBLIC), "https://news.example").get("/form").headers["set-cookie"]
    assert told.startswith(f"__Host-{FORM_COOKIE}=") and "Secure" in told and "Path=/" in told


def test_a_signed_in_users_forms_are_bound_to_the_session(store: Store) -> None:
    app = application(LOGIN, store)
    reviewer, other = signed_in(app, store, Role.REVIEWER), signed_in(app, store, Role.REVIEWER)
    token = reviewer.get("/form").text
    assert reviewer.post("/decide", data={"form_token": token}).json()["name"] == "Reviewer Park"
    assert other.post("/decide", data={"form_token": token}).json() == {"kind": "FormNotOurs"}
    assert PASSWORD not in token


def test_programs_call_the_api_without_forms() -> None:
    assert client(application(LOCAL)).post("/api/decide", json={}).json()["name"] == "ana"
    assert client(application(PUBLIC)).post("/api/read", json={}).status_code == 200


@pytest.mark.parametrize("headers", [{"origin": "http://attacker.example"}, {"sec-fetch-site": "cross-site"}])
def test_pages_of_elsewhere_do_not_call_the_api(headers: dict[str, str], store: Store) -> None:
    for browser in (client(application(LOCAL)), signed_in(application(LOGIN, store), store, Role.ADMIN)):
        assert browser.post("/api/decide", json={}, headers=headers).json() == {"kind": "OtherSite"}


def test_a_session_calls_the_api_only_with_the_secret_of_its_pages(store: Store) -> None:
    browser = signed_in(application(LOGIN, store), store, Role.ADMIN)
    assert browser.post("/api/decide", json={}).json() == {"kind": "FormNotOurs"}
    token = browser.get("/form").text
    assert browser.post("/api/decide", json={}, headers={"x-form-token": token}).json()["name"] == "Admin Park"
