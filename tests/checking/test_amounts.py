import pytest

from onrecord.checking.judging import amounts, with_equal_amounts
from onrecord.families.wording import compare_wording


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("21.5 percent", [(21.5, None)]),
        ("twenty-one and a half percent", [(21.5, None)]),
        ("twenty one years", [(21, None)]),
        ("$4 billion", [(4e9, "dollar")]),
        ("four billion dollars", [(4e9, "dollar")]),
        ("a £1.2m loan", [(1.2e6, "pound")]),
        ("1,200,000 pounds", [(1.2e6, "pound")]),
        ("two and a half million euros", [(2.5e6, "euro")]),
        ("two million and a half", [(2.5e6, None)]),
        ("three hundred thousand", [(3e5, None)]),
        ("one two", []),
        ("nobody", []),
    ],
)
def test_amounts_are_read(text: str, found: list[tuple[float, str | None]]) -> None:
    assert [(one.value, one.unit) for one in amounts(text)] == found


@pytest.mark.parametrize(
    ("original", "other", "relation"),
    [
        ("It cost us four billion dollars in all", "It cost us $4 billion in all", "verbatim"),
        ("It cost us $4 billion in all", "It cost us four billion dollars in all", "verbatim"),
        ("It cost us four billion dollars in all", "It cost us $5 billion in all", "altered"),
        ("It cost us four billion dollars in all", "It cost us four billion in all", "altered"),
        ("It took us two and a half years in all", "It took us 2.5 years in all", "verbatim"),
        ("It took us two and a half years in all", "It took us 2.5 months in all", "altered"),
    ],
)
def test_an_amount_written_in_another_way_is_no_change(original: str, other: str, relation: str) -> None:
    assert with_equal_amounts(compare_wording(original, other), original, other).relation == relation
