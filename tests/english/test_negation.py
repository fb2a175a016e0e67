import pytest

from onrecord.english.negation import is_nobody, turns, withholds, words_of


@pytest.mark.parametrize(
    ("cue", "withheld"),
    [
        ("denied", True),
        ("has strongly denied", True),
        ("vehemently denies", True),
        ("his denial", True),
        ("disputed", True),
        ("refuted", True),
        ("rejected", True),
        ("rejects", True),
        ("rejected", True),
        ("rejected", True),
        ("rebuffed", True),
        ("dismissed", True),
        ("dismissed", True),
        ("pushed back on", True),
        ("brushed off", True),
        ("denied", True),
        ("denied", True),
        ("refused", True),
        ("steadfastly refuses to disclose", True),
        ("declined to say", True),
        ("declined", True),
        ("stopped short of saying", True),
        ("stops short of calling", True),
        ("would not say", True),
        ("wouldn’t say", True),
        ("won't confirm", True),
        ("did not say", True),
        ("didn't mention", True),
        ("has never said", True),
        ("isn’t saying", True),
        ("made no mention of", True),
        ("said nothing about", True),
        ("without saying", True),
        ("failed to explain", True),
        ("has yet to say", True),
        ("ruled out", True),
        ("does not believe", True),
        ("don't think", True),
        ("cannot confirm", True),
        ("did not deny", False),
        ("refused to rule out", False),
        ("would not rule out", False),
        ("refused to deny", False),
        ("never refused", False),
        ("said", False),
        ("not only said", False),
        ("noted", False),
        ("according to", False),
        ("has no doubt", False),
        ("did not hesitate to say", False),
        ("ruled", False),
        ("pushed for", False),
        ("", False),
    ],
)
def test_what_is_denied_refused_or_not_said_is_withheld(cue: str, withheld: bool) -> None:
    assert withholds(words_of(cue)) is withheld


@pytest.mark.parametrize(
    ("source", "nobody"),
    [("Nobody", True), ("No official", True), ("None of them", True), ("No 10", False), ("No Labels", False),
     ("Ana Brand", False), ("", False),
     ("İİ", False)],  # two code points each in small letters
)  # fmt: skip
def test_a_source_that_is_nobody_negates(source: str, nobody: bool) -> None:
    assert is_nobody(source) is nobody
    assert withholds(["said"], source=source) is nobody


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [("Mayor denies the pier leaks", True), ("No vote before May, Dahl says", True), ("Dahl says it leaks", False),
     ("A vote of no confidence, Dahl says", False)],
)  # fmt: skip
def test_words_that_turn_a_sentence(sentence: str, turned: bool) -> None:
    assert turns(sentence) is turned
