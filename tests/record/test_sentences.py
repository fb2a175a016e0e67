from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, Statement
from onrecord.record import Hit, open_record
from onrecord.record.searching.sentences import sentence_around
from tests.made_articles import READ_WITH, made, statement, with_statements

TEXT = "Rain fell. “The bridges,” said Ana Duarte, “will stay open 🌉 for all.” It was late.\nNext day."


def hit(text: str, *content: str, cue: str = "", source: str = "", highlights: tuple[Span, ...] = ()) -> Hit:
    def spans(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),) if words else ()

    parts = tuple(span for words in content for span in spans(words))
    made_up = Statement("x", parts, spans(source), spans(cue))
    return Hit("a", None, None, None, None, made_up, made_up.quote(text), highlights, text)


def test_the_sentence_around_a_statement_with_its_places() -> None:
    content = "“The bridges,”", "“will stay open 🌉 for all.”"
    quote = " ".join(content)
    words = tuple(Span(quote.index(word), quote.index(word) + len(word)) for word in ("bridges", "open"))
    around = sentence_around(hit(TEXT, *content, cue="said", source="Ana Duarte", highlights=words))
    assert around.text == "“The bridges,” said Ana Duarte, “will stay open 🌉 for all.”"
    assert around.span.of(TEXT) == around.text
    assert [span.of(around.text) for span in around.words] == ["bridges", "open"]
    assert [span.of(around.text) for span in around.cue] == ["said"]
    assert [span.of(around.text) for span in around.source] == ["Ana Duarte"]
    assert [span.of(around.text) for span in around.content] == ["“The bridges,”", "“will stay open 🌉 for all.”"]


def test_a_passage_is_told_by_its_parts() -> None:
    content = "“The bridges,”", "“will stay open 🌉 for all.”"
    found = (Span(5, 12),)
    pieces = list(sentence_around(hit(TEXT, *content, cue="said", source="Ana Duarte", highlights=found)).pieces())
    assert [(one.text, one.part, one.found) for one in pieces] == [
        ("“The ", "content", False),
        ("bridges", "content", True),
        (",”", "content", False),
        (" ", None, False),
        ("said", "cue", False),
        (" ", None, False),
        ("Ana Duarte", "source", False),
        (", ", None, False),
        ("“will stay open 🌉 for all.”", "content", False),
    ]


@pytest.mark.parametrize(("before", "after"), [(0, 9_000), (9_000, 0), (5_000, 5_000)])
def test_of_a_long_passage_the_words_that_were_found_are_told(before: int, after: int) -> None:
    quote = "a" * before + " bridge " + "z" * after
    found = hit(f"“{quote}”, she said.", quote, highlights=(Span(before + 1, before + 7),))
    pieces = list(sentence_around(found).pieces())
    assert [one.text for one in pieces if one.found] == ["bridge"]
    assert 1_000 < sum(len(one.text) for one in pieces) <= 1_202
    assert (pieces[0].text == "…", pieces[-1].text == "…") == (before > 0, after > 0)


def test_very_many_hits_in_a_passage_are_told_in_time() -> None:
    quote = "war " * 100_000
    found = hit(quote + ".", quote, highlights=tuple(Span(at, at + 3) for at in range(0, len(quote), 4)))
    assert sum(one.found for one in sentence_around(found).pieces()) == 300


def test_words_of_two_parts_are_marked_in_each() -> None:
    text = "The bridges, she said, will stay."
    found = hit(text, "The bridges", "will stay", highlights=(Span(4, 16),))
    around = sentence_around(found)
    assert around.text == text
    assert [span.of(around.text) for span in around.words] == ["bridges", "will"]


def test_a_statement_over_two_sentences_has_both() -> None:
    text = "Before. She said it rains. And it pours, she said. After."
    assert sentence_around(hit(text, "it rains. And it pours")).text == "She said it rains. And it pours, she said."


def test_a_sentence_without_end_is_cut() -> None:
    text = "word " * 1000 + "core " + "word " * 1000
    around = sentence_around(hit(text, "core"))
    assert len(around.text) < 700
    assert around.content[0].of(around.text) == "core"


def test_hits_by_stem_are_marked(tmp_path: Path) -> None:
    pair = made(1, paragraphs=("The bridges were closing, said Ana Duarte. She left.",))
    said = statement(pair[1].article.latest.text, content="The bridges were closing")
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*with_statements(pair, said), read_with=READ_WITH)
        (found,) = record.search("bridge close").hits
        around = sentence_around(found)
        assert [span.of(around.text) for span in around.words] == ["bridges", "closing"]
        (article,) = record.search("bridge", in_="articles").hits
    with pytest.raises(ValueError, match="no statement"):
        sentence_around(article)


@given(text=st.text(alphabet='ab .!?\n“”"’🌉', min_size=1, max_size=80), data=st.data())
def test_any_text_holds_its_statement(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made_up = Statement("x", (Span(start, end),))
    around = sentence_around(Hit("a", None, None, None, None, made_up, text[start:end], (Span(0, end - start),), text))
    assert around.span.of(text) == around.text
    assert around.content[0].of(around.text) == text[start:end]
    assert around.words == around.content
