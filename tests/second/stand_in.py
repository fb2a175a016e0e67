"""A stand-in for the server of a language model, on the loopback interface: it answers what a test tells it."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Sent = dict[str, Any]
Answer = tuple[int, dict[str, str], bytes]


class StandIn(ThreadingHTTPServer):
    """Answers by a function of what was sent, and remembers it with its path and headers."""

    answer: Callable[[Sent], Answer]
    asked: list[Sent]
    paths: list[str]
    headers: list[dict[str, str]]
    delay: float = 0.0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, StandIn)
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(sent)
        self.server.paths.append(self.path)
        self.server.headers.append(dict(self.headers.items()))
        time.sleep(self.server.delay)
        status, headers, body = self.server.answer(sent)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """The server; it answers with a status of 500 until it is told otherwise."""
    server = StandIn(("127.0.0.1", 0), _Handler)
    server.asked, server.paths, server.headers = [], [], []
    server.answer = lambda sent: (500, {}, b"")
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def saying(content: object) -> Answer:
    """An answer of this content, as servers wrap it; what is no text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    told = {"choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}]}
    return 200, {"Content-Type": "application/json"}, json.dumps(told).encode()
