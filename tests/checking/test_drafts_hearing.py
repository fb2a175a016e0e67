"""Quotations of a hearing: cuts that turn the sense, fragments in another order, brackets, numbers, line ends."""

from collections.abc import Iterator

import pytest

from onrecord.checking.drafts import check
from onrecord.model import Speaker
from onrecord.reading import Reader
from onrecord.record import Record
from onrecord.sources.documents import read_draft
from tests.made_reports import reading, record_of, said

CORBETT, DRAYCOTT = Speaker("Ines Corbett", "person"), Speaker("Paul Draycott", "person")
LEASE = (
    "Under clause nine, the landlord is not permitted to end this lease during the fixed term, and every tenant here "
    "was told so in writing."
)
RENT = "The rent rose twenty-one and a half percent in four years. That is four billion dollars across the state."
ROOF = (
    "I never said that tenants should be evicted. I said the roof should be repaired before the winter comes, and the "
    "winter came first."
)
DELAY = (
    "The median delay was 14 days (range 3 to 41) in the pilot towns [all of them coastal], and nobody has explained "
    "the longest one."
)
HALL = (
    "We will rebuild the hall. The council will pay for half of it. I don't think that the county will pay for the "
    "other half."
)
BOAT = "The boat carried not only lorries but also three hundred passengers a day, unless the wind was against her."
TURNS = ((CORBETT, LEASE), (DRAYCOTT, RENT), (CORBETT, ROOF), (DRAYCOTT, DELAY), (CORBETT, HALL), (DRAYCOTT, BOAT))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    text = "\n\n".join(f"{speaker.name.upper()}: {words}" for speaker, words in TURNS)
    hearing = reading(text, *(said(words, speaker) for speaker, words in TURNS), kind="transcript")
    with record_of(tmp_path_factory.mktemp("hearing"), hearing) as opened:
        yield opened


WRONG = (
    ("The landlord is … permitted to end this lease during the fixed term", "Ines Corbett"),
    ("The roof should be repaired … tenants should be evicted", "Ines Corbett"),
    ("Tenants should be evicted … before the winter comes", "Ines Corbett"),
    ("The council will pay for half of it. … the county will pay for the other half", "Ines Corbett"),
    ("I never said … the roof should be repaired before the winter comes", "Ines Corbett"),
    ("The county will pay for the other half", "Ines Corbett"),
    ("The median delay was 14 days in the pilot towns, and nobody has explained the longest one", "Paul Draycott"),
    ("The boat carried … lorries but also three hundred passengers a day", "Paul Draycott"),
    ("Every tenant here was told so in writing. … the landlord is not permitted to end this lease", "Ines Corbett"),
    ("The rent rose 22.5 percent in four years", "Paul Draycott"),
    ("That is $4 million across the state", "Paul Draycott"),
    ("That is €4 billion across the state", "Paul Draycott"),
    ("The council will pay for half of it", "Paul Draycott"),
)
RIGHT = (
    ("The rent rose 21.5 percent in four years", "Paul Draycott", "verbatim"),
    ("The rent rose 21.5 per cent in 4 years", "Paul Draycott", "verbatim"),
    ("That is $4 billion across the state", "Paul Draycott", "verbatim"),
    (DELAY.rstrip("."), "Paul Draycott", "verbatim"),
    ("We will re-\nbuild the hall. The council will pay for half of it", "Ines Corbett", "verbatim"),
    ("We will rebuild the\nhall. The council will pay for half of it", "Ines Corbett", "verbatim"),
    ("We will rebuild the hall. The council will pay for half[3] of it", "Ines Corbett", "verbatim"),
    ("We will rebuild the hall … The council will pay for half of it", "Ines Corbett", "verbatim"),
    ("We will rebuild [the town’s] hall. The council will pay for half of it", "Ines Corbett", "verbatim"),
    ("The landlord is not permitted to end this lease during the fixed term", "Ines Corbett", "shortened"),
    ("I said the roof should be repaired before the winter comes", "Ines Corbett", "shortened"),
)


@pytest.fixture(scope="module")
def verdicts(record: Record, reader: Reader) -> list[tuple[str, bool]]:
    """All of them checked as one draft."""
    quoted = [*WRONG, *((quote, who) for quote, who, _ in RIGHT)]
    told = "\n\n".join(f"“{quote},” {who} told the hearing." for quote, who in quoted)
    draft = read_draft(f"The hearing took place in Halden.\n\n{told}\n".encode(), kind="text")
    found = check(draft, record=record, reader=reader).quotations
    assert len(found) == len(quoted)
    return [(one.verdict, one.wrong) for one in found]


@pytest.mark.parametrize("at", range(len(WRONG)), ids=[quote for quote, _ in WRONG])
def test_what_cannot_stand(at: int, verdicts: list[tuple[str, bool]]) -> None:
    assert verdicts[at][1]


@pytest.mark.parametrize("at", range(len(RIGHT)), ids=[quote for quote, *_ in RIGHT])
def test_what_can_stand(at: int, verdicts: list[tuple[str, bool]]) -> None:
    assert verdicts[len(WRONG) + at] == (RIGHT[at][2], False)
