"""Who stands where on a question: groups by what may be said, and the statement that shows it."""

from onrecord.positions.networks.matrix import matrix
from onrecord.positions.standings import GROUPS, standings, taken, turns
from tests.positions.made_positions import position, positions

EVERY = positions(
    "Ann q + 2024-03-01", "Ann q + 2024-03-05", "Bob q - 2024-03-01", "Cem q + 2024-01-01", "Cem q - 2024-02-01",
    "Dan q + 2024-03-01", "Dan q - 2024-03-01", "Eve q 0 2024-03-01", "Fay q ? 2024-03-01", "Gus q 0 2024-04-01",
    "Gus q - 2024-03-01",
)  # fmt: skip


def test_actors_stand_in_the_order_of_groups_and_of_how_much_they_said() -> None:
    found = standings([*EVERY, position("Ann", "q", "opposes", "2024-04-01", doubtful=True)])
    assert {group: [one.name for one in some] for group, some in found.items()} == {
        "supports": ["Ann"],
        "opposes": ["Gus", "Bob"],
        "open": ["Fay"],
        "changed": ["Cem"],
        "mixed": ["Dan"],
        "neutral": ["Eve"],
    }
    assert tuple(found) == GROUPS
    assert [one.actor for one in turns(found)] == ["cem"]


def test_what_is_shown_of_an_actor_takes_its_stance() -> None:
    (ann,), (gus, _) = (standings(EVERY)[group] for group in ("supports", "opposes"))
    assert str(ann.latest.day) == "2024-03-05"
    assert (gus.latest.stance, str(gus.latest.day)) == ("opposes", "2024-03-01")  # not the later one without a side
    late = standings([position("Ann", "q", "supports"), position("Ann", "q", "supports", "2024-01-01")])
    assert str(late["supports"][0].latest.day) == "2024-01-01"  # the last of those with a day


def test_a_role_is_the_last_that_was_given() -> None:
    some = [
        position("Ann", "q", day=f"2024-01-0{n}", role=role) for n, role in ((1, "mayor"), (2, "senator"), (3, None))
    ]
    assert standings(some)["supports"][0].role == "senator"


def test_nobody_opposes_who_only_took_no_side() -> None:
    made = matrix(EVERY)
    assert {one.name: taken(cell) for one in made.actors if (cell := made.cell(one.id, "q"))} == {
        "Ann": ("supports",), "Bob": ("opposes",), "Cem": ("supports", "opposes"), "Dan": ("supports", "opposes"),
        "Eve": ("neutral",), "Fay": ("open",), "Gus": ("opposes",),
    }  # fmt: skip
    assert standings([]) == {}
