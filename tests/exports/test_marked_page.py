import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given

from onrecord.exports.fragments import web_address
from onrecord.exports.pages import reading_page
from onrecord.model import Block, Reading, Span, Speaker, Time, When, Words
from tests.exports.test_marked import marked_readings, reading, statement

HOSTILE = 'Ana</p><script>alert("x")</script> said "<img src=x onerror=alert(1)>" & \'no\'.'
VOID = {"meta", "link", "br", "img", "input"}


class Drawn(HTMLParser):
    """The text of the article's blocks, without notes and numbers; every tag seen; every attribute."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        in_block = any("block" in classes.split() for _, classes in self.open)
        if in_block and not any(tag == "sup" for tag, _ in self.open):
            self.words.append(data)


@given(marked_readings())
def test_the_words_of_the_article_survive_in_order(value: Reading) -> None:
    found = Drawn(reading_page(value))
    assert found.open == []
    assert "".join("".join(found.words).split()) == "".join(value.article.latest.text.split())


def test_hostile_text_stays_text_wherever_it_stands() -> None:
    hostile = Words(HOSTILE)
    speaker = Speaker(HOSTILE, "person", hostile, Words(HOSTILE + "!"))
    stated = replace(
        statement(1, Span(0, 30)),
        speakers=(speaker, speaker),
        principals=(speaker,),
        venue=hostile,
        addressee=hostile,
        id=HOSTILE,
        occasion=1,
    )
    value = reading(HOSTILE, statements=(stated, replace(stated, id=f"{HOSTILE}2")))
    version = replace(
        value.article.latest, headline=HOSTILE, outlet=HOSTILE, authors=(HOSTILE,), published=Time(HOSTILE, HOSTILE),
        language=HOSTILE,
    )  # fmt: skip
    article = replace(value.article, id=HOSTILE, url="javascript:alert(1)", versions=(version,))
    found = Drawn(reading_page(replace(value, article=article)))
    assert {"script", "img"}.isdisjoint(found.tags)
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert not [link for name, link in found.attributes if name == "href" and not str(link).startswith("#")]
    assert "".join(found.words).strip() == HOSTILE


def test_the_reason_of_an_article_without_statements_is_escaped_and_shown() -> None:
    shown = reading_page(reading(reason="The language is <fr>."))
    assert "No statements were read: The language is &lt;fr&gt;." in shown


def test_nothing_is_loaded_and_no_script_is_in_the_page() -> None:
    found = Drawn(reading_page(reading(statements=(statement(1, Span(0, 9)),))))
    assert {"script", "link", "img", "iframe"}.isdisjoint(found.tags)
    assert not [value for name, value in found.attributes if name in {"src", "style"}]
    policies = [value for name, value in found.attributes if name == "content" and "default-src" in str(value)]
    assert [str(value).split(";")[0] for value in policies] == ["default-src 'none'"]


def test_the_style_is_allowed_by_its_hash() -> None:
    shown = reading_page(reading(statements=(statement(1, Span(0, 9)),)))
    style = re.search(r"<style>(.*?)</style>", shown, re.DOTALL)
    assert style is not None
    expected = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"sha256-{expected}" in shown
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_every_statement_has_one_anchor_and_one_note() -> None:
    stated = (statement(1, Span(0, 20), Span(40, 50)), statement(2, Span(4, 30), source=(Span(0, 3),)))
    ids = [value for name, value in Drawn(reading_page(reading(statements=stated))).attributes if name == "id"]
    assert sorted(str(value) for value in ids) == sorted(f"{kind}-{one.id}" for kind in "ns" for one in stated)


def test_the_number_stands_once_at_the_end_of_the_content() -> None:
    stated = statement(1, Span(0, 9), Span(15, 34), source=(Span(10, 14),))
    assert re.findall(r"must stay</span>(<sup>.*?</sup>)", reading_page(reading(statements=(stated,)))) == [
        '<sup><a href="#n-0000000000000001" data-s="1" aria-label="Statement 1">1</a></sup>'
    ]
    assert reading_page(reading(statements=(stated,))).count("<sup>") == 1


def test_overlapping_spans_are_nested_with_their_own_lines() -> None:
    stated = (statement(1, Span(0, 20)), statement(2, Span(10, 30)))
    shown = reading_page(reading("x" * 40, statements=stated))
    outer, inner = 'class="content said lane-0" data-s="1"', 'class="content said lane-1" data-s="2"'
    assert f'<span {outer}><span {inner} id="s-{stated[1].id}">{"x" * 10}</span></span>' in shown


def test_several_speakers_stand_in_one_sentence_with_their_roles() -> None:
    both = (Speaker("Ana Ruiz", "person", Words("mayor")), Speaker("Maria Holt", "person", None, Words("they")))
    shown = reading_page(reading(statements=(replace(statement(1, Span(0, 9)), speakers=both),)))
    told = " ".join(re.sub(r"<[^>]+>", "", shown).split())
    assert "Ana Ruiz (mayor) and Maria Holt people, here “they”" in told
    assert "1 statement by 2 speakers" in told


def test_what_was_said_on_one_occasion_is_linked() -> None:
    monday = When.of_date("2031-05-05", text="Monday", rule="weekday before")
    first, second, alone = (replace(statement(n, Span(n, 9 + n)), occasion=1, when=monday) for n in (1, 2, 3))
    shown = reading_page(reading(statements=(first, second, replace(alone, occasion=2))))
    assert re.findall(r'<li id="o-(\d)"', shown) == ["1"]
    assert f'<a href="#o-1">occasion 1</a>, with statement <a href="#n-{second.id}">2</a></dd>' in shown
    assert shown.count('href="#o-') == 2
    assert "by" not in re.findall(r"<h2>(.*?)</h2>", shown)[0], "nobody is named"


def test_blocks_keep_their_kind() -> None:
    text = "Head\nSub\nWords\nPicture\nQuoted\nUpdate"
    starts = [0, 5, 9, 15, 23, 30]
    kinds = ("headline", "subhead", "paragraph", "caption", "quote", "note")
    spans = [Span(a, b - 1) for a, b in zip(starts, [*starts[1:], len(text) + 1], strict=True)]
    blocks = tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=True))  # type: ignore[arg-type]
    shown = reading_page(reading(text, blocks=blocks))
    found = re.findall(r'<(\w+) class="column block (\w+)"', shown)
    assert found == [
        ("h1", "headline"), ("h2", "subhead"), ("p", "paragraph"),
        ("p", "caption"), ("blockquote", "quote"), ("p", "note"),
    ]  # fmt: skip


def test_held_is_apart_from_said() -> None:
    shown = reading_page(reading(statements=(replace(statement(1, Span(0, 9)), kind="held"),)))
    assert 'class="content held lane-0"' in shown
    assert 'class="note held"' in shown


def test_the_statement_in_focus_is_set_apart() -> None:
    stated = (statement(1, Span(0, 9)), statement(2, Span(10, 14)))
    shown = reading_page(reading(statements=stated), focus=stated[1].id)
    assert f'class="note said focus" id="n-{stated[1].id}"' in shown
    assert shown.count("said focus") == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://ferry.example/1", "https://ferry.example/1"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, expected: str | None) -> None:
    assert web_address(url) == expected
