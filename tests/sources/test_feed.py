import json

import pytest

from onrecord.problems.sources import NotAFeed
from onrecord.sources.feed import MOST_ENTRIES, read_feed
from onrecord.sources.kinds import is_feed

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


ATOM_NAMES = 'xmlns:atom="http://www.w3.org/2005/Atom"'
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
BURNER = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
A, B = "https://tide.example/a", "https://tide.example/b"


def named(content: bytes, names: str) -> bytes:
    return content.replace(b"<rss ", f"<rss {names} ".encode())


@pytest.mark.parametrize(
    ("content", "links"),
    [
        (rss(f"<item><guid isPermaLink='true'>{A}</guid></item>", f"<item><guid>{B}</guid></item>"), [A, B]),
        (rss(f"<item><guid isPermaLink='TRUE'>{A}</guid></item>"), [A]),
        (rss(f"<item><link></link><guid>{A}</guid></item>"), [A]),
        (rss(f"<item><guid isPermaLink='false'>{A}</guid></item>"), []),
        (rss(f"<item><link/><guid isPermaLink='false'>{A}</guid></item>"), []),
        (rss("<item><guid>12345</guid></item>", "<item><guid>tag:tide.example,2024:1</guid></item>"), []),
        (rss(f"<item><guid isPermaLink='false'>1</guid><link>{A}</link></item>"), [A]),
        (
            named(
                rss(f"<item><link>https://x.example/1</link><feedburner:origLink>{A}</feedburner:origLink></item>"),
                BURNER,
            ),
            [A],
        ),
        (rss(item(A), item(f"{A}/"), item("http://tide.example/a"), item("https://www.tide.example/a/")), [A]),
        (rss(item(f"{A}?utm_source=rss"), item(f"{A}?utm_source=x&amp;utm_medium=y"), item(f"{A}#comments")), [A]),
        (rss(item(f"{A}?id=7&amp;fbclid=1")), [f"{A}?id=7"]),
        (rss(item(f"{A}?id=7"), item(f"{A}?id=8")), [f"{A}?id=7", f"{A}?id=8"]),
        (rss(item(f"<![CDATA[ {A} ]]>"), item(f"\n   {B}\n  ")), [A, B]),
        (rss(item(f"{A}?x=1&amp;amp;y=2")), [f"{A}?x=1&y=2"]),
        (rss(item(f"{A}?x=1&y=2"), f"<item><title>B &nbsp; C</title><link>{B}</link></item>"), [f"{A}?x=1&y=2", B]),
        (rss(f"<item><title>a < b \x0b</title><link>{A}</link></item>"), [A]),
        (
            named(
                rss(
                    f'<item><media:content url="{A}.jpg"/><link>{A}</link><atom:link rel="related" href="{B}"/></item>'
                ),
                f"{MEDIA} {ATOM_NAMES}",
            ),
            [A],
        ),
        (rss(f'<item><enclosure url="{A}.mp3" type="audio/mpeg"/></item>'), []),
        (rss(item(A)).decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"), [A]),
        (rss(item(A)).decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16-be"), [A]),
        (rss(item(A)).replace(b'"1.0"', b'"1.0" encoding="UTF-16"'), [A]),
        (rss(item(A)).replace(b'"1.0"', b'"1.0" encoding="ISO-8859-1"').replace(b"Ferry", b"Caf\xe9 \x93x\x94"), [A]),
        (rss(item(A)).replace(b"Ferry", b"Caf\xe9 \x93x\x94"), [A]),
        (b"\n\n " + rss(item(A)), [A]),
        (
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            b'<item rdf:about="https://tide.example/x"><link>https://tide.example/a</link></item>'
            b'<item rdf:about="https://tide.example/b"><title>B</title></item></rdf:RDF>',
            [A, B],
        ),
        (
            b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://tide.example/news/">'
            b'<entry><link href="a"/></entry>'
            b'<entry xml:base="https://other.example/x/"><link href="b"/></entry></feed>',
            ["https://tide.example/news/a", "https://other.example/x/b"],
        ),
    ],
)
def test_addresses_as_feeds_write_them(content: bytes, links: list[str]) -> None:
    assert list(read_feed(content, url=BASE).links) == links


@pytest.mark.parametrize(
    ("entry", "published", "authors"),
    [
        (
            "<pubDate>Tue, 06 May 2025 10:00:00 +0200</pubDate><author>Jo Falk</author>",
            "2025-05-06T10:00:00+02:00",
            ("Jo Falk",),
        ),
        (
            "<dc:date>2025-05-06T10:00:00Z</dc:date><dc:creator>By Jo Falk and Ann Ray</dc:creator>",
            "2025-05-06T10:00:00+00:00",
            ("Jo Falk", "Ann Ray"),
        ),
        ("<author>jo@tide.example (Jo Falk)</author>", None, ("Jo Falk",)),
        ("<author>desk@tide.example</author><pubDate>soon</pubDate>", None, ()),
        ("<pubDate></pubDate>", None, ()),
    ],
)
def test_what_a_feed_says_of_an_article(entry: str, published: str | None, authors: tuple[str, ...]) -> None:
    names = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    (found,) = read_feed(named(rss(f"<item><link>{A}</link>{entry}</item>"), names), url=BASE).entries
    assert (found.published, found.authors) == (published, authors)


def test_an_update_is_no_publication() -> None:
    content = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://tide.example/a"/>
    <updated>2025-05-07T10:00:00Z</updated></entry><entry><link href="https://tide.example/b"/>
    <published>2025-05-06T10:00:00Z</published><updated>2025-05-07T10:00:00Z</updated>
    <author><name>Jo Falk</name></author></entry></feed>"""
    first, second = read_feed(content, url=BASE).entries
    assert (first.published, second.published, second.authors) == (None, "2025-05-06T10:00:00+00:00", ("Jo Falk",))


def test_a_json_feed_says_it_too() -> None:
    items = [
        {"url": A, "date_published": "2025-05-06T10:00:00+02:00", "authors": [{"name": "Jo Falk"}]},
        {"url": B, "date_published": 7, "author": {"name": "Ann Ray"}},
    ]
    content = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode()
    first, second = read_feed(content, url=BASE).entries
    assert (first.published, first.authors) == ("2025-05-06T10:00:00+02:00", ("Jo Falk",))
    assert (second.published, second.authors) == (None, ("Ann Ray",))
