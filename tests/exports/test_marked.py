from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.marked import (
    counted,
    deed,
    kinds,
    marked_blocks,
    moment,
    named,
    occasion_facts,
    shared_occasions,
    speakers,
    sure,
    when,
    who,
    whole_blocks,
)
from onrecord.model import Act, Article, Block, Reading, Span, Speaker, Statement, Time, Version, When, Words
from onrecord.problems import SpanOutsideText

ANA, MARIA = Speaker("Ana Ruiz", "person"), Speaker("Maria Holt", "person")
MAYOR = Speaker("Ana Brand", "person", Words("mayor"))
TEXT = "Ana Brand said the ferry must stay.\n\nShe added: no more cuts."


def reading(
    text: str = TEXT,
    *,
    statements: tuple[Statement, ...] = (),
    blocks: tuple[Block, ...] = (),
    reason: str | None = None,
) -> Reading:
    return Reading(Article("a1", None, (Version(text, "0" * 64, "text/plain", blocks=blocks),)), statements, reason)


def statement(number: int, *content: Span, source: tuple[Span, ...] = (), cue: tuple[Span, ...] = ()) -> Statement:
    return Statement(f"{number:016}", content, source, cue)


@st.composite
def marked_readings(draw: st.DrawFn) -> Reading:
    """Any text with any blocks and any spans, overlapping or not."""
    text = draw(st.text(alphabet="ab <&\"'\n“”é", min_size=1, max_size=60))
    places = st.integers(0, len(text))
    spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), places, places).filter(
        lambda span: span.start < span.end
    )
    edges = sorted(draw(st.sets(places, max_size=6)))
    blocks = [Block("paragraph", Span(a, b)) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    several = st.lists(spans, max_size=2).map(tuple)
    parts = draw(st.lists(st.tuples(st.lists(spans, min_size=1, max_size=3).map(tuple), several, several), max_size=4))
    statements = tuple(statement(n, *content, source=source, cue=cue) for n, (content, source, cue) in enumerate(parts))
    return reading(text, statements=statements, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("act", "told"), [("states", "does not state"), ("denies", "does not deny"), ("promises", "does not promise")]
)
def test_what_is_reportedly_not_done_is_told_in_words(act: Act, told: str) -> None:
    one = replace(statement(1, Span(0, 3)), act=act)
    assert deed(one) == act and deed(replace(one, negated=True)) == told


@given(marked_readings())
def test_no_word_is_lost_and_none_is_added(value: Reading) -> None:
    shown = "".join(piece.text for block in marked_blocks(value) for piece in block.pieces)
    assert "".join(shown.split()) == "".join(value.article.latest.text.split())


@given(marked_readings())
def test_every_mark_covers_the_words_of_its_span(value: Reading) -> None:
    text = value.article.latest.text
    for number, stated in enumerate(value.statements, start=1):
        for part, spans in (("source", stated.source), ("cue", stated.cue), ("content", stated.content)):
            inside = {i for span in spans for i in range(span.start, span.end) if not text[i].isspace()}
            marked = {
                i
                for block in marked_blocks(value)
                for piece in block.pieces
                if any((mark.note.number, mark.part) == (number, part) for mark in piece.marks)
                for i in range(piece.span.start, piece.span.end)
                if not text[i].isspace()
            }
            assert marked == inside


@given(marked_readings())
def test_every_mark_opens_and_closes_once(value: Reading) -> None:
    pieces = [piece for block in marked_blocks(value) for piece in block.pieces]
    marks = {id(mark): mark for piece in pieces for mark in piece.marks}
    assert sorted(id(mark) for piece in pieces for mark in piece.opens) == sorted(marks)
    assert sorted(id(mark) for piece in pieces for mark in piece.closes) == sorted(marks)


@given(marked_readings())
def test_marks_on_one_piece_are_in_different_lanes(value: Reading) -> None:
    for block in marked_blocks(value):
        for piece in block.pieces:
            lanes = [mark.lane for mark in piece.marks]
            assert len(set(lanes)) == len(lanes)


def test_a_statement_belongs_to_the_block_in_which_its_content_begins() -> None:
    two_paragraphs = statement(1, Span(15, 34), Span(48, 61))
    first, second = marked_blocks(reading(statements=(two_paragraphs,)))
    assert [note.statement for note in first.notes] == [two_paragraphs]
    assert second.notes == ()
    assert [mark.last for piece in second.pieces for mark in piece.closes] == [True]


def test_a_span_that_does_not_fit_is_a_problem() -> None:
    with pytest.raises(SpanOutsideText):
        marked_blocks(reading(statements=(statement(1, Span(5, 500)),)))


def test_text_without_blocks_is_shown_line_by_line() -> None:
    assert [block.span.of(TEXT) for block in whole_blocks(TEXT, ())] == TEXT.split("\n\n")


def test_speakers_are_counted_by_name_the_most_frequent_first() -> None:
    ana, bo = Speaker("Ana Brand", "person", Words("mayor")), Speaker("Bo Lind", "person")
    stated = [statement(n, Span(0, 3)) for n in range(4)]
    named = [replace(stated[0], speakers=(bo,)), replace(stated[1], speakers=(ana,)), stated[2]]
    named.append(replace(stated[3], speakers=(replace(ana, role=None),)))
    assert speakers(named) == [(ana, 2), (bo, 1), (None, 1)]


def test_a_statement_of_several_speakers_counts_for_each_of_them() -> None:
    stated = [
        replace(statement(1, Span(0, 3)), speakers=(ANA, MARIA)),
        replace(statement(2, Span(0, 3)), speakers=(MARIA,)),
    ]
    assert speakers(stated) == [(MARIA, 2), (ANA, 1)]


def test_the_occasions_that_several_statements_share() -> None:
    monday = When.of_date("2031-05-05", text="Monday", rule="weekday before")
    first, second, third, fourth = (statement(n, Span(0, 3)) for n in range(4))
    here = replace(first, occasion=1, when=monday, venue=Words("a hearing"), addressee=Words("the council"))
    told_again = replace(second, occasion=1, when=monday, addressee=Words("the council", Span(4, 15)))
    again = replace(third, occasion=1, when=monday, venue=Words("a hearing"), addressee=Words("reporters"))
    value = reading(statements=(here, told_again, again, replace(fourth, occasion=2)))
    ((occasion, numbers),) = shared_occasions(value)
    assert (occasion.number, numbers) == (1, (1, 2, 3))
    assert occasion_facts(occasion) == "2031-05-05 · a hearing · to the council and reporters"
    (block, *_) = marked_blocks(value)
    assert {note.number: note.beside for note in block.notes} == {1: (2, 3), 2: (1, 3), 3: (1, 2), 4: ()}


def test_with_focus_one_statement_is_marked_and_keeps_its_number() -> None:
    value = reading(statements=(statement(1, Span(0, 3)), statement(2, Span(4, 9))))
    assert [note.number for note in marked_blocks(value, focus=value.statements[1].id)[0].notes] == [2]


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (0.999, "99\xa0% · likely"),
        (0.97, "97\xa0% · likely"),
        (0.8, "80\xa0% · likely"),
        (0.5, "50\xa0% · unsure"),
        (0.0, "0\xa0% · doubtful"),
    ],
)
def test_how_sure_is_a_number_and_a_word(confidence: float, expected: str) -> None:
    assert sure(confidence) == expected


@pytest.mark.parametrize(
    ("date", "words", "expected"),
    [
        ("2031-05-06", "Tuesday", "2031-05-06, from “Tuesday” (weekday before)"),
        ("2031-05-05/2031-05-11", "this week", "2031-05-05 to 2031-05-11, from “this week” (weekday before)"),
        (None, "a day after", "“a day after”, not resolved (weekday before)"),
        ("2031-05", None, "2031-05 (weekday before)"),
        (None, None, "not resolved (weekday before)"),
    ],
)
def test_when_shows_the_date_its_words_and_the_rule(date: str | None, words: str | None, expected: str) -> None:
    assert when(When.of_date(date, text=words, rule="weekday before")) == expected


@pytest.mark.parametrize(
    ("several", "expected"),
    [
        ((), "no source named"),
        ((ANA,), "Ana Ruiz"),
        ((MAYOR,), "Ana Brand, mayor"),
        ((ANA, MARIA), "Ana Ruiz and Maria Holt"),
        ((ANA, MARIA, Speaker("Jo Berg", "person")), "Ana Ruiz, Maria Holt and Jo Berg"),
        ((MAYOR, MARIA), "Ana Brand (mayor) and Maria Holt"),
    ],
)
def test_who(several: tuple[Speaker, ...], expected: str) -> None:
    assert who(several) == expected


@pytest.mark.parametrize(
    ("several", "expected"),
    [
        ((ANA,), "person"),
        ((ANA, MARIA), "people"),
        ((ANA, Speaker("The Port", "organization")), "person and organization"),
        ((Speaker("officials", "unnamed"),), "unnamed source"),
    ],
)
def test_kinds(several: tuple[Speaker, ...], expected: str) -> None:
    assert kinds(several) == expected


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("Brand", None),
        ("the mayor of Skerra", "the mayor of Skerra"),
        ("mayor Ana Brand", None),
        ("she", "she"),
        (None, None),
    ],
)
def test_a_mention_is_named_where_it_says_something_else(mention: str | None, expected: str | None) -> None:
    told = Speaker("Ana Brand", "person", Words("mayor"), Words(mention) if mention else None)
    assert named((told,)) == expected


def test_the_words_that_name_several_are_told_once() -> None:
    both = tuple(replace(one, mention=Words("they")) for one in (ANA, MARIA))
    assert named(both) == "they"
    assert named((replace(ANA, mention=Words("Ruiz")), replace(MARIA, mention=Words("Holt")))) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-05-04", "2023-05-04"),
        ("2023-05-04T08:00:00+02:00", "2023-05-04 08:00 +02:00"),
        ("2023-05-04T08:00", "2023-05-04 08:00"),
        ("2023-05-04T08:00:00.123Z", "2023-05-04 08:00 Z"),
    ],
)
def test_a_moment_is_without_its_seconds(value: str, expected: str) -> None:
    assert moment(Time(value, "given")) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, "0 statements"), (1, "1 statement"), (2000, "2,000 statements")])
def test_counted(count: int, expected: str) -> None:
    assert counted(count, "statement") == expected
