"""Whose positions are: persons joined by organization or country."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.actors.directory import Actor, Directory, Role
from onrecord.english.countries import country_name
from onrecord.positions.networks.building import network
from onrecord.positions.networks.counting import Selection
from onrecord.positions.networks.grouping import By, grouping
from tests.positions.made_positions import position

PRIME_MINISTER = Role("Prime Minister", "Estonia", date(2021, 1, 26), date(2024, 7, 23))
ACTORS = [
    Actor("kallas", "Kallas", "person", roles=(PRIME_MINISTER,)),
    Actor("stoltenberg", "Stoltenberg", "person"),
    Actor("nato", "NATO", "organization", names=("NATO", "North Atlantic Treaty Organization")),
    Actor("bank", "Bank of England", "organization"),
    Actor("england", "England", "organization"),
    Actor("ministry", "French Foreign Ministry", "organization"),
    Actor("hungary", "Hungary", "organization"),
]  # fmt: skip
DIRECTORY = Directory(ACTORS)
IDS = {one.name: one.id for one in ACTORS}


@pytest.mark.parametrize(
    ("name", "role", "day", "organization", "country"),
    [
        ("NATO", None, None, "NATO", None),
        ("Stoltenberg", "NATO Secretary General", None, "NATO", None),
        ("Stoltenberg", "secretary general of the North Atlantic Treaty Organization", None, "NATO", None),
        ("Stoltenberg", "former NATO Secretary General", None, None, None),
        ("Bailey", "the Bank of England governor", None, "Bank of England", None),
        ("Stoltenberg", "Norwegian Finance Minister", None, None, "Norway"),
        ("Kallas", None, "2024-03-01", None, "Estonia"),
        ("Kallas", None, "2025-03-01", None, None),
        ("Kallas", "EU foreign policy chief", "2024-12-01", None, "European Union"),
        ("French Foreign Ministry", None, None, "French Foreign Ministry", "France"),
        ("Hungary", None, None, "Hungary", "Hungary"),
        ("Vance", "U.S. senator from Ohio", None, None, "United States"),
        ("Ann", "neighbour", None, None, None),
        ("Envoy", "special envoy for Ukraine and Russia", None, None, None),
    ],
)
def test_organization_and_country(
    name: str, role: str | None, day: str | None, organization: str | None, country: str | None
) -> None:
    one = replace(position(name, "q1", "supports", day, role=role), actor=IDS.get(name, name.lower()))
    expected: dict[By, str | None] = {"organization": organization, "country": country}
    for by, wanted in expected.items():
        holder = grouping(by, ACTORS, DIRECTORY)(one)
        assert (holder.name if holder else None) == wanted, by


def test_persons_are_themselves_with_their_kind() -> None:
    found = network([position("NATO", "q1")], selection=Selection(by=grouping("person", ACTORS, DIRECTORY)))
    assert [(one.id, one.name, one.kind) for one in found.nodes] == [("nato", "NATO", "organization")]


def test_countries_have_their_usual_names() -> None:
    assert [country_name(code) for code in ("GB", "EE", "EU", "MM", "XX")] == [
        "United Kingdom", "Estonia", "European Union", "Myanmar", "XX"
    ]  # fmt: skip
