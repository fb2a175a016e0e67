"""Whom a name in a source stands for, alone or behind a description. All people and bodies here are invented."""

import pytest

from onrecord.model import Attribution, Span, Speaker, Version
from onrecord.people import resolve
from onrecord.people.cast import Cast


def _speakers(text: str, source: str) -> tuple[Speaker, ...]:
    """Who says the end of a text, by the last place of a source in it."""
    start = text.rindex(source)
    version = Version(text=text, bytes_sha256="0", media_type="text/plain")
    content = Span(text.rindex(" said ") + len(" said "), len(text) - 1)
    told = Attribution((content,), (Span(start, start + len(source)),), (), type="indirect")
    return resolve(version, [told])[0].speakers


def _told(text: str, source: str) -> list[tuple[str, str]]:
    return [(one.name, one.kind) for one in _speakers(text, source)]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A second witness, Ana Holt of the Harbour Rights Project,", "Ana Holt"),
        ("Their lawyer, Jonas Berg of Norvian Legal Aid,", "Jonas Berg"),
        ("The dockers' counsel, Mr Jonas Berg,", "Jonas Berg"),
        ("The diver's husband, Mr Jonas Berg, a civil engineer,", "Jonas Berg"),
        ("Her supervisor, Jonas Berg (no relation),", "Jonas Berg"),
        ("Its lead author, the sociologist Ana Holt,", "Ana Holt"),
        ("One of the divers, Tshewang Ostvik, 26,", "Tshewang Ostvik"),
        ("The area MCA, Mr Jonas Berg,", "Jonas Berg"),
        ("The port's General Overseer, Pastor Jonas Berg,", "Jonas Berg"),
        ("The duty officer, ACP Jonas Berg,", "Jonas Berg"),
    ],
)
def test_who_is_named_behind_a_description_speaks(source: str, name: str) -> None:
    assert _told(f"It began. {source} said it rains.", source.rstrip(",")) == [(name, "person")]


def test_a_company_named_behind_what_it_makes_speaks() -> None:
    source = "The crane's maker, Ostvik Robotics of Kolvik, Norvia"
    assert _told(f"It began. {source}, said it rains.", source) == [("Ostvik Robotics", "organization")]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("A report by the harbour master, Jonas Berg", "document"),
        ("the group backing Jonas Berg", "unnamed"),
        ("A clerk, who worked for Mr. Berg", "unnamed"),
    ],
)
def test_a_name_inside_what_describes_another_is_not_who_speaks(source: str, kind: str) -> None:
    ((_, found),) = _told(f"It began. {source}, said it rains.", source)
    assert found == kind


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Runa Ostvik of the Alva-based Fair Seas network", "Runa Ostvik"),
        ("Runa Ostvik of Alva Securities, who sold her shares,", "Runa Ostvik"),
        ("Det Con Ana Holt of Kolvik and Alva Police", "Ana Holt"),
        ("Town Supervisor Ana Holt", "Ana Holt"),
        ("Comrade Ana Holt", "Ana Holt"),
        ("Harbour Owners Association (HOA) chairman Jonas Berg", "Jonas Berg"),
        ("City Harbour Officer (in charge) K. Ostvik", "K. Ostvik"),
        ("Union president Rosna binte Ostvik", "Rosna binte Ostvik"),
        ("Harbour Undersecretary Ana dela Holt-Berg", "Ana dela Holt-Berg"),
    ],
)
def test_ranks_offices_and_bodies_beside_a_name_leave_it_a_persons(source: str, name: str) -> None:
    assert _told(f"It began. {source} said it rains.", source.rstrip(",")) == [(name, "person")]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the Diocese of Kolvik", "Diocese of Kolvik"),
        ("the Health and Safety Executive", "Health and Safety Executive"),
        ("Ostvomag of Kolvik, Norvia", "Ostvomag"),
    ],
)
def test_where_a_body_is_belongs_to_its_name_only_with_an_article(source: str, name: str) -> None:
    assert _told(f"It began. Then {source}, said it rains.", source) == [(name, "organization")]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Harbour residents Ana Holt and Jonas Berg", ["Ana Holt", "Jonas Berg"]),
        ("Prof Ana Holt and Dr Jonas Berg of the Kolvik Research Trust", ["Ana Holt", "Jonas Berg"]),
        ("Senator Ana Holt, a docker who leads the union, and Senator Jonas Berg, a diver", ["Ana Holt", "Jonas Berg"]),
        ("Ana Holt and Jonas Berg, the likely Norvian and Alvian winners", ["Ana Holt", "Jonas Berg"]),
        ("Jonas Berg and Ana Holt, mayor Tove Moro's wife", ["Jonas Berg", "Ana Holt"]),
        ("Ana Holt and Jonas Berg, the mayor, and Tove Moro", ["Ana Holt", "Jonas Berg", "Tove Moro"]),
        ("Ana Holt, along with Harbour Post reporter Jonas Berg", ["Ana Holt", "Jonas Berg"]),
        ("politicians like Ana Holt and Jonas Berg", ["Ana Holt", "Jonas Berg"]),
        ("Mr Holt's parents, Gwen and Jonas", ["Gwen", "Jonas"]),
    ],
)
def test_titles_and_what_tells_more_are_no_part_of_a_list(source: str, found: list[str]) -> None:
    assert [name for name, _ in _told(f"It began. {source} said it rains.", source)] == found


@pytest.mark.parametrize("source", ["Villagers", "Ranchers in the area", "NGOs", "Beekeepers in the north"])
def test_a_group_of_people_at_the_beginning_of_a_sentence_is_no_body(source: str) -> None:
    ((_, kind),) = _told(f"It began. {source} said it rains.", source)
    assert kind == "group"


@pytest.mark.parametrize(
    ("before", "short", "name"),
    [
        ("Ostvik Motor Corp. sells lorries. Shares in Ostvik fell.", "Ostvik", "Ostvik Motor Corp."),
        ("The part is by Ostvik Sensing Inc. of Alva.", "Ostvik", "Ostvik Sensing Inc."),
        ("It was sold to Ostvik Material Handling.", "Ostvik", "Ostvik Material Handling"),
        # not where the short name stands first, as that of a brand, nor that of a place
        ("Ostvik is busy. It has the Ostvik Community Hub.", "Ostvik", "Ostvik"),
        ("The Ostvik Community Hub is in Ostvik.", "Ostvik", "Ostvik"),
        # nor for the title of a work
        ("Ostvik Motors sells lorries. It is called “Dance With It Like Ostvik” here.", "Ostvik", "Ostvik Motors"),
    ],
)  # fmt: skip
def test_a_company_introduced_in_full_speaks_by_its_first_word(before: str, short: str, name: str) -> None:
    text = f"It began. {before} {short} said it rains."
    assert _told(text, short) == [(name, "organization")]


def test_of_two_of_one_surname_the_one_of_the_titles_sex_speaks() -> None:
    text = "It began. Emril Ostvik died. His widow, Runa Ostvik, wept. Emril Ostvik was 60. Mrs Ostvik said it rains."
    assert _told(text, "Mrs Ostvik") == [("Runa Ostvik", "person")]


def test_a_name_that_owns_tells_nothing_of_its_bearers_sex() -> None:
    text = "It began.\nNadine Holt's son was ill. He slept and he died.\nShe wept. Mrs Holt said it rains."
    assert _told(text, "Mrs Holt") == [("Nadine Holt", "person")]


def test_a_widow_called_by_her_first_name_is_herself() -> None:
    text = "It began. Great-grandmother Dot Holt came. Dot slept. Widow Dot said it rains."
    assert _told(text, "Widow Dot") == [("Dot Holt", "person")]


def test_an_acronym_behind_a_comma_is_its_bodys() -> None:
    text = "It began. The Norvian Medicines Agency, ANVA, warned. ANVA said it rains."
    assert _told(text, "ANVA") == [("Norvian Medicines Agency", "organization")]
    assert Cast("The Harbour Agency, ANVA, and NAVA met.").in_full("ANVA") == "ANVA"
