import pytest

from onrecord.checking.values import faithful_wording


@pytest.mark.parametrize(
    ("quote", "quoted", "degree"),
    [
        ("We should not close the harbour before winter.", True, "word for word"),
        ("“We should not close the harbour …”", True, "in part"),
        ("We must not close the harbour before winter.", True, "with other words"),
        ("the harbour should not be closed", False, "in indirect speech"),
    ],
)
def test_a_report_is_held_against_its_primary_source(quote: str, quoted: bool, degree: str) -> None:
    found = faithful_wording("We should not close the harbour before winter.", quote, quoted=quoted)
    assert found.degree == degree


def test_the_words_that_differ_are_named() -> None:
    found = faithful_wording("We should not close it before winter.", "We must not close it before winter.")
    assert [(one.kind, one.before, one.after) for one in found.wording.changes] == [("modality", "should", "must")]
