import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.versions.differences import RUN, Piece, difference, plain, sides

WORDS = st.lists(st.sampled_from("the ferry stays, “open” until June. It’s 12 boats".split(" ")), max_size=30).map(
    " ".join
)


@given(WORDS, WORDS)
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.part != "removed") == after
    earlier = " ".join(piece.text for piece in pieces if piece.part != "added")
    assert plain(earlier) == plain(before)


@given(WORDS, WORDS)
def test_a_place_holds_the_same_word(before: str, after: str) -> None:
    for one, other in (sides(before, after), sides(after, before)[::-1]):
        for word, place in zip(one.words, one.places, strict=True):
            assert place is None or other.words[place].text == word.text


@given(WORDS)
def test_a_text_has_all_its_own_words(text: str) -> None:
    one, other = sides(text, text)
    assert None not in one.places + other.places
    assert all(piece.part == "same" for piece in difference(text, text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s 1,200 boats,” she said.", '"Its 1200 boats" - she said'),
        ("The café  is\nopen", "THE CAFE IS OPEN"),
        ("co\u00adoperate", "cooperate"),
        ("", "…"),
    ],
)
def test_typography_changes_no_word(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"), [("$5", "€5"), ("5%", "5"), ("1.5", "15"), ("re-sign", "resign"), ("can’t", "can")]
)
def test_what_changes_the_meaning_changes_a_word(one: str, other: str) -> None:
    assert plain(one) != plain(other)


def test_words_that_moved_stand() -> None:
    one, two = "The ferry stays until there is a bridge.", "Nobody asked the crews of the two old boats."
    before, after = sides(f"{one}\n\n{two}", f"{two}\n\n{one}")
    assert None not in before.places + after.places


def test_a_repeated_sentence_stands_wherever_it_is() -> None:
    sentence = "The ferry stays until there is a bridge."
    before, after = sides(f"{sentence} {sentence}", sentence)
    assert None not in before.places + after.places


def test_chance_words_of_another_text_do_not_stand() -> None:
    before, _ = sides("The mayor of the town opened the bridge", "A spokesman for the line closed to the public")
    assert set(before.places) == {None}


def test_share_of_words_in_spans() -> None:
    before, _ = sides("The ferry must close soon enough", "The ferry must stay open for all")
    assert before.inside([Span(4, 14)]) == [1, 2]
    assert before.standing(before.inside([Span(0, 32)])) == 0.5
    assert before.standing([]) == 0.0


def test_a_changed_word_is_shown_in_its_place() -> None:
    pieces = difference("The line must close now, he said", "The line should close now, he said")
    assert pieces == (
        Piece("same", "The line "),
        Piece("removed", "must"),
        Piece("added", "should"),
        Piece("same", " close now, he said"),
    )


def test_a_text_of_one_word_again_and_again_ends() -> None:
    before, after = sides("no " * 3000 + "end", "stop " + "no " * 4000)
    assert before.standing(range(RUN)) == 1.0
    assert after.places[0] is None
