"""How often one visitor may ask: a bucket of requests each, which fills again with time. Kept in memory."""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from onrecord.web.access.rules import Kind

_MOST = 20_000
"""Visitors who are remembered, some 5 MB; beyond, whoever has not asked for longest begins anew."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests at once, and requests a second from then on."""

    at_once: float
    a_second: float


SHARED: Mapping[Kind, Rate] = {
    "sign-in": Rate(10, 1 / 10),
    "work": Rate(30, 1),
    "page": Rate(300, 20),
}
"""Of a server for others, for each address and each user; many users may share an address. Files are not counted."""
LOCAL: Mapping[Kind, Rate] = {"sign-in": Rate(10, 1 / 10), "work": Rate(200, 20)}
"""Of a server for one person: only a program that ran wild is slowed down."""
BY_NAME = Rate(20, 1 / 30)
"""Tries to sign in under one name, from wherever: 2,900 a day."""


class Buckets:
    """What is left to whom."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, rate: Rate) -> int:
        """Take one request out of the bucket of a key: 0, or the seconds to wait where it is empty."""
        now = self._clock()
        left, at = self._left.pop(key, (rate.at_once, now))
        left = min(rate.at_once, left + (now - at) * rate.a_second)
        taken = left >= 1
        self._left[key] = (left - taken, now)
        if len(self._left) > _MOST:
            self._left.popitem(last=False)
        return 0 if taken else max(1, math.ceil((1 - left) / rate.a_second))


def address_key(host: str | None) -> str:
    """One visitor's address. With IPv6 a household has 2⁶⁴ of them."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return "unknown"
    if address.version == 6 and not address.ipv4_mapped:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
