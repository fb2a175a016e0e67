"""Bylines become names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources import authors
from onrecord.sources.authors import clean_authors, surname_last


@pytest.mark.parametrize(
    ("bylines", "names"),
    [
        (["By Amara Lindqvist"], ("Amara Lindqvist",)),
        (["By Amara Lindqvist and Tomas Okafor"], ("Amara Lindqvist", "Tomas Okafor")),
        (["AMARA LINDQVIST, Tomas Okafor & Kwame Petersen"], ("Amara Lindqvist", "Tomas Okafor", "Kwame Petersen")),
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
        *(
            ([name], (name,))
            for name in (
                "Steve Martin",
                "Julia Mayer",
                "Eva Jansen",
                "Rosa Marsh",
                "Jonisayi Maromo",
                "Lena Augustin",
                "Theresa May",
                "April Decker",
                "Otto Novak",
                "Mar Febres",
                "Kim Sung-in",
                "June Octavius",
                "Ola On",
                "Jean KRON",
            )
        ),
        (["Amara Lindqvist Dec. 9, 2023"], ("Amara Lindqvist",)),
        (["Lindqvist, Amara"], ("Amara Lindqvist",)),
        (["Lindqvist, Amara; Okafor, Tomas"], ("Amara Lindqvist", "Tomas Okafor")),
        (["Lindqvist, Amara Lou"], ("Amara Lou Lindqvist",)),
        (["Amara Lindqvist, Tomas Okafor"], ("Amara Lindqvist", "Tomas Okafor")),
        (["Reuters, AFP"], ("Reuters", "AFP")),
        (["Amara Lindqvist, Quay Courier"], ("Amara Lindqvist",)),
        (["Amara Lindqvist Staff Writer"], ("Amara Lindqvist",)),
        (["Amara LindqvistStaff Writer"], ("Amara Lindqvist",)),
        (["Senior political correspondent Amara Lindqvist"], ("Amara Lindqvist",)),
        (["Amara Lindqvist NORTH SHORE NEWS"], ("Amara Lindqvist",)),
        (["Amara Lindqvist in Turku with Tomas Okafor"], ("Amara Lindqvist", "Tomas Okafor")),
        (["AMARA LINDQVIST IN TURKU"], ("Amara Lindqvist",)),
        (["By AMARA McLINDQVIST and TOMAS DE LA CRUZ"], ("Amara McLindqvist", "Tomas de la Cruz")),
        (["By AMARA LINDQVIST, Harbour Correspondent, Tideline News Service"], ("Amara Lindqvist",)),
        (["By Amara Lindqvist, Tideline Press"], ("Amara Lindqvist",)),
        (["By Amara Lindqvist / Tideline"], ("Amara Lindqvist",)),
        (["By Amara Lindqvist, Tideline Staff Writer"], ("Amara Lindqvist",)),
        (["By Amara Lindqvist and Reuters"], ("Amara Lindqvist", "Reuters")),
        (["Words by Amara Lindqvist, photographs by Kwame Petersen"], ("Amara Lindqvist",)),
        (["amara@courier.example (Amara Lindqvist)"], ("Amara Lindqvist",)),
        (["(Image: Harbour Pictures)"], ()),
        (["Amara Lindqvist with Tomas Okafor"], ("Amara Lindqvist", "Tomas Okafor")),
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
    found = (word for name in clean_authors(bylines) for word in name.split())
    assert all(word.casefold() in written.casefold() for word in found)


def test_a_byline_is_looked_at_up_to_a_bound() -> None:
    assert clean_authors(["By Ana Holt; " + "x" * 5000 + "; Rosa Kemp"]) == ("Ana Holt",)


@pytest.mark.parametrize("byline", ["() " * 100_000, " " * 100_000, "By Amara Lindqvist" + " \n" * 100_000])
def test_runs_of_spaces_are_one_before_any_pattern_reads_them(byline: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    separator = authors._SEPARATOR

    class Counting:
        def split(self, text: str) -> list[str]:
            read.append(text)
            return separator.split(text)

    monkeypatch.setattr(authors, "_SEPARATOR", Counting())
    clean_authors([byline])
    assert all("  " not in text and len(text) <= 2000 for text in read)
