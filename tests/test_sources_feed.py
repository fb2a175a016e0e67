import json

import pytest

from onrecord.problems import NotAFeed
from onrecord.sources.feed import MOST_ENTRIES, is_feed, read_feed

BASE = "https://tide.example/feeds/news.xml"


def rss(*items: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f"{head}<rss version='2.0'><channel><title>Tide</title>{''.join(items)}</channel></rss>".encode()


def item(link: str) -> str:
    return f"<item><title>Ferry</title><link>{link}</link></item>"


ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Tide</title>
<entry><title>Ferry</title><link rel="alternate" href="/ferry"/><link rel="enclosure" href="/sound.mp3"/></entry>
<entry><title>No link</title><id>urn:1</id></entry></feed>"""
JSON = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://tide.example/a"}, {"id": "2"}, 3]}
).encode()


def test_links_come_in_order_once_and_absolute() -> None:
    feed = read_feed(rss(item("https://tide.example/b"), item("/a#top"), item("https://tide.example/b")), url=BASE)
    assert feed.links == ("https://tide.example/b", "https://tide.example/a")


def test_atom_gives_the_alternate_link_alone() -> None:
    feed = read_feed(ATOM, url=BASE)
    assert (feed.links, feed.without_link) == (("https://tide.example/ferry",), 1)


def test_json_feed_is_read() -> None:
    feed = read_feed(JSON, url=BASE)
    assert (feed.links, feed.without_link) == (("https://tide.example/a",), 2)


@pytest.mark.parametrize(
    "link",
    ["ftp://a.example/x", "javascript:alert(1)", "file:///etc/passwd", "http://", "http://[::1", "", "mailto:a@b"],
)
def test_only_web_links_are_taken(link: str) -> None:
    feed = read_feed(rss(item(link), item("https://tide.example/a")), url=BASE)
    assert feed.links == ("https://tide.example/a",)


def test_a_permanent_id_is_a_link() -> None:
    entry = '<item><title>Ferry</title><guid isPermaLink="true">https://tide.example/a</guid></item>'
    assert read_feed(rss(entry), url=BASE).links == ("https://tide.example/a",)


def test_a_broken_feed_gives_what_can_be_read() -> None:
    cut = rss(item("https://tide.example/a"), item("https://tide.example/b & c"))[:-20]
    assert "https://tide.example/a" in read_feed(cut, url=BASE).links


def test_an_endless_feed_is_cut() -> None:
    feed = read_feed(rss(*(item(f"https://tide.example/{n}") for n in range(MOST_ENTRIES + 5))), url=BASE)
    assert len(feed.links) == MOST_ENTRIES


def test_an_empty_feed_is_a_feed() -> None:
    assert read_feed(rss(), url=BASE).links == ()


@pytest.mark.parametrize(
    "content", [b"", b"<html><body>Sorry</body></html>", b"{}", b"{", b"[1]", b"http://a.example/x"]
)
def test_what_is_no_feed_is_told(content: bytes) -> None:
    with pytest.raises(NotAFeed, match="cannot be read"):
        read_feed(content, url=BASE)


def test_entities_that_grow_without_end_do_not() -> None:
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{grown}]>'
    try:
        feed = read_feed(
            rss("<item><title>&a11;</title><link>https://tide.example/a</link></item>", head=head), url=BASE
        )
    except NotAFeed:
        return
    assert len(feed.links) <= 1


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (rss(), True),
        (ATOM, True),
        (JSON, True),
        (b'<rdf:RDF xmlns="x">', True),
        (b"<html><body>&lt;rss> <rss version=2></body></html>", False),
        (b"<!doctype html><p>A feed</p>", False),
        (b'{"version": 2}', False),
        (b"", False),
    ],
)
def test_feeds_are_told_from_pages(content: bytes, is_one: bool) -> None:
    assert is_feed(content) is is_one
