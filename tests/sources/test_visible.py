"""The words of a page in order, by element."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring, fragment_fromstring

from onrecord.sources.page.visible import Visible, visible


def seen(body: str) -> Visible:
    return visible(document_fromstring(f"<html><head><title>T</title></head><body>{body}</body></html>"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<p>one <b>t</b>wo</p>tail", "one two\ntail"),
        ("<div>a<p>b</p>c</div>", "a\nb\nc"),
        ("<p>one<br>two</p>", "one two"),
        ("<p>one<br><br>two</p>", "one\ntwo"),
        ("<p>one<script>x()</script> two<!-- no --> three</p>", "one two three"),
        ("<p>free\u00a0of\u200b  charge\n now</p>", "free of charge now"),
        ("<p> </p><p></p>", ""),
    ],
)
def test_block_elements_separate_and_inline_elements_do_not(body: str, text: str) -> None:
    assert seen(body).text == text


def test_segments_know_links_captions_and_asides() -> None:
    page = seen(
        "<p>see <a>here</a></p><figure><figcaption>cap</figcaption></figure><nav>menu</nav><p class='author-bio'>b</p>"
    )
    link, caption, menu, box = page.segments
    assert (link.linked, link.end - link.start) == (4, 8)
    assert caption.caption
    assert menu.aside
    assert box.box
    assert not (link.caption or link.aside or link.box)


def test_depth_is_no_limit() -> None:
    tree = fragment_fromstring("<p>x</p>")
    for _ in range(3000):
        outer = fragment_fromstring("<div></div>")
        outer.append(tree)
        tree = outer
    assert visible(tree).text == "x"


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "a", " ", "b c", "<br>", "<b>", "</b>", "<div>", "</div>", "<a>", "<script>"])
    )
)
def test_segments_tile_the_text(parts: list[str]) -> None:
    page = seen("".join(parts))
    words = [page.text[segment.start : segment.end] for segment in page.segments]
    assert "\n".join(words) == page.text
    assert all(word and word == " ".join(word.split()) for word in words)
    assert all(0 <= segment.linked <= segment.end - segment.start for segment in page.segments)
