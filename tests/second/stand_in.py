"""A stand-in for the server of a language model, on the loopback interface: it answers what a test tells it."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from typing import Any

from tests.served import Answer, Quiet, running

Sent = dict[str, Any]


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


class _Handler(Quiet):
    def do_POST(self) -> None:  # noqa: N802  (the name that the library calls)
        assert isinstance(self.server, StandIn)
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(sent)
        self.server.paths.append(self.path)
        self.server.headers.append(dict(self.headers.items()))
        time.sleep(self.server.delay)
        self.give(self.server.answer(sent))


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """The server; it answers with a status of 500 until it is told otherwise."""
    server = StandIn(("127.0.0.1", 0), _Handler)
    server.asked, server.paths, server.headers = [], [], []
    server.answer = lambda sent: (500, {}, b"")
    with running(server):
        yield server


def saying(content: object) -> Answer:
    """An answer of this content, as servers wrap it; what is no text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    told = {"choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}]}
    return 200, {"Content-Type": "application/json"}, json.dumps(told).encode()
