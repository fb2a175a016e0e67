"""A made-up site on the loopback interface with feeds and pages, for those who watch."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer

from tests.served import Answer, Quiet, running

SENTENCE = "The harbour master said on Monday that the bridge would stay closed until the cables were replaced."


class Site(ThreadingHTTPServer):
    answers: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def page(self, path: str, words: str = SENTENCE, **headers: str) -> None:
        body = (
            f"<html><head><title>On {path}</title></head><body><h1>On {path}</h1>{f'<p>{words}</p>' * 3}</body></html>"
        )
        self.answers[path] = (200, {"Content-Type": "text/html; charset=utf-8", **headers}, body.encode())

    def feed(self, *links: str, path: str = "/feed", more: str = "", **headers: str) -> None:
        items = "".join(f"<item><title>News</title><link>{link}</link></item>" for link in links)
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Tide</title>{items}{more}</channel></rss>'
        self.answers[path] = (200, {"Content-Type": "application/rss+xml", **headers}, body.encode())


class Handler(Quiet):
    def answer(self) -> Answer:
        assert isinstance(self.server, Site)
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        tag = headers.get("ETag")
        if tag and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        return status, headers, body


@contextmanager
def served() -> Iterator[Site]:
    """The site, empty, while it answers."""
    server = Site(("127.0.0.1", 0), Handler)
    server.answers, server.asked = {}, []
    with running(server):
        yield server
