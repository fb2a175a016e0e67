"""Fetching, against a server on the loopback interface only."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import ThreadingHTTPServer

import pytest

from onrecord.model import Failure, Loaded
from onrecord.problems import sources as problems
from onrecord.sources import fetch as fetching
from onrecord.sources import load
from onrecord.sources.fetch import Limits, crawl_delay, robots_address, user_agent
from tests.served import Answer, Quiet, running

SENTENCE = "The harbour master said on Monday that the bridge would stay closed until the cables were replaced."
PAGE = f"<html><head><link rel=canonical href=/news></head><body>{f'<p>{SENTENCE}</p>' * 5}</body></html>".encode()
HTML = {"Content-Type": "text/html; charset=UTF-8"}
ANSWERS: dict[str, Answer] = {
    "/page": (200, HTML, PAGE),
    "/gzip": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/bomb": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"a" * 3_000_000)),
    "/large": (200, HTML, b"a" * 300_000),
    "/picture": (200, {"Content-Type": "image/png"}, b"png"),
    "/untyped": (200, {}, PAGE),
    "/text": (200, {"Content-Type": "text/plain"}, SENTENCE.encode()),
    "/once": (301, {"Location": "/page#top"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/away": (302, {"Location": "ftp://a.example/"}, b""),
    "/missing": (404, HTML, b"no"),
    "/paid": (403, HTML, b"no"),
    "/broken": (503, HTML, b"no"),
    "/busy": (429, {**HTML, "Retry-After": "120"}, b"no"),
    "/tagged": (200, {**HTML, "ETag": '"1"', "Last-Modified": "Tue, 07 May 2024 11:00:00 GMT"}, PAGE),
    "/private/page": (200, HTML, PAGE),
}
LOCAL = Limits(allow_private=True)
fetch = partial(fetching.fetch, limits=LOCAL)
RULES = b"User-agent: *\nDisallow: /private/\n"


class Site(ThreadingHTTPServer):
    robots: tuple[int, bytes] = (404, b"")
    agents: list[str]


class Handler(Quiet):
    def answer(self) -> Answer:
        assert isinstance(self.server, Site)
        self.server.agents.append(self.headers["User-Agent"])
        if self.path == "/robots.txt":
            status, body = self.server.robots
            headers: dict[str, str] = {"Content-Type": "text/plain"}
        elif self.path == "/slow":
            time.sleep(0.5)
            status, headers, body = ANSWERS["/page"]
        else:
            status, headers, body = ANSWERS[self.path]
            if headers.get("ETag") and self.headers["If-None-Match"] == headers["ETag"]:
                status, body = 304, b""
        return status, headers, body


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), Handler)
    server.agents = []
    with running(server):
        yield server


def address(site: Site, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}{path}"


@pytest.mark.parametrize("path", ["/page", "/gzip"])
def test_a_page_comes_with_type_and_charset(site: Site, path: str) -> None:
    fetched = fetch(address(site, path))
    assert (fetched.content, fetched.media_type, fetched.charset) == (PAGE, "text/html", "UTF-8")
    assert fetched.url == address(site, path)


def test_servers_are_told_who_asks(site: Site) -> None:
    fetch(address(site, "/page"))
    assert set(site.agents) == {user_agent()}
    assert user_agent().startswith("onrecord")


def test_a_redirect_is_followed_to_the_final_address(site: Site) -> None:
    assert fetch(address(site, "/once")).url == address(site, "/page")


@pytest.mark.parametrize(
    ("path", "problem", "words"),
    [
        ("/loop", problems.TooManyRedirects, "more than 5 times"),
        ("/away", problems.AddressNotFetchable, "ftp://"),
        ("/missing", problems.StatusNotOk, "status 404.*moved or removed"),
        ("/paid", problems.StatusNotOk, "status 403.*subscription"),
        ("/broken", problems.StatusNotOk, "status 503.*try again"),
        ("/large", problems.ResponseTooLarge, r"0\.2 MB"),
        ("/bomb", problems.ResponseTooLarge, r"0\.2 MB"),
        ("/picture", problems.NotText, "image/png"),
        ("/slow", problems.FetchTimedOut, r"limit of 0\.2 s"),
    ],
)
def test_each_failure_is_named(site: Site, path: str, problem: type[problems.FetchProblem], words: str) -> None:
    limits = replace(LOCAL, size=200_000, total_seconds=0.2 if path == "/slow" else 30)
    with pytest.raises(problem, match=words):
        fetch(address(site, path), limits=limits)


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ((404, b""), "/private/page", True),
        ((200, RULES), "/page", True),
        ((200, RULES), "/private/page", False),
        ((200, b"User-agent: onrecord\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), "/page", False),
        ((200, b""), "/page", True),
        ((200, b"\xff\xfe nonsense"), "/page", True),
        ((503, b""), "/page", False),
    ],
)
def test_robots_rules_are_respected(site: Site, robots: tuple[int, bytes], path: str, allowed: bool) -> None:
    site.robots = robots
    if allowed:
        assert fetch(address(site, path)).content == PAGE
        return
    with pytest.raises(problems.ForbiddenByRobots, match=r"robots\.txt"):
        fetch(address(site, path))
    assert fetch(address(site, path), limits=replace(LOCAL, respect_robots=False)).content == PAGE


@pytest.mark.parametrize(
    "url", ["ftp://a.example/x", "file:///etc/hosts", "http://", "http://[::1", "http://a:b:c/", "a.example"]
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(problems.AddressNotFetchable):
        fetch(url)


@pytest.mark.parametrize("url", ["ftp://user:secret@skerra.example/a", "file:///etc/hosts", "HTTPS://", "gopher://a"])
def test_an_address_of_another_kind_is_no_missing_file(url: str) -> None:
    (failure,) = load([url])
    assert isinstance(failure, Failure)
    assert "cannot be fetched: it is not an http or https address" in failure.reason
    assert "secret" not in failure.origin + failure.reason


def test_an_unknown_host_and_a_refused_connection_are_told_apart() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(problems.ConnectionFailed, match=rf"127\.0\.0\.1:{port}/ failed: Connection refused\. "):
        fetch(f"http://127.0.0.1:{port}/")
    with pytest.raises(problems.HostNotFound, match=r"nowhere\.invalid"):
        fetch("http://nowhere.invalid/")


def test_an_answer_that_is_not_http_is_told_without_its_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"wrong door\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        port = listening.getsockname()[1]
        with pytest.raises(problems.ConnectionFailed, match=r"failed: the answer is not HTTP\. "):
            fetch(f"http://127.0.0.1:{port}/", limits=Limits(respect_robots=False, allow_private=True))
        thread.join()


def test_a_server_without_tls_is_told(site: Site) -> None:
    with pytest.raises(problems.CertificateRejected, match=r"/page: wrong version number\. "):
        fetch(address(site, "/page").replace("http:", "https:"))


@pytest.mark.parametrize(
    ("path", "media_type"), [("/once", "text/html; charset=UTF-8"), ("/text", "text/plain"), ("/untyped", "text/html")]
)
def test_an_address_is_an_input(site: Site, path: str, media_type: str) -> None:
    (result,) = load([address(site, path)], allow_private=True)
    assert isinstance(result, Loaded)
    assert result.article.latest.media_type == media_type
    assert result.article.url == address(site, "/news" if media_type.startswith("text/html") else path)


def test_a_server_is_asked_what_changed_since(site: Site) -> None:
    first = fetch(address(site, "/tagged"))
    assert (first.etag, first.last_modified, first.unchanged) == ('"1"', "Tue, 07 May 2024 11:00:00 GMT", False)
    again = fetch(address(site, "/tagged"), etag=first.etag, last_modified=first.last_modified)
    assert (again.unchanged, again.content) == (True, b"")
    assert fetch(address(site, "/tagged"), etag='"0"').content == PAGE


def test_the_rules_of_a_host_are_asked_for_once_where_they_are_kept(site: Site) -> None:
    site.robots = (200, RULES)
    robots: dict[str, str | None] = {}
    for _ in range(2):
        fetch(address(site, "/page"), robots=robots)
    assert len(site.agents) == 3
    assert list(robots) == [robots_address(address(site, "/page"))]
    with pytest.raises(problems.ForbiddenByRobots):
        fetch(address(site, "/private/page"), robots=robots)


def test_a_wait_that_a_server_asks_for_is_told(site: Site) -> None:
    with pytest.raises(problems.StatusNotOk) as caught:
        fetch(address(site, "/busy"))
    assert (caught.value.status, caught.value.retry_after) == (429, "120")


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [(None, 0), ("", 0), ("User-agent: *\nCrawl-delay: 7", 7), ("User-agent: *\nCrawl-delay: soon", 0),
     ("User-agent: onrecord\nCrawl-delay: 3\n\nUser-agent: *\nCrawl-delay: 9", 3)],
)  # fmt: skip
def test_the_delay_that_rules_ask_for(rules: str | None, seconds: float) -> None:
    assert crawl_delay(rules) == seconds
