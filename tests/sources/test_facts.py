"""Headline, outlet, authors and times are those of the page's own article."""

import json

import pytest

from onrecord.model import Version
from onrecord.sources import read_page
from tests.made_pages import PARAGRAPHS, TITLE, news_page, paragraphs

SITE = '<meta property="og:site_name" content="The Inland Courier">'


def read(content: bytes, **given: str) -> Version:
    return read_page(content, **given).article.latest


def data(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


# Headlines


@pytest.mark.parametrize(
    ("top", "head", "title"),
    [
        ("<h2 class='head'>{}</h2>", "", "{} - COURIER"),
        ("<h2>{}</h2>", "", "Courier: {}"),
        ("<h2 class='title'>{}</h2>", "", "The Inland Courier | {}"),
        ("<h3 class='headline'>{}</h3>", SITE, "{} | Tarnby | The Inland Courier"),
        ("<h2>{}</h2>", '<meta property="og:title" content="{}">', "Courier"),
    ],
)
@pytest.mark.parametrize(
    "logo",
    [
        "<h1><a href='/'>The Inland Courier</a></h1>",
        "<h1>The Inland Courier</h1>",
        "<h1 class='logo'><a href='/'><img alt='x'> COURIER Inland Courier Logo</a></h1>",
        "<h1>News</h1>",
    ],
)
def test_the_name_of_the_site_is_no_headline(top: str, head: str, title: str, logo: str) -> None:
    content = news_page(top=top.format(TITLE), head=head.format(TITLE), title=title.format(TITLE), before=logo)
    assert read(content).headline == TITLE


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="Mill closure explained">',
        data({"@type": "NewsArticle", "headline": "Mill closure explained"}),
    ],
)
@pytest.mark.parametrize(
    "printed", ["‘I want a shaft’: the last summer of Tarnby's only mill", "What the bent shaft means for bakers"]
)
def test_the_printed_headline_is_preferred_to_one_for_searches(head: str, printed: str) -> None:
    content = news_page(
        top=f"<h1>{printed}</h1>", head=SITE + head, title="Mill closure explained - The Inland Courier"
    )
    version = read(content)
    assert version.headline == printed
    assert version.blocks[0].kind == "headline"


@pytest.mark.parametrize(
    ("written", "headline"),
    [
        ("The <i>Tarnby Rose</i> mill &amp; its shaft", "The Tarnby Rose mill & its shaft"),
        ("&lt;b&gt;Mill&lt;/b&gt; to close", "Mill to close"),
        ("&amp;#8216;A shaft&amp;#8217; &amp;amp; a mill", "‘A shaft’ & a mill"),
        ("Mill &quot;to close&quot; in October", 'Mill "to close" in October'),
        ("Fewer than 3 < 5 mills left", "Fewer than 3 < 5 mills left"),
    ],
)
def test_headlines_for_machines_are_freed_of_mark_up(written: str, headline: str) -> None:
    assert (
        read(news_page(top="", title="Courier", head=data({"@type": "NewsArticle", "headline": written}))).headline
        == headline
    )


# Outlets


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:site_name" content="Local">' + data({"@type": "NewsArticle", "headline": TITLE, "publisher": {"name": "Inland Courier"}}), "{} - Inland Courier"),
        (f'<meta property="og:site_name" content="{TITLE}"><meta name="application-name" content="Inland Courier">', "{}"),
        ('<meta property="og:site_name" content="www.courier.example">' + data({"@type": "NewsArticle", "headline": TITLE, "publisher": {"name": "Wheel & Stone Ltd"}}) + '<meta name="application-name" content="Inland Courier">', "{} | Inland Courier"),
        ('<meta property="og:site_name" content="Opinion"><meta name="twitter:site" content="@InlandCourier">' + data({"@type": "NewsArticle", "headline": TITLE, "publisher": [{"name": "Inland Courier"}]}), "{}"),
        ('<meta property="og:site_name" content="Inland Courier">' + data({"@type": "NewsArticle", "headline": TITLE, "publisher": {"name": "Wheel & Stone Ltd"}}), "{}"),
    ],
)  # fmt: skip
def test_the_outlet_is_the_name_with_most_witnesses(head: str, title: str) -> None:
    assert read(news_page(head=head, title=title.format(TITLE))).outlet == "Inland Courier"


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ("", "{} - The Inland Courier", "The Inland Courier"),
        ('<meta property="og:site_name" content="Local">', "{} | The Inland Courier", "The Inland Courier"),
        ("", "{} - Farming", None),
    ],
)
def test_the_end_of_a_title_names_the_outlet_where_the_link_to_the_front_agrees(
    head: str, title: str, outlet: str | None
) -> None:
    assert read(news_page(head=head, title=title.format(TITLE))).outlet == outlet


def test_a_section_in_the_title_is_no_part_of_the_headline() -> None:
    assert read(news_page(top="", title=f"{TITLE} | Farming | The Inland Courier")).headline == TITLE


def test_a_headline_without_spaces_is_found() -> None:
    told = "塔恩比唯一的磨坊将于十月关闭，因为一名工程师发现主轴已经弯曲，村民们对此感到担忧。"
    page = news_page(
        paragraphs(told, told), head="", title="塔恩比磨坊将关闭_内陆日报", top="<h1>塔恩比磨坊将关闭</h1>"
    )
    assert read(page).headline == "塔恩比磨坊将关闭"


def test_data_that_share_no_word_with_the_name_of_the_site_are_the_articles() -> None:
    head = data({"@type": "NewsArticle", "headline": TITLE, "datePublished": "2031-05-06"})
    version = read(news_page(top="", title="The Inland Courier", head=SITE + head))
    assert (version.headline, version.published and version.published.value) == (TITLE, "2031-05-06")


# Authors


@pytest.mark.parametrize(
    "byline",
    [
        "<p class='byline'>By <a rel='author' href='/o'>Oline Sand</a></p>",
        "<div class='meta'><span class='author'>By Oline Sand</span><span class='desk'>Staff Writer</span></div>",
        "<div class='author-line'><span class='author'>By Oline Sand</span><br><span>WHEEL AND STONE SERVICE</span></div>",
        "<div class='byline'><a href='/o'>Oline Sand</a><span>Farming Correspondent</span></div>".replace(
            "<a", "By <a"
        ),
        "<span itemprop='author' itemscope><span itemprop='name'>Oline Sand</span></span>",
        "<p>Oline Sand</p>",
        "<p><strong>Oline Sand</strong></p>",
        "<div>By Oline Sand</div>",
        "<p>By Oline Sand, Farming Correspondent</p>",
        "<p class='byline'>By OLINE SAND, Farming Correspondent, Wheel News Service</p>",
        "<div class='byline'>Oline Sand in Tarnby</div>",
        "<div class='story-author'><span class='story-author-name'>Oline Sand</span><span class='job'>Farming Editor</span></div>",
        "<p>Exclusive by Oline Sand</p>",
        "<p>Author: Oline Sand</p>",
        "<div class='info'>Posted on May 6, 2031 by Oline Sand</div>",
    ],
)
@pytest.mark.parametrize(
    "after",
    [
        "",
        "<div class='more'><h3>More stories</h3><div class='card'><a href='/1'>Fair</a> <a rel='author' href='/p'>Per Lund</a></div></div>",
        "<section><div class='teaser'><a href='/1'>Fair opens</a><span class='author'>By Per Lund</span></div></section>",
    ],
)
@pytest.mark.parametrize(
    "head",
    [SITE, SITE + '<meta name="author" content="Wheel & Stone Media">', SITE + '<meta name="author" content="The Inland Courier">',
     SITE + data({"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "Organization", "name": "Inland Group"}}),
     SITE + data({"@type": "NewsArticle", "headline": "Fair opens on the green", "author": {"name": "Per Lund"}})],
)  # fmt: skip
def test_the_author_is_the_articles(byline: str, after: str, head: str) -> None:
    version = read(news_page(byline + paragraphs(), head=head, after=after))
    assert version.authors == ("Oline Sand",)
    assert all(line in version.text for line in PARAGRAPHS)


@pytest.mark.parametrize(
    "line", ["Tarnby Valley", "Farming and Food", "World News", "Read more", "Oda Felling", "A bent shaft"]
)
def test_a_line_above_the_body_that_is_no_byline_names_nobody(line: str) -> None:
    assert read(news_page(f"<p>{line}</p>" + paragraphs(), before="<p>Tarnby Valley</p>")).authors == ()


@pytest.mark.parametrize(
    "behind",
    [
        "<div class='post-end'>Posted by Oline Sand at 7:05 AM</div>",
        "<p><em>Oline Sand is a reporter for The Inland Courier.</em></p>",
    ],
)
def test_a_line_behind_the_body_names_the_author(behind: str) -> None:
    assert read(news_page(paragraphs() + behind)).authors == ("Oline Sand",)


def test_every_line_of_a_list_of_authors_counts() -> None:
    listed = "<ul class='authors'><li>Oline Sand</li><li>Per Lund</li></ul>"
    assert read(news_page(listed + paragraphs())).authors == ("Oline Sand", "Per Lund")


def test_the_parts_of_a_name_in_the_data_are_put_together() -> None:
    person = {"@type": "Person", "givenName": "Oline", "familyName": "Sand"}
    head = data({"@type": "NewsArticle", "headline": TITLE, "author": person})
    assert read(news_page(head=head)).authors == ("Oline Sand",)


def test_photographers_above_the_body_are_no_authors() -> None:
    above = "<p class='byline'>By Oline Sand</p><span class='photo-author'>Per Lund</span>"
    assert read(news_page(above + paragraphs())).authors == ("Oline Sand",)


def test_teasers_data_name_nobody() -> None:
    teasers = [
        {
            "@type": "NewsArticle",
            "headline": f"Fair number {n}",
            "author": {"name": "Per Lund"},
            "datePublished": "2031-06-20",
        }
        for n in range(2)
    ]
    version = read(news_page(head=SITE + data(teasers)))
    assert (version.authors, version.published) == ((), None)


@pytest.mark.parametrize("holder", ["list", "graph", "scripts", "page"])
@pytest.mark.parametrize("reference", [True, False])
def test_the_articles_own_data_are_found_among_others(holder: str, reference: bool) -> None:
    person = {"@type": "Person", "@id": "https://courier.example/#/p/7", "name": "Oline Sand"}
    author = {"@id": person["@id"]} if reference else {"@type": "Person", "name": "Oline Sand"}
    own = {
        "@type": ["NewsArticle"],
        "headline": TITLE,
        "datePublished": "2031-05-06T09:30:00+02:00",
        "author": [author],
    }
    other = {
        "@type": "NewsArticle",
        "headline": "Fair opens on the green",
        "datePublished": "2031-06-20",
        "author": {"name": "Per Lund"},
    }
    head = {
        "list": data([other, own, person]),
        "graph": data({"@context": "https://schema.org", "@graph": [other, person, own]}),
        "scripts": data(other) + data(person) + data(own),
        "page": data({"@type": "WebPage", "mainEntity": own}, other, person),
    }[holder]
    version = read(news_page(head=SITE + head))
    assert version.authors == ("Oline Sand",)
    assert version.published and version.published.value == "2031-05-06T09:30:00+02:00"


# Times


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("<div class='date'>6 May 2031</div>", "2031-05-06"),
        ("<p class='entry-date'>May 6, 2031</p>", "2031-05-06"),
        ("<span class='posted'>Posted: Tuesday, 6 May 2031 23:40 AEST</span>", "2031-05-06T23:40:00+10:00"),
        ("<div>Oline Sand | Published 6 May 2031 | Updated 8 May 2031</div>", "2031-05-06"),
        ("<div>Updated 8 May 2031. First published 6 May 2031</div>", "2031-05-06"),
        ("<time itemprop='dateModified' datetime='2031-05-07T19:20:45+01:00'>06/05/2031 01:57 | Updated 07/05/2031 19:20</time>", "2031-05-06T01:57:00"),
        ("<p><time class='updated' datetime='2031-05-08'>Updated 8 May 2031</time> <time datetime='2031-05-06'>6 May</time></p>", "2031-05-06"),
        ("<div>Updated: <time datetime='2031-05-08'>8 May 2031</time></div><div>Published: <time datetime='2031-05-06'>6 May 2031</time></div>", "2031-05-06"),
        ("<ul><li>Received: 16 December 2030</li><li>Published: 6 May 2031</li></ul>", "2031-05-06"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "around",
    [
        "",
        "<div class='today'>Tuesday, September 9, 2031</div>",
        "<header><time datetime='2031-09-09'>9 September 2031</time></header>",
    ],
)
@pytest.mark.parametrize(
    "after",
    [
        "",
        "<div><article><time datetime='2031-06-20'>20 June 2031</time><a href='/a'>Fair opens</a></article><article><time datetime='2031-06-19'>19 June</time><a href='/b'>Gale</a></article></div>",
    ],
)
def test_the_printed_date_is_that_of_the_article(printed: str, day: str, around: str, after: str) -> None:
    version = read(news_page(printed + paragraphs(), before=around, after=after))
    assert version.published and version.published.value == day


@pytest.mark.parametrize(
    "around",
    [
        "<div class='today'>Tuesday, September 9, 2031</div>",
        "<p id='date'>9 September 2031</p>",
        "<header><time datetime='2031-09-09'>9 September 2031</time></header>",
    ],
)
def test_the_day_in_the_header_of_a_site_is_no_date_of_the_article(around: str) -> None:
    assert read(news_page(before=around)).published is None


def test_a_time_of_change_is_not_one_of_publication() -> None:
    changed = (
        data({"@type": "NewsArticle", "headline": TITLE, "dateModified": "2031-05-08"}),
        '<meta property="article:modified_time" content="2031-05-08">',
    )
    for head in changed:
        version = read(news_page(head=SITE + head))
        assert version.published is None
        assert version.modified and version.modified.value == "2031-05-08"


@pytest.mark.parametrize(
    ("value", "iso"),
    [(1935912000, "2031-05-07T09:20:00+00:00"), ("1935912000000", "2031-05-07T09:20:00+00:00"),
     ("2031-05-06T23:30:00 EST", "2031-05-06T23:30:00-05:00"), ("2031-05-06 23:30:00 +0000 UTC", "2031-05-06T23:30:00+00:00"),
     ({"@value": "2031-05-06"}, "2031-05-06"), (["2031-05-06T10:00Z"], "2031-05-06T10:00:00+00:00")],
)  # fmt: skip
def test_odd_times_of_machines_are_read(value: object, iso: str) -> None:
    version = read(news_page(head=SITE + data({"@type": "NewsArticle", "headline": TITLE, "datePublished": value})))
    assert version.published and version.published.value == iso


def test_the_data_of_the_page_date_an_article_whose_own_data_do_not() -> None:
    graph = [{"@type": "WebPage", "datePublished": "2031-05-06"}, {"@type": "Article", "headline": TITLE}]
    published = read(news_page(head=SITE + data({"@graph": graph}))).published
    assert published and published.value == "2031-05-06"


def test_a_script_can_tell_the_time() -> None:
    script = '<script>window.page = {"section": "news", "publishedAt": "2031-05-06T09:30:00Z", "now": "2031-09-09"};</script>'
    published = read(news_page(head=SITE + script)).published
    assert published and (published.value, published.signal) == ("2031-05-06T09:30:00+00:00", "script data")


def test_publication_and_update_are_kept_apart() -> None:
    version = read(
        news_page("<p class='stamp'>Published 3 March 2012. Last updated 9 February 2026</p>" + paragraphs())
    )
    assert version.published and version.published.value == "2012-03-03"
    assert version.modified and (version.modified.value, version.modified.signal) == ("2026-02-09", "printed update")


def test_a_page_that_shows_its_readers_the_day_of_change_alone_tells_it() -> None:
    dates = {"datePublished": "2012-03-03", "dateModified": "2026-02-09T10:00:00Z"}
    head = SITE + data({"@type": "NewsArticle", "headline": TITLE, **dates})
    shown = read(news_page("<time datetime='2026-02-09T10:00:00Z'>1 day ago</time>" + paragraphs(), head=head))
    assert shown.published and shown.published.value == "2012-03-03"
    assert shown.modified and shown.modified.signal == "printed update"
    hidden = read(news_page("<time datetime='2012-03-03'>3 March 2012</time>" + paragraphs(), head=head))
    assert hidden.modified and hidden.modified.signal == "json-ld dateModified"


def test_the_address_dates_an_article_only_where_the_page_does_not() -> None:
    address = '<link rel="canonical" href="https://courier.example/2031/05/18/mill.html">'
    alone = read(news_page(head=SITE + address)).published
    printed = read(news_page("<div class='date'>6 May 2031</div>" + paragraphs(), head=SITE + address)).published
    assert alone and (alone.value, alone.signal) == ("2031-05-18", "address")
    assert printed and printed.value == "2031-05-06"


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("<span class='stamp' data-timestamp='1714987800'>2 weeks ago</span>", "2024-05-06"),
        ("<p class='intro'>{}</p><p>6 May 2024</p>", "2024-05-06"),
        ("<figure><figcaption>The mill on 3 March 2019. Photo: Per Lund</figcaption></figure>", None),
        ("<p>This article appeared in the print edition of 7 May 2024</p><p>6 May 2024</p>", "2024-05-06"),
    ],
)
def test_days_above_the_body(above: str, day: str | None) -> None:
    opening = "The wheel of Tarnby stands still, and nobody knows for how long."
    found = read(news_page(above.format(opening) + paragraphs(), head=SITE)).published
    assert (found.value[:10] if found else None) == day


def test_a_day_that_a_sentence_of_the_opening_tells_is_not_that_of_publication() -> None:
    opening = "<p class='intro'>The council is to vote on the loan on 6 June 2024, its leader has said.</p>"
    assert read(news_page(opening + paragraphs(), head=SITE)).published is None


def test_a_second_time_element_that_is_called_an_update_is_one() -> None:
    times = "<time datetime='2024-05-06'>6 May</time> Updated <time datetime='2024-05-08'>8 May</time>"
    version = read(news_page(times + paragraphs(), head=SITE))
    assert version.published is not None
    assert version.modified is not None
    assert (version.published.value, version.modified.value) == ("2024-05-06", "2024-05-08")
