from typing import get_args

import pytest

from onrecord.cli.statements.families import KINDS
from onrecord.families.grouping import Conflict, ConflictKind, conflicts_of_facts, conflicts_of_words
from onrecord.families.reports import Report
from onrecord.families.wording import compare_wording
from onrecord.model import ActorKind, Span, Speaker, Statement, StatementType, When

FERRY = "The ferry should not run again before June, if 2 of the pillars are unsafe"


def report(
    quote: str = FERRY,
    *,
    by: str | None = "Maria Holt",
    on: str | None = None,
    form: StatementType = "direct",
    kind: ActorKind = "person",
) -> Report:
    when = When.of_date(on, text=None, rule="given") if on else None
    speakers = tuple(Speaker(name, kind) for name in by.split(" and ")) if by else ()
    statement = Statement("1", (Span(0, 9),), type=form, speakers=speakers, when=when)
    return Report("a", None, None, statement, quote, quote)


def words(before: str, after: str, form: StatementType = "direct") -> tuple[Conflict, ...]:
    one, other = report(before), report(after, form=form)
    return conflicts_of_words(one, other, wording=compare_wording(before, after))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (report(), report(), []),
        (report(), report(by="Holt"), []),
        (report(), report(by="Jonas Berg"), [Conflict("speaker", "given to Jonas Berg, not to Maria Holt")]),
        (report(), report(by=None), []),
        (report(by="Ana Ruiz and Maria Holt"), report(), []),
        (
            report(by="Ana Ruiz and Jonas Berg"),
            report(),
            [Conflict("speaker", "given to Maria Holt, not to Ana Ruiz and Jonas Berg")],
        ),
        (
            report(),
            report(by="Jonas Berg", kind="organization"),
            [Conflict("speaker", "given to Jonas Berg, not to Maria Holt")],
        ),
        (report(), report(by="Maria Holt", kind="organization"), []),
        (report(on="2024-05-06"), report(), []),
        (report(on="2024-05-06"), report(on="2024-05-07"), []),
        (report(on="2024-05"), report(on="2024-05-20"), []),
        (report(on="2024-05-06"), report(on="2024-04"), [Conflict("date", "dated 2024-04, not 2024-05-06")]),
    ],
)
def test_speaker_and_date(one: Report, other: Report, found: list[Conflict]) -> None:
    assert list(conflicts_of_facts(one, other)) == found


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (FERRY, FERRY, set()),
        (FERRY, FERRY.replace("not ", ""), {"negation"}),
        (FERRY, FERRY.replace("should", "must"), {"modality"}),
        (FERRY, FERRY.replace("2", "20"), {"number"}),
        (FERRY, FERRY.replace("pillars", "pylons"), set()),
    ],
)
def test_changes_of_words_that_change_the_meaning(before: str, after: str, kinds: set[str]) -> None:
    assert {found.kind for found in words(before, after)} == kinds


def test_indirect_speech_may_move_verbs_but_not_deny() -> None:
    assert words(FERRY, FERRY.replace("should", "must"), form="indirect") == ()
    assert [found.kind for found in words(FERRY, FERRY.replace("not ", ""), form="indirect")] == ["negation"]


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("all of the islanders were asked", "not all of the islanders were asked", ["negation"]),
        ("at least 21 people were killed on the ferry", "at least 31 people were killed on the ferry", ["number"]),
        ("21 people were killed when the ferry sank", "the storm of Sunday night killed 31 people", ["number"]),
        ("21 people were killed when the ferry sank", "the storm of Sunday night hurt 31 people", []),
        ("21 people were killed when the ferry sank", "the storm had killed 21 people by Sunday", []),
        ("to challenge ferry closure", "to challenge the end of the ferry in court, by nine votes to two", []),
        ("the ferry costs two million a year", "the ferry costs two billion a year", ["number"]),
        ("the two towns should talk to one another", "the two towns should talk to each other", []),
        ("she is one of the best", "she is among the best", []),
    ],
)
def test_what_is_told_in_words_of_ones_own(before: str, after: str, kinds: list[str]) -> None:
    assert [found.kind for found in words(before, after, form="indirect")] == kinds


def test_other_texts_are_not_held_against_each_other() -> None:
    assert words(FERRY, "Nobody asked the islanders") == ()


def test_the_command_knows_every_kind() -> None:
    assert get_args(ConflictKind) == KINDS
