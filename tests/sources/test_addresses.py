"""Addresses: what is shown of them, what those of one article have in common, and whom they belong to."""

import base64

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.sources.addresses import (
    address_key,
    authorization,
    domain,
    same_site,
    shown_address,
    without_any_credentials,
    without_credentials,
)

STORY = "https://herald.example/news/ferry-stops"
SAME = [
    "http://herald.example/news/ferry-stops",
    "https://www.herald.example/news/ferry-stops",
    "http://WWW.Herald.Example:80/news/ferry-stops",
    "https://herald.example:443/news/ferry-stops",
    "https://herald.example./news/ferry-stops",
    "https://m.herald.example/news/ferry-stops",
    "https://mobile.herald.example/news/ferry-stops",
    "https://amp.herald.example/news/ferry-stops",
    "https://herald.example/news/ferry-stops/",
    "https://herald.example//news/./x/../ferry-stops",
    "https://herald.example/news/ferry-stops/index.html",
    "https://herald.example/news/ferry-stops/amp",
    "https://herald.example/news/ferry-stops/amp/",
    "https://herald.example/amp/news/ferry-stops",
    "https://herald.example/news/amp/ferry-stops",
    "https://herald.example/news/ferry-stops.amp",
    "https://herald.example/news/ferry-stops?amp",
    "https://herald.example/news/ferry-stops?amp=1",
    "https://herald.example/news/ferry-stops?outputType=amp",
    "https://herald.example/news/ferry-stops?m=1",
    "https://herald.example/news/ferry-stops?print=true",
    "https://herald.example/news/ferry-stops?page=1",
    "https://herald.example/news/ferry%2Dstop%73",
    "https://herald.example/news/ferry-stops;jsessionid=1A2B",
    "https://herald.example/news/ferry-stops#comments",
    "https://herald.example/news/ferry-stops?",
    "https://herald.example/news/ferry-stops?id=",
    "https://herald.example/news/ferry-stops?utm_source=rss&utm_medium=feed",
    "https://herald.example/news/ferry-stops?utm_source=rss&amp;utm_medium=feed",
    "https://herald.example/news/ferry-stops?CMP=share_btn_tw",
    "https://herald.example/news/ferry-stops?ref=rss",
    "https://herald.example/news/ferry-stops?rss=1",
    "https://herald.example/news/ferry-stops?share=twitter",
    "https://herald.example/news/ferry-stops?gaa_at=eafs&xtor=AL-1",
    "https://herald.example/news/ferry-stops?mc_cid=1&mc_eid=2",
    "https://herald.example/news/ferry-stops?igshid=1&gclid=2&fbclid=3&msclkid=4",
    "https://herald.example/news/ferry-stops?smid=nytcore-ios-share&unlocked_article_code=1.b",
    "https://herald.example/news/ferry-stops?at_medium=RSS&at_campaign=KARANGA",
    "https://herald.example/news/ferry-stops?WT.mc_id=tw&cid=social_fb&source=email",
    "https://reader:secret@herald.example/news/ferry-stops",
    " https://herald.example/news/ferry-stops\n",
    "herald.example/news/ferry-stops",
    "//herald.example/news/ferry-stops",
    "https://herald-example.cdn.ampproject.org/c/s/www.herald.example/news/ferry-stops/amp/",
    "https://www.google.com/amp/s/herald.example/news/ferry-stops",
]
OTHER = [
    "https://herald.example/news/ferry-stops-again",
    "https://herald.example/News/ferry-stops",
    "https://herald.example/news/ferry-stops?id=123",
    "https://herald.example/news/ferry-stops?p=77",
    "https://herald.example/news/ferry-stops?article=5",
    "https://herald.example/news/ferry-stops?v=dQw4",
    "https://herald.example/news/ferry-stops?page=2",
    "https://herald.example/news/ferry-stops?lang=fr",
    "https://herald.example/news/ferry-stops?ref=123456",
    "https://herald.example:8080/news/ferry-stops",
    "https://news.herald.example/news/ferry-stops",
    "https://herald.example.net/news/ferry-stops",
    "https://herald.example/story.php?source=ap",
    "https://herald.example/story.php?source=reuters",
    "https://herald.example/?p=77",
    "https://herald.example/?p=78",
    "https://herald.example/?m=202405",
    "https://herald.example/news",
    "https://herald.example/amp",
    "https://herald.example/",
    "https://herald.example/#!/news/1",
    "https://herald.example/#/news/1",
]


@pytest.mark.parametrize("url", SAME)
def test_one_article_has_one_key(url: str) -> None:
    assert address_key(url) == STORY


def test_articles_that_differ_have_keys_that_differ() -> None:
    assert len({address_key(url) for url in (STORY, *OTHER)}) == len(OTHER) + 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/n?b=2&a=1", "https://a.example/n?a=1&b=2"),
        ("https://a.example/?p=7&utm_id=1", "http://www.a.example?p=7"),
        ("https://a.example/caf%c3%a9", "https://a.example/café"),
        ("https://a.example/cafe\u0301", "https://a.example/caf\u00e9"),
        ("https://a.example/o%27neill,1", "https://a.example/o'neill%2C1"),
        ("https://a.example/n?q=x+y", "https://a.example/n?q=x%20y"),
        ("https://münchen.example/x", "https://xn--mnchen-3ya.example/x"),
        ("https://a.example", "http://www.a.example/"),
        ("https://en.m.wikipedia.org/wiki/Ferry", "https://en.wikipedia.org/wiki/Ferry"),
    ],
)
def test_spellings_of_one_address_have_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize("url", ["https://m.me/x", "https://amp.dev/x", "https://www.co.uk/x", "https://www.example/x"])
def test_a_prefix_that_is_the_site_itself_stays(url: str) -> None:
    assert address_key(url) == url


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://www.Herald.example/news/Ferry/", "http://www.herald.example/news/Ferry/"),
        ("https://m.herald.example/story/amp?id=3&utm_source=x#top", "https://m.herald.example/story/amp?id=3"),
        ("https://herald.example:443/x?fbclid=1", "https://herald.example/x"),
        ("http://herald.example:8080/x?b=2&a=1&c=", "http://herald.example:8080/x?b=2&a=1&c="),
        ("http://user:secret@herald.example/x", "http://herald.example/x"),
        ("https://herald.example/#!/news/1", "https://herald.example/#!/news/1"),
        ("https://herald.example/a b?q=ü 100%", "https://herald.example/a%20b?q=%C3%BC%20100%25"),
        ("doi:10.1/x", "doi:10.1/x"),
    ],
)
def test_the_address_that_is_shown_still_works(url: str, shown: str) -> None:
    assert shown_address(url) == shown
    assert shown_address(shown) == shown


@pytest.mark.parametrize("url", [*SAME, *OTHER])
def test_what_is_shown_is_found_again(url: str) -> None:
    assert address_key(shown_address(url)) == address_key(url)


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://news.paper.co.uk/x", "paper.co.uk"),
        ("https://www.paper.example/x", "paper.example"),
        ("https://someone.github.io/x", "someone.github.io"),
        ("http://127.0.0.1:8000/x", "127.0.0.1"),
        ("http://[::1]/x", "[::1]"),
        ("http://2130706433/", "2130706433"),
        ("http://localhost/x", "localhost"),
        ("not an address", None),
    ],
)
def test_the_owner_of_an_address(url: str, owner: str | None) -> None:
    assert domain(url) == owner


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://amp.paper.co.uk/1", "http://www.paper.co.uk/2", True),
        ("https://paper.co.uk/1", "https://rival.co.uk/1", False),
        ("https://one.github.io/1", "https://two.github.io/1", False),
        ("https://paper-example.cdn.ampproject.org/c/s/paper.example/1", "https://paper.example/1", True),
        ("https://paper.example.evil.net/1", "https://paper.example/1", False),
        ("https://paper.example@evil.net/1", "https://paper.example/1", False),
        ("", "", False),
    ],
)
def test_who_may_speak_for_whom(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


def test_a_name_and_password_are_sent_and_not_shown() -> None:
    url = "https://reader:s%40cret@herald.example/x?by=a@b"
    assert without_credentials(url) == "https://herald.example/x?by=a@b"
    header = authorization(url)
    assert header is not None
    assert base64.b64decode(header.removeprefix("Basic ")) == b"reader:s@cret"
    assert authorization("https://herald.example/@reader/x") is None
    assert without_credentials("https://herald.example/@reader/x") == "https://herald.example/@reader/x"
    text = "http://a:b@c.example/ redirected to https://token@d.example/x, ask me@e.example"
    assert without_any_credentials(text) == "http://c.example/ redirected to https://d.example/x, ask me@e.example"


@pytest.mark.parametrize(
    "text", ["http://....../x", "http://a b/x", "http://[v1.a]/x", "http://*.example/", "http://。"]
)
def test_what_has_no_name_of_a_host_is_no_address(text: str) -> None:
    assert domain(text) is None
    assert address_key(text) == shown_address(text) == text


def test_an_address_that_grows_too_long_by_its_escapes_has_a_key_of_its_own() -> None:
    one, other = (f"https://www.a.example/{'é' * 3000}{end}" for end in "xy")
    assert shown_address(one) == one
    assert address_key(one).startswith("https://a.example/~")
    assert address_key(address_key(one)) == address_key(one) != address_key(other)


ANY_ADDRESS = st.one_of(
    st.text(),
    st.builds("{}{}{}{}".format, st.sampled_from(["http://", "https://", "//", ""]), st.text(max_size=20),
              st.sampled_from(["", ":80", "/", "?", "@", "[", "]", "#", "%"]), st.text(max_size=20)),
    st.text(alphabet="htp:/w.[]@#?%&=;ax1û\ud800 \n", max_size=40).map("http://".__add__),
)  # fmt: skip


@given(ANY_ADDRESS)
@example("http://û{[127.0.0.1]www.#")
@example("//=[#")
@example("http://a:99999/")
def test_no_text_is_too_strange_to_be_asked_about(url: str) -> None:
    key, shown = address_key(url), shown_address(url)
    for asked in (key, shown, domain(url), authorization(url), without_credentials(url), without_any_credentials(url)):
        assert asked is None or isinstance(asked, str)
    assert same_site(url, url) in (True, False)
