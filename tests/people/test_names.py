"""Names, kinds and roles in running text. All people here are invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.cast import Cast
from onrecord.people.member import acronyms
from onrecord.people.names import names


def _found(text: str) -> list[str]:
    return [name.full for name in names(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Monday, Maria Holt met Jonas van der Berg.", ["Maria Holt", "Jonas van der Berg"]),
        ("Sen. Maria J. Holt, Jr., was there.", ["Maria J. Holt Jr."]),
        ("The Ministry of Public Works declined.", ["Ministry of Public Works"]),
        ("Doctors for the Poor wrote to him.", ["Doctors for the Poor"]),
        ("Holt’s deputy, Ana Ruiz, left.", ["Holt", "Ana Ruiz"]),
        ("a plan that Will Holt and May Ruiz backed", ["Will Holt", "May Ruiz"]),
        ("We met Omar al-Hariri and d’Aragona.", ["Omar al-Hariri", "d’Aragona"]),
        ("later dos Reis and van der Meer spoke", ["dos Reis", "van der Meer"]),
        ("The Office of Works and the Office of Rivers met.", ["Office of Works", "Office of Rivers"]),
        ("Senate Leader Ana Holt of Calder left.", ["Ana Holt"]),
        ("Leo “Red” Holt, Ann 'Kit the Cat' Berg and Max (Mo) Ruiz", ["Leo Holt", "Ann Berg", "Max Ruiz"]),
        ("Then the Secretary of State spoke.", []),
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
        ("Norvian Secretary of State Ana Holt spoke.", "Ana Holt", "Norvian Secretary of State"),
        ("White House Chief of Staff Ana Holt spoke.", "Ana Holt", "White House Chief of Staff"),
    ],
)
def test_roles_come_from_the_words_around(text: str, full: str, role: str | None) -> None:
    (name,) = [name for name in names(text) if name.full == full]
    assert (name.role and name.role.text) == role
    assert name.role is None or (name.role.span and name.role.span.of(text) == role)


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


@pytest.mark.parametrize("word", ["Twelve", "Captains", "Neighbours", "Stallholders", "Happiness", "Nobody", "Please"])
def test_a_sentences_first_word_is_no_name_by_its_capital_alone(word: str) -> None:
    cast = Cast(f"{word} waited. Maria Holt left.")
    assert [member.name for member in cast.members] == ["Maria Holt"]


@pytest.mark.parametrize(
    "text", ["Oct. 3 was cold.", "On Sept 3 it rained.", "KOLVIK (Newsline) - It rained.", "PORT ALVA — It rained."]
)
def test_dates_and_datelines_are_no_names(text: str) -> None:
    assert {member.name for member in Cast(text).members} <= {"Newsline"}


@pytest.mark.parametrize(
    "text", ["Strava rose.", "Hope left. Then Hope spoke.", "Captains rose. We asked Captains about it."]
)
def test_a_sentences_first_word_is_a_name_where_something_else_tells(text: str) -> None:
    assert len(Cast(text).members) == 1


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Joana dos Reis Lima came. Dos Reis Lima left.", "Dos Reis Lima", "Joana dos Reis Lima"),
        ("Joana dos Reis Lima came. Dos Reis left.", "Dos Reis", "Joana dos Reis Lima"),
        ("Willem van der Meer came. Van der Meer left.", "Van der Meer", "Willem van der Meer"),
        ("The mayor, Hassan al-Darwish, came. Al-Darwish left.", "Al-Darwish", "Hassan al-Darwish"),
        ("The mayor, Hassan al-Darwish, came. Darwish left.", "Darwish", "Hassan al-Darwish"),
        ("The mayor, Ghada El Amine, came. Amine left.", "Amine", "Ghada El Amine"),
        ("Abdul Karim Saadi came. Abdul Karim left.", "Abdul Karim", "Abdul Karim Saadi"),
        ("Unai Ortega Lizarazu came. Ortega left.", "Ortega", "Unai Ortega Lizarazu"),
        ("Maurice ‘Mo’ Tibbets Sr. came. Mo Tibbets left.", "Mo Tibbets", "Maurice Tibbets Sr."),
        ("Maurice “Big Mo” Tibbets came. Big Mo left.", "Big Mo", "Maurice Tibbets"),
        ("Winifred Oakes, known as “Freddie,” came. Freddie left.", "Freddie", "Winifred Oakes"),
        ("Sir Alec Dunmore came. Sir Alec left.", "Sir Alec", "Alec Dunmore"),
        ("Crown Prince Salman bin Fahd came. Prince Salman left.", "Prince Salman", "Salman bin Fahd"),
        ("Sheikha Noora bint Rashid came. Sheikha Noora left.", "Sheikha Noora", "Noora bint Rashid"),
        ("Jacob Selane came. MEC Selane left.", "MEC Selane", "Jacob Selane"),
        ("The minister, Liu Xiaoling, came. Liu left.", "Liu", "Liu Xiaoling"),
    ],
)  # fmt: skip
def test_a_short_name_means_the_full_one_by_its_parts(text: str, short: str, full: str) -> None:
    member = Cast(text).member(tuple(short.split()), place=text.rindex(short))
    assert member is not None
    assert member.name == full


def test_a_suffix_tells_father_and_son_apart() -> None:
    text = "Harold Finch Sr. met Harold Finch Jr. again. Finch Sr. left. Finch Jr. stayed."
    cast = Cast(text)
    assert {member.name for member in cast.members} == {"Harold Finch Sr.", "Harold Finch Jr."}
    for short in ("Sr.", "Jr."):
        member = cast.member(("Finch", short), place=text.rindex(f"Finch {short}"))
        assert member is not None
        assert member.name == f"Harold Finch {short}"


def test_a_name_without_the_suffix_is_the_same_person_unless_a_relative() -> None:
    same = Cast("Harold Finch Jr. came. Harold Finch left.")
    assert {member.name for member in same.members} == {"Harold Finch Jr."}
    other = Cast("Harold Finch III came. His grandfather, Harold Finch, left.")
    assert {member.name for member in other.members} == {"Harold Finch III", "Harold Finch"}


def test_a_lady_is_not_the_knight_of_her_surname() -> None:
    text = "Sir Bernard Toll came. Lady Toll left."
    member = Cast(text).member(("Lady", "Toll"), place=text.index("Lady"))
    assert member is not None
    assert member.name == "Lady Toll"


def test_a_programme_named_after_somebody_is_nobodys_fullest_name() -> None:
    text = "Mark Berg came. The Mark Berg Investigation went on. Berg left."
    member = Cast(text).member(("Berg",), place=text.rindex("Berg"))
    assert member is not None
    assert member.name == "Mark Berg"
