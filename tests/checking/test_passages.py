import pytest

from onrecord.checking.passages import MOST_ALIKE, Held, passages, without_marks
from onrecord.checking.values import Passage
from onrecord.model import Article, Reading, Span, Version
from tests.made_reports import HOLT, reading, said


def kinds(text: str, *statements: object, **named: object) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in passages(reading(text, *statements, **named))]  # type: ignore[arg-type]


def test_each_quotation_of_a_statement_and_all_of_them_together() -> None:
    text = "“We stay here,” Holt said. “We have no boat.”"
    words = [words for kind, words in kinds(text, said(text, type_="mixed")) if kind == "quoted"]
    assert words == ["We stay here,", "We have no boat.", "“We stay here,” “We have no boat.”"]


def test_words_outside_of_quotation_marks_are_reported() -> None:
    text = "Holt said the town should consider “every pier”."
    found = kinds(text, said("the town should consider “every pier”", type_="mixed"))
    assert ("quoted", "every pier") in found
    assert ("reported", "the town should consider “every pier”") in found


def test_a_turn_of_a_transcript_is_quoted_without_marks() -> None:
    text = "Maria Holt: We stay."
    assert ("quoted", "We stay.") in kinds(text, said("We stay."), kind="transcript")


def test_an_official_statement_is_quoted_as_a_whole() -> None:
    text = "We stay here.\n\nWe have no boat."
    assert kinds(text, kind="official") == [("quoted", "We stay here."), ("quoted", "We have no boat.")]


def test_quotation_marks_that_nobody_is_given_are_quoted_too() -> None:
    found = passages(reading("The sign said “no boats today”."))
    assert [(one.words, one.statement) for one in found if one.kind == "quoted"] == [("no boats today", None)]


def test_a_headline_that_is_not_in_the_text_is_a_passage_without_a_place() -> None:
    found = passages(reading("It rained.", headline="Rain again"))
    assert [(one.words, one.span) for one in found] == [("It rained.", Span(0, 10)), ("Rain again", None)]


def test_marks_and_space_go_from_both_ends() -> None:
    text = "x “ 'We stay' ” y"
    assert without_marks(text, Span(2, 15)).of(text) == "We stay"
    assert HOLT.name


@pytest.mark.parametrize("count", [10, 400])
def test_a_quotation_is_compared_with_a_bounded_number_of_passages(count: int) -> None:
    text = " ".join(f"“It rained on pier {number} again.”" for number in range(count))
    found = Held().alike(frozenset("it rained on pier 7 again".split()), of_text(text), least=0.4)
    assert len(found) <= MOST_ALIKE
    assert "“It rained on pier 7 again.”".strip("“”") in [one.words for one in found]


def of_text(text: str) -> Reading:
    return Reading(Article("a", None, (Version(text, "0", "text/plain"),)), ())


def test_articles_are_kept_up_to_a_number_of_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Reading] = []

    def making(one: Reading) -> tuple[Passage, ...]:
        made.append(one)
        return passages(one)

    monkeypatch.setattr("onrecord.checking.passages.passages", making)
    monkeypatch.setattr("onrecord.checking.passages._MOST_KEPT", 100)
    held, words = Held(), frozenset("it rained again".split())
    short = [of_text(f"“It rained again.” {number}") for number in range(4)]
    long = of_text("“It rained again.” " * 20)
    for one in (*short, *short, long, long, short[0]):
        assert held.alike(words, one, least=0.4)
    assert [made.count(one) for one in (*short, long)] == [2, 1, 1, 1, 1]
