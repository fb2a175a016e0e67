import pytest

from benchmarks.versions import Tally, judged, matched, overlap
from onrecord.model import Article, Reading, Span, Statement, Version, sha256

FERRY = "The ferry stays open until there is a bridge, the mayor said."
CREWS = "Nobody had asked the crews of the boats, the union said on Monday."


def reading(text: str, *contents: tuple[int, int]) -> Reading:
    version = Version(text, sha256(text), "text/plain")
    return Reading(Article("ferry", None, (version,)), tuple(statement(*content) for content in contents))


def statement(start: int, end: int, *, source: tuple[int, int] | None = None) -> Statement:
    return Statement(f"{start}-{end}", (Span(start, end),), (Span(*source),) if source else ())


@pytest.mark.parametrize(
    ("other", "gone"),
    [
        (FERRY, False),
        (f"{CREWS}\n{FERRY}", False),
        (FERRY.replace("mayor", "council"), False),
        (FERRY.replace("a bridge", "help"), False),
        (FERRY.replace("until there is a bridge", "for now"), True),
        (CREWS, True),
        ("", True),
    ],
)
def test_a_statement_is_gone_where_neither_paragraph_nor_words_stand(other: str, gone: bool) -> None:
    version = reading(f"{FERRY}\n{FERRY[:0]}", (0, 44))
    assert [changed for _, changed in judged(version, reading(other))] == [gone]


def test_one_word_is_judged_with_its_source() -> None:
    version = reading(FERRY)
    short = Reading(version.article, (statement(4, 9, source=(46, 55)),))
    assert judged(short, reading("A ferry sank in the harbour."))[0][1] is True


def test_statements_are_matched_once_the_likest_first() -> None:
    said, wanted = [statement(0, 10), statement(0, 9)], [statement(0, 9)]
    assert matched(said, wanted) == [(said[1], wanted[0])]
    assert overlap(said[0], said[1]) == 0.9
    assert matched(said, [statement(20, 30)]) == []


def test_a_tally_counts_both_sides() -> None:
    tally = Tally()
    tally.add([statement(0, 10), statement(20, 30)], [statement(0, 10)])
    assert (tally.precision, tally.recall, tally.f1) == (50.0, 100.0, 66.67)
    assert Tally().f1 == 100.0
