import pytest

from onrecord.occasions.known import document_noun, same_source, speaks_of, stands_for


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("the statement", "statement"),
        ("The message", "message"),
        ("the letter signed by seven doctors", "letter"),
        ("Ann Vale", None),
        ("the state", None),
        ("", None),
    ],
)
def test_a_document_is_known_by_its_noun(mention: str, expected: str | None) -> None:
    assert document_noun(mention) == expected


@pytest.mark.parametrize(
    ("mention", "other", "expected"),
    [
        ("Vale", "Mayor Ann Vale", True),
        ("President Vale", "President Roe", False),
        ("the expert", "one legal expert", True),
        ("the expert", "the mayor", False),
        ("", "", False),
    ],
)
def test_mentions_of_one_source(mention: str, other: str, *, expected: bool) -> None:
    assert same_source(mention, other) is expected


def test_a_noun_stands_for_the_source_it_described() -> None:
    assert stands_for("the analyst", "Example Bank analyst Ann Vale said")
    assert not stands_for("the analyst", "Mayor Ann Vale said")
    assert not stands_for("the statement", "a statement")
    assert stands_for("he", "")


def test_a_sentence_speaks_of_its_subject() -> None:
    assert speaks_of("Vale made ", "Mayor Ann Vale")
    assert speaks_of("She made ", "Mayor Ann Vale")
    assert not speaks_of("Roe made ", "Mayor Ann Vale")
