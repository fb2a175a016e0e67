import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.families.tokens import quoted_words, words_of
from onrecord.model import StatementType
from tests.one_report import report


@pytest.mark.parametrize(
    ("quote", "statement_type", "words"),
    [
        ("“We will build it,” “It is needed.”", "direct", "we will build it it is needed"),
        ("We will build it", "direct", "we will build it"),
        ("the bridge is “old and tired”", "mixed", "old and tired"),
        ("the bridge is “old and tired", "mixed", "old and tired"),
        ("old and tired” is what the bridge is", "mixed", "old and tired"),
        ('that she "never" saw it and was "not there"', "mixed", "never not there"),
        ("the bridge is ''old and tired'' today", "mixed", "old and tired"),
        ("the bridge is ``old and tired'' today", "mixed", "old and tired"),
        ("the bridge is old", "indirect", ""),
        ("the council's bridge isn't old", "indirect", ""),
    ],
)
def test_only_words_in_marks_are_quoted(quote: str, statement_type: StatementType, words: str) -> None:
    assert " ".join(word.text for word in words_of(quoted_words(report(quote, type=statement_type)))) == words


@given(st.text(alphabet="ab “”\"'‘’`«» \n", max_size=40))
def test_offsets_stay(quote: str) -> None:
    quoted = quoted_words(report(quote, type="mixed"))
    assert not quoted or len(quoted) == len(quote)
    assert all(word.span.of(quoted) == word.span.of(quote) for word in words_of(quoted))
