"""A page's word for its encoding is believed only where it is an encoding of the web."""

import pytest

from onrecord.record.verifying.stored_words import PageWords, decoded
from onrecord.sources import read_page
from onrecord.sources.encoding import decode, text_encoding

SENTENCE = "“Først stål,” sa Åse Bjørnvik, the café's owner, and nobody on the quay contradicted her that evening."
FALSE = (
    "punycode",
    "idna",
    "unicode_escape",
    "raw_unicode_escape",
    "undefined",
    "utf-7",
    "base64",
    "rot13",
    "zlib",
    "",
)


@pytest.mark.parametrize("name", FALSE)
def test_codecs_that_are_no_encoding_of_text_are_not_believed(name: str) -> None:
    assert text_encoding(name) is None
    content = f'<meta charset="{name}"><p>{SENTENCE} \\u0041 +AGE-</p>'.encode("cp1252")
    assert SENTENCE in decode(content)
    assert SENTENCE in decode(content, charset=name)
    assert SENTENCE in decoded(content, f"text/html; charset={name}")


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("Latin1", "cp1252"), ("us-ascii", "cp1252"), ('"UTF8"', "utf-8"), ("sjis", "cp932"), ("gb2312", "gbk"),
     ("iso-8859-15", "iso8859-15"), ("TIS-620", "cp874"), ("x" * 80, None), ("ütf", None)],
)  # fmt: skip
def test_names_mean_what_they_mean_on_the_web(name: str, encoding: str | None) -> None:
    assert text_encoding(name) == encoding


@pytest.mark.parametrize(
    "head",
    ['<meta charset="utf-8">', '<meta charset="iso-8859-1">', '<meta charset="utf-16">', "",
     '<meta charset="nonsense">',
     "<meta http-equiv=Content-Type content='charset=windows-1252'>", '<meta charset="punycode">'],
)  # fmt: skip
def test_windows_1252_under_any_name_is_read_and_proved(head: str) -> None:
    body = "".join(f"<p>{number}. {SENTENCE}</p>" for number in range(4))
    content = f"<html lang='en'><head>{head}</head><body><article>{body}</article></body></html>".encode("cp1252")
    version = read_page(content).article.latest
    assert SENTENCE in version.text
    held = PageWords(content, version.media_type)
    assert all(held.hold(block.span.of(version.text)) for block in version.blocks)


@pytest.mark.parametrize(("encoding", "language", "words"), [
    ("cp1250", "pl", "„Najpierw stal”, mówiła Łucja Wiśniewska, właścicielka kawiarni na nabrzeżu, a reszta milczała."),
    ("cp1251", "ru", "«Сначала сталь», — сказала Ольга Журавлёва, хозяйка кафе на набережной, и никто не возразил."),
])  # fmt: skip
def test_other_encodings_that_nothing_names_are_guessed_and_kept_for_the_proof(
    encoding: str, language: str, words: str
) -> None:
    body = "".join(f"<p>{words}</p>" for _ in range(4))
    content = f"<html lang='{language}'><body><article>{body}</article></body></html>".encode(encoding)
    version = read_page(content).article.latest
    assert words in version.text
    assert PageWords(content, version.media_type).hold(words)


def test_a_servers_word_is_kept_as_what_was_read() -> None:
    content = f"<article><p>{SENTENCE}</p><p>{SENTENCE}</p></article>".encode()
    version = read_page(content, charset="iso-8859-1").article.latest
    assert version.media_type == "text/html; charset=utf-8"
    assert PageWords(content, version.media_type).hold(SENTENCE)
