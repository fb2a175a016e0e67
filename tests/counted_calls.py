"""Work counted in calls, never in seconds."""

import sys
from collections.abc import Callable
from types import FrameType

MOST_GROWTH = 2.4
"""Twice the text may cost twice the work; sorting and what is looked up by halving add a little."""


def calls(work: Callable[[], object]) -> int:
    """Calls of functions, Python's own included, and steps of generators."""
    count = 0

    def counting(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(work: Callable[[int], Callable[[], object]], *, times: int) -> float:
    """How many times the work of a text repeated twice as often is that of one repeated so often."""
    small, large = (calls(work(number)) for number in (times, 2 * times))
    return large / small
