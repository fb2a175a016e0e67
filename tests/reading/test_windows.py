"""Pieces and windows: every piece is decided once, whatever the length."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.reading.windows import BREAK, CONTEXT, OPENING, SIZE, batch, pieces_of, windows

_PARAGRAPHS = st.lists(st.text(alphabet="abc XYZ.,“”\"'’é😀", max_size=400), max_size=30)


@settings(deadline=None, max_examples=60)
@given(paragraphs=_PARAGRAPHS)
def test_every_piece_is_decided_in_exactly_one_window(tokenizer: Tokenizer, paragraphs: list[str]) -> None:
    pieces = pieces_of("\n\n".join(paragraphs), tokenizer)
    decided = [p for window in windows(pieces, size=48, context=8) for p in range(window.start, window.end)]
    assert decided == list(range(len(pieces)))


@settings(deadline=None, max_examples=60)
@given(paragraphs=_PARAGRAPHS)
def test_no_window_is_larger_than_the_model_allows(tokenizer: Tokenizer, paragraphs: list[str]) -> None:
    pieces = pieces_of("\n\n".join(paragraphs), tokenizer)
    assert all(window.length <= 48 for window in windows(pieces, size=48, context=8))


@settings(deadline=None, max_examples=60)
@given(paragraphs=_PARAGRAPHS)
def test_offsets_lie_in_the_text_and_rise(tokenizer: Tokenizer, paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    pieces = pieces_of(text, tokenizer)
    assert (pieces.end <= len(text)).all() and (pieces.start >= 0).all()
    assert (np.diff(pieces.start) >= 0).all()


def test_a_text_without_words_has_no_windows(tokenizer: Tokenizer) -> None:
    assert windows(pieces_of("", tokenizer)) == []
    assert windows(pieces_of(" \n\n ", tokenizer)) == []


def test_one_paragraph_longer_than_a_window_is_cut_at_a_sentence(tokenizer: Tokenizer) -> None:
    text = "The committee met again on the matter of the bridge. " * 200
    pieces = pieces_of(text, tokenizer)
    first = windows(pieces)[0]
    assert first.length <= SIZE
    assert text[: pieces.end[first.end - 1]].endswith("bridge.")


def test_what_is_read_along_begins_with_a_sentence_where_it_can(tokenizer: Tokenizer) -> None:
    text = "The committee met again on the matter of the bridge. " * 200
    pieces = pieces_of(text, tokenizer)
    assert all(text[pieces.start[one.context] :].startswith("The committee") for one in windows(pieces)[1:])
    endless = pieces_of("bridge " * 2000, tokenizer)
    assert {one.start - one.context for one in windows(endless)[1:]} == {CONTEXT}


def test_no_window_begins_with_a_quotation_where_another_cut_is_as_good(tokenizer: Tokenizer) -> None:
    said = "The mayor, Ana Brand, told the council how the bridge was to be paid for.\n\n"
    quoted = "“Nobody will have to wait for a boat this winter, whatever the bridge costs us all.”\n\n"
    text = (said + quoted) * 60
    starts = [one.start for one in windows(pieces_of(text, tokenizer))]
    pieces = pieces_of(text, tokenizer)
    assert len(starts) > 5 and all(text.startswith("The mayor", int(pieces.start[start])) for start in starts)
    only = pieces_of(quoted * 60, tokenizer)  # there is none
    assert all(only.piece[one.end - 1] == BREAK for one in windows(only))


def test_paragraphs_end_with_a_break(tokenizer: Tokenizer) -> None:
    pieces = pieces_of("One two.\n\nThree.", tokenizer)
    assert list(np.flatnonzero(pieces.piece == BREAK)) == [3, 6]


@pytest.mark.parametrize(
    ("text", "word", "feature"),
    [
        ("She left.", "left", 0),
        ("She left.", "She", 1),
        ("NATO left.", "NATO", 2),
        ("He said “we left” again.", "left", 3),
        ("He said “We left” again.", "We", 4),
        ("“We left and", "left", 6),
        ("He said “we left” again.", "“", 9),
        ("He said “we left again.", "left", 0),
    ],
)
def test_features_tell_case_and_quotation(tokenizer: Tokenizer, text: str, word: str, feature: int) -> None:
    pieces = pieces_of(text, tokenizer)
    at = list(pieces.start).index(text.index(word))
    assert pieces.feature[at] == feature


def test_a_batch_is_padded_and_masked(tokenizer: Tokenizer) -> None:
    long, short = pieces_of("One two three four five.", tokenizer), pieces_of("One.", tokenizer)
    number, feature, mask = batch([long, short], [windows(long)[0], windows(short)[0]])
    assert number.shape == feature.shape == mask.shape == (2, 8)
    assert list(number[:, 0]) == [OPENING, OPENING]
    assert list(mask.sum(axis=1)) == [8, 4]
