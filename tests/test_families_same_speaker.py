import pytest

from onrecord.families.same_speaker import occasion_fits, speaker_fits
from onrecord.model import Speaker, Statement, When
from tests.made_reports import BERG, HOLT, reading, said

COUNCIL = Speaker("the Harbour Council", "organization")


def statement(speaker: Speaker | None, principal: Speaker | None = None) -> Statement:
    return Statement("", (), speaker=speaker, principal=principal)


@pytest.mark.parametrize(
    ("given", "held", "fits"),
    [
        (HOLT, statement(HOLT), True),
        (HOLT, statement(Speaker("Holt", "person")), True),
        (HOLT, statement(BERG), False),
        (HOLT, statement(BERG, HOLT), True),
        (HOLT, statement(Speaker("Jonas Berg; Maria Holt", "person")), True),
        (HOLT, statement(None), None),
        (None, statement(HOLT), None),
        (HOLT, None, None),
        (HOLT, statement(COUNCIL), None),
        (HOLT, statement(Speaker("Jonas Berg", "organization")), False),
        (HOLT, statement(Speaker("Jonas Berg", "group")), False),
        (Speaker("Ölüdeniz Şahin", "organization"), statement(HOLT), False),
        (HOLT, statement(Speaker("Maria Holt", "organization")), True),
        (Speaker("Holt", "organization"), statement(HOLT), True),
        (HOLT, statement(Speaker("Harbour Council", "organization")), False),
        (
            Speaker("Jonas Berg", "person", "head of the Harbour Council"),
            statement(Speaker("Harbour Council", "organization")),
            None,
        ),
        (HOLT, statement(Speaker("an official", "unnamed")), None),
        (Speaker("the mayor", "person"), statement(HOLT), True),
        (Speaker("the minister", "person"), statement(HOLT), None),
        (Speaker("Harbour Council", "organization"), statement(COUNCIL), True),
        (Speaker("Poll", "document"), statement(Speaker("a Harbour Times poll", "document")), True),
    ],
)
def test_whether_two_speakers_can_be_one(given: Speaker | None, held: Statement | None, fits: bool | None) -> None:
    assert speaker_fits(given, held) is fits


@pytest.mark.parametrize(
    ("day", "held", "fits"),
    [
        ("2031-05-03", "2031-05-03", True),
        ("2031-05-03", "2031-05-02", True),
        ("2031-05", "2031-05-02", True),
        ("2031-05-03", "2031-04-30", False),
        ("2031-05-03", None, None),
        (None, "2031-05-03", None),
        ("2031-05-20", None, False),
    ],
)
def test_whether_two_days_can_be_one(day: str | None, held: str | None, fits: bool | None) -> None:
    when = When.of_date(day, text=day, rule="given") if day else None
    one = reading("“We stay.”", said("“We stay.”", day=held), published="2031-05-04")
    assert occasion_fits(when, None, statement=one.statements[0], reading=one) is fits


@pytest.mark.parametrize(
    ("venue", "held", "fits"),
    [
        ("an interview with the Norvia Post", "a rally in Skagen", False),
        ("an interview with the Norvia Post", "an interview with the Norvia Post", None),
        ("an interview with the Norvia Post", "the Norvia Post podcast", None),
        ("an interview", "a rally in Skagen", None),
        ("a press conference in Skagen", "a news conference in Norvia", None),
        ("a debate", None, None),
    ],
)
def test_occasions_of_another_sort_and_name_contradict(venue: str, held: str | None, fits: bool | None) -> None:
    one = reading("“We stay.”", said("“We stay.”", venue=held))
    assert occasion_fits(None, venue, statement=one.statements[0], reading=one) is fits
