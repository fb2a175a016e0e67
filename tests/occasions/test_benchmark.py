from datetime import date

import pytest

from benchmarks import times


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1998-08-07", (date(1998, 8, 7), date(1998, 8, 7))),
        ("1998-02", (date(1998, 2, 1), date(1998, 2, 28))),
        ("1998-W10", (date(1998, 3, 2), date(1998, 3, 8))),
        ("1998-W10-WE", (date(1998, 3, 7), date(1998, 3, 8))),
        ("1989-Q3", (date(1989, 7, 1), date(1989, 9, 30))),
        ("1989-H2", (date(1989, 7, 1), date(1989, 12, 31))),
        ("199", (date(1990, 1, 1), date(1999, 12, 31))),
        ("PAST_REF", None),
        ("P3D", None),
        ("1989-QX", None),
        ("1989-13", None),
    ],
)
def test_values_become_intervals(value: str, expected: tuple[date, date] | None) -> None:
    assert times._interval(value) == expected
