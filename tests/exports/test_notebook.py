"""What a notebook shows: the marked text, with every word of an article escaped."""

import re
from dataclasses import replace

from onrecord.exports.pages import ARTICLES_SHOWN, HITS_SHOWN
from onrecord.model import Failure, Reading, Speaker, Words
from onrecord.results import Found, Hits, Readings, read_article
from tests.made_articles import made, statement

HOSTILE = '<script>alert("1")</script> & <img src=x onerror=alert(1)>'


def hostile() -> Reading:
    """An article of which every word is mark-up."""
    reading = made(paragraphs=(f"{HOSTILE} said {HOSTILE}",), headline=HOSTILE, outlet=HOSTILE)[1]
    version = reading.article.latest
    said = replace(
        statement(version.text, content=HOSTILE, source=HOSTILE, cue="said"),
        speakers=(Speaker(HOSTILE, "person", Words(HOSTILE)), Speaker(HOSTILE, "group")),
        principals=(Speaker(HOSTILE, "person"),),
        venue=Words(HOSTILE),
        addressee=Words(HOSTILE),
    )
    article = replace(reading.article, url='javascript:alert("1")')
    return Reading(article, (said,), HOSTILE)


def test_source_cue_and_content_are_marked() -> None:
    shown = read_article(made()[1])._repr_html_()
    assert "<mark>&#34;The bridge will stay open,&#34;</mark>" in shown
    assert "<b>Ana Duarte, the mayor of Porto Velho</b>" in shown and "<i>told</i>" in shown
    assert shown.count("<li") == 2 and "<sup>2</sup>" in shown
    assert "mayor of Porto Velho" in shown and "to the Harbour Times" in shown and "held" in shown
    assert "<style" not in shown and "<script" not in shown and "<html" not in shown


def test_all_words_of_the_article_are_shown() -> None:
    reading = made()[1]
    shown = re.sub(r"<sup>\d+</sup>|<[^>]+>", "", read_article(reading)._repr_html_())
    for line in reading.article.latest.text.split("\n\n"):
        assert line.replace('"', "&#34;").replace("'", "&#39;") in shown


def test_no_word_of_an_article_is_mark_up() -> None:
    reading = read_article(hostile())
    page = Hits((*reading.found, replace(reading.found[0], statement=None)))
    for shown in (reading._repr_html_(), Readings((reading,))._repr_html_(), page._repr_html_()):
        assert "<script" not in shown and "<img" not in shown and "javascript:" not in shown
        assert "&lt;script&gt;" in shown


def test_many_articles_and_hits_are_cut_and_counted() -> None:
    reading = read_article(made()[1])
    shown = Readings((reading,) * (ARTICLES_SHOWN + 3), (Failure("a", "b"),))._repr_html_()
    assert "26 statements in 13 articles (1 input failed)" in shown and "… and 3 articles more." in shown
    shown = Hits((reading.found[0],) * (HITS_SHOWN + 1), "next")._repr_html_()
    assert "… and 1 hit more." in shown and "after=hits.next" in shown
    assert "Nothing found." in Hits(())._repr_html_()


def test_an_occasion_of_several_statements_is_numbered() -> None:
    reading = made()[1]
    alone = replace(reading, statements=(replace(reading.statements[0], occasion=1), reading.statements[1]))
    shared = replace(reading, statements=tuple(replace(one, occasion=1) for one in reading.statements))
    assert "occasion 1" not in read_article(alone)._repr_html_()
    assert read_article(shared)._repr_html_().count("· occasion 1") == 2


def test_a_hit_has_its_cue_before_its_words() -> None:
    reading = read_article(made()[1])
    said, held = reading.found
    assert "told: <mark>" in said._repr_html_() and "believes: <mark>" in held._repr_html_()
    assert "Article without a headline" in Found("a", None, None, None, None, None, "words")._repr_html_()
