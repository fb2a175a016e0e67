from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.actors.directory import Actor, Role
from onrecord.actors.joining import AUTOMATIC, PROPOSED, judge, likeness
from onrecord.actors.names import joining_key, proposing_key
from onrecord.model import ActorKind

DAY = date(2024, 3, 1)


def person(name: str, *titles: str) -> Actor:
    return Actor(name, name, "person", (name,), tuple(Role(title, None, DAY, DAY) for title in titles))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Maria Holt", "Maria Holt"),
        ("Maria Holt", "MARIA HOLT"),
        ("Maria Holt", "Holt, Maria"),
        ("María Hölt", "Maria Holt"),
        ("Prof. Dr. Maria Holt", "Maria Holt"),
        ("Maria J. Holt", "Maria Holt"),
        ("Maria J. Holt", "Maria Jane Holt"),
        ("Anne-Marie Holt", "Anne Marie Holt"),
        ("J.D. Holt", "J. D. Holt"),
        ("Sean O'Dell", "Sean O’Dell"),
        ("Мария Хольт", "Мария Хольт"),
        ("Karim al-Omar", "Karim Omar"),
        ("Ulf Holt, Jr.", "Ulf Holt Jr"),
    ],
)
def test_names_of_one_person_are_joined(first: str, second: str) -> None:
    assert likeness(first, second, "person")[0] >= AUTOMATIC
    assert joining_key(first, "person") == joining_key(second, "person")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Holt", "Maria Holt"),
        ("M. Holt", "Maria Holt"),
        ("Liz Holt", "Elizabeth Holt"),
        ("Katharina Holt", "Katarina Holt"),
        ("Maria Jane Holt", "Maria Holt"),
        ("Holt", "Holt"),
        ("Ulf Holt Jr.", "Ulf Holt"),
        ("Jane Maria Holt", "Maria Holt"),
    ],
)
def test_names_that_may_be_one_persons_are_proposed(first: str, second: str) -> None:
    assert PROPOSED <= likeness(first, second, "person")[0] < AUTOMATIC
    assert proposing_key(first, "person") == proposing_key(second, "person")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Maria Holt", "Martin Holt"),
        ("Maria A. Holt", "Maria B. Holt"),
        ("Maria Holt", "Maria Dahl"),
        ("Ulf Holt Jr.", "Ulf Holt Sr."),
        ("Maria", "Maria Holt"),
        ("", "Maria Holt"),
    ],
)
def test_names_of_two_people_are_kept_apart(first: str, second: str) -> None:
    assert likeness(first, second, "person")[0] <= PROPOSED


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the Harbour Office", "Harbor Office", True),
        ("Skerra Lines Ltd.", "Skerra Lines", True),
        ("Brand & Sons", "Brand and Sons", True),
        ("UK", "the United Kingdom", True),
        ("World Ferry Organisation", "World Ferry Organization", True),
        ("Skerra Bank", "Skerra Lines", False),
        ("WFO", "World Ferry Organization", False),
        ("France", "France Telegraph", False),
        ("Norway", "Sweden", False),
    ],
)
def test_organizations_are_joined_by_their_words(first: str, second: str, joined: bool) -> None:
    assert (likeness(first, second, "organization")[0] >= AUTOMATIC) is joined
    assert (joining_key(first, "organization") == joining_key(second, "organization")) is joined


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Holt", "person"),
        ("Mr. Holt", "person"),
        ("the company", "organization"),
        ("several officials", "group"),
        ("Several officials in Lund", "group"),
        ("Maria Holt", "unnamed"),
        ("A report", "document"),
    ],
)
def test_some_names_never_join_across_articles(name: str, kind: ActorKind) -> None:
    assert joining_key(name, kind) is None


@pytest.mark.parametrize(
    ("known", "met", "verdict"),
    [
        (person("Maria Holt"), person("Maria Holt"), "same"),
        (person("Maria Holt", "mayor"), person("Maria Holt"), "same"),
        (person("Maria Holt", "mayor of Lund"), person("Maria Holt", "Lund mayor"), "same"),
        (person("Maria Holt", "mayor"), person("Maria Holt", "goalkeeper"), "perhaps"),
        (person("Maria Holt", "Norwegian minister"), person("Maria Holt", "Peruvian minister"), "perhaps"),
        (person("Maria Holt", "goalkeeper", "mayor"), person("Maria Holt", "minister"), "same"),
        (person("Liz Holt", "mayor of Lund"), person("Elizabeth Holt", "mayor of Lund"), "same"),
        (person("Liz Holt"), person("Elizabeth Holt"), "perhaps"),
        (person("Holt"), person("Holt"), "perhaps"),
        (person("Holt", "mayor of Lund"), person("Holt", "mayor of Lund"), "perhaps"),
        (person("Holt", "mayor of Lund"), person("Maria Holt", "mayor of Lund"), "perhaps"),
        (person("Maria Holt"), person("Karl Dahl"), "different"),
        (person("Maria Holt"), replace(person("Maria Holt"), kind="organization"), "different"),
    ],
)
def test_roles_decide_with_the_name(known: Actor, met: Actor, verdict: str) -> None:
    assert judge(known, met).sameness == verdict


def test_a_role_in_common_brings_a_surname_forward() -> None:
    with_role = judge(person("Maria Holt", "mayor of Lund"), person("Holt", "Lund mayor"))
    without = judge(person("Maria Holt", "mayor of Lund"), person("Holt"))
    assert without.score < with_role.score < AUTOMATIC


def test_who_left_office_long_ago_is_not_joined_without_a_role() -> None:
    old = Role("Senator", "Ohio", date(1980, 1, 3), date(1992, 1, 3), "import")
    known = Actor("1", "Maria Holt", "person", ("Maria Holt",), (old,))
    assert judge(known, person("Maria Holt"), day=DAY).sameness == "perhaps"
    assert judge(known, person("Maria Holt"), day=date(1995, 1, 1)).sameness == "same"
    assert judge(known, person("Maria Holt", "former senator"), day=DAY).sameness == "same"


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["person", "organization", "group"]))
def test_likeness_has_no_order_and_a_range(first: str, second: str, kind: ActorKind) -> None:
    score, reason = likeness(first, second, kind)
    assert 0 <= score <= 1
    assert reason
    assert likeness(second, first, kind)[0] == score


WORDS = st.sampled_from(["Maria", "Anne", "M.", "Holt", "Dahl", "de", "al-Omar", "Jr.", "Dr.", "O'Dell", "Liz"])
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(NAMES, NAMES)
def test_persons_that_are_joined_by_their_words_are_found_by_their_block(first: str, second: str) -> None:
    score, reason = likeness(first, second, "person")
    if score >= AUTOMATIC and reason != "same letters":
        assert joining_key(first, "person") == joining_key(second, "person")
