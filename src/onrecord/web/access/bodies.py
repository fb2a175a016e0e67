"""What a request carries: read whole before anything is done with it, within a size and a time."""

import asyncio

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from onrecord.problems.access import RequestTooLarge, RequestTooSlow

SECONDS = 60.0
"""20 MB at 3 Mbit/s."""


async def whole_body(headers: Headers, receive: Receive, *, limit: int) -> bytes:
    """The body of a request. Raises RequestTooLarge, RequestTooSlow or ClientDisconnect."""
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > limit:
        raise RequestTooLarge(limit)
    try:
        async with asyncio.timeout(SECONDS):
            return await _read(receive, limit)
    except TimeoutError as error:
        raise RequestTooSlow(SECONDS) from error


async def _read(receive: Receive, limit: int) -> bytes:
    parts = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts += message.get("body", b"")
        if len(parts) > limit:
            raise RequestTooLarge(limit)
        if not message.get("more_body", False):
            return bytes(parts)


def replayed(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read once more, then whatever follows it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
