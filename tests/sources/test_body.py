"""What of a page is its article, whatever the page's layout."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Version
from onrecord.problems.sources import BuiltByScript, NoArticleText, SourceProblem
from onrecord.record.verifying.stored_words import PageWords
from onrecord.sources import read_page
from tests.made_pages import PARAGRAPHS, TITLE, news_page, paragraphs

CONSENT = (
    "We and 812 partners use cookies and store information on your device to measure how this site is used.",
    "With your consent we may process personal data such as your address for the purposes that are listed below.",
    "Some vendors rely on legitimate interest; you can object to that, or change your preferences at any time.",
    "Your choices are kept for thirteen months and can be withdrawn in our privacy centre whenever you like.",
)
RULES = (
    "The Courier welcomes debate. Keep to the subject, be kind to others and do not write in capital letters.",
    "Contributions are read by our moderators before they appear, which at weekends can take several hours.",
)


def read(content: bytes) -> Version:
    version = read_page(content).article.latest
    held = PageWords(content, version.media_type)
    assert all(held.hold(block.span.of(version.text)) for block in version.blocks)
    return version


def texts(version: Version, kind: str) -> list[str]:
    return [block.span.of(version.text) for block in version.blocks if block.kind == kind]


def lost(content: bytes, *expected: str) -> list[str]:
    text = read(content).text
    return [one for one in expected or PARAGRAPHS if one not in text]


FIRST, LAST = paragraphs(*PARAGRAPHS[:3]), paragraphs(*PARAGRAPHS[3:])
LAYOUTS = {
    "two containers with another name each": f"<div class='copy lead-in'>{FIRST}</div><div class='ad-slot'>Advertisement"
    f"</div><div class='copy rest'>{LAST}</div>",
    "two containers without names": f"<div><div>{FIRST}</div></div><div class='mpu'>Advertisement</div><div><div>{LAST}</div></div>",
    "numbered containers": f"<div class='chunk chunk-1'>{FIRST}</div><div class='chunk chunk-2'>{LAST}</div>",
    "rows of a grid": f"<div class='grid'><div class='cell x1'>{FIRST}</div></div><div class='grid'><div class='cell x2'>{LAST}</div></div>",
    "the greater part second": f"<section class='a'>{paragraphs(PARAGRAPHS[0])}</section><section class='b'>{paragraphs(*PARAGRAPHS[1:])}</section>",
    "double breaks": "<div>" + "<br><br>".join(PARAGRAPHS) + "</div>",
    "double breaks with white space": "<p>" + "<br/>\n<br/>".join(PARAGRAPHS) + "</p>",
    "double breaks in a font": "<font size=3>" + "<br><br>".join(PARAGRAPHS) + "</font>",
    "fonts in paragraphs": "".join(f"<p><font face='Arial'>{one}</font></p>" for one in PARAGRAPHS),
    "divisions as lines": paragraphs(tag="div"),
    "spans in divisions": "".join(f"<div><span>{one}</span></div>" for one in PARAGRAPHS),
    "a table for layout": "<table><tr><td>" + paragraphs() + "</td></tr></table>",
    "headings of the second rank": paragraphs(tag="h2"),
    "headings of the third rank with a class": "".join(f"<h3 class='item'>{one}</h3>" for one in PARAGRAPHS),
    "a wrapper named after captions": f"<div class='story has-caption'>{paragraphs()}</div>",
    "a wrapper named after a newsletter": f"<div class='content newsletter-promo-after'>{paragraphs()}</div>",
    "a wrapper named after advertisements": f"<div class='entry-content ads'>{paragraphs()}</div>",
    "a form around all": f"<form action='/'>{paragraphs()}</form>",
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("declared", [True, False])
def test_the_whole_body_is_read_in_every_layout(name: str, declared: bool) -> None:
    around = {} if declared else {"opening": '<div id="wrap">', "closing": "</div>"}
    assert lost(news_page(LAYOUTS[name], **around)) == []


@pytest.mark.parametrize(
    "body_class",
    ["single with-captions", "page newsletter-open", "has-cookie-bar", "ad-supported ads", "comments-open related"],
)
def test_a_class_of_the_whole_page_hides_nothing(body_class: str) -> None:
    assert lost(news_page(body_class=body_class)) == []


@pytest.mark.parametrize(
    "holder", ["aside", "div class='infobox'", "aside class='fact-box'", "section class='sidebar-note'"]
)
def test_a_quotation_beside_the_body_is_the_articles(holder: str) -> None:
    note = "“The county was warned in March,” the insurer's agent Bo Krag wrote in a letter."
    tag = holder.split()[0]
    aside = f"<{holder}><h3>The insurer</h3><p>{note}</p></{tag}>"
    assert lost(news_page(FIRST + aside + LAST), *PARAGRAPHS, note) == []


def test_a_quotation_that_the_body_has_is_not_repeated() -> None:
    aside = "<aside class='pull'><p>“We heard it before we saw it,” said Oda Felling</p></aside>"
    assert (
        read(news_page(FIRST + LAST.replace("</p>", "</p>" + aside, 1))).text.count("We heard it before we saw it") == 1
    )


POST = "Ground my own wheat there as a girl. Sorry to hear it, Oda."


@pytest.mark.parametrize(
    "embedded",
    [
        f"<blockquote class='twitter-tweet'><p lang='en'>{POST}</p>&mdash; Eli Norr (@elinorr) <a href='https://x.example/1'>May 5, 2031</a></blockquote>",
        f"<figure class='embed'><div><blockquote class='mastodon-embed'><p>{POST}</p>— Eli Norr</blockquote></div></figure>",
        f"<div class='embed-social'><blockquote>{POST}<footer>Eli Norr</footer></blockquote></div>",
        f"<figure><blockquote><p>{POST}</p></blockquote><figcaption>Eli Norr, county treasurer</figcaption></figure>",
    ],
)
def test_posts_and_block_quotations_are_kept_with_who_wrote_them(embedded: str) -> None:
    assert lost(news_page(FIRST + embedded + LAST), *PARAGRAPHS, POST, "Eli Norr") == []


def test_lists_are_kept() -> None:
    points = ("The shaft is bent, the engineer wrote.", "A loan was turned down, Aster said.")
    assert lost(news_page(f"<ul>{paragraphs(*points, tag='li')}</ul>" + FIRST + LAST), *PARAGRAPHS, *points) == []
    inner = "".join(f"<li><p>{one}</p></li>" for one in points)
    assert lost(news_page(FIRST + f"<ol>{inner}</ol>" + LAST), *PARAGRAPHS, *points) == []
    assert (
        lost(news_page(FIRST + f"<dl><dt>Is it true?</dt><dd>{points[0]}</dd></dl>" + LAST), *PARAGRAPHS, points[0])
        == []
    )


ANSWERS = (
    "It began with a noise in March, and I thought of the belt.",
    "Because nobody casts them here any more.",
    "No. I will mill by hand.",
)
QUESTIONS = ("How did it begin?", "Why must the shaft come from abroad?", "Will you give up?")


@pytest.mark.parametrize(
    "question",
    [
        "<h3>{}</h3>",
        "<h2 class='q'>{}</h2>",
        "<p><b>{}</b></p>",
        "<p class='question'><strong>{}</strong></p>",
        "<h4>{}</h4>",
    ],
)
def test_interviews_keep_questions_and_answers(question: str) -> None:
    rows = "".join(question.format(one) + f"<p>{answer}</p>" for one, answer in zip(QUESTIONS, ANSWERS, strict=True))
    body = f"<p>{PARAGRAPHS[0]}</p><p>Oda Felling spoke to the Courier on Tuesday about the mill and what comes next.</p>{rows}"
    assert lost(news_page(body), *ANSWERS, *QUESTIONS) == []


def test_a_live_blog_keeps_its_posts_with_headings_and_times() -> None:
    rows = (
        ("17:20", "County meets again", PARAGRAPHS[3]),
        ("16:02", "Bakers worried", PARAGRAPHS[2]),
        ("15:45", "Mill to close", PARAGRAPHS[0]),
    )
    for heading in ("<h2><time>{}</time> {}</h2>", "<h3><span>{} CET</span> {}</h3>", "<h4>{} {}</h4>"):
        posts = "".join(
            f"<article class='post'>{heading.format(at, about)}<p>{text}</p></article>" for at, about, text in rows
        )
        text = read(news_page(f"<div class='live'>{posts}</div>")).text
        assert all(words in text for row in rows for words in row), heading


@pytest.mark.parametrize(
    "heading",
    [
        "The author",
        "About the author",
        "Contributors",
        "Related deaths",
        "More on the shaft",
        "Comments",
        "Latest news",
    ],
)
def test_a_heading_in_the_article_does_not_end_it(heading: str) -> None:
    more = (
        "The report was written by Anja Brandt, who says that she had warned the owner.",
        "“I was told to mind my own drawings,” Brandt said on Tuesday in Tarnby.",
    )
    assert lost(news_page(FIRST + f"<h2>{heading}</h2>" + paragraphs(*more) + LAST), *PARAGRAPHS, *more) == []
    sections = f"<h2>{heading}</h2><p>{more[0]}</p><h3>What she says</h3><p>{more[1]}</p><h3>What he says</h3><p>{PARAGRAPHS[4]}</p>"
    assert lost(news_page(FIRST + paragraphs(PARAGRAPHS[3]) + sections), *PARAGRAPHS[:5], *more) == []


def test_an_authors_box_and_a_list_of_teasers_end_it() -> None:
    teasers = "".join(
        f"<h3><a href='/{n}'>Another story {n}</a></h3><p>A line about the other story number {n} and its people.</p>"
        for n in range(3)
    )
    box = "<h2>About the author</h2><p>Per Lund is a reporter at The Inland Courier and writes about crafts and farming.</p>"
    text = read(news_page(FIRST + LAST + "<h2>Related stories</h2>" + teasers)).text
    assert "Another story" not in text and "other story number" not in text
    assert "Per Lund" not in read(news_page(FIRST + LAST + box)).text


@pytest.mark.parametrize(
    "link",
    [
        "<p><a href='/v'>{}</a></p>",
        "<p><em><a href='/v'>{}</a></em></p>",
        "<p><strong><a href='/v'>{}</a></strong></p>",
    ],
)
def test_a_paragraph_that_is_one_link_and_quotes_somebody_is_kept(link: str) -> None:
    told = "Felling told the council that she had “asked for a new shaft for six years in a row”."
    assert lost(news_page(FIRST + link.format(told) + LAST), *PARAGRAPHS, told) == []
    assert (
        "Pictures of the mill"
        not in read(news_page(FIRST + link.format("Pictures of the mill and of its wheel in the snow") + LAST)).text
    )


@pytest.mark.parametrize("at", range(len(PARAGRAPHS)))
@pytest.mark.parametrize("address", ["/x", "https://courier.example/2031/05/06/loan/"])
def test_a_paragraph_that_is_one_link_stays_before_and_between_others(at: int, address: str) -> None:
    told = "A loan of 300,000 crowns would have to be paid back before the wheel turned again."
    body = paragraphs(*PARAGRAPHS[:at]) + f"<p><a href='{address}'>{told}</a></p>" + paragraphs(*PARAGRAPHS[at:])
    assert lost(news_page(body), *PARAGRAPHS, told) == []


def test_sentences_that_are_links_behind_the_article_lead_to_others() -> None:
    other = "The county fair will be back next year, and so will its mayor."
    assert other not in read(news_page(paragraphs() + f"<p><a href='/1'>{other}</a></p>" * 2)).text


@pytest.mark.parametrize("name", ["field-intro", "standfirst", "article-summary", "c-lede"])
def test_the_opening_that_a_class_names_is_the_articles(name: str) -> None:
    opening = "The wheel of Tarnby stands still, and nobody knows for how long."
    assert lost(news_page(f"<div class='{name}'>{opening}</div><div class='t'>{paragraphs()}</div>"), opening) == []


def test_text_beside_the_paragraphs_of_the_body_is_kept() -> None:
    mixed = "".join(text if at % 2 else f"<p>{text}</p>" for at, text in enumerate(PARAGRAPHS))
    assert lost(news_page(f"<div class='t'>{mixed}</div>")) == []


def test_an_empty_line_ends_a_paragraph_of_preformatted_text() -> None:
    assert texts(
        read(news_page(f"<pre>{chr(10).join(f'{one}{chr(10)}' for one in PARAGRAPHS)}</pre>")), "paragraph"
    ) == [*PARAGRAPHS]


FORUM = (
    "We want our readers to enjoy the discussion, so please be kind and do not post links to other sites.",
    "Comments are moderated and may take some hours; those that break our rules are removed without notice to you.",
)
TERMS = (
    "Nothing on this site may be reproduced without the permission of its publisher, who is not responsible for others.",
    "The publisher is a member of the Press Board; complaints may be sent to the editor at the address below.",
)


@pytest.mark.parametrize("site", [FORUM, TERMS])
def test_rules_and_terms_are_told_by_their_words(site: tuple[str, ...]) -> None:
    page = news_page(FIRST, opening="<div class='story'>", closing="</div>", after=f"<div>{paragraphs(*site)}</div>")
    text = read(page).text
    assert [one for one in site if one in text] == []
    assert lost(page, *PARAGRAPHS[:3]) == []


def test_an_article_about_comments_is_no_rule_for_them() -> None:
    told = paragraphs(*FORUM, *FORUM)
    assert lost(news_page(told, opening="<article>", closing="</article>"), *FORUM) == []


@pytest.mark.parametrize("texts", [CONSENT, RULES])
@pytest.mark.parametrize("name", ["cookie-banner", "modal x81", "comment-guidelines", "box"])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<main><article>", "</article></main>"),
        ("<main>", "</main>"),
        ("<div class='story'>", "</div>"),
        ("<div role='article'>", "</div>"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_short_article_is_not_replaced_by_what_the_site_says(
    texts: tuple[str, ...], name: str, opening: str, closing: str, first: bool
) -> None:
    if texts is RULES and name in ("modal x81", "box") and "story" in opening:
        return  # nothing tells these rules from the article: no element, no name, no word of consent
    site = f"<div class='{name}'>{paragraphs(*texts)}</div>"
    around = {"before": site} if first else {"after": site}
    short = (
        "Two people were taken from the mill pond at Tarnby on Sunday.",
        "“They were laughing,” said the miller, Oda Felling.",
    )
    text = read(news_page(paragraphs(*short), opening=opening, closing=closing, **around)).text
    assert [one for one in short if one not in text] == []
    assert [one for one in texts if one in text] == []


@pytest.mark.parametrize("noise", [
    "<div class='ad'><p>Advertisement</p><p>Two beds for the price of one, this week only and while our stock lasts.</p></div>",
    "<div class='ad-unit native'><p>Sponsored</p><p>Our readers sleep better on it, and nine of ten would buy it again.</p></div>",
    "<aside class='recirc'><h4>More on this story</h4><p><a href='/1'>The county fair drew nine thousand people, its organisers said.</a></p></aside>",
    "<div class='related-box'><p>Related</p><p><a href='/1'>The county fair drew nine thousand people, its organisers said.</a></p></div>",
    "<div class='newsletterSignup'><p>Get the week's best stories from our newsroom every Friday at noon.</p></div>",
    "<div class='promo'><p>Read the Courier on paper for a month and pay nothing for the first two weeks.</p></div>",
])  # fmt: skip
def test_what_changes_from_visit_to_visit_is_no_part_of_the_text(noise: str) -> None:
    assert read(news_page(FIRST + noise + LAST)).text == read(news_page(FIRST + LAST)).text


def test_teasers_beside_the_article_are_no_part_of_the_text() -> None:
    teasers = "<div class='most-read'><h2>Most read</h2><div class='item'><p>The county fair will be back next year, and so will its mayor, he says.</p></div></div>"
    assert read(news_page(after=teasers)).text == read(news_page()).text


def test_a_correction_is_a_notice() -> None:
    note = "This article was amended on 7 May 2031. An earlier version said that the shaft was broken."
    version = read(news_page(FIRST + LAST + f"<p><em>{note}</em></p>"))
    assert texts(version, "note") == [note]


def test_pages_in_other_scripts_are_read() -> None:
    lines = (
        "鎮上唯一的磨坊將於十月關閉，因為工程師發現主軸已經彎曲。",
        "「我們先聽到聲音，才看到裂痕。」經營磨坊多年的歐達說。",
        "郡長表示已提供三十萬克朗貸款，但遭到拒絕。",
    )
    version = read(
        f"<html lang='zh'><head><meta charset='utf-8'><title>磨坊關閉</title></head><body><article><h1>磨坊關閉</h1>{paragraphs(*lines)}</article></body></html>".encode()
    )
    assert all(line in version.text for line in lines)
    assert version.language == "zh"
    thai = "โรงสีแห่งเดียวในเมืองจะปิดในเดือนตุลาคม หลังวิศวกรพบว่าเพลาหลักงอ"
    assert (
        thai
        in read(
            f"<html><body><article><h1>โรงสี</h1><p>{thai}</p><p>{thai} อีกครั้ง</p></article></body></html>".encode()
        ).text
    )


SHELL = '<html><head><meta charset="utf-8"><title>{title} | Courier</title></head><body><div id="{root}"><div>Loading…</div></div>{site}{script}</body></html>'


@pytest.mark.parametrize("blocks", [
    {"body": [{"type": "p", "text": text} for text in PARAGRAPHS]},
    {"content": "".join(f"<p>{text}</p>" for text in PARAGRAPHS), "teaser": "A mill closes, and four villages ask where their flour will come from."},
    {"content": {"blocks": [{"kind": "paragraph", "data": {"html": f"<p>{text}</p>"}} for text in PARAGRAPHS]}},
    {"sections": list(PARAGRAPHS), "captions": [{"text": "The mill at Tarnby in the snow, seen from the road to the county town."}]},
])  # fmt: skip
@pytest.mark.parametrize("root", ["__next", "app"])
@pytest.mark.parametrize("site", ["", f"<div class='q7'>{paragraphs(*CONSENT)}</div>"])
def test_a_body_in_the_data_of_a_script_is_read(blocks: dict[str, object], root: str, site: str) -> None:
    other = {
        "title": "Fair opens",
        "body": [
            {"type": "p", "text": f"Another article of the same site, number {n}, in full length."} for n in range(20)
        ],
    }
    data = {"props": {"page": {"story": {"title": TITLE, **blocks}, "more": [other]}}}
    script = f'<script id="d" type="application/json">{json.dumps(data)}</script>'
    content = SHELL.format(title=TITLE, root=root, site=site, script=script).encode()
    assert texts(read(content), "paragraph") == list(PARAGRAPHS)


@pytest.mark.parametrize("script", [
    "<script>window.__STATE__ = {" + "x" * 3000 + "}</script>", "<script src='/app.js'></script><noscript>You need to enable JavaScript.</noscript>",
    '<script type="application/json">{"title": "Something else", "body": "Nothing of this page."}</script>',
])  # fmt: skip
@pytest.mark.parametrize(
    "site",
    ["", f"<div class='cookie-wall'>{paragraphs(*CONSENT)}</div>", f"<div class='q7'>{paragraphs(*CONSENT)}</div>"],
)
def test_a_page_that_is_built_by_script_says_so(script: str, site: str) -> None:
    with pytest.raises(BuiltByScript, match="built by a script"):
        read_page(SHELL.format(title=TITLE, root="root", site=site, script=script).encode())


def test_a_page_without_script_is_not_said_to_be_built_by_one() -> None:
    with pytest.raises(NoArticleText) as problem:
        read_page(b"<html><body><h1>Index</h1><ul><li><a href='/1'>One</a></li></ul></body></html>")
    assert not isinstance(problem.value, BuiltByScript)


@pytest.mark.parametrize("mark", ["{}\n\n", "<p>{}</p>", "&lt;p&gt;{}&lt;/p&gt;"])
def test_a_body_that_is_cut_off_is_completed_from_the_pages_data(mark: str) -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "".join(mark.format(text) for text in PARAGRAPHS)}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    content = news_page(f"<p>{PARAGRAPHS[0]}</p><p>Subscribe to read on.</p>", head=head)
    assert texts(read(content), "paragraph") == list(PARAGRAPHS)


def test_the_data_of_another_article_complete_nothing() -> None:
    data = {
        "@type": "NewsArticle",
        "headline": "Fair opens",
        "articleBody": "\n\n".join(f"Line {n} of another article that the page also carries." for n in range(30)),
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert "another article" not in read(news_page(paragraphs(*PARAGRAPHS[:2]), head=head)).text


BREAKERS = [
    "<title>", "</title>", "<textarea>", "<!--", "-->", "<![CDATA[", "\0", "&#0;", "</body>", "</head>", "<p", '"', ">", "<table>",
    "<svg>", "<script>", "</script>", "<style>", "<plaintext>", "<xmp>", "<noscript>", "<template>", "<h1>", "<article>",
    "<main>", "<frameset>", "<?xml version='1.0' encoding='utf-16'?>", "<meta charset=punycode>", "\u2028", "&shy;", "<html>",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4000), st.sampled_from(BREAKERS)), min_size=1, max_size=6))
def test_every_block_of_a_broken_page_stands_in_it(breaks: list[tuple[int, str]]) -> None:
    content = news_page(FIRST + "<h2>What now</h2>" + LAST).decode()
    for at, breaker in breaks:
        content = content[:at] + breaker + content[at:]
    try:
        read(content.encode())
    except SourceProblem:
        return


def test_articles_knotted_into_each_other_are_read_without_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    def unused(*_: object, **__: object) -> None:
        raise AssertionError("each article would be read once for every one around it")

    monkeypatch.setattr("onrecord.sources.page.body.bare_extraction", unused)
    content = f"<html><body><h1>{TITLE}</h1>{'<article>' * 300}{paragraphs()}</body></html>".encode()
    assert lost(content) == []


def test_the_openings_of_an_end_that_are_tried_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    monkeypatch.setattr("onrecord.sources.page.pieces._ends_article", lambda rest: tried.append(len(rest)))
    body = paragraphs() * 5 + "".join(f"<h2>Related stories</h2><p>{PARAGRAPHS[1]}</p>" for _ in range(100))
    read(news_page(body))
    assert 0 < len(tried) <= 20


@pytest.mark.parametrize("crumb", ["<span>{}</span> ", "{}<script>1</script> ", "<b><i>{}</i></b> "])
def test_a_paragraph_of_thousands_of_elements_is_read_without_trafilatura(
    crumb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unused(*_: object, **__: object) -> None:
        raise AssertionError("the elements of a paragraph would be counted once for each of them")

    monkeypatch.setattr("onrecord.sources.page.body.bare_extraction", unused)
    crumbs = "".join(crumb.format(word) for word in " ".join(PARAGRAPHS * 40).split())
    content = f"<html><body><article><h1>{TITLE}</h1><p>{crumbs}</p></article></body></html>".encode()
    assert lost(content) == []
