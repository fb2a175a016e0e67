import re
from itertools import product

import pytest

from onrecord.exports.templates import style_of, template_text

SHEETS = ("marked.css", "checked.css", "history.css", "chart.css")
TEXT = ("--ink", "--quiet", "--source", "--cue", "--said", "--held", "--right", "--wrong", "--missing")
BACKGROUNDS = ("--paper", "--panel")


def tokens(*, dark: bool) -> dict[str, str]:
    light, night = re.findall(r":root \{(.*?)\n *\}", style_of(), re.DOTALL)[:2]
    blocks = (light, night) if dark else (light,)
    return {name: value for block in blocks for name, value in re.findall(r"(--[\w-]+):\s*([^;]+);", block)}


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours, such as #1d1c1a."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
def test_text_can_be_read_on_every_background(dark: bool) -> None:
    found = tokens(dark=dark)
    pairs = [
        *product(TEXT, BACKGROUNDS),
        *product(("--ink", "--quiet", "--said", "--held"), ("--joined",)),
        *((name, f"{name}-wash") for name in ("--right", "--wrong", "--missing")),
        *product(("--ink",), ("--right-wash", "--wrong-wash", "--missing-wash")),
    ]
    assert {pair: ratio for pair in pairs if (ratio := contrast(*(found[name] for name in pair))) < 4.5} == {}


@pytest.mark.parametrize("dark", [False, True])
def test_edges_of_fields_the_focus_ring_and_charts_stand_out(dark: bool) -> None:
    found = tokens(dark=dark)
    pairs = product(("--line", "--focus", *(f"--series-{number}" for number in range(1, 9))), BACKGROUNDS)
    assert {pair: ratio for pair in pairs if (ratio := contrast(*(found[name] for name in pair))) < 3} == {}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_page_uses_no_token_that_is_not_defined_and_no_colour_of_its_own(sheet: str) -> None:
    style = style_of(sheet)
    used = set(re.findall(r"var\((--[\w-]+)", style))
    assert used <= set(tokens(dark=False))
    assert re.findall(r"#[0-9a-f]{6}\b", style.removeprefix(style_of().rstrip())) == []


def test_every_token_is_described() -> None:
    comment = template_text("page.css").partition("*/")[0]
    told = set(re.findall(r"--[\w-]+", comment))
    assert {name for name in tokens(dark=False) if not name.startswith(("--space-", "--series-"))} <= told
