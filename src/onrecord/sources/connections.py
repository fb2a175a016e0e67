"""Connections that reach public hosts only, and end in time.

A name is resolved once, each address that it gave is checked, and a checked address is the one connected to: a name
that changes its mind between check and connection gains nothing. The name itself stays what TLS and the server are
told. A deadline ends a connection whatever it is doing, also where the other side sends a byte now and then.
"""

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from onrecord.problems.sources import PrivateAddress

_MOST_TRIED = 4
"""Addresses of one name that are tried; each may use up the time for connecting."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Prefixes under which an IPv6 address carries an IPv4 address, and how far from its right end: translation (RFC 6052),
# compatible addresses (RFC 4291, section 2.5.5.1) and 6to4 (RFC 3056).
_CARRIERS = (
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("::/96"), 0),
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
# What `is_global` allows in one version of Python or another, and is nobody's public host.
_RESERVED = tuple(
    map(
        ipaddress.ip_network,
        ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/3",
         "64:ff9b:1::/48", "100::/64", "2001::/23", "fc00::/7", "fe80::/9", "ff00::/8"),
    )
)  # fmt: skip


def is_public(address: str) -> bool:
    """Whether a numeric address is a host on the public internet: not private, loopback, link-local, multicast,
    reserved or unspecified, nor an IPv6 form of an IPv4 address that is."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _is_public(found)


def _is_public(found: Address) -> bool:
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return _is_public(found.ipv4_mapped)
        if found.teredo is not None:
            return False
        for network, shift in _CARRIERS:
            if found in network:
                return _is_public(ipaddress.IPv4Address((int(found) >> shift) & 0xFFFFFFFF))
    if any(found.version == network.version and found in network for network in _RESERVED):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


class Deadline:
    """Ends the connections that were made under it when its time has come."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._over = False

    def watch(self, connected: socket.socket) -> None:
        """End this connection too. A duplicate is kept: TLS takes the socket itself away from its owner."""
        twin = connected.dup()
        with self._lock:
            self._sockets.append(twin)
            if self._over:
                _end(twin)

    def end(self) -> None:
        """End them all now."""
        with self._lock:
            self._over = True
            for one in self._sockets:
                _end(one)

    def close(self) -> None:
        """Let go of them."""
        with self._lock:
            for one in self._sockets:
                one.close()
            self._sockets.clear()


def _end(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


@contextmanager
def connections(*, seconds: float, allow_private: bool, headers: dict[str, str]) -> Iterator[urllib3.PoolManager]:
    """A pool whose connections are guarded, and are ended after `seconds`. Nothing is retried or redirected."""
    deadline = Deadline()
    timer = threading.Timer(seconds, deadline.end)
    timer.daemon = True
    with urllib3.PoolManager(retries=False, headers=headers) as pool:
        pool.pool_classes_by_scheme = _pools(deadline, allow_private=allow_private)
        timer.start()
        try:
            yield pool
        finally:
            timer.cancel()
            deadline.close()


def _pools(deadline: Deadline, *, allow_private: bool) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, deadline, allow_private=allow_private)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, deadline, allow_private=allow_private)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _connected(connection: HTTPConnection, deadline: Deadline, *, allow_private: bool) -> socket.socket:
    host, port = connection.host.strip("[]"), connection.port or connection.default_port
    reached = _resolved(connection, host, port)
    allowed = [one for one in reached if allow_private or is_public(str(one[4][0]))]
    if not allowed:
        raise PrivateAddress(connection.host, str(reached[0][4][0]))
    refused: OSError | None = None
    for family, kind, protocol, _, place in allowed[:_MOST_TRIED]:
        attempt = socket.socket(family, kind, protocol)
        try:
            for option in connection.socket_options or ():
                attempt.setsockopt(*option)
            attempt.settimeout(connection.timeout)
            attempt.connect(place)
        except OSError as error:
            attempt.close()
            refused = error
            continue
        deadline.watch(attempt)
        return attempt
    if isinstance(refused, TimeoutError):
        raise ConnectTimeoutError(connection, f"Connection to {connection.host} timed out.") from refused
    raise NewConnectionError(connection, f"Failed to establish a new connection: {refused}") from refused


def _resolved(connection: HTTPConnection, host: str, port: int) -> list[Any]:
    """What the name stands for, by the one look-up that is made of it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise NameResolutionError(connection.host, connection, error) from error
    except UnicodeError as error:
        raise NameResolutionError(connection.host, connection, socket.gaierror(str(error))) from error
    return found
