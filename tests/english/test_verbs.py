"""Verbs of saying in their forms."""

import re

import pytest

from onrecord.english import verbs
from onrecord.english.verbs import FORMS, either, past, present


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", ("says", "said")),
        ("reply", ("replies", "replied")),
        ("argue", ("argues", "argued")),
        ("stress", ("stresses", "stressed")),
        ("admit", ("admits", "admitted")),
        ("go on", ("goes on", "went on")),
    ],
)
def test_forms(verb: str, forms: tuple[str, str]) -> None:
    assert FORMS[verb] == forms
    assert (present([verb]), past([verb])) == (frozenset(forms[:1]), frozenset(forms[1:]))


def test_a_pattern_takes_the_longest_form() -> None:
    found = re.match(either({"say", "says"}, {"said"}), "says so")
    assert found and found.group() == "says"


def test_every_subset_is_of_the_list() -> None:
    known = {*FORMS, *(form for forms in FORMS.values() for form in forms)}
    subsets = {name: found for name, found in vars(verbs).items() if name.isupper() and name != "FORMS"}
    named = {name: set(found) for name, found in subsets.items() if not name.startswith("_")}
    assert len(named) >= 10
    assert {name: found - known for name, found in named.items() if found - known} == {}
