"""What an article is known by."""

import json
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Loaded, sha256
from onrecord.sources import load, read_page
from onrecord.sources.addresses import article_id, identified, normal_url, same_site

SENTENCE = "The harbour master said on Monday that the ferry would stop running until its ramps were replaced."


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://A.example/News?id=3&utm_source=x#top", "https://a.example/News?id=3"),
        ("https://a.example/news", "https://a.example/news"),
    ],
)
def test_addresses_have_one_spelling(url: str, normal: str) -> None:
    assert normal_url(url) == normal
    assert normal_url(normal) == normal


def test_one_article_is_read_under_one_id(tmp_path: Path) -> None:
    addresses = ("https://herald.example/news/stops", "http://www.herald.example/news/stops.amp?CMP=share_btn_tw")
    page = "<html><head><link rel=canonical href={}></head><body>{}</body></html>"
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"url": url, "text": SENTENCE}) for url in addresses))
    (tmp_path / "b.html").write_text(page.format(f"{addresses[0]}/#top", f"<p>{SENTENCE}</p>" * 3))
    found = [one for one in load(map(str, sorted(tmp_path.iterdir()))) if isinstance(one, Loaded)]
    assert {one.article.id for one in found} == {sha256(addresses[0])[:16]}
    assert [one.article.url for one in found] == [
        addresses[0],
        "http://www.herald.example/news/stops.amp",
        f"{addresses[0]}/",
    ]


def test_a_server_speaks_for_its_own_domain() -> None:
    own, other = "https://www.paper.example/1", "https://rival.example/1"
    assert identified(own, fetched="https://amp.paper.example/x") == (own, None)
    assert identified(other, fetched=own) == (own, other)
    assert identified(None, fetched=own) == (own, None)
    assert identified(other, fetched=None) == (other, other)
    assert identified(None, fetched=None) == (None, None)


def test_the_id_is_given_or_from_the_address_or_from_the_bytes() -> None:
    assert article_id(b"x", "https://a.example/1", "given") == "given"
    assert article_id(b"x", "https://a.example/1#a") == article_id(b"y", "https://a.example/1")
    assert article_id(b"x", None) == sha256(b"x")[:16]


@given(
    st.one_of(
        st.text(st.characters(exclude_characters="\0"), max_size=40),
        st.text(alphabet="htps:/w.[]@#?%û{127 ", max_size=40),
    ),
    st.booleans(),
)
def test_whatever_a_page_names_as_its_address_it_is_read(named: str, fetched: bool) -> None:
    page = f"<html><head><link rel=canonical href='{escape(named)}'></head><body><p>{SENTENCE}</p></body></html>"
    url = "https://herald.example/1" if fetched else None
    article = read_page(page.encode("utf8", "replace"), url=url).article
    assert not fetched or (article.url is not None and same_site(article.url, "https://herald.example/1"))
