"""Pages, texts, captions, addresses, dates and drafts: whatever they hold, they are read or fail as a Problem, and
every block of what was read is found again in the stored bytes."""

import contextlib
import gzip
import json
from typing import Any

import click
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.cli.terminal.options import since_option, until_option, when_option
from onrecord.sources.addresses import address_key, shown_address, without_credentials
from onrecord.sources.documents import read_draft
from onrecord.sources.page import read_page
from onrecord.sources.text import read_text
from onrecord.sources.turns.captions import read_transcript
from tests.reading.test_foreign_data import (
    TEXT,
    VALUES,
    _load,
    changed,
    objects,
    only_problems,
    proved,
    searched,
    written,
)

SENTENCES = st.sampled_from(
    [
        "The mayor said on Monday that nobody would have to leave the island.",
        "“Nobody,” he added, “and I mean it.”",
        "Update 03/04/24 5:45 p.m. ET: More was said.",
        "By Oda Marsh and Per Conde, agencies",
        "Correction: an earlier version had another name.",
        "Read more: the ferry stops on Friday",
        "— Oda Marsh, harbour chief",
        "Oda Marsh: We looked at them all day long.",
        "Q. Did you see it?",
        "BY MR. LANG:",
        "@odamarsh · Jun 11, 2025",
        "a\u2028b\u0085c\x0b\x1c d",
        "\u00ad\u200b\u2060\ufeff",
        "x\u0301\u0301 İ ǅ ß ﬁ",
        "&amp;amp; &#0; &#x110000; &nbsp &shy; &lt;p&gt;",
    ]
)
TAGS = st.sampled_from(
    [
        "p", "h1", "h2", "blockquote", "footer", "cite", "figure", "figcaption", "article", "main", "aside", "div",
        "section", "ul", "li", "table", "td", "pre", "strong", "a", "em", "span", "time", "header", "title", "template",
        "textarea", "noscript", "svg", "math", "form", "select", "button", "dl", "dd", "address", "br", "hr", "img",
    ]
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    [
        "", " class=byline", " class='article-body'", " class=ad", " class=caption", " id=content", " hidden",
        " itemprop=articleBody", " itemprop=author", " itemprop=datePublished content=2024-05-06", " role=main",
        " datetime=2024-05-06T10:00", " datetime='0000-99-99'", " href='http://[::1'", " href='/x' rel=author",
        " class='most-read related'", " lang=de", " style='display:none'", " class='\ud800'", " aria-hidden=true",
    ]
)  # fmt: skip
MARKUP = st.recursive(
    SENTENCES | TEXT,
    lambda inner: st.builds(
        lambda tag, attributes, parts, closed: f"<{tag}{attributes}>{''.join(parts)}{f'</{tag}>' if closed else ''}",
        TAGS,
        ATTRIBUTES,
        st.lists(inner, max_size=4),
        st.booleans(),
    ),
    max_leaves=25,
)
LINKED = objects(
    "@type", "@graph", "headline", "articleBody", "author", "name", "datePublished", "dateModified", "publisher", "url",
    "mainEntityOfPage", "isPartOf", "@id", "image", "description", "inLanguage",
)  # fmt: skip
KEYS = st.sampled_from(
    [
        "og:title", "og:url", "og:site_name", "article:published_time", "article:modified_time", "author",
        "description", "date", "parsely-pub-date", "sailthru.date", "dc.date", "citation_author", "language",
        "twitter:title", "article:author", "og:type", "og:locale", "viewport",
    ]
)  # fmt: skip
META = st.builds(
    lambda key, value, named: f'<meta {named}="{key}" content="{value}">',
    KEYS,
    TEXT | SENTENCES | st.sampled_from(["2024-05-06", "6 May 2024", "99999999999999999999", "-1", "http://[", "//=[#"]),
    st.sampled_from(["property", "name", "itemprop", "http-equiv"]),
)
SCRIPTS = st.builds(
    lambda value, kind: f"<script type='{kind}'>{value}</script>",
    LINKED.map(json.dumps) | st.lists(LINKED, max_size=2).map(json.dumps) | VALUES.map(json.dumps) | TEXT,
    st.sampled_from(["application/ld+json", "application/json", "text/javascript"]),
)
HEADS = st.lists(
    META
    | SCRIPTS
    | st.builds("<title>{}</title>".format, SENTENCES | TEXT)
    | st.sampled_from(["<link rel=canonical href='http://[::1'>", "<base href='//=[#'>", "<meta charset=utf-7>",
                       "<meta charset=punycode>", "<meta charset=utf-16>", "<link rel=amphtml href=/amp>"]),
    max_size=6,
)  # fmt: skip


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


@searched
@given(HEADS, st.lists(MARKUP, max_size=8), st.sampled_from(["utf-8", "latin-1", "utf-16", "shift_jis", "cp1252"]))
@example(
    [], ["“Nobody,” he added, ", "<template>The mayor said so.</template>", "“and I mean it, all of you.”"], "utf-8"
)
@example([], ["The mayor said on Monday that nobody has to go.", "<p class='\ud800'>And so it is.</p>"], "utf-16")
def test_pages(head: list[str], body: list[str], encoding: str) -> None:
    page = f"<html><head>{''.join(head)}</head><body>{''.join(body)}</body></html>"
    content = _encoded(page, encoding)
    for charset in (None, encoding):
        only_problems(lambda charset=charset: proved([read_page(content, charset=charset)]))  # type: ignore[misc]


PAGE = (
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Ferry stops – Courier</title><script "
    'type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stops","datePublished":"2024-05-06",'
    '"author":[{"name":"Oda Marsh"}]}</script></head><body><main><article><h1>Ferry stops</h1><p class=byline>By '
    "<a rel=author>Oda Marsh</a></p><time datetime=2024-05-06>6 May</time><p>The last ferry “stops” on Friday, the "
    "mayor said.</p><blockquote><p>We counted.</p><footer>Per Conde</footer></blockquote><figure><img><figcaption>The "
    "quay</figcaption></figure><p>“It is dear,” he said, “and slow.”</p></article></main></body></html>"
).encode()


@example(b"\xef\xbb\xbf" + PAGE.replace(b"</p></article>", b"\xfa</p></article>"))
@searched
@given(changed(PAGE))
def test_page_bytes(content: bytes) -> None:
    only_problems(lambda: proved([read_page(content)]))
    only_problems(lambda: proved([read_page(content, url="https://sound.example/a", charset="utf-8")]))


@searched
@given(changed(PAGE) | st.binary(max_size=200) | changed(gzip.compress(PAGE)), st.sampled_from(["a", "a.html", "a.gz"]))
def test_page_files(content: bytes, name: str) -> None:
    _load(content, name)


@searched
@given(
    st.lists(SENTENCES | TEXT, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n> ", "\n- ", "\n# ", " "])
)
def test_texts(lines: list[str], between: str) -> None:
    content = between.join(lines).encode("utf8", "surrogatepass")
    only_problems(lambda: proved([read_text(content)]))
    only_problems(lambda: proved([read_text(content, whole=True)]))


@searched
@given(st.binary(max_size=200) | changed("Ferry stops\nBy Oda Marsh\n6 May 2024\n\n“It is dear,” he said.\n".encode()))
def test_text_bytes(content: bytes) -> None:
    only_problems(lambda: proved([read_text(content)]))
    only_problems(lambda: proved([read_text(content, url="https://sound.example/a")]))


CUES = st.lists(
    st.tuples(
        st.lists(
            SENTENCES
            | TEXT
            | st.sampled_from(
                ["<v Oda Marsh>We looked.</v>", "<v", "<c.yellow>x</c>", ">> ODA: NO. >> YES.", "[Oda] a", "- no",
                 "♪ la", "(LAUGHS)", "NOTE", "STYLE", "-->", "1", "<00:00:01.000>we", "{\\an8}Up", "ODA MARSH:",
                 "&lt;v X&gt;a"]
            ),
            max_size=3,
        ),
        st.sampled_from(["", " line:91%", " x", "\t"]),
        st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n\r\n"]),
    ),
    max_size=6,
)  # fmt: skip


@searched
@given(
    CUES, st.sampled_from(["vtt", "srt"]), st.sampled_from(["WEBVTT\n\n", "WEBVTT - A title\nKind: x\n\n", "", "1\n"])
)
@example(
    [
        (["The mayor said so.", "The mayor said so."], "", "\n"),
        (["The mayor said so.", "", "“Nobody,” he added, “and I mean it.”"], "", "\n"),
    ],
    "vtt",
    "WEBVTT\n\n",
)
@example([(["The mayor said so.", "", "Nobody has to go."], "", "\n\n"), (["000"], "", "\n")], "vtt", "WEBVTT\n\n")
@example([(["The mayor said so."], "", "\n"), (["NOTE"], "", "\n")], "vtt", "WEBVTT\n\n")
@example([(["The mayor said so.", "0"], "", "\n"), (["Nobody has to go."], "", "\n")], "vtt", "WEBVTT\n\n")
@example(
    [(["The mayor said so."], "", "\n"), (["", "Update: more."], "", "\n"), (["Nobody has to go."], "", "\n")],
    "vtt",
    "WEBVTT\n\n",
)
@example(
    [(["No.", "The mayor said so."], "", "\n"), (["No."], "", "\n"), (["Nobody has to go."], "", "\n")],
    "vtt",
    "WEBVTT\n\n",
)
@example([(["The mayor said so.", "", "NOTE"], "", "\n"), (["Nobody has to go."], "", "\n")], "vtt", "WEBVTT\n\n")
@example([(["The mayor said so.", "", "STYLE"], "", "\n\n"), (["Nobody has to go."], "", "\n")], "vtt", "WEBVTT\n\n")
@example(
    [
        (["Nobody", "We looked."], "", "\n"),
        (["The mayor.", "We looked.", "Nobody"], "", "\n\n"),
        (["It is so."], "", "\n"),
    ],
    "srt",
    "",
)
@example([(["\udda1"], "", "\n")], "vtt", "WEBVTT\n\n")
def test_captions(cues: list[tuple[list[str], str, str]], format_: Any, head: str) -> None:
    text = head + "".join(
        "\n".join([f"00:00:{number:02}.000 --> 00:00:{number + 1:02}.000{settings}", *lines]) + end
        for number, (lines, settings, end) in enumerate(cues)
    )
    for content in (text, text.replace(".000", ",000")):
        only_problems(
            lambda content=content: proved(  # type: ignore[misc]
                [read_transcript(content.encode("utf8", "surrogatepass"), format_=format_)]
            )
        )


VTT = b"WEBVTT\n\n00:01.000 --> 00:03.000\n<v Oda Marsh>We looked.</v>\n\n00:03.000 --> 00:04.000\n- [Per] No.\n"


@searched
@given(changed(VTT), st.sampled_from(["a.vtt", "a.srt", "a"]))
def test_caption_bytes(content: bytes, name: str) -> None:
    _load(content, name)


@example("//@://@")
@example("http://....../://")
@example("http://[@a.example/x")
@example("https://a.example/index.html/amp")
@example("https://a.example/x.amp.amp")
@example("https://a.example/x/%2E%2Eamp")
@example("https://a.example/%3D\u0323")
@example("https://a.example/cafe\u0301%FF")
@example("https://a.example/x?a=1&amp;amp;b=2")
@example("https://a.example/x?utm%5Fsource=x")
@example("http://a。")
@example("https://cdn.ampproject.org/c/s/%41")
@example("a.example/x?to=http://me@b.example")
@searched
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(["http", "s", "://", "//", "a", ".example", "www.", "m.", "amp", "/", "?", "&", "=", "#", "@",
                         ":", "[", "]", "%", "%zz", "%2F", "é", "\ud800", " ", "utm_source=x", "..",
                         "\\", "\0", "xn--", ".amp", "/index.html", "%41", "%3D", "%CC%81", "\u0323", "=\u0338", "%FF",
                         "&amp;", "utm%5Fsource=x", "。", "cdn.ampproject.org/c/s/", "google.com/amp/s/", ";sid=",
                         "u:p@", "#!", ":80", "[::1]", "co.uk", "page=1"]),
        max_size=14,
    ).map("".join)
)  # fmt: skip
def test_addresses(url: str) -> None:
    key, shown = address_key(url), shown_address(url)
    assert address_key(key) == key
    assert address_key(shown) == key
    assert shown_address(shown) == shown
    without_credentials(url)


@click.command()
@since_option("From.")
@until_option("To.")
@when_option
def asked(**_: object) -> None:
    """What takes a date."""


@searched
@given(
    st.sampled_from(["since", "until", "when"]),
    st.text("0123456789-/.: MayT", max_size=14) | st.text(max_size=10) | TEXT,
)
def test_dates_of_options(option: str, written_date: str) -> None:
    with contextlib.suppress(click.UsageError):
        asked.main([f"--{option}={written_date}"], standalone_mode=False)


@searched
@given(
    st.lists(SENTENCES | TEXT, max_size=8),
    st.sampled_from(["\n", "\n\n", "\r\n", " "]),
    st.sampled_from(["text", "markdown", "page", None]),
)
def test_drafts(lines: list[str], between: str, kind: Any) -> None:
    content = between.join(lines).encode("utf8", "surrogatepass")
    only_problems(lambda: read_draft(content, kind=kind) if kind else read_draft(content))


@searched
@given(changed(PAGE) | st.binary(max_size=100) | VALUES.map(written))
def test_draft_bytes(content: bytes) -> None:
    only_problems(lambda: read_draft(content))
