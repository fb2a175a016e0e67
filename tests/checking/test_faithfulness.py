import pytest

from onrecord.checking.values import faithfulness
from onrecord.families.reports import Report
from onrecord.model import Statement, StatementType


def report(quote: str, type_: StatementType = "direct") -> Report:
    return Report("article", None, None, Statement("id", (), type=type_), quote, quote)


@pytest.mark.parametrize(
    ("quote", "type_", "degree"),
    [
        ("We should not close the harbour before winter.", "direct", "word for word"),
        ("“We should not close the harbour …”", "direct", "in part"),
        ("We must not close the harbour before winter.", "direct", "with other words"),
        ("the harbour should not be closed", "indirect", "in indirect speech"),
    ],
)
def test_a_report_is_held_against_its_primary_source(quote: str, type_: StatementType, degree: str) -> None:
    found = faithfulness(report("We should not close the harbour before winter."), report(quote, type_))
    assert found.degree == degree


def test_the_words_that_differ_are_named() -> None:
    found = faithfulness(report("We should not close it before winter."), report("We must not close it before winter."))
    assert [(one.kind, one.before, one.after) for one in found.wording.changes] == [("modality", "should", "must")]
