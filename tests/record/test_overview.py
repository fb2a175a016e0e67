"""The record as a whole, counted for charts."""

from pathlib import Path

import pytest

from onrecord.record import open_record
from onrecord.record.searching import overview
from tests.made_articles import READ_WITH, made


def test_statements_are_counted_by_month_kind_act_and_outlet(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        assert record.overview() == overview.Overview(0, True, (), (), ())
        for number, published in enumerate(("2024-05-07", "2024-06-07", None), start=1):
            record.add_reading(
                *made(number, published=published, outlet=None if number == 2 else "Ledger"), read_with=READ_WITH
            )
        found = record.overview()
    assert (found.statements, found.complete) == (6, True)
    assert sum(one.count for one in found.kinds_by_month) == sum(one.count for one in found.acts_by_month)
    assert {one.month for one in found.kinds_by_month} <= {"2024-05", "2024-06"}
    assert [(one.value, one.count) for one in found.outlets] == [("Ledger", 4)]


def test_of_a_large_record_those_added_last_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "MOST_OVERVIEWED", 2)
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*made(1, outlet="First"), read_with=READ_WITH)
        assert record.overview().complete
        record.add_reading(*made(2, outlet="Second"), read_with=READ_WITH)
        found = record.overview()
    assert (found.statements, found.complete) == (2, False)
    assert [(one.value, one.count) for one in found.outlets] == [("Second", 2)]
