"""Bylines become names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.authors import clean_authors, surname_last


@pytest.mark.parametrize(
    ("bylines", "names"),
    [
        (["By Amara Lindqvist"], ("Amara Lindqvist",)),
        (["By Amara Lindqvist and Tomas Okafor"], ("Amara Lindqvist", "Tomas Okafor")),
        (["AMARA LINDQVIST, Tomas Okafor & Kwame Petersen"], ("AMARA LINDQVIST", "Tomas Okafor", "Kwame Petersen")),
        (["Amara Lindqvist", "amara lindqvist"], ("Amara Lindqvist",)),
        (["Amara Lindqvist, Political Editor"], ("Amara Lindqvist",)),
        (["Amara Lindqvist | Quay Courier"], ("Amara Lindqvist",)),
        (["Amara Lindqvist May 9, 2023"], ("Amara Lindqvist",)),
        (["Mary E. Petersen"], ("Mary E. Petersen",)),
        (["Amara Lindqvist (Image: Harbour Pictures)"], ("Amara Lindqvist",)),
        (["https://courier.example/amara", "amara@courier.example", "@amara"], ()),
        (["The Quay Courier", "Quay Courier staff"], ()),
        (["Harbour Press Agency"], ("Harbour Press Agency",)),
        (["admin", "", "By"], ()),
    ],
)
def test_names_are_taken_from_bylines(bylines: list[str], names: tuple[str, ...]) -> None:
    assert clean_authors(bylines, outlet="The Quay Courier") == names


def test_a_surname_that_stands_first_is_put_last() -> None:
    assert surname_last("Lindqvist, Amara") == "Amara Lindqvist"
    assert surname_last("Amara Lindqvist") == "Amara Lindqvist"


@given(st.lists(st.text()))
def test_every_word_of_a_name_was_written(bylines: list[str]) -> None:
    written = " ".join(" ".join(bylines).split())
    assert all(word in written for name in clean_authors(bylines) for word in name.split())
