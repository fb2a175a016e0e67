"""Spans, dates and identities."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, Statement, When, statement_id
from onrecord.problems import SpanOutsideText


def test_a_span_gives_its_words() -> None:
    assert Span(4, 9).of("The mayor said") == "mayor"


@pytest.mark.parametrize("span", [Span(-1, 3), Span(3, 3), Span(5, 4), Span(0, 15)])
def test_a_span_that_does_not_fit_says_what_to_do(span: Span) -> None:
    with pytest.raises(SpanOutsideText, match="onrecord verify"):
        span.of("The mayor said")


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2024, 2, 29), date(2024, 2, 29), "2024-02-29"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2023, 2, 1), date(2023, 2, 28), "2023-02"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 2, 26), date(2024, 3, 3), "2024-02-26/2024-03-03"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01/2024-02-28"),
    ],
)
def test_a_when_is_written_as_short_as_it_is_exact(start: date, end: date, written: str) -> None:
    assert When(start, end, None, "given").date == written


@given(st.dates(date(1000, 1, 1), date(2999, 1, 1)), st.integers(0, 800))
def test_a_when_is_read_back_without_loss(start: date, days: int) -> None:
    when = When(start, start + timedelta(days=days), "then", "given")
    assert When.of_date(when.date, text="then", rule="given") == when


def test_an_unresolved_when_has_no_date() -> None:
    assert When.of_date(None, text="a day after the vote", rule="unresolved").date is None


@pytest.mark.parametrize("text", ["", "March", "2024-13", "2024-02-30"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        When.of_date(text, text=None, rule="given")


def test_the_identity_of_a_statement_depends_on_text_and_spans() -> None:
    identities = {
        statement_id(text, content, source)
        for text in ("a", "b")
        for content in ((Span(0, 3),), (Span(0, 4),))
        for source in ((), (Span(5, 6),))
    }
    assert len(identities) == 8


def test_a_quote_joins_the_parts_by_one_space() -> None:
    statement = Statement("x", (Span(0, 6), Span(15, 19)))
    assert statement.quote("“Yes,” he said “no.”") == "“Yes,” “no."
