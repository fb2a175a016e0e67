"""Which hosts are reached, by which address, and for how long."""

import base64
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Failure
from onrecord.problems import Problem
from onrecord.problems.sources import AddressNotFetchable, FetchTimedOut, HostNotFound, PrivateAddress, ResponseTooLarge
from onrecord.record import open_record
from onrecord.sources import load
from onrecord.sources.connections import is_public
from onrecord.sources.fetch import Limits, fetch
from tests.served import Site, serving

HTML = {"Content-Type": "text/html"}
LOCAL = Limits(allow_private=True)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with serving(monkeypatch) as found:
        yield found


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
     "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
     "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12::1", "ff02::1",
     "2001:db8::1", "2001::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
     "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "::ffff:0:7f00:1", "", "localhost"],
)  # fmt: skip
def test_these_are_not_on_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_these_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "0", "localhost", "localhost.",
     "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "１２７.0.0.1", "127。0。0。1",
     "reader:secret@127.0.0.1", "paper.example@127.0.0.1"],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_reached(site: Site, host: str) -> None:
    with pytest.raises((PrivateAddress, HostNotFound, AddressNotFetchable)) as caught:
        fetch(f"http://{host}:{site.server_port}/page")
    assert site.asked == []
    assert "secret" not in str(caught.value)


def test_a_name_that_leads_to_this_machine_is_refused_and_the_way_out_is_told(site: Site) -> None:
    with pytest.raises(
        PrivateAddress, match=r"inside\.example was not contacted: its address 127\.0\.0\.1 .*--allow-private"
    ):
        fetch(site.address("inside.example", "/page"))
    assert site.asked == []


def test_with_permission_it_is_reached_under_its_own_name(site: Site) -> None:
    site.answers["inside.example/page"] = (200, HTML, b"<p>Inside")
    fetched = fetch(site.address("inside.example", "/page"), limits=LOCAL)
    assert (fetched.url, fetched.content) == (site.address("inside.example", "/page"), b"<p>Inside")
    assert {headers["Host"] for _, headers in site.asked} == {f"inside.example:{site.server_port}"}


def test_every_redirect_and_the_rules_are_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # As if the first host were public, and the others not.
    monkeypatch.setattr("onrecord.sources.connections.is_public", lambda address: address == "127.0.0.1")
    for name, target in (("page", f"http://127.0.0.2:{site.server_port}/"), ("odd", "http://[::1]/"), ("x", "//0/")):
        site.answers[f"outside.example/{name}"] = (302, {"Location": target}, b"")
        with pytest.raises(PrivateAddress):
            fetch(site.address("outside.example", f"/{name}"))
    site.answers["outside.example/robots.txt"] = (301, {"Location": "http://127.0.0.3/robots.txt"}, b"")
    with pytest.raises(PrivateAddress, match=r"127\.0\.0\.3"):
        fetch(site.address("outside.example", "/other"))
    assert all(path.startswith("outside.example/") for path, _ in site.asked)


def test_a_name_is_asked_for_once_and_the_checked_address_is_the_one_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def changing(host: str, port: int, **_: Any) -> Any:
        asked.append(host)
        place = "127.0.0.1" if len(asked) == 1 else "127.0.0.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    site.answers["rebound.example/page"] = (200, HTML, b"<p>Once")
    monkeypatch.setattr(socket, "getaddrinfo", changing)
    monkeypatch.setattr("onrecord.sources.connections.is_public", lambda address: address == "127.0.0.1")
    limits = Limits(respect_robots=False)
    assert fetch(site.address("rebound.example", "/page"), limits=limits).content == b"<p>Once"
    with pytest.raises(PrivateAddress, match=r"127\.0\.0\.9"):
        fetch(site.address("rebound.example", "/page"), limits=limits)
    assert asked == ["rebound.example"] * 2


def test_of_several_addresses_only_public_ones_are_tried(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, site.server_port)) for place in ("127.0.0.9", "127.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr("onrecord.sources.connections.is_public", lambda address: address == "127.0.0.1")
    site.answers["mixed.example/page"] = (200, HTML, b"<p>Mixed")
    assert fetch(site.address("mixed.example", "/page")).content == b"<p>Mixed"


def test_a_name_and_password_are_sent_to_their_host_only(site: Site) -> None:
    site.answers |= {
        "closed.example/page": (301, {"Location": "/moved"}, b""),
        "closed.example/moved": (301, {"Location": site.address("other.example", "/page")}, b""),
        "other.example/page": (200, HTML, b"<p>Open"),
    }
    address = site.address("reader:secret@closed.example", "/page")
    fetched = fetch(address, limits=LOCAL)
    assert fetched.url == site.address("other.example", "/page")
    sent = {path: headers.get("Authorization") for path, headers in site.asked if not path.endswith("robots.txt")}
    expected = f"Basic {base64.b64encode(b'reader:secret').decode()}"
    assert sent == {"closed.example/page": expected, "closed.example/moved": expected, "other.example/page": None}


def test_no_failure_shows_a_password(site: Site, tmp_path: Path) -> None:
    site.answers |= {
        "closed.example/loop": (301, {"Location": site.address("again:secret@closed.example", "/loop")}, b""),
        "closed.example/robbed": (301, {"Location": "ftp://again:secret@closed.example/"}, b""),
    }
    names = [site.address("reader:secret@closed.example", path) for path in ("/loop", "/robbed", "/none")]
    names += ["http://reader:secret@[::1/", "http://reader:secret@nowhere.invalid/"]
    failures = list(load(names, allow_private=True))
    with open_record(tmp_path / "a.record", write=True) as record:
        for name, failure in zip(names, failures, strict=True):
            assert isinstance(failure, Failure)
            assert "secret" not in f"{failure.origin} {failure.reason}"
            record.add_failure(replace(failure, origin=name))
        assert [failure.origin for failure in record.failures()] == [failure.origin for failure in failures]
    assert b"secret" not in (tmp_path / "a.record").read_bytes()


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_sends_a_byte_now_and_then_is_left_at_the_deadline(part: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                if part == "body":
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
                while not stop.wait(0.05):
                    try:
                        connection.sendall(b"a")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        began = time.monotonic()
        try:
            with pytest.raises(FetchTimedOut, match=r"limit of 0\.4 s"):
                limits = replace(LOCAL, total_seconds=0.4, respect_robots=False)
                fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", limits=limits)
        finally:
            stop.set()
            thread.join()
        assert time.monotonic() - began < 10  # each byte alone would have had another 0.4 s: 5,000 of them


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip"])
def test_what_grows_when_it_is_unpacked_is_bounded(site: Site, encoding: str) -> None:
    body = zlib.compress(bytes(30_000_000)) if encoding == "deflate" else gzip.compress(bytes(30_000_000))
    body = gzip.compress(body) if encoding == "gzip, gzip" else body
    site.answers["bomb.example/"] = (200, {**HTML, "Content-Encoding": encoding}, body)
    with pytest.raises(ResponseTooLarge):
        fetch(site.address("bomb.example", "/"), limits=replace(LOCAL, size=1_000_000))


@given(st.one_of(st.text(max_size=30), st.text(alphabet="[]:/@#?%.û{127ahtps\ud800 ", max_size=30)))
def test_no_address_raises_anything_but_a_problem(rest: str) -> None:
    with pytest.MonkeyPatch.context() as patched:

        def nowhere(*_: object, **__: object) -> Any:
            raise socket.gaierror("no network here")

        patched.setattr(socket, "getaddrinfo", nowhere)
        for url in (rest, f"http://{rest}", f"https://a.example/{rest}"):
            with pytest.raises(Problem):
                fetch(url)
