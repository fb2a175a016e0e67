"""Quotation marks of every style, balanced or not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.english.quotation_marks import is_quoted, quotations, type_of
from onrecord.model import Span


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" and left.', ['"yes"']),
        ("He said “yes” and left.", ["“yes”"]),
        ("He said „ja“ and left.", ["„ja“"]),
        ("He said «oui» and left.", ["«oui»"]),
        ("He said ``yes'' and left.", ["``yes''"]),
        ("He said ‘yes’ and left.", ["‘yes’"]),
        ("He said 'it isn't' and left.", ["'it isn't'"]),
        ("“I heard ‘no’ twice,” she said.", ["“I heard ‘no’ twice,”"]),
        ("It’s the players’ union’s idea.", []),
        ("Ask ”60 Minutes.” ”We left,” she said.", ["”60 Minutes.”", "”We left,”"]),
        ("”It rained,“ said Holt. ”A lot.“", ["”It rained,“", "”A lot.“"]),
        ("“It rained,“ said Holt. “A lot.“", ["“It rained,“", "“A lot.“"]),
        ("It rained.” said Holt. “A lot.”", ["“A lot.”"]),
        ("„Ja“, sagte er. „Gut“", ["„Ja“", "„Gut“"]),
        ("A 5' 10\" man and nothing else.", []),
        ("", []),
    ],
)
def test_marks_of_every_style_are_found(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == quoted


def test_a_place_is_quoted_from_the_opening_to_the_closing_mark() -> None:
    text = "A “b” c “d”"
    assert [c for at, c in enumerate(text) if is_quoted(quotations(text), at)] == ["“", "b", "”", "“", "d", "”"]


def test_a_mark_that_opens_a_paragraph_quotes_only_that_paragraph() -> None:
    text = "“First part of it.\n\n“Second part,” she said.\n\nNothing here."
    found = [(text[q.start : q.end], q.closed) for q in quotations(text)]
    assert found == [("“First part of it.", False), ("“Second part,”", True)]


def test_an_unclosed_mark_inside_a_paragraph_quotes_nothing() -> None:
    text = "She said “we will never know.\n\nForty paragraphs follow."
    assert quotations(text) == []


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`"))
def test_no_quotation_crosses_a_line_and_none_overlap(text: str) -> None:
    found = quotations(text)
    assert all("\n" not in text[q.start : q.end] and q.start < q.end for q in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        ("She said “we will stay.”", "“we will stay.”", "direct"),
        ("She said “we will stay.”", "we will stay", "direct"),
        ("She said it was “a mess” for all.", "it was “a mess” for all", "mixed"),
        ("She said it was a mess.", "it was a mess", "indirect"),
    ],
)
def test_the_type_follows_from_the_marks(text: str, part: str, kind: str) -> None:
    start = text.index(part)
    assert type_of(text, (Span(start, start + len(part)),), quotations(text)) == kind


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Holt said: “It rains.\n\n“It pours.”", ["“It rains.", "“It pours.”"]),
        ("It is late, Holt said, “and it rains.\n\n“It pours.”", ["“and it rains.", "“It pours.”"]),
        ("Holt said: “It rains and it pours.\n\nThe end.", ["“It rains and it pours."]),
        ("‘The dogs’ barking woke us,’ she said.", ["‘The dogs’ barking woke us,’"]),
        ("‘Two dogs’ and ‘one cat,’ she said.", ["‘Two dogs’", "‘one cat,’"]),
        ("''It rains,'' she said.", ["''It rains,''"]),
        ("``It rains,'' she said.", ["``It rains,''"]),
    ],
)
def test_marks_that_print_leaves_open_or_doubtful(text: str, quoted: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            '“The 12" pipe burst and the 4" one an hour later,” she said.',
            ['“The 12" pipe burst and the 4" one an hour later,”'],
        ),
        ('"The shelf is 6" too short," she said. "Go."', ['"The shelf is 6" too short,"', '"Go."']),
        ('A 6"x4" card and a 3" nail.', []),
        ('"It was 1999" he said. "It was 2000."', ['"It was 1999"', '"It was 2000."']),
        ("» “We had no choice,” she said.", ["“We had no choice,”"]),
        ("» The hall is new.\n\n» Work begins in June.", []),
        ("Sie sagte »nein« und ging.", ["»nein«"]),
        ("« Oui », dit-elle.", ["« Oui »"]),
    ],
)
def test_inches_and_bullets_quote_nothing(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == quoted
