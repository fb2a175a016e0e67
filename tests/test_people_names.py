"""Names, kinds and roles in running text. All people here are invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.acronyms import acronyms
from onrecord.people.cast import Cast
from onrecord.people.names import names


def _found(text: str) -> list[str]:
    return [name.full for name in names(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Monday, Maria Holt met Jonas van der Berg.", ["Maria Holt", "Jonas van der Berg"]),
        ("Sen. Maria J. Holt, Jr. was there.", ["Maria J. Holt"]),
        ("The Ministry of Public Works declined.", ["Ministry of Public Works"]),
        ("Doctors for the Poor wrote to him.", ["Doctors for the Poor"]),
        ("Holt’s deputy, Ana Ruiz, left.", ["Holt", "Ana Ruiz"]),
        ("a plan that Will Holt and May Ruiz backed", ["Will Holt", "May Ruiz"]),
        ("no name at all, not even one", []),
        ("", []),
    ],
)
def test_names_are_runs_of_capitalised_words(text: str, found: list[str]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize(
    ("text", "full", "role"),
    [
        ("Norvian Prime Minister Maria Holt spoke.", "Maria Holt", "Norvian Prime Minister"),
        ("port authority spokesperson Jonas Berg spoke.", "Jonas Berg", "spokesperson"),
        ("Harbour Office spokesperson Jonas Berg spoke.", "Jonas Berg", "Harbour Office spokesperson"),
        ("Jonas Berg, a senior analyst at the institute, spoke.", "Jonas Berg", "senior analyst at the institute"),
        ("The union’s secretary-general, Maria Holt, spoke.", "Maria Holt", "union’s secretary-general"),
        ("Maria Holt, the president said, spoke.", "Maria Holt", None),
        ("Mr. Jonas Berg spoke.", "Jonas Berg", None),
    ],
)
def test_roles_come_from_the_words_around(text: str, full: str, role: str | None) -> None:
    (name,) = [name for name in names(text) if name.full == full]
    assert name.role == role


@given(st.text(alphabet="Ab Cd.,'’-\n&(“”é", max_size=200))
def test_names_lie_in_the_text_in_order(text: str) -> None:
    spans = [name.span for name in names(text)]
    assert all(span.of(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_short_name_is_joined_to_its_fullest_form() -> None:
    cast = Cast("Maria Holt won. Holt thanked voters. Maria J. Holt will speak.")
    assert {member.name for member in cast.members} == {"Maria J. Holt"}


def test_two_people_of_one_surname_stay_two() -> None:
    text = "Maria Holt met Jonas Holt. Mr. Holt left. Mrs. Holt stayed."
    cast = Cast(text)
    mister, misses = text.index("Holt left"), text.index("Holt stayed")
    him, her = cast.member(("Holt",), place=mister, gender="m"), cast.member(("Holt",), place=misses, gender="f")
    assert him and her and (him.name, her.name) == ("Jonas Holt", "Maria Holt")


def test_acronyms_are_taken_from_the_text() -> None:
    assert acronyms("the Office of Harbour and Canal Safety (OHCS) said (LOL)") == {
        "OHCS": "Office of Harbour and Canal Safety"
    }


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("Sorunn Ostgaard is ready. “It rains,” Ostgaard said.", "Sorunn Ostgaard"),
        ("Hosting Ostgaard was hard. “It rains,” Ostgaard said.", "Ostgaard"),
        ("Clever Ostgaard won. It was a clever move. “It rains,” Ostgaard said.", "Ostgaard"),
        ("Dump Ostgaard is the motto. “It rains,” Maria Ostgaard said. Ostgaard left.", "Maria Ostgaard"),
        ("Coastal Democrats met. Democrats left.", "Democrats"),
    ],
)
def test_the_first_word_of_a_sentence_belongs_to_a_name_where_it_may_be_a_first_name(text: str, member: str) -> None:
    assert [one.name for one in Cast(text).members] == [member]
