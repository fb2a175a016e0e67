"""Block quotations with their speaker's line. All people here are invented."""

import pytest

from onrecord.model import Attribution, BlockKind, names_of
from onrecord.pipeline import resolved
from onrecord.reading.rules import with_layout
from onrecord.reading.signed import attributed_blocks
from onrecord.sources.page import read_page
from onrecord.sources.prose import joined

WORDS = "We have counted them, every weekday for a year."


def _found(*pieces: tuple[BlockKind, str]) -> list[tuple[str, list[str]]]:
    text, blocks = joined(pieces)
    return [_told(text, one) for one in attributed_blocks(text, blocks)]


def _told(text: str, one: Attribution) -> tuple[str, list[str]]:
    return one.source[0].of(text), [part.of(text) for part in one.content]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Hanne Vik", "Hanne Vik"),
        ("— Hanne Vik", "Hanne Vik"),
        ("-- Vik", "Vik"),
        ("Vik", "Vik"),
        ("Hanne Vik, mayor of Skerra", "Hanne Vik, mayor of Skerra"),
        ("– Ørjan Åkesson, a neighbour since 1931", "Ørjan Åkesson, a neighbour since 1931"),
        ("Ludwig van der Berg", "Ludwig van der Berg"),
        ("— Hanne Vik in The Skerra Letter", "Hanne Vik"),
        ("Hanne Vik (letter of 2 May)", "Hanne Vik"),
        ("— The Skerra Harbour Board, ruling", "The Skerra Harbour Board, ruling"),
    ],
)
def test_the_line_below_a_block_quotation_names_its_speaker(line: str, source: str) -> None:
    assert _found(("paragraph", "Row."), ("quote", WORDS), ("quote", line)) == [(source, [WORDS])]


@pytest.mark.parametrize(
    "line",
    [
        "Nobody came to look.",
        "Nobody came to look",
        "And then: nothing",
        "Vik\nand others",
        "The council",
        "“Hanne Vik”",
        "Hanne Vik, who said that she would never come back to the town in which she had counted them for a year and "
        "much more, however long it took",
        "",
    ],
)
def test_another_sentence_of_the_quotation_names_nobody(line: str) -> None:
    assert _found(("quote", WORDS), *([("quote", line)] if line else [])) == []  # type: ignore[arg-type]


def test_each_of_several_block_quotations_has_its_own_speaker() -> None:
    assert _found(
        ("quote", WORDS),
        ("quote", "Nobody came to look."),
        ("quote", "Hanne Vik"),
        ("quote", "Never."),
        ("quote", "It is not needed here."),
        ("quote", "— Jon Aske, skipper"),
        ("paragraph", "The ruling is final."),
        ("quote", "Nobody signed this one."),
    ) == [
        ("Hanne Vik", [WORDS, "Nobody came to look."]),
        ("Jon Aske, skipper", ["Never.", "It is not needed here."]),
    ]


def test_a_line_behind_the_block_needs_a_dash() -> None:
    assert _found(("quote", WORDS), ("paragraph", "— Hanne Vik, mayor")) == [("Hanne Vik, mayor", [WORDS])]
    assert _found(("quote", WORDS), ("caption", "Hanne Vik, mayor")) == []
    assert _found(("paragraph", WORDS), ("paragraph", "— Hanne Vik, mayor")) == []


def test_lines_of_one_block_and_titles() -> None:
    assert _found(("quote", f"{WORDS}\n— Hanne Vik")) == [("Hanne Vik", [WORDS])]
    assert _found(("quote", "Two words"), ("quote", "— Hanne Vik")) == []


def test_the_line_counts_more_than_what_the_reader_found() -> None:
    text, blocks = joined([("paragraph", "Neighbours argued otherwise."), ("quote", WORDS), ("quote", "Hanne Vik")])
    mistaken = Attribution((blocks[1].span,), (type(blocks[1].span)(0, 10),), type="mixed")
    assert [_told(text, one) for one in with_layout(text, [mistaken], blocks=blocks)] == [("Hanne Vik", [WORDS])]


@pytest.mark.parametrize(
    "quotation",
    [
        f"<blockquote><p>{WORDS}</p><footer>Hanne Vik, mayor</footer></blockquote>",
        f"<blockquote><p>{WORDS}</p><cite>— Hanne Vik, mayor</cite></blockquote>",
        f"<blockquote><p>{WORDS}<br><cite>Hanne Vik, mayor</cite></p></blockquote>",
        f"<blockquote>{WORDS}<footer>— <cite>Hanne Vik</cite>, mayor</footer></blockquote>",
        f"<figure><blockquote><p>{WORDS}</p></blockquote><figcaption>Hanne Vik, mayor</figcaption></figure>",
        f"<figure><blockquote>{WORDS}</blockquote><figcaption><cite>Hanne Vik</cite>, mayor</figcaption></figure>",
        f"<blockquote><p>{WORDS}</p><p class='attribution'>Hanne Vik, mayor</p></blockquote>",
        f"<div><blockquote><p>{WORDS}</p></blockquote><p>— Hanne Vik, mayor</p></div>",
    ],
)
@pytest.mark.parametrize("last", [False, True])
def test_pages_name_the_speaker_in_a_footer_a_cite_or_a_caption(quotation: str, last: bool) -> None:
    before = "<p>The court in Skerra rejected the plan for a second quarry on Wednesday after four years of talks.</p>"
    behind = "" if last else "<p>The ruling of the court is final, and nobody can appeal against it any more.</p>"
    page = f"<html lang=en><body><article><h1>Court rejects quarry</h1>{before * 2}{quotation}{behind}</article></body>"
    version = read_page(page.encode()).article.latest
    (said,) = resolved(version, [])
    assert (said.quote(version.text), names_of(said.speakers)) == (WORDS, "Hanne Vik")


def test_the_caption_of_a_picture_signs_nothing() -> None:
    page = f"<article><h1>Quarry</h1><blockquote><p>{WORDS}</p></blockquote><figure><img src=a><figcaption>Hanne Vik"
    assert resolved(read_page(page.encode()).article.latest, []) == ()
