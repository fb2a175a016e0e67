"""Names taken apart. All people here are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.parts import Fit, Parts, fit, parted


def _parts(name: str, *nicknames: str) -> Parts:
    return parted(name.split(), [nickname.split() for nickname in nicknames])


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Samuel Kessler Jr.", Parts(("samuel", "kessler"), suffix="jr")),
        ("Samuel Kessler III", Parts(("samuel", "kessler"), suffix="iii")),
        ("Sir Giles Farrow", Parts(("giles", "farrow"), title="sir")),
        ("Faisal al-Karimi", Parts(("faisal", "al", "karimi"))),
        ("J.R. Ottley", Parts(("j", "r", "ottley"))),
        ("María Peña", Parts(("maria", "pena"))),
        ("Prince", Parts(("prince",))),
    ],
)
def test_a_name_is_taken_apart(name: str, parts: Parts) -> None:
    assert _parts(name) == parts


@pytest.mark.parametrize(
    ("short", "full", "way"),
    [
        ("MARIA HOLT", "Maria Holt", Fit.WHOLE),
        ("Josh Holt", "Joshua P. Holt", Fit.WHOLE),
        ("J. Holt", "James Holt", Fit.WHOLE),
        ("Maria Ann Holt", "Maria Jane Holt", None),
        ("De Vries", "Marit de Vries", Fit.FAMILY),
        ("al-Khatib", "Mohamad El Khatib", Fit.FAMILY),
        ("El Khatib", "Mohamad Khatib", Fit.FAMILY),
        ("Mora", "Lucía Mora Castell", Fit.ONE_FAMILY),
        ("De la Cruz", "María José de la Cruz Peña", Fit.ONE_FAMILY),
        ("Abdul Rahman", "Abdul Rahman Ghannam", Fit.GIVEN),
        ("Kessler Jr.", "Samuel Kessler Sr.", None),
        ("Kessler Jr.", "Samuel Kessler Jr.", Fit.FAMILY),
        ("Kessler", "Samuel Kessler Jr.", Fit.FAMILY),
        ("Berg", "Maria Holt", None),
    ],
)
def test_a_shorter_name_fits_a_longer_one_in_a_way(short: str, full: str, way: Fit | None) -> None:
    assert fit(_parts(short), _parts(full)) == way


@pytest.mark.parametrize("short", ["Dutch", "Dutch Holt"])
def test_a_nickname_stands_alone_or_for_the_given_name(short: str) -> None:
    assert fit(_parts(short), _parts("Theodore Holt", "Dutch")) == Fit.NICKNAME


@given(st.lists(st.sampled_from(["Maria", "de", "la", "al-Holt", "J.R.", "Jr.", "Sir", "Peña", ","]), min_size=1))
def test_every_name_fits_itself(words: list[str]) -> None:
    parts = parted(words)
    assert not parts.words or fit(parts, parts) == Fit.WHOLE
