"""Agreement of reviewers: against worked examples of those who published the measures, and over reviewed statements."""

import math

import pytest

from onrecord.evaluation.agreement import agreement, agreement_json, bare_spans, cohen_kappa, krippendorff_alpha
from onrecord.model import Span, Speaker, Statement, When
from onrecord.record.values import Decision, DecisionVerdict, Review, Reviewed

TEXT = 'She said: "We open in May," and "not before". 👩‍🚒 said so.'
QUOTE, BARE = Span(10, 27), Span(11, 21)


def test_kappa_is_that_of_the_tables_of_cohen() -> None:
    table = {"aa": 88, "ab": 14, "ac": 18, "ba": 10, "bb": 40, "bc": 10, "ca": 2, "cb": 6, "cc": 12}
    found = cohen_kappa([(both[0], both[1]) for both, count in table.items() for _ in range(count)])
    assert found is not None
    assert round(found, 3) == 0.492


@pytest.mark.parametrize(
    ("observers", "expected"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("12332141 2...", "12332241 25.3", ".3332342 251.", "12332441 251."), 0.743),
    ],
)
def test_alpha_is_that_of_krippendorffs_examples(observers: tuple[str, ...], expected: float) -> None:
    """A line for each observer, a point where they saw nothing; the space is for the eye."""
    rows = [row.replace(" ", "") for row in observers]
    units = [[value for value in unit if value != "."] for unit in zip(*rows, strict=True)]
    found = krippendorff_alpha(units)
    assert found is not None
    assert round(found, 3) == expected


def test_what_chance_explains_as_well_is_not_known() -> None:
    assert cohen_kappa([]) is cohen_kappa([("a", "a")] * 3) is None
    assert krippendorff_alpha([]) is krippendorff_alpha([["a", "a"], ["a"]]) is None
    assert cohen_kappa([("a", "a"), ("b", "b")]) == 1
    assert cohen_kappa([("a", "b"), ("b", "a")]) == -1
    assert krippendorff_alpha([["a", "a"], ["b", "b"]]) == 1


def review(
    who: str,
    verdict: DecisionVerdict = "edit",
    *,
    content: tuple[Span, ...] = (QUOTE,),
    name: str = "Ana",
    **told: object,
) -> tuple[str, Review]:
    """What somebody made of a statement."""
    left = Statement("x", content, speakers=(Speaker(name, "person"),), **told)  # type: ignore[arg-type]
    return who, Review(Decision(1, "statement", "x", verdict, who, "2031"), None if verdict == "reject" else left)


def reviewed(*by: tuple[str, Review]) -> Reviewed:
    """A statement with what several made of it."""
    return Reviewed("a", Statement("x", (QUOTE,)), TEXT, dict(by))


def test_fields_are_compared_where_both_left_a_statement() -> None:
    when = When.of_date("2031-05", text=None, rule="decided")
    found = agreement(
        [
            reviewed(review("Kim", "accept"), review("Lee", "edit", name="ANA ", act="denies")),
            reviewed(review("Kim", "reject"), review("Lee", "accept")),
            reviewed(review("Kim", "accept", when=when), review("Lee", "accept")),
            reviewed(review("Kim", "accept")),
        ]
    )
    assert (found.reviewers, found.statements, len(found.pairs)) == (("Kim", "Lee"), 3, 1)
    fields = found.pairs[0].fields
    assert {name: (one.statements, one.alike) for name, one in fields.items()} == {
        "verdict": (3, 1 / 3),
        "speaker": (2, 1.0),
        "act": (2, 0.5),
        "date": (2, 0.5),
    }
    assert fields["speaker"].kappa is None
    assert fields["act"].kappa == 0
    assert found.fields["act"].alpha == fields["act"].alpha == 0
    assert found.fields["act"].kappa is None


def test_content_forgives_white_space_and_quotation_marks_at_the_ends() -> None:
    assert bare_spans([Span(9, 27), Span(9, 11)], TEXT) == (Span(11, 26),)
    alike = agreement([reviewed(review("Kim", content=(Span(9, 27),)), review("Lee", content=(Span(11, 26),)))])
    assert (alike.content.statements, alike.content.exact, alike.content.overlap) == (1, 1.0, 1.0)
    half = agreement([reviewed(review("Kim", content=(BARE,)), review("Lee", content=(Span(11, 16), Span(30, 40))))])
    assert half.content.exact == 0
    assert half.content.overlap is not None
    assert math.isclose(half.content.overlap, 2 * 5 / (10 + 5 + 10))


def test_three_reviewers_have_an_alpha_and_three_kappas_in_json() -> None:
    found = agreement_json(
        agreement(
            [
                reviewed(review("Kim", "accept"), review("Lee", "accept"), review("Sol", "reject")),
                reviewed(review("Kim", "accept"), review("Sol", "accept")),
            ]
        )
    )
    assert [(one["first"], one["second"], one["statements"]) for one in found["pairs"]] == [
        ("Kim", "Lee", 1),
        ("Kim", "Sol", 2),
        ("Lee", "Sol", 1),
    ]
    assert found["fields"]["verdict"] == {"statements": 2, "alike": 0.5, "kappa": None, "alpha": 0.0}
    assert agreement([]).content.exact is None
