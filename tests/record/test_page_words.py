import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.verifying.stored_words import PageWords, decoded, squeezed

PAGE = """<html><head><meta charset="utf-8"><meta property="og:title" content="Mayor &amp; union at odds">
<script type="application/ld+json">{"headline": "Bridge \\u201cunsafe\\u201d", "body": "<p>Only here.</p>"}</script>
<script>var hidden = "Never said";</script><style>p { content: "Nor this" }</style></head>
<body><h1>Bridge</h1><p>The <b>bri</b>dge&nbsp;will stay&#8239;open,
   she said.</p><p>A caf\u00e9.</p><!-- Not for readers --><img alt="A pillar"></body></html>"""


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("The bridge will stay open, she said.", True),
        ("The bridge will\n\nstay open", True),
        ("cafe\u0301", True),
        ("Mayor & union at odds", True),
        ("Bridge “unsafe”", True),
        ("Only here.", True),
        ("A pillar", True),
        ("The bridge will not stay open", False),
        ("open, the bridge", False),
        ("Never said", False),
        ("Nor this", False),
        ("Not for readers", False),
    ],
)
def test_words_of_a_page(words: str, held: bool) -> None:
    assert PageWords(PAGE.encode(), "text/html; charset=utf-8").hold(words) is held


@pytest.mark.parametrize(
    "content", [b"", b"   ", b"<", b"\0\0", b"<html>", b"<!-- -->", b"\xff\xfe", b"<?xml version='1.0'?>"]
)
@pytest.mark.parametrize("media_type", ["text/html", "application/json", "text/plain"])
def test_bytes_without_words_hold_none(content: bytes, media_type: str) -> None:
    assert not PageWords(content, media_type).hold("word")


def test_words_of_json_are_those_of_its_strings() -> None:
    content = json.dumps({"text": "She said “no” \u00e9\n\nTwice.", "headline": "No"}).encode()
    words = PageWords(content, "application/json")
    assert words.hold("She said “no” é Twice.")
    assert not words.hold("headline")
    assert PageWords('{"text": "Nô", "outlet": "\ud83d"}'.encode("utf8", "surrogatepass"), "application/json").hold(
        "Nô"
    )


def test_words_of_plain_text_pass_over_marks_of_quoted_lines_and_lists() -> None:
    words = PageWords("> The bridge\n> will stay\n\n• Open\n# Head".encode(), "text/plain")
    assert words.hold("The bridge will stay")
    assert words.hold("> The bridge")
    assert not words.hold("The bridge will not stay")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("naïve “café”".encode(), "text/plain"),
        ("naïve “café”".encode("utf-8-sig"), "text/plain"),
        ("naïve “café”".encode("utf-16"), "text/plain"),
        ("naïve “café”".encode("windows-1252"), "text/plain"),
        ("<meta charset=macroman>naïve “café”".encode("macroman"), "text/html"),
        ("naïve “café”".encode("macroman"), "text/html; charset=macroman"),
        ("<meta charset=nonsense>naïve “café”".encode("windows-1252"), "text/html"),
    ],
)
def test_bytes_are_read_in_their_encoding(content: bytes, media_type: str) -> None:
    assert decoded(content, media_type).endswith("naïve “café”")


@given(st.text(), st.text())
def test_what_is_held_does_not_depend_on_white_space(words: str, around: str) -> None:
    content = f"{around} {words} {around}".encode("utf8", "surrogatepass").decode("utf8", "replace")
    assert PageWords(content.encode(), "text/plain; charset=utf-8").hold(" ".join(content.split()))


@given(st.binary(), st.sampled_from(["text/html", "application/json", "text/plain", "text/html; charset=\x7f", ""]))
def test_any_bytes_can_be_asked(content: bytes, media_type: str) -> None:
    assert PageWords(content, media_type).hold("")


def test_squeezing_composes_and_drops_what_is_not_seen() -> None:
    assert squeezed("e\u0301 a\u00adb\u200bc\td\ufeff") == "éabcd"
