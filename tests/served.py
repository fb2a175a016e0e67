"""Servers on the loopback interface: how a test has one, and a site that answers for whatever names it gives it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

import pytest

Answer = tuple[int, dict[str, str], bytes]
Server = TypeVar("Server", bound=ThreadingHTTPServer)


class Quiet(BaseHTTPRequestHandler):
    """Gives an answer, and writes nothing about it."""

    def do_GET(self) -> None:
        self.give(self.answer())

    def answer(self) -> Answer:
        """What is given at `self.path`."""
        raise NotImplementedError

    def give(self, answer: Answer) -> None:
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server, answering for the time of the block; what fails in it shows in what it was asked."""
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Site(ThreadingHTTPServer):
    """Answers by host and path, and remembers what it was asked."""

    answers: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]]

    def address(self, host: str, path: str) -> str:
        """Where a path of a host is served."""
        return f"http://{host}:{self.server_port}{path}"


class _Handler(Quiet):
    def answer(self) -> Answer:
        assert isinstance(self.server, Site)
        host = self.headers["Host"].rpartition(":")[0]
        self.server.asked.append((host + self.path, dict(self.headers.items())))
        return self.server.answers.get(host + self.path, (404, {}, b"no"))


@contextmanager
def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site; every name that ends in `.example` leads to it."""
    server = Site(("127.0.0.1", 0), _Handler)
    server.answers, server.asked = {}, []
    really = socket.getaddrinfo

    def resolved(host: str, port: int, **options: Any) -> Any:
        return really("127.0.0.1" if host.endswith(".example") else host, port, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with running(server):
        yield server
