from collections.abc import Iterator

import pytest

from onrecord.record import Record
from tests.made_reports import reading, record_of, said

FERRY = reading("“The ferry will run until April,” Maria Holt said.", said("“The ferry will run until April,”"))
SIGN = reading("The sign on the quay forbids swimming, fishing and the sale of lemons.")
OTHERS = tuple(reading(f"It rained in Norvia on day {number}, and the ferry will run again.") for number in range(30))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with record_of(tmp_path_factory.mktemp("quotations"), *OTHERS, FERRY, SIGN) as opened:
        yield opened


def ids(record: Record, words: str, limit: int = 3) -> list[str]:
    return [one.article.id for one in record.quotations_like(words, limit=limit)]


@pytest.mark.parametrize(
    "words",
    ["The ferry will run until April", "the ferry will not run until April", "“The ferry will [sic] sail until April”"],
)
def test_a_statement_is_found_also_with_changed_words(words: str, record: Record) -> None:
    assert ids(record, words)[0] == FERRY.article.id


def test_words_that_are_in_no_statement_are_found_in_the_text(record: Record) -> None:
    assert SIGN.article.id in ids(record, "forbids fishing and the sale of lemons")


@pytest.mark.parametrize("words", ["", "  ", "…", '"', "zebra", "AND OR NOT NEAR(", "* ^ : ( )"])
def test_nothing_a_draft_says_is_query_syntax(words: str, record: Record) -> None:
    assert isinstance(record.quotations_like(words), tuple)


def test_no_more_than_the_limit(record: Record) -> None:
    assert len(ids(record, "It rained in Norvia and the ferry will run again", limit=5)) == 5
