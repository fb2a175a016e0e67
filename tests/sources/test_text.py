"""Pasted text becomes an article without the site's lines, and without losing a paragraph."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Time, Version
from onrecord.problems.sources import BinaryInput, EmptyInput, NoArticleText
from onrecord.sources import read_text

SEED = Path(__file__).parents[3] / "shared" / "seed"

PASTED = """Harbour Bridge Must Close at Once: Engineer

The harbour bridge should close "today", the engineer Dolores Reyes said on Thursday.

The old bridge in Turku
The bridge seen from the market in Turku, on July 11, 2022. Reyes said "everything"... Photo by Ines Varga/Getty Images

"We found cracks in two of the four cables," Reyes told the council. "I would not drive over it."

The council decides on Monday.

Update 03/04/24 5:45 p.m. ET: This story has been updated to include a reply from the council.

Harbour Knowledge

The Courier is committed to telling the port's stories and to finding what joins us.

The Courier is committed to telling the port's stories and to finding what joins us.

About the writer

Jo Falk is an Associate Editor at Quay Weekly based in Turku. Her focus is the port ... Read more

To read how we use machines in our newsroom, Click here.

Courier cover
  • The magazine delivered to your door
  • Enjoy ad-free browsing
  • Comment on articles
Courier cover
  • Enjoy ad-free browsing
  • Comment on articles
"""


def read(text: str) -> Version:
    return read_text(text.encode()).article.latest


def kinds(version: Version) -> list[str]:
    return [block.kind for block in version.blocks]


def words(version: Version) -> list[str]:
    return [block.span.of(version.text) for block in version.blocks]


def test_a_pasted_page_keeps_its_article() -> None:
    version = read(PASTED)
    assert kinds(version) == ["headline", "paragraph", "caption", "caption", "paragraph", "paragraph", "note"]
    assert version.headline == "Harbour Bridge Must Close at Once: Engineer"
    assert words(version)[-1].startswith("Update 03/04/24")
    assert version.modified == Time("2024-03-04T17:45:00-05:00", "update notice")
    assert version.published is None


def test_the_author_box_names_author_and_outlet() -> None:
    version = read(PASTED)
    assert (version.authors, version.outlet) == (("Jo Falk",), "Quay Weekly")


def test_a_given_publication_is_marked() -> None:
    version = read_text(PASTED.encode(), published="2024-03-01").article.latest
    assert version.published == Time("2024-03-01", "given")


def test_a_byline_and_a_publication_line_are_facts_and_no_text() -> None:
    version = read(
        "Bridge closes\n\nBy Jo Falk and Ines Varga\n\nPublished March 4, 2024 5:45 p.m. ET\n\n"
        "The bridge is closed now."
    )
    assert version.authors == ("Jo Falk", "Ines Varga")
    assert version.published == Time("2024-03-04T17:45:00-05:00", "published line")
    assert words(version) == ["Bridge closes", "The bridge is closed now."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One is here.\nTwo is there.\n\nThree is gone.", ["One is here.", "Two is there.", "Three is gone."]),
        ("One is here.\r\n\r\nTwo is there.\r\rThree is gone.", ["One is here.", "Two is there.", "Three is gone."]),
        (
            "The harbour bridge is shut from Monday for more\nthan a month after damage was seen in all the\ncables.",
            ["The harbour bridge is shut from Monday for more than a month after damage was seen in all the cables."],
        ),
        (
            "A title here\n\n- first point\n- second point\n\nThe last of it.",
            ["A title here", "first point", "second point", "The last of it."],
        ),
        ("One is here.\n\n***\n\nTwo is there.", ["One is here.", "Two is there."]),
        ("\ufeff  One  is\there.  ", ["One is here."]),
    ],
)
def test_lines_become_pieces(text: str, found: list[str]) -> None:
    assert words(read(text)) == found


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Bridge closes\n\nIt is closed now.", "Bridge closes"),
        ("Will the bridge close?\n\nIt is closed now.", "Will the bridge close?"),
        ("# Bridge closes\n\nIt is closed now.", "Bridge closes"),
        ("Bridge closes\n=============\n\nIt is closed now.", "Bridge closes"),
        ("Bridge closes\nIt is closed now, the city said on Monday.", "Bridge closes"),
        ("The bridge closes.\n\nIt is closed now.", None),
        ("By Jo Falk\n\nThe bridge is closed now.", None),
        ("She said this:\n\nThe bridge is closed now.", None),
        ("word " * 60 + "\n\nThe bridge is closed now.", None),
        ("Only one line without a stop", None),
    ],
)
def test_a_headline_is_recognised_or_left_alone(text: str, headline: str | None) -> None:
    version = read(text)
    assert version.headline == headline
    assert (version.blocks[0].kind == "headline") is (headline is not None)


def test_markdown_gives_subheads_and_quotes() -> None:
    version = read(
        "# Bridge closes\n\nIt is closed.\n\n## Ferries\n\nThey go.\n\n"
        "> We asked for it.\n\nPrices\n------\n\nThey rise now."
    )
    assert kinds(version) == ["headline", "paragraph", "subhead", "paragraph", "quote", "subhead", "paragraph"]


def test_a_trailing_list_of_the_article_is_kept() -> None:
    text = "Tour dates\n\nThe band plays in June.\n\nJune 9 – Turku\nJune 10 – Oulu\nJune 14 – Espoo"
    assert words(read(text))[-3:] == ["June 9 – Turku", "June 10 – Oulu", "June 14 – Espoo"]


def test_short_answers_may_be_repeated() -> None:
    text = "An interview\n\nDid you see it?\n\nYes.\n\nDid you say it?\n\nYes.\n\nThank you all for it."
    assert words(read(text)).count("Yes.") == 2


def test_a_repeated_quotation_is_kept_once() -> None:
    pull = '"We found cracks in two of the four cables," Reyes said.'
    text = f"Bridge closes\n\n{pull}\n\nThe council met.\n\n{pull}\n\nIt decides on Monday."
    assert words(read(text)).count(pull) == 1
    assert words(read(text))[-1] == "It decides on Monday."


def test_an_unclosed_quotation_mark_swallows_nothing() -> None:
    paragraphs = [f"He said “it is number {number} and nobody knows." for number in range(40)]
    assert words(read("\n\n".join(paragraphs))) == paragraphs


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    text = "Brücke zu\n\n„Die Brücke müsse schließen,“ sagte sie – und zwar heute noch, für länger."
    assert read_text(text.encode(encoding)).article.latest.text == text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", EmptyInput),
        (b"\n\n", EmptyInput),
        (b"a\x00b\x01" * 50, BinaryInput),
        (b"Advertisement\n\nRead more", NoArticleText),
    ],
)
def test_bad_text_is_a_problem(content: bytes, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        read_text(content)


def test_the_address_gives_the_id() -> None:
    first = read_text(PASTED.encode(), url="https://a.example/x?utm_source=y#z").article
    assert first.url == "https://a.example/x"
    assert first.id == read_text(b"Another text of this address.", url="https://a.example/x").article.id


@pytest.mark.skipif(not SEED.is_dir(), reason="the example article lies in ../shared/seed, which is absent")
def test_the_example_article_keeps_every_expected_word() -> None:
    expected = json.loads((SEED / "expected.json").read_text(encoding="utf8"))
    version = read_text((SEED / "article.txt").read_bytes()).article.latest
    assert version.headline == expected["headline"]
    assert list(version.authors) == expected["authors"]
    assert version.outlet == expected["outlet"]
    assert version.modified is not None
    assert version.modified.value == expected["updated"]
    assert [
        part for statement in expected["statements"] for part in statement["parts"] if part not in version.text
    ] == []
    assert kinds(version)[-1] == "note"


@given(st.lists(st.text(alphabet="abc .\"“”:-•#>=\n\t'A1/", max_size=40), max_size=12))
def test_blocks_tile_the_text(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    try:
        version = read(text)
    except (EmptyInput, NoArticleText):
        return
    assert "\n\n".join(words(version)) == version.text
    assert all(word in text for block in words(version) for word in block.split())


@given(
    st.lists(
        st.sampled_from([f"The council met for the {number}th time on Monday." for number in range(30)]),
        unique=True,
        min_size=1,
    )
)
def test_no_sentence_is_lost(paragraphs: list[str]) -> None:
    assert words(read("\n\n".join(paragraphs))) == paragraphs


CALL = b"""Marle Foods Q1 Call

Operator

Good morning.

Irene Fosse -- Baltic Securities -- Senior Equity Analyst

Next question. Do you have a question for us?

Operator

Thank you.

Irene Fosse -- Baltic Securities -- Senior Equity Analyst

Thank you.
"""


def test_of_a_whole_text_no_line_is_left_out() -> None:
    lines = [line for line in CALL.decode().splitlines() if line]
    assert read_text(CALL, whole=True).article.latest.text.split("\n\n") == lines
    assert len(read_text(CALL).article.latest.text.split("\n\n")) < len(lines)


def test_the_first_turn_of_a_transcript_is_no_headline() -> None:
    text = "Marit Sund (Ellen Island) (Lab): What is she doing?\n\nThe Minister for Ports (Nora Feld): A lot, I hope.\n"
    assert read_text(text.encode()).article.latest.headline is None


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("By Ada Stone\n\n6 May 2026", Time("2026-05-06", "date line")),
        ("By Ada Stone\nMay 6, 2026", Time("2026-05-06", "date line")),
        ("Wednesday, 6 May 2026", Time("2026-05-06", "date line")),
        ("Date: 6 May 2026", Time("2026-05-06", "date line")),
        ("By Ada Stone, 6 May 2026", Time("2026-05-06", "byline")),
        ("By Ada Stone | May 6, 2026 10:30", Time("2026-05-06T10:30:00", "byline")),
        ("By Ada Stone", None),
        ("The harbour before 6 May 2026", None),
        ("Holt told the council on 6 May 2026 that the bridge would not be closed again.", None),
    ],
)
def test_a_date_at_the_head_is_the_day_of_publication(head: str, published: Time | None) -> None:
    text = f"Harbour bridge must close\n\n{head}\n\nMaria Holt said on Monday that the bridge was too old to be kept.\n"
    assert read_text(text.encode()).article.latest.published == published
