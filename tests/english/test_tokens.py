from onrecord.english.tokens import bare_words, indexed_words, whole_words

TEXT = "The Co-op isn’t open_now: 3,000 said no"


def test_the_index_has_runs_of_letters_digits_and_underscores() -> None:
    assert indexed_words(TEXT) == ["The", "Co", "op", "isn", "t", "open_now", "3", "000", "said", "no"]


def test_words_are_compared_without_underscores() -> None:
    assert bare_words(TEXT) == ["The", "Co", "op", "isn", "t", "open", "now", "3", "000", "said", "no"]


def test_words_that_tell_something_are_whole() -> None:
    assert whole_words(TEXT) == ["the", "co-op", "isn't", "open", "now", "3", "000", "said", "no"]
