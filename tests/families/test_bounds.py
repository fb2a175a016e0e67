"""Work that must grow with a text and not with its square, counted in steps."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations
from typing import overload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.families import wording
from onrecord.families.reports import _tells_of_repeating
from onrecord.families.tokens import Word, words_of
from onrecord.families.wording import MOST_EQUAL, align
from onrecord.record.families.comparing import HOLDERS, NEAR, near_pairs
from onrecord.record.verifying.stored_words import PageWords, PdfWords, squeezed


@pytest.mark.parametrize("count", [NEAR // 2, NEAR * 10, NEAR * 40])
def test_the_statements_of_an_article_are_compared_with_those_near_them(count: int) -> None:
    pairs = list(near_pairs([frozenset({number, -1}) for number in range(count)]))
    assert len(pairs) == len(set(pairs)) <= count * (NEAR + HOLDERS)
    assert {pair for pair in combinations(range(count), 2) if pair[1] - pair[0] <= NEAR} <= set(pairs)


def test_statements_far_apart_are_compared_where_they_have_words_in_common() -> None:
    runs = [frozenset({number}) for number in range(NEAR * 5)]
    runs[-1] = runs[3]
    far = [pair for pair in near_pairs(runs) if pair[1] - pair[0] > NEAR]
    assert far == [(3, len(runs) - 1)]


@given(st.lists(st.sampled_from("abc"), max_size=60), st.lists(st.sampled_from("abc"), max_size=60))
def test_regions_are_both_texts_however_they_were_found(first: list[str], second: list[str]) -> None:
    for most in (MOST_EQUAL, 0):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(wording, "MOST_EQUAL", most)
            regions = align(first, second)
        assert [word for one in regions for word in first[one.first_start : one.first_end]] == first
        assert [word for one in regions for word in second[one.second_start : one.second_end]] == second
        for one in regions:
            if one.same:
                assert first[one.first_start : one.first_end] == second[one.second_start : one.second_end]


def test_texts_that_repeat_a_word_are_not_searched_run_by_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("tries each pair of equal words for each run")

    monkeypatch.setattr(wording, "SequenceMatcher", refuse)
    regions = align(["ferry"] * 3000, ["ferry", "again"] * 1500)
    assert sum(one.first_end - one.first_start for one in regions if one.same) == 1500


class Counted(Sequence[Word]):
    """Words, and how often one was looked at."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words, self.steps = words, 0

    def __len__(self) -> int:
        return len(self._words)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | Sequence[Word]:
        self.steps += 1
        return self._words[at]

    def __iter__(self) -> Iterator[Word]:
        for word in self._words:
            self.steps += 1
            yield word


@pytest.mark.parametrize("count", [100, 1000])
def test_what_a_cut_loses_is_found_in_as_many_steps_as_there_are_words(count: int) -> None:
    text = "we will " + "not go " * count + "home"
    words = Counted(words_of(text))
    lost = list(wording._lost(text, words, [(2, len(words) - 1)]))
    assert lost == ["leaves out “not”"] * count
    assert words.steps <= 5 * len(words)


def test_words_that_tell_of_repeating_count_outside_of_quotation_marks() -> None:
    assert _tells_of_repeating("She has often said so.")
    assert not _tells_of_repeating("“He has often said so,” she said.")
    assert _tells_of_repeating("“Yes,” she said, and “ she has often said so.")


def test_the_words_of_captions_are_those_under_the_times() -> None:
    times = "00:01.000 --> 00:02.000"
    words = PageWords(f"WEBVTT\n\n1\n{times}\nwe\nstay\n{times}\nhere\n\nnot this\n".encode(), "text/vtt")
    assert words.hold("we stay here")
    assert PageWords(b"-->" * 300_000, "text/vtt").hold("-->")


def test_a_line_that_comes_again_is_skipped_a_bounded_number_of_times() -> None:
    words = PdfWords(b"", squeezed=squeezed)
    words._lines, words._around = ["there", *["a"] * 5000, "pier"], [False, *[True] * 5000, False]
    words._text, words._starts = "".join(words._lines), [0, *accumulate(map(len, words._lines))]
    assert not words.hold("there pier")
    words._lines, words._around = ["there", *["a"] * 5, "pier"], [False, *[True] * 5, False]
    words._text, words._starts = "".join(words._lines), [0, *accumulate(map(len, words._lines))]
    assert words.hold("there pier")
