"""Pages that a browser saved as a single file, and mails."""

import quopri
from base64 import encodebytes
from pathlib import Path

import pytest

from onrecord.model import Loaded
from onrecord.sources import load
from onrecord.sources.documents.packed import unpacked

SAID = "The harbour master said on Monday: “The bridge stays closed until the cables are replaced, José.”"
PLAIN = SAID.replace("“", '"').replace("”", '"')
PAGE = f"<!DOCTYPE html><html><body><article>{f'<p>{SAID}</p>' * 4}</article></body></html>".encode()


def saved(page: bytes = PAGE, *, end: bytes = b"\r\n", packing: str = "quoted-printable") -> bytes:
    """A page as Chromium saves it, with a style sheet beside it."""
    body = quopri.encodestring(page) if packing == "quoted-printable" else encodebytes(page)
    lines = [
        b"From: <Saved by Blink>", b"Snapshot-Content-Location: https://tide.example/a", b"MIME-Version: 1.0",
        b"Content-Type: multipart/related;", b'\ttype="text/html";', b'\tboundary="----MultipartBoundary--x----"',
        b"", b"", b"------MultipartBoundary--x----", b"Content-Type: text/css", b"", b"p { color: red }",
        b"------MultipartBoundary--x----", b"Content-Type: text/html",
        b"Content-Transfer-Encoding: " + packing.encode(), b"", *body.split(b"\n"),
        b"------MultipartBoundary--x------", b"",
    ]  # fmt: skip
    return end.join(lines)


MAIL = (
    "From: press@tide.example\nSubject: The bridge\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
    "--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=iso-8859-1\n"
    f"Content-Transfer-Encoding: 8bit\n\nThe bridge\n\n{PLAIN}\n--b--\n--a--\n"
).encode("latin-1")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mhtml", saved()),
        ("a.mht", saved(end=b"\n")),
        ("a", saved(packing="base64")),
        ("a.html", saved()),
    ],
)
def test_a_page_saved_as_one_file_is_read_as_the_page(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    (one,) = load([tmp_path / name])
    assert isinstance(one, Loaded)
    assert SAID in one.article.latest.text
    assert one.article.latest.media_type.startswith("text/html")
    assert one.content.strip().replace(b"\r", b"") == PAGE


def test_a_mail_is_read_as_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)
    (one,) = load([tmp_path / "a.eml"])
    assert isinstance(one, Loaded)
    assert 'until the cables are replaced, José."' in one.article.latest.text
    assert one.article.latest.headline == "The bridge"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n", PAGE, SAID.encode(), b"Mayor: \xe2\x80\x9cMIME-Version: 1.0 is old.\xe2\x80\x9d\n\nShe laughed.",
        b"MIME-Version: 1.0\n\n" + b"\xff" * 100,
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n--a\n\nb",
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 100,
        b"MIME-Version: 1.0\nContent-Type: image/png\n\nabc",
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n%",
    ],
)  # fmt: skip
def test_what_is_none_is_left_as_it_is(content: bytes) -> None:
    found = unpacked(content)
    assert found is None or content.startswith(b"MIME-Version")


def test_parts_within_parts_are_opened_to_a_depth_only() -> None:
    inner = b"Content-Type: text/plain\n\nwords"
    for number in range(50):
        boundary = b"b%d" % number
        inner = b"Content-Type: multipart/mixed; boundary=" + boundary + b"\n\n--" + boundary + b"\n" + inner
    assert unpacked(b"MIME-Version: 1.0\n" + inner) is None


def test_no_more_parts_are_opened_than_a_page_has() -> None:
    many = b"--a\nContent-Type: image/png\n\nx\n" * 1001 + b"--a\nContent-Type: text/html\n\n" + PAGE
    assert unpacked(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + many) is None
    few = many.removeprefix(b"--a\nContent-Type: image/png\n\nx\n" * 3)
    found = unpacked(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + few)
    assert found is not None and found.content == PAGE
