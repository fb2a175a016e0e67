"""A page becomes an article whose every block stands in the page."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Time, Version, sha256
from onrecord.problems.sources import EmptyInput, NoArticleText, PublishedNotATime, SourceProblem
from onrecord.record.verifying.stored_words import PageWords
from onrecord.sources import read_page

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
SENTENCE = "The harbour master said on {} that the bridge would stay closed until the cables were replaced."


def read(name: str) -> Version:
    return read_page((PAGES / name).read_bytes()).article.latest


def words(version: Version, kind: str) -> list[str]:
    return [block.span.of(version.text) for block in version.blocks if block.kind == kind]


def page(*paragraphs: str, head: str = "", before: str = "", after: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head>{head}</head><body><article>{before}{body}{after}</article></body></html>".encode()


def article(head: str = "", before: str = "", after: str = "") -> bytes:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    return page(*(SENTENCE.format(day) for day in days), head=head, before=before, after=after)


def test_blocks_have_their_kinds_in_reading_order() -> None:
    version = read("bridge.html")
    assert [block.kind for block in version.blocks] == [
        "headline",
        "paragraph",
        "caption",
        "paragraph",
        "paragraph",
        "subhead",
        "paragraph",
        "quote",
        "paragraph",
        "paragraph",
        "note",
    ]
    assert words(version, "headline") == ["Harbour bridge to close for a month"]
    assert words(version, "subhead") == ["Ferries take over"]
    assert words(version, "quote") == ["We asked for this inspection three years ago and were told to wait."]
    assert words(version, "caption") == [
        "The bridge seen from the fish market in April. Photo: Ines Varga/Harbour Pictures"
    ]


def test_inline_elements_stay_in_their_sentence() -> None:
    text = read("bridge.html").text
    assert "will close on Monday for at least a month" in text
    assert "the harbour master, Dolores Reyes, who ordered" in text
    assert "free of charge." in text


@pytest.mark.parametrize(
    "furniture",
    [
        "newsletter",
        "READ MORE",
        "senior reporter",
        "More from",
        "Crane tips",
        "Cod costs",
        "rights reserved",
        "cookies",
    ],
)
def test_furniture_is_left_out_of_the_text_and_kept_in_the_bytes(furniture: str) -> None:
    content = (PAGES / "bridge.html").read_bytes()
    loaded = read_page(content)
    assert furniture not in loaded.article.latest.text
    assert furniture in content.decode()
    assert loaded.content == content
    assert loaded.article.latest.bytes_sha256 == sha256(content)


def test_metadata_come_with_their_signals() -> None:
    loaded = read_page((PAGES / "bridge.html").read_bytes())
    version = loaded.article.latest
    assert version.headline == "Harbour bridge to close for a month"
    assert version.authors == ("Amara Lindqvist", "Tomas Okafor")
    assert version.outlet == "The Quay Courier"
    assert version.published == Time("2023-05-09T06:30:00+02:00", "json-ld datePublished")
    assert version.modified == Time("2023-05-10T09:15:00-04:00", "update notice")
    assert version.language == "en"
    assert version.media_type == "text/html"
    assert loaded.article.url == "https://courier.example/news/2023/05/09/harbour-bridge"
    assert loaded.article.id == sha256("https://courier.example/news/2023/05/09/harbour-bridge")[:16]


def test_a_given_publication_wins() -> None:
    version = read_page((PAGES / "bridge.html").read_bytes(), published="2023-05-08").article.latest
    assert version.published == Time("2023-05-08", "given")
    with pytest.raises(PublishedNotATime):
        read_page(article(), published="last week")


@pytest.mark.parametrize(
    ("head", "value", "signal"),
    [
        ('<meta property="article:published_time" content="2024-05-02T10:00:00Z">', "2024-05-02T10:00:00+00:00",
         "meta article:published_time"),
        ('<meta name="date" content="2024-05-02">', "2024-05-02", "meta date"),
        ('<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2024-05-02 10:00:00"}]</script>',
         "2024-05-02T10:00:00", "json-ld datePublished"),
        ('<script type="application/ld+json">{broken</script><meta itemprop="datePublished" content="2024-05-02">',
         "2024-05-02", "meta datepublished"),
        ('<link rel="canonical" href="https://a.example/2024/may/02/x">', "2024-05-02", "address"),
    ],
)  # fmt: skip
def test_each_publication_signal_is_named(head: str, value: str, signal: str) -> None:
    assert read_page(article(head)).article.latest.published == Time(value, signal)


def test_time_elements_and_item_properties_are_read() -> None:
    marked = '<time itemprop="datePublished" datetime="2024-05-02T10:00:00+01:00">2 May</time>'
    assert read_page(article(before=marked)).article.latest.published == Time(
        "2024-05-02T10:00:00+01:00", "itemprop datePublished"
    )
    plain = '<time datetime="2024-05-02">2 May</time>'
    published = read_page(article(before=plain)).article.latest.published
    assert published == Time("2024-05-02", "time element")
    assert published.day == date(2024, 5, 2)


def test_nothing_is_invented_for_a_bare_page() -> None:
    loaded = read_page(article())
    version = loaded.article.latest
    assert (version.headline, version.authors, version.outlet, version.published, version.modified) == (
        None,
        (),
        None,
        None,
        None,
    )
    assert loaded.article.url is None
    assert loaded.article.id == sha256(loaded.content)[:16]


def test_the_page_names_its_address_before_the_caller() -> None:
    canonical = '<link rel="canonical" href="/news/1">'
    assert read_page(article(canonical), url="https://a.example/x?id=1").article.url == "https://a.example/news/1"
    assert read_page(article(), url="https://a.example/x#top").article.url == "https://a.example/x"
    front = '<link rel="canonical" href="https://a.example/">'
    assert read_page(article(front), url="https://a.example/x").article.url == "https://a.example/x"


def test_the_printed_headline_is_preferred_to_the_shared_one() -> None:
    shared = (
        '<meta property="og:title" content="Bridge closed: what we know - A Paper">'
        '<meta property="og:site_name" content="A Paper">'
    )
    version = read_page(
        article(shared, before="<h1>Bridge closed until the cables are replaced: what we know</h1>")
    ).article.latest
    assert version.headline == "Bridge closed until the cables are replaced: what we know"
    assert version.blocks[0].kind == "headline"
    without = read_page(article(shared, before="<h1>A Paper</h1>")).article.latest
    assert without.headline == "Bridge closed: what we know"


def test_a_headline_that_the_page_does_not_show_is_no_block() -> None:
    hidden = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge closed"}</script>'
    version = read_page(article(hidden)).article.latest
    assert version.headline == "Bridge closed"
    assert version.blocks[0].kind == "paragraph"


def test_notices_outside_of_the_body_are_found() -> None:
    after = "<aside><p>Correction: An earlier version of this article gave a wrong name.</p></aside>"
    assert words(read_page(article(after=after)).article.latest, "note") == [
        "Correction: An earlier version of this article gave a wrong name."
    ]


def test_parts_of_the_body_between_advertisements_are_joined() -> None:
    part = '<div class="body-part">{}</div><div class="advert"><p>Advertisement</p></div>'
    days = ("Monday", "Tuesday", "Wednesday")
    parts = "".join(part.format(f'<p class="text">{SENTENCE.format(day)} It was cold.</p>' * 1) for day in days)
    version = read_page(f"<html><body><h1>Bridge closed for now</h1>{parts}</body></html>".encode()).article.latest
    assert [day for day in days if day in version.text] == list(days)
    assert "Advertisement" not in version.text


def test_a_body_carried_as_data_is_read() -> None:
    version = read("scripted.html")
    assert words(version, "paragraph")[1].startswith('"I will miss the gulls," he said')
    assert words(version, "headline") == ["Lighthouse keeper retires after 41 years"]


@pytest.mark.parametrize("name", ["bridge.html", "scripted.html"])
def test_every_block_stands_in_the_stored_page(name: str) -> None:
    content = (PAGES / name).read_bytes()
    version, held = read_page(content).article.latest, PageWords(content, "text/html")
    assert all(held.hold(block.span.of(version.text)) for block in version.blocks)
    assert not held.hold("The bridge was never closed.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    paragraphs = [SENTENCE.format("Montag") + f" „Größe“ {number}" for number in range(4)]
    content = page(*paragraphs, head='<meta charset="iso-8859-1">').decode().encode(encoding)
    assert read_page(content).article.latest.text == "\n\n".join(paragraphs)


def test_the_servers_charset_is_used_and_kept() -> None:
    paragraphs = ["Начальник порта сказал в понедельник, что мост будет закрыт до замены тросов." for _ in range(3)]
    content = page(*paragraphs).decode().encode("koi8-r")
    version = read_page(content, charset="koi8-r").article.latest
    assert paragraphs[0] in version.text
    assert version.media_type == "text/html; charset=koi8-r"
    assert version.language == "ru"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", EmptyInput),
        ((PAGES / "index.html").read_bytes(), NoArticleText),
        (b"<html><body></body></html>", NoArticleText),
        (b"<html><body><p>Page not found</p></body></html>", NoArticleText),
        (b"<", NoArticleText),
    ],
)
def test_a_page_without_an_article_is_a_problem(content: bytes, problem: type[SourceProblem]) -> None:
    with pytest.raises(problem):
        read_page(content)


def test_an_unclosed_quotation_mark_swallows_nothing() -> None:
    paragraphs = [f"He said “it is number {number} and nobody knows what will come after it." for number in range(40)]
    assert read_page(page(*paragraphs)).article.latest.text == "\n\n".join(paragraphs)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>", "</p>", "<h2>", "</h2>", "<blockquote>", "<ul><li>", "</ul>", "<figcaption>", "</div>",
                "<div class='a'>", "<br>", "<a href='/x'>", "</a>", " ", "<script>", "</script>", "Read more: x",
                "The mayor said on Monday that nobody would have to leave the island.",
                "“Nobody,” he added, “and I mean it.”", "Update 03/04/24 5:45 p.m. ET: More.",
            ]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_blocks_tile_the_text_and_stand_in_the_page(parts: list[str]) -> None:
    content = f"<html><body>{''.join(parts)}</body></html>".encode()
    try:
        version = read_page(content).article.latest
    except NoArticleText:
        return
    held = PageWords(content, "text/html")
    assert "\n\n".join(block.span.of(version.text) for block in version.blocks) == version.text
    assert all(
        first.span.end < second.span.start for first, second in zip(version.blocks, version.blocks[1:], strict=False)
    )
    assert all(held.hold(block.span.of(version.text)) for block in version.blocks)
