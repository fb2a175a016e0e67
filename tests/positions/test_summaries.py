"""What may be said of an actor on a question, and what not."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.model import When
from onrecord.positions.summaries import changes, in_words, summaries, summary
from onrecord.positions.values import Position, Stance


def position(
    name: str, stance: Stance = "opposes", on: str | None = "2024-05-01", *, published: str = "2024-06-01"
) -> Position:
    """By the statement of this name, said on a day, or on one that is not known."""
    when = When.of_date(on, text=None, rule="given") if on else None
    day = date.fromisoformat(published)
    return Position("q", "holt", "Maria Holt", stance, name, f"article of {name}", 0.9, when, day)


AGAINST, LATER = position("a"), position("b", on="2024-05-09")
FOR = position("c", "supports", "2024-05-20")


def test_nothing_one_and_several_are_kept_apart() -> None:
    assert (summary([]).kind, summary([]).stance) == ("no data", None)
    assert (summary([AGAINST]).kind, summary([AGAINST]).stance) == ("one statement", "opposes")
    both = summary([LATER, AGAINST])
    assert (both.kind, both.stance, dict(both.counts)) == ("consistent", "opposes", {"opposes": 2})
    assert (both.first, both.last) == (date(2024, 5, 1), date(2024, 5, 9))
    assert [one.statement for one in both.utterances] == ["a", "b"]


def test_a_family_counts_once() -> None:
    reports = [replace(position(name), family="f") for name in "abc"]
    found = summary(reports)
    assert (found.kind, found.statements, found.articles, len(found.utterances)) == ("one statement", 3, 3, 1)
    assert in_words(found) == "opposes it, by one statement (3 reports in 3 articles), 2024-05-01"


def test_neutral_takes_no_side_and_changes_nothing() -> None:
    neutral = position("n", "neutral", "2024-05-05")
    assert summary([neutral]).stance == "neutral"
    found = summary([AGAINST, neutral, LATER])
    assert (found.kind, found.stance, found.changes) == ("consistent", "opposes", ())
    assert in_words(found) == "opposes it, in 2 of 3 statements, 2024-05-01 to 2024-05-09"
    assert summary([AGAINST, neutral]).kind == "one statement"


def test_a_change_names_its_day_and_both_statements() -> None:
    found = summary([FOR, AGAINST, LATER])
    assert (found.kind, found.stance, found.changed) == ("changed", "supports", (date(2024, 5, 20),) * 2)
    (change,) = found.changes
    assert (change.before, change.after, change.day) == (LATER, FOR, date(2024, 5, 20))
    assert in_words(found) == (
        "changed on 2024-05-20: opposes it before, supports it since, in 3 statements, 2024-05-01 to 2024-05-20"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2024-05-01", "2024-05-01"),  # on one day
        ("2024-05-01", None),  # on an unknown day, published later
        (None, "2024-05-01"),
        ("2024-05", "2024-05-20"),  # some day of May
        ("2024-04-29/2024-05-05", "2024-05-05"),
    ],
)
def test_without_days_in_order_there_is_no_change(first: str | None, second: str | None) -> None:
    found = summary([position("a", "opposes", first), position("b", "supports", second)])
    assert (found.kind, found.stance, found.changes, found.changed) == ("mixed", None, (), None)


def test_going_back_and_forth_is_mixed_with_each_change_listed() -> None:
    back = position("d", "opposes", "2024-06-01")
    found = summary([AGAINST, FOR, back])
    assert (found.kind, found.stance) == ("mixed", None)
    assert [(one.before.statement, one.after.statement) for one in found.changes] == [("a", "c"), ("c", "d")]
    assert in_words(found).startswith("mixed: supports it in 1, opposes it in 2, in 3 statements")


def test_days_of_several_stances_hide_changes_across_them_only() -> None:
    unclear = [position("e", "opposes", "2024-07-01"), position("f", "supports", "2024-07-01")]
    found = changes([AGAINST, FOR, *unclear, position("g", "open", "2024-08-01"), position("h", on="2024-09-01")])
    assert [(one.before.statement, one.after.statement) for one in found] == [("a", "c"), ("g", "h")]
    assert summary([AGAINST, FOR, *unclear]).kind == "mixed"


def test_doubtful_ones_say_nothing() -> None:
    assert summary([replace(AGAINST, doubtful=True)]).kind == "no data"
    assert summary([AGAINST, replace(FOR, doubtful=True)]).kind == "one statement"
    assert changes([AGAINST, replace(FOR, doubtful=True)]) == ()


def test_what_is_relayed_undated_and_decided_is_counted() -> None:
    found = summary([replace(AGAINST, relayed=True), position("b", on=None), replace(LATER, decided_by=("Kim",))])
    assert (found.relayed, found.undated, found.decided) == (1, 1, 1)
    assert in_words(found).endswith(", 2024-05-01 to 2024-06-01, 1 relayed by others, 1 dated by publication")
    alone = summary([replace(position("b", on=None), relayed=True)])
    assert in_words(alone) == "opposes it, by one statement, 2024-06-01, relayed by others, dated by publication"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2008", "2008", "in 2 statements, 2008"),
        ("2008", "2008-05-03", "in 2 statements, 2008"),
        ("2008-05", "2008-05", "in 2 statements, May 2008"),
        ("2008", "2010-05", "in 2 statements, 2008 to May 2010"),
        ("2008-05", "2024-02-29", "in 2 statements, May 2008 to 2024-02-29"),
        ("2024-02-26/2024-03-03", "2024-02-26/2024-03-03", "in 2 statements, between 2024-02-26 and 2024-03-03"),
        ("2024-02-01", "2024-02-26/2024-03-03", "in 2 statements, between 2024-02-01 and 2024-03-03"),
    ],
)
def test_what_is_known_to_a_year_or_a_month_is_told_so(first: str, second: str, told: str) -> None:
    found = summary([position("a", on=first), position("b", on=second)])
    assert in_words(found) == f"opposes it, {told}"


def test_a_change_that_is_known_to_a_year_has_no_day() -> None:
    found = summary([position("a", on="2007"), position("b", "supports", "2008")])
    assert found.changed == (date(2008, 1, 1), date(2008, 12, 31))
    assert (found.first, found.last) == (date(2007, 1, 1), date(2008, 12, 31))
    assert in_words(found) == ("changed in 2008: opposes it before, supports it since, in 2 statements, 2007 to 2008")


def test_each_actor_and_question_has_a_summary() -> None:
    other = replace(FOR, actor="berg", name="Jonas Berg")
    found = summaries([AGAINST, other, replace(AGAINST, question="r"), LATER])
    assert {key: one.kind for key, one in found.items()} == {
        ("holt", "q"): "consistent",
        ("berg", "q"): "one statement",
        ("holt", "r"): "one statement",
    }


def test_nothing_on_record_is_said_so() -> None:
    assert in_words(summary([])) == "no statement on record"
