"""A site on the loopback interface that answers for whatever names a test gives it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Answer = tuple[int, dict[str, str], bytes]


class Site(ThreadingHTTPServer):
    """Answers by host and path, and remembers what it was asked."""

    answers: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]]

    def address(self, host: str, path: str) -> str:
        """Where a path of a host is served."""
        return f"http://{host}:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Site)
        host = self.headers["Host"].rpartition(":")[0]
        self.server.asked.append((host + self.path, dict(self.headers.items())))
        status, headers, body = self.server.answers.get(host + self.path, (404, {}, b"no"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site; every name that ends in `.example` leads to it."""
    server = Site(("127.0.0.1", 0), _Handler)
    server.answers, server.asked = {}, []
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    really = socket.getaddrinfo

    def resolved(host: str, port: int, **options: Any) -> Any:
        return really("127.0.0.1" if host.endswith(".example") else host, port, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
