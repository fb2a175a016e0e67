"""Bytes become characters, and bytes that are no text are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.problems.sources import BinaryInput, EmptyInput, InputTooLarge, SourceProblem
from onrecord.sources.encoding import LIMIT, check_bytes, decode

WORDS = "Die Brücke müsse geschlossen werden, sagte die Bürgermeisterin. “Ja,” sagte sie – „natürlich“. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_recognised(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


def test_the_declared_charset_is_used() -> None:
    page = f'<meta charset="iso-8859-1"><p>{WORDS}</p>'
    assert decode(page.encode("cp1252")) == page
    assert decode("Жалоба".encode("koi8-r"), charset="koi8-r") == "Жалоба"


def test_valid_utf8_wins_over_a_wrong_declaration() -> None:
    page = f'<meta charset="iso-8859-1"><p>{WORDS}</p>'
    assert decode(page.encode(), charset="iso-8859-1") == page


def test_undeclared_western_text_is_guessed() -> None:
    plain = "Die Brücke müsse geschlossen werden, sagte die Bürgermeisterin Grün. Für viele ist das ein Ärgernis. " * 5
    assert "Brücke müsse" in decode(plain.encode("cp1252"))


def test_a_few_broken_bytes_do_not_change_the_rest() -> None:
    assert decode(WORDS.encode() + b"\xff end") == WORDS + "\ufffd end"


def test_an_unknown_charset_is_passed_over() -> None:
    assert decode("Brücke".encode(), charset="no-such-charset") == "Brücke"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", EmptyInput),
        (b" \r\n\t", EmptyInput),
        (bytes(range(256)), BinaryInput),
        (b"%PDF-1.7 text", BinaryInput),
        (b"\x89PNG\r\n", BinaryInput),
        (b"PK\x03\x04 zip", BinaryInput),
        (b"a" * (LIMIT + 1), InputTooLarge),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, problem: type[SourceProblem]) -> None:
    with pytest.raises(problem):
        check_bytes(content)


def test_the_limit_is_named() -> None:
    with pytest.raises(InputTooLarge, match=r"50 MB.*limit of 20 MB"):
        check_bytes(b"a" * 50_000_000)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "shift_jis", "", "\x00", "base64"]))
def test_decoding_never_fails(content: bytes, charset: str | None) -> None:
    assert isinstance(decode(content, charset=charset), str)
