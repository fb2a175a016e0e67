"""The charts of an actor and of a record: what is drawn, and what only the file has."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.actors.directory import Actor, Role
from onrecord.exports.record_charts import actor_chart, record_chart
from onrecord.exports.views.actors import identifier_address, latest_roles
from onrecord.record.actors.profile import Profile
from onrecord.record.searching.facets import Crossed, Share
from onrecord.record.searching.overview import Overview

RECENT = tuple(Crossed(f"2024-{month:02}", "states", 20) for month in range(1, 11))
OLD = (Crossed("1967-03", "states", 1), *RECENT)
ANA = Profile(
    Actor("a", "Ana Ruiz", "person"), 200, 9, True, None, None, (), (), (Share("Ledger", 3),), (), (), (), (), 0, (),
    names=(), acts_by_month=OLD, kinds_by_month=RECENT, merged=(), decisions=(),
)  # fmt: skip
ALL = Overview(200, True, RECENT, OLD, tuple(Share(f"Outlet {number}", 30 - number) for number in range(30)))


def test_what_lies_far_before_all_else_is_left_out_and_told() -> None:
    drawn = actor_chart(ANA, "timeline")
    assert (drawn.labels[0], len(drawn.labels)) == ("2024-01", 10)
    assert drawn.title == "Ana Ruiz: statements over time, by act, since 2024 (1 before are in the CSV file)"
    whole = actor_chart(ANA, "timeline", whole=True)
    assert (whole.labels[0], whole.title) == ("1967-03", "Ana Ruiz: statements over time, by act")
    assert sum(whole.totals) == 201


@pytest.mark.parametrize(
    "counts",
    [
        RECENT,
        (Crossed("1967-03", "states", 3), *RECENT),  # more than one in a hundred
        (Crossed("2023-12", "states", 1), *RECENT),  # which takes no room
        (),
    ],
)
def test_all_is_drawn_where_that_leaves_room(counts: tuple[Crossed, ...]) -> None:
    drawn = actor_chart(replace(ANA, acts_by_month=counts), "timeline")
    assert sum(drawn.totals) == sum(one.count for one in counts)
    assert "CSV" not in drawn.title


def test_acts_are_seen_beside_the_many_that_state() -> None:
    denial = Crossed("2024-03", "denies", 2)
    drawn = record_chart(replace(ALL, acts_by_month=(*RECENT, denial)), "acts")
    assert [one.name for one in drawn.series] == ["denies"]
    assert drawn.title == "Acts over time, other than “states”"
    assert [one.name for one in record_chart(ALL, "acts").series] == ["states"]
    whole = record_chart(replace(ALL, acts_by_month=(*RECENT, denial)), "acts", whole=True)
    assert [one.name for one in whole.series] == ["states", "denies"]


def test_some_outlets_are_drawn_and_all_are_in_the_file() -> None:
    assert len(record_chart(ALL, "outlets").labels) == 20
    assert len(record_chart(ALL, "outlets", whole=True).labels) == 30
    assert record_chart(replace(ALL, complete=False), "outlets").title == "Outlets (the 200 statements added last)"
    assert actor_chart(ANA, "outlets").labels == ("Ledger",)


def test_the_role_that_was_told_last_comes_first() -> None:
    roles = (
        Role("minister", None, date(2020, 1, 1), date(2024, 1, 1)),
        Role("candidate", None, date(2019, 1, 1), date(2019, 2, 1)),
        Role("guest"),
        Role("president", None, date(2024, 2, 1)),
    )
    found = latest_roles(Actor("a", "Ana Ruiz", "person", (), roles))
    assert [one.title for one in found] == ["president", "minister", "candidate", "guest"]


@pytest.mark.parametrize(
    ("scheme", "value", "address"),
    [
        ("wikidata", "Q42", "https://www.wikidata.org/wiki/Q42"),
        ("wikidata", "Q4/../2", "https://www.wikidata.org/wiki/Q4%2F..%2F2"),
        ("isni", "https://isni.org/isni/1", "https://isni.org/isni/1"),
        ("govtrack", "400", None),
        ("orcid", "javascript:alert(1)", "https://orcid.org/javascript%3Aalert%281%29"),
        ("other", "javascript:alert(1)", None),
    ],
)
def test_identifiers_lead_to_their_collections(scheme: str, value: str, address: str | None) -> None:
    assert identifier_address(scheme, value) == address
