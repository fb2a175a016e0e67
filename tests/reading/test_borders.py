"""Where contents begin and end. All people here are invented."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Attribution, Span
from onrecord.reading.borders import Side, bordered, borders_of, features, moved, names, trimmed
from onrecord.reading.words import BREAK, COMMA, STOP, TAGS, Signs, Words, words_of
from tests.test_pipeline_any_text import read

TEXT = "It rained.\n\nHolt told the Skerra Post that, “if need be,” the bridge will close. But she left."


def signs_for(text: str, seed: int = 0) -> Signs:
    """Made up, for every place where something other than space begins."""
    places = [at for at in range(len(text)) if not text[at].isspace() and (not at or text[at - 1].isspace())]
    tags = np.random.default_rng(seed).integers(0, 1000, (len(places), TAGS))
    return Signs(np.array(places, dtype=np.int64), tags, tags[:, 0])


def _words(text: str) -> Words:
    return words_of(text, signs_for(text))


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


TOLD = Attribution(
    (_span("the Skerra Post that, “if need be,” the bridge will close"),), (_span("Holt"),), (_span("told"),)
)


def test_words_have_what_stands_before_them_and_whether_they_are_quoted() -> None:
    words = _words(TEXT)
    at = {word: number for number, word in enumerate(words.word)}
    assert words.gap[at["holt"]] == BREAK and words.gap[at["if"]] == COMMA and words.gap[at["but"]] == STOP
    assert words.quoted[[at["that"], at["if"], at["be"], at["bridge"]]].tolist() == [0, 2, 1, 0]
    assert words.paragraph[at["rained"]] < words.paragraph[at["holt"]] == words.paragraph[at["left"]]
    assert (words.first_in(_span("told")), words.last_in(_span("told"))) == (at["told"], at["told"])


def test_a_border_stays_in_its_paragraph_and_out_of_source_and_cue() -> None:
    words = _words(TEXT)
    starts, ends = borders_of([TOLD], words, "start"), borders_of([TOLD], words, "end")
    assert words.word[starts.place.min()] == "the" and words.word[starts.place.max()] == "close"
    assert words.word[ends.place.max()] == "left"
    assert features([TOLD], words, starts, "start").shape == (len(starts.place), len(names()))


def test_a_border_stays_out_of_the_contents_of_others() -> None:
    words = _words(TEXT)
    ends = borders_of([TOLD, Attribution((_span("But she left"),))], words, "end")
    assert words.word[ends.place[ends.owner == 0].max()] == "close"


@pytest.mark.parametrize(
    ("word", "side", "content"),
    [("if", "start", "“if need be,” the bridge will close"), ("be", "end", "the Skerra Post that, “if need be,”")],
)
def test_the_marks_of_a_quotation_move_with_a_border(word: str, side: Side, content: str) -> None:
    words = _words(TEXT)
    one = moved(TOLD, words, words.word.index(word), side)
    assert one.content[0].of(TEXT) == content and one.type == "mixed"


def test_signs_of_money_and_shares_move_with_a_border() -> None:
    text = "Holt said (it costs) $12 or 6% more"
    one = Attribution((Span(10, len(text)),), (), (Span(5, 9),))
    words = _words(text)
    one = moved(moved(one, words, words.word.index("12"), "start"), words, words.word.index("6"), "end")
    assert one.content[0].of(text) == "$12 or 6%"


@settings(max_examples=100, deadline=None)
@given(read(), st.integers(0, 5))
def test_any_text_keeps_its_contents_in_order_and_within(found: tuple[str, list[Attribution]], seed: int) -> None:
    text, attributions = found
    for before, one in zip(attributions, bordered(attributions, words_of(text, signs_for(text, seed))), strict=True):
        assert all(part.of(text) for part in one.content) and list(one.content) == sorted(one.content)
        assert all(a.end <= b.start for a, b in zip(one.content, one.content[1:], strict=False))
        assert (one.source, one.cue, one.kind) == (before.source, before.cue, before.kind)


@pytest.mark.parametrize(
    ("text", "cue", "kept"),
    [
        ("HARWICH, England (AP) — The dam holds, Holt said.", "said", "The dam holds"),
        ("HARWICH, Nov. 3 — The dam holds, Holt said.", "said", "The dam holds"),
        ("HARWICH: The dam holds, Holt said.", "said", "The dam holds"),
        ("Harwich (Reuters) - The dam holds, Holt said.", "said", "The dam holds"),
        ("The dam in HARWICH: The dam holds, Holt said.", "said", "The dam in HARWICH: The dam holds"),
        ("Harwich — the dam — holds, Holt said.", "said", "Harwich — the dam — holds"),
        ("However, the dam holds, Holt said.", "said", "the dam holds"),
        ("However the dam holds, Holt said.", "said", "However the dam holds"),
    ],
)
def test_a_dateline_and_an_adverb_of_the_author_are_not_said(text: str, cue: str, kept: str) -> None:
    one = Attribution((Span(0, text.index(", Holt")),), cue=(Span(text.index(cue), text.index(cue) + len(cue)),))
    assert [part.of(text) for part in trimmed(one, _words(text)).content] == [kept]


@pytest.mark.parametrize(
    ("text", "cue", "kept"),
    [
        ("Holt warned how the dam may break", "warned", "the dam may break"),
        ("Holt described how the dam may break", "described", "the dam may break"),
        ("Holt asked how the dam may break", "asked", "how the dam may break"),
        ("Holt told how to leave", "told", "how to leave"),
        ("Holt lamented the fact that the dam may break", "lamented", "the dam may break"),
        ("Holt confirmed rumours that she left", "confirmed", "she left"),
        ("Holt confirmed rumours that were old", "confirmed", "rumours that were old"),
        ("Holt added that’s all https://t.co/abc", "added", "that’s all"),
    ],
)
def test_how_and_the_fact_that_and_links_are_not_said(text: str, cue: str, kept: str) -> None:
    end = text.index(cue) + len(cue)
    one = Attribution((Span(end + 1, len(text)),), cue=(Span(end - len(cue), end),))
    assert [part.of(text) for part in trimmed(one, _words(text)).content] == [kept]


def test_what_is_left_of_a_mixed_content_may_be_all_quoted() -> None:
    text = "Moreover, “the dam holds,” Holt said."
    one = Attribution((Span(0, text.index(" Holt")),), type="mixed")
    left = trimmed(one, _words(text))
    assert (left.content[0].of(text), left.type) == ("“the dam holds,”", "direct")
