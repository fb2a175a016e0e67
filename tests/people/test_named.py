"""Whom a source names by itself: lone surnames of families, bodies, offices, lists. All people here are invented."""

import pytest

from onrecord.model import Attribution, Block, Span, Speaker, Version
from onrecord.people import resolve
from onrecord.people.cast import Cast
from onrecord.people.names import names


def _speakers(text: str, source: str | None = None, *, headline: str | None = None) -> tuple[Speaker, ...]:
    """Who says the end of a text: the source ends before the last "said" and begins behind the full stop before it."""
    cue = text.rindex(" said")
    start = (
        text.rindex(source, 0, cue + 1) if source else max(text.rfind(". ", 0, cue) + 2, text.rfind("\n", 0, cue) + 1)
    )
    end = start + len(source) if source else cue
    version = Version(text=text, bytes_sha256="0", media_type="text/plain", headline=headline)
    content = Span(cue + len(" said "), len(text) - 1)
    (found,) = resolve(version, [Attribution((content,), (Span(start, end),), (), type="indirect")])
    return found.speakers


def _named(text: str, source: str | None = None, *, headline: str | None = None) -> list[str]:
    return [one.name for one in _speakers(text, source, headline=headline)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the boy goes by his first name, so that the surname alone is the father's
        ("It began. The boy Timo Moro came. Timo plays. Juan Miguel Moro, a docker, came. Timo laughed. Moro said it rains.", "Juan Miguel Moro"),
        ("It began. The boy Timo Moro came. Timo plays. His father, Juan Miguel Moro, came. Timo laughed. Moro said it rains.", "Juan Miguel Moro"),
        # but who is called both ways keeps the surname
        ("It began. Ana Holt won. Ana Holt waved. Ana smiled. Holt left. Ana slept. Her father, Jonas Holt, came. Holt said it rains.", "Ana Holt"),
        # nobody is meant who is named only behind it, as long as there is one before
        ("It began. Runa Holt came. Holt said it rains. Tove Holt left.", "Runa Holt"),
        # relatives, also in their longer forms
        ("It began. Runa Holt came. Her great-uncle, Lars Holt, slept. Holt said it rains.", "Runa Holt"),
        # the father who is nowhere named in full is not his daughter
        ("It began. President Holt came. Mr. Holt saw his daughter Runa Holt. President Holt said it rains.", "Holt"),
    ],
)  # fmt: skip
def test_a_surname_alone_is_of_who_is_called_so(text: str, name: str) -> None:
    start = text.index(" said it rains")
    assert _named(text[: start + len(" said it rains.")]) == [name]
    (found,) = _speakers(text[: start + len(" said it rains.")])
    assert found.kind == "person"


def _second(text: str, first: str, second: str) -> str:
    """Who says what stands behind the second of two sources, of which the last place counts."""
    at, last = text.index(first), text.rindex(second)
    version = Version(text=text, bytes_sha256="0", media_type="text/plain")
    contents = (text.index("it rains"), text.index("it snows"))
    sources = (Span(at, at + len(first)), Span(last, last + len(second)))
    told = [
        Attribution((Span(content, content + len("it rains")),), (source,), (), type="indirect")
        for content, source in zip(contents, sources, strict=True)
    ]
    return resolve(version, told)[1].speakers[0].name


def test_a_mother_who_speaks_is_meant_rather_than_a_child_who_does_not() -> None:
    text = "Lars Holt, 12, was hurt on Monday. His mother, Ana Holt, said it rains. It was late. Holt said it snows."
    assert _second(text, "His mother, Ana Holt,", "Holt") == "Ana Holt"
    text = "Lars Holt said it rains. His mother, Ana Holt, came. It was late. Holt said it snows."
    assert _second(text, "Lars Holt", "Holt") == "Lars Holt"


def test_a_first_name_that_two_have_is_of_who_is_named_last() -> None:
    text = "It began. Maria Holt came. Maria ate. Maria slept. Maria woke. Maria Berg came. Maria said it rains."
    assert _named(text) == ["Maria Berg"]


def test_a_first_name_that_only_a_headline_has_completes_a_surname() -> None:
    text = "Holt came. Everybody waited for Holt. Holt said it rains."
    assert _named(text, headline="Maybe Donald Holt’s Feed Matters") == ["Donald Holt"]
    assert _named(text, headline="Donald Holt and Jimmy Holt Meet") == ["Holt"]
    assert _named(text, headline="Donald Holt Jr. Leaves") == ["Holt"]
    assert _named(text, headline="The Donald Holt Foundation Opens") == ["Holt"]


def test_a_first_name_in_a_longer_run_of_capitals_completes_a_surname() -> None:
    text = "It was on Jimmy Holt Live! on Monday. Holt came. Holt said it rains."
    assert _named(text) == ["Jimmy Holt"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It met. The Northern Mayors’ Council (NMC) said it rains.", "Northern Mayors’ Council"),
        ("It met. The National Teachers' Union said it rains.", "National Teachers' Union"),
        ("It met. The Kolvik Women's Institute said it rains.", "Kolvik Women's Institute"),
        ("It met. The Kolvik County Sheriff’s Office said it rains.", "Kolvik County Sheriff’s Office"),
        ("It met. The Writers’ Guild of Norvia said it rains.", "Writers’ Guild of Norvia"),
        ("It met. St Mary's Hospital said it rains.", "St Mary's Hospital"),
        ("It met. The People's Bank of Norvia said it rains.", "People's Bank of Norvia"),
        ("The Bank of Norvia met. The Bank said it rains.", "Bank of Norvia"),
        ("It met. Norvia's Central Bank said it rains.", "Central Bank"),
        ("It met. The Company's Board said it rains.", "Board"),
        ("The Royal College of GPs met. The College said it rains.", "Royal College of GPs"),
        ("The Port Federation of Norvia and Alvia met. The Port Federation said it rains.", "Port Federation of Norvia and Alvia"),
        ("The Coast Party of Norvia met. The Coast Party said it rains.", "Coast Party"),
        ("It met. The Department of Work and Pensions said it rains.", "Department of Work and Pensions"),
        ("It met. The Fed said it rains.", "Federal Reserve"),
        ("It met. Holt's said it rains.", "Holt's"),
        ("It met. Holt’s of Kolvik said it rains.", "Holt’s of Kolvik"),
        ("Ana Holt came. Holt's letter said it rains.", "Holt's letter"),
    ],
)  # fmt: skip
def test_a_body_keeps_what_belongs_to_its_name(text: str, name: str) -> None:
    assert _named(text) == [name]


def test_an_owner_by_name_is_no_part_of_what_it_owns() -> None:
    assert [one.full for one in names("The Gulls' Jonas Berg met Norvia's Harbour Council.")] == [
        "Gulls", "Jonas Berg", "Norvia", "Harbour Council",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("It began. Kolvik Police and Crime Commissioner Jonas Berg said it rains.", "Jonas Berg", "Kolvik Police and Crime Commissioner"),
        ("It began. Work and Pensions Secretary Ana Holt said it rains.", "Ana Holt", "Work and Pensions Secretary"),
        ("It began. Levelling Up, Housing and Communities Secretary Ana Holt said it rains.", "Ana Holt", "Levelling Up, Housing and Communities Secretary"),
        ("It began. University of Kolvik professor Ana Holt said it rains.", "Ana Holt", "University of Kolvik professor"),
        ("It began. Culture, Media and Sport Secretary Ana Holt said it rains.", "Ana Holt", "Culture, Media and Sport Secretary"),
        ("It began. Kolvik's Police and Crime Commissioner, Jonas Berg, said it rains.", "Jonas Berg", "Kolvik's Police and Crime Commissioner"),
        ("It began. Green MP and former leader Ana Holt said it rains.", "Ana Holt", "Green MP and former leader"),
        ("It began. The host, Harbour Defense Council board member Runa Holt, said it rains.", "Runa Holt", "host"),
        ("It began. Bank of Alvia economist Ana Holt said it rains.", "Ana Holt", "Bank of Alvia economist"),
        ("It began. Bank of Norvia Governor Ana Holt said it rains.", "Ana Holt", "Bank of Norvia Governor"),
        ("It began. The Leader of Kolvik Council, Councillor Runa Berg MBE, said it rains.", "Runa Berg", "Leader of Kolvik Council"),
        ("It began. The Chancellor of the Exchequer, Ana Holt, said it rains.", "Ana Holt", "Chancellor of the Exchequer"),
        ("It began. The Port Group's CEO, Ana Holt, said it rains.", "Ana Holt", "Port Group's CEO"),
    ],
)  # fmt: skip
def test_an_office_before_a_name_is_one(text: str, name: str, role: str) -> None:
    (found,) = _speakers(text)
    assert (found.name, found.kind, found.role and found.role.text) == (name, "person", role)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It began. Kolvik Police and Mayor Ana Holt said it rains.", ["Kolvik Police", "Ana Holt"]),
        ("It began. Chief Constable Ana Holt and Police and Crime Commissioner Jonas Berg said it rains.", ["Ana Holt", "Jonas Berg"]),
        ("It began. Jonas Bivens, research and policy director of the great Harbour Institute, said it rains.", ["Jonas Bivens"]),
        ("It began. Dan Berg, a lawyer and treasurer of the great Harbour Fund, said it rains.", ["Dan Berg"]),
        ("It began. Ana Holt and Jonas Berg, of Harbour Watch, said it rains.", ["Ana Holt", "Jonas Berg"]),
        ("It began. Ana Holt and Jonas Berg, who are both in the race, said it rains.", ["Ana Holt", "Jonas Berg"]),
        ("It began. Ana Holt, of Harbour Watch, and Jonas Berg said it rains.", ["Ana Holt", "Jonas Berg"]),
        ("It began. Jonas Berg, who worked at Harbour Works and is now CEO of Port Watch said it rains.", ["Jonas Berg"]),
        ("It began. Ana Holt, a former adviser to President Jonas Berg and President Moro, said it rains.", ["Ana Holt"]),
    ],
)  # fmt: skip
def test_a_list_of_names_has_those_who_are_listed(text: str, found: list[str]) -> None:
    assert _named(text) == found


def test_a_group_whose_members_are_named_is_these() -> None:
    text = "It works for groups including Harbour Works, Coast Watch and the Port Council said it rains."
    source = "groups including Harbour Works, Coast Watch and the Port Council"
    assert _named(text, source) == ["Harbour Works", "Coast Watch", "Port Council"]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        # cut before a name that looks like a verb, broken letters, little pictures, handles
        ("Sultan Omar bin Said said it rains.", "Sultan Omar bin", "Omar bin Said"),
        ("Rep. Jared Holt\ufffdof Kolvik, a moderate, said it rains.", None, "Jared Holt"),
        ("It began. Sen.\ufffdRuna Holt, R-Kolvik, said it rains.", "Sen.\ufffdRuna Holt, R-Kolvik", "Runa Holt"),
        ("It began. Jolly Sailors ⚓☠️ (@JSailors) said it rains.", None, "Jolly Sailors"),
        # a word that only labels
        ("It began. Yesterday Tycoon Jonas Holt said it rains.", "Tycoon Jonas Holt", "Jonas Holt"),
        # two letters in the wrong order, one left out
        ("Dylan Tinsley came. On the quay Tinsely said it rains.", "Tinsely", "Dylan Tinsley"),
        ("Dylan Harrison came. Harison said it rains.", None, "Dylan Harrison"),
    ],
)  # fmt: skip
def test_a_name_is_found_beside_what_is_none_of_it(text: str, source: str | None, name: str) -> None:
    assert _named(text, source) == [name]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("crowds outside a Holt's in Kolvik", "crowds outside a Holt's in Kolvik"),
        ("Research by Ana Holt, a scientist", "Research by Ana Holt"),
        ("Other Republicans", "Other Republicans"),
    ],
)
def test_a_name_inside_a_description_is_not_who_speaks(source: str, name: str) -> None:
    text = f"The Senate Republicans met. {source} said it rains."
    assert _named(text, source) == [name]


def test_a_heading_in_capitals_is_nobody() -> None:
    text = "It began.\n\nPORT DEAL STUMBLES — Harbour News: “The deal is off.”"
    content = Span(text.index("“"), len(text))
    heading = Span(text.index("PORT"), text.index(" —"))
    version = Version(
        text=text, bytes_sha256="0", media_type="text/plain", blocks=(Block("paragraph", Span(0, len(text))),)
    )
    (found,) = resolve(version, [Attribution((content,), (heading,), (), type="direct")])
    assert [one.name for one in found.speakers] == ["Harbour News"]


def test_a_misspelt_surname_is_nobody_elses() -> None:
    cast = Cast("Dylan Tinsley met Mrs. Tinsley. Kolvik is near Kovlik.")
    assert {one.name for one in cast.members if one.kind == "person"} == {"Dylan Tinsley"}
