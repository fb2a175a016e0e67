from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.checking.drafts import check
from onrecord.checking.values import CheckedQuotation
from onrecord.model import ActorKind, Speaker, Words
from onrecord.reading import Reader
from onrecord.record import Record
from tests.made_reports import BERG, HOLT, reading, record_of, said

FERRY = "“We will not close the harbour before the winter, and the ferry will run until April,”"
READINGS = (
    reading(
        f"{FERRY} Mayor Maria Holt told the council on 3 May 2031.\n\n"
        "The pier is forty years old and leaks in nine places.",
        said(FERRY, day="2031-05-03"),
    ),
    reading(
        "“Norvia has three hundred islands and one ferry,” Jonas Berg said. "
        "He added that the quarry would open a second pit in autumn.",
        said("“Norvia has three hundred islands and one ferry,”", BERG),
        said("the quarry would open a second pit in autumn", BERG, type_="indirect"),
    ),
    reading(
        "A note on the wall read “nobody feeds the gulls on the northern pier” for years.",
    ),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with record_of(tmp_path_factory.mktemp("drafts"), *READINGS) as opened:
        yield opened


def checked(draft: str, record: Record, reader: Reader) -> CheckedQuotation:
    found = check(draft, record=record, reader=reader).quotations
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        (f"{FERRY} Maria Holt said.", "verbatim"),
        (f"{FERRY.upper()} Maria Holt said.", "verbatim"),
        ("“We will not close the harbour [of Norvia] before the winter, and the ferry will run,” Holt said.",
         "shortened"),
        ("“We will not close the harbour before the winter,” Maria Holt said.", "shortened"),
        ("“We will not close the harbour … and the ferry will run until April,” Maria Holt said.", "shortened"),
        ("“We will close the harbour before the winter, and the ferry will run,” Maria Holt said.", "altered"),
        ("“We will not close the airport before the winter, and the ferry will run until April,” Maria Holt said.",
         "altered"),
        ("“Norvia has five hundred islands and one ferry,” Jonas Berg said.", "altered"),
        (f"{FERRY} Jonas Berg said.", "other speaker"),
        (f"{FERRY} Maria Holt said on 9 March 2030.", "other date or occasion"),
        (f"{FERRY} Maria Holt said on 3 May 2031.", "verbatim"),
        ("“The quarry would open a second pit in autumn,” Jonas Berg said.", "found as indirect only"),
        ("“The pier is forty years old and leaks in nine places,” Maria Holt said.", "found as indirect only"),
        ("“Nobody feeds the gulls on the northern pier,” Maria Holt said.", "verbatim"),
        ("“I would sooner paint the lighthouse myself than wait for plums,” Maria Holt said.", "not on record"),
        ("As we know, “we will not close the harbour before the winter” was the promise.", "shortened"),
    ],
)  # fmt: skip
def test_each_kind_of_quotation_has_its_verdict(draft: str, verdict: str, record: Record, reader: Reader) -> None:
    assert checked(draft, record, reader).verdict == verdict


def test_only_whole_and_cut_quotations_can_stand(record: Record, reader: Reader) -> None:
    right = check(f"{FERRY} Maria Holt said.", record=record, reader=reader)
    wrong = check(
        f"{FERRY} Maria Holt said. “We never said any of this before,” she added.", record=record, reader=reader
    )
    assert not right.wrong
    assert wrong.wrong
    assert [one.wrong for one in wrong.quotations] == [False, True]


def test_a_cut_that_loses_a_not_is_warned_of_and_cannot_stand(record: Record, reader: Reader) -> None:
    one = checked("“Close the harbour before the winter, and the ferry will run,” Maria Holt said.", record, reader)
    assert one.wrong
    assert any("not" in warning for warning in one.warnings)


def test_an_altered_quotation_shows_the_words_and_the_place(record: Record, reader: Reader) -> None:
    one = checked("“Norvia has three hundred islands and two ferries,” Jonas Berg said.", record, reader)
    best = one.evidence[0]
    assert [(change.before, change.after) for change in best.wording.changes] == [("one ferry", "two ferries")]
    assert best.passage.statement == READINGS[1].statements[0]
    assert best.sentence.startswith("“Norvia has three hundred islands")


def test_words_that_an_article_quotes_without_saying_whose_they_are(record: Record, reader: Reader) -> None:
    one = checked("“Nobody feeds the gulls on the northern pier,” Maria Holt said.", record, reader)
    assert one.evidence[0].passage.statement is None
    assert one.notes


def test_the_nearest_is_shown_where_nothing_is_on_record(record: Record, reader: Reader) -> None:
    one = checked(
        "“Norvia has three hundred islands full of goats that nobody ever counted,” Maria Holt said.", record, reader
    )
    assert one.verdict == "not on record"
    assert one.evidence[0].reading.article.id == READINGS[1].article.id


def test_a_few_words_in_marks_are_not_looked_up_but_named(record: Record, reader: Reader) -> None:
    found = check("The so-called “ring road” is late.", record=record, reader=reader)
    assert found.quotations == ()
    assert [span.of(found.text) for span in found.unchecked] == ["“ring road”"]


def test_a_surname_and_a_name_in_full_are_one_speaker(record: Record, reader: Reader) -> None:
    assert checked(f"{FERRY} Holt said.", record, reader).verdict == "verbatim"


@pytest.mark.parametrize("draft", ["Nothing is quoted here.", "“", "““”", "A “ b", "\n\n", "”“”“ 'x' \"", "“…”"])
def test_odd_drafts_have_no_quotations(draft: str, record: Record, reader: Reader) -> None:
    assert check(draft, record=record, reader=reader).quotations == ()


def test_a_report_is_held_against_its_transcript(tmp_path: Path, reader: Reader) -> None:
    words = "“Norvia pays for the ferry, every year, and it should keep on paying,”"
    transcript = reading(
        "Maria Holt: Norvia pays for the ferry, every year, and it should go on paying.",
        said("Norvia pays for the ferry, every year, and it should go on paying."),
        kind="transcript",
    )
    report = reading(f"{words} Mayor Maria Holt said.", said(words))
    with record_of(tmp_path, transcript, report) as record:
        one = checked(f"{words} Maria Holt said.", record, reader)
    assert one.verdict == "verbatim"
    assert one.wrong
    assert one.warnings == ("The transcript itself has different words.",)
    assert [e.faithful.degree if e.faithful else None for e in one.evidence] == ["with other words", None]


def test_another_name_of_an_actor_is_no_other_speaker(tmp_path: Path, reader: Reader) -> None:
    one = reading(f"{FERRY} said Ana Ruiz.", said(FERRY, Speaker("Ana Ruiz", "person")))
    two = reading("“Rain,” said Ana Duarte.", said("“Rain,”", Speaker("Ana Duarte", "person")))
    with record_of(tmp_path, one, two) as record:
        assert checked(f"{FERRY} Ana Duarte said.", record, reader).verdict == "other speaker"
        record.merge(record.actor("Ana Duarte").id, record.actor("Ana Ruiz").id, who="Test")
        assert checked(f"{FERRY} Ana Duarte said.", record, reader).verdict == "verbatim"


def test_an_organization_that_may_speak_through_a_person_is_a_note(tmp_path: Path, reader: Reader) -> None:
    spokeswoman = Speaker("Maria Holt", "person", Words("spokeswoman of the Harbour Council"))
    with record_of(tmp_path, reading(f"{FERRY} Maria Holt said.", said(FERRY, spokeswoman))) as record:
        one = checked(f"{FERRY} the Harbour Council said.", record, reader)
    assert one.verdict == "verbatim"
    assert not one.wrong
    assert one.notes == (
        "The draft names Harbour Council, the record Maria Holt; check that both are the same speaker.",
    )


def test_an_organization_with_which_a_person_has_nothing_to_do_is_another_speaker(
    record: Record, reader: Reader
) -> None:
    assert checked(f"{FERRY} the Harbour Council said.", record, reader).verdict == "other speaker"


@pytest.mark.parametrize("kind", ["organization", "group", "person"])
@pytest.mark.parametrize("swapped", ["Paul Draycott said", "Draycott told the hearing", "Éamon Ó Briain said"])
def test_a_kind_that_differs_excuses_no_other_name(
    kind: ActorKind, swapped: str, tmp_path: Path, reader: Reader
) -> None:
    held = reading(f"{FERRY} Ines Corbett said.", said(FERRY, Speaker("Ines Corbett", kind)))
    with record_of(tmp_path, held) as record:
        wrong = checked(f"{FERRY} {swapped}.", record, reader)
        right = checked(f"{FERRY} Corbett said.", record, reader)
    assert (wrong.verdict, wrong.wrong) == ("other speaker", True)
    assert (right.verdict, right.wrong) == ("verbatim", False)


def test_check_is_a_public_name() -> None:
    assert onrecord.check is check
    assert HOLT.name == "Maria Holt"
