"""Posts and signed quotations. All people here are invented."""

import pytest

from onrecord.model import Attribution, Span
from onrecord.reading.layouts import with_layout
from onrecord.reading.signed import posts


def _words(text: str, found: list[Attribution]) -> list[tuple[list[str], list[str]]]:
    return [([s.of(text) for s in a.source], [s.of(text) for s in a.content]) for a in found]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "He replied.\n\nThe bridge stays open. pic.twitter.com/abc\n\n— Ana Ruiz (@anaruiz) May 6, 2023\n\nMore.",
            "Ana Ruiz (@anaruiz)",
            "The bridge stays open.",
        ),
        ("“The bridge stays open.”\n\n— Ana Ruiz, mayor", "Ana Ruiz, mayor", "“The bridge stays open.”"),
        ("“The bridge stays open.”\n— Ana Ruiz", "Ana Ruiz", "“The bridge stays open.”"),
        ("“The bridge stays open.” —Ana Ruiz, mayor", "Ana Ruiz, mayor", "“The bridge stays open.”"),
        ('"The bridge stays open." - A. J. Ruiz', "A. J. Ruiz", '"The bridge stays open."'),
    ],
)
def test_what_is_signed_is_its_signers(text: str, source: str, content: str) -> None:
    assert _words(text, list(posts(text))) == [([source], [content])]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge stays open.\n\n— Ana Ruiz reported from the harbour",
        "The bridge stays open — for now.\n\nMore follows.",
        "— Ana Ruiz (@anaruiz) May 6, 2023",
        "“The bridge stays open.” — He left the room.",
        "“The bridge stays open” — Ana Ruiz said so: twice",
        "",
    ],
)
def test_a_dash_alone_signs_nothing(text: str) -> None:
    assert list(posts(text)) == []


def test_the_layout_replaces_what_the_reader_found_there() -> None:
    text = "Ruiz wrote it.\n\nThe bridge stays open.\n\n— Ana Ruiz (@anaruiz) May 6, 2023"
    start = text.index("bridge")
    overlapping = Attribution((Span(start, start + 6),), type="indirect")
    elsewhere = Attribution((Span(0, 4),), type="indirect")
    found = with_layout(text, [elsewhere, overlapping])
    assert found[0] == elsewhere and len(found) == 2 and found[1].type == "direct"
