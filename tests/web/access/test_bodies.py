import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Message

from onrecord.problems.access import RequestTooLarge, RequestTooSlow
from onrecord.web.access import bodies
from onrecord.web.access.bodies import replayed, whole_body

Value = TypeVar("Value")


def run(waiting: Coroutine[Any, Any, Value]) -> Value:
    """What is waited for, in a thread of its own: where a browser is open, that of the tests has a loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, waiting).result()


class Sent:
    """A request as a server hands it on."""

    def __init__(self, *parts: bytes, ends: bool = True) -> None:
        self.left: list[Message] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
        if ends:
            self.left[-1]["more_body"] = False

    async def __call__(self) -> Message:
        return self.left.pop(0) if self.left else {"type": "http.disconnect"}


def read(receive: Sent, limit: int, **headers: str) -> bytes:
    sent = Headers({name.replace("_", "-"): value for name, value in headers.items()})
    return run(whole_body(sent, receive, limit=limit))


def test_a_body_is_read_whole() -> None:
    assert read(Sent(b"ab", b"", b"cd"), 4, content_length="4") == b"abcd"


def test_what_says_that_it_is_too_large_is_not_read() -> None:
    sent = Sent(b"abcde")
    for told in ("5", "9" * 4000):
        with pytest.raises(RequestTooLarge, match="limit"):
            read(sent, 4, content_length=told)
    assert len(sent.left) == 1


def test_what_says_nothing_or_lies_is_read_up_to_the_limit() -> None:
    for told in ({}, {"content_length": "1"}, {"content_length": "-7"}, {"content_length": "words"}):
        sent = Sent(b"abc", b"de", b"never read")
        with pytest.raises(RequestTooLarge):
            read(sent, 4, **told)
        assert [message["body"] for message in sent.left] == [b"never read"]


def test_who_goes_away_is_not_waited_for() -> None:
    with pytest.raises(ClientDisconnect):
        read(Sent(b"abc", ends=False), 10)


def test_who_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(bodies, "SECONDS", 0.01)
    with pytest.raises(RequestTooSlow):
        run(whole_body(Headers(), silent, limit=10))


def test_a_body_is_given_again_and_then_what_follows() -> None:
    async def twice() -> tuple[Message, Message]:
        receive = replayed(b"abc", Sent(ends=False))
        return await receive(), await receive()

    first, second = run(twice())
    assert first == {"type": "http.request", "body": b"abc", "more_body": False}
    assert second == {"type": "http.disconnect"}


@pytest.mark.parametrize(("limit", "told"), [(20_000, "20 kB"), (1_000_000, "1 MB"), (21_000_000, "21 MB")])
def test_the_limit_is_told(limit: int, told: str) -> None:
    assert f"larger than {told}" in str(RequestTooLarge(limit))
