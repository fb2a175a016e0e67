"""Posts and signed quotations. All people here are invented."""

import pytest

from onrecord.model import Attribution
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


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Row.\n\nAna Ruiz (@anaruiz):\n\nIt stays open.\n\nMore.", "Ana Ruiz", ["It stays open."]),
        ("Row.\n\nAna Ruiz @anaruiz · Jun 11\nIt stays open.\n\nMore.", "Ana Ruiz", ["It stays open."]),
        (
            "Row.\n\nAna Ruiz\n@anaruiz\n\nIt stays open.\n\nFor us.\n\n8:14 PM · Jun 11, 2025\n\nMore.",
            "Ana Ruiz",
            ["It stays open.", "For us."],
        ),
        ("Row.\n\n@anaruiz wrote on Monday:\n\nIt stays open.", "@anaruiz", ["It stays open."]),
        ("Row.\n\n@anaruiz: “It stays open.”\n\nMore.", "@anaruiz", ["“It stays open.”"]),
        ("Row.\n\nAna Ruiz (@anaruiz): It stays open.", "Ana Ruiz", ["It stays open."]),
    ],
)
def test_a_post_is_whose_name_and_handle_stand_before_it(text: str, source: str, content: list[str]) -> None:
    assert _words(text, list(posts(text))) == [([source], content)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz @anaruiz\n\nThe council voted on Monday to close the bridge.",
        "Follow Ana Ruiz @anaruiz:\n\nThe council voted on Monday.",
        "By Ana Ruiz @anaruiz · Jun 11\n\nThe council voted on Monday.",
    ],
)
def test_a_byline_is_no_post(text: str) -> None:
    assert list(posts(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "It opens.\n\nAna Ruiz, mayor of Skerra\n\n“We waited ten years.”\n\nJo Lie, architect\n\n“Nobody slept here.”",
        "It opens.\n\nAna Ruiz, mayor of Skerra:\n“We waited ten years.”\n\nJo Lie, architect:\n“Nobody slept here.”",
        "It opens.\n\n“We waited ten years.”\nAna Ruiz, mayor of Skerra\n\n“Nobody slept here.”\nJo Lie, architect",
    ],
)
def test_the_speakers_line_stands_above_or_below_a_quotation(text: str) -> None:
    assert [(source[0].split(",")[0], content) for source, content in _words(text, list(posts(text)))] == [
        ("Ana Ruiz", ["“We waited ten years.”"]),
        ("Jo Lie", ["“Nobody slept here.”"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, mayor of Skerra\n\n“We waited ten years.”\n\nJo Lie, architect\n\nThe bridge opens.",
        "“We waited ten years.”\n\nThe Harbour, and what is left of it.",
        "Jo Lie, architect, left.\n\n“We waited ten years.”",
    ],
)
def test_lines_that_do_not_come_out_even_tell_nothing(text: str) -> None:
    assert list(posts(text)) == []


def test_links_behind_a_post_are_no_words_of_it() -> None:
    text = "It stays open. https://t.example/a pic.twitter.com/b\n\n— Ana Ruiz (@anaruiz) May 6, 2023"
    assert _words(text, list(posts(text))) == [(["Ana Ruiz (@anaruiz)"], ["It stays open."])]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "He replied:\n\nIt stays open. — Ana Ruiz (@ana.bsky.social) June 11, 2025\n\nMore.",
            "Ana Ruiz (@ana.bsky.social)",
            ["It stays open."],
        ),
        (
            "Row.\n\nAna Ruiz\n@ana@mastodon.example\n\nIt stays open.\n\nJun 11, 2025, 8:14 PM\n\nMore.",
            "Ana Ruiz",
            ["It stays open."],
        ),
        ("Row.\n\n@ana.bsky.social replied: “It stays open.”", "@ana.bsky.social", ["“It stays open.”"]),
    ],
)
def test_handles_of_other_networks(text: str, source: str, content: list[str]) -> None:
    assert _words(text, list(posts(text))) == [([source], content)]


def test_signed_quotations_stand_line_by_line() -> None:
    text = "It opens.\n\n“I walk over it.” – Ana Ruiz\n“I drive over it.” – Jo Lie, engineer"
    found = _words(text, list(posts(text)))
    assert found == [(["Ana Ruiz"], ["“I walk over it.”"]), (["Jo Lie, engineer"], ["“I drive over it.”"])]
