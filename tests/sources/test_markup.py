"""Trees, and what pages carry for machines."""

import pytest

from onrecord.problems.sources import EmptyInput, PageTooComplex
from onrecord.sources.page.markup import MOST_ELEMENTS, MOST_MARKS, linked_data, parse, titles


def carrying(script: str) -> bytes:
    return (
        f'<html><head><script type="application/ld+json">{script}</script></head><body><p>x</p></body></html>'.encode()
    )


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ('{"name": "a"}', ["a"]),
        ('[{"name": "a"}, {"name": "b"}]', ["a", "b"]),
        ('{"name": "a", "@graph": [{"name": "b"}]}', ["a", "b"]),
        ('<!-- {"name": "a"} -->', ["a"]),
        ('//<![CDATA[\n{"name": "a"}\n//]]>', ["a"]),
        ('{"name": "a",};', ["a"]),
        ('{"name": "a\nb"}', ["a\nb"]),
        ("{broken", []),
        ("3", []),
    ],
)
def test_linked_data_are_flattened_and_repaired(script: str, names: list[str]) -> None:
    assert [found.get("name") for found in linked_data(parse(carrying(script)))] == names


def test_the_titles_of_a_page_are_found() -> None:
    head = '<title>A  title</title><meta property="og:title" content="Shared">'
    content = f"<html><head>{head}</head><body><p>One <i>two</i></p></body></html>".encode()
    assert list(titles(parse(content))) == ["A title", "Shared"]


@pytest.mark.parametrize("content", [b"<p>one</p>", b"one", b"<p>one<p>two"])
def test_fragments_are_parsed(content: bytes) -> None:
    assert "one" in parse(content).text_content()


def test_nothing_is_no_page() -> None:
    with pytest.raises(EmptyInput):
        parse(b"  ")


@pytest.mark.parametrize(
    ("page", "found"),
    [(b"<p>" * (MOST_MARKS + 1), f"{MOST_MARKS + 3:,}"), (b"<i></i>" * (MOST_ELEMENTS + 1), f"{MOST_ELEMENTS:,} for")],
)
def test_a_page_of_too_many_elements_is_not_taken_apart(page: bytes, found: str) -> None:
    with pytest.raises(PageTooComplex, match=found):
        parse(b"<html><body>" + page)


def test_the_depth_of_a_tree_is_bounded() -> None:
    tree = parse(b"<html><body>" + b"<div>" * 20_000 + b"<p>x")
    assert max(sum(1 for _ in element.iterancestors()) for element in tree.iter()) <= 2048
