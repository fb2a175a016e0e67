from dataclasses import replace

import pytest
from rich.console import Console

from onrecord.cli.terminal.readings import marked_text
from onrecord.model import Reading, Span, Speaker, When, Words
from tests.exports.test_marked import TEXT, reading, statement

STATED = replace(
    statement(1, Span(15, 34), source=(Span(0, 9),), cue=(Span(10, 14),)),
    speakers=(Speaker("Ana Brand", "person", Words("mayor")),),
    principals=(Speaker("Bo Lind", "person"),),
    venue=Words("a meeting"),
    addressee=Words("the council"),
    when=When.of_date(None, text="later", rule="no anchor"),
    confidence=0.4,
)


def drawn(value: Reading, *, signs: bool, focus: str | None = None, width: int = 200) -> str:
    console = Console(
        force_terminal=not signs, width=width, markup=False, highlight=False, color_system=None if signs else "standard"
    )
    with console.capture() as capture:
        console.print(marked_text(value, signs=signs, focus=focus))
    return capture.get()


def test_signs_stand_where_styles_do_not_show() -> None:
    assert "{Ana Brand} <said> [1: the ferry must stay]." in drawn(reading(statements=(STATED,)), signs=True)


def test_the_note_says_who_for_whom_when_where_to_whom_and_how_sure() -> None:
    shown = drawn(reading(statements=(STATED,)), signs=True)
    assert "Ana Brand, mayor (person), for Bo Lind" in shown
    assert "said · states · indirect · 40\xa0% · doubtful" in shown
    assert "when: “later”, not resolved (no anchor)" in shown
    assert "where: a meeting" in shown
    assert "to: the council" in shown


def test_several_speakers_and_their_occasion_are_told() -> None:
    both = replace(STATED, speakers=(*STATED.speakers, Speaker("Jo Berg", "person")), occasion=1)
    added = replace(statement(2, Span(48, 60)), occasion=1)
    shown = drawn(reading(statements=(both, added)), signs=True)
    assert "Ana Brand (mayor) and Jo Berg (people), for Bo Lind" in shown
    assert "Occasion 1: a meeting · to the council · statements 1 and 2" in shown
    assert "on: occasion 1, with statement 2" in shown
    focused = drawn(reading(statements=(both, added)), signs=True, focus=added.id)
    assert "[2: no more cuts" in focused and "on: occasion 1, with statement 1" in focused
    assert "must stay" not in focused


def test_styles_differ_in_more_than_colour() -> None:
    console = Console(force_terminal=True, no_color=True, width=200, highlight=False)
    with console.capture() as capture:
        console.print(marked_text(reading(statements=(STATED,)), signs=False))
    shown = capture.get()
    assert "\x1b[1mAna Brand\x1b[0m \x1b[3msaid\x1b[0m \x1b[4mthe ferry must stay\x1b[0m" in shown


def test_overlapping_spans_are_both_marked() -> None:
    value = reading(statements=(statement(1, Span(0, 14)), statement(2, Span(4, 34))))
    assert "[1: Ana [2: Brand said] the ferry must stay]." in drawn(value, signs=True)


def test_with_focus_only_the_blocks_of_one_statement_are_drawn() -> None:
    value = reading(statements=(STATED, statement(2, Span(48, 60))))
    shown = drawn(value, signs=True, focus=STATED.id)
    assert "the ferry must stay" in shown
    assert "no more cuts" not in shown


def test_lines_are_no_longer_than_the_width() -> None:
    value = reading(TEXT * 5, statements=(STATED,))
    assert max(len(line) for line in drawn(value, signs=True, width=40).splitlines()) <= 40


@pytest.mark.parametrize(
    ("reason", "expected"), [(None, "No statements were read.\n"), ("It is Danish.", "It is Danish.")]
)
def test_an_article_without_statements_says_so(reason: str | None, expected: str) -> None:
    assert expected in drawn(reading(reason=reason), signs=True)
