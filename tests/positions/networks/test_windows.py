"""Networks over time, and kernels, against numbers worked out by hand."""

from datetime import date
from math import exp, pi, sqrt

import pytest

from onrecord.positions.networks.counting import Selection
from onrecord.positions.networks.windows import Kernel, Window, over_time, weight
from onrecord.problems.networks import BadWindow, NoSuchNormalisation
from tests.positions.made_positions import positions

CASE = positions(
    "Ann q1 + 2024-01-10", "Bo q1 + 2024-01-20", "Ann q1 + 2024-02-10", "Cy q1 - 2024-03-05", "Bo q1 + 2024-03-31"
)  # fmt: skip


def test_a_window_moves_by_one_unit_and_all_networks_have_the_same_nodes() -> None:
    found = list(over_time(CASE, Window("months", 2), "subtract"))
    assert [(one.since, one.until) for one in found] == [
        (date(2024, 1, 1), date(2024, 2, 29)), (date(2024, 2, 1), date(2024, 3, 31))
    ]  # fmt: skip
    # Ann twice and Bo once agree 2·1; then Ann and Bo once each agree, and Cy contradicts both.
    assert [[(one.source, one.target, one.weight) for one in each.edges] for each in found] == [
        [("ann", "bo", 2)],
        [("ann", "bo", 1), ("ann", "cy", -1), ("bo", "cy", -1)],
    ]
    assert [[node.id for node in one.nodes] for one in found] == [["ann", "bo", "cy"]] * 2
    assert [node.positions for node in found[0].nodes] == [2, 1, 0]


@pytest.mark.parametrize(
    ("window", "since"),
    [
        (Window("days", 80), ["2024-01-10", "2024-01-11", "2024-01-12"]),
        (Window("weeks", 11), ["2024-01-08", "2024-01-15"]),
        (Window("months", 3), ["2024-01-01"]),
        (Window("months", 12), ["2024-01-01"]),
        (Window("years", 1), ["2024-01-01"]),
        (Window("events", 3), ["2024-01-10", "2024-01-20", "2024-02-10"]),
    ],
)
def test_units(window: Window, since: list[str]) -> None:
    # From 10 January to 31 March are 82 days, and 12 weeks from Monday 8 January.
    assert [str(one.since) for one in over_time(CASE, window)] == since


def test_a_window_of_events_has_all_of_its_first_and_last_day() -> None:
    case = positions("Ann q1 + 2024-01-01", "Bo q1 + 2024-01-02", "Cy q1 + 2024-01-02", "Di q1 + 2024-01-03")
    found = list(over_time(case, Window("events", 2)))
    assert [sum(node.positions for node in one.nodes) for one in found] == [3, 2, 3]


@pytest.mark.parametrize(
    ("window", "until"),
    [
        (Window("months", 999_999), None),
        (Window("days", 9_999_999), None),
        (Window("years", 5000), date(9999, 12, 31)),
        (Window("years", 1), date.max),
    ],
)
def test_a_window_beyond_the_calendar_is_refused(window: Window, until: date | None) -> None:
    with pytest.raises(BadWindow, match=r"windows of 1 years|9999"):
        list(over_time(CASE, window, selection=Selection(until=until)))


def test_a_window_may_begin_before_the_first_position() -> None:
    chosen = Selection(since=date(2023, 12, 1), until=date(2024, 1, 31))
    found = list(over_time(CASE, Window("months", 1), selection=chosen))
    assert [(str(one.since), len(one.edges)) for one in found] == [("2023-12-01", 0), ("2024-01-01", 1)]


@pytest.mark.parametrize(
    ("kernel", "middle", "half", "edge", "beyond"),
    [
        ("no", 1, 1, 1, 0),
        ("uniform", 0.5, 0.5, 0.5, 0),
        ("triangular", 1, 0.5, 0, 0),
        ("epanechnikov", 0.75, 0.75 * 0.75, 0, 0),
        ("gaussian", 1 / sqrt(2 * pi), exp(-0.125) / sqrt(2 * pi), exp(-0.5) / sqrt(2 * pi), exp(-2) / sqrt(2 * pi)),
    ],
)
def test_kernels(kernel: Kernel, middle: float, half: float, edge: float, beyond: float) -> None:
    found = [weight(kernel, one) for one in (0, 0.5, -0.5, 1, -1, 2, -2)]
    assert found == pytest.approx([middle, half, half, edge, edge, beyond, beyond])


def test_a_kernel_weights_ties_by_the_days_from_the_middle() -> None:
    # Ten days from 1 January; the middle is the end of the 5th, half a window 5 days. The 1st lies 4.5 days before the
    # middle: u = -0.9, 1 - |u| = 0.1. The 4th: u = -0.3, 0.7. The 10th: u = 0.9, 0.1.
    case = positions("Ann q1 + 2024-01-01", "Bo q1 + 2024-01-04", "Cy q1 - 2024-01-10")
    (found,) = over_time(case, Window("days", 10, "triangular"), "subtract")
    assert {f"{one.source}-{one.target}": one.weight for one in found.edges} == pytest.approx(
        {"ann-bo": sqrt(0.1 * 0.7), "ann-cy": -sqrt(0.1 * 0.1), "bo-cy": -sqrt(0.7 * 0.1)}
    )
    (found,) = over_time(case, Window("days", 10, "triangular"), "affiliation", qualifier="subtract")
    assert [one.weight for one in found.edges] == pytest.approx([0.1, 0.7, -0.1])
    # Activity is weighted too: (√0.1 + √0.7) / 2.
    (found,) = over_time(case, Window("days", 10, "triangular"), "congruence", normalisation="average activity")
    assert found.edges[0].weight == pytest.approx(sqrt(0.07) / ((sqrt(0.1) + sqrt(0.7)) / 2))


def test_the_gaussian_kernel_reaches_beyond_its_window() -> None:
    case = positions("Ann q1 + 2024-01-01", "Bo q1 + 2024-02-01")
    assert [len(one.edges) for one in over_time(case, Window("months", 1, "gaussian"))] == [1, 1]
    assert [len(one.edges) for one in over_time(case, Window("months", 1, "epanechnikov"))] == [0, 0]


def test_duplicates_are_left_out_over_the_whole_time() -> None:
    case = positions("Ann q1 + 2024-01-01", "Ann q1 + 2024-02-01")
    chosen = Selection(duplicates="range")
    found = list(over_time(case, Window("months", 1), "affiliation", selection=chosen))
    assert [len(one.edges) for one in found] == [1]
    found = list(over_time(case, Window("months", 1), "affiliation"))
    assert [len(one.edges) for one in found] == [1, 1]


def test_what_has_no_date_and_what_cannot_be_a_window() -> None:
    assert list(over_time(positions("Ann q1 +"), Window())) == []
    with pytest.raises(BadWindow, match="0 months"):
        Window("months", 0)
    with pytest.raises(BadWindow, match="no ties"):
        Window("events", 1)
    with pytest.raises(BadWindow, match="kernel"):
        Window("events", 5, "uniform")
    with pytest.raises(BadWindow, match="windows of 1 days"):
        list(over_time(positions("Ann q1 + 1950-01-01", "Bo q1 + 2024-01-01"), Window("days", 1)))
    with pytest.raises(NoSuchNormalisation):
        list(over_time(CASE, Window(), "affiliation", normalisation="cosine"))
