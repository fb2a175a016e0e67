from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.fragments import text_fragment
from onrecord.model import Span, Statement

URL = "https://news.example/a"
LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."


def linked(text: str, *words: str, url: str = URL) -> str:
    spans = tuple(Span(at, at + len(one)) for one in words for at in [text.index(one)])
    return text_fragment(url, Statement("s", spans), text)


def test_a_short_quotation_stands_as_a_whole() -> None:
    assert (
        linked("Ana said “the ferry must stay” here.", "“the ferry must stay”")
        == f"{URL}#:~:text=the%20ferry%20must%20stay"
    )


def test_the_signs_of_a_directive_and_all_others_are_encoded() -> None:
    text = "He said: half-way, this & that; 100 % über #1 there."
    assert linked(text, "half-way, this & that; 100 % über #1") == (
        f"{URL}#:~:text=half%2Dway%2C%20this%20%26%20that%3B%20100%20%25%20%C3%BCber%20%231"
    )


def test_few_words_come_with_those_around_them_on_their_line() -> None:
    text = "Up.\nShe said at noon “everything” counts for the crews.\nDown."
    assert linked(text, "“everything”") == f"{URL}#:~:text=at%20noon%20%E2%80%9C-,everything,-%E2%80%9D%20counts%20for"


def test_a_long_quotation_stands_by_its_first_and_last_words() -> None:
    expected = f"{URL}#:~:text=one%20two%20three%20four%20five,twelve%20thirteen%20fourteen%20fifteen%20sixteen"
    assert linked(f"Ana: {LONG} End.", LONG) == expected


def test_a_quotation_over_paragraphs_begins_and_ends_within_one() -> None:
    text = "Ana: we stay here always now.\n\nWe do not go away ever. End."
    assert linked(text, "we stay here always now.\n\nWe do not go away ever") == (
        f"{URL}#:~:text=we%20stay%20here%20always%20now.,do%20not%20go%20away%20ever"
    )


def test_words_that_stand_twice_come_with_those_around_them() -> None:
    text = "the crews will stay here, said Ana. Later the crews will stay here, too."
    span = Span(text.rindex("the crews"), text.rindex(","))
    found = text_fragment(URL, Statement("s", (span,)), text)
    assert found == f"{URL}#:~:text=said%20Ana.%20Later-,the%20crews%20will%20stay%20here,-%2C%20too."


def test_each_part_is_marked() -> None:
    text = "“We will stay here,” Ana said. “We will never go away.”"
    assert linked(text, "We will stay here", "We will never go away") == (
        f"{URL}#:~:text=We%20will%20stay%20here&text=We%20will%20never%20go%20away"
    )


def test_an_own_fragment_stays_and_a_directive_is_replaced() -> None:
    text = "the ferry must stay"
    assert linked(text, text, url=f"{URL}#part:~:text=old").startswith(f"{URL}#part:~:text=the")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///a", "http://[", ""])
def test_what_is_not_of_the_web_stays_as_it_is(url: str) -> None:
    assert linked("the ferry must stay", "the ferry", url=url) == url


def test_marks_alone_cannot_be_searched_for() -> None:
    assert linked("He said “…” twice.", "“…”") == URL


@given(st.text(alphabet="ab -,&“”\n%é", min_size=1, max_size=300), st.data())
def test_every_directive_holds_words_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = text_fragment(URL, Statement("s", (Span(start, end),)), text)
    for part in found.partition("#:~:text=")[2].split(","):
        words = unquote(part.removeprefix("-").removesuffix("-"))
        assert " ".join(words.split()) in " ".join(text.split())
